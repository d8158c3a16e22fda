"""The checklist of a route as data, and how it stands: pure rules over facts (source 004, bijlage 4; domain.md §2–3).

Used by the meter while writing, the check page, and the secretariat's checklist. An open item never blocks filing.
"""

from collections.abc import Mapping
from datetime import date

from cases.models import Doel
from documents.models import Documentsoort
from organisations.rollen import Rol
from tlv.eisbegrippen import Eis as Eis
from tlv.eisbegrippen import Eisstand as Eisstand
from tlv.eisbegrippen import Feiten as Feiten
from tlv.eisbegrippen import Gevraagde as Gevraagde
from tlv.eisbegrippen import Meter as Meter
from tlv.eisbegrippen import Toets as Toets
from tlv.models import Eisstatus, Route
from ui.notatie import datum

VERPLICHTE_DOELEN = (Doel.UITWISSELING, Doel.BESPREKING)


def maanden_terug(dag: date, maanden: int) -> date:
    """The same day so many months earlier; 31 becomes the last day of a shorter month."""
    totaal = dag.year * 12 + dag.month - 1 - maanden
    jaar, maand = divmod(totaal, 12)
    for nummer in range(dag.day, 27, -1):
        try:
            return date(jaar, maand + 1, nummer)
        except ValueError:
            continue
    return date(jaar, maand + 1, dag.day)


def _sectie(sleutel: str, melding: str) -> Toets:
    return lambda f: [] if sleutel in f.klaar else [melding]


def _opp_recent(f: Feiten) -> list[str]:
    mist = [] if Documentsoort.OPP in f.stukken else ["Voeg het OPP toe."]
    return mist + _recent(f.dag("opp", "datum"), f, f.opp_maanden, "de datum van het OPP", "Het OPP")


def _onderzoek_recent(f: Feiten) -> list[str]:
    mist = [] if Documentsoort.ONDERZOEK in f.stukken else ["Voeg het verslag van het onderzoek toe."]
    dag = f.dag("ondersteuningsbehoeften", "onderzoek_datum")
    return mist + _recent(dag, f, f.onderzoek_maanden, "de datum van het onderzoek", "Het onderzoek")


def _recent(dag: date | None, f: Feiten, maanden: int, wat: str, onderwerp: str) -> list[str]:
    if dag is None:
        return [f"Vul {wat} in."]
    grens = maanden_terug(f.vandaag, maanden)
    if dag < grens:
        return [f"{onderwerp} is van {datum(dag)}. Het moet van {datum(grens)} of later zijn."]
    return []


OPP_INHOUD = {
    "blz_uitstroom": "de uitstroombestemming",
    "blz_factoren": "de factoren die helpen en belemmeren",
    "blz_handelingsdeel": "het handelingsdeel",
    "blz_ontwikkeling": "de ontwikkeling in denken en leren",
    "blz_functioneren": "hoe de leerling het op school doet",
    "blz_behoefte": "wat de leerling nodig heeft",
}


def _opp_inhoud(f: Feiten) -> list[str]:
    return [
        f"Wijs aan op welke bladzijde {wat} staat." for vraag, wat in OPP_INHOUD.items() if not f.antwoord("opp", vraag)
    ]


def _opp_gezien(f: Feiten) -> list[str]:
    mist = [] if f.dag("opp", "ouders_gezien_op") else ["Vul in wanneer de ouders het OPP hebben gezien."]
    if f.eigen_stem and not f.dag("opp", "leerling_gezien_op"):
        mist.append("Vul in wanneer de leerling het OPP heeft gezien.")
    return mist


def _toestemming(f: Feiten) -> list[str]:
    """Each guardian with gezag for exchange and discussion, or a signed statement among the papers."""
    if Documentsoort.TOESTEMMING in f.stukken:
        return []
    return [
        f"Nog geen toestemming van {naam}."
        for pk, naam in f.ouders.items()
        if not all((pk, doel) in f.toestemming for doel in VERPLICHTE_DOELEN)
    ] or ([] if f.ouders else ["Er staat nog geen ouder met gezag in het dossier."])


