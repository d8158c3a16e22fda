"""What is told about an appointment: to the family by every route there is, and to who works on the case.

Somebody who comes to a closed door was not told. So the family hears of it whatever it chose for mail, and who has no
account gets a letter: a mail says no more than that something waits after logging in.
"""

from cases.models import Afspraak, Afspraakantwoord
from organisations.rollen import COMMISSIEROLLEN, Rol
from ui.notatie import datumtijd
from workflow import ontvangers
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.models_post import Papierpost
from workflow.post import neem_van_papier
from workflow.process import Bewerking, Ontvanger, Uitvoering

WAT = "Waarover: {wat}\nWanneer: {wanneer}\nWaar: {waar}"
KAN_NIET = "Kunt u dan niet? Laat het ons weten bij uw afspraken, of bel ons."
KAN_JE_NIET = "Kun je dan niet? Laat het ons weten bij jouw afspraken, of bel ons."
GEZIN = (Rol.OUDER, Rol.LEERLING)


def meld_gemaakt(afspraak: Afspraak, b: Bewerking) -> list[str]:
    """Who has no account and so gets a letter, by name: each of these returns them, for whoever planned it to call."""
    return _meld(
        afspraak,
        b,
        "gemaakt",
        kop="Een nieuwe afspraak",
        ouder="Er is een afspraak over {leerling}.\n" + WAT + f"\n{KAN_NIET}",
        jij="Er is een afspraak voor jou.\n" + WAT + f"\n{KAN_JE_NIET}",
        medewerker="Er is een afspraak in {nummer} ({leerling}).\n" + WAT,
    )


def meld_veranderd(afspraak: Afspraak, b: Bewerking, *, verzet: bool) -> list[str]:
    """`verzet`: to another moment. Otherwise the place, the subject or who comes changed."""
    wat = "verzet" if verzet else "veranderd"
    zo = "\n".join(regel for regel in ("Het was eerst: {eerst}" if verzet else "", WAT, _reden(afspraak)) if regel)
    return _meld(
        afspraak,
        b,
        "verzet",
        kop=f"Een afspraak is {wat}",
        ouder=f"De afspraak over {{leerling}} is {wat}.\n{zo}\n{KAN_NIET}",
        jij=f"Jouw afspraak is {wat}.\n{zo}\n{KAN_JE_NIET}",
        medewerker=f"Een afspraak in {{nummer}} ({{leerling}}) is {wat}.\n{zo}",
    )


def meld_afgezegd(afspraak: Afspraak, b: Bewerking | Uitvoering) -> list[str]:
    """By somebody, or because the case is closed."""
    zo = f"{WAT}\n{_reden(afspraak)}"
    return _meld(
        afspraak,
        b,
        "afgezegd",
        kop="Een afspraak gaat niet door",
        ouder=f"De afspraak over {{leerling}} gaat niet door. U hoeft niet te komen.\n{zo}",
        jij=f"Jouw afspraak gaat niet door. Je hoeft niet te komen.\n{zo}",
        medewerker=f"Een afspraak in {{nummer}} ({{leerling}}) gaat niet door.\n{zo}",
    )


