"""Assigning experts and filing advices: what `perform` and `edit` call."""

from datetime import date, timedelta
from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Betrokkene
from deadlines import services as termijnservices
from deadlines.berekening import Berekening
from deadlines.models import kalender_uit_tabel
from deadlines.regels import deskundigentermijn
from documents.models import Documentsoort
from organisations.models import User
from organisations.rollen import Rol
from tlv import adviesinhoud
from tlv.beleid import beleid_van
from tlv.kandidaten import feiten_over
from tlv.models import Aanvraag, Advies, Status
from tlv.onafhankelijkheid import Bezwaar, bezwaren, opsomming
from workflow.fouten import Conflict, Geweigerd
from workflow.papieren import leg_papier_klaar
from workflow.process import Bewerking, Deel, Papier, Uitvoering

VERKLARING = (
    "Ik verklaar dat ik onafhankelijk adviseer. Ik werk niet bij de school die aanvraagt. "
    "Ik was niet betrokken bij de aanvraag, bij het plan voor deze leerling of bij de begeleiding. "
    "Ik organiseer deze zaak niet en besluit er niet over. "
    "Dit advies heb ik zelf geschreven, zonder het advies van de andere deskundige te kennen."
)
"""The declaration as the expert accepts it; it goes into the advice as filed (domain.md §3)."""

MEETELLEND = (Advies.Stand.GEVRAAGD, Advies.Stand.INGEDIEND)


def open_plekken(aanvraag: Aanvraag) -> list[int]:
    """The places that still have to be, or may be, filled; up to the most that policy allows."""
    beleid = beleid_van(aanvraag)
    bezet = set(aanvraag.adviezen.filter(stand__in=MEETELLEND).values_list("volgorde", flat=True))
    return [plek for plek in range(1, beleid.deskundigen_maximaal + 1) if plek not in bezet]


def uiterste_datum(aanvraag: Aanvraag, *, vandaag: date) -> date:
    dagen = beleid_van(aanvraag).deskundigen_dagen
    einde = deskundigentermijn(vandaag, dagen=dagen, kalender=kalender_uit_tabel()).einde
    return einde or vandaag


def adviestermijn(advies: Advies) -> Berekening | None:
    """How the last day of this advice came about; None when it was reckoned in another way."""
    dagen = beleid_van(advies.aanvraag).deskundigen_dagen
    berekening = deskundigentermijn(advies.gevraagd_op, dagen=dagen, kalender=kalender_uit_tabel())
    return berekening if berekening.einde == advies.uiterlijk else None


def bereid_toewijzing_voor(u: Uitvoering) -> dict[str, Any]:
    """Refuse dependent experts with the reason; a warning asks for an explanation (domain.md §3).

    `u.data["toewijzingen"]` lists {volgorde, deskundige_id, beroep, toelichting}.
    """
    toewijzingen = u.data.get("toewijzingen") or []
    if not toewijzingen:
        raise Geweigerd("Kies ten minste een deskundige.")
    _controleer_plekken(u.obj, toewijzingen)
    ids = [toewijzing["deskundige_id"] for toewijzing in toewijzingen]
    if len(set(ids)) < len(ids):
        raise Geweigerd("Kies voor elke plek een andere persoon. Elke deskundige geeft één advies.")
    mensen = {user.pk: user for user in User.objects.filter(pk__in=ids)}
    feiten = feiten_over(u.obj, mensen.values(), vandaag=u.vandaag)
    for toewijzing in toewijzingen:
        if toewijzing["deskundige_id"] not in feiten:
            raise Geweigerd("Kies een deskundige uit de lijst.", veld=_veld("deskundige", toewijzing))
        _controleer_persoon(u, toewijzing, feiten[toewijzing["deskundige_id"]])
    return {}


def _controleer_plekken(aanvraag: Aanvraag, toewijzingen: list[dict[str, Any]]) -> None:
    """Each place once, and as many experts as policy asks for at the least once all are assigned."""
    beleid, vrij = beleid_van(aanvraag), open_plekken(aanvraag)
    plekken = [toewijzing["volgorde"] for toewijzing in toewijzingen]
    if len(set(plekken)) < len(plekken) or any(plek not in vrij for plek in plekken):
        raise Geweigerd(
            f"Er zijn hoogstens {beleid.deskundigen_maximaal} deskundigen per aanvraag, ieder op een eigen plek."
        )
    open_verplicht = [plek for plek in vrij if plek <= beleid.deskundigen_minimaal and plek not in plekken]
    if open_verplicht:
        raise Geweigerd(
            f"Er zijn ten minste {beleid.deskundigen_minimaal} deskundigen nodig. "
            f"Kies ook {opsomming([f'deskundige {plek}' for plek in open_verplicht])}.",
            veld=f"deskundige_{open_verplicht[0]}",
        )


