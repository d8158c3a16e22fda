"""A small world for the access matrix: one pupil with two cases, and a person in every relation to them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Dossier, MogelijkeDubbel, Zaak
from deadlines import services as termijnen
from documents.models import Document, Documentsoort, Handtekening, Ondertekenstuk
from documents.services import voeg_toe
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User, Voorstel
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.swv.wereld_kantoor import kantoor
from tests.swv.wereld_maatwerk import trajecten
from tests.swv.wereld_vergadering import op_de_agenda, vergadering
from tests.tlv import besluitzaak as bz
from tests.tlv.schrijfhulp import vul_in
from tests.workflow import tekenhulp
from tlv.models import Aanvraag, Advies, Overdracht, Status
from tlv.overdracht import ONTVANGERS
from workflow.edit import edit
from workflow.models import Bericht, Ingebrekestelling
from workflow.tekenkamer import Tekenaar, vraag_handtekeningen
from workflow.tekenregel import Tekenregel

ACHTERNAAM = "Zonderling"
EIGEN = "eigen"
"""Relation of who takes part: every role of the school and samenwerkingsverband of the case, and its family."""
ELDERS = "elders"
"""The same roles at another school or another samenwerkingsverband, and a family of another child."""
ONTVANGT = "ontvangt"
"""The school to which the declaration was handed over: it may see that, and nothing else of the case."""
VOORBIJ = "voorbij"
"""Who took part and no longer does: an ended part, ended gezag, a pupil too young, a parent of an adult."""


TEKENREGEL = Tekenregel(titel="Plan van aanpak", wie=lambda obj, op: ())
"""So that there is something to sign in the world."""


@dataclass
class Wereld:
    """`open` is being written, `lopend` is to be decided, `gesloten` is in the archive; all three of one pupil."""

    open: Aanvraag
    lopend: Aanvraag
    gesloten: Aanvraag
    actoren: dict[str, dict[str, Actor]] = field(default_factory=dict)
    waarden: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Arguments of addresses, for each case."""


def maak_wereld() -> Wereld:
    swv, school = _swv_en_school()
    vandaag = timezone.localdate()
    leerling = factories.LeerlingFactory(achternaam=ACHTERNAAM, geboortedatum=_jaren_terug(vandaag, 16))
    dossier = factories.DossierFactory(leerling=leerling, school=school, swv_sinds=vandaag)
    w = Wereld(*(factories.AanvraagFactory(zaak__dossier=dossier) for _ in range(3)))
    w.actoren[EIGEN] = _eigen(w, school, swv)
    vso = factories.SchoolFactory(swv=swv, soort="vso")
    w.actoren[ONTVANGT] = {rol: factories.actor(rol, vso, vandaag=vandaag) for rol in ONTVANGERS}
    _vul(w, swv, vso)
    w.actoren[ELDERS] = _elders(swv)
    w.actoren[VOORBIJ] = _voorbij(w, swv)
    w.actoren[VOORBIJ][Rol.CASEMANAGER] = voorbij = factories.actor(Rol.CASEMANAGER, swv, vandaag=vandaag)
    for aanvraag, waarden in zip(
        (w.open, w.lopend, w.gesloten), trajecten(dossier, w.actoren[EIGEN], voorbij), strict=True
    ):
        w.waarden[aanvraag.zaak_id] |= waarden
    return w


def _jaren_terug(dag: date, jaren: int) -> date:
    return dag - timedelta(days=365 * jaren + 100)


def _swv_en_school() -> tuple[Samenwerkingsverband, School]:
    swv: Samenwerkingsverband = factories.SwvFactory()
    return swv, factories.SchoolFactory(swv=swv)


def _rollen(school: School, swv: Samenwerkingsverband) -> dict[str, Actor]:
    vandaag = timezone.localdate()
    rollen = [str(rol) for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING)]
    return {rol: factories.actor(rol, school if rol in SCHOOLROLLEN else swv, vandaag=vandaag) for rol in rollen}


