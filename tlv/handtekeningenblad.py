"""The prefilled form on paper for one person, from the frozen version."""

from django.utils import timezone

from cases.models import Doel
from documents.briefgegevens import Onderdeel
from documents.briefgegevens_overig import HandtekeningenbladGegevens, Ondertekenaar
from documents.models import Handtekening
from documents.services import briefhoofd_van
from organisations.rollen import Rol
from tlv.models import Aanvraag
from tlv.versies import blokken
from workflow.briefdelen import leerlinggegevens


def gegevens_voor(aanvraag: Aanvraag, rij: Handtekening) -> HandtekeningenbladGegevens:
    """What one person signs: the whole version, and for the family the questions about view and consent."""
    stuk = rij.stuk
    gezin = rij.rol in (Rol.OUDER, Rol.LEERLING)
    return HandtekeningenbladGegevens(
        hoofd=briefhoofd_van(aanvraag.zaak.swv),
        school=aanvraag.zaak.school.naam,
        leerling=leerlinggegevens(aanvraag.zaak),
        aanvraag=aanvraag.get_route_display(),
        versie=stuk.nummer,
        versiehash=stuk.sha256,
        bevroren_op=timezone.localtime(stuk.bevroren_op).date(),
        samenvatting=[
            Onderdeel(kop=blok.titel, tekst="\n".join(f"{regel.label}: {regel.waarde}" for regel in blok.regels))
            for blok in blokken(stuk.inhoud)
            if blok.regels
        ],
        ondertekenaars=[
            Ondertekenaar(
                naam=rij.naam,
                rol=str(Rol(rij.rol).label),
                vraagt_reactie=gezin,
                doelen=[str(doel.label) for doel in Doel] if gezin else [],
            )
        ],
        terug_voor=rij.uiterlijk,
    )
