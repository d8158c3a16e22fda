"""Signatures on a frozen version: freezing and asking, signing, declining, and the family's view and consent.

Everything goes through `edit`: parts "bevriezen", "handtekening", "reactie", "handtekening_papier" and
"handtekening_bevestigen". A signature is bound to the hash of what the person saw.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q

from cases.models import Betrokkene, Doel, Leerling, Ouder, Toestemming, Zaak, Zienswijze
from documents.models import Documentsoort, Handtekening, Ondertekenstuk
from organisations.actor import Actor
from organisations.models import Lidmaatschap, User, VasteGedragswetenschapper
from organisations.rollen import Rol
from tlv import rechten
from tlv.beleid import beleid_van
from tlv.feiten import STUK, gezaghebbers
from tlv.models import VOOR_BESLUIT, Aanvraag
from tlv.stukken import voeg_toe
from tlv.versies import Wijziging, hash_van, inhoud_van, verschil
from workflow.berichten import schrijf_los_bericht
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.perform import TEKENSESSIE
from workflow.process import Bewerking, Deel, Ontvanger

Uitkomst = Handtekening.Uitkomst
TEKENAARS = (Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER)
GEZET = (Uitkomst.GETEKEND, Uitkomst.GEZIEN, Uitkomst.GEWEIGERD)


# -- what there is ---------------------------------------------------------------------------------


def geldig_stuk(zaak: Zaak) -> Ondertekenstuk | None:
    """The frozen version that counts now."""
    return zaak.ondertekenstukken.filter(soort=STUK, vervallen_op__isnull=True).first()


def handtekeningen_van(zaak: Zaak) -> list[Handtekening]:
    """Who was asked on the version that counts, in order."""
    rijen = Handtekening.objects.filter(stuk__zaak=zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True)
    return list(rijen.select_related("stuk", "user", "ouder", "leerling", "scan", "bevestigd_door"))


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
    pool = Lidmaatschap.objects.geldig_op(op).filter(swv_id=zaak.swv_id, rol=Rol.GEDRAGSWETENSCHAPPER)
    users = list(User.objects.filter(pk__in=pool.values("user_id")).order_by("naam"))
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


# -- freezing --------------------------------------------------------------------------------------


def bevries(
    aanvraag: Aanvraag, *, by: Actor, nu: datetime, gedragswetenschapper_id: int | None = None
) -> Ondertekenstuk:
    """Freeze what is written now and ask everyone again; the same content again gives the version that is there.

    Earlier signatures lapse, but keep their moment and hash: they show what the person saw then.
    """
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
    directeur = _directeur(zaak, vandaag)
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
    schrijf_los_bericht(
        aanvraag.zaak,
        "handtekening_gevraagd",
        Ontvanger(user=rij.user, ouder=rij.ouder, rol=rij.rol),
        onderwerp="Wilt u de aanvraag lezen en reageren?" if gezin else "Wilt u een aanvraag ondertekenen?",
        tekst=_VRAAG_GEZIN if gezin else _VRAAG_TEKENAAR,
        sleutel=f"handtekening:{rij.pk}",
        nu=nu,
    )


_VRAAG_GEZIN = (
    "De school wil een aanvraag doen voor {leerling}. U kunt lezen wat de school schrijft. "
    "Daarna kunt u zeggen wat u ervan vindt."
)
_VRAAG_TEKENAAR = "De aanvraag voor {leerling} is klaar om te lezen en te ondertekenen."


def _directeur(zaak: Zaak, op: date) -> User | None:
    leden = Lidmaatschap.objects.geldig_op(op).filter(school_id=zaak.school_id, rol=Rol.SCHOOLDIRECTEUR)
    lid = leden.select_related("user").order_by("van", "pk").first()
    return lid.user if lid else None


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
        open_rijen = Betrokkene.objects.filter(zaak=stuk.zaak, user_id=rij.user_id, rol=rij.rol, tot__isnull=True)
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


# -- signing by staff ------------------------------------------------------------------------------


def mag_tekenen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Head and gedragswetenschapper, when they were asked, in the hat in which they were asked."""
    if actor.rol not in TEKENAARS:
        return False
    gevraagd = Handtekening.objects.filter(stuk__zaak=aanvraag.zaak, user_id=actor.persoon_id, rol=actor.rol)
    return gevraagd.exists()


