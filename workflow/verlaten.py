"""Cases left with somebody whose hat is past: found every day, told to the administrators once a week until it is done.

They come from what was given to a leaver after the handing over, or from a last day that was set when the hat began.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Zaak
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from ui.notatie import datum
from workflow.berichten import Mededeling, schrijf_aan_lid
from workflow.ontvangers import leden
from workflow.vertrek import gisteren, te_behandelen


def verlaten_hoeden(vandaag: date, *, swv_id: int | None = None) -> QuerySet[Lidmaatschap]:
    """The last hat of a person at a school or office, past, with open cases that nobody there handles any more."""
    hoeden = Lidmaatschap.objects.bij_swv(swv_id) if swv_id is not None else Lidmaatschap.objects.all()
    voorbij = hoeden.filter(tot__lt=vandaag)
    school = Zaak.objects.open().filter(school_id=OuterRef("school_id"), schoolbehandelaar_id=OuterRef("user_id"))
    kantoor = Zaak.objects.open().filter(swv_id=OuterRef("swv_id"), behandelaar_id=OuterRef("user_id"))
    zelfde = Lidmaatschap.objects.filter(user_id=OuterRef("user_id"))
    zelfde = zelfde.filter(Q(school_id=OuterRef("school_id")) | Q(swv_id=OuterRef("swv_id")))
    later = zelfde.filter(Q(tot__gt=OuterRef("tot")) | Q(tot=OuterRef("tot"), pk__gt=OuterRef("pk")), tot__lt=vandaag)
    met_zaken = voorbij.filter(Exists(school) | Exists(kantoor)).exclude(Exists(later))
    return met_zaken.select_related("user", "school", "swv").order_by("tot", "pk")


def achtergebleven(vandaag: date, *, swv_id: int | None = None) -> list[tuple[Lidmaatschap, int]]:
    """Those hats, with the number of cases; a hat whose work another hat of the same person does is not one."""
    rijen = [(lid, te_behandelen(lid, op=gisteren(vandaag)).count()) for lid in verlaten_hoeden(vandaag, swv_id=swv_id)]
    return [(lid, aantal) for lid, aantal in rijen if aantal]


def meld_achtergebleven(*, vandaag: date, nu: datetime) -> int:
    """How many messages were written; once a week for each hat."""
    return sum(_meld(lid, aantal, vandaag, nu) for lid, aantal in achtergebleven(vandaag))


def _meld(lid: Lidmaatschap, aantal: int, vandaag: date, nu: datetime) -> int:
    swv_id = lid.school.swv_id if lid.school else lid.swv_id
    assert swv_id is not None and lid.tot is not None
    zaken = "1 zaak heeft" if aantal == 1 else f"{aantal} zaken hebben"
    jaar, week, _ = vandaag.isocalendar()
    wat = Mededeling(
        soort="verlaten_zaken",
        onderwerp=f"Nog over te dragen: {aantal} {'zaak' if aantal == 1 else 'zaken'}",
        tekst=f"De rol van {lid.user.naam} bij {lid.organisatie} eindigde op {datum(lid.tot)}. {zaken} sindsdien "
        "geen behandelaar. Draag ze over: kies Beheer, en dan Draag over bij deze persoon.",
        sleutel=f"verlaten_zaken:{lid.pk}:{jaar}-W{week:02}",
    )
    return sum(schrijf_aan_lid(wie, swv_id, wat, nu=nu) for wie in leden(vandaag, Rol.BEHEERDER, swv_id=swv_id))
