"""Planning, moving and calling off a meeting: who is told what, and what the calendars of the invited say."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.vergaderingen.conftest import BEGIN, TIJDENS, Tafel, gegevens_voor
from tlv.models import Aanvraag
from vergaderingen import plannen, uitkomsten
from vergaderingen.models import UIT_TE_NODIGEN, Agendapunt, Vergadering
from workflow import agenda as kalender
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.menu import menu_voor
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


def berichten(soort: str) -> list[int | None]:
    return list(Bericht.objects.filter(soort=f"vergadering_{soort}").order_by("user").values_list("user_id", flat=True))


def gezelschap(tafel: Tafel) -> list[int]:
    return sorted(a.persoon_id for a in (tafel.secretariaat, tafel.voorzitter, tafel.lid, tafel.deskundige))


def in_agenda(actor: Actor, client: Client) -> list[dict[str, object]]:
    sleutel = kalender.maak(actor, alleen_ik=False, nu=NU)
    antwoord = client.get(reverse("workflow:agenda_bestand", args=[sleutel]))
    return [dict(dag) for dag in Calendar.from_ical(antwoord.content).walk("VEVENT")]


def test_whoever_is_invited_is_told_once_and_nothing_of_the_agenda(tafel: Tafel, lopend: Aanvraag) -> None:
    tafel.zaak_erop(lopend)
    assert berichten("uitgenodigd") == gezelschap(tafel)
    teksten = " ".join(Bericht.objects.values_list("tekst", flat=True))
    assert "11 maart 2026" in teksten
    leerling = lopend.zaak.dossier.leerling
    assert leerling.achternaam not in teksten and str(lopend.zaak.nummer) not in teksten


def test_it_stands_in_the_calendar_of_the_invited_at_its_hour_and_tells_no_case(
    tafel: Tafel, lopend: Aanvraag, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)
    tafel.zaak_erop(lopend)
    (dag,) = [d for d in in_agenda(tafel.deskundige, client) if "Vergadering" in str(d["SUMMARY"])]
    assert dag["DTSTART"].dt == BEGIN and dag["DTEND"].dt == BEGIN + timedelta(hours=1)  # type: ignore[attr-defined]
    assert (str(dag["SUMMARY"]), str(dag["LOCATION"])) == ("Vergadering CTO", "Kastanjelaan 12, Lindestad")
    assert str(dag["TRANSP"]) == "OPAQUE" and str(dag["STATUS"]) == "CONFIRMED"
    assert str(lopend.zaak.nummer) not in str(dag)
    assert [d for d in in_agenda(tafel.collega, client) if "Vergadering" in str(d["SUMMARY"])] == []


def test_a_meeting_that_moves_keeps_its_place_in_calendars_and_tells_who_stays_comes_and_goes(
    tafel: Tafel, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)
    gegevens = gegevens_voor(tafel, BEGIN + timedelta(days=1))
    gegevens["leden"] = [tafel.secretariaat.hoed_id, tafel.voorzitter.hoed_id, tafel.lid.hoed_id, tafel.collega.hoed_id]
    plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, gegevens, versie=1, nu=NU)
    assert berichten("verzet") == sorted(a.persoon_id for a in (tafel.secretariaat, tafel.voorzitter, tafel.lid))
    assert berichten("niet_meer") == [tafel.deskundige.persoon_id]
    assert tafel.collega.persoon_id in berichten("uitgenodigd")
    (dag,) = [d for d in in_agenda(tafel.lid, client) if "Vergadering" in str(d["SUMMARY"])]
    assert str(dag["UID"]).startswith(f"vergadering-{tafel.vergadering.pk}@")
    assert dag["SEQUENCE"] == 1 and dag["DTSTART"].dt == BEGIN + timedelta(days=1)  # type: ignore[attr-defined]


def test_another_room_only_for_others_is_told_to_nobody_who_stays(tafel: Tafel) -> None:
    plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, gegevens_voor(tafel, BEGIN), versie=1, nu=NU)
    assert berichten("verzet") == [] and Vergadering.objects.get().verschoven == 0


def test_who_saw_an_older_version_changes_nothing(tafel: Tafel) -> None:
    plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, gegevens_voor(tafel, BEGIN), versie=1, nu=NU)
    with pytest.raises(Conflict):
        plannen.wijzig(
            tafel.collega, tafel.vergadering.pk, gegevens_voor(tafel, BEGIN + timedelta(days=3)), versie=1, nu=NU
        )
    assert Vergadering.objects.get().begin == BEGIN


def test_a_meeting_that_is_off_is_called_off_in_calendars_and_gives_its_items_back(
    tafel: Tafel, lopend: Aanvraag, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)
    punt = tafel.zaak_erop(lopend)
    plannen.last_af(tafel.voorzitter, tafel.vergadering.pk, reden="Te weinig leden", nu=NU)
    punt.refresh_from_db()
    assert (punt.stand, punt.vergadering) == (Agendapunt.Stand.WACHT, None)
    assert berichten("afgelast") == gezelschap(tafel)
    (dag,) = [d for d in in_agenda(tafel.lid, client) if "Vergadering" in str(d["SUMMARY"])]
    assert str(dag["STATUS"]) == "CANCELLED" and str(dag["TRANSP"]) == "TRANSPARENT" and dag["SEQUENCE"] == 1
    with pytest.raises(Conflict):
        plannen.last_af(tafel.voorzitter, tafel.vergadering.pk, reden="Nog eens", nu=NU)


def test_the_chair_is_one_of_the_invited(tafel: Tafel) -> None:
    with pytest.raises(Geweigerd):
        tafel.plan(leden=[tafel.secretariaat.hoed_id])


def test_only_who_organises_plans_and_only_hats_of_the_own_office_are_invited(tafel: Tafel) -> None:
    with pytest.raises(GeenRecht):
        plannen.plan(tafel.lid, gegevens_voor(tafel, BEGIN), nu=NU)
    elders = factories.actor(Rol.COMMISSIELID, factories.SwvFactory())
    nieuw = tafel.plan(leden=[*gegevens_voor(tafel, BEGIN)["leden"], elders.hoed_id])
    assert not nieuw.genodigden.filter(lid_id=elders.hoed_id).exists()
    buur = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    with pytest.raises(NietGevonden):
        plannen.last_af(buur, nieuw.pk, reden="x", nu=NU)


def test_every_act_is_on_record_without_a_word_that_was_typed(tafel: Tafel) -> None:
    plannen.last_af(tafel.secretariaat, tafel.vergadering.pk, reden="Geheime reden", nu=NU)
    rijen = Gebeurtenis.objects.filter(object_soort="vergaderingen.vergadering").order_by("id")
    assert [rij.actie for rij in rijen] == ["vergadering.plannen", "vergadering.afgelasten"]
    assert "Geheime" not in str(list(rijen.values()))


def test_the_agenda_is_sent_round_when_there_is_something_on_it(tafel: Tafel) -> None:
    with pytest.raises(Geweigerd):
        plannen.stuur_rond(tafel.secretariaat, tafel.vergadering.pk, nu=NU)
    tafel.vraag_erop()
    plannen.stuur_rond(tafel.secretariaat, tafel.vergadering.pk, nu=NU)
    assert berichten("agenda") == gezelschap(tafel)


def test_the_page_plans_and_says_what_is_wrong(tafel: Tafel, als: Als) -> None:
    client = als(tafel.secretariaat)
    leeg = client.post(reverse("vergaderingen:nieuw"), {"plaats": ""})
    assert leeg.status_code == 422 and "Kies wie voorzit" in leeg.content.decode()
    goed = {
        "datum": "12-03-2026",
        "van": "13.30",
        "tot": "12.30",
        "hoe": "online",
        "plaats": "meet.example/cto",
        "voorzitter": tafel.voorzitter.persoon_id,
        "leden": [tafel.voorzitter.hoed_id],
    }
    antwoord = client.post(reverse("vergaderingen:nieuw"), goed)
    assert antwoord.status_code == 422 and "Kies een latere tijd" in antwoord.content.decode()
    antwoord = client.post(reverse("vergaderingen:nieuw"), goed | {"tot": "15"})
    nieuw = Vergadering.objects.latest("pk")
    assert antwoord.headers["Location"] == reverse("vergaderingen:vergadering", args=[nieuw.pk])
    assert nieuw.online and nieuw.plaats == "meet.example/cto"


def test_what_awaits_whom_stands_on_the_home_page(
    tafel: Tafel, als: Als, klok: Callable[[datetime], None], lopend: Aanvraag
) -> None:
    assert "lees de stukken" in als(tafel.lid).get(reverse("workflow:home")).content.decode()
    klok(TIJDENS + timedelta(hours=2))
    assert "Sluit de vergadering" in als(tafel.secretariaat).get(reverse("workflow:home")).content.decode()
    assert "lees de stukken" not in als(tafel.lid).get(reverse("workflow:home")).content.decode()


def test_whoever_is_asked_again_is_told_again(tafel: Tafel) -> None:
    allen = gegevens_voor(tafel, BEGIN)
    zonder = allen | {"leden": [lid for lid in allen["leden"] if lid != tafel.deskundige.hoed_id]}
    for gegevens in (zonder, allen):
        plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, gegevens, versie=None, nu=NU)
    assert berichten("uitgenodigd").count(tafel.deskundige.persoon_id) == 2


def test_whoever_left_the_office_is_told_nothing_more(tafel: Tafel) -> None:
    Lidmaatschap.objects.filter(pk=tafel.deskundige.hoed_id).update(tot=VANDAAG)
    plannen.last_af(tafel.secretariaat, tafel.vergadering.pk, reden="x", nu=TIJDENS)
    assert berichten("afgelast") == [pk for pk in gezelschap(tafel) if pk != tafel.deskundige.persoon_id]


def test_what_was_dealt_with_is_not_moved_to_a_day_that_comes(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    klaar = {"uitkomst": "advies", "advies": "x", "verlieten": []}
    uitkomsten.leg_uitkomst_vast(tafel.secretariaat, punt.pk, klaar, versie=None, sleutel="", nu=TIJDENS)
    later = gegevens_voor(tafel, BEGIN + timedelta(days=7))
    with pytest.raises(Geweigerd, match="al een punt behandeld"):
        plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, later, versie=None, nu=TIJDENS)
    eerder = gegevens_voor(tafel, BEGIN - timedelta(minutes=30))
    plannen.wijzig(tafel.secretariaat, tafel.vergadering.pk, eerder, versie=None, nu=TIJDENS)


def test_a_meeting_that_has_to_come_is_not_moved_to_a_day_that_was(tafel: Tafel, als: Als) -> None:
    adres = reverse("vergaderingen:wijzigen", args=[tafel.vergadering.pk])
    antwoord = als(tafel.secretariaat).post(adres, {"datum": "02-03-2026", "van": "13.30", "tot": "15"})
    assert antwoord.status_code == 422 and "Deze dag is voorbij" in antwoord.content.decode()


@pytest.mark.parametrize("rol", sorted(UIT_TE_NODIGEN))
def test_whoever_can_be_invited_finds_the_meetings_in_the_menu(rol: Rol, tafel: Tafel) -> None:
    menu = menu_voor(factories.actor(rol, tafel.swv), "/vergaderingen/")
    punten = [punt for kop in menu for punt in [kop, *kop.get("onder", [])]]
    assert "Vergaderingen" in [punt["label"] for punt in punten if punt["actief"]]
