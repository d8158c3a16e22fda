"""The signing room as a workflow uses it: ask for signatures, take a new version, withdraw, see where it stands.

Every function runs under the lock of the case: in `daarna` of an action or in the writing of a part. What people do
in the room goes through the parts of `workflow.tekendelen`; what follows from it is declared in the `Tekenregel`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from cases.models import Zaak
from cases.toegang import familie_van
from documents import tekenen
from documents.codes import nieuwe_verificatie
from documents.models import Document, Handtekening, Ondertekenstuk
from documents.tekenen import Stand, geldig_stuk, stand
from documents.tekenstukken import bewijsblad_van
from organisations.actor import Actor, systeem
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import SCHOOLROLLEN, Rol
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.papieren import eis_afdrukbaar, leg_papier_klaar
from workflow.process import Papier, Process, process_van
from workflow.tekenberichten import GEVRAAGD, INGETROKKEN, VERVANGEN, meld
from workflow.tekenregel import OOK_GEZIEN, TEKENEN_OF_NIET, Tekenaar, Tekenregel

__all__ = [
    "OOK_GEZIEN",
    "TEKENEN_OF_NIET",
    "Stand",
    "Tekenaar",
    "Tekenregel",
    "geldig_stuk",
    "gezin_tekent",
    "nodig_uit",
    "stand",
    "teken_in_actie",
    "trek_in",
    "vervang_versie",
    "vraag_handtekeningen",
]

Uitslag, Uitkomst = Ondertekenstuk.Uitslag, Handtekening.Uitkomst


def regel_van(stuk: Ondertekenstuk, process: Process | None = None) -> Tekenregel:
    return (process or process_van(stuk.zaak)).tekenregels[stuk.soort]


def weigergevolg_van(rij: Handtekening) -> str:
    """What it means for this person not to sign: on the screen and on the sheet to sign by hand alike."""
    zaak = rij.stuk.zaak
    process = process_van(zaak)
    return regel_van(rij.stuk, process).weigergevolg(rij, process.object_van(zaak))


def gezin_tekent(zaak: Zaak, vandaag: date, *, groep: int = 1, moet_tekenen: bool = True) -> list[Tekenaar]:
    """Everybody who speaks for the pupil, and from 16 the pupil: each signs alone, and may also have seen it only."""
    leerling = zaak.dossier.leerling
    hoe: dict[str, Any] = {"groep": groep, "keuzes": OOK_GEZIEN, "moet_tekenen": moet_tekenen}
    wie = [
        Tekenaar(rol=Rol.OUDER, naam=ouder.naam, functie=ouder.get_relatie_display(), ouder=ouder, **hoe)
        for ouder in leerling.vertegenwoordigers(vandaag)
    ]
    if leerling.heeft_eigen_stem(vandaag):
        wie.append(Tekenaar(rol=Rol.LEERLING, naam=leerling.naam, leerling=leerling, **hoe))
    return wie


# -- asking ----------------------------------------------------------------------------------------


def vraag_handtekeningen(
    zaak: Zaak,
    soort: str,
    *,
    document: Document,
    by: Actor,
    nu: datetime,
    tekenaars: Iterable[Tekenaar] | None = None,
    titel: str = "",
) -> Ondertekenstuk:
    """Put a paper in the room. Who signs follows from the rule, unless `tekenaars` are given.

    The document may still have to be made: people are asked as soon as it is there. Conflict when there is a version
    already; that takes `vervang_versie`.
    """
    process = process_van(zaak)
    regel, obj = process.tekenregels[soort], process.object_van(zaak)
    if geldig_stuk(zaak, soort) is not None:
        raise Conflict("Er is al een versie om te tekenen. Open de zaak opnieuw.")
    if document.zaak_id != zaak.pk:
        raise ValueError("a paper of another case is never signed in this one")
    wie = list(tekenaars if tekenaars is not None else regel.wie(obj, by.vandaag))
    if not wie:
        raise Geweigerd("Er is niemand om te laten tekenen. Vul eerst in wie er tekent.")
    titel = titel or regel.titel
    eis_afdrukbaar({"titel": titel, "wie": [f"{t.naam} {t.functie}" for t in wie]})
    inhoud = _bevroren(regel, obj)
    stuk = tekenen.leg_stuk_klaar(
        zaak, soort, document=document, titel=titel, inhoud=inhoud, by_id=by.persoon_id, nu=nu
    )
    for volgorde, tekenaar in enumerate(wie, 1):
        _vraag(stuk, volgorde, tekenaar, regel, obj, nu=nu)
    _eis_genoeg(stuk)
    nodig_uit(stuk, vandaag=by.vandaag, nu=nu)
    return stuk


# -- who speaks for the pupil now ------------------------------------------------------------------


def nog_te_vragen(stuk: Ondertekenstuk, op: date) -> list[Tekenaar]:
    """Who came to speak for the pupil since it was asked, where the rule says that all of them sign."""
    groep = regel_van(stuk).gezin
    if groep is None:
        return []
    er_zijn = {(rij.ouder_id, rij.leerling_id) for rij in stand(stuk).rijen if rij.uitkomst != Uitkomst.GESTOPT}
    thuis = gezin_tekent(stuk.zaak, op, groep=groep)
    return [t for t in thuis if (t.ouder and t.ouder.pk, t.leerling and t.leerling.pk) not in er_zijn]


def niet_meer_te_vragen(stuk: Ondertekenstuk, op: date) -> list[Handtekening]:
    """Who was asked, did not answer, and speaks for the pupil no longer; nobody while there is nobody else."""
    groep = regel_van(stuk).gezin
    if groep is None or not gezin_tekent(stuk.zaak, op):
        return []
    open_ = [rij for rij in stand(stuk).rijen if rij.groep == groep and rij.uitkomst == Uitkomst.OPEN]
    return [rij for rij in open_ if not tekenen.heeft_nog_stem(rij, op)]


def _werk_gezin_bij(stuk: Ondertekenstuk, *, op: date, nu: datetime) -> None:
    """Before it is judged who is next: nothing is complete without who speaks now, or waits for who did."""
    process = process_van(stuk.zaak)
    regel, obj = regel_van(stuk, process), process.object_van(stuk.zaak)
    erbij, eraf = nog_te_vragen(stuk, op), niet_meer_te_vragen(stuk, op)
    for rij in eraf:
        tekenen.vraag_niet_meer(rij, nu=nu)
    for volgorde, tekenaar in enumerate(erbij, len(stand(stuk).rijen) + 1):
        _vraag(stuk, volgorde, tekenaar, regel, obj, nu=nu)


def _bevroren(regel: Tekenregel, obj: Any) -> dict[str, Any]:
    """What the rule says now, kept with the paper: what changes later binds only papers that come later."""
    return {
        "nodig": {str(groep): aantal for groep, aantal in regel.nodig.items()},
        "dagen": regel.dagen(obj),
        "herinner": sorted(regel.herinner(obj), reverse=True),
        "verloopt_na": regel.verloopt_na(obj),
    }


def _vraag(stuk: Ondertekenstuk, volgorde: int, t: Tekenaar, regel: Tekenregel, obj: Any, *, nu: datetime) -> None:
    """One place. Two parents who share one account are two persons: the second signs on paper."""
    user = t.user or (t.ouder.user if t.ouder else None) or (t.leerling.user if t.leerling else None)
    thuis = t.ouder is not None or t.leerling is not None
    if user is not None and not thuis and user.pk in familie_van(stuk.zaak.dossier.leerling):
        raise Geweigerd(f"{t.naam} is familie van de leerling. Een ander moet tekenen als {t.functie or t.rol}.")
    if user is not None and tekenen.zelfde_persoon_al_gevraagd(stuk, user.pk):
        if not thuis:
            raise Geweigerd(f"{t.naam} staat twee keer bij de mensen die tekenen. Niemand tekent voor twee personen.")
        user = None
    rij = Handtekening(
        stuk=stuk,
        rol=t.rol,
        volgorde=volgorde,
        user=user,
        ouder=t.ouder,
        leerling=t.leerling,
        naam=t.naam,
        gevraagd_op=nu,
        kamer=True,
        functie=t.functie,
        school=t.school or _enige_school(stuk, t.rol, user, nu),
        groep=t.groep,
        keuzes=list(t.keuzes),
        moet_tekenen=t.moet_tekenen,
    )
    if user is not None and (waarom := regel.waarom_niet(user.pk, rij, obj, timezone.localdate(nu))):
        raise Geweigerd(waarom)
    rij.save()


def _enige_school(stuk: Ondertekenstuk, rol: str, user: User | None, nu: datetime) -> School | None:
    """The school of this hat: a head who leaves for another school does not go on signing for this one."""
    if user is None or rol not in SCHOOLROLLEN:
        return None
    hoeden = Lidmaatschap.objects.geldig_op(timezone.localdate(nu)).filter(user=user, rol=rol)
    scholen = list(School.objects.filter(pk__in=hoeden.values("school")))
    hier = [school for school in scholen if school.swv_id == stuk.zaak.swv_id] or scholen
    return hier[0] if len(hier) == 1 else None


def _eis_genoeg(stuk: Ondertekenstuk) -> None:
    for groep in stand(stuk).groepen:
        if groep.nodig > len(groep.rijen):
            raise Geweigerd(f"Er zijn {groep.nodig} handtekeningen nodig, en er zijn maar {len(groep.rijen)} mensen.")


def nodig_uit(stuk: Ondertekenstuk, *, vandaag: date, nu: datetime) -> int:
    """Ask everybody whose turn has come and who was not asked yet. How many; safe to call at any time.

    Call it from an action that lets a group begin (`groep_open`); otherwise the next sweep does.
    """
    if stuk.vervallen_op is not None or not tekenen.maak_gereed(stuk):
        return 0
    process = process_van(stuk.zaak)
    regel, obj = regel_van(stuk, process), process.object_van(stuk.zaak)
    aantal = 0
    for rij in stand(stuk).aan_de_beurt:
        if rij.uitgenodigd_op is None and regel.groep_open(obj, rij.groep):
            _nodig_uit(rij, vandaag=vandaag, nu=nu)
            aantal += 1
    return aantal


def _nodig_uit(rij: Handtekening, *, vandaag: date, nu: datetime) -> None:
    inhoud, zaak = rij.stuk.inhoud, rij.stuk.zaak
    rij.uitgenodigd_op, rij.uiterlijk = nu, vandaag + timedelta(days=inhoud["dagen"])
    if inhoud.get("verloopt_na") is not None:
        rij.verloopt_op = rij.uiterlijk + timedelta(days=inhoud["verloopt_na"])
    rij.save(update_fields=["uitgenodigd_op", "uiterlijk", "verloopt_op"])
    if rij.gezin and zaak.gezin_sinds is None:
        zaak.gezin_sinds = vandaag
        zaak.save(update_fields=["gezin_sinds"])
    meld(rij, "tekenen_gevraagd", GEVRAAGD, sleutel=f"tekenen:{rij.pk}", nu=nu)


# -- what comes of it ------------------------------------------------------------------------------


def na_antwoord(stuk: Ondertekenstuk, *, by: Actor, nu: datetime) -> Stand:
    """After every answer: ask who is next, or lay the final paper ready to be sealed when all is there."""
    if stuk.uitslag == Uitslag.VOLTOOID:
        raise Conflict("Iedereen heeft al getekend. Er verandert niets meer.")
    _werk_gezin_bij(stuk, op=by.vandaag, nu=nu)
    nu_stand = tekenen.werk_bij(stuk, nu=nu)
    if nu_stand.compleet:
        tekenen.voltooi(stuk, _eindstuk(nu_stand, by=by, nu=nu), nu=nu)
    else:
        nodig_uit(stuk, vandaag=by.vandaag, nu=nu)
    return nu_stand


def _eindstuk(nu_stand: Stand, *, by: Actor, nu: datetime) -> Document:
    """The paper with its evidence page, as work to do: made, sealed and kept by the same line as every letter."""
    stuk = nu_stand.stuk
    regel = regel_van(stuk)
    gegevens = bewijsblad_van(nu_stand, op=timezone.localdate(nu), verificatie=nieuwe_verificatie())
    papier = Papier(
        brief="bewijsblad",
        titel=f"{stuk.titel}, versie {stuk.nummer}, met alle handtekeningen",
        naam=regel.eindnaam,
        gegevens=gegevens,
        compartiment=regel.compartiment,
        soort=regel.documentsoort,
        sleutel=f"tekenkamer:{stuk.pk}",
        te_verzegelen=True,
    )
    return leg_papier_klaar(stuk.zaak, papier, by=systeem(by.vandaag), nu=nu)  # names were judged when it was asked


def teken_in_actie(
    zaak: Zaak, soort: str, *, groep: int, by: Actor, nu: datetime, hoe: str, sha256: str | None = None
) -> Stand:
    """The signature that is an action of the workflow itself: a director who approves. Call it in `daarna`.

    Identifying again is for the action (`reauthenticate`). Somebody else in the same role than was asked takes the
    request over, and the record keeps both. All rules of the room hold but the one whose turn the workflow opens.
    With `sha256`, of what was on the screen, a version that came since is not signed unseen.
    """
    stuk = geldig_stuk(zaak, soort)
    rijen = [r for r in stand(stuk).aan_de_beurt if r.groep == groep] if stuk else []
    if stuk is None or not rijen:
        raise Conflict("Er is nu niets te tekenen. Nog niet iedereen die eerder moet tekenen, deed dat.")
    process = process_van(zaak)
    rij = _plek_in_deze_hoed(stuk, rijen, by, nu=nu)
    regel, obj = process.tekenregels[soort], process.object_van(zaak)
    if waarom := regel.waarom_niet(by.persoon_id, rij, obj, by.vandaag):
        raise Geweigerd(waarom)
    rij.uitgenodigd_op = rij.uitgenodigd_op or nu
    rij.save(update_fields=["uitgenodigd_op"])
    tekenen.eis_open(rij, vandaag=by.vandaag, sha256=sha256)
    tekenen.eis_te_lezen(stuk, Handtekening.Uitkomst.GETEKEND)
    tekenen.zet(rij, Handtekening.Uitkomst.GETEKEND, op=nu, hoe=hoe)
    return na_antwoord(stuk, by=by, nu=nu)


def _plek_in_deze_hoed(stuk: Ondertekenstuk, rijen: list[Handtekening], by: Actor, *, nu: datetime) -> Handtekening:
    """The place that was asked of this person, or of somebody in the same hat, which is then taken over."""
    in_deze_hoed = [r for r in rijen if r.rol == by.rol and r.school_id in (None, by.school_id)]
    if not in_deze_hoed:
        raise GeenRecht
    eigen = next((r for r in in_deze_hoed if r.user_id == by.gebruiker_id), None)
    if eigen is not None:
        return eigen
    if tekenen.zelfde_persoon_al_gevraagd(stuk, by.persoon_id):
        raise Geweigerd(tekenen.TWEE_KEER)
    ander = {"user": User.objects.get(pk=by.persoon_id), "naam": by.naam}
    return tekenen.volg_op(in_deze_hoed[0], uitkomst=Handtekening.Uitkomst.DOORGEGEVEN, nu=nu, **ander)


def vervang_versie(
    zaak: Zaak,
    soort: str,
    *,
    document: Document,
    by: Actor,
    nu: datetime,
    reden: str,
    tekenaars: Iterable[Tekenaar] | None = None,
    titel: str = "",
) -> Ondertekenstuk:
    """A new version: what was signed under the old one counts no longer, and everybody is told why."""
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom er een nieuwe versie is. De tekenaars lezen dit.", veld="reden")
    oud = geldig_stuk(zaak, soort)
    if oud is not None:
        gevraagd = [rij for rij in stand(oud).rijen if rij.uitgenodigd_op is not None]
        tekenen.laat_vervallen(oud, uitslag=Uitslag.VERVANGEN, reden=reden, nu=nu)
        for rij in gevraagd:
            meld(rij, "tekenen_vervangen", VERVANGEN, sleutel=f"tekenen_vervangen:{rij.pk}", nu=nu)
    return vraag_handtekeningen(zaak, soort, document=document, by=by, nu=nu, tekenaars=tekenaars, titel=titel)


def trek_in(zaak: Zaak, soort: str, *, by: Actor, nu: datetime, reden: str) -> Ondertekenstuk:
    """Nobody is asked any more. Who was asked already is told, with the reason."""
    stuk = geldig_stuk(zaak, soort)
    if stuk is None:
        raise Conflict("Er is niets om in te trekken. Open de zaak opnieuw.")
    if stuk.uitslag == Uitslag.VOLTOOID:
        raise Conflict("Iedereen heeft al getekend. Intrekken kan niet meer.")
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom. De tekenaars lezen dit.", veld="reden")
    gevraagd = [rij for rij in stand(stuk).rijen if rij.uitgenodigd_op is not None]
    tekenen.laat_vervallen(stuk, uitslag=Uitslag.INGETROKKEN, reden=reden, nu=nu)
    for rij in gevraagd:
        meld(rij, "tekenen_ingetrokken", INGETROKKEN, sleutel=f"tekenen_ingetrokken:{rij.pk}", nu=nu)
    return stuk
