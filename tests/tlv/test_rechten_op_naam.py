"""What depends on who was asked by name, on what is open, and on consent: rules that look into the case."""

import uuid
from datetime import timedelta

import pytest

from audit.models import Gebeurtenis, Lezing, Soort
from cases.compartimenten import Compartiment
from cases.models import Doel, Gezag, Leerling, Ouder
from deadlines.models import Termijn
from documents.models import Bekendmaking, Bestand, Document, Documentsoort, Handtekening, Ondertekenstuk, Werkstatus
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.factories import vraag_advies as advies
from tlv import aanvullen, besluiten, deskundigen, ondertekenen, overdracht, rechten, zaakbeeld
from tlv.models import Aanvraag, Aanvulverzoek, Advies, Besluit, Overdracht, Status
from tlv.zaakrijen import rijen_van
from workflow.fouten import NietGevonden

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)
Stand = Advies.Stand


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    return aanvraag


@pytest.fixture
def ander(zaak: Aanvraag) -> Aanvraag:
    """Another request at the same school: what happens there changes nothing here."""
    return factories.AanvraagFactory(zaak__dossier__school=zaak.zaak.school, status=Status.DESKUNDIGENADVIES)


def deskundige(aanvraag: Aanvraag) -> tuple[Actor, User]:
    user = factories.UserFactory()
    return factories.actor(Rol.DESKUNDIGE, aanvraag.zaak.swv, user=user), user


# -- experts ------------------------------------------------------------------------------------------


def test_an_expert_asks_for_information_while_the_advice_is_open(
    zaak: Aanvraag, ander: Aanvraag, voorzitter: Actor, secretariaat: Actor
) -> None:
    actor, user = deskundige(zaak)
    advies(ander, user)
    advies(zaak, factories.UserFactory())
    mag = rechten.is_deskundige_of_voorzitter
    assert (mag(actor, zaak), mag(voorzitter, zaak), mag(secretariaat, zaak)) == (False, True, False)
    eigen = advies(zaak, user, volgorde=2)
    assert mag(actor, zaak)
    assert not mag(factories.actor(Rol.GEDRAGSWETENSCHAPPER, zaak.zaak.swv, user=user), zaak)
    Advies.objects.filter(pk=eigen.pk).update(stand=Stand.VERVALLEN)
    assert not mag(actor, zaak)


def test_an_expert_writes_the_own_open_advice_in_that_hat(zaak: Aanvraag, ander: Aanvraag) -> None:
    actor, user = deskundige(zaak)
    advies(ander, user)
    advies(zaak, factories.UserFactory())
    mag = deskundigen.mag_advies_schrijven
    assert not mag(actor, zaak)
    eigen = advies(zaak, user, volgorde=2)
    assert mag(actor, zaak)
    assert not mag(factories.actor(Rol.COMMISSIELID, zaak.zaak.swv, user=user), zaak)
    Advies.objects.filter(pk=eigen.pk).update(stand=Stand.VERVALLEN)
    assert not mag(actor, zaak)


@pytest.mark.parametrize(
    ("eigen", "ander_van", "derde", "leest"),
    [
        (Stand.INGEDIEND, Stand.INGEDIEND, Stand.INGEDIEND, True),
        (Stand.INGEDIEND, Stand.INGEDIEND, Stand.TERUGGEGEVEN, True),
        (Stand.INGEDIEND, Stand.INGEDIEND, Stand.GEVRAAGD, False),
        (Stand.GEVRAAGD, Stand.INGEDIEND, Stand.INGEDIEND, False),
        (Stand.TERUGGEGEVEN, Stand.INGEDIEND, Stand.INGEDIEND, False),
        (None, Stand.INGEDIEND, Stand.INGEDIEND, False),
        (Stand.INGEDIEND, Stand.VERVALLEN, Stand.INGEDIEND, False),
        (Stand.INGEDIEND, Stand.GEVRAAGD, Stand.INGEDIEND, False),
    ],
)
def test_an_expert_reads_another_when_the_own_and_all_others_are_in(
    zaak: Aanvraag, ander: Aanvraag, eigen: str | None, ander_van: str, derde: str, leest: bool
) -> None:
    actor, user = deskundige(zaak)
    advies(ander, user, Stand.INGEDIEND)
    advies(ander, factories.UserFactory(), Stand.GEVRAAGD, volgorde=2)
    if eigen:
        advies(zaak, user, eigen)
    gelezen = advies(zaak, factories.UserFactory(), ander_van, volgorde=2)
    advies(zaak, factories.UserFactory(), derde, volgorde=3)
    assert deskundigen.mag_advies_lezen(actor, gelezen) is leest


