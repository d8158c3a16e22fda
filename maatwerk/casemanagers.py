"""Step 2: who can be the casemanager, how much each has to do, and who has a conflict of interest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.models import Betrokkene
from cases.toegang import familie_van
from maatwerk.beleid import beleid_van
from maatwerk.besluiten import eis_reden, leg_besluit_vast, reden_van
from maatwerk.models import HERVAT_BIJ, Aanstelling, Commissieadvies, Directiebesluit, Traject
from maatwerk.schoolbelang import belang_bij, ontvangende_scholen
from organisations.actor import Actor
from organisations.mandaten import afwezigen
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from workflow.fouten import Geweigerd
from workflow.process import Uitvoering

DAG = timedelta(days=1)
Stand = Aanstelling.Stand
LOPEND = (Stand.GEVRAAGD, Stand.AANVAARD)


@dataclass(frozen=True)
class Kandidaat:
    """A casemanager of this samenwerkingsverband for one track. `bezwaar` says why it cannot be this person."""

    user: User
    lopend: int
    gevraagd: int
    hoogstens: int
    afwezig: bool = False
    bezwaar: str = ""

    @property
    def vol(self) -> bool:
        return self.lopend + self.gevraagd >= self.hoogstens

    @property
    def drukte(self) -> str:
        """How much this person has to do, in words."""
        woord = "lopend traject" if self.lopend == 1 else "lopende trajecten"
        tekst = f"{self.lopend} {woord} (richtgetal {self.hoogstens})"
        erbij = f", {self.gevraagd} gevraagd" if self.gevraagd else ""
        return tekst + erbij + (", nu afwezig" if self.afwezig else "")


def kandidaten(traject: Traject, *, vandaag: date) -> list[Kandidaat]:
    """Every casemanager here, who can be asked first and with the least to do."""
    zaak = traject.zaak
    mensen = _casemanagers(zaak.swv_id, op=vandaag)
    drukte = _drukte(zaak.swv_id, mensen)
    bezwaren, weg = belangen(traject, mensen, op=vandaag), afwezigen(mensen, swv_id=zaak.swv_id, op=vandaag)
    hoogstens = beleid_van(traject).trajecten_hoogstens
    alle = [
        Kandidaat(
            user=user,
            lopend=drukte[pk, Stand.AANVAARD],
            gevraagd=drukte[pk, Stand.GEVRAAGD],
            hoogstens=hoogstens,
            afwezig=pk in weg,
            bezwaar=bezwaren.get(pk, ""),
        )
        for pk, user in mensen.items()
    ]
    return sorted(alle, key=lambda k: (bool(k.bezwaar), k.afwezig, k.lopend + k.gevraagd, k.user.naam.casefold()))


def _casemanagers(swv_id: int, *, op: date) -> dict[int, User]:
    leden = Lidmaatschap.objects.werkzaam_op(op).filter(swv_id=swv_id, rol=Rol.CASEMANAGER)
    return {lid.user_id: lid.user for lid in leden.select_related("user")}


def te_kiezen(alle: Iterable[Kandidaat]) -> list[tuple[str, str]]:
    """Who can be asked, as the answers of a form: each with how much there is to do."""
    return [(str(k.user.pk), f"{k.user.naam}: {k.drukte}") for k in alle if not k.bezwaar]


def kandidaat(traject: Traject, user_id: int, *, vandaag: date) -> Kandidaat | None:
    return next((k for k in kandidaten(traject, vandaag=vandaag) if k.user.pk == user_id), None)


def _drukte(swv_id: int, mensen: Iterable[int]) -> Counter[tuple[int, str]]:
    """Tracks that run or are asked, per person and kind."""
    rijen = Aanstelling.objects.filter(
        casemanager_id__in=list(mensen), stand__in=LOPEND, traject__zaak__swv_id=swv_id
    ).values_list("casemanager_id", "stand")
    return Counter((pk, stand) for pk, stand in rijen)


def belangen(traject: Traject, mensen: Iterable[int], *, op: date) -> dict[int, str]:
    """Who has a conflict of interest, with the reason as a sentence. The first that applies is enough."""
    zaak, ids = traject.zaak, list(mensen)
    gevonden: dict[int, str] = {}
    for pk in Betrokkene.objects.filter(
        zaak__dossier__leerling_id=zaak.dossier.leerling_id, user_id__in=ids, rol=Rol.DESKUNDIGE
    ).values_list("user_id", flat=True):
        gevonden[pk or 0] = "Deze persoon gaf als deskundige advies over deze leerling."
    for pk in Commissieadvies.objects.filter(traject=traject, door_id__in=ids).values_list("door_id", flat=True):
        gevonden[pk] = "Deze persoon gaf het advies van de commissie."
    for lid in Lidmaatschap.objects.filter(user_id__in=ids, school__isnull=False).select_related("school"):
        assert lid.school is not None
        if lid.school_id == zaak.school_id:
            gevonden[lid.user_id] = "Deze persoon werkt of werkte op de school van de leerling."
        elif lid.school.bestuur_id == zaak.school.bestuur_id:
            gevonden.setdefault(lid.user_id, "Deze persoon werkt of werkte bij het bestuur van de school.")
    for school in ontvangende_scholen(traject):
        gevonden = {**belang_bij(school, ids, op=op), **gevonden}
    for pk in familie_van(zaak.dossier.leerling) & set(ids):
        gevonden[pk] = "Deze persoon is familie van de leerling."
    return gevonden


# -- the decision of the director ------------------------------------------------------------------


def bereid_inschakelen_voor(u: Uitvoering) -> dict[str, Any]:
    """Somebody who can be asked; one with more than the guide number only with a reason."""
    eis_reden(u, "Schrijf op waarom u een casemanager inschakelt.")
    wie = kandidaat(u.obj, u.data.get("casemanager_id") or 0, vandaag=u.vandaag)
    if wie is None:
        raise Geweigerd("Kies een casemanager.", veld="casemanager_id")
    if wie.user.pk == u.by.gebruiker_id:
        raise Geweigerd("U kunt uzelf niet als casemanager aanstellen.", veld="casemanager_id")
    if wie.bezwaar:
        raise Geweigerd(f"{wie.bezwaar} Kies iemand anders.", veld="casemanager_id")
    if wie.vol and not str(u.data.get("reden_vol") or "").strip():
        raise Geweigerd(f"{wie.user.naam} heeft {wie.drukte}. Schrijf op waarom dit er toch bij kan.", veld="reden_vol")
    return {}


def vraag_casemanager(u: Uitvoering) -> None:
    beleid = beleid_van(u.obj)
    leg_besluit_vast(u, Directiebesluit.Soort.INSCHAKELEN, toelichting=str(u.data.get("reden_vol") or "").strip())
    rij = Aanstelling.objects.create(
        traject=u.obj,
        casemanager_id=u.data["casemanager_id"],
        gevraagd_op=u.vandaag,
        gevraagd_door_id=u.by.persoon_id,
        vraag=str(u.data.get("vraag") or "").strip(),
        uiterlijk=u.vandaag + timedelta(days=beleid.aanvaarden_dagen),
    )
    u.resultaat["aanstelling_id"] = rij.pk
    u.vast["casemanager"] = rij.casemanager_id


def bereid_nee_voor(u: Uitvoering) -> dict[str, Any]:
    if u.obj.terug_naar:
        raise Geweigerd("Er was al een casemanager. Vraag een andere, of beëindig het traject.")
    return eis_reden(u, "Schrijf de reden op. Die komt in de brief aan ouders en school.")


def besluit_nee(u: Uitvoering) -> None:
    leg_besluit_vast(u, Directiebesluit.Soort.NIET_INSCHAKELEN)


# -- the answer ------------------------------------------------------------------------------------


def bereid_aanvaarden_voor(u: Uitvoering) -> dict[str, Any]:
    """Nothing is taken for granted: a conflict of interest may have come up since the question was asked."""
    wie = u.doel.casemanager_id
    if bezwaar := belangen(u.obj, [wie], op=u.vandaag).get(wie):
        raise Geweigerd(f"{bezwaar} Zeg nee, dan vraagt de directeur iemand anders.")
    if not u.data.get("geen_belang"):
        raise Geweigerd("Verklaar dat u geen eigen belang hebt bij deze leerling of school.", veld="geen_belang")
    return {"op": u.vandaag}


def stel_aan(u: Uitvoering) -> None:
    """From now on, and until the track is closed, this person reads this dossier and works in it."""
    u.doel.stand, u.doel.beantwoord_op = Stand.AANVAARD, u.vandaag
    u.doel.save()
    Betrokkene.objects.create(
        zaak=u.zaak,
        user_id=u.doel.casemanager_id,
        naam=u.doel.casemanager.naam,
        rol=Rol.CASEMANAGER,
        van=u.vandaag,
        grond="aangesteld als casemanager",
    )
    u.obj.terug_naar = ""
    u.obj.save(update_fields=["terug_naar"])
    u.woorden["casemanager"] = u.doel.casemanager.naam


def leg_nee_vast(u: Uitvoering) -> None:
    u.doel.stand, u.doel.beantwoord_op = Stand.GEWEIGERD, u.vandaag
    u.doel.reden = reden_van(u)
    u.doel.save()
    u.woorden["casemanager"] = u.doel.casemanager.naam


def trek_vraag_in(u: Uitvoering) -> None:
    u.doel.stand, u.doel.reden = Stand.INGETROKKEN, reden_van(u)
    u.doel.save()


def bereid_ontheffen_voor(u: Uitvoering) -> dict[str, Any]:
    eis_reden(u, "Schrijf op waarom de casemanager stopt.")
    return {"verder_bij": HERVAT_BIJ.get(u.obj.status, u.obj.status)}


def beeindig_aanstelling(u: Uitvoering) -> None:
    """The appointment ends, and the access at once: yesterday was its last day. What was done stays."""
    rijen = Aanstelling.objects.filter(traject=u.obj, stand__in=LOPEND)
    u.resultaat["oude_casemanagers"] = list(rijen.values_list("casemanager_id", flat=True))
    rijen.filter(stand=Stand.AANVAARD).update(stand=Stand.BEEINDIGD, beeindigd_op=u.vandaag)
    rijen.filter(stand=Stand.GEVRAAGD).update(stand=Stand.INGETROKKEN)
    Betrokkene.objects.filter(zaak=u.zaak, rol=Rol.CASEMANAGER, tot__isnull=True).update(tot=u.vandaag - DAG)


@dataclass(frozen=True)
class Bezetting:
    """One casemanager with the tracks that run and are asked."""

    user: User
    afwezig: bool
    aanstellingen: list[Aanstelling]


def per_casemanager(actor: Actor) -> list[Bezetting]:
    """Everybody with the role here, by name."""
    swv_id = actor.eigen_swv_id
    mensen = _casemanagers(swv_id, op=actor.vandaag)
    rijen = Aanstelling.objects.filter(stand__in=LOPEND, traject__zaak__swv_id=swv_id)
    per_persoon: dict[int, list[Aanstelling]] = {}
    for rij in rijen.select_related("traject__zaak__dossier__leerling"):
        per_persoon.setdefault(rij.casemanager_id, []).append(rij)
    weg = afwezigen(mensen, swv_id=swv_id, op=actor.vandaag)
    return [
        Bezetting(user, pk in weg, per_persoon.get(pk, []))
        for pk, user in sorted(mensen.items(), key=lambda paar: paar[1].naam.casefold())
    ]
