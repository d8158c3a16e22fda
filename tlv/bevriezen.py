"""Freezing a version of a request and asking for signatures and reactions on it; what there is of them now."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from cases.models import Betrokkene, Ouder, Zaak
from documents.models import Handtekening, Ondertekenstuk
from organisations.actor import Actor
from organisations.hoeden import schoolleider
from organisations.models import Lidmaatschap, User, VasteGedragswetenschapper
from organisations.namen import op_alfabet
from organisations.rollen import Rol
from organisations.versies import stand
from tlv.beleid import beleid_van
from tlv.feiten import STUK, gezaghebbers
from tlv.models import Aanvraag
from tlv.versies import inhoud_van, verschil
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Ontvanger
from workflow.versies import Wijziging, hash_van

Uitkomst = Handtekening.Uitkomst
TEKENAARS = (Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER)


# -- what there is ---------------------------------------------------------------------------------


def geldig_stuk(zaak: Zaak) -> Ondertekenstuk | None:
    """The frozen version that counts now."""
    return geldige_stukken(zaak).first()


def geldige_stukken(zaak: Zaak) -> QuerySet[Ondertekenstuk]:
    """The same as a question: one row, or none."""
    return zaak.ondertekenstukken.filter(soort=STUK, vervallen_op__isnull=True).order_by("pk")


def handtekeningen_van(zaak: Zaak) -> list[Handtekening]:
    """Who was asked on the version that counts, in order."""
    rijen = handtekeningen_op(zaak)
    return list(rijen.select_related("stuk", "user", "ouder", "leerling", "scan", "bevestigd_door"))


def handtekeningen_op(zaak: Zaak) -> QuerySet[Handtekening]:
    return Handtekening.objects.filter(stuk__zaak=zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True)


def gewijzigd_sinds(aanvraag: Aanvraag, stuk: Ondertekenstuk, *, vandaag: date) -> list[Wijziging]:
    """What changed after freezing; empty when the frozen version is still what is written."""
    nu = inhoud_van(aanvraag, vandaag=vandaag)
    return [] if hash_van(nu) == stuk.sha256 else verschil(stuk.inhoud, nu)


def eerder_gezien(handtekening: Handtekening) -> Ondertekenstuk | None:
    """The earlier version on which the same person signed or reacted last."""
    zelfde = (
        Q(user_id=handtekening.user_id, user__isnull=False)
        | Q(ouder_id=handtekening.ouder_id, ouder__isnull=False)
        | Q(leerling_id=handtekening.leerling_id, leerling__isnull=False)
    )
    eerder = Handtekening.objects.filter(
        zelfde,
        stuk__zaak_id=handtekening.stuk.zaak_id,
        stuk__nummer__lt=handtekening.stuk.nummer,
        rol=handtekening.rol,
        op__isnull=False,
    ).order_by("-stuk__nummer")
    laatste = eerder.select_related("stuk").first()
    return laatste.stuk if laatste else None


def gedragswetenschappers(zaak: Zaak, *, op: date) -> list[User]:
    """The pool of the samenwerkingsverband on a day, the school's fixed contact first."""
    pool = Lidmaatschap.objects.werkzaam_op(op).filter(swv_id=zaak.swv_id, rol=Rol.GEDRAGSWETENSCHAPPER)
    users = list(User.objects.filter(pk__in=pool.values("user_id")).order_by(op_alfabet("naam")))
    vast = vaste_gedragswetenschapper(zaak, op=op)
    return sorted(users, key=lambda user: user.pk != vast)


def vaste_gedragswetenschapper(zaak: Zaak, *, op: date) -> int | None:
    vast = VasteGedragswetenschapper.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=op), school_id=zaak.school_id, van__lte=op
    )
    return vast.order_by("-van").values_list("user_id", flat=True).first()


def gekozen_gedragswetenschapper(zaak: Zaak, *, op: date) -> int | None:
    """Who was asked last, else the fixed contact of the school."""
    eerder = Handtekening.objects.filter(stuk__zaak=zaak, rol=Rol.GEDRAGSWETENSCHAPPER).order_by("-pk")
    return eerder.values_list("user_id", flat=True).first() or vaste_gedragswetenschapper(zaak, op=op)