# -- signing ------------------------------------------------------------------------------------------


def _gevraagd(aanvraag: Aanvraag, user: User, rol: str) -> None:
    stuk, _ = Ondertekenstuk.objects.get_or_create(
        zaak=aanvraag.zaak,
        soort="aanvraag",
        nummer=1,
        defaults={"inhoud": {}, "sha256": "0", "bevroren_op": NU, "bevroren_door": user},
    )
    Handtekening.objects.create(stuk=stuk, user=user, rol=rol, naam=user.naam, gevraagd_op=NU)


@pytest.mark.parametrize("rol", [Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER])
def test_who_was_asked_by_name_signs_in_the_hat_in_which_that_was_asked(
    zaak: Aanvraag, ander: Aanvraag, rol: Rol
) -> None:
    user = factories.UserFactory()
    andere_rol = Rol.GEDRAGSWETENSCHAPPER if rol == Rol.SCHOOLDIRECTEUR else Rol.SCHOOLDIRECTEUR
    plek = zaak.zaak.school if rol == Rol.SCHOOLDIRECTEUR else zaak.zaak.swv
    actor = factories.actor(rol, plek, user=user)
    _gevraagd(ander, user, rol)
    _gevraagd(zaak, user, andere_rol)
    _gevraagd(zaak, factories.UserFactory(), rol)
    assert not ondertekenen.mag_tekenen(actor, zaak)
    _gevraagd(zaak, user, rol)
    assert ondertekenen.mag_tekenen(actor, zaak)
    _gevraagd(zaak, user, Rol.COORDINATOR)
    assert not ondertekenen.mag_tekenen(factories.actor(Rol.COORDINATOR, zaak.zaak.school, user=user), zaak)


# -- what the school has to answer -------------------------------------------------------------------


def _verzoek(aanvraag: Aanvraag, stand: str, soort: str = "aanvulling") -> Aanvulverzoek:
    return Aanvulverzoek.objects.create(
        aanvraag=aanvraag,
        soort=soort,
        stand=stand,
        vraag="Wat mist er?",
        gevraagd_op=VANDAAG,
        gevraagd_door=factories.UserFactory(),
        uiterlijk=MORGEN,
    )


@pytest.mark.parametrize("status", [Status.AANVULLING_GEVRAAGD, Status.INFORMATIE_GEVRAAGD])
@pytest.mark.parametrize("soort", Aanvulverzoek.Soort.values)
def test_the_open_question_is_what_has_to_be_answered(
    aanvraag: Aanvraag, coordinator: Actor, voorzitter: Actor, status: str, soort: str
) -> None:
    factories.zet_status(aanvraag, status)
    for stand in ("beantwoord", "verlopen", "ingetrokken"):
        _verzoek(aanvraag, stand, soort)
    assert aanvullen.lopend_verzoek(aanvraag) is None
    assert not aanvullen.mag_antwoord_schrijven(coordinator, aanvraag)
    verzoek = _verzoek(aanvraag, "open", soort)
    assert aanvullen.lopend_verzoek(aanvraag) == verzoek
    assert aanvullen.mag_antwoord_schrijven(coordinator, aanvraag)
    assert not aanvullen.mag_antwoord_schrijven(voorzitter, aanvraag)


def test_after_the_term_the_lapsed_supplement_can_still_be_answered(aanvraag: Aanvraag, coordinator: Actor) -> None:
    factories.zet_status(aanvraag, Status.AANVULLING_VERLOPEN)
    _verzoek(aanvraag, "verlopen", "informatie")
    _verzoek(aanvraag, "beantwoord")
    assert aanvullen.lopend_verzoek(aanvraag) is None
    verzoek = _verzoek(aanvraag, "verlopen")
    assert aanvullen.lopend_verzoek(aanvraag) == verzoek