def _controleer_persoon(u: Uitvoering, toewijzing: dict[str, Any], feiten: Any) -> None:
    gevonden: list[Bezwaar] = bezwaren(
        feiten,
        beroep=toewijzing["beroep"],
        volgorde=toewijzing["volgorde"],
        beleid=beleid_van(u.obj),
        vandaag=u.vandaag,
        uiterlijk=uiterste_datum(u.obj, vandaag=u.vandaag),
    )
    hard = [bezwaar.reden for bezwaar in gevonden if bezwaar.ernst == "weigeren"]
    if hard:
        raise Geweigerd(f"{' '.join(hard)} Kies voor deze plek iemand anders.", veld=_veld("deskundige", toewijzing))
    zacht = [bezwaar.reden for bezwaar in gevonden]
    toelichting = (toewijzing.get("toelichting") or "").strip()
    if zacht and not toelichting:
        raise Geweigerd(
            f"{' '.join(zacht)} Leg uit waarom deze persoon toch onafhankelijk kan adviseren, of kies iemand anders.",
            veld=_veld("toelichting", toewijzing),
        )
    toewijzing["waarschuwing"] = f"{' '.join(zacht)} Toelichting: {toelichting}"[:1000] if zacht else ""


def _veld(naam: str, toewijzing: dict[str, Any]) -> str:
    return f"{naam}_{toewijzing['volgorde']}"


def wijs_toe(u: Uitvoering) -> None:
    """Ask for the advices, and let each expert into the case from today."""
    uiterlijk = uiterste_datum(u.obj, vandaag=u.vandaag)
    for toewijzing in u.data["toewijzingen"]:
        advies = Advies.objects.create(
            aanvraag=u.obj,
            deskundige_id=toewijzing["deskundige_id"],
            beroep=toewijzing["beroep"],
            volgorde=toewijzing["volgorde"],
            gevraagd_op=u.vandaag,
            uiterlijk=uiterlijk,
            waarschuwing=toewijzing.get("waarschuwing", ""),
        )
        laat_toe(advies, vandaag=u.vandaag)
        u.resultaat.setdefault("deskundigen", []).append(advies.deskundige_id)


def laat_toe(advies: Advies, *, vandaag: date) -> None:
    grond = f"Advies als {advies.get_beroep_display()}"
    Betrokkene.objects.get_or_create(
        zaak=advies.aanvraag.zaak,
        user_id=advies.deskundige_id,
        rol=Rol.DESKUNDIGE,
        tot=None,
        defaults={"van": vandaag, "grond": grond},
    )


def sluit_uit(advies: Advies, *, vandaag: date) -> None:
    """End the expert's part at once: yesterday was the last day, so that the dossier is gone from today."""
    Betrokkene.objects.filter(
        zaak=advies.aanvraag.zaak, user_id=advies.deskundige_id, rol=Rol.DESKUNDIGE, tot__isnull=True
    ).update(tot=vandaag - timedelta(days=1))


def laat_adviezen_vervallen(u: Uitvoering) -> None:
    """Open advices lapse when completeness is undone; what was filed stays on record."""
    for advies in u.obj.adviezen.select_for_update().filter(stand=Advies.Stand.GEVRAAGD):
        advies.stand = Advies.Stand.VERVALLEN
        advies.save(update_fields=["stand"])
        sluit_uit(advies, vandaag=u.vandaag)
        u.resultaat.setdefault("vervallen_deskundigen", []).append(advies.deskundige_id)


# -- the advice itself ---------------------------------------------------------------------------


def bereid_advies_voor(u: Uitvoering) -> dict[str, Any]:
    """A whole advice, with the declaration, on the draft as the expert saw it; is it the last one?"""
    if u.doel.stand != Advies.Stand.GEVRAAGD:
        raise Conflict("Dit advies is al ingediend of wordt niet meer gevraagd.")
    gezien = u.data.get("adviesversie")
    if gezien is not None and gezien != u.doel.versie:
        raise Conflict("U heeft dit advies ondertussen op een andere plek gewijzigd. Bekijk het nog eens.")
    adviesinhoud.eis_volledig(u.doel)
    if not u.data.get("onafhankelijk"):
        raise Geweigerd("Verklaar eerst dat u onafhankelijk adviseert.", veld="onafhankelijk")
    return {"alles_binnen": _alles_binnen(u, eigen=1)}


def _alles_binnen(u: Uitvoering, *, eigen: int) -> bool:
    """Whether, once this advice counts for `eigen`, none is open and enough are filed."""
    andere = u.obj.adviezen.exclude(pk=u.doel.pk)
    klaar = andere.filter(stand=Advies.Stand.INGEDIEND).count() + eigen
    open_ = andere.filter(stand=Advies.Stand.GEVRAAGD).exists()
    return not open_ and klaar >= beleid_van(u.obj).deskundigen_minimaal


def dien_advies_in(u: Uitvoering) -> None:
    """Freeze the advice: the moment of the declaration and the hash every decision will rest on."""
    advies = u.doel
    advies.stand = Advies.Stand.INGEDIEND
    advies.ingediend_op = advies.onafhankelijk_verklaard_op = u.nu
    advies.versie += 1
    advies.sha256 = adviesinhoud.hash_van(advies, verklaring=VERKLARING)
    advies.document = leg_papier_klaar(u.zaak, adviesdocument(u), nu=u.nu, by=u.by)
    advies.save()
    if u.obj.status == Status.TER_BESLUITVORMING:
        termijnservices.stop(u.zaak, "deskundigentermijn", op=u.vandaag)