def schrijf_handtekening(b: Bewerking) -> None:
    """Part "handtekening": handtekening_id, uitkomst (getekend or geweigerd), reden, sha256, herbevestigd_op."""
    rij = _open_rij(b, b.data["handtekening_id"])
    if rij.user_id != b.by.gebruiker_id or rij.rol != b.by.rol:
        raise GeenRecht
    _zelfde_versie(rij, b.data["sha256"])
    bevestigd = b.data.get("herbevestigd_op")
    if bevestigd is None or not (timedelta(0) <= b.nu - bevestigd <= TEKENSESSIE):
        raise HerbevestigingNodig
    uitkomst = Uitkomst(b.data["uitkomst"])
    if uitkomst not in (Uitkomst.GETEKEND, Uitkomst.GEWEIGERD):
        raise Geweigerd("Kies of u tekent of niet.", veld="uitkomst")
    reden = b.data.get("reden", "").strip()
    if uitkomst == Uitkomst.GEWEIGERD and not reden:
        raise Geweigerd("Leg uit waarom u niet tekent.", veld="reden")
    _zet(rij, uitkomst, op=b.nu, hoe="zelf ingelogd en opnieuw bevestigd", reden=reden)


def _open_rij(b: Bewerking, pk: int | None) -> Handtekening:
    """A request to sign on the version that counts, locked; a conflict when it was answered or overtaken."""
    rij = (
        Handtekening.objects.select_for_update(of=("self",))
        .select_related("stuk")
        .filter(stuk__zaak=b.zaak, stuk__soort=STUK, pk=pk)
        .first()
    )
    if rij is None:
        raise NietGevonden
    if rij.stuk.vervallen_op is not None or rij.uitkomst == Uitkomst.VERVALLEN:
        raise Conflict("De aanvraag is veranderd. Open de nieuwe versie en lees wat er anders is.")
    if rij.uitkomst != Uitkomst.OPEN:
        raise Conflict("Hierop is al geantwoord.")
    if b.obj.status not in VOOR_BESLUIT:
        raise Conflict("Er is al een besluit. Ondertekenen kan niet meer.")
    return rij


def _zelfde_versie(rij: Handtekening, sha256: str) -> None:
    if sha256 != rij.stuk.sha256:
        raise Conflict("De aanvraag is veranderd. Open de nieuwe versie en lees wat er anders is.")


def _zet(rij: Handtekening, uitkomst: str, *, op: datetime, hoe: str, reden: str = "", **extra: Any) -> None:
    rij.uitkomst, rij.op, rij.reden = uitkomst, op, reden
    rij.sha256 = rij.stuk.sha256
    rij.hoe_vastgesteld = hoe
    rij.wijze = extra.get("wijze", Handtekening.Wijze.DIGITAAL)
    rij.scan_id = extra.get("scan_id")
    rij.save()


# -- view and consent of the family ----------------------------------------------------------------


