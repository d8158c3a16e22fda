"""The letter with a code for a parent or pupil who signs without an account. Made for printing, and kept nowhere."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cases.adres import is_verborgen
from documents.briefgegevens import Contact, Geadresseerde, Kenmerk
from documents.briefgegevens_tekenen import TekenbriefGegevens
from documents.brieven import bevries, maak
from documents.models import Handtekening
from documents.services import briefhoofd_van
from documents.tekencodes import GELDIG
from organisations.actor import Actor
from workflow.papieren import eis_afdrukbaar


def brief_met_code(rij: Handtekening, code: str, *, actor: Actor) -> bytes:
    zaak = rij.stuk.zaak
    leerling, swv = zaak.dossier.leerling, zaak.swv
    wie = rij.ouder or rij.leerling or leerling
    adres = [] if is_verborgen(actor, wie) else list(wie.adresregels)
    gegevens = TekenbriefGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=rij.naam, adresregels=adres, aanhef=f"Beste {rij.naam}"),
        kenmerk=Kenmerk(ons_kenmerk=str(zaak), datum=actor.vandaag, behandeld_door=actor.naam, telefoon=swv.telefoon),
        onderwerp=f"Wilt u iets lezen over {leerling.roepnaam}?" if rij.ouder else "Wil je iets lezen over jou?",
        roepnaam=leerling.roepnaam,
        titel=rij.stuk.titel,
        code=code,
        adres=f"{urlsplit(settings.BASIS_URL).netloc}{reverse('workflow:tekencode')}",
        geldig_tot=actor.vandaag + GELDIG,
        aan_leerling=rij.leerling_id is not None,
        contact=Contact(naam=actor.naam, telefoon=swv.telefoon, email=swv.email),
    )
    waarden = bevries("tekenbrief", gegevens)
    eis_afdrukbaar(waarden)
    return maak("tekenbrief", waarden, gemaakt_op=timezone.now())
