"""The secretariat merges two dossiers of one pupil, or keeps them apart. Nothing is lost, and it is all on record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Lezing, Soort
from cases.fouten import Conflict, GeenRecht, NietGevonden
from cases.models import Dossier, Leerling, MogelijkeDubbel, Notitie, Ouder, Zienswijze
from cases.samenvoegen import houd_apart, verwijzingen, voeg_samen
from cases.services import leg_schrijven_vast, open_dossier
from cases.splitsen import splits
from cases.toegang import leg_lezen_vast
from documents.models import Bekendmaking, Document
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.ketens import ketenfouten
from tests.tlv.uitstel_hulp import in_advies, nu, op
from workflow.gezinsinzage import wie_keek
from workflow.logboek import maak_vraag, zoek
from workflow.models import Bericht, Bijnaam
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken

pytestmark = pytest.mark.django_db


@pytest.fixture
def paar(
    coordinator: Actor, school: School, andere_coordinator: Actor, andere_school: School, noa: dict[str, Any]
) -> MogelijkeDubbel:
    open_dossier(by=andere_coordinator, school_id=andere_school.pk, data=noa)
    open_dossier(by=coordinator, school_id=school.pk, data=noa | {"achternaam": "Dyk", "straat": "Esdoornlaan"})
    return MogelijkeDubbel.objects.get()


def _samen(paar: MogelijkeDubbel, by: Actor, **extra: Any) -> Dossier:
    return voeg_samen(paar.pk, **{"by": by, "gegevens_van": "bestaand", "reden": "nagevraagd", "nu": NU, **extra})


def test_cases_notes_parents_and_enrolments_move(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    aanvraag = factories.AanvraagFactory(zaak__dossier=paar.nieuw)
    Notitie.objects.create(
        zaak=aanvraag.zaak,
        auteur=factories.UserFactory(),
        rol=Rol.COORDINATOR,
        compartiment="school",
        tekst="x",
        moment=NU,
    )
    ouder = factories.OuderFactory(leerling=paar.nieuw.leerling)
    blijft = _samen(paar, secretariaat)
    assert blijft == paar.bestaand
    assert blijft.zaken.get().notities.count() == 1
    assert blijft.leerling.ouders.get() == ouder
    assert blijft.leerling.inschrijvingen.count() == 2
    vervallen = Dossier.objects.get(pk=paar.nieuw_id)
    assert vervallen.samengevoegd_met == blijft
    assert vervallen.leerling.samengevoegd_met == blijft.leerling


def test_it_is_recorded_on_both_dossiers_and_on_the_case(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    _samen(paar, secretariaat)
    rijen = Gebeurtenis.objects.filter(actie="dossier.samenvoegen")
    assert {rij.object_id for rij in rijen} == {paar.bestaand_id, paar.nieuw_id}
    keten = Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN).order_by("id")
    assert [rij.actie for rij in keten] == ["zaak.ander_dossier"]
    assert ketenfouten(zaak.pk) == []


def test_what_moved_is_kept_so_that_it_can_be_undone(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    _samen(paar, secretariaat)
    paar.refresh_from_db()
    assert paar.verplaatst["rijen"]["cases.zaak.dossier"] == [zaak.pk]
    assert (paar.uitkomst, paar.reden, paar.beoordeeld_door_id) == (
        "samengevoegd",
        "nagevraagd",
        secretariaat.gebruiker_id,
    )


def test_the_personal_data_that_lose_stay_on_the_lapsed_pupil(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    _samen(paar, secretariaat, gegevens_van="nieuw")
    paar.bestaand.leerling.refresh_from_db()
    paar.nieuw.leerling.refresh_from_db()
    assert (paar.bestaand.leerling.achternaam, paar.bestaand.leerling.straat) == ("Dyk", "Esdoornlaan")
    assert (paar.nieuw.leerling.achternaam, paar.nieuw.leerling.straat) == ("Dijk", "Vlierpad")
    assert "dyk" in paar.bestaand.leerling.zoektekst


def test_the_same_parent_twice_becomes_one_and_keeps_the_view(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    velden = {"naam": "Ria van Dijk", "email": "ria@thuis.example"}
    eerste = factories.OuderFactory(leerling=paar.bestaand.leerling, **velden)
    tweede = factories.OuderFactory(leerling=paar.nieuw.leerling, **velden)
    mening = Zienswijze.objects.create(zaak=zaak, ouder=tweede, standpunt="eens", wijze="papier", moment=NU)
    blijft = _samen(paar, secretariaat)
    assert blijft.leerling.ouders.get() == eerste
    mening.refresh_from_db()
    assert mening.ouder == eerste
    assert Ouder.objects.filter(pk=tweede.pk).exists()


def test_parents_who_only_look_alike_stay_two_with_a_hint(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    factories.OuderFactory(leerling=paar.bestaand.leerling, naam="Ria van Dijk", telefoon="085 555 02 01")
    factories.OuderFactory(leerling=paar.nieuw.leerling, naam="Ria van Dijk", telefoon="085 555 02 02")
    blijft = _samen(paar, secretariaat)
    assert blijft.leerling.ouders.count() == 2
    pagina = als(coordinator).get(reverse("cases:dossier", args=[blijft.pk])).content.decode()
    assert "lijken dezelfde persoon" in pagina


def test_both_schools_find_the_merged_dossier_and_only_their_own_cases(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    ander = factories.AanvraagFactory(zaak__dossier=paar.bestaand).zaak
    eigen = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    _samen(paar, secretariaat)
    antwoord = als(coordinator).get(reverse("cases:dossier", args=[paar.nieuw_id]), follow=True)
    assert antwoord.context["dossier"] == paar.bestaand
    assert list(antwoord.context["zaken"]) == [eigen]
    assert ander.pk != eigen.pk


def test_apart_keeps_the_reason_and_is_not_offered_again(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    houd_apart(paar.pk, by=secretariaat, reden="tweeling", nu=NU)
    paar.refresh_from_db()
    assert (paar.uitkomst, paar.reden) == ("apart", "tweeling")
    assert not Dossier.objects.visible_to(secretariaat).exists()


def test_a_pair_is_judged_once(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    _samen(paar, secretariaat)
    with pytest.raises(Conflict):
        houd_apart(paar.pk, by=secretariaat, reden="toch niet", nu=NU)


def test_a_dossier_that_changed_meanwhile_is_compared_again(paar: MogelijkeDubbel, secretariaat: Actor) -> None:
    with pytest.raises(Conflict):
        _samen(paar, secretariaat, versies=(1, 9))
    paar.refresh_from_db()
    assert paar.uitkomst == "open"


def test_only_the_secretariat_of_this_samenwerkingsverband_judges(paar: MogelijkeDubbel, coordinator: Actor) -> None:
    with pytest.raises(GeenRecht):
        _samen(paar, coordinator)
    with pytest.raises(NietGevonden):
        _samen(paar, factories.actor(Rol.SECRETARIAAT, factories.SwvFactory()))


def test_the_pages_are_for_the_secretariat(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    urls = [reverse("cases:dubbelen"), reverse("cases:dubbel", args=[paar.pk])]
    assert [als(coordinator).get(url).status_code for url in urls] == [403, 403]
    assert [als(secretariaat).get(url).status_code for url in urls] == [200, 200]


def test_the_secretariat_merges_on_the_page(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor
) -> None:
    client, url = als(secretariaat), reverse("cases:dubbel", args=[paar.pk])
    post = {"oordeel": "samen", "reden": "nagevraagd", "versie_bestaand": 1, "versie_nieuw": 1}
    assert client.post(url, post).status_code == 422
    assert client.post(url, post | {"gegevens_van": "nieuw"}).status_code == 302
    assert "Dit paar is beoordeeld" in client.get(url).content.decode()


def test_a_pair_judged_apart_shows_no_more_of_the_schools_dossiers(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor
) -> None:
    houd_apart(paar.pk, by=secretariaat, reden="tweeling", nu=NU)
    pagina = als(secretariaat).get(reverse("cases:dubbel", args=[paar.pk])).content.decode()
    assert "Vlierpad" not in pagina


def test_a_third_dossier_stays_paired_with_the_one_that_remains(
    paar: MogelijkeDubbel, secretariaat: Actor, noa: dict[str, Any]
) -> None:
    derde_school = factories.SchoolFactory(swv=paar.swv)
    derde = open_dossier(by=factories.actor(Rol.COORDINATOR, derde_school), school_id=derde_school.pk, data=noa)
    assert MogelijkeDubbel.objects.count() == 3
    _samen(paar, secretariaat)
    open_paren = MogelijkeDubbel.objects.filter(uitkomst="open")
    assert [(p.bestaand, p.nieuw) for p in open_paren] == [(paar.bestaand, derde)]


def _alles_van(*dossiers: Dossier) -> dict[str, Any]:
    """What each of these dossiers holds, as ids and as personal data, to compare before and after."""
    uit: dict[str, Any] = {}
    for rij in Dossier.objects.filter(pk__in=[d.pk for d in dossiers]).select_related("leerling"):
        leerling = rij.leerling
        uit[str(rij.pk)] = {
            "zaken": sorted(rij.zaken.values_list("pk", flat=True)),
            "ouders": sorted(leerling.ouders.values_list("pk", "user_id"), key=str),
            "gezag": sorted(leerling.ouders.values_list("gezag__van", "gezag__pk"), key=str),
            "meningen": sorted(Zienswijze.objects.filter(ouder__leerling=leerling).values_list("pk", "ouder_id")),
            "scholen": sorted(leerling.inschrijvingen.values_list("pk", flat=True)),
            "wie": (leerling.achternaam, leerling.straat, leerling.zoektekst, leerling.user_id),
            "samen": (rij.samengevoegd_met_id, leerling.samengevoegd_met_id, rij.swv_sinds),
        }
    return uit


def test_a_wrong_merge_is_undone_to_the_last_row(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor, noa: dict[str, Any]
) -> None:
    derde = factories.actor(Rol.COORDINATOR, factories.SchoolFactory(swv=paar.swv))
    open_dossier(by=derde, school_id=derde.school_id, data=noa)
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    velden = {"naam": "Ria van Dijk", "email": "ria@thuis.example"}
    factories.OuderFactory(leerling=paar.bestaand.leerling, gezag=False, **velden)
    tweede = factories.OuderFactory(leerling=paar.nieuw.leerling, account=True, **velden)
    factories.OuderFactory(leerling=paar.nieuw.leerling, naam="Opa")
    Zienswijze.objects.create(zaak=zaak, ouder=tweede, standpunt="eens", wijze="papier", moment=NU)
    eerst = _alles_van(paar.bestaand, paar.nieuw)
    paren = sorted(MogelijkeDubbel.objects.values_list("pk", "bestaand", "nieuw"))
    _samen(paar, secretariaat, gegevens_van="nieuw")
    assert _alles_van(paar.bestaand, paar.nieuw) != eerst
    client, url = als(secretariaat), reverse("cases:dubbel_ongedaan", args=[paar.pk])
    assert url in client.get(reverse("cases:dubbelen")).content.decode()
    assert client.post(url, {"reden": ""}).status_code == 422
    assert client.post(url, {"reden": "Het is een tweeling"}).status_code == 302
    assert _alles_van(paar.bestaand, paar.nieuw) == eerst
    assert sorted(MogelijkeDubbel.objects.values_list("pk", "bestaand", "nieuw")) == paren
    paar.refresh_from_db()
    assert (paar.uitkomst, paar.reden) == ("apart", "Samenvoegen ongedaan gemaakt: Het is een tweeling")
    assert Gebeurtenis.objects.filter(actie="dossier.splitsen", soort=Soort.SCHRIJVEN).count() == 2
    assert ketenfouten(zaak.pk) == []
    assert client.get(url).status_code == 404


def test_what_was_built_upon_is_not_torn_apart(
    als: Callable[[Actor], Client], paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    blijft = _samen(paar, secretariaat)
    leg_schrijven_vast(coordinator, "dossier.ouder", blijft)
    with pytest.raises(Conflict, match="na het samenvoegen"):
        splits(paar.pk, by=secretariaat, reden="tweeling", nu=NU)
    antwoord = als(secretariaat).post(reverse("cases:dubbel_ongedaan", args=[paar.pk]), {"reden": "tweeling"})
    assert "Dit kan niet meer" in antwoord.content.decode()
    assert Dossier.objects.get(pk=paar.nieuw_id).samengevoegd_met == blijft


def test_only_the_secretariat_undoes_a_merge(paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor) -> None:
    _samen(paar, secretariaat)
    with pytest.raises(GeenRecht):
        splits(paar.pk, by=coordinator, reden="tweeling", nu=NU)
    vreemd = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    with pytest.raises(NietGevonden):
        splits(paar.pk, by=vreemd, reden="tweeling", nu=NU)


def test_a_parent_who_wrote_that_the_decision_is_late_stays_the_one_who_wrote(
    paar: MogelijkeDubbel, secretariaat: Actor
) -> None:
    zaak = in_advies(factories.AanvraagFactory(zaak__dossier=paar.nieuw))
    zelfde = {"naam": "Omar Mulder", "email": "omar@thuis.example"}
    blijft = factories.OuderFactory(leerling=paar.bestaand.leerling, **zelfde)
    vervalt = factories.OuderFactory(leerling=paar.nieuw.leerling, **zelfde)
    kwam, om = date(2026, 5, 6), date(2026, 5, 21)
    data = {"van": f"o{vervalt.pk}", "ontvangen_op": kwam}
    perform(zaak.zaak_id, "ingebreke_stellen", by=op(secretariaat, kwam), data=data, nu=nu(kwam))
    _samen(paar, secretariaat)
    assert blijft.ingebrekestellingen.get().zaak == zaak.zaak
    verwerk_verstreken(vandaag=om, nu=nu(om))
    assert Bericht.objects.get(soort="ingebreke_voorbij_gezin").ouder == blijft


def test_no_key_that_points_at_a_dossier_a_pupil_or_a_parent_is_overlooked() -> None:
    """Of every room, also those without a name for the way back."""
    for naar in (Dossier, Leerling, Ouder):
        velden = [(model, veld) for model in apps.get_models() for veld in model._meta.fields]
        wijzen = {(model, veld.name) for model, veld in velden if veld.related_model is naar}
        assert set(verwijzingen(naar)) == wijzen


def test_what_has_no_way_back_moves_too_and_returns_when_it_is_undone(
    paar: MogelijkeDubbel, secretariaat: Actor
) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    zelfde = {"naam": "Omar Mulder", "email": "omar@thuis.example"}
    blijft = factories.OuderFactory(leerling=paar.bestaand.leerling, **zelfde)
    vervalt = factories.OuderFactory(leerling=paar.nieuw.leerling, **zelfde)
    wat = {"onderwerp": "x", "tekst": "x", "aangemaakt_op": NU}
    bericht = Bericht.objects.create(zaak=zaak, soort="proef", ouder=vervalt, sleutel="proef", **wat)
    stuk = Document.objects.create(zaak=zaak, soort="besluit", titel="x", aangemaakt_op=NU, werk="wacht")
    brief = Bekendmaking.objects.create(
        document=stuk, zaak=zaak, leerling=paar.nieuw.leerling, naam="Noa", kanaal="post", klaargezet_op=NU
    )
    _samen(paar, secretariaat)
    for rij in (bericht, brief):
        rij.refresh_from_db()
    assert (bericht.ouder, brief.leerling) == (blijft, paar.bestaand.leerling)
    splits(paar.pk, by=secretariaat, reden="tweeling", nu=NU)
    for rij in (bericht, brief):
        rij.refresh_from_db()
    assert (bericht.ouder, brief.leerling) == (vervalt, paar.nieuw.leerling)


def test_where_both_pupils_have_what_only_one_may_have_the_merge_goes_on_and_each_stays(
    paar: MogelijkeDubbel, secretariaat: Actor
) -> None:
    """A parent chose a word for each of the two dossiers of the same child."""
    ouder, ander = factories.UserFactory(), factories.UserFactory()
    van_blijft = Bijnaam.objects.create(user=ouder, leerling=paar.bestaand.leerling, naam="Vlinder")
    dubbel = Bijnaam.objects.create(user=ouder, leerling=paar.nieuw.leerling, naam="Uil")
    alleen = Bijnaam.objects.create(user=ander, leerling=paar.nieuw.leerling, naam="Beer")
    blijft = _samen(paar, secretariaat)
    assert set(Bijnaam.objects.filter(leerling=blijft.leerling)) == {van_blijft, alleen}
    assert Bijnaam.objects.get(leerling=paar.nieuw.leerling) == dubbel


def test_the_family_still_reads_who_opened_the_dossier_that_lapsed(
    paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=paar.nieuw).zaak
    leg_lezen_vast(coordinator, paar.nieuw, "dossier", nu=NU)
    eerst = [regel.naam for regel in wie_keek(zaak)]
    assert coordinator.naam in eerst
    _samen(paar, secretariaat)
    zaak.refresh_from_db()
    assert coordinator.naam in [regel.naam for regel in wie_keek(zaak)]


def test_who_looks_for_the_pupil_in_the_record_also_finds_the_dossier_that_lapsed(
    paar: MogelijkeDubbel, secretariaat: Actor, coordinator: Actor
) -> None:
    leg_lezen_vast(coordinator, paar.nieuw, "dossier", nu=NU)
    _samen(paar, secretariaat)
    vraag = maak_vraag(paar.swv_id, leerling="Noa Dijk")
    assert vraag.leerlingen == (paar.bestaand.leerling_id,)
    gevonden = zoek(vraag, na=None, hoeveel=50)
    assert Lezing.objects.get(leerling_id=paar.nieuw.leerling_id) in gevonden