def stand_van_bevriezen(aanvraag: Aanvraag, *, vandaag: date) -> int:
    """What a page that offers to freeze showed: the text, the version that counts, and who looks along."""
    stuk, gekozen = geldig_stuk(aanvraag.zaak), gekozen_gedragswetenschapper(aanvraag.zaak, op=vandaag)
    inhoud = hash_van(inhoud_van(aanvraag, vandaag=vandaag))
    return stand({"inhoud": inhoud, "stuk": stuk.pk if stuk else None, "gedragswetenschapper": gekozen})


# -- freezing --------------------------------------------------------------------------------------


def bevries(
    aanvraag: Aanvraag, *, by: Actor, nu: datetime, gedragswetenschapper_id: int | None = None
) -> Ondertekenstuk:
    """Freeze what is written now and ask everyone again; the same content again gives the version that is there.

    Earlier signatures lapse, but keep their moment and hash: they show what the person saw then. The papers of the
    draft are part of the version, so that from now on the family reads them too.
    """
    aanvraag.zaak.documenten.filter(concept=True).update(concept=False)
    zaak, vandaag = aanvraag.zaak, by.vandaag
    inhoud = inhoud_van(aanvraag, vandaag=vandaag)
    gekozen = gedragswetenschapper_id or gekozen_gedragswetenschapper(zaak, op=vandaag)
    oud = geldig_stuk(zaak)
    if oud is not None and oud.sha256 == hash_van(inhoud):
        _wissel_gedragswetenschapper(aanvraag, oud, gekozen, vandaag=vandaag, nu=nu)
        return oud
    if oud is not None:
        oud.handtekeningen.update(uitkomst=Uitkomst.VERVALLEN)
        oud.vervallen_op = nu
        oud.save(update_fields=["vervallen_op"])
    nummer = zaak.ondertekenstukken.filter(soort=STUK).aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    stuk = Ondertekenstuk.objects.create(
        zaak=zaak,
        soort=STUK,
        nummer=nummer + 1,
        inhoud=inhoud,
        sha256=hash_van(inhoud),
        bevroren_op=nu,
        bevroren_door_id=by.persoon_id,
    )
    _vraag_allen(aanvraag, stuk, gekozen, vandaag=vandaag, nu=nu)
    return stuk


def _vraag_allen(aanvraag: Aanvraag, stuk: Ondertekenstuk, gekozen: int | None, *, vandaag: date, nu: datetime) -> None:
    zaak = aanvraag.zaak
    leerling = zaak.dossier.leerling
    directeur = schoolleider(zaak.school_id, op=vandaag)
    vragen: list[dict[str, Any]] = [
        {
            "rol": Rol.SCHOOLDIRECTEUR,
            "user": directeur,
            "naam": directeur.naam if directeur else f"Directeur van {zaak.school}",
        }
    ]
    if gekozen:
        user = User.objects.get(pk=gekozen)
        vragen.append({"rol": Rol.GEDRAGSWETENSCHAPPER, "user": user, "naam": user.naam})
    ouders = Ouder.objects.filter(pk__in=gezaghebbers(zaak, vandaag)).select_related("user")
    vragen += [{"rol": Rol.OUDER, "user": ouder.user, "ouder": ouder, "naam": ouder.naam} for ouder in ouders]
    if leerling.heeft_eigen_stem(vandaag):
        vragen.append({"rol": Rol.LEERLING, "user": leerling.user, "leerling": leerling, "naam": leerling.naam})
    for volgorde, vraag in enumerate(vragen, 1):
        _vraag(aanvraag, stuk, volgorde, vraag, vandaag=vandaag, nu=nu)
    zaak.gezin_sinds = zaak.gezin_sinds or vandaag
    zaak.save(update_fields=["gezin_sinds"])


