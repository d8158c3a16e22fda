"""Publication: one moment, one row and one objection term per addressee; the archive; the worker that dies."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.compartimenten import Compartiment
from cases.models import Gezag, Ouder, Zaak
from deadlines.models import Termijn
from documents import werk
from documents.models import Bekendmaking, Document, Werkstatus
from organisations.actor import Actor, systeem
from organisations.models import Nummerreeks, Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak as bz
from tlv.bekendmaken import bekend_te_maken, geadresseerden, te_archiveren
from tlv.models import Aanvraag, Status, Toelaatbaarheid
from tlv.versturen import printpartij, te_versturen
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.models import Bericht
from workflow.perform import perform
from workflow.sweeps import voer_automatisch_uit

pytestmark = pytest.mark.django_db
LATER = NU + timedelta(minutes=61)
GEPRINT = {"zelf_gecontroleerd": True}


@pytest.fixture
def chair(swv: Samenwerkingsverband) -> Actor:
    return bz.actor_met_mandaat(Rol.VOORZITTER, swv)


@pytest.fixture
def getekend(aanvraag: Aanvraag, chair: Actor) -> Aanvraag:
    """Signed; the mother reads post on paper, the father reads digitally, a parent without gezag."""
    zaak = bz.klaar_om_te_besluiten(aanvraag)
    leerling = zaak.zaak.dossier.leerling
    factories.OuderFactory(leerling=leerling, naam="Vader", account=True, digitaal_sinds=VANDAAG, relatie="vader")
    factories.OuderFactory(leerling=leerling, naam="Zonder gezag", gezag=False)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    return zaak


def maak_bekend(aanvraag: Aanvraag) -> None:
    document = bz.besluit_van(aanvraag).document
    assert document is not None
    bz.maak_klaar(document)
    assert voer_automatisch_uit(vandaag=VANDAAG, nu=LATER) == 1


def test_it_waits_for_the_recall_window_and_for_the_sealed_letter(getekend: Aanvraag) -> None:
    assert list(bekend_te_maken(LATER)) == []
    document = bz.besluit_van(getekend).document
    assert document is not None
    bz.maak_klaar(document)
    assert list(bekend_te_maken(NU + timedelta(minutes=59))) == []
    assert list(bekend_te_maken(LATER)) == [getekend.zaak_id]


def test_the_system_never_publishes_within_the_window_or_before_the_letter_is_sealed(getekend: Aanvraag) -> None:
    with pytest.raises(Geweigerd, match="teruggeroepen"):
        perform(getekend.zaak_id, "bekendmaken", by=systeem(VANDAAG), nu=NU)
    with pytest.raises(Geweigerd, match="verzegeld"):
        perform(getekend.zaak_id, "bekendmaken", by=systeem(VANDAAG), nu=LATER)


def test_school_and_family_see_the_decision_at_the_same_moment(getekend: Aanvraag, coordinator: Actor) -> None:
    vader = getekend.zaak.dossier.leerling.ouders.get(naam="Vader")
    ouder = factories.actor(Rol.OUDER, user=vader.user)
    document = bz.besluit_van(getekend).document
    assert document is not None
    for wie in (coordinator, ouder):
        assert not Document.objects.zichtbaar_voor(wie).filter(pk=document.pk).exists()
    maak_bekend(getekend)
    for wie in (coordinator, ouder):
        assert Document.objects.zichtbaar_voor(wie).filter(pk=document.pk).exists()
    zaak = Aanvraag.objects.get(pk=getekend.pk)
    assert (zaak.status, zaak.bekendgemaakt_op) == (Status.BEKENDGEMAAKT, VANDAAG)


def test_each_addressee_has_a_row_a_channel_and_a_term(getekend: Aanvraag) -> None:
    maak_bekend(getekend)
    rijen = {rij.naam: rij for rij in Bekendmaking.objects.filter(zaak=getekend.zaak)}
    assert set(rijen) == {getekend.zaak.school.naam, "Moeder Voorbeeld", "Vader"}
    assert (rijen["Vader"].kanaal, rijen["Vader"].verzonden_op) == ("digitaal", VANDAAG)
    assert (rijen["Moeder Voorbeeld"].kanaal, rijen["Moeder Voorbeeld"].verzonden_op) == ("post", None)
    termijn = Termijn.objects.get(zaak=getekend.zaak, kenmerk=f"bekendmaking:{rijen['Vader'].pk}")
    assert termijn.einde == date(2026, 4, 20)
    assert Termijn.objects.filter(zaak=getekend.zaak, soort="bezwaar").count() == 2


def test_the_advices_go_along_and_who_reads_here_gets_a_letter_and_a_message(getekend: Aanvraag) -> None:
    advies = getekend.adviezen.get(volgorde=1)
    advies.document = Document.objects.create(
        zaak=getekend.zaak,
        soort="advies",
        titel="Advies",
        naam="advies.pdf",
        compartiment=Compartiment.ADVIES,
        aangemaakt_op=NU,
        werk=Werkstatus.WACHT,
    )
    advies.save()
    assert list(bekend_te_maken(LATER)) == []
    bz.maak_klaar(advies.document)
    maak_bekend(getekend)
    advies.document.refresh_from_db()
    assert advies.document.compartiment == Compartiment.BESLUIT
    vader = getekend.zaak.dossier.leerling.ouders.get(naam="Vader")
    brief = Document.objects.get(brief="begeleidende_brief_ouders")
    assert brief.gezinslid_id == vader.user_id
    assert brief.gegevens["bezwaar_tot"] == "2026-04-20"
    assert brief.gegevens["geadresseerde"]["adresregels"] == []
    assert set(Bericht.objects.filter(soort="besluit_gezin").values_list("user_id", flat=True)) == {vader.user_id}


def test_a_grant_enters_the_register(getekend: Aanvraag) -> None:
    maak_bekend(getekend)
    rij = Toelaatbaarheid.objects.get()
    assert (rij.nummer, rij.begin, rij.einde) == (
        bz.besluit_van(getekend, "bekendgemaakt").tlv_nummer,
        VANDAAG,
        date(2027, 7, 31),
    )


def test_the_chair_ends_the_window_and_then_waits_for_the_letter(getekend: Aanvraag, chair: Actor) -> None:
    edit(getekend.zaak_id, "venster", by=chair, data={}, nu=NU)
    assert list(bekend_te_maken(NU)) == []
    document = bz.besluit_van(getekend).document
    assert document is not None
    bz.maak_klaar(document)
    assert list(bekend_te_maken(NU)) == [getekend.zaak_id]
    with pytest.raises(Geweigerd, match="niet meer"):
        perform(getekend.zaak_id, "terugroepen", by=chair, data={"reden": "x"}, nu=NU)


def test_publishing_twice_makes_one_set(getekend: Aanvraag) -> None:
    maak_bekend(getekend)
    assert voer_automatisch_uit(vandaag=VANDAAG, nu=LATER) == 0
    assert Bekendmaking.objects.filter(zaak=getekend.zaak).count() == 3


@pytest.mark.parametrize(
    ("geboren", "namen"),
    [
        (date(2011, 5, 17), {"Moeder"}),
        (date(2010, 3, 9), {"Moeder", "Sam Voorbeeld"}),
        (date(2008, 3, 9), {"Sam Voorbeeld"}),
        (date(2008, 3, 10), {"Moeder", "Sam Voorbeeld"}),
    ],
)
def test_from_16_the_pupil_too_and_from_18_instead_of_the_parents(
    aanvraag: Aanvraag, geboren: date, namen: set[str]
) -> None:
    leerling = aanvraag.zaak.dossier.leerling
    leerling.geboortedatum, leerling.achternaam = geboren, "Voorbeeld"
    leerling.save()
    factories.OuderFactory(leerling=leerling, naam="Moeder")
    vroeger: Ouder = factories.OuderFactory.create(leerling=leerling, naam="Vroeger gezag", gezag=False)
    Gezag.objects.create(ouder=vroeger, van=date(2011, 1, 1), tot=VANDAAG - timedelta(days=1))
    gevonden = {adres.naam for adres in geadresseerden(aanvraag.zaak, op=VANDAAG)}
    assert gevonden == {aanvraag.zaak.school.naam, *namen}


def test_by_post_the_term_starts_on_the_day_of_sending(getekend: Aanvraag, secretariaat: Actor) -> None:
    maak_bekend(getekend)
    (rij,) = te_versturen(secretariaat)
    verzonden = VANDAAG + timedelta(days=2)
    later = factories.actor(Rol.SECRETARIAAT, getekend.zaak.swv, vandaag=VANDAAG + timedelta(days=3))
    edit(
        getekend.zaak_id,
        "verzending",
        by=later,
        data={"bekendmakingen": [rij.pk], "verzonden_op": verzonden, **GEPRINT},
    )
    rij.refresh_from_db()
    assert rij.verzonden_op == verzonden
    assert Termijn.objects.get(kenmerk=f"bekendmaking:{rij.pk}").einde == date(2026, 4, 22)
    brief = Document.objects.get(sleutel=f"begeleidend:{rij.pk}")
    assert brief.compartiment == Compartiment.INTERN
    assert brief.gegevens["geadresseerde"]["adresregels"] == []
    assert not te_versturen(secretariaat).exists()


def test_a_date_of_sending_is_not_before_publication_and_not_in_the_future(
    getekend: Aanvraag, secretariaat: Actor, chair: Actor
) -> None:
    maak_bekend(getekend)
    (rij,) = te_versturen(secretariaat)
    for dag in (VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)):
        with pytest.raises(Geweigerd):
            edit(
                getekend.zaak_id,
                "verzending",
                by=secretariaat,
                data={"bekendmakingen": [rij.pk], "verzonden_op": dag, **GEPRINT},
            )
    with pytest.raises(GeenRecht):
        edit(
            getekend.zaak_id,
            "verzending",
            by=chair,
            data={"bekendmakingen": [rij.pk], "verzonden_op": VANDAAG, **GEPRINT},
        )


def test_a_letter_that_was_not_printed_with_this_date_is_not_sent_by_a_hasty_click(
    getekend: Aanvraag, secretariaat: Actor
) -> None:
    maak_bekend(getekend)
    (rij,) = te_versturen(secretariaat)
    data = {"bekendmakingen": [rij.pk], "verzonden_op": VANDAAG}
    with pytest.raises(Geweigerd, match="Print eerst"):
        edit(getekend.zaak_id, "verzending", by=secretariaat, data=data)
    gisteren = {"bekendmakingen": [rij.pk], "geprint_voor": VANDAAG - timedelta(days=1)}
    edit(getekend.zaak_id, "printen", by=secretariaat, data=gisteren)
    with pytest.raises(Geweigerd, match="met deze datum"):
        edit(getekend.zaak_id, "verzending", by=secretariaat, data=data)
    assert not Termijn.objects.filter(kenmerk=f"bekendmaking:{rij.pk}").exists()
    edit(getekend.zaak_id, "printen", by=secretariaat, data={"bekendmakingen": [rij.pk], "geprint_voor": VANDAAG})
    edit(getekend.zaak_id, "verzending", by=secretariaat, data=data)
    assert Termijn.objects.filter(kenmerk=f"bekendmaking:{rij.pk}").count() == 1


def test_noted_by_mistake_is_undone_the_same_day_with_a_reason(getekend: Aanvraag, secretariaat: Actor) -> None:
    """The letter waits again, the term never ran; a second time it goes out with a letter of its own."""
    maak_bekend(getekend)
    (rij,) = te_versturen(secretariaat)
    data = {"bekendmakingen": [rij.pk], "verzonden_op": VANDAAG, **GEPRINT}
    ongedaan = {"bekendmaking": rij.pk, "reden": "De enveloppen lagen nog op de kast"}
    edit(getekend.zaak_id, "verzending", by=secretariaat, data=data, nu=NU)
    with pytest.raises(Geweigerd, match="waarom"):
        edit(getekend.zaak_id, "verzending_ongedaan", by=secretariaat, data={**ongedaan, "reden": " "}, nu=NU)
    edit(getekend.zaak_id, "verzending_ongedaan", by=secretariaat, data=ongedaan, nu=NU)
    assert list(te_versturen(secretariaat)) == [rij]
    assert not Termijn.objects.filter(kenmerk=f"bekendmaking:{rij.pk}").exists()
    assert not Document.objects.zichtbaar_voor(secretariaat).filter(
        brief="begeleidende_brief_ouders", titel__endswith=rij.naam
    )
    assert getekend.zaak.notities.filter(tekst__contains="op de kast", compartiment=Compartiment.INTERN).exists()
    edit(getekend.zaak_id, "verzending", by=secretariaat, data=data, nu=NU)
    assert Document.objects.get(sleutel=f"begeleidend:{rij.pk}").verwijderd_op is None
    morgen = factories.actor(Rol.SECRETARIAAT, getekend.zaak.swv, vandaag=VANDAAG + timedelta(days=1))
    with pytest.raises(Geweigerd, match="op de dag"):
        edit(getekend.zaak_id, "verzending_ongedaan", by=morgen, data=ongedaan, nu=NU + timedelta(days=1))


def test_the_archive_waits_for_every_objection_term(getekend: Aanvraag, secretariaat: Actor) -> None:
    maak_bekend(getekend)
    laat = NU + timedelta(days=90)
    assert getekend.zaak_id not in list(te_archiveren(laat))
    (rij,) = te_versturen(secretariaat)
    data = {"bekendmakingen": [rij.pk], "verzonden_op": VANDAAG, **GEPRINT}
    with pytest.raises(Geweigerd, match="Nog niet iedereen"):
        perform(getekend.zaak_id, "archiveren", by=secretariaat, nu=NU)
    edit(getekend.zaak_id, "verzending", by=secretariaat, data=data)
    with pytest.raises(Geweigerd, match="bezwaar mogelijk"):
        perform(getekend.zaak_id, "archiveren", by=secretariaat, nu=NU)
    assert getekend.zaak_id not in list(te_archiveren(NU + timedelta(days=45)))
    assert getekend.zaak_id in list(te_archiveren(laat))
    voer_automatisch_uit(vandaag=laat.date(), nu=laat)
    assert Aanvraag.objects.get(pk=getekend.pk).status == Status.ARCHIEF


def test_the_archive_waits_for_the_last_post_over_days_off(getekend: Aanvraag, secretariaat: Actor) -> None:
    """Sent on 6-11-2026: until Friday 18-12; a week later is Christmas, then the weekend: post until Monday 28-12."""
    maak_bekend(getekend)
    Bekendmaking.objects.filter(zaak=getekend.zaak).update(verzonden_op=VANDAAG)
    Termijn.objects.filter(zaak=getekend.zaak, soort="bezwaar").update(
        vanaf=date(2026, 11, 6), einde=date(2026, 12, 18)
    )
    laatste = NU.replace(month=12, day=28)
    assert getekend.zaak_id not in list(te_archiveren(laatste))
    assert getekend.zaak_id in list(te_archiveren(laatste + timedelta(days=1)))
    op = replace(secretariaat, vandaag=date(2026, 12, 28))
    with pytest.raises(Geweigerd, match="mag aankomen tot en met 28 december 2026"):
        perform(getekend.zaak_id, "archiveren", by=op, nu=laatste)


def test_an_expert_no_longer_sees_a_case_that_went_to_the_archive(getekend: Aanvraag, secretariaat: Actor) -> None:
    expert = factories.UserFactory()
    factories.betrek(getekend.zaak, expert, Rol.DESKUNDIGE)
    maak_bekend(getekend)
    (rij,) = te_versturen(secretariaat)
    data = {"bekendmakingen": [rij.pk], "verzonden_op": VANDAAG, **GEPRINT}
    edit(getekend.zaak_id, "verzending", by=secretariaat, data=data)
    laat = NU + timedelta(days=90)
    voer_automatisch_uit(vandaag=laat.date(), nu=laat)
    ziet = [
        Zaak.objects.visible_to(factories.actor(Rol.DESKUNDIGE, getekend.zaak.swv, user=expert, vandaag=dag)).exists()
        for dag in (laat.date(), laat.date() + timedelta(days=1))
    ]
    assert ziet == [True, False]


def test_a_worker_killed_halfway_leaves_one_number_and_one_letter(getekend: Aanvraag) -> None:
    """The claim is taken and the worker dies; the next one, after the lease, makes the same letter once."""
    document = bz.besluit_van(getekend).document
    assert document is not None
    assert werk.claim_volgende(NU) is not None
    assert werk.verwerk_wachtende(NU) == 0
    werk.verwerk_wachtende(NU + werk.HUUR + timedelta(seconds=1))
    werk.verwerk_wachtende(NU + 3 * werk.HUUR)
    document.refresh_from_db()
    assert document.werk == Werkstatus.KLAAR
    assert document.zegel.code == document.gegevens["verificatie"]["code"]
    assert Document.objects.filter(zaak=getekend.zaak, soort="beschikking").count() == 1
    assert Nummerreeks.objects.get(soort="tlv_nummer").laatste == 1
    assert voer_automatisch_uit(vandaag=VANDAAG, nu=LATER) == 1


def test_a_worker_that_was_busy_does_not_publish_a_recalled_letter(getekend: Aanvraag, chair: Actor) -> None:
    claim = werk.claim_volgende(NU)
    assert claim is not None
    perform(getekend.zaak_id, "terugroepen", by=chair, data={"reden": "fout"}, nu=NU)
    assert werk.verwerk(claim, nu=NU) is False
    document = Document.objects.get(pk=claim.document_id)
    assert document.werk == Werkstatus.VERVALLEN
    assert document.bestand is None


def test_the_print_batch_holds_the_address_and_every_set_starts_on_a_new_sheet(
    getekend: Aanvraag, secretariaat: Actor
) -> None:
    werk.verwerk_wachtende(NU)
    assert voer_automatisch_uit(vandaag=VANDAAG, nu=LATER) == 1
    pdf = printpartij(te_versturen(secretariaat), op=VANDAAG)
    assert pdf.startswith(b"%PDF")
