"""An appointment that is made, moved or called off: who hears of it and how, and what the family answers."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Afspraak, Ouder, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren
from tlv.models import Aanvraag, Status
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.papierbrief import gegevens
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
DAG = timedelta(days=1)
REDEN = "De casemanager is ziek."


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Zaak:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    zaak = aanvraag.zaak
    zaak.gezin_sinds = zaak.swv_sinds = timezone.localdate() - DAG
    zaak.save()
    return zaak


@pytest.fixture
def moeder(zaak: Zaak) -> Actor:
    return _ouder(zaak)


def _ouder(zaak: Zaak) -> Actor:
    ouder = factories.OuderFactory(leerling=zaak.dossier.leerling, account=True)
    return factories.actor(Rol.OUDER, user=ouder.user, vandaag=timezone.localdate())


def nu_hier(actor: Actor) -> Actor:
    return Actor(**{**actor.__dict__, "vandaag": timezone.localdate()})


def maak(zaak: Zaak, by: Actor, **anders: Any) -> Afspraak:
    waarden = {
        "moment": (timezone.now() + 7 * DAG).replace(microsecond=0),
        "plaats": "De Wissel, kamer 2.04",
        "onderwerp": "Gesprek over de aanvraag",
        "aanwezigen": "Noor van Dijk, omdat zij Mila kent",
        "voor_gezin": True,
        **anders,
    }
    pk = edit(zaak.pk, "afspraak", by=nu_hier(by), data=waarden).waarden["id"]
    return Afspraak.objects.get(pk=pk)


def verzet(afspraak: Afspraak, by: Actor, versie: int | None = None, **anders: Any) -> Afspraak:
    velden = {veld: getattr(afspraak, veld) for veld in ("moment", "plaats", "onderwerp", "aanwezigen")}
    data = {**velden, "afspraak_id": afspraak.pk, **anders}
    edit(afspraak.zaak_id, "afspraak_verzetten", by=nu_hier(by), data=data, verwachte_versie=versie)
    return Afspraak.objects.get(pk=afspraak.pk)


def zeg_af(afspraak: Afspraak, by: Actor, reden: str = REDEN) -> Afspraak:
    data = {"afspraak_id": afspraak.pk, "reden": reden}
    edit(afspraak.zaak_id, "afspraak_afzeggen", by=nu_hier(by), data=data)
    return Afspraak.objects.get(pk=afspraak.pk)


def antwoord(afspraak: Afspraak, by: Actor, komt: bool, tekst: str = "", versie: int | None = None) -> None:
    data = {"afspraak_id": afspraak.pk, "komt": komt, "tekst": tekst}
    edit(afspraak.zaak_id, "afspraak_antwoord", by=nu_hier(by), data=data, verwachte_versie=versie)


def aan(soort: str) -> set[int | None]:
    return set(Bericht.objects.filter(soort=f"afspraak_{soort}").values_list("user_id", flat=True))


def blader(antwoord: Any) -> str:
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


# -- who hears of it -----------------------------------------------------------------------------------


def test_family_and_school_hear_of_each_change_and_who_makes_it_does_not(
    zaak: Zaak, moeder: Actor, secretariaat: Actor, coordinator: Actor
) -> None:
    beiden = {moeder.gebruiker_id, coordinator.gebruiker_id}
    afspraak = maak(zaak, secretariaat)
    assert aan("gemaakt") == beiden
    afspraak = verzet(afspraak, secretariaat, moment=afspraak.moment + DAG, reden="De zaal is bezet.")
    assert aan("verzet") == beiden
    zeg_af(afspraak, secretariaat)
    assert aan("afgezegd") == beiden


def test_what_the_family_does_not_see_the_family_is_not_told(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    zeg_af(maak(zaak, secretariaat, voor_gezin=False), secretariaat)
    assert not Bericht.objects.filter(user_id=moeder.gebruiker_id).exists()


def test_a_family_that_does_not_see_the_case_yet_is_not_told(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(gezin_sinds=None)
    maak(zaak, secretariaat)
    assert not Bericht.objects.filter(user_id=moeder.gebruiker_id).exists()


def test_the_message_says_what_it_was_what_it_is_and_why(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    afspraak = maak(zaak, secretariaat, moment=datetime(2027, 1, 11, 9, 30, tzinfo=UTC))
    verzet(afspraak, secretariaat, moment=datetime(2027, 1, 12, 13, 0, tzinfo=UTC), plaats="Online", reden=REDEN)
    tekst = Bericht.objects.get(soort="afspraak_verzet", user_id=moeder.gebruiker_id).tekst
    for stuk in ("eerst: 11 januari 2027 om 10:30", "Wanneer: 12 januari 2027 om 14:00", "Waar: Online", REDEN):
        assert stuk in tekst


def test_another_place_is_a_change_and_no_move(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    afspraak = verzet(maak(zaak, secretariaat), secretariaat, plaats="Online")
    bericht = Bericht.objects.get(soort="afspraak_verzet", user_id=moeder.gebruiker_id)
    assert bericht.onderwerp == "Een afspraak is veranderd" and "eerst" not in bericht.tekst
    assert afspraak.vorig_moment is None


def test_saving_what_was_there_tells_nobody(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    afspraak = verzet(maak(zaak, secretariaat), secretariaat, reden="Zomaar")
    assert afspraak.verschoven == 0
    assert aan("verzet") == set()


def test_who_has_no_account_gets_a_letter_and_the_planner_is_told_to_call(
    zaak: Zaak, secretariaat: Actor, als: Als
) -> None:
    vader: Ouder = factories.OuderFactory(leerling=zaak.dossier.leerling, naam="Wim Vos", email="wim@vos.example")
    afspraak = maak(zaak, secretariaat)
    url = reverse("workflow:afspraak_afzeggen", args=[zaak.pk, afspraak.pk])
    pagina = blader(als(secretariaat).post(url, {"reden": REDEN}, follow=True))
    assert "De afspraak is afgezegd. Wie erbij hoort, krijgt bericht." in pagina
    assert "Wim Vos heeft geen account en krijgt een brief. Is het al snel? Bel dan ook." in pagina
    bericht = Bericht.objects.get(soort="afspraak_afgezegd", ouder=vader)
    brief = gegevens(bericht.papierpost, op=date(2026, 11, 23))
    assert f"De reden: {REDEN}" in brief["alineas"]
    assert bericht.email == "wim@vos.example"


def test_a_letter_about_an_earlier_day_goes_off_the_pile(zaak: Zaak, secretariaat: Actor) -> None:
    factories.OuderFactory(leerling=zaak.dossier.leerling, email="")
    afspraak = maak(zaak, secretariaat)
    zeg_af(verzet(afspraak, secretariaat, moment=afspraak.moment + DAG), secretariaat)
    op_de_stapel = Bericht.objects.filter(papierpost__isnull=False).values_list("soort", flat=True)
    assert list(op_de_stapel) == ["afspraak_afgezegd"]


def test_what_a_parent_and_a_pupil_read_is_in_plain_words(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    leerling = zaak.dossier.leerling
    leerling.user = factories.lidmaatschap(Rol.LEERLING).user
    leerling.geboortedatum = timezone.localdate() - timedelta(days=17 * 366)
    leerling.save()
    afspraak = maak(zaak, secretariaat)
    zeg_af(verzet(afspraak, secretariaat, moment=afspraak.moment + DAG), secretariaat)
    van_ouder = Bericht.objects.filter(user_id=moeder.gebruiker_id).values_list("tekst", flat=True)
    van_leerling = Bericht.objects.filter(user=leerling.user).values_list("tekst", flat=True)
    assert len(van_ouder) == len(van_leerling) == 3
    assert bezwaren(" ".join(van_ouder).replace("\n", ". ")) == []
    for tekst in van_leerling:
        assert re.findall(r"\b[Uu]w?\b", tekst) == [] and re.search(r"\b(je|jij|jouw?)\b", tekst.lower())


# -- what is refused -----------------------------------------------------------------------------------


def test_in_a_closed_case_nothing_is_planned_or_moved_and_calling_off_can(zaak: Zaak, secretariaat: Actor) -> None:
    afspraak = maak(zaak, secretariaat)
    Zaak.objects.filter(pk=zaak.pk).update(gesloten_op=timezone.localdate())
    with pytest.raises(Geweigerd, match="afgesloten"):
        maak(zaak, secretariaat)
    with pytest.raises(Geweigerd, match="afgesloten"):
        verzet(afspraak, secretariaat, plaats="Online")
    assert zeg_af(afspraak, secretariaat).afgezegd_op is not None


def test_the_pages_of_a_closed_case_say_why_not(zaak: Zaak, secretariaat: Actor, als: Als) -> None:
    afspraak = maak(zaak, secretariaat)
    Zaak.objects.filter(pk=zaak.pk).update(gesloten_op=timezone.localdate())
    for url in (
        reverse("tlv:afspraak", args=[zaak.pk]),
        reverse("workflow:afspraak_verzetten", args=[zaak.pk, afspraak.pk]),
    ):
        assert "Deze zaak is afgesloten." in blader(als(secretariaat).get(url, follow=True))
    assert als(secretariaat).get(reverse("workflow:afspraak_afzeggen", args=[zaak.pk, afspraak.pk])).status_code == 200


@pytest.mark.parametrize(("over", "waarom"), [(-DAG, "voorbij"), (timedelta(days=800), "twee jaar")])
def test_a_day_that_has_passed_or_is_years_away_is_refused(
    zaak: Zaak, secretariaat: Actor, over: timedelta, waarom: str
) -> None:
    afspraak = maak(zaak, secretariaat)
    for daad in (lambda m: maak(zaak, secretariaat, moment=m), lambda m: verzet(afspraak, secretariaat, moment=m)):
        with pytest.raises(Geweigerd, match=waarom) as geweigerd:
            daad(timezone.now() + over)
        assert geweigerd.value.veld == "datum"


def test_what_was_or_is_off_is_not_changed_any_more(zaak: Zaak, moeder: Actor, secretariaat: Actor, als: Als) -> None:
    geweest, afgezegd = maak(zaak, secretariaat), zeg_af(maak(zaak, secretariaat), secretariaat)
    Afspraak.objects.filter(pk=geweest.pk).update(moment=timezone.now() - DAG)
    geweest.refresh_from_db()
    for afspraak, waarom in ((geweest, "al geweest"), (afgezegd, "is afgezegd")):
        for daad in (lambda a: verzet(a, secretariaat, plaats="Online"), lambda a: zeg_af(a, secretariaat)):
            with pytest.raises(Geweigerd, match=waarom):
                daad(afspraak)
        with pytest.raises(Geweigerd, match="niet meer nodig"):
            antwoord(afspraak, moeder, komt=True)
        for naam in ("verzetten", "afzeggen"):
            url = reverse(f"workflow:afspraak_{naam}", args=[zaak.pk, afspraak.pk])
            assert waarom in blader(als(secretariaat).get(url, follow=True))


def test_calling_off_asks_a_reason(zaak: Zaak, secretariaat: Actor, als: Als) -> None:
    afspraak = maak(zaak, secretariaat)
    with pytest.raises(Geweigerd, match="waarom"):
        zeg_af(afspraak, secretariaat, "  ")
    pagina = als(secretariaat).post(reverse("workflow:afspraak_afzeggen", args=[zaak.pk, afspraak.pk]), {"reden": ""})
    assert pagina.status_code == 422 and "Schrijf op waarom de afspraak niet doorgaat" in pagina.content.decode()


def test_two_who_move_it_at_once_do_not_write_over_each_other(zaak: Zaak, secretariaat: Actor) -> None:
    afspraak = maak(zaak, secretariaat)
    verzet(afspraak, secretariaat, versie=0, plaats="Online")
    with pytest.raises(Conflict):
        verzet(afspraak, secretariaat, versie=0, plaats="Bij ouders thuis")
    assert Afspraak.objects.get(pk=afspraak.pk).plaats == "Online"


def test_nobody_changes_an_appointment_through_another_case(
    zaak: Zaak, moeder: Actor, secretariaat: Actor, coordinator: Actor
) -> None:
    ander = factories.AanvraagFactory(zaak__dossier__school=zaak.school).zaak
    afspraak = maak(zaak, secretariaat)
    Afspraak.objects.filter(pk=afspraak.pk).update(zaak=ander)
    for daad in (lambda: verzet(afspraak, secretariaat), lambda: zeg_af(afspraak, secretariaat)):
        Afspraak.objects.filter(pk=afspraak.pk).update(zaak=ander)
        with pytest.raises(NietGevonden):
            daad()
    with pytest.raises(NietGevonden):
        antwoord(afspraak, moeder, komt=True)
    Afspraak.objects.filter(pk=afspraak.pk).update(zaak=zaak)
    for vreemd in (moeder, coordinator):
        with pytest.raises(GeenRecht):
            zeg_af(afspraak, vreemd)
    with pytest.raises(GeenRecht):
        antwoord(afspraak, secretariaat, komt=True)


def test_the_family_answers_nothing_that_it_does_not_see(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    afspraak = maak(zaak, secretariaat, voor_gezin=False)
    with pytest.raises(NietGevonden):
        antwoord(afspraak, moeder, komt=True)


# -- what the family sees and says ---------------------------------------------------------------------


def test_the_home_of_the_family_follows(zaak: Zaak, moeder: Actor, secretariaat: Actor, als: Als) -> None:
    afspraak = maak(zaak, secretariaat, moment=datetime(2027, 1, 11, 9, 30, tzinfo=UTC))
    afspraak = verzet(afspraak, secretariaat, moment=datetime(2027, 1, 12, 13, 0, tzinfo=UTC), reden=REDEN)
    for url in (reverse("workflow:home"), reverse("tlv:gezin", args=[zaak.pk])):
        pagina = blader(als(moeder).get(url))
        assert "12 januari 2027 om 14:00" in pagina
        assert "Het was eerst 11 januari 2027 om 10:30." in pagina and REDEN in pagina
    zeg_af(afspraak, secretariaat, "Het gesprek is al gevoerd.")
    for url in (reverse("workflow:home"), reverse("tlv:gezin", args=[zaak.pk])):
        pagina = blader(als(moeder).get(url))
        assert "Gaat niet door" in pagina and "U hoeft niet te komen." in pagina
        assert "Het gesprek is al gevoerd." in pagina and "Vertel of u komt" not in pagina


def test_who_cannot_come_says_so_and_who_planned_it_hears(
    zaak: Zaak, moeder: Actor, secretariaat: Actor, als: Als
) -> None:
    afspraak = maak(zaak, secretariaat)
    client, url = als(moeder), reverse("workflow:afspraak_antwoord", args=[zaak.pk, afspraak.pk])
    assert url in blader(client.get(reverse("workflow:home")))
    client.post(url, {"komt": "nee", "tekst": "Ik werk op maandag.", "versie": "0"})
    assert "U kunt dan niet." in blader(client.get(reverse("workflow:home")))
    assert "Ik werk op maandag." in blader(client.get(url))
    bericht = Bericht.objects.get(soort="afspraak_antwoord")
    assert bericht.user_id == secretariaat.gebruiker_id
    assert bericht.onderwerp == "Een ouder kan niet: een afspraak" and "Ik werk op maandag." in bericht.tekst
    kantoor = als(nu_hier(secretariaat))
    assert "Iemand kan niet" in blader(kantoor.get(reverse("workflow:home")))
    pagina = blader(kantoor.get(reverse("tlv:zaak", args=[zaak.pk])))
    assert "Kan niet" in pagina and "Ik werk op maandag." in pagina


def test_an_answer_counts_for_the_day_it_was_given_to(zaak: Zaak, moeder: Actor, secretariaat: Actor, als: Als) -> None:
    afspraak = maak(zaak, secretariaat)
    antwoord(afspraak, moeder, komt=False, versie=0)
    afspraak = verzet(afspraak, secretariaat, moment=afspraak.moment + DAG)
    assert afspraak.antwoorden_nu() == []
    assert "Iemand kan niet" not in blader(als(nu_hier(secretariaat)).get(reverse("workflow:home")))
    with pytest.raises(Conflict):
        antwoord(afspraak, moeder, komt=True, versie=0)
    antwoord(afspraak, moeder, komt=True, versie=1)
    assert [rij.komt for rij in afspraak.antwoorden_nu()] == [True]


def test_the_last_answer_counts_and_the_same_again_tells_nobody(zaak: Zaak, moeder: Actor, secretariaat: Actor) -> None:
    afspraak = maak(zaak, secretariaat)
    for komt in (False, False, True):
        antwoord(afspraak, moeder, komt=komt)
    assert [rij.komt for rij in afspraak.antwoorden_nu()] == [True]
    assert Bericht.objects.filter(soort="afspraak_antwoord").count() == 2


def test_the_other_parent_and_the_school_do_not_read_an_answer(
    zaak: Zaak, moeder: Actor, secretariaat: Actor, coordinator: Actor, als: Als
) -> None:
    vader, afspraak = _ouder(zaak), maak(zaak, secretariaat)
    antwoord(afspraak, moeder, komt=False, tekst="Wij zijn gescheiden.")
    for wie, url in (
        (vader, reverse("workflow:home")),
        (vader, reverse("tlv:gezin", args=[zaak.pk])),
        (vader, reverse("workflow:afspraak_antwoord", args=[zaak.pk, afspraak.pk])),
        (nu_hier(coordinator), reverse("tlv:zaak", args=[zaak.pk])),
    ):
        pagina = blader(als(wie).get(url))
        assert "Wij zijn gescheiden." not in pagina and "Kan niet" not in pagina and "kunt dan niet." not in pagina
    assert Gebeurtenis.objects.filter(actie="tlv.bewerken:afspraak_antwoord").exists()
    assert "Antwoord op een afspraak gegeven" not in [regel.titel for regel in tijdlijn(vader, zaak)]


def test_when_the_planner_is_gone_the_secretariat_hears(
    zaak: Zaak, moeder: Actor, secretariaat: Actor, voorzitter: Actor
) -> None:
    afspraak = maak(zaak, voorzitter)
    antwoord(afspraak, moeder, komt=True)
    assert aan("antwoord") == {voorzitter.gebruiker_id}
    lid = factories.org.Lidmaatschap.objects.get(user_id=voorzitter.gebruiker_id)
    lid.tot = timezone.localdate() - DAG
    lid.save()
    antwoord(afspraak, moeder, komt=False)
    assert aan("antwoord") == {voorzitter.gebruiker_id, secretariaat.gebruiker_id}


def test_the_pages_of_the_family_are_in_plain_words(zaak: Zaak, moeder: Actor, secretariaat: Actor, als: Als) -> None:
    afspraak = maak(zaak, secretariaat)
    pagina = blader(als(moeder).get(reverse("workflow:afspraak_antwoord", args=[zaak.pk, afspraak.pk])))
    assert "Dan zoeken wij samen een andere dag." in pagina
    leeg = als(moeder).post(reverse("workflow:afspraak_antwoord", args=[zaak.pk, afspraak.pk]), {"tekst": "x" * 401})
    assert leeg.status_code == 422 and "Kies ja of nee" in leeg.content.decode()