# -- hand-over ------------------------------------------------------------------------------------------


def _document(aanvraag: Aanvraag, compartiment: str = Compartiment.DOSSIER, **velden: object) -> Document:
    bestand = Bestand.objects.create(
        opslagnaam=uuid.uuid4().hex, sha256=uuid.uuid4().hex, grootte=1, mime="application/pdf"
    )
    basis = {"werk": Werkstatus.KLAAR, "bestand": bestand, "soort": Documentsoort.OPP}
    return Document.objects.create(
        zaak=aanvraag.zaak,
        titel="Stuk",
        naam="stuk.pdf",
        compartiment=compartiment,
        aangemaakt_op=NU,
        **{**basis, **velden},
    )


def test_the_decision_and_the_papers_of_the_request_can_go_and_nothing_else(zaak: Aanvraag) -> None:
    papieren = {deel: _document(zaak, deel) for deel in Compartiment.values}
    _document(zaak, verwijderd_op=NU)
    _document(zaak, werk=Werkstatus.WACHT)
    _document(zaak, gezinslid=factories.UserFactory())
    _document(zaak, brief="begeleidende_brief_ouders")
    brief = _document(zaak, brief="ontvangstbevestiging")
    assert set(overdracht.over_te_dragen(zaak.zaak)) == {papieren["dossier"], papieren["besluit"], brief}


def _zegt(aanvraag: Aanvraag, wie: Ouder | Leerling, gegeven: bool, **velden: object) -> None:
    veld = "ouder" if isinstance(wie, Ouder) else "leerling"
    basis = {"doel": Doel.UITWISSELING, "op": GISTEREN, "gegeven": gegeven, veld: wie}
    aanvraag.zaak.toestemmingen.create(**{**basis, **velden})


def test_more_than_the_decision_goes_with_the_last_word_of_everybody(zaak: Aanvraag, coordinator: Actor) -> None:
    def mag() -> bool:
        return overdracht.mag_stukken(zaak.zaak, coordinator)

    assert not mag(), "nobody could say anything"
    een, ander = (factories.OuderFactory(leerling=zaak.zaak.dossier.leerling) for _ in range(2))
    _zegt(zaak, een, True)
    assert not mag(), "the other was not asked"
    _zegt(zaak, ander, True, doel=Doel.BESPREKING)
    assert not mag(), "that was about something else"
    _zegt(zaak, ander, True)
    assert mag()
    _zegt(zaak, ander, False)
    assert not mag(), "of one day the last word counts"
    _zegt(zaak, ander, True, op=VANDAAG)
    assert mag()
    _zegt(zaak, ander, False, op=GISTEREN)
    assert mag(), "an older word that was entered later is no last word"
    _zegt(zaak, ander, True, op=VANDAAG, ingetrokken_op=VANDAAG)
    assert not mag(), "what was taken back is not given"
    Gezag.objects.filter(ouder=ander).update(tot=GISTEREN)
    assert mag(), "who does not speak for the pupil any more is not asked"


def test_what_was_handed_over_is_for_coordinator_and_head_of_that_school(
    zaak: Aanvraag, coordinator: Actor, andere_coordinator: Actor
) -> None:
    school = factories.SchoolFactory(swv=zaak.zaak.swv, soort="vso")
    eerst, later = (
        Overdracht.objects.create(
            aanvraag=zaak, school=school, overgedragen_op=moment, overgedragen_door_id=coordinator.persoon_id
        )
        for moment in (NU, NU + timedelta(days=1))
    )
    ontvanger = factories.actor(Rol.COORDINATOR, school)
    for rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR):
        assert list(overdracht.aan_ons(factories.actor(rol, school))) == [later, eerst]
    for wie in (coordinator, andere_coordinator, factories.actor(Rol.SECRETARIAAT, zaak.zaak.swv)):
        assert not overdracht.aan_ons(wie).exists()
        with pytest.raises(NietGevonden):
            overdracht.haal(wie, eerst.pk, wat="overdracht")
    zonder = Actor(None, None, Rol.COORDINATOR, "Niemand", VANDAAG)
    verkleed = Actor(1, 1, Rol.SECRETARIAAT, "Iemand", VANDAAG, school_id=school.pk)
    assert not overdracht.aan_ons(zonder).exists() and not overdracht.aan_ons(verkleed).exists()
    weigeringen = Gebeurtenis.objects.filter(soort=Soort.WEIGERING, actie="lezen:overdracht")
    assert weigeringen.count() == 3 and weigeringen.earliest("pk").swv_id == coordinator.swv_id
    assert overdracht.haal(ontvanger, eerst.pk, wat="overdracht") == eerst
    lezing = Lezing.objects.get()
    assert (lezing.zaak_id, lezing.object_id, lezing.grond["been"]) == (zaak.zaak_id, eerst.pk, "overdracht")
    assert (lezing.grond["sinds"], lezing.grond["rij"]) == ("2026-03-09", eerst.pk)


