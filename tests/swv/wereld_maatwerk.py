"""Maatwerk tracks of the pupil in the world of the access matrix: in intake, being carried out, and closed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Dossier, Zaak
from documents.models import Document, Documentsoort
from documents.services import voeg_toe
from maatwerk.delen import maak_code
from maatwerk.models import (
    Aanstelling,
    Contact,
    Deeltoestemming,
    Gedeeldstuk,
    Intake,
    Netwerkpartner,
    Optie,
    Status,
    Traject,
    Uitvoeringstaak,
    Verkenning,
)
from maatwerk.plansecties import PLEK
from maatwerk.toestanden import TOESTANDEN
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.maatwerk.planhulp import maak_versie

S = Status


def trajecten(dossier: Dossier, eigen: dict[str, Actor], voorbij: Actor) -> list[dict[str, Any]]:
    """The arguments of addresses: for the open, the running and the closed case of the world."""
    gevraagd = _traject(dossier, S.CASEMANAGER_GEVRAAGD)
    vraag = _aanstelling(gevraagd, eigen, stand=Aanstelling.Stand.GEVRAAGD)
    lopend = _waarden(_traject(dossier, S.UITVOERING), eigen, voorbij)
    gesloten = _waarden(_traject(dossier, S.AFGESLOTEN), eigen, voorbij)
    intake = {**lopend, **_begin(_traject(dossier, S.INTAKE), eigen)}
    return [{**waarden, "aanstelling_id": vraag.pk} for waarden in (intake, lopend, gesloten)]


def _traject(dossier: Dossier, status: Status) -> Traject:
    dag, open_ = timezone.localdate(), status not in (S.AFGESLOTEN, S.AFGEWEZEN)
    zaak: Zaak = factories.ZaakFactory(
        dossier=dossier,
        soort="maatwerk",
        status=status,
        status_label=TOESTANDEN[status].label,
        swv_sinds=dag,
        gezin_sinds=dag,
        gesloten_op=None if open_ else dag,
    )
    zaak.nummer = f"M-{zaak.pk}"
    zaak.ontvangen_op = dag
    zaak.save()
    traject = Traject.objects.create(zaak=zaak)
    Traject.objects.filter(pk=traject.pk).update(
        status=status, ingebracht_op=dag, aangesteld_op=dag, goedgekeurd_op=dag
    )
    Intake.objects.create(traject=traject)
    return Traject.objects.select_related("zaak").get(pk=traject.pk)


def _aanstelling(traject: Traject, eigen: dict[str, Actor], *, stand: str) -> Aanstelling:
    dag = timezone.localdate()
    return Aanstelling.objects.create(
        traject=traject,
        casemanager_id=eigen[Rol.CASEMANAGER].persoon_id,
        stand=stand,
        gevraagd_op=dag,
        gevraagd_door_id=eigen[Rol.DIRECTEUR_SWV].persoon_id,
        uiterlijk=dag,
        beantwoord_op=None if stand == Aanstelling.Stand.GEVRAAGD else dag,
    )


def _begin(traject: Traject, eigen: dict[str, Actor]) -> dict[str, Any]:
    """What stands in the intake."""
    toegevoegd = voeg_toe(
        zaak=traject.zaak,
        actor=eigen[Rol.SECRETARIAAT],
        data=tekst_pdf(),
        naam="Verslag.pdf",
        soort=Documentsoort.VERSLAG,
        compartiment=Compartiment.TRAJECT,
        nu=timezone.now(),
    )
    assert toegevoegd.document is not None
    verkenning = Verkenning.objects.create(traject=traject, vorm="so", waarom_niet="Te groot.")
    return {
        "traject_id": traject.zaak_id,
        "verkenning_id": verkenning.pk,
        "trajectstuk_id": toegevoegd.document.pk,
        "actie": "beeindigen",
        "stand": "valt_af",
    }


def _waarden(traject: Traject, eigen: dict[str, Actor], voorbij: Actor) -> dict[str, Any]:
    nu, dag = timezone.now(), timezone.localdate()
    open_ = traject.status != S.AFGESLOTEN
    stand = Aanstelling.Stand.AANVAARD if open_ else Aanstelling.Stand.BEEINDIGD
    _aanstelling(traject, eigen, stand=stand)
    gisteren = dag - timedelta(days=1)
    _betrek(traject.zaak, eigen[Rol.CASEMANAGER], None if open_ else gisteren)
    _betrek(traject.zaak, voorbij, gisteren)
    begin, wie = _begin(traject, eigen), eigen[Rol.CASEMANAGER].persoon_id
    partner = Netwerkpartner.objects.create(
        traject=traject, naam="Riet Hoekstra", functie="jeugdarts", organisatie="GGD", sinds=dag
    )
    toestemming = Deeltoestemming.objects.create(
        partner=partner, doel="stukken", gegeven_door="Leerling", gegeven_op=dag, hoe="gesprek", genoteerd_door_id=wie
    )
    stuk = Gedeeldstuk.objects.create(
        partner=partner,
        document_id=begin["trajectstuk_id"],
        code_hash=maak_code()[1],
        gemaakt_op=nu,
        gemaakt_door_id=wie,
        geldig_tot=dag,
    )
    contact = Contact.objects.create(traject=traject, met="ouders", wijze="gesprek", op=dag, door_id=wie, moment=nu)
    versie = maak_versie(traject, eigen[Rol.CASEMANAGER], "goedgekeurd")
    Document.objects.filter(pk=versie.document_id).update(aangemaakt_op=nu)  # or the work seems to lie still
    return begin | {
        "planversie": versie.nummer,
        "plansectie": PLEK,
        "partner_id": partner.pk,
        "toestemming_id": toestemming.pk,
        "stuk_id": stuk.pk,
        "contact_id": contact.pk,
        "optie_id": Optie.objects.create(traject=traject, naam="De Kas", vorm="anders").pk,
        "taak_id": Uitvoeringstaak.objects.create(traject=traject, wat="Vervoer", wie="ouders", partij="ouders").pk,
    }


def _betrek(zaak: Zaak, actor: Actor, tot: Any) -> None:
    van = timezone.localdate() - timedelta(days=30)
    zaak.betrokkenen.create(
        user_id=actor.gebruiker_id, rol=Rol.CASEMANAGER, van=van, tot=tot, grond="gevraagd", naam="x"
    )