def _eigen(w: Wereld, school: School, swv: Samenwerkingsverband) -> dict[str, Actor]:
    actoren = _rollen(school, swv)
    leerling, vandaag = w.lopend.zaak.dossier.leerling, timezone.localdate()
    for aanvraag in (w.open, w.lopend, w.gesloten):
        for rol in (Rol.GEDRAGSWETENSCHAPPER, Rol.DESKUNDIGE):
            _betrek(aanvraag.zaak, actoren[rol], rol)
    actoren[Rol.OUDER] = _ouder(leerling)
    lid = factories.lidmaatschap(Rol.LEERLING)
    leerling.user = lid.user
    leerling.save()
    actoren[Rol.LEERLING] = factories.actor(Rol.LEERLING, user=lid.user, vandaag=vandaag)
    return actoren


def _ouder(leerling: Any, **kwargs: Any) -> Actor:
    ouder = factories.OuderFactory(leerling=leerling, account=True, digitaal_sinds=timezone.localdate(), **kwargs)
    assert ouder.user is not None
    return factories.actor(Rol.OUDER, user=ouder.user, vandaag=timezone.localdate())


def _betrek(zaak: Zaak, actor: Actor, rol: str, *, tot: date | None = None) -> None:
    vandaag = timezone.localdate()
    zaak.betrokkenen.create(
        user_id=actor.gebruiker_id, rol=rol, van=vandaag - timedelta(days=30), tot=tot, grond="gevraagd", naam="x"
    )


def _elders(swv: Samenwerkingsverband) -> dict[str, Actor]:
    """Other samenwerkingsverband, and for the roles of a school also another school in the same one."""
    elders = _rollen(factories.SchoolFactory(swv=swv), factories.SwvFactory())
    ver = factories.actor(Rol.COORDINATOR, factories.SchoolFactory(), vandaag=timezone.localdate())
    kind = factories.DossierFactory(leerling__geboortedatum=_jaren_terug(timezone.localdate(), 16)).leerling
    lid = factories.lidmaatschap(Rol.LEERLING)
    kind.user = lid.user
    kind.save()
    leerling = factories.actor(Rol.LEERLING, user=lid.user, vandaag=timezone.localdate())
    return {**elders, "coordinator_ver": ver, Rol.OUDER: _ouder(kind), Rol.LEERLING: leerling}


def _voorbij(w: Wereld, swv: Samenwerkingsverband) -> dict[str, Actor]:
    vandaag = timezone.localdate()
    gisteren = vandaag - timedelta(days=1)
    namen = (str(Rol.GEDRAGSWETENSCHAPPER), str(Rol.DESKUNDIGE))
    oud = {rol: factories.actor(rol, swv, vandaag=vandaag) for rol in namen}
    for rol, actor in oud.items():
        for aanvraag in (w.open, w.lopend, w.gesloten):
            _betrek(aanvraag.zaak, actor, rol, tot=gisteren)
    leerling = w.lopend.zaak.dossier.leerling
    return {
        **oud,
        "ouder_gezag_voorbij": _ouder(leerling, naam="Gezag voorbij", gezag__tot=gisteren),
        "ouder_zonder_gezag": _ouder(leerling, naam="Zonder gezag", gezag=False),
    }


