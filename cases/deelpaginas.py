"""The edit page of each part of a dossier as data: its form, its headings and what it shows at first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from cases import forms
from cases.adres import ADRESVELDEN, is_verborgen
from cases.fouten import NietGevonden
from cases.models import Dossier, Gezag, Inschrijving, Leerling, Ouder, Schoolbetrokkene
from organisations.actor import Actor
from organisations.models import School
from ui.forms import DekkendForm

Begin = dict[str, Any]


@dataclass(frozen=True)
class Deelpagina:
    """`rij` finds the child row a page is about; `nieuw` and `wijzig` say whether it can be added and changed."""

    form: type[DekkendForm]
    titel_nieuw: str
    titel: str
    begin: Callable[[Actor, Any], Begin]
    rij: Callable[[Dossier, int], Model | None] = lambda dossier, rij_id: None
    form_nieuw: type[DekkendForm] | None = None
    nieuw: bool = True
    wijzig: bool = True
    met_scholen: bool = False
    bericht: str = "De wijziging is opgeslagen."


def _velden(rij: Model, *namen: str) -> Begin:
    return {naam: getattr(rij, naam) for naam in namen}


def zonder_geheim(actor: Actor, persoon: Leerling | Ouder, begin: Begin) -> Begin:
    """Leave out an address this actor may not read: it must not even be in a form."""
    if is_verborgen(actor, persoon):
        return {naam: waarde for naam, waarde in begin.items() if naam not in ADRESVELDEN}
    return begin


def _begin_leerling(actor: Actor, leerling: Leerling) -> Begin:
    velden = (*forms.NAAMGROEP, *forms.ADRESGROEP, "telefoon", "email", "digitaal_sinds")
    return zonder_geheim(actor, leerling, _velden(leerling, *velden))


def _begin_ouder(actor: Actor, ouder: Ouder | None) -> Begin:
    if ouder is None:
        return {}
    velden = ("naam", "relatie", "organisatie", "email", "telefoon", "tolk", "digitaal_sinds")
    return zonder_geheim(actor, ouder, _velden(ouder, *velden, *forms.ADRESGROEP))


def _begin_inschrijving(actor: Actor, rij: Inschrijving | None) -> Begin:
    if rij is None:
        return {"school": actor.school_id}
    return _velden(rij, "soort", "leerjaar", "niveau", "van", "tot") | {"school": rij.school_id}


def _begin_betrokkene(actor: Actor, rij: Schoolbetrokkene | None) -> Begin:
    return {} if rij is None else _velden(rij, "naam", "functie", "telefoon", "email", "tot")


DEELPAGINAS: dict[str, Deelpagina] = {
    "leerling": Deelpagina(
        form=forms.LeerlingForm,
        titel_nieuw="Gegevens van de leerling",
        titel="Gegevens van de leerling",
        begin=_begin_leerling,
        wijzig=False,
        bericht="De gegevens van de leerling zijn opgeslagen.",
    ),
    "inschrijving": Deelpagina(
        form=forms.InschrijvingForm,
        titel_nieuw="Inschrijving toevoegen",
        titel="Inschrijving wijzigen",
        begin=_begin_inschrijving,
        rij=lambda d, pk: Inschrijving.objects.filter(pk=pk, leerling_id=d.leerling_id).first(),
        met_scholen=True,
        bericht="De inschrijving is opgeslagen.",
    ),
    "ouder": Deelpagina(
        form=forms.OuderForm,
        form_nieuw=forms.NieuweOuderForm,
        titel_nieuw="Ouder of vertegenwoordiger toevoegen",
        titel="Ouder of vertegenwoordiger wijzigen",
        begin=_begin_ouder,
        rij=lambda d, pk: Ouder.objects.filter(pk=pk, leerling_id=d.leerling_id).first(),
        bericht="De gegevens van de ouder of vertegenwoordiger zijn opgeslagen.",
    ),
    "gezag": Deelpagina(
        form=forms.GezagForm,
        titel_nieuw="",
        titel="Gezag toevoegen",
        begin=lambda actor, ouder: {"van": ouder.leerling.geboortedatum if not ouder.gezag.exists() else None},
        rij=lambda d, pk: Ouder.objects.filter(pk=pk, leerling_id=d.leerling_id).first(),
        nieuw=False,
        bericht="Het gezag is opgeslagen.",
    ),
    "gezag-einde": Deelpagina(
        form=forms.GezagEindeForm,
        titel_nieuw="",
        titel="Gezag beëindigen",
        begin=lambda actor, gezag: {},
        rij=lambda d, pk: Gezag.objects.filter(pk=pk, ouder__leerling_id=d.leerling_id, tot__isnull=True).first(),
        nieuw=False,
        bericht="Het einde van het gezag is opgeslagen. De periode blijft in het dossier staan.",
    ),
    "betrokkene": Deelpagina(
        form=forms.SchoolbetrokkeneForm,
        titel_nieuw="Betrokkene op school toevoegen",
        titel="Betrokkene op school wijzigen",
        begin=_begin_betrokkene,
        rij=lambda d, pk: Schoolbetrokkene.objects.filter(pk=pk, dossier_id=d.pk).first(),
        bericht="De betrokkene is opgeslagen.",
    ),
}


def haal_deelpagina(deel: str, rij_id: int | None) -> Deelpagina:
    """The page, or NietGevonden when there is no such page, or not with (or without) a row."""
    pagina = DEELPAGINAS.get(deel)
    if pagina is None or not (pagina.nieuw if rij_id is None else pagina.wijzig):
        raise NietGevonden
    return pagina


def onderwerp_van(pagina: Deelpagina, deel: str, dossier: Dossier, rij_id: int | None) -> Any:
    """What the page is about: the pupil, an existing row, or None for a new one."""
    if deel == "leerling":
        return dossier.leerling
    if rij_id is None:
        return None
    rij = pagina.rij(dossier, rij_id)
    if rij is None:
        raise NietGevonden
    return rij


def maak_form(
    pagina: Deelpagina, actor: Actor, onderwerp: Any, versie: int, data: Any = None, *, nieuw: bool
) -> DekkendForm:
    """The form, filled with what there is now; masked for who may not read it."""
    soort = pagina.form_nieuw if nieuw and pagina.form_nieuw else pagina.form
    extra: dict[str, Any] = {"scholen": scholen_te_kiezen(actor)} if pagina.met_scholen else {}
    return soort(data, initial={**pagina.begin(actor, onderwerp), "versie": versie}, **extra)


def scholen_te_kiezen(actor: Actor) -> QuerySet[School]:
    """Schools that are open; a pupil can come from another region too."""
    return School.objects.filter(Q(gesloten_op__isnull=True) | Q(gesloten_op__gt=actor.vandaag)).order_by("naam")
