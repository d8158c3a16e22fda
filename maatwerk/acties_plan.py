"""The actions about plan and offer, declared as data (source 000, steps 4 and 5), with their messages."""

from collections.abc import Iterable

from documents.models import Handtekening
from maatwerk import plan, plantekenen, rechten
from maatwerk.besluiten import eis_reden, reden_van
from maatwerk.models import Status
from workflow import ontvangers
from workflow.process import Action, Berichtregel, Ontvanger, Uitvoering


def _leg_voor(u: Uitvoering) -> None:
    plan.leg_voor(u)
    plantekenen.vraag(u, u.tussen["planversie"])


def _neem_terug(u: Uitvoering) -> None:
    plan.neem_terug(u)
    plantekenen.trek_terug(u, u.tussen["planversie"].opmerkingen)


def _geef_terug(u: Uitvoering) -> None:
    plan.geef_terug(u)
    plantekenen.trek_terug(u, u.tussen["planversie"].opmerkingen)


def _keur_goed(u: Uitvoering) -> None:
    plan.keur_goed(u)
    plantekenen.teken_als_directeur(u)


def _pas_aan(u: Uitvoering) -> None:
    plan.begin_nieuwe_versie(u)
    plantekenen.trek_terug(u, reden_van(u))


def _niet_getekend(u: Uitvoering) -> None:
    """What the person wrote stands with the version; the casemanager and the director are told."""
    rij = Handtekening.objects.filter(pk=u.data.get("handtekening_id") or 0, stuk__zaak=u.zaak).first()
    wie = rij.naam if rij else "Een ondertekenaar"
    reden = f"{wie} tekent niet. {rij.reden}".strip() if rij and rij.reden else f"{wie} tekende niet op tijd."
    if u.obj.status == Status.PLAN:
        plan.sluit_lopende(u, reden)
        plantekenen.trek_terug(u, reden)


def laat_plan_vallen(u: Uitvoering) -> None:
    """For what ends a plan otherwise: the place falls off, or the track ends."""
    reden = reden_van(u) or "Het plan gaat niet door."
    plan.sluit_lopende(u, reden)
    plantekenen.trek_terug(u, reden)


def laat_voorgelegde_vallen(u: Uitvoering) -> None:
    """The casemanager stops: what waits for the decision is put before everybody anew. What the director approved stays
    in the room, for the family still answers to it."""
    if plan.voorgelegde(u.obj) is not None:
        laat_plan_vallen(u)


def verder_zoeken(u: Uitvoering) -> None:
    """The place falls off after all: no version counts any more, and its money is free for others."""
    laat_plan_vallen(u)
    plan.sluit_goedgekeurde(u, reden_van(u))
    plan.geef_geld_vrij(u)


ACTIES = (
    Action(
        naam="plan_voorleggen",
        label="Plan voorleggen om te tekenen",
        gebeurd="Plan van aanpak voorgelegd om te tekenen",
        gezin="Het plan is geschreven. De casemanager en de nieuwe school tekenen het eerst",
        icoon="send",
        mag=rechten.is_casemanager,
        voorbereiden=plan.bereid_voorleggen_voor,
        daarna=_leg_voor,
    ),
    Action(
        naam="plan_terugnemen",
        label="Plan terugnemen",
        gebeurd="Plan van aanpak teruggenomen",
        gezin="De casemanager past het plan nog aan",
        icoon="pencil",
        mag=rechten.is_casemanager,
        voorbereiden=eis_reden,
        daarna=_neem_terug,
    ),
    Action(
        naam="plan_getekend",
        label="Plan getekend door casemanager en school",
        gezin="De casemanager en de nieuwe school tekenden het plan",
        icoon="check",
        mag=rechten.nooit,
        systeem=True,
        berichten=("plan_bij_directeur",),
    ),
    Action(
        naam="plan_niet_getekend",
        label="Plan niet getekend",
        gezin="Niet iedereen tekende het plan",
        icoon="alert-triangle",
        mag=rechten.nooit,
        systeem=True,
        daarna=_niet_getekend,
        berichten=("plan_niet_getekend",),
    ),
    Action(
        naam="plan_teruggeven",
        label="Plan teruggeven met opmerkingen",
        gebeurd="Plan teruggegeven met opmerkingen",
        gezin="De directeur wil dat er iets verandert in het plan",
        icoon="alert-triangle",
        mag=rechten.is_directeur,
        voorbereiden=eis_reden,
        daarna=_geef_terug,
        berichten=("plan_terug",),
    ),
    Action(
        naam="plan_goedkeuren",
        label="Plan goedkeuren en ondertekenen",
        gebeurd="Plan goedgekeurd en ondertekend door de directeur",
        gezin="De directeur keurde het plan goed",
        icoon="check",
        mag=rechten.is_directeur,
        voorbereiden=plan.bereid_goedkeuren_voor,
        daarna=_keur_goed,
        berichten=("plan_goedgekeurd",),
        reauthenticate=True,
    ),
    Action(
        naam="plan_aanpassen",
        label="Nieuwe versie van het plan maken",
        gebeurd="Begonnen aan een nieuwe versie van het plan",
        gezin="De casemanager schrijft een nieuw plan",
        icoon="pencil",
        mag=rechten.is_casemanager,
        voorbereiden=eis_reden,
        daarna=_pas_aan,
        berichten=("plan_nieuwe_versie",),
    ),
)


_directeur, _casemanager = ontvangers.bij(ontvangers.directeuren), ontvangers.bij(ontvangers.casemanagers)
_casemanager_en_directeur = ontvangers.bij(ontvangers.casemanagers, ontvangers.directeuren)


def _wie_tekenden(u: Uitvoering) -> Iterable[Ontvanger]:
    """The casemanager, and the head of the receiving school as far as that one has an account."""
    yield from _casemanager(u)
    yield from plantekenen.hoofden_die_ontvangen(u, u.tussen.get("planversie"))


BERICHTEN: dict[str, Berichtregel] = {
    "plan_bij_directeur": Berichtregel(
        aan=_directeur,
        onderwerp="Een plan van aanpak wacht op uw besluit",
        tekst="Het plan voor {leerling} ({nummer}) is getekend door de casemanager en de ontvangende school.",
    ),
    "plan_niet_getekend": Berichtregel(
        aan=_casemanager_en_directeur,
        onderwerp="Iemand tekent een plan niet",
        tekst="Het plan voor {leerling} ({nummer}) is niet door iedereen getekend. Kijk wat er nodig is.",
    ),
    "plan_terug": Berichtregel(
        aan=_wie_tekenden,
        onderwerp="De directeur geeft een plan terug",
        tekst="Het plan voor {leerling} ({nummer}) is teruggegeven met opmerkingen. De handtekeningen zijn vervallen.",
    ),
    "plan_goedgekeurd": Berichtregel(
        aan=_wie_tekenden,
        onderwerp="De directeur keurt een plan goed",
        tekst="Het plan voor {leerling} ({nummer}) is goedgekeurd en ondertekend. "
        "Directeur en casemanager bespreken het nu samen met de ouders.",
    ),
    "plan_nieuwe_versie": Berichtregel(
        aan=_directeur,
        onderwerp="Een plan van aanpak wordt aangepast",
        tekst="De casemanager maakt een nieuwe versie van het plan voor {leerling} ({nummer}).",
    ),
}