def meld_antwoord(antwoord: Afspraakantwoord, b: Bewerking) -> None:
    """To who planned it, or who does that work now."""
    afspraak, wie = antwoord.afspraak, "De leerling" if antwoord.rol == Rol.LEERLING else "Een ouder"
    zegt = "komt" if antwoord.komt else "kan niet"
    woorden = {"wat": afspraak.onderwerp, "wanneer": datumtijd(afspraak.moment), "woord": antwoord.tekst}
    tekst = f"{wie} {zegt}. Het gaat over de afspraak in {{nummer}} ({{leerling}}).\n"
    tekst += "Waarover: {wat}\nWanneer: {wanneer}" + ("\nToelichting: {woord}" if antwoord.tekst else "")
    if not antwoord.komt:
        tekst += "\nU kunt de afspraak verzetten of afzeggen bij de zaak."
    for ontvanger in _planner(afspraak, b):
        wat = Mededeling(
            soort="afspraak_antwoord",
            onderwerp=f"{wie} {zegt}: een afspraak",
            tekst=tekst,
            woorden=woorden,
            sleutel=f"afspraak:{afspraak.pk}:antwoord:{antwoord.pk}:{b.nu.isoformat()}:{ontvanger.wie}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)


def _reden(afspraak: Afspraak) -> str:
    return "De reden: {reden}" if afspraak.reden else ""


def _meld(
    afspraak: Afspraak, b: Bewerking | Uitvoering, soort: str, *, kop: str, ouder: str, jij: str, medewerker: str
) -> list[str]:
    """One message for each; a letter about how it was before that is still on the pile goes off it."""
    _haal_brieven_weg(afspraak)
    woorden = {
        "wat": afspraak.onderwerp,
        "wanneer": datumtijd(afspraak.moment),
        "eerst": datumtijd(afspraak.vorig_moment) if afspraak.vorig_moment else "",
        "waar": afspraak.plaats,
        "reden": afspraak.reden,
    }
    zonder_account = []
    for ontvanger in _genodigden(afspraak, b):
        gezin = ontvanger.rol in GEZIN
        wat = Mededeling(
            soort=f"afspraak_{soort}",
            onderwerp=kop,
            tekst=ouder if gezin else medewerker,
            jij=(kop, jij),
            wettelijk=gezin,
            brief_zonder_account=gezin,
            woorden=woorden,
            sleutel=f"afspraak:{afspraak.pk}:{afspraak.verschoven}:{ontvanger.wie}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)
        if ontvanger.user is None and ontvanger.ouder is not None:
            zonder_account.append(ontvanger.ouder.naam)
    return zonder_account


def _haal_brieven_weg(afspraak: Afspraak) -> None:
    rijen = Papierpost.objects.filter(
        zaak_id=afspraak.zaak_id, verstuurd_op__isnull=True, bericht__sleutel__startswith=f"afspraak:{afspraak.pk}:"
    )
    for rij in rijen.select_related("bericht"):
        neem_van_papier(rij.bericht)


def _genodigden(afspraak: Afspraak, b: Bewerking | Uitvoering) -> list[Ontvanger]:
    """The family when it sees the appointment, the school, the casemanager and who handles the case: each once, and not
    who does this.
    """
    zaak, dag = b.zaak, b.by.vandaag
    wie = [*ontvangers.coordinatoren(zaak, dag), *ontvangers.casemanagers(zaak, dag)]
    if zaak.behandelaar_id is not None:
        wie += [o for o in ontvangers.secretariaat(zaak, dag) if o.user and o.user.pk == zaak.behandelaar_id]
    if afspraak.gemaakt_door_id != b.by.gebruiker_id:
        wie += _planner(afspraak, b)
    if afspraak.voor_gezin and zaak.gezin_sinds is not None and zaak.gezin_sinds <= dag:
        wie += ontvangers.gezin(zaak, dag)
    anderen = {o.wie: o for o in wie if o.user is None or o.user.pk != b.by.gebruiker_id}
    return list(anderen.values())


def _planner(afspraak: Afspraak, b: Bewerking | Uitvoering) -> list[Ontvanger]:
    """Who planned it, as long as that person works on the case; else the secretariat and the casemanager."""
    zaak, dag = b.zaak, b.by.vandaag
    kantoor = [*ontvangers.secretariaat(zaak, dag), *ontvangers.casemanagers(zaak, dag)]
    ook = ontvangers.leden(dag, Rol.SECRETARIAAT, *COMMISSIEROLLEN, swv_id=zaak.swv_id)
    eigen = [o for o in (*ook, *kantoor) if o.user is not None and o.user.pk == afspraak.gemaakt_door_id]
    per_persoon = {o.wie: o for o in (eigen[:1] or kantoor)}
    return list(per_persoon.values())
