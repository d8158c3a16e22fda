"""The actions around a notice of default, declared as data; what they do stands in `workflow.ingebreke`."""

from tlv import ingebreke, ingebrekebrief, rechten
from workflow import ingebreke as algemeen
from workflow.process import Action

ACTIES = (
    Action(
        naam=ingebreke.STELLEN,
        label="Ingebrekestelling vastleggen",
        gebeurd="Ingebrekestelling ontvangen",
        gezin="Wij kregen een brief dat het besluit te lang duurt",
        icoon="mail",
        mag=ingebreke.mag_vastleggen,
        voorbereiden=ingebreke.bereid_voor,
        daarna=ingebreke.leg_vast,
        papieren=(ingebrekebrief.brieven,),
        berichten=("ingebreke_bureau", "ingebreke_school", "ingebreke_gezin", "dwangsom_verschuldigd"),
    ),
    Action(
        naam=ingebreke.INTREKKEN,
        label="Ingebrekestelling is ingetrokken",
        gebeurd="Ingebrekestelling ingetrokken",
        gezin="De brief dat het besluit te lang duurt, is ingetrokken",
        icoon="x",
        mag=ingebreke.mag_vastleggen,
        voorbereiden=algemeen.bereid_intrekken_voor,
        daarna=algemeen.trek_in,
        berichten=(
            "ingebreke_ingetrokken_bureau",
            "ingebreke_ingetrokken_school",
            "ingebreke_ingetrokken_gezin",
        ),
    ),
    Action(
        naam=ingebreke.VOORBIJ,
        label="Twee weken na de ingebrekestelling zijn om",
        gezin="Wij zijn nog steeds te laat met ons besluit",
        icoon="alert-triangle",
        mag=rechten.nooit,
        systeem=True,
        daarna=algemeen.twee_weken_om,
        berichten=("ingebreke_voorbij_bureau", "ingebreke_voorbij_school", "ingebreke_voorbij_gezin"),
    ),
    Action(
        naam=ingebreke.VOL,
        label="De dwangsom loopt niet verder op",
        gezin="Wij zijn nog steeds te laat met ons besluit",
        icoon="alert-triangle",
        mag=rechten.nooit,
        systeem=True,
        daarna=algemeen.dwangsom_vol,
        berichten=("dwangsom_vol_bureau",),
    ),
    Action(
        naam=ingebreke.VASTSTELLEN,
        label="Dwangsom vaststellen",
        gebeurd="Dwangsom vastgesteld",
        gezin="Wij schreven de school over de kosten van het wachten",
        icoon="check",
        mag=ingebreke.mag_vastleggen,
        voorbereiden=algemeen.bereid_vaststellen_voor,
        daarna=algemeen.stel_vast,
        berichten=("dwangsom_vastgesteld_school",),
    ),
)
