"""Notices of default in a case with a term of the law: two weeks, the penalty, fixing its amount (Awb 4:17-4:18).

Called from `perform`, under the lock of the case. The amount is never stored: it is derived from the day of receipt and
the day on which the decision was made known. What a person fixed stands beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.dwangsom import Verbeurd, eerste_dag, is_te_vroeg, verbeurd
from deadlines.kalender import Kalender
from deadlines.models import Soort, Termijn, kalender_uit_tabel
from documents.models import Documentsoort
from documents.services import leg_vast as leg_document_vast
from organisations.rollen import Rol
from ui.notatie import datum, euro
from workflow import ontvangers
from workflow.fouten import Conflict, Geweigerd
from workflow.models_ingebreke import Ingebrekestelling
from workflow.process import Ontvanger, Uitvoering

SCHOOL = Ingebrekestelling.Afzender.SCHOOL
GEEN_TERMIJN = "Er liep nooit een wettelijke termijn in deze zaak. Een ingebrekestelling kan dan niet."


@dataclass(frozen=True)
class Stand:
    """How one notice stands on a day."""

    rij: Ingebrekestelling
    vandaag: date
    weken_tot: date
    dwangsom: Verbeurd | None
    """None when no penalty is owed: it came too early, was withdrawn, or came from the family."""
    loopt: bool
    """Nobody made the decision known yet."""

    @property
    def is_vast_te_stellen(self) -> bool:
        """The last day with penalty has passed, so that the amount is known (Awb 4:18). A decision that is made known
        on the last of the 42 days takes that day off again.
        """
        if self.dwangsom is None or self.dwangsom.laatste is None or self.rij.bedrag is not None:
            return False
        return not self.loopt or (self.dwangsom.is_vol and self.dwangsom.laatste < self.vandaag)


def beslistermijn(zaak: Zaak) -> Termijn | None:
    """The term of the law for the decision, also when a decision that nobody was told of yet stopped it."""
    return Termijn.objects.filter(zaak=zaak, soort=Soort.BESLISTERMIJN).order_by("-pk").first()


def stand(rij: Ingebrekestelling, *, vandaag: date, kalender: Kalender) -> Stand:
    telt = rij.van_school and not rij.te_vroeg and rij.ingetrokken_op is None
    bedrag = verbeurd(rij.ontvangen_op, tot_en_met=rij.telt_tot(vandaag), kalender=kalender) if telt else None
    weken_tot = date.fromordinal(eerste_dag(rij.ontvangen_op, kalender=kalender).toordinal() - 1)
    return Stand(rij, vandaag, weken_tot, bedrag, loopt=rij.geeindigd_op is None and rij.ingetrokken_op is None)


def afzenders(zaak: Zaak, vandaag: date) -> list[tuple[str, str]]:
    """Who can have sent one: the applicant, and each of the family, as a choice in a form."""
    familie = [(kenmerk_van(lid), naam_van(lid, zaak)) for lid in ontvangers.gezin(zaak, vandaag)]
    return [(SCHOOL.value, f"De school: {zaak.school.naam}"), *familie]


def kenmerk_van(lid: Ontvanger) -> str:
    """One of the family, in a form and on a term: the same before and after a parent got an account."""
    return f"o{lid.ouder.pk}" if lid.ouder is not None else lid.wie


def is_van(rij: Ingebrekestelling, lid: Ontvanger) -> bool:
    """Whether this member of the family sent it."""
    if lid.ouder is not None:
        return rij.ouder_id == lid.ouder.pk
    return rij.leerling_id is not None and lid.rol == Rol.LEERLING


def afzender_van(rij: Ingebrekestelling, vandaag: date) -> Ontvanger | None:
    """Who of the family sent it, as that person is reached today; None for the school and who has no say any more."""
    return next((lid for lid in ontvangers.gezin(rij.zaak, vandaag) if is_van(rij, lid)), None)


def naam_van(lid: Ontvanger, zaak: Zaak) -> str:
    return lid.ouder.naam if lid.ouder is not None else zaak.dossier.leerling.naam


# -- a notice comes in -----------------------------------------------------------------------------


def bereid_voor(u: Uitvoering) -> dict[str, Any]:
    op, termijn = u.data["ontvangen_op"], beslistermijn(u.zaak)
    if termijn is None:
        raise Geweigerd(GEEN_TERMIJN)
    if op > u.vandaag:
        raise Geweigerd("Vul een dag in tot en met vandaag.", veld="ontvangen_op")
    if op < termijn.vanaf:
        raise Geweigerd(f"De aanvraag is van {datum(termijn.vanaf)}. Kies een latere dag.", veld="ontvangen_op")
    if u.data["van"] not in dict(afzenders(u.zaak, u.vandaag)):
        raise Geweigerd("Kies wie de brief stuurde.", veld="van")
    lid = _lid(u.zaak, u.data["van"], u.vandaag)
    geldig = Ingebrekestelling.objects.geldig().filter(zaak=u.zaak)
    eerder = next((rij for rij in geldig if (is_van(rij, lid) if lid else rij.van_school)), None)
    if eerder is not None and not is_te_vroeg(op, einde_termijn=termijn.einde):
        raise Geweigerd(
            f"Er is al een ingebrekestelling van {eerder.naam}, van {datum(eerder.ontvangen_op)}. "
            "Een tweede verandert niets aan de dagen. Klopt de eerste niet? Trek die dan eerst in.",
            veld="van",
        )
    return {}


def _afzender(u: Uitvoering) -> str:
    return SCHOOL if u.data["van"] == SCHOOL else Ingebrekestelling.Afzender.GEZIN


def leg_vast(u: Uitvoering, *, bekend: date | None = None, weg: date | None = None) -> None:
    """The notice with its paper; when it came in time to count, the two weeks run from the day after receipt.

    `bekend`: the day on which the decision was made known, when the notice is recorded after that; `weg`: the same of
    the day on which the request was withdrawn, since when no decision is due.
    """
    termijn = beslistermijn(u.zaak)
    assert termijn is not None, "it was asked just now"
    lid = _lid(u.zaak, str(u.data["van"]), u.vandaag)
    rij = Ingebrekestelling.objects.create(
        zaak=u.zaak,
        afzender=_afzender(u),
        ouder=lid.ouder if lid else None,
        leerling=u.zaak.dossier.leerling if lid and lid.ouder is None else None,
        wie=kenmerk_van(lid) if lid else "",
        naam=naam_van(lid, u.zaak) if lid else u.zaak.school.naam,
        ontvangen_op=u.data["ontvangen_op"],
        beslissen_tot=termijn.einde,
        genoteerd_op=u.nu,
        genoteerd_door_id=u.by.gebruiker_id,
    )
    _bewaar_papier(u, rij, lid)
    if not rij.te_vroeg:
        termijnen.start(u.zaak, Soort.INGEBREKE, vanaf=rij.ontvangen_op, kenmerk=rij.kenmerk)
    u.vast |= {"te_vroeg": rij.te_vroeg, "afzender": rij.afzender, **_alleen_voor(rij, lid)}
    if (einde := bekend or weg) is not None:
        einde_van_wachten(u, op=einde)
        rij.refresh_from_db(fields=["geeindigd_op"])
    u.tussen |= {"ingebreke": rij, "lid": lid}
    gevolg = gevolg_in_woorden(rij, kalender_uit_tabel(), vandaag=u.vandaag, weg=weg)
    u.woorden |= {"ontvangen": datum(rij.ontvangen_op), "gevolg": gevolg}


def _lid(zaak: Zaak, kenmerk: str, vandaag: date) -> Ontvanger | None:
    return next((lid for lid in ontvangers.gezin(zaak, vandaag) if kenmerk_van(lid) == kenmerk), None)


def _bewaar_papier(u: Uitvoering, rij: Ingebrekestelling, lid: Ontvanger | None) -> None:
    """The letter itself: of the school to all who work on the case, of the family to that person and the offices."""
    if (keuring := u.data.get("keuring")) is None:
        return
    eigen = lid.user.pk if lid and lid.user else None
    rij.document = leg_document_vast(
        keuring,
        zaak=u.zaak,
        actor=u.by,
        soort=Documentsoort.BIJLAGE,
        compartiment=Compartiment.INTERN if lid and eigen is None else Compartiment.DOSSIER,
        nu=u.nu,
        titel=f"Ingebrekestelling van {rij.naam}, {datum(rij.ontvangen_op)}",
        gezinslid_id=eigen,
    )
    rij.save(update_fields=["document"])


def _alleen_voor(rij: Ingebrekestelling, lid: Ontvanger | None) -> dict[str, list[int]]:
    """On record: that one of the family wrote is told to that person and the offices, to nobody else."""
    return {} if rij.van_school else {"gezinsleden": [lid.user.pk] if lid and lid.user else []}


def gevolg_in_woorden(rij: Ingebrekestelling, kalender: Kalender, *, vandaag: date, weg: date | None = None) -> str:
    """What follows from a notice, for who works on the case and for the school: also when it is recorded late."""
    if rij.te_vroeg:
        if rij.beslissen_tot is None:
            return f"Die kwam te vroeg en telt niet. De termijn {'stond' if weg else 'staat'} stil."
        mag = "mag" if rij.beslissen_tot >= vandaag and weg is None else "mocht"
        return f"Die kwam te vroeg en telt niet. Beslissen {mag} tot en met {datum(rij.beslissen_tot)}."
    if weg is not None:
        return f"De aanvraag is op {datum(weg)} ingetrokken. Er hoeft geen besluit meer te komen."
    if rij.geeindigd_op is not None:
        return f"Het besluit is sinds {datum(rij.geeindigd_op)} bekend."
    eerste = eerste_dag(rij.ontvangen_op, kalender=kalender)
    if eerste <= vandaag:
        om = f"De twee weken zijn om. Sinds {datum(eerste)}"
        return f"{om} kost elke dag een dwangsom." if rij.van_school else f"{om} kan {rij.naam} naar de rechter."
    weken = f"Beslissen kan nog tot en met {datum(date.fromordinal(eerste.toordinal() - 1))}."
    if rij.van_school:
        return f"{weken} Daarna kost elke dag een dwangsom."
    return f"{weken} Daarna kan {rij.naam} naar de rechter."


# -- and is withdrawn ------------------------------------------------------------------------------


def bereid_intrekken_voor(u: Uitvoering) -> dict[str, Any]:
    rij = _rij(u)
    if rij.ingetrokken_op is not None:
        raise Conflict("Deze ingebrekestelling is al ingetrokken.")
    if rij.bedrag is not None:
        raise Geweigerd("De dwangsom is al vastgesteld. Intrekken kan niet meer.")
    if not str(u.data.get("reden") or "").strip():
        raise Geweigerd("Schrijf op wie de ingebrekestelling introk, en hoe.", veld="reden")
    if not rij.ontvangen_op <= u.data["ingetrokken_op"] <= u.vandaag:
        raise Geweigerd(
            f"Kies een dag vanaf {datum(rij.ontvangen_op)}, tot en met vandaag.",
            veld="ingetrokken_op",
        )
    return {}


def trek_in(u: Uitvoering) -> None:
    """What is withdrawn never counted: no days, no amount."""
    rij = _rij(u)
    rij.ingetrokken_op, rij.reden_intrekken = u.data["ingetrokken_op"], str(u.data["reden"]).strip()
    rij.save(update_fields=["ingetrokken_op", "reden_intrekken"])
    _stop(rij, *((Soort.INGEBREKE, Soort.DWANGSOM, Soort.DWANGSOMBESLUIT) if not rij.te_vroeg else ()), op=u.vandaag)
    lid = afzender_van(rij, u.vandaag)
    u.vast |= _alleen_voor(rij, lid)
    u.woorden |= {"ontvangen": datum(rij.ontvangen_op)}
    u.tussen |= {"ingebreke": rij, "lid": lid}


def _rij(u: Uitvoering) -> Ingebrekestelling:
    rij = Ingebrekestelling.objects.select_for_update(of=("self",)).filter(zaak=u.zaak, pk=u.data["rij"]).first()
    if rij is None:
        raise Conflict("Een collega heeft dit ondertussen veranderd. Bekijk de termijnen opnieuw.")
    return rij


def _stop(rij: Ingebrekestelling, *soorten: str, op: date) -> None:
    for soort in soorten:
        termijnen.stop(rij.zaak, soort, op=op, kenmerk=rij.kenmerk)


# -- time passes -----------------------------------------------------------------------------------


def twee_weken_om(u: Uitvoering) -> None:
    """By the system: for the school the days with penalty begin, a family can go to court."""
    voorbij = Termijn.objects.open().filter(zaak=u.zaak, soort=Soort.INGEBREKE, einde__lt=u.vandaag)
    geldig = {rij.kenmerk: rij for rij in Ingebrekestelling.objects.geldig().filter(zaak=u.zaak)}
    gevolgen, rijen = [], []
    for termijn in voorbij:
        rij = geldig[termijn.kenmerk]
        _stop(rij, Soort.INGEBREKE, op=u.vandaag)
        if rij.van_school:
            loopt = termijnen.start(u.zaak, Soort.DWANGSOM, vanaf=rij.ontvangen_op, kenmerk=rij.kenmerk)
            gevolgen.append(f"Elke dag kost nu een dwangsom, hoogstens tot en met {datum(loopt.einde or u.vandaag)}.")
        else:
            gevolgen.append(f"{rij.naam} kan nu naar de rechter.")
        rijen.append(rij)
    u.tussen["van_school"] = any(rij.van_school for rij in rijen)
    leden = ontvangers.gezin(u.zaak, u.vandaag)
    u.tussen["gezin"] = [lid for lid in leden if any(is_van(rij, lid) for rij in rijen)]
    if not u.tussen["van_school"]:
        u.vast["gezinsleden"] = [lid.user.pk for lid in u.tussen["gezin"] if lid.user]
    u.woorden["gevolg"] = " ".join(gevolgen)


def dwangsom_vol(u: Uitvoering) -> None:
    """By the system: 42 days have passed. More is not due; the amount is to be fixed although nothing was decided."""
    for rij in Ingebrekestelling.objects.geldig().filter(zaak=u.zaak, afzender=SCHOOL):
        _stop(rij, Soort.DWANGSOM, op=u.vandaag)
        _vraag_bedrag(u, rij)


def einde_van_wachten(u: Uitvoering, *, op: date) -> None:
    """The decision is known, or nobody asks for one any more: the days stop, and what is due is to be fixed."""
    for rij in Ingebrekestelling.objects.geldig().filter(zaak=u.zaak, geeindigd_op__isnull=True):
        rij.geeindigd_op = op
        rij.save(update_fields=["geeindigd_op"])
        _stop(rij, Soort.INGEBREKE, Soort.DWANGSOM, op=u.vandaag)
        if rij.van_school:
            _vraag_bedrag(u, rij)


def _vraag_bedrag(u: Uitvoering, rij: Ingebrekestelling) -> None:
    """Within two weeks after the last day with penalty; once."""
    som = verbeurd(rij.ontvangen_op, tot_en_met=rij.telt_tot(u.vandaag), kalender=kalender_uit_tabel())
    loopt = Termijn.objects.open().filter(zaak=u.zaak, soort=Soort.DWANGSOMBESLUIT)
    if som.laatste is None or rij.bedrag is not None or loopt.exists():
        return
    termijn = termijnen.start(u.zaak, Soort.DWANGSOMBESLUIT, vanaf=som.laatste, kenmerk=rij.kenmerk)
    u.tussen["dwangsom"] = som
    u.woorden |= {
        "dagen": str(som.dagen),
        "bedrag": euro(som.bedrag),
        "vaststellen": datum(termijn.einde or u.vandaag),
    }


# -- the amount is fixed ---------------------------------------------------------------------------


def bereid_vaststellen_voor(u: Uitvoering) -> dict[str, Any]:
    rij = _rij(u)
    nu = stand(rij, vandaag=u.vandaag, kalender=kalender_uit_tabel())
    if rij.bedrag is not None:
        raise Conflict("Het bedrag is al vastgesteld.")
    if not nu.is_vast_te_stellen or nu.dwangsom is None:
        raise Geweigerd("Er is nog geen bedrag vast te stellen.")
    bedrag, som = u.data["bedrag"], nu.dwangsom.bedrag
    if bedrag > som:
        raise Geweigerd(f"Volgens de wet is het hoogstens {euro(som)}: {nu.dwangsom.dagen} dagen.", veld="bedrag")
    if bedrag != som and not str(u.data.get("reden") or "").strip():
        raise Geweigerd(f"De berekening komt uit op {euro(som)}. Schrijf op waarom het minder is.", veld="reden")
    if not (nu.dwangsom.laatste or u.vandaag) < u.data["vastgesteld_op"] <= u.vandaag:
        raise Geweigerd("Kies een dag na de laatste dag met dwangsom, tot en met vandaag.", veld="vastgesteld_op")
    return {}


def stel_vast(u: Uitvoering) -> None:
    rij = _rij(u)
    rij.bedrag, rij.vastgesteld_op = int(u.data["bedrag"]), u.data["vastgesteld_op"]
    rij.reden_bedrag = str(u.data.get("reden") or "").strip()
    rij.save(update_fields=["bedrag", "vastgesteld_op", "reden_bedrag"])
    _stop(rij, Soort.DWANGSOMBESLUIT, op=u.vandaag)
    u.woorden["bedrag"] = euro(rij.bedrag)
    u.tussen["ingebreke"] = rij