def _vul(w: Wereld, swv: Samenwerkingsverband, vso: School) -> None:
    coordinator = w.actoren[EIGEN][Rol.COORDINATOR]
    dubbel = _dubbel(w.lopend.zaak.dossier)
    mandaat = bz.mandaat(w.actoren[EIGEN][Rol.VOORZITTER])
    bijeen = vergadering(w.actoren[EIGEN])
    for aanvraag in (w.open, w.lopend, w.gesloten):
        vul_in(aanvraag.zaak)
        stukken = _stukken(aanvraag, coordinator)
        w.waarden[aanvraag.zaak_id] = {
            **stukken,
            "zaak_id": aanvraag.zaak_id,
            "dubbel_id": dubbel.pk,
            "mandaat_id": mandaat.pk,
            "wijziging": "verdagen",
            **_beheer(w.actoren[EIGEN], swv),
            **op_de_agenda(bijeen, aanvraag.zaak, w.actoren[EIGEN]),
            **_tekenkamer(aanvraag, w.actoren[EIGEN]),
            "ingebreke_id": _ingebreke(aanvraag, vandaag=timezone.localdate()),
            "afspraak_id": _afspraak(aanvraag.zaak),
        }
    gedeeld = kantoor(w.actoren[EIGEN], w.gesloten.zaak)
    for waarden in w.waarden.values():
        waarden |= gedeeld
    for aanvraag in (w.lopend, w.gesloten):
        factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
        w.waarden[aanvraag.zaak_id] |= _van_bureau(aanvraag, w.actoren[EIGEN], vso)
    w.waarden[w.open.zaak_id] = w.waarden[w.lopend.zaak_id] | w.waarden[w.open.zaak_id]
    for soort in ("beslistermijn", "servicenorm"):
        termijnen.start(w.lopend.zaak, soort, vanaf=timezone.localdate())
    factories.zet_status(w.gesloten, Status.ARCHIEF)


def _ingebreke(aanvraag: Aanvraag, *, vandaag: date) -> int:
    """The school says that the decision is late."""
    rij = Ingebrekestelling.objects.create(
        zaak=aanvraag.zaak,
        afzender=Ingebrekestelling.Afzender.SCHOOL,
        naam="De school",
        ontvangen_op=vandaag,
        beslissen_tot=vandaag - timedelta(days=1),
        genoteerd_op=timezone.now(),
    )
    return rij.pk


def _afspraak(zaak: Zaak) -> int:
    """In three days, with the family."""
    straks = timezone.now() + timedelta(days=3)
    wat = {"plaats": "Op school", "onderwerp": "Gesprek", "aanwezigen": "De ouders"}
    return int(zaak.afspraken.create(moment=straks, **wat).pk)


def _beheer(eigen: dict[str, Actor], swv: Samenwerkingsverband) -> dict[str, Any]:
    """A person to administer, and what the director asked about the expert."""
    deskundige, directeur = eigen[Rol.DESKUNDIGE].persoon_id, eigen[Rol.DIRECTEUR_SWV].persoon_id
    voorstel, _ = Voorstel.objects.get_or_create(
        swv=swv,
        soort=Voorstel.Soort.HERSTEL,
        user_id=deskundige,
        gevraagd_door_id=directeur,
        defaults={"gevraagd_op": timezone.now(), "geldig_tot": timezone.now() + timedelta(hours=24), "reden": "kwijt"},
    )
    coordinator = eigen[Rol.COORDINATOR]
    return {
        "gebruiker_id": coordinator.persoon_id,
        "lid_id": coordinator.hoed_id,
        "voorstel_id": voorstel.pk,
        "school_nr": coordinator.school_id,
    }


def _tekenkamer(aanvraag: Aanvraag, eigen: dict[str, Actor]) -> dict[str, Any]:
    """A paper that the head of the school is asked to sign, and one that came in on paper."""
    zaak, nu = aanvraag.zaak, timezone.now()
    hoofd, wetenschapper = (
        Tekenaar(rol=rol, naam=eigen[rol].naam, user=User.objects.get(pk=eigen[rol].persoon_id))
        for rol in (Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER)
    )
    stuk = vraag_handtekeningen(
        zaak,
        tekenhulp.SOORT,
        document=tekenhulp.leg_document(zaak),
        by=eigen[Rol.SECRETARIAAT],
        nu=nu,
        tekenaars=[hoofd, wetenschapper],
    )
    rij, op_papier = stuk.handtekeningen.order_by("volgorde")
    Handtekening.objects.filter(pk=op_papier.pk).update(
        uitkomst="getekend", wijze="papier", op=nu, sha256=stuk.sha256, hoe_vastgesteld="op papier"
    )
    return {"tekenrij_id": rij.pk, "tekenpapier_id": op_papier.pk, "tekenstuk_id": stuk.pk}


