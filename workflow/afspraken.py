"""Appointments in a case: made, moved, called off, and what the family answers.

They are made and changed by who speaks for the samenwerkingsverband. What is told about them is in
`afspraakberichten`. Every change is a new version (`Afspraak.verschoven`), and an answer is about one version.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Afspraak, Afspraakantwoord, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from ui.notatie import datumtijd
from workflow import afspraakberichten as berichten
from workflow.fouten import Geweigerd, NietGevonden
from workflow.gezinslid import gezinslid_van
from workflow.papieren import eis_afdrukbaar
from workflow.process import Bewerking, Deel, Uitvoering

GESLOTEN = "Deze zaak is afgesloten. Een afspraak maken of verzetten kan dan niet meer. Afzeggen kan nog wel."
VOORBIJ = "Deze afspraak is al geweest. Maak een nieuwe afspraak."
AFGEZEGD = "Deze afspraak is afgezegd. Maak een nieuwe afspraak."
VOORUIT = timedelta(days=731)
"""Who plans further ahead mistyped the year."""
VELDEN = ("moment", "plaats", "onderwerp", "aanwezigen")


def mag_afspreken(actor: Actor, obj: object) -> bool:
    return actor.is_swv_bureau or actor.rol == Rol.CASEMANAGER


def mag_antwoorden(actor: Actor, obj: object) -> bool:
    """Everyone of the family who may see the case; who that is, visible_to has decided."""
    return actor.is_gezin


def afspraak_van(zaak: Zaak, afspraak_id: int, *, gezin: bool = False) -> Afspraak:
    """NietGevonden for one of another case, and for the family for one that is not for them."""
    rijen = zaak.afspraken.filter(voor_gezin=True) if gezin else zaak.afspraken.all()
    afspraak = rijen.filter(pk=afspraak_id).first()
    if afspraak is None:
        raise NietGevonden
    return afspraak


def voor_gezin(zaken: Q, actor: Actor) -> tuple[QuerySet[Afspraak], QuerySet[Afspraakantwoord]]:
    """What the family has before it in these cases, what was called off too until its day has passed; and what this
    person answered.
    """
    komend = Afspraak.objects.filter(zaken, voor_gezin=True, moment__date__gte=actor.vandaag)
    eigen = Afspraakantwoord.objects.filter(afspraak__in=komend.values("pk"), user_id=actor.persoon_id)
    return komend, eigen


def met_wie_niet_kan(rijen: QuerySet[Afspraak]) -> QuerySet[Afspraak]:
    """Each with `iemand_kan_niet`."""
    niet = Afspraakantwoord.objects.filter(afspraak=OuterRef("pk"), verschoven=OuterRef("verschoven"), komt=False)
    return rijen.annotate(iemand_kan_niet=Exists(niet))


def _versie(b: Bewerking) -> int:
    return afspraak_van(b.zaak, b.data["afspraak_id"], gezin=b.by.is_gezin).verschoven


def _eis_dag(moment: datetime, nu: datetime) -> None:
    if moment <= nu:
        raise Geweigerd("Deze dag en tijd zijn al voorbij. Kies een moment dat nog komt.", veld="datum")
    if moment > nu + VOORUIT:
        raise Geweigerd("Kies een dag binnen twee jaar.", veld="datum")


def _eis_open(b: Bewerking) -> None:
    if not b.zaak.is_open:
        raise Geweigerd(GESLOTEN)


def _eis_komend(afspraak: Afspraak, nu: datetime) -> None:
    if afspraak.afgezegd_op is not None:
        raise Geweigerd(AFGEZEGD)
    if afspraak.moment <= nu:
        raise Geweigerd(VOORBIJ)


def _maak(b: Bewerking) -> None:
    _eis_open(b)
    _eis_dag(b.data["moment"], b.nu)
    eis_afdrukbaar({veld: str(b.data[veld]) for veld in VELDEN})
    afspraak = Afspraak.objects.create(zaak=b.zaak, gemaakt_door_id=b.by.gebruiker_id, gewijzigd_op=b.nu, **b.data)
    b.resultaat["id"] = afspraak.pk
    b.resultaat["te_bellen"] = berichten.meld_gemaakt(afspraak, b)


def _verzet(b: Bewerking) -> None:
    """Another moment, place, subject or company. What is the same as it was changes nothing and tells nobody."""
    afspraak = afspraak_van(b.zaak, b.data["afspraak_id"])
    _eis_open(b)
    _eis_komend(afspraak, b.nu)
    nieuw = {veld: b.data[veld] for veld in VELDEN}
    reden = str(b.data.get("reden") or "").strip()
    b.resultaat["te_bellen"] = []
    if all(getattr(afspraak, veld) == waarde for veld, waarde in nieuw.items()):
        return
    _eis_dag(nieuw["moment"], b.nu)
    eis_afdrukbaar({**{veld: str(waarde) for veld, waarde in nieuw.items()}, "reden": reden})
    verzet = nieuw["moment"] != afspraak.moment
    if verzet:
        afspraak.vorig_moment = afspraak.moment
    for veld, waarde in nieuw.items():
        setattr(afspraak, veld, waarde)
    afspraak.reden = reden
    _bewaar_versie(afspraak, b)
    b.resultaat["id"] = afspraak.pk
    b.resultaat["te_bellen"] = berichten.meld_veranderd(afspraak, b, verzet=verzet)


def _zeg_af(b: Bewerking) -> None:
    """It does not take place; also when the case was closed meanwhile."""
    afspraak = afspraak_van(b.zaak, b.data["afspraak_id"])
    _eis_komend(afspraak, b.nu)
    reden = str(b.data.get("reden") or "").strip()
    if not reden:
        raise Geweigerd("Schrijf op waarom de afspraak niet doorgaat. Wie zou komen, leest dit.", veld="reden")
    eis_afdrukbaar({"reden": reden})
    afspraak.afgezegd_op, afspraak.reden = b.nu, reden
    _bewaar_versie(afspraak, b)
    b.resultaat["id"] = afspraak.pk
    b.resultaat["te_bellen"] = berichten.meld_afgezegd(afspraak, b)


def _bewaar_versie(afspraak: Afspraak, b: Bewerking | Uitvoering) -> None:
    afspraak.verschoven += 1
    afspraak.gewijzigd_op = b.nu
    afspraak.save()


def _komend(zaak: Zaak, nu: datetime) -> QuerySet[Afspraak]:
    return zaak.afspraken.filter(afgezegd_op__isnull=True, moment__gt=nu)


def zeg_af_bij_sluiten(u: Uitvoering, reden: str) -> None:
    """What was still to come does not take place when the case is closed: who was invited hears of it, as always."""
    te_bellen: list[str] = []
    afgezegd = list(_komend(u.zaak, u.nu))
    for afspraak in afgezegd:
        afspraak.afgezegd_op, afspraak.reden = u.nu, reden
        _bewaar_versie(afspraak, u)
        te_bellen += berichten.meld_afgezegd(afspraak, u)
    if afgezegd:
        u.vast["afspraken_afgezegd"] = [afspraak.pk for afspraak in afgezegd]
        u.resultaat |= {"afspraken_afgezegd": len(afgezegd), "te_bellen": list(dict.fromkeys(te_bellen))}


def wat_vervalt(zaak: Zaak, nu: datetime) -> str:
    """For a page on which a case is closed: what that does to its appointments. Empty when there are none to come."""
    momenten = list(_komend(zaak, nu).values_list("moment", flat=True))
    if not momenten:
        return ""
    if len(momenten) == 1:
        wat = f"Er staat nog een afspraak, op {datumtijd(momenten[0])}. Die gaat dan niet door."
    else:
        wat = f"Er staan nog {len(momenten)} afspraken. Die gaan dan niet door."
    return f"{wat} Wie erbij hoort, krijgt bericht."


def bel_ook(namen: list[str]) -> str:
    """Who gets a letter may read it too late: for whoever planned it, moved it or called it off."""
    if not namen:
        return ""
    krijgt = "heeft geen account en krijgt" if len(namen) == 1 else "hebben geen account en krijgen"
    return f"{' en '.join(namen)} {krijgt} een brief. Is het al snel? Bel dan ook."


def _antwoord(b: Bewerking) -> None:
    """One of the family comes or cannot come, with a word; the last answer counts. Other parents do not read it."""
    gezinslid_van(b.zaak, b.by)
    afspraak = afspraak_van(b.zaak, b.data["afspraak_id"], gezin=True)
    if afspraak.afgezegd_op is not None or afspraak.moment <= b.nu:
        raise Geweigerd("Deze afspraak is al geweest of gaat niet door. Een antwoord is niet meer nodig.")
    vorig = afspraak.antwoorden.filter(user_id=b.by.persoon_id, verschoven=afspraak.verschoven).first()
    rij, _ = Afspraakantwoord.objects.update_or_create(
        afspraak=afspraak,
        user_id=b.by.persoon_id,
        verschoven=afspraak.verschoven,
        defaults={
            "rol": b.by.rol,
            "komt": b.data["komt"],
            "tekst": str(b.data.get("tekst") or "").strip(),
            "moment": b.nu,
        },
    )
    b.vast["gezinsleden"] = [b.by.gebruiker_id]
    b.resultaat["id"] = rij.pk
    if vorig is None or (vorig.komt, vorig.tekst) != (rij.komt, rij.tekst):
        berichten.meld_antwoord(rij, b)


AFSPRAAKDELEN = (
    Deel(naam="afspraak", label="Afspraak", mag=mag_afspreken, schrijf=_maak, sessie=False, icoon="calendar-event"),
    Deel(
        naam="afspraak_verzetten",
        label="Afspraak verzetten",
        mag=mag_afspreken,
        versie=_versie,
        schrijf=_verzet,
        sessie=False,
        gebeurd="Afspraak gewijzigd",
        icoon="calendar-event",
    ),
    Deel(
        naam="afspraak_afzeggen",
        label="Afspraak afzeggen",
        mag=mag_afspreken,
        versie=_versie,
        schrijf=_zeg_af,
        sessie=False,
        gebeurd="Afspraak afgezegd",
        icoon="calendar-event",
    ),
    Deel(
        naam="afspraak_antwoord",
        label="Antwoord op een afspraak",
        mag=mag_antwoorden,
        versie=_versie,
        schrijf=_antwoord,
        sessie=False,
        gebeurd="Antwoord op een afspraak gegeven",
        icoon="calendar-event",
    ),
)
