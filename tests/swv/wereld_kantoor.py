"""What lies at the office in the world of the access matrix: post, duplicates, an import, a read, people's rows."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from audit.services import record_lezing
from cases.models import MogelijkeDubbel, Zaak
from cases.samenvoegen import voeg_samen
from deadlines.models import Feestdag
from documents.models import Bekendmaking, Document, Werkstatus
from organisations.actor import Actor
from organisations.models import Afwezigheid, Deskundigheid, Schoolimport
from organisations.rollen import Rol
from organisations.toegang.models import Bewaardformulier, Bewijssoort, Toegangsbewijs
from tests import factories
from tlv.models import Terugzending
from workflow.models import Bericht, Storing
from workflow.models_post import Onbestelbaar, Papierpost

ADRES = "komt-terug@ouder.example"


def kantoor(eigen: dict[str, Actor], zaak: Zaak) -> dict[str, Any]:
    """`zaak` is the one whose letters and mails these are."""
    return {
        **_post(eigen[Rol.SECRETARIAAT], zaak),
        **_mensen(eigen),
        **_kalender(eigen[Rol.BEHEERDER]),
        "samengevoegd_id": _samengevoegd(eigen[Rol.SECRETARIAAT], zaak).pk,
        "lezing_id": record_lezing(
            eigen[Rol.COORDINATOR],
            "zaak",
            grond={"been": "school"},
            swv_id=zaak.swv_id,
            zaak_id=zaak.pk,
            leerling_id=zaak.dossier.leerling_id,
        ).pk,
    }


def _samengevoegd(secretariaat: Actor, zaak: Zaak) -> MogelijkeDubbel:
    """Two dossiers of another pupil that became one, and can be two again."""
    oud, nieuw = (factories.DossierFactory(school=factories.SchoolFactory(swv=zaak.swv)) for _ in range(2))
    paar = MogelijkeDubbel.objects.create(
        swv=zaak.swv, bestaand=oud, nieuw=nieuw, gevonden_op=timezone.localdate(), overeenkomst="naam"
    )
    voeg_samen(paar.pk, by=secretariaat, gegevens_van="bestaand", reden="dezelfde leerling", nu=timezone.now())
    return paar


def _post(secretariaat: Actor, zaak: Zaak) -> dict[str, Any]:
    """A letter noted as sent today that came back, a mail that came back and is to go on paper, and one that failed."""
    nu = timezone.now()
    brief = Bekendmaking.objects.create(
        document=Document.objects.filter(zaak=zaak).earliest("pk"),
        zaak=zaak,
        school=zaak.school,
        naam="De school",
        kanaal=Bekendmaking.Kanaal.POST,
        klaargezet_op=nu,
        verzonden_op=timezone.localdate(),
        genoteerd_op=nu,
        verzonden_door_id=secretariaat.persoon_id,
    )
    Terugzending.objects.create(
        bekendmaking=brief,
        verzonden_op=timezone.localdate(),
        terug_op=timezone.localdate() + timedelta(days=1),
        genoteerd_op=nu,
        genoteerd_door_id=secretariaat.persoon_id,
    )
    bericht = Bericht.objects.create(
        zaak=zaak,
        soort="vraag",
        email=ADRES,
        onderwerp="Nieuw bericht",
        tekst="Er is een nieuw bericht.",
        sleutel=factories.sleutel(),
        aangemaakt_op=nu,
        werk=Werkstatus.MISLUKT,
    )
    return {
        "bekendmaking_id": brief.pk,
        "mislukt_id": bericht.pk,
        "soort": "bericht",
        "papierpost_id": Papierpost.objects.create(bericht=bericht, zaak=zaak, gemaakt_op=nu).pk,
        "onbestelbaar_id": Onbestelbaar.objects.create(email=ADRES, sinds=nu).pk,
    }


def _mensen(eigen: dict[str, Actor]) -> dict[str, Any]:
    """What a page of administration has on the coordinator, the passkey of that person, and schools to be read in."""
    wie, vandaag = eigen[Rol.COORDINATOR].persoon_id, timezone.localdate()
    sleutel = Authenticator.objects.create(
        user_id=wie, type=Authenticator.Type.WEBAUTHN, data={"name": "laptop", "credential": {}}
    )
    scholen = Schoolimport.objects.create(
        swv_id=eigen[Rol.BEHEERDER].swv_id, gemaakt_door_id=eigen[Rol.BEHEERDER].persoon_id, gemaakt_op=vandaag
    )
    bewaard = Bewaardformulier.objects.create(
        browser="x",
        user_id=wie,
        pagina="/",
        doel="/",
        bewaard_op=timezone.now(),
        geldig_tot=timezone.now() + timedelta(1),
    )
    swv_id = eigen[Rol.BEHEERDER].eigen_swv_id
    gevraagd = Toegangsbewijs.objects.create(
        soort=Bewijssoort.UITNODIGING,
        user=factories.UserFactory(),
        email="van@elders.example",
        aangevraagd_op=timezone.now(),
        hoed={
            "swv": swv_id,
            "rol": Rol.DESKUNDIGE,
            "school": None,
            "van": vandaag.isoformat(),
            "tot": None,
            "door": eigen[Rol.BEHEERDER].persoon_id,
        },
    )
    return {
        "bewijs_id": gevraagd.pk,
        "bewaard_id": bewaard.pk,
        "passkey_id": sleutel.pk,
        "import_id": scholen.pk,
        "beroep_id": Deskundigheid.objects.create(user_id=wie, beroep="pedagoog", van=vandaag).pk,
        "afwezigheid_id": Afwezigheid.objects.create(user_id=wie, van=vandaag, tot=vandaag + timedelta(days=3)).pk,
    }


def _kalender(beheerder: Actor) -> dict[str, Any]:
    """A day off that is to come, and an outage that lasts."""
    dag = Feestdag.objects.filter(datum__gt=timezone.localdate()).earliest("datum")
    storing = Storing.objects.create(
        swv_id=beheerder.eigen_swv_id,
        van=timezone.now() - timedelta(hours=1),
        wat="Het uploaden haperde",
        gemeld_door_id=beheerder.persoon_id,
        gemeld_op=timezone.now(),
    )
    return {"feestdag_id": dag.pk, "jaar": dag.datum.year, "storing_id": storing.pk}