def mag_reageren(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Whoever of the family may see the case may say what he or she thinks, until the decision."""
    return actor.is_gezin and aanvraag.status in VOOR_BESLUIT


def gezinslid_van(zaak: Zaak, actor: Actor) -> dict[str, Any]:
    """{"ouder": …} or {"leerling": …} for the family member who is logged in; GeenRecht for anyone else."""
    leerling = zaak.dossier.leerling
    if actor.rol == Rol.LEERLING and leerling.user_id == actor.gebruiker_id:
        return {"leerling": leerling}
    ouder = leerling.ouders.filter(user_id=actor.persoon_id).prefetch_related("gezag").first()
    if actor.rol != Rol.OUDER or ouder is None or not ouder.heeft_gezag(actor.vandaag):
        raise GeenRecht
    return {"ouder": ouder}


def geef_reactie(b: Bewerking) -> None:
    """Part "reactie": standpunt, tekst, toestemmingen {doel: bool}; sha256 of the version that was shown, if any.

    Replaces an earlier view of the same person, and answers an open request to react on the frozen version.
    """
    wie = gezinslid_van(b.zaak, b.by)
    standpunt = b.data["standpunt"]
    if standpunt not in Zienswijze.Standpunt.values:
        raise Geweigerd("Kies wat u van de aanvraag vindt.", veld="standpunt")
    leg_zienswijze_vast(b, wie, wijze=Zienswijze.Wijze.DIGITAAL)
    leg_toestemmingen_vast(b.zaak, wie, b.data.get("toestemmingen") or {}, op=b.by.vandaag)
    rij = Handtekening.objects.filter(
        stuk__zaak=b.zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True, uitkomst=Uitkomst.OPEN, **wie
    ).first()
    if rij is None:
        return
    if b.data.get("sha256"):
        _zelfde_versie(rij, b.data["sha256"])
    _zet(rij, uitkomst_bij(standpunt), op=b.nu, hoe="zelf ingelogd")
    b.resultaat["handtekening_id"] = rij.pk


def uitkomst_bij(standpunt: str) -> str:
    """Somebody who disagrees has seen the request, and that is all it says."""
    return Uitkomst.GEZIEN if standpunt == Zienswijze.Standpunt.ONEENS else Uitkomst.GETEKEND


def leg_zienswijze_vast(b: Bewerking, wie: dict[str, Ouder | Leerling], *, wijze: str) -> Zienswijze:
    """The view as it is now; an earlier one stays on record as replaced."""
    Zienswijze.objects.filter(zaak=b.zaak, vervangen_op__isnull=True, **wie).update(vervangen_op=b.nu)
    zelf = wijze == Zienswijze.Wijze.DIGITAAL
    return Zienswijze.objects.create(
        zaak=b.zaak,
        standpunt=b.data["standpunt"],
        tekst=b.data.get("tekst", "").strip(),
        wijze=wijze,
        moment=b.nu,
        genoteerd_door_id=None if zelf else b.by.gebruiker_id,
        **wie,
    )


def leg_toestemmingen_vast(
    zaak: Zaak, wie: dict[str, Any], keuzes: dict[str, bool], *, op: date, op_papier: bool = False
) -> None:
    """One row per purpose that was answered; a changed answer ends the earlier row."""
    for doel, gegeven in keuzes.items():
        if doel not in Doel.values or gegeven is None:
            continue
        lopend = Toestemming.objects.filter(zaak=zaak, doel=doel, ingetrokken_op__isnull=True, **wie)
        if lopend.filter(gegeven=gegeven).exists():
            continue
        lopend.update(ingetrokken_op=op)
        Toestemming.objects.create(zaak=zaak, doel=doel, gegeven=gegeven, op=op, op_papier=op_papier, **wie)


# -- on paper --------------------------------------------------------------------------------------


def mag_papier(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.mag_aanvullen(actor, aanvraag) and aanvraag.status in VOOR_BESLUIT


def schrijf_papier(b: Bewerking) -> None:
    """Part "handtekening_papier": what stands on the signed form: handtekening_id, uitkomst, op (date), keuring (of the scan), reden;
    for a parent or pupil also standpunt, tekst and toestemmingen."""
    rij = _open_rij(b, b.data["handtekening_id"])
    op: date = b.data["op"]
    if op > b.by.vandaag or op < rij.stuk.bevroren_op.date():
        raise Geweigerd(
            "De datum ligt niet tussen de dag van bevriezen en vandaag. Deze versie bestond toen niet.", veld="op"
        )
    scan = voeg_toe(b, soort=Documentsoort.HANDTEKENINGEN, keuring=b.data["keuring"])
    uitkomst = b.data.get("uitkomst", "")
    if rij.rol in (Rol.OUDER, Rol.LEERLING):
        wie: dict[str, Any] = {"ouder": rij.ouder} if rij.ouder_id else {"leerling": rij.leerling}
        leg_zienswijze_vast(b, wie, wijze=Zienswijze.Wijze.PAPIER)
        leg_toestemmingen_vast(b.zaak, wie, b.data.get("toestemmingen") or {}, op=op, op_papier=True)
        uitkomst = uitkomst_bij(b.data["standpunt"])
    moment = datetime.combine(op, time(12), tzinfo=UTC)
    hoe = f"op papier, ingevoerd door {b.by.naam}"[:120]
    _zet(rij, uitkomst, op=moment, hoe=hoe, reden=b.data.get("reden", ""), wijze="papier", scan_id=scan.pk)


def bevestig_papier(b: Bewerking) -> None:
    """Part "handtekening_bevestigen": the secretariat compared the scan with what was entered."""
    rij = Handtekening.objects.select_for_update().filter(stuk__zaak=b.zaak, pk=b.data["handtekening_id"]).first()
    if rij is None or rij.wijze != Handtekening.Wijze.PAPIER:
        raise NietGevonden
    rij.bevestigd_door_id = b.by.gebruiker_id
    rij.save(update_fields=["bevestigd_door"])


DELEN = (
    Deel(
        naam="bevriezen",
        label="Versie bevriezen",
        mag=rechten.mag_schrijven,
        schrijf=schrijf_bevriezing,
        sessie=False,
    ),
    Deel(naam="handtekening", label="Handtekening", mag=mag_tekenen, schrijf=schrijf_handtekening, sessie=False),
    Deel(naam="reactie", label="Reactie", mag=mag_reageren, schrijf=geef_reactie, sessie=False),
    Deel(
        naam="handtekening_papier",
        label="Handtekening op papier",
        mag=mag_papier,
        schrijf=schrijf_papier,
        sessie=False,
    ),
    Deel(
        naam="handtekening_bevestigen",
        label="Papieren handtekening bevestigen",
        mag=rechten.is_secretariaat,
        schrijf=bevestig_papier,
        sessie=False,
    ),
)