def test_only_a_grant_that_is_known_can_be_handed_over(zaak: Aanvraag) -> None:
    factories.zet_status(zaak, Status.BEKENDGEMAAKT)
    assert not overdracht.kan(zaak), "nothing was granted"


# -- after the decision ---------------------------------------------------------------------------------


def _archief(aanvraag: Aanvraag, actor: Actor) -> bool:
    vers = Aanvraag.objects.get(pk=aanvraag.pk)
    return zaakbeeld.mag_archiveren(actor, vers, rijen_van(actor, vers))


@pytest.mark.parametrize("status", sorted(set(Status.values) - {"bekendgemaakt", "ingetrokken"}))
def test_a_running_case_is_not_archived(aanvraag: Aanvraag, secretariaat: Actor, status: str) -> None:
    factories.zet_status(aanvraag, status)
    assert not _archief(aanvraag, secretariaat)


def test_a_case_is_archived_by_the_secretariat_when_nobody_can_object_any_more(
    aanvraag: Aanvraag, secretariaat: Actor, voorzitter: Actor
) -> None:
    factories.zet_status(aanvraag, Status.BEKENDGEMAAKT)
    assert _archief(aanvraag, secretariaat) and not _archief(aanvraag, voorzitter)
    besluit = _document(aanvraag, Compartiment.BESLUIT)
    bekend = Bekendmaking.objects.create(
        document=besluit, zaak=aanvraag.zaak, naam="School", kanaal="post", klaargezet_op=NU
    )
    assert not _archief(aanvraag, secretariaat), "not everybody has it"
    Bekendmaking.objects.filter(pk=bekend.pk).update(verzonden_op=GISTEREN)
    assert _archief(aanvraag, secretariaat)
    Termijn.objects.create(zaak=aanvraag.zaak, soort="bezwaar", vanaf=GISTEREN, einde=MORGEN)
    assert not _archief(aanvraag, secretariaat), "somebody can still object"


def test_a_withdrawn_case_is_archived_at_once(aanvraag: Aanvraag, secretariaat: Actor, coordinator: Actor) -> None:
    factories.zet_status(aanvraag, Status.INGETROKKEN)
    assert _archief(aanvraag, secretariaat) and not _archief(aanvraag, coordinator)


def test_a_penalty_that_is_to_be_fixed_keeps_the_case_open(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    factories.zet_status(aanvraag, Status.INGETROKKEN)
    bedrag = Termijn.objects.create(zaak=aanvraag.zaak, soort="dwangsombesluit", vanaf=GISTEREN, einde=MORGEN)
    assert not _archief(aanvraag, secretariaat)
    Termijn.objects.filter(pk=bedrag.pk).update(gestopt_op=VANDAAG)
    assert _archief(aanvraag, secretariaat)
    Termijn.objects.create(zaak=aanvraag.zaak, soort="servicenorm", vanaf=GISTEREN, einde=MORGEN)
    assert _archief(aanvraag, secretariaat), "another term that runs is no reason"


@pytest.mark.parametrize(
    ("tot", "kan"), [(None, False), (NU, False), (NU + timedelta(seconds=1), True), (NU - timedelta(seconds=1), False)]
)
def test_a_decision_is_recalled_before_its_window_ends(aanvraag: Aanvraag, tot: object, kan: bool) -> None:
    class Nu:
        nu = NU

    assert besluiten.is_terug_te_roepen(Besluit(terugroepbaar_tot=tot), Nu()) is kan  # type: ignore[arg-type]