def _getekend(rol: Rol, wie: str) -> Toets:
    def toets(f: Feiten) -> list[str]:
        rijen = [rij for rij in f.gevraagd if rij.rol == rol]
        if not rijen:
            return [f"Vraag de handtekening van {wie}."]
        if any(rij.uitkomst == "getekend" and not rij.oude_versie for rij in rijen):
            return []
        if any(rij.uitkomst == "getekend" for rij in rijen):
            return [f"{rijen[0].naam} tekende een oude versie. Vraag de handtekening opnieuw."]
        if any(rij.uitkomst in ("geweigerd", "gezien") for rij in rijen):
            return [f"{rijen[0].naam} wil niet tekenen."]
        return [f"{rijen[0].naam} heeft nog niet getekend."]

    return toets


def _mening_gevraagd(f: Feiten) -> list[str]:
    """Asking is what counts: a parent need not answer (domain.md §9.2)."""
    gevraagd = {rij.ouder_id for rij in f.gevraagd} | f.gereageerd
    mist = [f"Vraag {naam} om een reactie." for pk, naam in f.ouders.items() if pk not in gevraagd]
    return mist or ([] if f.ouders else ["Er staat nog geen ouder met gezag in het dossier."])


def _knooppunt(f: Feiten) -> list[str]:
    return [] if "knooppunt" in f.klaar else ["Vul het verslag van het knooppunt in."]


VO_VSO: tuple[Eis, ...] = (
    Eis(
        sleutel="verzoek",
        label="Situatie, periode en categorie",
        waarom="De commissie moet weten wat u vraagt en op welke grond. Boven laag is een concrete reden nodig.",
        bron="ondersteuningsplan, criteria voor toelaatbaarheid",
        sectie="situatie_en_verzoek",
        toets=_sectie("situatie_en_verzoek", "Maak het onderdeel Situatie en verzoek af."),
        ontheffing=False,
    ),
    Eis(
        sleutel="behoeften",
        label="Wat de leerling nodig heeft",
        waarom="De ondersteuningsbehoefte bepaalt het besluit, niet een diagnose.",
        bron="ondersteuningsplan, bekostigingscategorieën",
        sectie="ondersteuningsbehoeften",
        toets=_sectie("ondersteuningsbehoeften", "Maak het onderdeel Wat de leerling nodig heeft af."),
        ontheffing=False,
    ),
    Eis(
        sleutel="onderzoek",
        label="Recent onderzoek naar capaciteiten",
        waarom="De behoeften moeten blijken uit recent onderzoek. Anders houdt een besluit vaak geen stand.",
        bron="ondersteuningsplan, dossier",
        sectie="ondersteuningsbehoeften",
        toets=_onderzoek_recent,
        stukken=(Documentsoort.ONDERZOEK,),
    ),
    Eis(
        sleutel="interventies",
        label="Wat er is gedaan, met effect",
        waarom="De commissie ziet zo welke steun is gegeven en waarom die niet genoeg was.",
        bron="ondersteuningsplan, dossier",
        sectie="interventies",
        toets=_sectie("interventies", "Beschrijf ten minste één interventie helemaal."),
        ontheffing=False,
    ),
    Eis(
        sleutel="waarom_niet",
        label="Waarom de school het niet kan",
        waarom="Een plaats in het vso kan alleen als de school zelf, ook met extra hulp, niet genoeg kan bieden.",
        bron="ondersteuningsplan, dossier",
        sectie="waarom_niet",
        toets=_sectie("waarom_niet", "Maak het onderdeel Waarom de school het niet kan af."),
        ontheffing=False,
    ),
    Eis(
        sleutel="knooppunt",
        label="Verslag van het knooppunt",
        waarom="In het knooppunt wegen alle betrokkenen samen af wat nodig is.",
        bron="ondersteuningsplan, voorwaarden dossier",
        sectie="knooppunt",
        toets=_knooppunt,
        stukken=(Documentsoort.KNOOPPUNT,),
    ),
    Eis(
        sleutel="dialoog",
        label="Gesprek met de vso-school",
        waarom="De school die de leerling ontvangt, moet mee kunnen denken over wat haalbaar is.",
        bron="ondersteuningsplan, voorwaarden dossier",
        sectie="dialoog",
        toets=_sectie("dialoog", "Beschrijf het gesprek met de vso-school."),
    ),
    Eis(
        sleutel="opp_recent",
        label="Recent OPP",
        waarom="Het OPP laat zien waar de leerling nu staat en waar het heen gaat.",
        bron="ondersteuningsplan, bijlage 4",
        sectie="opp",
        toets=_opp_recent,
        stukken=(Documentsoort.OPP,),
    ),
    Eis(
        sleutel="opp_inhoud",
        label="OPP bevat wat erin moet staan",
        waarom="Met de bladzijden vinden de deskundigen snel wat zij nodig hebben.",
        bron="ondersteuningsplan, ontwikkelingsperspectiefplan",
        sectie="opp",
        toets=_opp_inhoud,
        stukken=(Documentsoort.OPP,),
    ),
    Eis(
        sleutel="opp_gezien",
        label="Ouders en leerling kennen het OPP",
        waarom="Ouders, en de leerling vanaf 16 jaar, hebben recht om het OPP te zien.",
        bron="ondersteuningsplan, bijlage 4",
        sectie="opp",
        toets=_opp_gezien,
    ),
    Eis(
        sleutel="leerling_gehoord",
        label="De leerling is gehoord",
        waarom="Een leerling mag zelf zeggen wat hij of zij vindt. De school vraagt daarnaar.",
        bron="hoorrecht, sinds 1 augustus 2025",
        sectie="ouders_en_leerling",
        toets=_sectie("ouders_en_leerling", "Maak het onderdeel Ouders en leerling af."),
    ),
    Eis(
        sleutel="mening_ouders",
        label="De mening van de ouders is gevraagd",
        waarom="De mening van ouders telt mee in het besluit. Zij hoeven niet te reageren.",
        bron="Algemene wet bestuursrecht",
        sectie="handtekeningen",
        toets=_mening_gevraagd,
        ontheffing=False,
    ),
    Eis(
        sleutel="toestemming",
        label="Toestemming van ouders",
        waarom="Ouders geven per doel toestemming om gegevens te delen. Zonder toestemming kan de aanvraag toch door: "
        "vraag dan ontheffing en leg uit waarom.",
        bron="ondersteuningsplan, dossier",
        sectie="handtekeningen",
        toets=_toestemming,
        stukken=(Documentsoort.TOESTEMMING,),
    ),
    Eis(
        sleutel="gedragswetenschapper",
        label="Gedragswetenschapper heeft meegekeken",
        waarom="Een gedragswetenschapper kijkt mee en adviseert voordat u de aanvraag indient.",
        bron="ondersteuningsplan, bijlage 4",
        sectie="handtekeningen",
        toets=_getekend(Rol.GEDRAGSWETENSCHAPPER, "de gedragswetenschapper"),
    ),
    Eis(
        sleutel="schooldirecteur",
        label="Handtekening van de schooldirecteur",
        waarom="De aanvraag is van de school. De directeur tekent daarvoor.",
        bron="ondersteuningsplan, voorwaarden dossier",
        sectie="handtekeningen",
        toets=_getekend(Rol.SCHOOLDIRECTEUR, "de schooldirecteur"),
        ontheffing=False,
    ),
)

