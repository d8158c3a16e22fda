"""The family: who sees what, what each may do, and what the other parent never sees."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Gezag, Toestemming, Vraagbericht, Zaak, Zienswijze
from documents.models import Bekendmaking, Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.tlv.gezin_voorbeeld import Gezin, besluit_bekend, geboren, maak_gezin, papier
from tlv.bevriezen import bevries, geldig_stuk
from tlv.models import Aanvraag, Status
from workflow.edit import edit
from workflow.models import Bericht, Onderdeel
from workflow.toegang import haal_zaak

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]

THUIS = (
    "tlv:gezin",
    "tlv:gezin_reactie",
    "tlv:gezin_aanvraag",
    "tlv:gezin_toestemming",
    "workflow:gezin_correctie",
    "workflow:gezin_post",
    "workflow:gezin_inzage",
    "tlv:gezin_rechten",
)


def pagina(als: Als, wie: Actor, naam: str, gezin: Gezin) -> tuple[int, str]:
    antwoord = als(wie).get(reverse(naam, args=[gezin.zaak.pk]))
    return antwoord.status_code, antwoord.content.decode()


# -- access ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", THUIS)
def test_pages_are_for_this_family_only(als: Als, naam: str) -> None:
    gezin = maak_gezin()
    ander = maak_gezin()
    assert pagina(als, gezin.moeder, naam, gezin)[0] == 200
    assert pagina(als, gezin.vader, naam, gezin)[0] == 200
    assert pagina(als, gezin.leerling, naam, gezin)[0] == 200
    assert pagina(als, gezin.zonder_gezag, naam, gezin)[0] == 404
    assert pagina(als, ander.moeder, naam, gezin)[0] == 404
    assert pagina(als, gezin.coordinator, naam, gezin)[0] == 403
    assert pagina(als, gezin.secretariaat, naam, gezin)[0] == 403


def test_staff_pages_are_not_for_the_family(als: Als) -> None:
    gezin = maak_gezin()
    for naam in ("tlv:documenten", "tlv:afspraak", "tlv:intrekken", "tlv:zaak_aanvraag", "tlv:reactie_noteren"):
        assert pagina(als, gezin.moeder, naam, gezin)[0] == 403, naam
    antwoord = als(gezin.moeder).get(reverse("tlv:zaak", args=[gezin.zaak.pk]))
    assert antwoord.status_code == 302


def test_gezag_that_ended_yesterday_closes_the_door(als: Als) -> None:
    gezin = maak_gezin()
    Gezag.objects.filter(ouder=gezin.ouder_vader).update(tot=timezone.localdate() - timedelta(days=1))
    assert pagina(als, gezin.vader, "tlv:gezin", gezin)[0] == 404
    assert pagina(als, gezin.moeder, "tlv:gezin", gezin)[0] == 200


def test_at_eighteen_the_rights_pass_to_the_pupil(als: Als) -> None:
    gezin = maak_gezin(jaren=17)
    assert pagina(als, gezin.moeder, "tlv:gezin", gezin)[0] == 200
    gezin.kind.geboortedatum = geboren(18, dagen=0)
    gezin.kind.save()
    assert pagina(als, gezin.moeder, "tlv:gezin", gezin)[0] == 404
    assert pagina(als, gezin.leerling, "tlv:gezin", gezin)[0] == 200


def test_a_pupil_of_fifteen_has_no_page(als: Als) -> None:
    gezin = maak_gezin(jaren=15)
    assert pagina(als, gezin.leerling, "tlv:gezin", gezin)[0] == 404


# -- two guardians ---------------------------------------------------------------------------------


def test_guardians_never_see_each_other(als: Als) -> None:
    gezin = maak_gezin()
    als(gezin.vader).post(
        reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), {"standpunt": "oneens", "tekst": "Vader zegt nee."}
    )
    als(gezin.vader).post(reverse("workflow:gezin_correctie", args=[gezin.zaak.pk]), {"tekst": "Vader ziet een fout."})
    als(gezin.vader).get(reverse("tlv:gezin", args=[gezin.zaak.pk]))
    for naam in (*THUIS, "workflow:vragen"):
        inhoud = pagina(als, gezin.moeder, naam, gezin)[1]
        for geheim in ("Vader zegt nee", "Vader ziet een fout", "085 555 22 22", "Wilgenhof", gezin.ouder_vader.email):
            assert geheim not in inhoud, (naam, geheim)
    assert "Daan Janssen" not in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]
    assert "Daan Janssen" not in pagina(als, gezin.moeder, "workflow:gezin_inzage", gezin)[1]


def test_a_paper_for_one_parent_is_not_for_the_other(als: Als) -> None:
    gezin = maak_gezin(status=Status.BEKENDGEMAAKT)
    papier(
        gezin.zaak,
        "Brief aan vader",
        soort=Documentsoort.BRIEF,
        compartiment=Compartiment.BESLUIT,
        gezinslid_id=gezin.vader.gebruiker_id,
    )
    papier(gezin.zaak, "Reactie op papier", soort=Documentsoort.HANDTEKENINGEN, compartiment=Compartiment.ZIENSWIJZE)
    assert "Brief aan vader" in pagina(als, gezin.vader, "tlv:gezin", gezin)[1]
    moeder = pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]
    assert "Brief aan vader" not in moeder
    assert "Reactie op papier" not in moeder


# -- reaction and consent --------------------------------------------------------------------------


def op_het_scherm(gezin: Gezin) -> dict[str, str]:
    """The version that the form of the page carries along."""
    stuk = geldig_stuk(gezin.zaak)
    assert stuk is not None
    return {"sha256": stuk.sha256}


def test_reaction_with_consent_per_purpose(als: Als) -> None:
    gezin = maak_gezin()
    assert "Geef uw reactie" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]
    antwoord = als(gezin.moeder).post(
        reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]),
        {"standpunt": "deels", "tekst": "Het gaat te snel.", "doel_uitwisseling": "ja", "doel_derden": "nee"}
        | op_het_scherm(gezin),
    )
    assert antwoord.status_code == 302
    rij = Zienswijze.objects.get(zaak=gezin.zaak)
    assert (rij.ouder, rij.standpunt, rij.tekst) == (gezin.ouder_moeder, "deels", "Het gaat te snel.")
    keuzes = dict(Toestemming.objects.filter(ouder=gezin.ouder_moeder).values_list("doel", "gegeven"))
    assert keuzes == {"uitwisseling": True, "derden": False}
    assert "U hoeft nu niets te doen" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]


def test_without_a_choice_the_form_comes_back(als: Als) -> None:
    gezin = maak_gezin()
    antwoord = als(gezin.leerling).post(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), {"tekst": "Hoi"})
    assert antwoord.status_code == 422
    assert "Kies wat jij van de aanvraag vindt" in antwoord.content.decode()


def test_after_the_decision_a_reaction_is_too_late(als: Als) -> None:
    gezin = maak_gezin(status=Status.VERLEEND)
    antwoord = als(gezin.moeder).post(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), {"standpunt": "eens"})
    assert antwoord.status_code == 422
    assert "Het besluit is al genomen" in antwoord.content.decode()
    assert not Zienswijze.objects.exists()


def test_a_changed_request_is_shown_with_its_differences(als: Als) -> None:
    gezin = maak_gezin(status=Status.CONCEPT)
    url = reverse("tlv:gezin_reactie", args=[gezin.zaak.pk])
    als(gezin.moeder).post(url, {"standpunt": "eens"} | op_het_scherm(gezin))
    Onderdeel.objects.filter(zaak=gezin.zaak).update(antwoorden={"situatie": "Mila loopt vast op school."})
    bevries(Aanvraag.objects.get(zaak=gezin.zaak), by=gezin.coordinator, nu=timezone.now())
    assert "De school heeft de aanvraag veranderd" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]
    inhoud = als(gezin.moeder).get(url).content.decode()
    assert "Dit is anders sinds uw vorige reactie" in inhoud
    als(gezin.moeder).post(url, {"standpunt": "eens"} | op_het_scherm(gezin))
    assert Handtekening.objects.filter(ouder=gezin.ouder_moeder, uitkomst="getekend").count() == 1
    assert "U hoeft nu niets te doen" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]


def test_consent_can_be_withdrawn_also_after_the_decision(als: Als) -> None:
    gezin = maak_gezin()
    url = reverse("tlv:gezin_toestemming", args=[gezin.zaak.pk])
    als(gezin.moeder).post(
        reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), {"standpunt": "eens", "doel_bespreking": "ja"}
    )
    factories.zet_status(gezin.aanvraag, Status.VERLEEND)
    assert als(gezin.vader).post(url, {"doel": "bespreking"}).status_code == 422
    assert als(gezin.moeder).post(url, {"doel": "bespreking"}).status_code == 302
    assert Toestemming.objects.get(ouder=gezin.ouder_moeder).ingetrokken_op == timezone.localdate()
    assert Bericht.objects.filter(soort="toestemming_ingetrokken").exists()


# -- corrections, post, spoken views ---------------------------------------------------------------


def test_a_correction_reaches_school_and_office_but_not_the_other_parent(als: Als) -> None:
    gezin = maak_gezin()
    url = reverse("workflow:gezin_correctie", args=[gezin.zaak.pk])
    als(gezin.moeder).post(url, {"tekst": "Mila is geboren op 3 mei."})
    bericht = Vraagbericht.objects.get(zaak=gezin.zaak)
    assert bericht.gezinslid_id == gezin.moeder.gebruiker_id
    ontvangers = set(Bericht.objects.filter(soort="correctie_gevraagd").values_list("rol", flat=True))
    assert ontvangers == {Rol.COORDINATOR, Rol.SECRETARIAAT}
    for wie in (gezin.coordinator, gezin.secretariaat):
        assert "3 mei" in pagina(als, wie, "workflow:notities", gezin)[1]


def test_digital_post_is_dated_and_can_be_undone(als: Als) -> None:
    gezin = maak_gezin()
    url = reverse("workflow:gezin_post", args=[gezin.zaak.pk])
    als(gezin.moeder).post(url, {"digitaal": "ja"})
    gezin.ouder_moeder.refresh_from_db()
    gezin.ouder_vader.refresh_from_db()
    assert gezin.ouder_moeder.digitaal_sinds == timezone.localdate()
    assert gezin.ouder_vader.digitaal_sinds is None
    als(gezin.moeder).post(url, {"digitaal": "nee"})
    gezin.ouder_moeder.refresh_from_db()
    assert gezin.ouder_moeder.digitaal_sinds is None


def test_the_office_notes_a_spoken_view_beside_the_written_one(als: Als) -> None:
    gezin = maak_gezin()
    als(gezin.moeder).post(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), {"standpunt": "eens"})
    url = reverse("tlv:reactie_noteren", args=[gezin.zaak.pk])
    gegevens = {"wie": f"ouder:{gezin.ouder_moeder.pk}", "standpunt": "deels", "tekst": "Zij twijfelt nu."}
    assert als(gezin.secretariaat).post(url, gegevens).status_code == 302
    assert Zienswijze.objects.filter(zaak=gezin.zaak, vervangen_op__isnull=True).count() == 2
    assert "Zij twijfelt nu." in pagina(als, gezin.voorzitter, "tlv:zaak", gezin)[1]
    assert als(gezin.coordinator).get(url).status_code == 403
    buiten = {**gegevens, "wie": f"ouder:{gezin.kind.ouders.get(naam='Ruben Vos').pk}"}
    assert als(gezin.secretariaat).post(url, buiten).status_code == 422


# -- the decision ----------------------------------------------------------------------------------


def test_nothing_of_the_decision_shows_before_it_is_known(als: Als) -> None:
    gezin = maak_gezin(status=Status.AFGEWEZEN)
    papier(gezin.zaak, "Geheim besluit", soort=Documentsoort.BESCHIKKING, compartiment=Compartiment.BESLUIT)
    for wie in (gezin.moeder, gezin.leerling):
        for naam in (*THUIS, "workflow:verloop"):
            inhoud = pagina(als, wie, naam, gezin)[1].lower()
            assert "geheim besluit" not in inhoud, naam
            assert "afgewezen" not in inhoud and "afwijzen" not in inhoud, naam
    assert als(gezin.moeder).get(reverse("tlv:gezin_besluit", args=[gezin.zaak.pk])).status_code == 302


def test_each_has_an_objection_term_of_its_own(als: Als) -> None:
    gezin = maak_gezin()
    besluit_bekend(gezin)
    assert "Lees het besluit" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]
    moeder = pagina(als, gezin.moeder, "tlv:gezin_besluit", gezin)[1]
    vader = pagina(als, gezin.vader, "tlv:gezin_besluit", gezin)[1]
    assert "U kunt bezwaar maken tot en met" in moeder
    assert "U kunt bezwaar maken tot en met" not in vader
    assert "Wij sturen u een brief met de post" in vader
    assert Bekendmaking.objects.get(ouder=gezin.ouder_moeder).geopend_op is not None
    assert "U hoeft nu niets te doen" in pagina(als, gezin.moeder, "tlv:gezin", gezin)[1]


# -- who read --------------------------------------------------------------------------------------


def test_who_read_is_told_in_plain_words(als: Als) -> None:
    gezin = maak_gezin()
    haal_zaak(gezin.secretariaat, gezin.zaak.pk, pagina="zaak")
    haal_zaak(gezin.vader, gezin.zaak.pk, pagina="gezin")
    edit(gezin.zaak.pk, "notitie", by=gezin.coordinator, data={"tekst": "x", "compartiment": Compartiment.SCHOOL})
    inhoud = pagina(als, gezin.moeder, "workflow:gezin_inzage", gezin)[1]
    assert gezin.secretariaat.naam in inhoud
    assert "medewerker van het samenwerkingsverband" in inhoud
    assert "werkte aan het dossier" in inhoud
    assert "Daan Janssen" not in inhoud


def test_a_closed_case_stays_readable_for_the_family(als: Als) -> None:
    gezin = maak_gezin()
    besluit_bekend(gezin)
    factories.zet_status(gezin.aanvraag, Status.ARCHIEF)
    assert Zaak.objects.get(pk=gezin.zaak.pk).gesloten_op is not None
    assert pagina(als, gezin.moeder, "tlv:gezin_besluit", gezin)[0] == 200


# -- what the page asks, and whom to call ----------------------------------------------------------


def test_a_reaction_is_offered_not_demanded(als: Als) -> None:
    gezin = maak_gezin()
    for wie, vraag in (
        (gezin.moeder, "Wat vindt u van de aanvraag?"),
        (gezin.leerling, "Wat vind jij van de aanvraag?"),
    ):
        for adres in ((reverse("tlv:gezin", args=[gezin.zaak.pk])), reverse("workflow:home")):
            inhoud = als(wie).get(adres).content.decode()
            assert vraag in inhoud and "mag dit doen. Het hoeft niet." in inhoud, "page and home ask the same"
            assert "moet nu" not in inhoud


def test_the_family_reads_who_handles_the_request_at_school(als: Als) -> None:
    """The coordinator of the case comes first, whoever is named in the dossier, and not twice."""
    gezin = maak_gezin()
    school = gezin.zaak.school
    school.telefoon = "085 555 03 99"
    school.save()
    gezin.zaak.dossier.schoolbetrokkenen.create(naam="Bart Wolters", functie="mentor")
    behandelaar = factories.UserFactory.create(naam="Noor van Dijk")
    Zaak.objects.filter(pk=gezin.zaak.pk).update(schoolbehandelaar=behandelaar)
    _, inhoud = pagina(als, gezin.moeder, "tlv:gezin", gezin)
    hulp = inhoud[inhoud.index("Hulp nodig?") :]
    assert hulp.index("Bel <strong>Noor van Dijk</strong>") < hulp.index("Of bel <strong>Bart Wolters</strong>")
    assert hulp.count("Noor van Dijk") == 1
    assert hulp.count("085 555 03 99") == 2  # of the school, for those without a number of their own


def test_what_was_written_before_there_was_a_version_signs_no_version(als: Als) -> None:
    gezin = maak_gezin(status=Status.CONCEPT, bevroren=False)
    Zaak.objects.filter(pk=gezin.zaak.pk).update(gezin_sinds=timezone.localdate())
    client, adres = als(gezin.moeder), reverse("tlv:gezin_reactie", args=[gezin.zaak.pk])
    leeg = client.get(adres).context["form"]["sha256"].value()
    bevries(gezin.aanvraag, by=gezin.coordinator, nu=timezone.now())
    assert client.post(adres, {"standpunt": "eens", "tekst": "Goed.", "sha256": leeg}).status_code == 302
    assert Zienswijze.objects.get(ouder=gezin.ouder_moeder).tekst == "Goed."
    assert Handtekening.objects.get(ouder=gezin.ouder_moeder).uitkomst == "open"
    assert client.get(reverse("tlv:gezin", args=[gezin.zaak.pk])).context["nu"] == "reageren"
