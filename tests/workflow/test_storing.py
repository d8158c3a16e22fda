"""An outage: everyone sees it, no term moves, and the case says what the law says about who was late."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.tlv.gezin_voorbeeld import besluit_bekend, maak_gezin
from tlv.models import Aanvraag, Status
from workflow import storing
from workflow.models import Storing

pytestmark = pytest.mark.django_db
VELDEN = {
    "van_dag_dag": "9",
    "van_dag_maand": "3",
    "van_dag_jaar": "2026",
    "van_tijd": "9:30",
    "tot_dag_dag": "9",
    "tot_dag_maand": "3",
    "tot_dag_jaar": "2026",
    "tot_tijd": "11:00",
    "wat": "Dekkend was niet bereikbaar.",
}


def _storing(swv: Samenwerkingsverband | None, van: datetime, tot: datetime | None) -> Storing:
    wie = factories.UserFactory()
    return Storing.objects.create(swv=swv, van=van, tot=tot, wat="Niet bereikbaar", gemeld_door=wie, gemeld_op=van)


@pytest.fixture
def termijn(aanvraag: Aanvraag) -> Termijn:
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    return termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=factories.VANDAAG)


def test_the_administrator_records_it_and_everyone_here_sees_it_until_a_day_after(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, coordinator: Actor
) -> None:
    client = als(factories.actor(Rol.BEHEERDER, swv))
    assert client.post(reverse("workflow:storingen"), VELDEN).status_code == 302
    rij = Storing.objects.get()
    assert rij.van == datetime(2026, 3, 9, 8, 30, tzinfo=UTC), "half past nine here"
    nu = timezone.now()
    Storing.objects.update(van=nu - timedelta(hours=1), tot=None)
    for wie in (coordinator, factories.actor(Rol.SECRETARIAAT, swv)):
        assert "Dekkend was niet bereikbaar." in als(wie).get(reverse("workflow:home")).content.decode()
    assert "Dekkend was niet bereikbaar." not in Client().get(reverse("organisations:inloggen")).content.decode()
    als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:storing_voorbij", args=[rij.pk]))
    rij.refresh_from_db()
    assert rij.tot is not None
    assert storing.te_melden(coordinator, rij.tot + timedelta(hours=23))
    assert not storing.te_melden(coordinator, rij.tot + timedelta(hours=25))


def test_who_records_it_reads_when_the_notice_is_seen(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband
) -> None:
    client, nu = als(factories.actor(Rol.BEHEERDER, swv)), timezone.now()
    al_lang_voorbij = client.post(reverse("workflow:storingen"), VELDEN, follow=True).content.decode()
    assert "Daarom komt er geen melding meer" in al_lang_voorbij
    straks, bezig = (Storing(swv=swv, van=nu + timedelta(days=dagen), tot=None) for dagen in (30, -1))
    assert "ziet de melding vanaf " in storing.wie_ziet_het(straks, nu)
    assert storing.wie_ziet_het(bezig, nu).endswith("ziet de melding.")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"tot_dag_dag": "8"}, "Het einde ligt voor het begin"),
        ({"tot_tijd": ""}, "Vul bij het einde een dag en een tijd in"),
        ({"wat": ""}, "Wat werkt niet"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, anders: dict[str, str], zin: str
) -> None:
    antwoord = als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:storingen"), VELDEN | anders)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


@pytest.mark.parametrize(
    ("van", "tot", "raakt"),
    [
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), datetime(2026, 3, 29, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 21, 0, tzinfo=UTC), datetime(2026, 3, 29, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 30, 22, 0, tzinfo=UTC), datetime(2026, 3, 31, 6, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 28, 6, 0, tzinfo=UTC), None, True),
        (datetime(2026, 3, 28, 6, 0, tzinfo=UTC), datetime(2026, 4, 8, 6, 0, tzinfo=UTC), True),
    ],
    ids=["from midnight in summer time", "until midnight in summer time", "the day after", "it lasts", "all of it"],
)
def test_the_last_day_runs_from_midnight_to_midnight_here(
    termijn: Termijn, van: datetime, tot: datetime | None, raakt: bool
) -> None:
    assert termijn.einde == date(2026, 3, 30), "the day after the clock went forward"
    _storing(termijn.zaak.swv, van, tot)
    assert bool(storing.gevolgen([termijn], storing.storingen_bij(termijn.zaak), nu=timezone.now())) is raakt


@pytest.mark.parametrize("tot", [None, datetime(2026, 4, 8, 6, 0, tzinfo=UTC)], ids=["open", "planned until after it"])
def test_a_last_day_that_is_still_to_come_fell_in_no_outage(termijn: Termijn, tot: datetime | None) -> None:
    _storing(termijn.zaak.swv, datetime(2026, 3, 28, 6, 0, tzinfo=UTC), tot)
    zomertijd = datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
    assert not storing.gevolgen([termijn], storing.storingen_bij(termijn.zaak), nu=zomertijd - timedelta(minutes=1))
    assert storing.gevolgen([termijn], storing.storingen_bij(termijn.zaak), nu=zomertijd + timedelta(minutes=1))


def test_a_case_has_one_block_with_the_terms_the_reader_must_meet(
    als: Callable[[Actor], Client], termijn: Termijn, coordinator: Actor
) -> None:
    besluit = termijnen.start(termijn.zaak, "beslistermijn", vanaf=factories.VANDAAG)
    assert besluit.einde is not None
    for dag in (datetime(2026, 3, 30, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 18, 0, tzinfo=UTC)):
        _storing(termijn.zaak.swv, dag, dag + timedelta(hours=2))
    moment = datetime.combine(besluit.einde, datetime.min.time(), UTC) + timedelta(hours=9)
    _storing(termijn.zaak.swv, moment, moment + timedelta(hours=2))
    pagina = als(coordinator).get(reverse("tlv:zaak", args=[termijn.zaak_id])).content.decode()
    assert pagina.count("Storing op de laatste dag") == 1
    assert "30 maart 2026 van 14:00 tot 16:00 en 30 maart 2026 van 20:00 tot 22:00" in pagina
    assert "Wettelijke beslistermijn, " not in pagina


def test_a_family_reads_it_of_its_own_objection_only(als: Callable[[Actor], Client]) -> None:
    gezin = maak_gezin(status=Status.TER_BESLUITVORMING)
    besluit_bekend(gezin)
    vandaag = timezone.localdate()
    begin = timezone.localtime().replace(hour=0, minute=0)
    _storing(gezin.zaak.swv, begin, None)
    pagina = reverse("tlv:gezin_besluit", args=[gezin.zaak.pk])
    kop = "Storing op de laatste dag"
    assert kop not in als(gezin.leerling).get(pagina).content.decode(), "that day is still to come"
    Termijn.objects.filter(zaak=gezin.zaak).update(einde=vandaag)
    assert kop not in als(gezin.moeder).get(reverse("tlv:gezin", args=[gezin.zaak.pk])).content.decode()
    html = als(gezin.leerling).get(pagina).content.decode()
    assert html.count(kop) == 1 and "Kwam je door de storing te laat?" in html
    assert "Kwam u door de storing te laat?" in als(gezin.moeder).get(pagina).content.decode()


def test_what_is_over_is_told_in_one_line_in_the_past_tense_and_is_not_printed(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, coordinator: Actor
) -> None:
    for begin, einde in ((-5, -4), (-3, -2)):
        Storing.objects.create(swv=swv, van=nu(begin), tot=nu(einde), wat="Dekkend is weg", gemeld_op=nu(begin))
    pagina = als(coordinator).get(reverse("workflow:home")).content.decode()
    assert "Dekkend is weg" not in pagina and pagina.count("Dat is nu voorbij") == 1
    assert pagina.count("Dekkend was niet goed bereikbaar: ") == 1
    Storing.objects.update(tot=None)
    pagina = als(coordinator).get(reverse("workflow:home")).content.decode()
    assert pagina.count("Dekkend is weg") == 2 and "Dat is nu voorbij" not in pagina
    blok = pagina[: pagina.index("Dekkend is weg")].rindex('<div class="stack')
    assert "geen-druk" in pagina[blok : blok + 40]


def test_the_case_says_what_it_means_and_the_term_does_not_move(
    als: Callable[[Actor], Client], termijn: Termijn, secretariaat: Actor
) -> None:
    moment = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)
    _storing(termijn.zaak.swv, moment, moment + timedelta(hours=2))
    pagina = als(secretariaat).get(reverse("tlv:zaak", args=[termijn.zaak_id])).content.decode()
    assert "30 maart 2026 van 14:00 tot 16:00" in pagina
    assert "Awb 2:21" in pagina
    einde = termijn.einde
    termijn.refresh_from_db()
    assert termijn.einde == einde


def test_a_secretary_records_none_and_another_samenwerkingsverband_ends_none(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, secretariaat: Actor
) -> None:
    rij = _storing(swv, timezone.now() - timedelta(hours=1), None)
    assert als(secretariaat).get(reverse("workflow:storingen")).status_code == 403
    vreemde = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert vreemde.post(reverse("workflow:storing_voorbij", args=[rij.pk])).status_code == 404
    rij.refresh_from_db()
    assert rij.tot is None


def test_an_end_that_was_typed_wrong_can_be_set_right_and_what_was_planned_can_be_called_off(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, coordinator: Actor
) -> None:
    """Until the year 2126 everybody here would read that the site is down."""
    nu, client = timezone.now(), als(factories.actor(Rol.BEHEERDER, swv))
    bezig = _storing(swv, nu - timedelta(hours=1), nu + timedelta(days=36525))
    gepland = _storing(swv, nu + timedelta(days=2), nu + timedelta(days=3))
    geweest = _storing(swv, nu - timedelta(hours=3), nu - timedelta(hours=2))
    html = client.get(reverse("workflow:storingen")).content.decode()
    assert html.count("/voorbij/") == 2 and "Gaat niet door" in html
    for rij in (bezig, gepland, geweest):
        assert client.post(reverse("workflow:storing_voorbij", args=[rij.pk])).status_code == 302
    assert set(Storing.objects.all()) == {bezig, geweest}
    assert Storing.objects.filter(pk=bezig.pk, tot__range=(nu, timezone.now())).exists()
    assert Storing.objects.get(pk=geweest.pk).tot == geweest.tot
    acties = Gebeurtenis.objects.filter(actie__startswith="storing_").values_list("actie", flat=True)
    assert sorted(acties) == ["storing_afgelasten", "storing_voorbij"]


@pytest.mark.parametrize("rol", [Rol.OUDER, Rol.LEERLING, Rol.COORDINATOR])
def test_everybody_sees_what_is_of_here_and_nobody_what_is_elsewhere(
    als: Callable[[Actor], Client], termijn: Termijn, coordinator: Actor, rol: str
) -> None:
    leerling = termijn.zaak.dossier.leerling
    ouder = factories.OuderFactory(leerling=leerling, account=True)
    leerling.user = factories.UserFactory()
    leerling.geboortedatum = date(2009, 1, 1)
    leerling.save()
    vandaag = timezone.localdate()
    gezin = {str(Rol.OUDER): ouder.user, str(Rol.LEERLING): leerling.user}
    wie = factories.actor(rol, user=gezin[rol], vandaag=vandaag) if rol in gezin else coordinator
    nu = timezone.now()
    hier, elders, overal = (
        _storing(swv, nu - timedelta(hours=1), None) for swv in (termijn.zaak.swv, factories.SwvFactory(), None)
    )
    assert set(storing.te_melden(wie, nu)) == {hier, overal}
    assert set(storing.te_melden(None, nu)) == {overal}
    assert elders.swv_id not in (None, wie.swv_id)


def test_who_runs_the_site_records_what_everybody_sees_and_ends_it(termijn: Termijn) -> None:
    uit = StringIO()
    call_command("storing", "Dekkend werkt niet", stdout=uit)
    inlogpagina = Client().get(reverse("organisations:inloggen")).content.decode()
    assert "Dekkend werkt niet" in inlogpagina and "1 storing vastgelegd" in uit.getvalue()
    vandaag = timezone.localdate()
    Termijn.objects.filter(pk=termijn.pk).update(einde=vandaag)
    termijn.refresh_from_db()
    assert storing.gevolgen([termijn], storing.storingen_bij(termijn.zaak), nu=timezone.now())
    call_command("storing", voorbij=True, stdout=uit)
    assert Storing.objects.get().tot is not None
    assert Gebeurtenis.objects.filter(actie__startswith="storing_").count() == 2
    for verkeerd in ({"voorbij": False}, {"wat": "x", "voorbij": True}, {"wat": "x", "van": nu(1), "tot": nu(0)}):
        with pytest.raises(CommandError):
            call_command("storing", **verkeerd)


def nu(uren: int) -> datetime:
    return timezone.now() + timedelta(hours=uren)
