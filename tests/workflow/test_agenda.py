"""The calendar: what is in it, that it holds nobody's name, and when its address stops."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar

from audit.models import Gebeurtenis, Lezing
from cases.models import Ouder, Zaak
from deadlines import services
from deadlines.bord import Groep, in_groep
from deadlines.models import Termijn
from organisations.actor import Actor, actor_voor
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from organisations.toegang.sessieopslag import BEGONNEN
from tests import factories
from tests.b1 import bezwaren
from tests.factories import NU, VANDAAG
from tlv.models import Aanvraag, Status
from workflow import agenda as regels
from workflow.agenda import Agendadatum, datums, link_van, maak, stop
from workflow.bord import Keuze, termijnen_van
from workflow.ical import als_bestand
from workflow.models import Agendalink
from workflow.views import agenda as pagina

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
AGENDA, MAKEN, STOPPEN = (reverse(f"workflow:agenda{naam}") for naam in ("", "_maken", "_stoppen"))


@pytest.fixture(autouse=True)
def vandaag_is_vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)


def zaak(school: School, status: str = Status.INGEDIEND) -> Zaak:
    aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
    factories.zet_status(aanvraag, status)
    services.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    nieuw: Zaak = aanvraag.zaak
    return nieuw


def adres(sleutel: str) -> str:
    return reverse("workflow:agenda_bestand", args=[sleutel])


def gebeurtenissen(client: Client, sleutel: str) -> list[Any]:
    antwoord = client.get(adres(sleutel))
    assert antwoord.status_code == 200
    return list(Calendar.from_ical(antwoord.content).walk("VEVENT"))


def test_it_holds_number_kind_day_and_a_link_and_no_name(school: School, secretariaat: Actor, client: Client) -> None:
    nieuw = zaak(school)
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    antwoord = client.get(adres(sleutel))
    (dag,) = Calendar.from_ical(antwoord.content).walk("VEVENT")
    assert dag["SUMMARY"] == f"{nieuw.nummer}: wettelijke beslistermijn"
    assert (dag["DTSTART"].dt, dag["DTEND"].dt) == (date(2026, 5, 4), date(2026, 5, 5))
    assert dag["URL"].endswith(reverse("workflow:zaak", args=[nieuw.pk]))
    assert Client().get(reverse("workflow:zaak", args=[nieuw.pk])).status_code == 302
    leerling = nieuw.dossier.leerling
    tekst = antwoord.content.decode().replace("\r\n ", "")
    for persoonlijk in (
        leerling.achternaam,
        leerling.roepnaam,
        school.naam,
        secretariaat.naam,
        school.swv.naam,
        "@example",
    ):
        assert persoonlijk not in tekst


def test_the_answer_is_private_kept_nowhere_and_needs_no_session(school: School, secretariaat: Actor) -> None:
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    antwoord = Client().get(adres(sleutel))
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord["Cache-Control"] == "private, no-store"
    assert "sessie" not in antwoord.cookies
    for methode in ("post", "head", "put", "delete"):
        assert getattr(Client(), methode)(adres(sleutel)).status_code == 405


def test_only_a_hash_of_256_random_bits_is_kept(secretariaat: Actor) -> None:
    sleutels = {maak(secretariaat, alleen_ik=False, nu=NU) for _ in range(5)}
    assert len(sleutels) == 5 and all(len(sleutel) == 43 for sleutel in sleutels)
    bewaard = str(list(Agendalink.objects.values())) + str(list(Gebeurtenis.objects.values()))
    assert all(sleutel not in bewaard for sleutel in sleutels)


def test_a_moved_term_keeps_its_uid_and_counts_up_and_a_stopped_one_is_gone(
    school: School, secretariaat: Actor, client: Client
) -> None:
    nieuw = zaak(school)
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    (eerst,) = gebeurtenissen(client, sleutel)
    assert client.get(adres(sleutel)).content == client.get(adres(sleutel)).content
    services.verdagen(nieuw, "beslistermijn", op=VANDAAG, tot=date(2026, 6, 2))
    (later,) = gebeurtenissen(client, sleutel)
    assert (later["UID"], later["DTSTART"].dt) == (eerst["UID"], date(2026, 6, 2))
    assert later["SEQUENCE"] == eerst["SEQUENCE"] + 1
    assert later["LAST-MODIFIED"].dt >= eerst["LAST-MODIFIED"].dt
    services.opschorten(nieuw, "beslistermijn", van=VANDAAG, grond="instemming")
    assert gebeurtenissen(client, sleutel) == []
    services.hervatten(nieuw, "beslistermijn", op=VANDAAG + timedelta(1))
    assert len(gebeurtenissen(client, sleutel)) == 1
    services.stop(nieuw, "beslistermijn", op=VANDAAG)
    assert gebeurtenissen(client, sleutel) == []


class Gelijk(TestCase):
    @settings(max_examples=25)
    @given(
        st.lists(st.tuples(st.booleans(), st.integers(-50, 60), st.sampled_from(["", "open", "dicht"])), max_size=8),
        st.booleans(),
    )
    def test_the_calendar_holds_what_the_board_shows(self, rijen: list, alleen_ik: bool) -> None:
        """All but what stands still, in one hat, whatever is on it."""
        school = factories.SchoolFactory.create()
        wie = factories.actor(Rol.SECRETARIAAT, school.swv)
        for eigen, over, stil in rijen:
            nieuw = zaak(school, Status.INGEDIEND if eigen else Status.TER_BESLUITVORMING)
            Termijn.objects.filter(zaak=nieuw).update(vanaf=VANDAAG - timedelta(60), einde=VANDAAG + timedelta(over))
            if stil:
                uiterlijk = None if stil == "open" else VANDAAG + timedelta(3)
                services.opschorten(nieuw, "beslistermijn", van=VANDAAG, uiterlijk=uiterlijk)
        link = Agendalink(lid_id=wie.hoed_id, alleen_ik=alleen_ik)
        op_bord = termijnen_van(wie, Keuze(ik=alleen_ik))
        met_dag = {t.pk for groep in Groep if groep != Groep.STIL for t in in_groep(op_bord, groep, VANDAAG)}
        assert {int(d.uid.partition("-")[2].partition("@")[0]) for d in datums(link, wie)} == met_dag


def test_what_stands_still_has_no_day_in_it_for_staff_or_family(school: School, secretariaat: Actor) -> None:
    """Also when the last day of standing still is known, so that a new date can be reckoned already."""
    dossier_zaak = zaak(school)
    ouder = factories.OuderFactory(leerling=dossier_zaak.dossier.leerling, account=True)
    mensen = [secretariaat, factories.actor(Rol.OUDER, user=ouder.user)]

    def dagen() -> list[int]:
        return [len(datums(Agendalink(lid_id=wie.hoed_id), wie)) for wie in mensen]

    assert dagen() == [1, 1]
    gisteren, later = VANDAAG - timedelta(1), VANDAAG + timedelta(6)
    services.opschorten(
        dossier_zaak, "beslistermijn", van=gisteren, uiterlijk=VANDAAG + timedelta(5), grond="overmacht"
    )
    assert dagen() == [0, 0]
    mensen[:] = [replace(wie, vandaag=later) for wie in mensen]
    assert dagen() == [1, 1]


def test_a_new_link_ends_the_one_there_was_and_stopping_ends_it_for_good(
    school: School, secretariaat: Actor, client: Client
) -> None:
    oud = maak(secretariaat, alleen_ik=False, nu=NU)
    nieuw = maak(secretariaat, alleen_ik=True, nu=NU)
    assert (client.get(adres(oud)).status_code, client.get(adres(nieuw)).status_code) == (404, 200)
    stop(secretariaat, nu=NU)
    assert client.get(adres(nieuw)).status_code == 404
    assert client.get(adres("x" * 43)).status_code == 404
    assert list(Gebeurtenis.objects.order_by("pk").values_list("actie", flat=True)) == ["agenda.maken"] * 2 + [
        "agenda.stoppen"
    ]


@pytest.mark.parametrize("hoe", ["rol voorbij", "rol nog niet", "account dicht"])
def test_it_dies_with_the_hat_and_with_the_account(
    hoe: str, school: School, secretariaat: Actor, client: Client
) -> None:
    zaak(school)
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    assert len(gebeurtenissen(client, sleutel)) == 1
    lid = Lidmaatschap.objects.filter(pk=secretariaat.hoed_id)
    if hoe == "account dicht":
        User.objects.filter(pk=secretariaat.gebruiker_id).update(is_active=False)
    else:
        lid.update(**({"tot": VANDAAG - timedelta(1)} if hoe == "rol voorbij" else {"van": VANDAAG + timedelta(1)}))
    assert client.get(adres(sleutel)).status_code == 404


def test_an_expert_who_is_let_go_of_a_case_reads_nothing_of_it_any_more(school: School, client: Client) -> None:
    nieuw = zaak(school, Status.DESKUNDIGENADVIES)
    services.start(nieuw, "deskundigentermijn", vanaf=VANDAAG)
    wie = factories.actor(Rol.DESKUNDIGE, school.swv)
    betrokken = factories.betrek(nieuw, User.objects.get(pk=wie.gebruiker_id), Rol.DESKUNDIGE)
    sleutel = maak(wie, alleen_ik=False, nu=NU)
    assert len(gebeurtenissen(client, sleutel)) == 1
    betrokken.tot = VANDAAG - timedelta(1)
    betrokken.save()
    assert gebeurtenissen(client, sleutel) == []


def test_one_hat_reads_nothing_of_another(school: School, andere_school: School, client: Client) -> None:
    eigen, _ = zaak(school), zaak(andere_school)
    wie = factories.actor(Rol.COORDINATOR, school)
    factories.lidmaatschap(Rol.SECRETARIAAT, school.swv, user=User.objects.get(pk=wie.gebruiker_id))
    (dag,) = gebeurtenissen(client, maak(wie, alleen_ik=False, nu=NU))
    assert dag["SUMMARY"].startswith(eigen.nummer)


def ouder_van(nieuw: Zaak) -> tuple[Actor, Ouder]:
    ouder: Ouder = factories.OuderFactory.create(leerling=nieuw.dossier.leerling, account=True)
    lid = Lidmaatschap.objects.get(user=ouder.user)
    return actor_voor(lid, vandaag=VANDAAG), ouder


def test_a_parent_reads_the_dates_of_the_own_case_in_plain_words(
    school: School, andere_school: School, client: Client
) -> None:
    eigen, _ = zaak(school), zaak(andere_school)
    services.start(eigen, "volledigheidsnorm", vanaf=VANDAAG)
    wie, ouder = ouder_van(eigen)
    sleutel = maak(wie, alleen_ik=False, nu=NU)
    assert [dag["SUMMARY"] for dag in gebeurtenissen(client, sleutel)] == [
        f"{eigen.nummer}: laatste dag voor ons besluit"
    ]
    ouder.gezag.update(tot=VANDAAG - timedelta(1))
    assert gebeurtenissen(client, sleutel) == []


@pytest.mark.parametrize("rol", [Rol.OUDER, Rol.LEERLING])
def test_a_family_reads_plain_words_about_it(rol: Rol, school: School, als: Als) -> None:
    client = als(factories.actor(rol, school.swv))
    _bevestigd(client)
    paginas = [client.get(AGENDA), client.get(MAKEN), client.post(MAKEN, follow=True), client.get(AGENDA)]
    assert [pagina.status_code for pagina in paginas] == [200] * 4
    assert [bezwaren(pagina.content.decode()) for pagina in paginas] == [[]] * 4


def test_a_calendar_that_asks_often_is_on_record_once_a_day(
    school: School, secretariaat: Actor, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nieuw = zaak(school)
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    for _ in range(4):
        client.get(adres(sleutel))
    lezing = Lezing.objects.get(actie="lezen:agenda")
    assert (lezing.hoed_id, lezing.object_id, lezing.zaak_id) == (
        secretariaat.hoed_id,
        Agendalink.objects.get().pk,
        None,
    )
    Agendalink.objects.update(gelezen_op=timezone.now() - timedelta(hours=25))
    client.get(adres(sleutel))
    assert Lezing.objects.filter(actie="lezen:agenda").count() == 2
    assert nieuw.nummer not in str(list(Lezing.objects.values()))


def test_who_asks_too_often_waits(secretariaat: Actor, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sleutel = maak(secretariaat, alleen_ik=False, nu=NU)
    monkeypatch.setattr("organisations.toegang.rem.MINUUT", timedelta(days=1))
    monkeypatch.setattr(pagina, "PER_LINK", 2)
    assert [client.get(adres(sleutel)).status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(pagina, "PER_ADRES", 5)
    antwoorden = [client.get(adres(f"{n}" * 43)) for n in range(3)]
    assert [antwoord.status_code for antwoord in antwoorden] == [404, 404, 429]
    assert antwoorden[-1]["Retry-After"] == "60"


def test_the_link_is_shown_once_after_it_was_made(school: School, secretariaat: Actor, als: Als) -> None:
    client = als(secretariaat)
    _bevestigd(client)
    assert client.post(MAKEN, {"wat": "ik"}).headers["Location"] == AGENDA
    eerst = client.get(AGENDA)
    getoond = eerst.context["adres"]
    assert getoond in eerst.content.decode() and Agendalink.objects.get().alleen_ik
    assert Client().get(getoond).status_code == 200
    assert client.get(AGENDA).context["adres"] == ""
    assert client.post(STOPPEN).status_code == 302 and link_van(secretariaat) is None


def _bevestigd(client: Client) -> None:
    sessie = client.session
    sessie[BEGONNEN] = timezone.now().isoformat()
    sessie.save()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("was_er", [False, True])
def test_of_two_who_make_one_at_once_both_get_an_address_and_the_last_works(
    secretariaat: Actor, client: Client, was_er: bool
) -> None:
    if was_er:
        maak(secretariaat, alleen_ik=False, nu=NU)
    gelijk, gemaakt, fouten = threading.Barrier(4), list[str](), list[Exception]()

    def klik() -> None:
        gelijk.wait()
        try:
            gemaakt.append(maak(secretariaat, alleen_ik=False, nu=NU))
        except Exception as fout:
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=klik) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == [] and len(gemaakt) == 4
    assert sorted(client.get(adres(sleutel)).status_code for sleutel in gemaakt) == [200, 404, 404, 404]


def test_making_one_asks_who_you_are_when_that_is_long_ago(secretariaat: Actor, als: Als) -> None:
    antwoord = als(secretariaat).post(MAKEN, {"wat": "ik"})
    assert "/bevestigen/" in antwoord.headers["Location"] and not Agendalink.objects.exists()


@pytest.mark.parametrize("rol", [Rol.FG, Rol.BEHEERDER])
def test_who_has_no_dates_has_no_calendar(rol: Rol, school: School, als: Als) -> None:
    client = als(factories.actor(rol, school.swv))
    _bevestigd(client)
    assert (client.get(AGENDA).status_code, client.get(MAKEN).status_code) == (403, 403)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200), st.integers(0, 99))
def test_any_text_comes_back_out_of_the_file_in_lines_of_75_bytes(titel: str, verschoven: int) -> None:
    """Folding and escaping (RFC 5545 3.1, 3.3.11), whatever is in a title."""
    datum = Agendadatum("termijn-1@dekkend", VANDAAG, titel, "https://dekkend.example/zaken/1/", NU, verschoven)
    inhoud = als_bestand([datum], uid="agenda-1@dekkend")
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n")) and inhoud.count(b"\n") == inhoud.count(b"\r\n")
    kalender = Calendar.from_ical(inhoud)
    (dag,) = kalender.walk("VEVENT")
    assert (str(dag["SUMMARY"]), dag["SEQUENCE"], str(kalender["UID"])) == (titel, verschoven, "agenda-1@dekkend")
    assert b"DTSTART;VALUE=DATE:20260309\r\n" in inhoud and b"DTEND;VALUE=DATE:20260310\r\n" in inhoud


def test_the_number_of_a_term_is_the_same_in_every_calendar(
    school: School, secretariaat: Actor, coordinator: Actor
) -> None:
    zaak(school)
    uids = [[d.uid for d in datums(Agendalink(alleen_ik=False), wie)] for wie in (secretariaat, coordinator)]
    assert uids[0] == uids[1] and uids[0][0].endswith(f"@{regels._naam()}")
    assert Aanvraag.objects.count() == 1


# -- appointments ----------------------------------------------------------------------------------


def test_an_appointment_moves_in_the_calendar_and_goes_out_of_it_when_called_off(
    school: School, secretariaat: Actor, coordinator: Actor
) -> None:
    onder = zaak(school)
    Zaak.objects.filter(pk=onder.pk).update(swv_sinds=VANDAAG)
    moment = timezone.now() + timedelta(days=7)
    afspraak = onder.afspraken.create(
        moment=moment, plaats="Bij Mila thuis", onderwerp="Over Mila", aanwezigen="Mila", gewijzigd_op=NU
    )
    for wie in (secretariaat, coordinator):
        link = Agendalink.objects.create(lid_id=wie.hoed_id, sleutel_hash=f"x{wie.hoed_id}", gemaakt_op=NU)
        eerst = _afspraken(link, wie)
        assert eerst["SUMMARY"] == f"{onder.nummer}: afspraak" and eerst["SEQUENCE"] == 0
        assert eerst["STATUS"] == "CONFIRMED" and eerst["DTSTART"].dt == moment.replace(microsecond=0)
        assert "Mila" not in str(eerst.to_ical())
    afspraak.moment, afspraak.verschoven = moment + timedelta(days=1), 1
    afspraak.save()
    later = _afspraken(link, coordinator)
    assert later["UID"] == eerst["UID"] and later["SEQUENCE"] == 1
    assert later["DTSTART"].dt == (moment + timedelta(days=1)).replace(microsecond=0)
    afspraak.afgezegd_op, afspraak.reden, afspraak.verschoven = NU, "Ziek", 2
    afspraak.save()
    weg = _afspraken(link, coordinator)
    assert weg["STATUS"] == "CANCELLED" and weg["SEQUENCE"] == 2


def test_with_only_my_own_there_are_no_appointments_of_colleagues(school: School, coordinator: Actor) -> None:
    onder = zaak(school)
    afspraak = onder.afspraken.create(
        moment=timezone.now() + timedelta(days=7), plaats="x", onderwerp="x", aanwezigen="x"
    )
    link = Agendalink.objects.create(lid_id=coordinator.hoed_id, sleutel_hash="x", gemaakt_op=NU, alleen_ik=True)
    assert _afspraken(link, coordinator) is None
    Zaak.objects.filter(pk=onder.pk).update(schoolbehandelaar=coordinator.gebruiker_id)
    assert _afspraken(link, coordinator) is not None
    link.alleen_ik = False
    Zaak.objects.filter(pk=onder.pk).update(schoolbehandelaar=None)
    assert _afspraken(link, coordinator) is not None
    afspraak.delete()


def _afspraken(link: Agendalink, wie: Actor) -> Any:
    bestand = Calendar.from_ical(als_bestand(datums(link, wie), uid="x"))
    return next((rij for rij in bestand.walk("VEVENT") if "afspraak" in str(rij["UID"])), None)
