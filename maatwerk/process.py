"""The declaration of the maatwerk track: its actions, editable parts, terms, messages and pages (source 000)."""

from cases.compartimenten import Compartiment
from maatwerk import (
    acties_ouders,
    acties_plan,
    acties_uitvoering,
    advies,
    afronden,
    begin,
    berichten,
    brieven,
    casemanagers,
    delen,
    eigen_taken,
    evalueren,
    gesprekken,
    gezinsdeel,
    kosten,
    netwerk,
    opties,
    plan,
    plantekenen,
    rechten,
    schoolbelang,
    taken,
    termijnen,
    uitvoering,
)
from maatwerk.besluiten import eis_reden, leg_reden_vast
from maatwerk.models import Aanstelling, Traject
from maatwerk.toestanden import TOESTANDEN
from organisations.rollen import Rol
from vergaderingen.delen import DELEN as AGENDADELEN
from workflow.gemeenschappelijk import GEMEENSCHAPPELIJKE_DELEN
from workflow.process import Action, Process, Uitvoering


def _ontheffen(u: Uitvoering) -> None:
    acties_plan.laat_voorgelegde_vallen(u)
    casemanagers.beeindig_aanstelling(u)
    leg_reden_vast(u, "De casemanager stopt")


def _zoek_verder(u: Uitvoering) -> None:
    acties_plan.verder_zoeken(u)
    opties.laat_afvallen(u)


def _beeindig(u: Uitvoering) -> None:
    acties_plan.laat_plan_vallen(u)
    plan.geef_geld_vrij(u)
    advies.van_de_agenda(u)
    afronden.sluit(u)
    leg_reden_vast(u, "Traject beëindigd", voor=Compartiment.TRAJECT)


def _begin_te_zoeken(u: Uitvoering) -> None:
    leg_reden_vast(u, "Begonnen met zoeken")