PER_ROUTE: Mapping[str, tuple[Eis, ...]] = {Route.VO_VSO: VO_VSO}


def eisen_van(route: str) -> tuple[Eis, ...]:
    """The checklist of a route; routes that are not built yet use the widest one."""
    return PER_ROUTE.get(route, VO_VSO)


def eis_van(route: str, sleutel: str) -> Eis | None:
    return next((eis for eis in eisen_van(route) if eis.sleutel == sleutel), None)


def stand(route: str, feiten: Feiten) -> list[Eisstand]:
    """How every requirement of a route stands, in the order of the checklist."""
    return [_stand(eis, feiten) for eis in eisen_van(route)]


def _stand(eis: Eis, feiten: Feiten) -> Eisstand:
    beoordeling, reden = feiten.beoordelingen.get(eis.sleutel, ("", ""))
    if beoordeling == Eisstatus.ONTHEFFING_VERLEEND:
        return Eisstand(eis, "ontheffing_verleend", (), reden, beoordeling)
    mist = tuple(eis.toets(feiten))
    if not mist:
        return Eisstand(eis, "voldaan", (), reden, beoordeling)
    if beoordeling == Eisstatus.ONTHEFFING_GEVRAAGD:
        return Eisstand(eis, "ontheffing_gevraagd", mist, reden, beoordeling)
    if beoordeling == Eisstatus.ONTHEFFING_GEWEIGERD:
        return Eisstand(eis, "ontheffing_geweigerd", mist, reden, beoordeling)
    return Eisstand(eis, "nog_niet", mist, reden, beoordeling)
