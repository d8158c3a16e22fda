"""Step 2: the director decides, the casemanager says yes or no, and only then reads the dossier."""

from datetime import timedelta

import pytest

from audit.models import Gebeurtenis
from cases.compartimenten import Compartiment
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Betrokkene, Notitie, Zaak
from documents.models import Document
from maatwerk.casemanagers import kandidaten
from maatwerk.models import Aanstelling, Directiebesluit, Status, Traject
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from tests import factories
from tests.maatwerk.trajectloop import Trajectloop
from workflow.fouten import HerbevestigingNodig
from workflow.models import Bericht
from workflow.perform import perform

pytestmark = pytest.mark.django_db
S = Status


def _ziet(loop: Trajectloop, wie: str) -> bool:
    return Zaak.objects.visible_to(loop.als(wie)).filter(pk=loop.zaak_id).exists()


def test_asked_is_not_appointed_and_shows_no_dossier(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    assert not _ziet(loop, "casemanager")
    loop.doe("casemanager_aanvaardt")
    assert _ziet(loop, "casemanager")
    assert not _ziet(loop, "tweede")
    assert loop.rij.aangesteld_op == loop.nu.date()


def test_nobody_else_answers_for_who_was_asked(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    for wie in ("tweede", "directeur", "secretariaat", "ouder"):
        with pytest.raises((NietGevonden, GeenRecht)):
            loop.doe("casemanager_aanvaardt", wie)
    assert loop.status == S.CASEMANAGER_GEVRAAGD


def test_who_was_asked_can_do_nothing_but_answer(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    with pytest.raises(NietGevonden):
        perform(loop.zaak_id, "beeindigen", by=loop.als("casemanager"), data={"reden": "x"}, nu=loop.nu)
    with pytest.raises(NietGevonden):
        loop.praat("ouders")


def test_appointment_writes_letters_to_school_and_parents_in_the_name_of_the_director(loop: Trajectloop) -> None:
    loop.breng_naar(S.GESPREKKEN)
    brieven = {d.brief: d for d in Document.objects.filter(zaak_id=loop.zaak_id)}
    assert set(brieven) == {"maatwerk", "maatwerk_gezin"}
    school, gezin = brieven["maatwerk"].gegevens, brieven["maatwerk_gezin"].gegevens
    assert school["ondertekening"]["naam"] == loop.mensen["directeur"].naam
    assert loop.mensen["casemanager"].naam in school["kader"] and school["reden"] == "Geen plek gevonden."
    assert loop.mensen["casemanager"].naam in gezin["kader"] and gezin["reden"] == ""
    assert brieven["maatwerk_gezin"].gezinslid_id == loop.ouder.user_id
    soorten = set(Bericht.objects.filter(zaak_id=loop.zaak_id).values_list("soort", flat=True))
    assert {"aangesteld_casemanager", "aangesteld", "aangesteld_gezin", "aangesteld_directeur"} <= soorten


def test_a_no_of_the_director_needs_a_reason_that_stands_in_the_letters(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    with pytest.raises(Geweigerd, match="reden"):
        loop.doe("niet_inschakelen", reden=" ")
    loop.doe("niet_inschakelen", reden="De school kan het zelf met extra hulp.")
    assert loop.status == S.AFGEWEZEN and loop.rij.zaak.gesloten_op == loop.nu.date()
    redenen = {d.gegevens["reden"] for d in Document.objects.filter(zaak_id=loop.zaak_id)}
    assert redenen == {"De school kan het zelf met extra hulp."}


@pytest.mark.parametrize("besluit", ["ja", "nee"])
def test_the_letter_to_a_pupil_is_written_to_a_pupil(besluit: str) -> None:
    loop = Trajectloop(leeftijd=16)
    loop.dossier.leerling.user = factories.lidmaatschap(Rol.LEERLING).user
    loop.dossier.leerling.save()
    if besluit == "ja":
        loop.breng_naar(S.GESPREKKEN)
    else:
        loop.breng_naar(S.BIJ_DIRECTEUR).doe("niet_inschakelen", reden="De school kan het zelf met extra hulp.")
    eigen = Document.objects.get(zaak_id=loop.zaak_id, gezinslid_id=loop.dossier.leerling.user_id).gegevens
    delen = (eigen["onderwerp"], *eigen["alineas"], eigen["kader"], *eigen["vervolg"], eigen["oneens"])
    woorden = " ".join(delen).replace(".", " ").replace("?", " ").split()
    assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden) and {"jou", "Jouw", "je"} & set(woorden), woorden
    assert loop.dossier.leerling.roepnaam not in woorden, "it speaks to this person, not about"


def test_the_director_identifies_again_before_deciding(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    data, _ = loop.gegevens("inschakelen")
    with pytest.raises(HerbevestigingNodig):
        perform(loop.zaak_id, "inschakelen", by=loop.als("directeur"), data=data, nu=loop.nu)


def test_why_it_fits_beside_many_tracks_stands_in_no_letter(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    _druk(loop, 6)
    with pytest.raises(Geweigerd, match="richtgetal 6"):
        loop.doe("inschakelen")
    loop.doe("inschakelen", reden_vol="Twee trajecten zijn bijna klaar.")
    besluit = Directiebesluit.objects.get(traject=loop.rij)
    assert (besluit.reden, besluit.toelichting) == ("Geen plek gevonden.", "Twee trajecten zijn bijna klaar.")


def _druk(loop: Trajectloop, aantal: int) -> None:
    for _ in range(aantal):
        ander = factories.ZaakFactory(dossier__school=loop.dossier.school, soort="maatwerk", status=S.INTAKE)
        Aanstelling.objects.create(
            traject=Traject.objects.create(zaak=ander),
            casemanager_id=loop.mensen["casemanager"].persoon_id,
            stand="aanvaard",
            gevraagd_op=loop.nu.date(),
            gevraagd_door_id=loop.mensen["directeur"].persoon_id,
            beantwoord_op=loop.nu.date(),
        )


def test_capacity_is_visible_and_counts_what_is_asked_too(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    _druk(loop, 2)
    rijen = {k.user.pk: k for k in kandidaten(loop.rij, vandaag=loop.nu.date())}
    eerste, tweede = (rijen[loop.mensen[wie].persoon_id] for wie in ("casemanager", "tweede"))
    assert (eerste.lopend, eerste.gevraagd, tweede.lopend) == (2, 1, 0)
    assert eerste.drukte == "2 lopende trajecten (richtgetal 6), 1 gevraagd"


@pytest.mark.parametrize("soort", ["familie", "school", "bestuur", "deskundige", "adviseur"])
def test_who_has_a_conflict_of_interest_cannot_be_asked(loop: Trajectloop, soort: str) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    wie = loop.mensen["tweede"].persoon_id
    _belang(loop, soort, wie)
    assert next(k for k in kandidaten(loop.rij, vandaag=loop.nu.date()) if k.user.pk == wie).bezwaar
    with pytest.raises(Geweigerd, match="Kies iemand anders"):
        loop.doe("inschakelen", casemanager_id=wie)


def _belang(loop: Trajectloop, soort: str, wie: int) -> None:
    if soort == "familie":
        factories.OuderFactory(leerling=loop.dossier.leerling, gezag=False, user_id=wie)
    elif soort == "school":
        einde = loop.nu.date() - timedelta(days=400)
        factories.LidmaatschapFactory(user_id=wie, rol=Rol.COORDINATOR, school=loop.dossier.school, tot=einde)
    elif soort == "bestuur":
        zus = factories.SchoolFactory(swv=loop.dossier.swv, bestuur=loop.dossier.school.bestuur)
        factories.LidmaatschapFactory(user_id=wie, rol=Rol.SCHOOLDIRECTEUR, school=zus)
    elif soort == "deskundige":
        factories.betrek(factories.ZaakFactory(dossier=loop.dossier), _user(wie), Rol.DESKUNDIGE)
    else:
        loop.rij.adviezen.update(door_id=wie)


def _user(pk: int):  # type: ignore[no-untyped-def]
    return Lidmaatschap.objects.filter(user_id=pk).first().user  # type: ignore[union-attr]


def test_a_conflict_that_came_up_since_is_refused_at_acceptance(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    _belang(loop, "school", loop.mensen["casemanager"].persoon_id)
    with pytest.raises(Geweigerd, match="Zeg nee"):
        loop.doe("casemanager_aanvaardt")


def test_acceptance_asks_to_declare_no_interest(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    with pytest.raises(Geweigerd, match="Verklaar"):
        loop.doe("casemanager_aanvaardt", geen_belang=False)


def test_the_director_does_not_appoint_himself(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    wie = loop.mensen["directeur"].persoon_id
    factories.LidmaatschapFactory(user_id=wie, rol=Rol.CASEMANAGER, swv=loop.dossier.swv)
    with pytest.raises(Geweigerd, match="uzelf"):
        loop.doe("inschakelen", casemanager_id=wie)


def test_after_a_no_the_director_asks_another(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    loop.doe("casemanager_weigert", reden="Te druk.")
    assert loop.status == S.BIJ_DIRECTEUR
    assert Bericht.objects.filter(soort="casemanager_zegt_nee").count() == 1
    loop.doe("inschakelen", casemanager_id=loop.mensen["tweede"].persoon_id)
    loop.doe("casemanager_aanvaardt", "tweede")
    assert _ziet(loop, "tweede") and not _ziet(loop, "casemanager")


def test_the_question_can_be_taken_back_and_is_then_gone(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    vraag = loop.vraag
    assert vraag is not None
    loop.doe("vraag_intrekken")
    with pytest.raises((NietGevonden, GeenRecht)):
        perform(
            loop.zaak_id,
            "casemanager_aanvaardt",
            by=loop.als("casemanager"),
            data={"geen_belang": True},
            doel_id=vraag.pk,
            nu=loop.nu,
        )


def test_another_casemanager_goes_on_where_it_was_and_the_first_sees_nothing_more(loop: Trajectloop) -> None:
    loop.breng_naar(S.VERKENNEN)
    loop.doe("casemanager_ontheffen")
    assert loop.status == S.BIJ_DIRECTEUR and not _ziet(loop, "casemanager")
    with pytest.raises(Geweigerd, match="al een casemanager"):
        loop.doe("niet_inschakelen")
    loop.doe("inschakelen", casemanager_id=loop.mensen["tweede"].persoon_id)
    loop.doe("casemanager_aanvaardt", "tweede")
    assert loop.status == S.VERKENNEN and _ziet(loop, "tweede")
    assert loop.rij.terug_naar == ""


def test_a_closed_track_is_closed_for_the_casemanager_from_then_on(loop: Trajectloop) -> None:
    loop.breng_naar(S.VERKENNEN)
    loop.doe("beeindigen")
    assert loop.rij.zaak.gesloten_op == loop.nu.date()
    assert not _ziet(loop, "casemanager")
    assert Aanstelling.objects.get(traject=loop.rij).stand == Aanstelling.Stand.BEEINDIGD
    assert not Betrokkene.objects.filter(zaak_id=loop.zaak_id, tot__isnull=True).exists()


def test_the_record_names_who_was_asked_and_nothing_that_was_typed(loop: Trajectloop) -> None:
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    rij = Gebeurtenis.objects.get(actie="maatwerk.inschakelen")
    assert rij.bijzonderheden["casemanager"] == loop.mensen["casemanager"].gebruiker_id
    assert "Geen plek gevonden." not in str(rij.bijzonderheden)


def test_why_a_track_or_a_casemanager_stopped_stays_to_be_read(loop: Trajectloop) -> None:
    loop.breng_naar(S.GESPREKKEN)
    loop.doe("casemanager_ontheffen", reden="Met verlof tot de zomer.")
    loop.doe("inschakelen", casemanager_id=loop.mensen["tweede"].persoon_id)
    loop.doe("casemanager_aanvaardt", "tweede")
    loop.doe("beeindigen", reden="Het gezin verhuist.")
    rijen = Notitie.objects.filter(zaak_id=loop.zaak_id).values_list("compartiment", "tekst")
    assert list(rijen.order_by("pk")) == [
        (Compartiment.REGIE, "De casemanager stopt: Met verlof tot de zomer."),
        (Compartiment.TRAJECT, "Traject beëindigd: Het gezin verhuist."),
    ]


def test_why_the_search_began_before_the_talks_stays_to_be_read(loop: Trajectloop) -> None:
    loop.breng_naar(S.GESPREKKEN)
    loop.doe("verkenning_starten", reden="De ouders zijn in het buitenland.")
    assert Notitie.objects.get(zaak_id=loop.zaak_id).tekst.endswith("De ouders zijn in het buitenland.")


def test_who_stops_a_track_tells_the_family_in_its_own_words(loop: Trajectloop) -> None:
    loop.breng_naar(S.VERKENNEN)
    loop.doe("beeindigen")
    teksten = dict(Bericht.objects.filter(soort__startswith="beeindigd").values_list("user_id", "tekst"))
    assert "Wilt u weten waarom? Bel ons" in teksten[loop.mensen["ouder"].gebruiker_id or 0]
    assert "lezen de reden in de zaak" in teksten[loop.mensen["coordinator"].gebruiker_id or 0]
    assert Bericht.objects.get(soort="beeindigd_gezin").wettelijk