ACTIES = (
    Action(
        naam="inbrengen",
        label="Inbrengen bij de commissie",
        gebeurd="Ingebracht bij de commissie",
        gezin="Een groep deskundigen kijkt naar het dossier",
        icoon="send",
        mag=rechten.is_inbrenger,
        voorbereiden=begin.bereid_inbrengen_voor,
        daarna=begin.breng_in,
        starts=("commissieadvies",),
        berichten=("ingebracht_commissie", "ingebracht_gezin"),
    ),
    Action(
        naam="intake_teruggeven",
        label="Teruggeven met een vraag",
        gebeurd="Teruggegeven met een vraag",
        gezin="De deskundigen willen eerst meer weten",
        icoon="alert-triangle",
        mag=rechten.adviseert,
        voorbereiden=advies.bereid_teruggeven_voor,
        daarna=advies.geef_intake_terug,
        stops=("commissieadvies",),
        berichten=("intake_terug",),
    ),
    Action(
        naam="adviseren",
        label="Advies aan de directeur geven",
        gebeurd="Advies gegeven aan de directeur",
        gezin="De deskundigen gaven advies",
        icoon="message",
        mag=rechten.adviseert,
        voorbereiden=advies.bereid_advies_voor,
        daarna=advies.leg_advies_vast,
        stops=("commissieadvies",),
        starts=("directeursbesluit",),
        berichten=("advies_directeur",),
    ),
    Action(
        naam="advies_terugvragen",
        label="Opnieuw advies vragen",
        gebeurd="Opnieuw advies gevraagd",
        gezin="De directeur vraagt de deskundigen nog eens te kijken",
        icoon="alert-triangle",
        mag=rechten.is_directeur,
        voorbereiden=advies.bereid_terugvragen_voor,
        daarna=advies.stel_vraag,
        stops=("directeursbesluit",),
        starts=("commissieadvies",),
        berichten=("advies_opnieuw",),
    ),
    Action(
        naam="niet_inschakelen",
        label="Geen casemanager inschakelen",
        gebeurd="Besloten: geen casemanager",
        gezin="De directeur besloot: geen casemanager",
        icoon="x",
        mag=rechten.is_directeur,
        voorbereiden=casemanagers.bereid_nee_voor,
        daarna=casemanagers.besluit_nee,
        stops=("directeursbesluit",),
        papieren=(brieven.brieven_geen,),
        berichten=("geen_casemanager", "geen_casemanager_gezin"),
        reauthenticate=True,
    ),
    Action(
        naam="inschakelen",
        label="Casemanager inschakelen",
        gebeurd="Besloten: een casemanager, en gevraagd wie",
        gezin="De directeur besloot: er komt een casemanager",
        icoon="check",
        mag=rechten.is_directeur,
        voorbereiden=casemanagers.bereid_inschakelen_voor,
        daarna=casemanagers.vraag_casemanager,
        stops=("directeursbesluit",),
        starts=("aanvaarden",),
        berichten=("casemanager_gevraagd",),
        reauthenticate=True,
    ),
    Action(
        naam="casemanager_aanvaardt",
        label="Ja zeggen als casemanager",
        gebeurd="Casemanager aangesteld",
        gezin="Er is een casemanager",
        icoon="check",
        doel=Aanstelling,
        mag=rechten.is_gevraagde,
        zonder_inzage=rechten.is_gevraagd_voor,
        voorbereiden=casemanagers.bereid_aanvaarden_voor,
        daarna=casemanagers.stel_aan,
        stops=("aanvaarden",),
        starts=(termijnen.OUDERS_SPREKEN,),
        papieren=(brieven.aanstellingsbrieven,),
        berichten=("aangesteld_casemanager", "aangesteld", "aangesteld_gezin", "aangesteld_directeur"),
    ),
    Action(
        naam="casemanager_weigert",
        label="Nee zeggen als casemanager",
        gebeurd="De gevraagde casemanager zegt nee",
        gezin="Wij vragen een andere casemanager",
        icoon="x",
        doel=Aanstelling,
        mag=rechten.is_gevraagde,
        zonder_inzage=rechten.is_gevraagd_voor,
        voorbereiden=eis_reden,
        daarna=casemanagers.leg_nee_vast,
        stops=("aanvaarden",),
        starts=("directeursbesluit",),
        berichten=("casemanager_zegt_nee",),
    ),
    Action(
        naam="vraag_intrekken",
        label="Vraag aan de casemanager intrekken",
        gebeurd="Vraag aan de casemanager ingetrokken",
        gezin="Wij vragen een andere casemanager",
        icoon="x",
        doel=Aanstelling,
        mag=rechten.vroeg_casemanager,
        voorbereiden=eis_reden,
        daarna=casemanagers.trek_vraag_in,
        stops=("aanvaarden",),
        starts=("directeursbesluit",),
        berichten=("vraag_ingetrokken",),
    ),
    Action(
        naam="casemanager_ontheffen",
        label="Andere casemanager nodig",
        gebeurd="De casemanager stopt",
        gezin="Er komt een andere casemanager",
        icoon="alert-triangle",
        mag=rechten.is_directeur,
        voorbereiden=casemanagers.bereid_ontheffen_voor,
        daarna=_ontheffen,
        stops=(termijnen.OUDERS_SPREKEN,),
        starts=("directeursbesluit",),
        berichten=("ontheven", "ontheven_gezin"),
    ),
    Action(
        naam="verkenning_starten",
        label="Het zoeken beginnen",
        gebeurd="Zoeken naar een plek begonnen",
        gezin="Wij zoeken nu naar een plek die past",
        icoon="search",
        mag=rechten.is_casemanager,
        voorbereiden=gesprekken.bereid_verkenning_voor,
        daarna=_begin_te_zoeken,
    ),
    Action(
        naam="plek_gevonden",
        label="Er is een plek gevonden",
        gebeurd="Plek gevonden, afgestemd met de ouders",
        gezin="Er is een plek gevonden",
        icoon="map-pin",
        mag=rechten.is_casemanager,
        voorbereiden=opties.bereid_plek_voor,
        berichten=("plek_gevonden_directeur",),
    ),
    Action(
        naam="verder_zoeken",
        label="Verder zoeken",
        gebeurd="De plek valt af: verder gezocht",
        gezin="De plek past toch niet. Wij zoeken verder",
        icoon="search",
        mag=rechten.is_casemanager,
        voorbereiden=opties.bereid_verder_zoeken_voor,
        daarna=_zoek_verder,
    ),
    Action(
        naam="beeindigen",
        label="Traject beëindigen",
        gebeurd="Traject beëindigd",
        gezin="Het traject is gestopt",
        icoon="x",
        mag=rechten.mag_beeindigen,
        voorbereiden=afronden.bereid_beeindigen_voor,
        daarna=_beeindig,
        stops=termijnen.TERMIJNEN,
        berichten=("beeindigd", "beeindigd_gezin"),
    ),
    *acties_uitvoering.ACTIES,
    *acties_plan.ACTIES,
    *acties_ouders.ACTIES,
)