def adviesdocument(u: Uitvoering) -> Papier:
    """The advice as a paper of its own, for the decision and for the copies to the parents."""
    return Papier(
        brief="deskundigenadvies",
        titel=f"Advies van {u.doel.deskundige.naam}, {u.doel.get_beroep_display()}",
        naam=f"advies-{u.doel.volgorde}.pdf",
        gegevens=adviesinhoud.briefgegevens(u.doel, verklaring=VERKLARING),
        compartiment=Compartiment.ADVIES,
        soort=Documentsoort.ADVIES,
        sleutel=document_sleutel(u.doel),
    )


def document_sleutel(advies: Advies) -> str:
    return f"advies:{advies.pk}"


def eis_reden_teruggave(u: Uitvoering) -> dict[str, Any]:
    if u.doel.stand != Advies.Stand.GEVRAAGD:
        raise Conflict("Dit advies is al ingediend of wordt niet meer gevraagd.")
    if not (u.data.get("reden") or "").strip():
        raise Geweigerd("Vertel kort waarom u de opdracht teruggeeft.", veld="reden")
    return {}


def geef_terug(u: Uitvoering) -> None:
    u.doel.stand = Advies.Stand.TERUGGEGEVEN
    u.doel.reden_terug = u.data["reden"].strip()
    u.doel.save(update_fields=["stand", "reden_terug"])
    sluit_uit(u.doel, vandaag=u.vandaag)


def bereid_intrekking_voor(u: Uitvoering) -> dict[str, Any]:
    """An assignment can be ended while the advice is not filed; with a reason, which the expert reads."""
    if u.doel.stand != Advies.Stand.GEVRAAGD:
        raise Conflict("Dit advies is al ingediend of wordt niet meer gevraagd.")
    if not (u.data.get("reden") or "").strip():
        raise Geweigerd("Vertel kort waarom u de opdracht intrekt.", veld="reden")
    return {"alles_binnen": _alles_binnen(u, eigen=0)}


def trek_opdracht_in(u: Uitvoering) -> None:
    u.doel.stand = Advies.Stand.VERVALLEN
    u.doel.reden_terug = u.data["reden"].strip()
    u.doel.save(update_fields=["stand", "reden_terug"])
    sluit_uit(u.doel, vandaag=u.vandaag)
    if u.obj.status == Status.TER_BESLUITVORMING or not u.obj.adviezen.filter(stand=Advies.Stand.GEVRAAGD).exists():
        termijnservices.stop(u.zaak, "deskundigentermijn", op=u.vandaag)


# -- the draft, through `edit` -------------------------------------------------------------------


def eigen_open_advies(aanvraag: Aanvraag, user_id: int | None) -> Advies | None:
    return aanvraag.adviezen.filter(deskundige_id=user_id, stand=Advies.Stand.GEVRAAGD).first()


def mag_advies_schrijven(actor: Any, aanvraag: Aanvraag) -> bool:
    return actor.rol == Rol.DESKUNDIGE and eigen_open_advies(aanvraag, actor.gebruiker_id) is not None


def _adviesversie(b: Bewerking) -> int:
    advies = eigen_open_advies(b.obj, b.by.gebruiker_id)
    return advies.versie if advies else 0


def _schrijf_advies(b: Bewerking) -> None:
    """Keep the draft; only the expert's own open advice, only the fields of an advice."""
    advies = eigen_open_advies(b.obj, b.by.gebruiker_id)
    if advies is None:
        raise Geweigerd("Dit advies is al ingediend of wordt niet meer gevraagd.")
    for veld in adviesinhoud.VELDEN:
        if veld in b.data:
            setattr(advies, veld, b.data[veld] if b.data[veld] is not None else adviesinhoud.leeg(veld))
    advies.versie += 1
    advies.save()
    b.resultaat["advies_id"] = advies.pk


DELEN: tuple[Deel, ...] = (
    Deel(naam="advies", label="Advies", mag=mag_advies_schrijven, versie=_adviesversie, schrijf=_schrijf_advies),
)


def mag_advies_lezen(actor: Any, advies: Advies) -> bool:
    """Who may read a filed advice: its author; the office once filed; another expert only when both are in.

    An expert whose own advice is not filed never reads another's, and neither while any other is still written.
    """
    if actor.rol == Rol.DESKUNDIGE:
        if actor.gebruiker_id == advies.deskundige_id:
            return advies.stand in MEETELLEND
        eigen = advies.aanvraag.adviezen.filter(deskundige_id=actor.gebruiker_id, stand=Advies.Stand.INGEDIEND).exists()
        open_ = advies.aanvraag.adviezen.filter(stand=Advies.Stand.GEVRAAGD).exists()
        return eigen and not open_ and advies.stand == Advies.Stand.INGEDIEND
    bureau = actor.is_swv_bureau and actor.swv_id == advies.aanvraag.zaak.swv_id
    return bureau and advies.stand == Advies.Stand.INGEDIEND
