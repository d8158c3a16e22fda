"""The answers of a school in the sections of a request, for one kind of pupil."""

from datetime import date, timedelta
from typing import Any

from cases.models import Leerling
from organisations.models import School
from swv.demodata.teksten import Profiel
from tlv.perioden import richteinde

VSO = ("De Springplank", "Het Atelier")


def antwoorden_van(
    p: Profiel, leerling: Leerling, school: School, dag: date, *, vso: int = 0
) -> dict[str, dict[str, Any]]:
    """Every section as the forms would store it: dates as ISO text, lists of rows."""
    naam = {"r": leerling.roepnaam, "s": school.naam}
    oud = leerling.heeft_eigen_stem(dag)
    return {
        "situatie_en_verzoek": _verzoek(p, leerling, dag, naam),
        "ondersteuningsbehoeften": {
            "kern": p.kern,
            p.gebied: p.gebied_tekst.format(**naam),
            "helpt": p.helpt.format(**naam),
            "belemmert": p.belemmert.format(**naam),
            "onderzoek_datum": _terug(dag, 140),
            "onderzoek_door": "Onderzoeksbureau Lindestreek, orthopedagoog",
            "onderzoek_uitkomst": "Het beeld past bij wat de school en de ouders zien.",
        },
        "interventies": {"interventies": _interventies(p, dag, naam)},
        "waarom_niet": {
            "waarom": p.waarom.format(**naam),
            "arrangement": p.arrangement.format(**naam),
            "later_lichter": "Als de basis er weer is, kijken wij elk jaar opnieuw.",
        },
        "knooppunt": _knooppunt(dag, naam),
        "consultatie": {"gevraagd": False},
        "dialoog": {
            "school": VSO[vso % 2],
            "datum": _terug(dag, 16),
            "met_wie": "Coördinator toelating",
            "uitkomst": "De school denkt het passende aanbod te hebben. Na een besluit volgt een kennismaking.",
        },
        "opp": _opp(dag, oud),
        "ouders_en_leerling": {
            "betrokken": "De ouders waren bij elk gesprek en bij het knooppunt. Zij lazen de aanvraag vooraf.",
            "gehoord": True,
            "mening_leerling": p.mening.format(**naam),
        },
        "bijlagen": {"toelichting": ""},
    }


def _verzoek(p: Profiel, leerling: Leerling, dag: date, naam: dict[str, str]) -> dict[str, Any]:
    einde = richteinde(p.uitstroom, geboren=leerling.geboortedatum, besloten=dag + timedelta(days=35))
    hoger = (
        "De hele dag is hulp bij verzorging en een aangepaste ruimte nodig. Dat gaat verder dan in laag is voorzien."
    )
    return {
        "situatie": p.situatie.format(**naam),
        "gronden": [p.grond],
        "gronden_toelichting": p.blijkt,
        "uitstroomprofiel": p.uitstroom,
        "einde": einde.isoformat(),
        "categorie": p.categorie,
        "categorie_reden": "" if p.categorie == "laag" else hoger,
    }


def _interventies(p: Profiel, dag: date, naam: dict[str, str]) -> list[dict[str, Any]]:
    aantal = len(p.interventies)
    return [
        {
            "wat": wat,
            "niveau": niveau,
            "van": _terug(dag, 120 * (aantal - nr) + 30),
            "tot": _terug(dag, 120 * (aantal - nr - 1) + 40) if nr < aantal - 1 else None,
            "door": door,
            "effect": effect.format(**naam),
            "waarom_onvoldoende": "Het effect hield niet aan, of alleen zolang er iemand naast zat.",
        }
        for nr, (wat, niveau, door, effect) in enumerate(p.interventies)
    ]


def _knooppunt(dag: date, naam: dict[str, str]) -> dict[str, Any]:
    return {
        "datum": _terug(dag, 24),
        "deelnemers": [
            {"naam": "De ouders", "functie": "ouder"},
            {"naam": "Mentor", "functie": "mentor"},
            {"naam": "Corrie Blom", "functie": "schoolmaatschappelijk werker"},
            {"naam": "Ab de Raad", "functie": "leerplichtambtenaar"},
        ],
        "overwegingen": "Besproken is wat er al is gedaan en wat {r} zelf wil. De ouders vertelden hoe het thuis "
        "gaat. Lichtere hulp is nog eens langsgelopen.".format(**naam),
        "conclusie": "Het knooppunt vindt een plaats in het vso nu het best passend.",
    }


def _opp(dag: date, oud: bool) -> dict[str, Any]:
    bladzijden = {
        "blz_uitstroom": "1",
        "blz_factoren": "1",
        "blz_handelingsdeel": "2",
        "blz_ontwikkeling": "2",
        "blz_functioneren": "3",
        "blz_behoefte": "3",
    }
    gezien = {"leerling_gezien_op": _terug(dag, 27)} if oud else {}
    return {
        **bladzijden,
        **gezien,
        "datum": _terug(dag, 60),
        "instemming": True,
        "ouders_gezien_op": _terug(dag, 30),
    }


def _terug(dag: date, dagen: int) -> str:
    return (dag - timedelta(days=dagen)).isoformat()