def _vraag(
    aanvraag: Aanvraag,
    stuk: Ondertekenstuk,
    volgorde: int,
    vraag: dict[str, Any],
    *,
    vandaag: date,
    nu: datetime,
) -> None:
    """One row, the participation that goes with it, and a message."""
    uiterlijk = vandaag + timedelta(days=beleid_van(aanvraag).handtekening_dagen)
    rij = Handtekening.objects.create(stuk=stuk, volgorde=volgorde, gevraagd_op=nu, uiterlijk=uiterlijk, **vraag)
    if rij.rol == Rol.GEDRAGSWETENSCHAPPER:
        Betrokkene.objects.get_or_create(
            zaak=aanvraag.zaak,
            user=rij.user,
            rol=Rol.GEDRAGSWETENSCHAPPER,
            tot=None,
            defaults={"van": vandaag, "naam": rij.naam, "grond": "gevraagd om mee te kijken en te tekenen"},
        )
    gezin = rij.rol in (Rol.OUDER, Rol.LEERLING)
    wat = Mededeling(
        soort="handtekening_gevraagd",
        onderwerp="Wilt u de aanvraag lezen en reageren?" if gezin else "Wilt u een aanvraag ondertekenen?",
        tekst=_VRAAG_GEZIN if gezin else _VRAAG_TEKENAAR,
        jij=_VRAAG_LEERLING,
        sleutel=f"handtekening:{rij.pk}",
    )
    schrijf_los_bericht(aanvraag.zaak, Ontvanger(user=rij.user, ouder=rij.ouder, rol=rij.rol), wat, nu=nu)


_VRAAG_GEZIN = (
    "De school wil een aanvraag doen voor {leerling}. U kunt lezen wat de school schrijft. "
    "Daarna kunt u zeggen wat u ervan vindt."
)
_VRAAG_LEERLING = (
    "Wil je de aanvraag lezen en reageren?",
    "De school wil een aanvraag doen voor jou. Je kunt lezen wat de school schrijft. "
    "Daarna kun je zeggen wat je ervan vindt.",
)
_VRAAG_TEKENAAR = "De aanvraag voor {leerling} is klaar om te lezen en te ondertekenen."


def _wissel_gedragswetenschapper(
    aanvraag: Aanvraag, stuk: Ondertekenstuk, gekozen: int | None, *, vandaag: date, nu: datetime
) -> None:
    """Another colleague from the pool on the same version: the open request moves, a set signature stays."""
    rij = stuk.handtekeningen.filter(rol=Rol.GEDRAGSWETENSCHAPPER).exclude(uitkomst=Uitkomst.VERVALLEN).first()
    if gekozen is None or (rij and (rij.user_id == gekozen or rij.uitkomst == Uitkomst.GETEKEND)):
        return
    if rij:
        rij.uitkomst = Uitkomst.VERVALLEN
        rij.save(update_fields=["uitkomst"])
        open_rijen = Betrokkene.objects.filter(zaak=stuk.zaak, user=rij.user, rol=rij.rol, tot__isnull=True)
        open_rijen.update(tot=vandaag)
    user = User.objects.get(pk=gekozen)
    vraag = {"rol": Rol.GEDRAGSWETENSCHAPPER, "user": user, "naam": user.naam}
    _vraag(aanvraag, stuk, 2, vraag, vandaag=vandaag, nu=nu)


def schrijf_bevriezing(b: Bewerking) -> None:
    """Part "bevriezen": data may name `gedragswetenschapper_id`, somebody from the pool."""
    gekozen = b.data.get("gedragswetenschapper_id")
    if gekozen and gekozen not in {user.pk for user in gedragswetenschappers(b.zaak, op=b.by.vandaag)}:
        raise Geweigerd("Kies een gedragswetenschapper uit de lijst.", veld="gedragswetenschapper_id")
    stuk = bevries(b.obj, by=b.by, nu=b.nu, gedragswetenschapper_id=gekozen)
    b.resultaat |= {"stuk_id": stuk.pk, "nummer": stuk.nummer}
