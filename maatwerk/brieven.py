"""The letters of step 2: a casemanager is appointed, or none. To the school, and in plain words to the family."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from cases.compartimenten import Compartiment
from documents.briefgegevens import Brief, Geadresseerde, Ondertekening
from documents.briefgegevens_maatwerk import MaatwerkBriefGegevens, MaatwerkGezinGegevens
from documents.brieven import bevries
from documents.services import briefhoofd_van
from maatwerk.beleid import beleid_van
from maatwerk.models import Directiebesluit
from organisations.models import User
from ui.notatie import datum
from workflow import briefdelen
from workflow.ontvangers import gezin
from workflow.process import Ontvanger, Papier, Uitvoering
from workflow.sleutels import sleutel_van

BRIEF_SCHOOL, BRIEF_GEZIN = "maatwerk", "maatwerk_gezin"


@dataclass(frozen=True)
class Tekst:
    """The sentences of one letter; {leerling}, {casemanager}, {telefoon} and {dag} are filled in."""

    onderwerp: str
    school: tuple[str, ...]
    kader: str
    vervolg: tuple[str, ...]
    thuis: "Thuis"
    leerling: "Thuis"


@dataclass(frozen=True)
class Thuis:
    """The same in plain words: to a parent, or to the pupil."""

    onderwerp: str
    alineas: tuple[str, ...]
    kader: str
    vervolg: tuple[str, ...]


AANSTELLING = Tekst(
    onderwerp="Aanstelling van een casemanager",
    school=(
        "Voor {leerling} is met de gewone mogelijkheden geen passende plek gevonden. "
        "De commissie heeft mij geadviseerd. Ik heb besloten een casemanager aan te stellen.",
        "De casemanager werkt namens het samenwerkingsverband en leest het dossier tot het traject is afgesloten.",
    ),
    kader="Casemanager is {casemanager}, vanaf {dag}.",
    vervolg=(
        "De casemanager spreekt eerst de ouders.",
        "Daarna neemt de casemanager contact op met uw school.",
        "Samen met deskundigen zoekt de casemanager een plek, en maakt daarvoor een plan.",
    ),
    thuis=Thuis(
        onderwerp="{roepnaam} krijgt een casemanager",
        alineas=(
            "Wij zoeken een plek op school die past bij {roepnaam}.",
            "Dat is tot nu toe niet gelukt. Daarom helpt nu een casemanager.",
            "Een casemanager is iemand die alles regelt en met iedereen praat.",
        ),
        kader="De casemanager is {casemanager}.",
        vervolg=(
            "De casemanager belt u voor een gesprek.",
            "Daarna praat de casemanager met de school.",
            "Dan zoeken wij samen met u naar een plek.",
        ),
    ),
    leerling=Thuis(
        onderwerp="Je krijgt een casemanager",
        alineas=(
            "Wij zoeken een plek op school die past bij jou.",
            "Dat is tot nu toe niet gelukt. Daarom helpt nu een casemanager.",
            "Een casemanager is iemand die alles regelt en met iedereen praat.",
        ),
        kader="Jouw casemanager is {casemanager}.",
        vervolg=(
            "De casemanager belt je ouders en praat ook met jou.",
            "Daarna praat de casemanager met de school.",
            "Dan zoeken wij samen met jou naar een plek.",
        ),
    ),
)
GEEN = Tekst(
    onderwerp="Geen casemanager",
    school=(
        "Voor {leerling} is gevraagd om een casemanager. De commissie heeft mij geadviseerd.",
        "Ik heb besloten geen casemanager in te schakelen.",
    ),
    kader="Er komt geen maatwerktraject.",
    vervolg=("Neem contact op als de situatie van de leerling verandert.",),
    thuis=Thuis(
        onderwerp="Er komt geen casemanager voor {roepnaam}",
        alineas=("Er is gevraagd om een casemanager voor {roepnaam}.", "Wij hebben daar goed naar gekeken."),
        kader="Wij hebben besloten dat er geen casemanager komt.",
        vervolg=("De school van {roepnaam} belt u over hoe het nu verdergaat.",),
    ),
    leerling=Thuis(
        onderwerp="Er komt geen casemanager voor jou",
        alineas=("Er is gevraagd om een casemanager voor jou.", "Wij hebben daar goed naar gekeken."),
        kader="Wij hebben besloten dat er geen casemanager komt.",
        vervolg=("De school praat met jou en je ouders over hoe het nu verdergaat.",),
    ),
)


ONEENS_LEERLING = "Ben je het er niet mee eens? Bel ons. Wij vertellen je wat je kunt doen."
"""To the pupil; what policy says is written to a parent or school."""


def aanstellingsbrieven(u: Uitvoering) -> Iterable[Papier]:
    """Once the casemanager said yes; the one who decided signs."""
    casemanager: User = u.doel.casemanager
    yield from _brieven(u, AANSTELLING, _woorden(u, casemanager), casemanager=casemanager)


def brieven_geen(u: Uitvoering) -> Iterable[Papier]:
    yield from _brieven(u, GEEN, _woorden(u, None), casemanager=None)


def _woorden(u: Uitvoering, casemanager: User | None) -> dict[str, str]:
    leerling = u.zaak.dossier.leerling
    return {
        "leerling": leerling.naam,
        "roepnaam": leerling.roepnaam,
        "casemanager": casemanager.naam if casemanager else "",
        "dag": datum(u.vandaag),
    }


def _brieven(u: Uitvoering, tekst: Tekst, woorden: dict[str, str], *, casemanager: User | None) -> Iterable[Papier]:
    besluit = u.obj.besluiten.select_related("door").order_by("-pk").first()
    assert besluit is not None
    yield _papier(BRIEF_SCHOOL, _schoolbrief(u, tekst, woorden, besluit, casemanager), sleutel=_sleutel(u, "school"))
    for lid in gezin(u.zaak, u.vandaag):
        brief = _gezinsbrief(u, tekst, woorden, besluit, casemanager, lid)
        yield _papier(BRIEF_GEZIN, brief, sleutel=_sleutel(u, lid.wie), lid=lid)


def _sleutel(u: Uitvoering, wie: str) -> str:
    return sleutel_van("maatwerkbrief", u, wie)


def _schoolbrief(
    u: Uitvoering, tekst: Tekst, woorden: dict[str, str], besluit: Directiebesluit, casemanager: User | None
) -> MaatwerkBriefGegevens:
    zaak = u.zaak
    return MaatwerkBriefGegevens(
        hoofd=briefhoofd_van(zaak.swv),
        geadresseerde=briefdelen.geadresseerde_school(zaak.school),
        kenmerk=briefdelen.kenmerk(u.zaak, datum=u.vandaag, behandelaar=besluit.door),
        onderwerp=tekst.onderwerp,
        leerling=briefdelen.leerlinggegevens(u.zaak),
        alineas=[zin.format(**woorden) for zin in tekst.school],
        kader=tekst.kader.format(**woorden),
        reden=besluit.reden,
        vervolg=list(tekst.vervolg),
        oneens=beleid_van(u.obj).bent_u_het_oneens,
        contact=briefdelen.contact_met(casemanager, u.zaak.swv),
        ondertekening=Ondertekening(
            naam=besluit.door.naam,
            functie="directeur",
            namens=zaak.swv.naam,
            plaats=zaak.swv.plaats,
            op=u.vandaag,
        ),
    )


def _gezinsbrief(
    u: Uitvoering,
    tekst: Tekst,
    woorden: dict[str, str],
    besluit: Directiebesluit,
    casemanager: User | None,
    lid: Ontvanger,
) -> MaatwerkGezinGegevens:
    """Without the address, which only the list of letters to post shows. The reason stands in it when it is a no."""
    swv = u.zaak.swv
    naam = lid.ouder.naam if lid.ouder else u.zaak.dossier.leerling.naam
    thuis = tekst.thuis if lid.ouder else tekst.leerling
    oneens = beleid_van(u.obj).bent_u_het_oneens if lid.ouder else ONEENS_LEERLING
    return MaatwerkGezinGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=naam, adresregels=[], aanhef=f"Beste {naam}"),
        kenmerk=briefdelen.kenmerk(u.zaak, datum=u.vandaag, behandelaar=besluit.door),
        onderwerp=thuis.onderwerp.format(**woorden),
        leerling=briefdelen.leerlinggegevens(u.zaak),
        aan_leerling=lid.ouder is None,
        alineas=[zin.format(**woorden) for zin in thuis.alineas],
        kader=thuis.kader.format(**woorden),
        reden=besluit.reden if casemanager is None else "",
        vervolg=[zin.format(**woorden) for zin in thuis.vervolg],
        oneens=oneens if casemanager is None else "",
        contact=briefdelen.contact_met(casemanager, u.zaak.swv),
        steunpunt=briefdelen.steunpunt_van(swv),
    )


def _papier(soort: str, brief: Brief, *, sleutel: str, lid: Ontvanger | None = None) -> Papier:
    """For the family to that person and the offices alone; to who has no account only to the offices, who post it."""
    user_id = lid.user.pk if lid and lid.user else None
    aan = brief.geadresseerde.naam if lid and brief.geadresseerde else ""
    return Papier(
        brief=soort,
        titel=f"{brief.onderwerp}, {datum(brief.kenmerk.datum)}" + (f", aan {aan}" if aan else ""),
        naam=f"{slugify(brief.onderwerp)}-{brief.kenmerk.datum}.pdf",
        gegevens=bevries(soort, brief),
        compartiment=Compartiment.INTERN if lid and user_id is None else Compartiment.TRAJECT,
        sleutel=sleutel,
        gezinslid_id=user_id,
    )