BUDGET = ("Maatwerkbudget", "maatwerk:budget")
MENU: dict[str, tuple[tuple[str, str], ...]] = {Rol.DIRECTEUR_SWV: (("Casemanagers", "maatwerk:casemanagers"),)}
ZELDEN: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.DIRECTEUR_SWV: (BUDGET, ("Lessen", "maatwerk:lessen")),
    Rol.SECRETARIAAT: (BUDGET,),
}
PAGINAS = {
    "traject": "Het maatwerktraject",
    "intake": "De intake",
    "gevraagd": "De vraag om casemanager te zijn",
    "logboek_contact": "Het contactlogboek",
    "netwerk": "Het netwerk",
    "opties": "De opties",
    "uitvoering": "De uitvoering van het plan",
    "eigen_taak": "Een taak uit het plan",
    "evaluatie": "De evaluatie",
    "afsluiten": "Het afsluiten",
    "gedeeld_stuk": "Een gedeeld document, met een code",
    "maatwerk_thuis": "De pagina van het gezin",
    "plan": "Het plan van aanpak",
    "plan_controle": "De controle van het plan",
    "plan_versie": "Een versie van het plan",
    "plan_verschil": "Wat er anders is in een versie van het plan",
    "plan_besluit": "Het besluit over het plan",
    "kosten": "De kosten van het plan",
}

PROCESS = Process(
    kind="maatwerk",
    label="Maatwerktraject",
    model=Traject,
    begin=begin.BEGIN,
    toestanden=TOESTANDEN,
    actions=ACTIES,
    delen=(
        *GEMEENSCHAPPELIJKE_DELEN,
        *begin.DELEN,
        *gesprekken.DELEN,
        *netwerk.DELEN,
        *delen.DELEN,
        *opties.DELEN,
        *schoolbelang.DELEN,
        *uitvoering.DELEN,
        *eigen_taken.DELEN,
        *evalueren.DELEN,
        *plan.DELEN,
        *kosten.DELEN,
        *AGENDADELEN,
    ),
    termijnen=termijnen.REGELS,
    berichten={
        **berichten.REGELS,
        **acties_uitvoering.BERICHTEN,
        **acties_plan.BERICHTEN,
        **acties_ouders.BERICHTEN,
    },
    tekenregels={plantekenen.STUK: plantekenen.REGEL},
    agendapunten=advies.AGENDAPUNTEN,
    taken=taken.taken_van,
    openstaand=taken.openstaand,
    tabs=taken.tabs,
    menu=MENU,
    zelden=ZELDEN,
    paginas=PAGINAS,
    detail_url="maatwerk:zaak",
    gezin_url="maatwerk:gezin",
    gezinsdeel=gezinsdeel.Trajectdeel,
    gezin_naam=("De zoektocht naar een plek", "De zoektocht naar jouw plek"),
)
