"""The rules of the signing room, without anybody clicking: whose turn it is, what counts, when a paper is complete.

The caller holds the lock of the case. Nothing here writes to people: what became so is kept as a `Tekenfeit`, upon
which the workflow of the case acts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet

from cases.fouten import Conflict, Geweigerd, NietGevonden
from cases.models import Zaak
from documents import opslag
from documents.models import Bestand, Document, Handtekening, Ondertekenstuk, Tekencode, Tekenfeit

Uitkomst = Handtekening.Uitkomst
Uitslag = Ondertekenstuk.Uitslag
Wijze = Handtekening.Wijze
GEANTWOORD = (Uitkomst.GETEKEND, Uitkomst.GEZIEN, Uitkomst.GEWEIGERD)

VERANDERD = "Dit stuk is vervangen door een nieuwe versie. Het antwoord is niet bewaard. Lees eerst wat er anders is."
AL_GEANTWOORD = "Hierop is al geantwoord."
NIET_AAN_DE_BEURT = "Dit verzoek is nog niet aan de beurt. Zodra anderen hebben getekend, komt er bericht."
VOORBIJ = "De tijd om te tekenen is voorbij. Neem contact op met het samenwerkingsverband."
GESLOTEN = "Deze zaak is gesloten. Er wordt niet meer getekend."
NIET_KLAAR = "Dit stuk wordt nog gemaakt. Probeer het over een minuut opnieuw."
EIGEN_PAPIER = "U hebt dit formulier zelf ingevoerd of getekend. Laat een collega of de voorzitter het nakijken."
TWEE_KEER = "Deze persoon heeft dit stuk al getekend of is al gevraagd. Niemand tekent voor twee personen."


@dataclass(frozen=True)
class Groepstand:
    """One turn: who was asked, how many of them it takes, and how many there are."""

    nummer: int
    nodig: int
    rijen: tuple[Handtekening, ...]

    @property
    def aantal(self) -> int:
        return sum(rij.telt for rij in self.rijen)

    @property
    def gehaald(self) -> bool:
        return self.aantal >= self.nodig

    @property
    def haalbaar(self) -> bool:
        return self.aantal + sum(rij.kan_nog for rij in self.rijen) >= self.nodig


@dataclass(frozen=True)
class Stand:
    """Where a paper is: its groups in order, and the one whose turn it is (None when all have signed)."""

    stuk: Ondertekenstuk
    groepen: tuple[Groepstand, ...]

    @property
    def huidig(self) -> Groepstand | None:
        return next((groep for groep in self.groepen if not groep.gehaald), None)

    @property
    def compleet(self) -> bool:
        return bool(self.groepen) and self.huidig is None

    @property
    def aan_de_beurt(self) -> list[Handtekening]:
        """Who can answer now, as far as the signatures go; whether the workflow lets them is for the workflow."""
        huidig = self.huidig
        if huidig is None or self.stuk.vervallen_op is not None or not self.stuk.is_klaar:
            return []
        return [rij for rij in huidig.rijen if rij.uitkomst == Uitkomst.OPEN]

    @property
    def rijen(self) -> list[Handtekening]:
        return [rij for groep in self.groepen for rij in groep.rijen]


def stand(stuk: Ondertekenstuk) -> Stand:
    rijen = stuk.handtekeningen.filter(opgevolgd_door__isnull=True).select_related("user", "ouder", "leerling", "scan")
    return stand_van(stuk, rijen.select_related("bevestigd_door").order_by("groep", "volgorde", "pk"))


def stand_van(stuk: Ondertekenstuk, rijen: Iterable[Handtekening]) -> Stand:
    """The same from rows that are there already."""
    per_groep: dict[int, list[Handtekening]] = {}
    for rij in rijen:
        rij.stuk = stuk
        per_groep.setdefault(rij.groep, []).append(rij)
    nodig = (stuk.inhoud or {}).get("nodig", {})
    groepen = (
        Groepstand(nummer, nodig.get(str(nummer)) or _allen(leden), tuple(leden))
        for nummer, leden in sorted(per_groep.items())
    )
    return Stand(stuk, tuple(groepen))


def _allen(leden: Iterable[Handtekening]) -> int:
    """Everybody who is still asked; never nobody, so that a paper without a signature is not complete."""
    return max(1, sum(rij.uitkomst != Uitkomst.GESTOPT for rij in leden))


# -- asking ----------------------------------------------------------------------------------------


def leg_stuk_klaar(
    zaak: Zaak, soort: str, *, document: Document, titel: str, inhoud: dict[str, Any], by_id: int, nu: datetime
) -> Ondertekenstuk:
    """A new paper in the room. Its hash is known as soon as its file is made."""
    nummer = zaak.ondertekenstukken.filter(soort=soort).aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    return Ondertekenstuk.objects.create(
        zaak=zaak,
        soort=soort,
        nummer=nummer + 1,
        kamer=True,
        titel=titel,
        inhoud=inhoud,
        document=document,
        sha256=document.bestand.sha256 if document.bestand else "",
        bevroren_op=nu,
        bevroren_door_id=by_id,
    )


def maak_gereed(stuk: Ondertekenstuk) -> bool:
    """Bind the paper to the hash of its file, once that is made. Whether there is something to sign now."""
    if not stuk.is_klaar and stuk.document is not None and stuk.document.bestand is not None:
        stuk.sha256 = stuk.document.bestand.sha256
        stuk.save(update_fields=["sha256"])
    return stuk.is_klaar


def zelfde_persoon_al_gevraagd(stuk: Ondertekenstuk, user_id: int | None) -> bool:
    """Whether this person has a place in this paper already; an open, set or refused one alike."""
    if user_id is None:
        return False
    plaatsen = stuk.handtekeningen.filter(user_id=user_id, opgevolgd_door__isnull=True)
    return plaatsen.exclude(uitkomst=Uitkomst.GESTOPT).exists()


def heeft_nog_stem(rij: Handtekening, op: date) -> bool:
    """Family is asked, reminded and told as long as it speaks for the pupil; staff by the rules of the workflow."""
    leerling = rij.stuk.zaak.dossier.leerling
    if rij.ouder is not None:
        return rij.ouder in leerling.vertegenwoordigers(op)
    return not rij.gezin or rij.leerling_id == leerling.pk


def vraag_niet_meer(rij: Handtekening, *, nu: datetime) -> None:
    """This person need not answer any more, and is not waited for."""
    rij.uitkomst = Uitkomst.GESTOPT
    rij.save(update_fields=["uitkomst"])
    _sluit_codes([rij], nu=nu)


# -- answering -------------------------------------------------------------------------------------


def haal_rij(zaak: Zaak, rij_id: int, *, kamer: bool = True) -> Handtekening:
    """The request, locked, of this very case; without `kamer` one of those that a workflow keeps itself (ADR 31)."""
    rijen = Handtekening.objects.select_for_update(of=("self",)).filter(kamer=kamer, stuk__zaak=zaak, pk=rij_id)
    rij = rijen.select_related("stuk__document__bestand", "ouder", "leerling", "user").first()
    if rij is None:
        raise NietGevonden
    rij.stuk.zaak = zaak
    return rij


def eis_open(rij: Handtekening, *, vandaag: date, sha256: str | None = None, op_papier: bool = False) -> None:
    """Whether this request can be answered now. With the hash of what the person has on the screen."""
    stuk = rij.stuk
    if stuk.zaak.gesloten_op is not None:
        raise Conflict(GESLOTEN)
    if stuk.vervallen_op is not None or rij.uitkomst == Uitkomst.VERVALLEN:
        raise Conflict(waarom_vervallen(stuk))
    if rij.uitkomst == Uitkomst.VERLOPEN:
        raise Conflict(VOORBIJ)
    if rij.uitkomst != Uitkomst.OPEN or rij.opgevolgd_door_id is not None:
        raise Conflict(AL_GEANTWOORD)
    if not stuk.is_klaar:
        raise Conflict(NIET_KLAAR)
    if rij.pk not in {wie.pk for wie in stand(stuk).aan_de_beurt} or rij.uitgenodigd_op is None:
        raise Conflict(NIET_AAN_DE_BEURT)
    if not op_papier and rij.verloopt_op is not None and rij.verloopt_op < vandaag:
        raise Conflict(VOORBIJ)
    if sha256 is not None and sha256 != stuk.sha256:
        raise Conflict(VERANDERD)


def eis_te_lezen(stuk: Ondertekenstuk, uitkomst: str) -> None:
    """Nobody signs what cannot be opened, or is not what was frozen any more; to decline one need not read it."""
    if uitkomst != Uitkomst.GEWEIGERD:
        opslag.lees_bestand(bestand_van(stuk))


def waarom_vervallen(stuk: Ondertekenstuk) -> str:
    if stuk.uitslag == Uitslag.INGETROKKEN:
        return f"Dit verzoek is ingetrokken. Reden: {stuk.vervallen_reden}"
    return f"{VERANDERD} Reden: {stuk.vervallen_reden}" if stuk.vervallen_reden else VERANDERD


def zet(
    rij: Handtekening,
    uitkomst: str,
    *,
    op: datetime,
    hoe: str,
    reden: str = "",
    wijze: str = Wijze.DIGITAAL,
    scan: Document | None = None,
) -> None:
    """Write the answer of one person, bound to the hash of the paper. `eis_open` went before."""
    if uitkomst not in rij.keuzes or uitkomst not in GEANTWOORD:
        raise Geweigerd("Kies wat u wilt doen.", veld="uitkomst")
    if uitkomst != Uitkomst.GETEKEND and not reden.strip():
        raise Geweigerd("Schrijf op waarom.", veld="reden")
    anderen = rij.stuk.handtekeningen.exclude(pk=rij.pk).filter(uitkomst__in=GEANTWOORD, opgevolgd_door__isnull=True)
    if rij.user_id is not None and anderen.filter(user_id=rij.user_id).exists():
        raise Geweigerd(TWEE_KEER)
    rij.uitkomst, rij.op, rij.reden = uitkomst, op, reden.strip()
    rij.wijze, rij.sha256, rij.hoe_vastgesteld = wijze, rij.stuk.sha256, hoe[:120]
    rij.scan = scan
    rij.save()
    _sluit_codes([rij], nu=op)


def bevestig_papier(rij: Handtekening, *, door_id: int, nu: datetime) -> None:
    """Somebody else compared scan and entry with the paper itself."""
    eis_na_te_kijken(rij, door_id)
    if rij.scan is not None and rij.scan.bestand is None:
        raise Geweigerd("De virusscanner heeft deze scan niet vrijgegeven. U kunt hem nog niet vergelijken.")
    rij.bevestigd_door_id, rij.bevestigd_op = door_id, nu
    rij.save(update_fields=["bevestigd_door", "bevestigd_op"])


def keur_papier_af(rij: Handtekening, *, door_id: int, reden: str, nu: datetime) -> Handtekening:
    """The entry does not say what stands on the paper: it counts for nothing, and the person is asked again."""
    eis_na_te_kijken(rij, door_id)
    if not reden.strip():
        raise Geweigerd("Schrijf op wat er niet klopt.", veld="reden")
    rij.reden = f"{rij.reden}\nAfgekeurd: {reden.strip()}".strip()[:2000]
    return volg_op(rij, uitkomst=Uitkomst.GESTOPT, nu=nu)


def eis_na_te_kijken(rij: Handtekening, door_id: int) -> None:
    if rij.stuk.vervallen_op is not None:
        raise Conflict(waarom_vervallen(rij.stuk))
    if rij.stuk.uitslag == Uitslag.VOLTOOID:
        raise Conflict("Er zijn al genoeg handtekeningen. Dit formulier hoeft niet meer te worden nagekeken.")
    if not rij.na_te_kijken or rij.opgevolgd_door_id is not None:
        raise Conflict("Dit formulier is al nagekeken.")
    if is_eigen_papier(rij, door_id):
        raise Geweigerd(EIGEN_PAPIER)


def is_eigen_papier(rij: Handtekening, user_id: int | None) -> bool:
    """Whether this person entered the form, or signed it, in whatever hat."""
    return user_id is not None and user_id in {rij.user_id, rij.scan.auteur_id if rij.scan else None}


def volg_op(rij: Handtekening, *, uitkomst: str, nu: datetime, **anders: Any) -> Handtekening:
    """A new request in the place of this one: of the same person, or with `anders` of somebody else."""
    rij.uitkomst = uitkomst
    rij.save(update_fields=["uitkomst", "reden"])
    gelijk = ("stuk", "rol", "volgorde", "user", "ouder", "leerling", "naam", "functie", "groep", "keuzes", "school")
    velden = {naam: getattr(rij, naam) for naam in (*gelijk, "moet_tekenen")}
    nieuw = Handtekening.objects.create(**{**velden, **anders}, kamer=True, gevraagd_op=nu)
    rij.opgevolgd_door = nieuw
    rij.save(update_fields=["opgevolgd_door"])
    Tekenfeit.objects.filter(handtekening=rij, afgehandeld_op__isnull=True).update(afgehandeld_op=nu)
    _sluit_codes([rij], nu=nu)
    return nieuw


def laat_verlopen(rij: Handtekening, *, nu: datetime) -> None:
    rij.uitkomst = Uitkomst.VERLOPEN
    rij.save(update_fields=["uitkomst"])
    _sluit_codes([rij], nu=nu)


# -- what became so --------------------------------------------------------------------------------


def werk_bij(stuk: Ondertekenstuk, *, nu: datetime) -> Stand:
    """After every answer: note which groups are there, whether all is there, or nobody can get it there any more.

    `uitslag` becomes VOLTOOID only by `voltooi`, which needs the final paper.
    """
    nu_stand = stand(stuk)
    for groep in nu_stand.groepen:
        if groep.gehaald:
            _stop_rest(groep, nu=nu)
            _feit(stuk, Tekenfeit.Soort.GROEP, nu, groep=groep.nummer)
    nu_stand = stand(stuk)
    huidig = nu_stand.huidig
    if huidig is None:
        return nu_stand
    _zet_uitslag(stuk, _vast(huidig) if not huidig.haalbaar else "")
    if not huidig.haalbaar:
        soort = Tekenfeit.Soort.VERLOPEN if stuk.uitslag == Uitslag.VERLOPEN else Tekenfeit.Soort.GEWEIGERD
        for rij in huidig.rijen:
            if not rij.telt and not rij.kan_nog and rij.uitkomst != Uitkomst.GESTOPT:
                _feit(stuk, soort, nu, handtekening=rij)
    return nu_stand


def _vast(groep: Groepstand) -> str:
    neen = any(rij.uitkomst in (Uitkomst.GEWEIGERD, Uitkomst.GEZIEN) and not rij.telt for rij in groep.rijen)
    return Uitslag.VASTGELOPEN if neen else Uitslag.VERLOPEN


def _stop_rest(groep: Groepstand, *, nu: datetime) -> None:
    """Enough have signed: nobody is asked for more."""
    for rij in groep.rijen:
        if rij.uitkomst == Uitkomst.OPEN:
            vraag_niet_meer(rij, nu=nu)


def voltooi(stuk: Ondertekenstuk, eindstuk: Document, *, nu: datetime) -> None:
    """All that was asked is there: `eindstuk` is the paper to be sealed. Judged anew: no other way leads here."""
    if not stand(stuk).compleet or stuk.vervallen_op is not None:
        raise Conflict("Nog niet iedereen heeft getekend.")
    if stuk.uitslag == Uitslag.VOLTOOID:
        raise Conflict("Dit stuk is al helemaal getekend.")
    stuk.uitslag, stuk.voltooid_op, stuk.eindstuk = Uitslag.VOLTOOID, nu, eindstuk
    stuk.save(update_fields=["uitslag", "voltooid_op", "eindstuk"])
    _feit(stuk, Tekenfeit.Soort.VOLTOOID, nu)


def volg_opnieuw(stuk: Ondertekenstuk) -> None:
    """That all is there was acted upon in a state in which nothing could follow: let it be acted upon once more."""
    stuk.feiten.filter(soort=Tekenfeit.Soort.VOLTOOID).update(afgehandeld_op=None)


def laat_vervallen(stuk: Ondertekenstuk, *, uitslag: str, reden: str, nu: datetime) -> None:
    """A new version takes its place, or nobody is asked any more.

    What was signed keeps its moment and hash, and counts no longer. A paper that was complete stays as it was signed:
    its seal is replaced when the new version is sealed. What nobody acted upon yet needs no act any more: a signature
    that counts for nothing never moves a case on.
    """
    stuk.feiten.filter(afgehandeld_op__isnull=True).update(afgehandeld_op=nu)
    if stuk.uitslag != Uitslag.VOLTOOID:
        stuk.handtekeningen.exclude(uitkomst=Uitkomst.VERVALLEN).update(uitkomst=Uitkomst.VERVALLEN)
        _sluit_codes(stuk.handtekeningen.all(), nu=nu)
        stuk.uitslag = uitslag
    stuk.vervallen_op, stuk.vervallen_reden = nu, reden.strip()[:2000]
    stuk.save(update_fields=["uitslag", "vervallen_op", "vervallen_reden"])
    if uitslag == Uitslag.INGETROKKEN:
        _feit(stuk, Tekenfeit.Soort.INGETROKKEN, nu)


def _zet_uitslag(stuk: Ondertekenstuk, uitslag: str) -> None:
    if stuk.uitslag != uitslag:
        stuk.uitslag = uitslag
        stuk.save(update_fields=["uitslag"])


def _feit(stuk: Ondertekenstuk, soort: str, nu: datetime, **waarvan: Any) -> None:
    sleutel = {"groep": None, "handtekening": None, **waarvan}
    Tekenfeit.objects.get_or_create(stuk=stuk, soort=soort, **sleutel, defaults={"moment": nu})


def _sluit_codes(rijen: Iterable[Handtekening], *, nu: datetime) -> None:
    codes = Tekencode.objects.filter(handtekening__in=[rij.pk for rij in rijen])
    codes.filter(gebruikt_op__isnull=True, vervallen_op__isnull=True).update(vervallen_op=nu)


# -- looking up ------------------------------------------------------------------------------------


def geldig_stuk(zaak: Zaak, soort: str) -> Ondertekenstuk | None:
    return zaak.ondertekenstukken.filter(kamer=True, soort=soort, vervallen_op__isnull=True).first()


def lopende_stukken() -> QuerySet[Ondertekenstuk]:
    """Papers that wait for signatures."""
    return Ondertekenstuk.objects.filter(kamer=True, uitslag="", vervallen_op__isnull=True)


def bestand_van(stuk: Ondertekenstuk) -> Bestand:
    """The very file everybody signs; NietGevonden while it is not made."""
    if stuk.document is None or stuk.document.bestand is None or stuk.document.bestand.sha256 != stuk.sha256:
        raise NietGevonden
    return stuk.document.bestand
