"""Who could advise on a case: the facts the rules of independence judge, collected for many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from audit.models import Gebeurtenis, Lezing, Soort
from cases.models import Betrokkene, Notitie, Schoolbetrokkene, Vraagbericht
from documents.brieven import teksten
from documents.models import Document, Handtekening
from organisations.mandaten import afwezigheden_bij, geldige_mandaten
from organisations.models import (
    Deskundigheid,
    Lidmaatschap,
    Mandaatproduct,
    User,
    VasteGedragswetenschapper,
)
from organisations.rollen import Rol
from tlv.models import Aanvraag, Advies
from tlv.onafhankelijkheid import Feiten, Periode
from workflow.onderdelen import antwoorden_van

BESLISSERS = (Rol.VOORZITTER, Rol.PLV_VOORZITTER)


@dataclass(frozen=True)
class Kandidaat:
    """An expert as the secretariat sees one: professions, what is on the desk, and the facts for the rules."""

    user: User
    beroepen: tuple[str, ...]
    open_adviezen: int
    feiten: Feiten


def kandidaten(aanvraag: Aanvraag, *, vandaag: date) -> list[Kandidaat]:
    """Every expert of the samenwerkingsverband, the least loaded first."""
    leden = Lidmaatschap.objects.werkzaam_op(vandaag).filter(swv_id=aanvraag.zaak.swv_id, rol=Rol.DESKUNDIGE)
    users = {user.pk: user for user in User.objects.filter(pk__in=leden.values("user_id"))}
    feiten = feiten_over(aanvraag, users.values(), vandaag=vandaag)
    open_ = dict(
        Advies.objects.filter(stand=Advies.Stand.GEVRAAGD, deskundige_id__in=users)
        .values_list("deskundige_id")
        .annotate(aantal=Count("pk"))
    )
    rijen = [
        Kandidaat(user, tuple(sorted(feiten[pk].beroepen)), open_.get(pk, 0), feiten[pk]) for pk, user in users.items()
    ]
    return sorted(rijen, key=lambda rij: (rij.open_adviezen, rij.user.naam))


def feiten_over(aanvraag: Aanvraag, users: Iterable[User], *, vandaag: date) -> dict[int, Feiten]:
    """Facts by person; a fixed number of queries, however many people."""
    mensen = {user.pk: user for user in users}
    per_veld = (
        _rollen(aanvraag, mensen, vandaag),
        _adviezen(aanvraag, mensen),
        _aandeel(aanvraag, mensen),
        _gezien(aanvraag, mensen),
        _overig(aanvraag, mensen, vandaag),
    )
    uitkomst = {}
    for pk, user in mensen.items():
        velden: dict[str, Any] = {}
        for deel in per_veld:
            velden |= deel.get(pk, {})
        uitkomst[pk] = Feiten(naam=user.naam, **velden)
    return uitkomst


Velden = dict[int, dict[str, Any]]


def _rollen(aanvraag: Aanvraag, mensen: dict[int, User], vandaag: date) -> Velden:
    """Hats: at the applying school or its board, at the office, in the chair."""
    zaak = aanvraag.zaak
    mandaat = {m.user_id for m in geldige_mandaten(zaak.swv_id, Mandaatproduct.TLV, op=vandaag)}
    velden: Velden = {
        pk: {
            "heeft_deskundigenrol": False,
            "beslist": pk in mandaat,
            "organiseert": pk == zaak.behandelaar_id,
        }
        for pk in mensen
    }
    plekken: dict[tuple[int, str], list[Periode]] = defaultdict(list)
    for lid in Lidmaatschap.objects.filter(user_id__in=mensen).select_related("school"):
        eigen, periode = velden[lid.user_id], Periode(van=lid.van, tot=lid.tot)
        nu = periode.overlapt(vandaag, vandaag) and lid.swv_id == zaak.swv_id
        eigen["heeft_deskundigenrol"] |= nu and lid.rol == Rol.DESKUNDIGE
        eigen["organiseert"] |= nu and lid.rol == Rol.SECRETARIAAT
        eigen["beslist"] |= nu and lid.rol in BESLISSERS
        if lid.school_id == zaak.school_id:
            plekken[lid.user_id, "bij_school"].append(periode)
        elif lid.school and lid.school.bestuur_id == zaak.school.bestuur_id:
            plekken[lid.user_id, "bij_bestuur"].append(periode)
    for (pk, veld), perioden in plekken.items():
        velden[pk][veld] = tuple(perioden)
    return velden


def _adviezen(aanvraag: Aanvraag, mensen: dict[int, User]) -> Velden:
    velden: Velden = {}
    for advies in aanvraag.adviezen.filter(deskundige_id__in=mensen):
        eigen = velden.setdefault(advies.deskundige_id, {})
        if advies.stand in (Advies.Stand.GEVRAAGD, Advies.Stand.INGEDIEND):
            eigen["adviseert_al"] = True
        elif advies.stand == Advies.Stand.TERUGGEGEVEN:
            eigen["gaf_terug"] = True
    return velden


def _aandeel(aanvraag: Aanvraag, mensen: dict[int, User]) -> Velden:
    """What each did in this case in another hat than that of expert, as sentence ends."""
    zaak, wie = aanvraag.zaak, {"user_id__in": mensen}
    auteur = {"auteur_id__in": mensen}
    rollen = Betrokkene.objects.filter(zaak=zaak, **wie).exclude(rol=Rol.DESKUNDIGE)
    getekend = Handtekening.objects.filter(stuk__zaak=zaak, **wie)
    geschreven = Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN, gebruiker_id__in=mensen).exclude(
        rol=Rol.DESKUNDIGE
    )
    school = Schoolbetrokkene.objects.filter(dossier_id=zaak.dossier_id, **wie)
    documenten = Document.objects.filter(zaak=zaak, brief="", **auteur)
    notities = Notitie.objects.filter(zaak=zaak, **auteur).exclude(rol=Rol.DESKUNDIGE)
    vragen = Vraagbericht.objects.filter(zaak=zaak, **auteur).exclude(rol=Rol.DESKUNDIGE)
    bronnen = (
        ("is bij deze zaak betrokken", rollen.values_list("user_id", flat=True)),
        ("is vanuit de school bij deze leerling betrokken", school.values_list("user_id", flat=True)),
        ("is gevraagd om de aanvraag te ondertekenen", getekend.values_list("user_id", flat=True)),
        ("voegde een document toe aan dit dossier", documenten.values_list("auteur_id", flat=True)),
        ("schreef een notitie in dit dossier", notities.values_list("auteur_id", flat=True)),
        ("schreef een bericht in deze zaak", vragen.values_list("auteur_id", flat=True)),
        ("werkte eerder aan deze zaak", geschreven.values_list("gebruiker_id", flat=True)),
    )
    gedaan: dict[int, list[str]] = defaultdict(list)
    for wat, ids in bronnen:
        for pk in {pk for pk in ids if pk is not None}:
            gedaan[pk].append(wat)
    return {pk: {"aandeel": tuple(wat)} for pk, wat in gedaan.items()}


def _gezien(aanvraag: Aanvraag, mensen: dict[int, User]) -> Velden:
    """Who read the case in another hat, and whose name stands in the text of the request."""
    gelezen = set(
        Lezing.objects.filter(zaak_id=aanvraag.zaak_id, gebruiker_id__in=mensen)
        .exclude(rol=Rol.DESKUNDIGE)
        .values_list("gebruiker_id", flat=True)
    )
    antwoorden = antwoorden_van(aanvraag.zaak)
    alles = " ".join(teksten(antwoorden)).casefold()
    vooraf = " ".join(teksten({k: v for k, v in antwoorden.items() if "consult" in k})).casefold()
    return {
        pk: {
            "las_dossier": pk in gelezen,
            "genoemd": user.naam.casefold() in alles,
            "geraadpleegd": user.naam.casefold() in vooraf,
        }
        for pk, user in mensen.items()
    }


def _overig(aanvraag: Aanvraag, mensen: dict[int, User], vandaag: date) -> Velden:
    """Professions, absences, fixed contacts and family."""
    velden: dict[int, dict[str, Any]] = {pk: {} for pk in mensen}
    perioden: dict[tuple[int, str], list[Periode]] = defaultdict(list)
    geldig = Deskundigheid.objects.bij(aanvraag.zaak.swv_id).filter(Q(tot=None) | Q(tot__gte=vandaag), van__lte=vandaag)
    for user_id, beroep in geldig.filter(user_id__in=mensen).values_list("user_id", "beroep"):
        velden[user_id]["beroepen"] = velden[user_id].get("beroepen", frozenset()) | {beroep}
    for weg in afwezigheden_bij(aanvraag.zaak.swv_id).filter(user_id__in=mensen, tot__gte=vandaag).order_by("van"):
        perioden[weg.user_id, "afwezig"].append(Periode(van=weg.van, tot=weg.tot))
    vast = VasteGedragswetenschapper.objects.filter(user_id__in=mensen, school_id=aanvraag.zaak.school_id)
    for contact in vast:
        perioden[contact.user_id, "vaste_gedragswetenschapper"].append(Periode(van=contact.van, tot=contact.tot))
    for (pk, veld), lijst in perioden.items():
        velden[pk][veld] = tuple(lijst)
    leerling = aanvraag.zaak.dossier.leerling
    familie = {leerling.user_id, *leerling.ouders.values_list("user_id", flat=True)}
    for wie in velden:
        velden[wie]["familie"] = wie in familie
    return dict(velden)
