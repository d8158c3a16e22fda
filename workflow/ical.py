"""Dates as a calendar file (RFC 5545). Whole days have no time zone; the hours of a meeting are told in UTC."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, vDuration

from workflow.agenda import Agendadatum

PRODUCT = "-//Dekkend//Termijnen//NL"
NAAM = "Dekkend"
VERVERS = timedelta(hours=4)
UITLEG = "Log in om te zien waar deze datum bij hoort: {}"
DAG = timedelta(days=1)


def als_bestand(datums: Iterable[Agendadatum], *, uid: str) -> bytes:
    """The same dates give the same file; `uid` says which calendar it is, whatever its address."""
    kalender = Calendar.new(uid=uid, name=NAAM, prodid=PRODUCT, method="PUBLISH")
    for naam in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        kalender.add(naam, vDuration(VERVERS), parameters={"VALUE": "DURATION"})
    for datum in datums:
        kalender.add_component(_dag(datum))
    kalender.add_missing_timezones()
    return bytes(kalender.to_ical())


def _dag(datum: Agendadatum) -> Event:
    """A whole day ends at the beginning of the next, and keeps nobody busy; a meeting does, unless it is called off."""
    hele_dag = datum.tot is None
    return Event.new(
        uid=datum.uid,
        start=_utc(datum.dag),
        end=datum.dag + DAG if datum.tot is None else _utc(datum.tot),
        summary=datum.titel,
        description=UITLEG.format(datum.url),
        location=datum.plaats or None,
        url=datum.url,
        stamp=datum.gewijzigd_op,
        last_modified=datum.gewijzigd_op,
        sequence=datum.verschoven,
        status=STATUS.CANCELLED if datum.afgelast else STATUS.CONFIRMED,
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT if hele_dag or datum.afgelast else TRANSP.OPAQUE,
    )


def _utc(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