def _dubbel(dossier: Dossier) -> MogelijkeDubbel:
    ander = factories.DossierFactory(school=factories.SchoolFactory(swv=dossier.swv))
    return MogelijkeDubbel.objects.create(
        swv=dossier.swv, bestaand=dossier, nieuw=ander, gevonden_op=timezone.localdate(), overeenkomst="naam"
    )


def _stukken(aanvraag: Aanvraag, coordinator: Actor) -> dict[str, Any]:
    """A paper and a frozen version that is asked to be signed."""
    zaak, nu = aanvraag.zaak, timezone.now()
    toegevoegd = voeg_toe(
        zaak=zaak,
        actor=coordinator,
        data=tekst_pdf(),
        naam="OPP.pdf",
        soort=Documentsoort.OPP,
        compartiment=Compartiment.DOSSIER,
        nu=nu,
    )
    assert toegevoegd.document is not None
    edit(zaak.pk, "bevriezen", by=coordinator, data={}, nu=nu)
    stuk = Ondertekenstuk.objects.get(zaak=zaak)
    handtekening = Handtekening.objects.get(stuk=stuk, rol=Rol.SCHOOLDIRECTEUR)
    op_papier = Handtekening.objects.create(
        stuk=stuk,
        rol=Rol.GEDRAGSWETENSCHAPPER,
        naam="Getekend op papier",
        gevraagd_op=nu,
        uitkomst=Handtekening.Uitkomst.GETEKEND,
        wijze=Handtekening.Wijze.PAPIER,
        op=nu,
        sha256=stuk.sha256,
    )
    return {
        "document_id": toegevoegd.document.pk,
        "handtekening_id": handtekening.pk,
        "op_papier_id": op_papier.pk,
        "nummer": stuk.nummer,
        "dossier_id": zaak.dossier_id,
        "ouder_id": zaak.dossier.leerling.ouders.earliest("pk").pk,
        "deel": "ouder",
        "sleutel": "knooppunt",
        "cluster": 1,
    }


def _van_bureau(aanvraag: Aanvraag, eigen: dict[str, Actor], vso: School) -> dict[str, Any]:
    """Two advices, the first by the expert of this world, and one still asked; a hand-over; a message."""
    adviezen = [
        bz.maak_advies(aanvraag, nr, beroep) for nr, beroep in enumerate(("orthopedagoog", "jeugdpsycholoog"), 1)
    ]
    Advies.objects.filter(pk=adviezen[0].pk).update(deskundige=eigen[Rol.DESKUNDIGE].gebruiker_id)
    gevraagd = bz.maak_advies(aanvraag, 3, "arts", stand=Advies.Stand.GEVRAAGD, ingediend_op=None, sha256="")
    overdracht = Overdracht.objects.create(
        aanvraag=aanvraag,
        school=vso,
        overgedragen_op=timezone.now(),
        overgedragen_door_id=eigen[Rol.COORDINATOR].persoon_id,
    )
    overdracht.documenten.set(Document.objects.filter(zaak=aanvraag.zaak))
    bericht = Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        user_id=eigen[Rol.COORDINATOR].gebruiker_id,
        onderwerp="Nieuw bericht",
        tekst="Er is een nieuw bericht.",
        sleutel=factories.sleutel(),
        aangemaakt_op=timezone.now(),
    )
    return {
        "advies_id": adviezen[0].pk,
        "gevraagd_id": gevraagd.pk,
        "overdracht_id": overdracht.pk,
        "bericht_id": bericht.pk,
    }
