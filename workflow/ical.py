"""Dates as a calendar file (RFC 5545). Whole days, so they have no time zone; a meeting would bring its own."""

from collections.abc import Iterable
from datetime import timedelta

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
    """A whole day ends at the beginning of the next, and keeps nobody busy."""
    return Event.new(
        uid=datum.uid,
        start=datum.dag,
        end=datum.dag + DAG,
        summary=datum.titel,
        description=UITLEG.format(datum.url),
        url=datum.url,
        stamp=datum.gewijzigd_op,
        last_modified=datum.gewijzigd_op,
        sequence=datum.verschoven,
        status=STATUS.CONFIRMED,
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
    )
