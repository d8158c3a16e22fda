"""For each state one case that holds all that can hang on a case, so that a page asks what it can ask at most."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Doel, Leerling, Ouder, Toestemming, Zaak
from deadlines import services as termijnen
from documents.models import Bekendmaking, Document, Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.models import Beleidsversie, Mandaat, Samenwerkingsverband, School, User
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories
from tests.tlv import besluitzaak as bz
from tests.tlv.gezin_voorbeeld import papier
from tests.tlv.schrijfhulp import vul_in
from tlv.beleid import SECTIE
from tlv.bevriezen import bevries
from tlv.models import BESLOTEN, Aanvraag, Aanvulverzoek, Advies, Besluit, Eisbeoordeling, Eisstatus, Status
from workflow.models import Bericht, Bewerksessie
from workflow.models_post import Onbestelbaar
from workflow.models_storing import Storing

VERLOREN = "onbereikbaar@thuis.example"
NA_BESLUIT = (*BESLOTEN, Status.BEKENDGEMAAKT, Status.ARCHIEF)


@dataclass(frozen=True)
class Volheid:
    """The people of one school and its samenwerkingsverband; a case in every state, all of one family."""

    actoren: dict[str, Actor]
    zaken: dict[str, Zaak]


def maak_volle_zaken() -> Volheid:
    swv: Samenwerkingsverband = factories.SwvFactory()
    vandaag = timezone.localdate()
    dossier = factories.DossierFactory(school__swv=swv, swv_sinds=vandaag)
    dossier.schoolbetrokkenen.create(naam="Noor van Dijk", functie="mentor")
    ouders = _gezin(dossier.leerling, vandaag)
    actoren = _actoren(dossier.school, swv, vandaag)
    for rol, user in ((Rol.OUDER, ouders[0].user), (Rol.LEERLING, dossier.leerling.user)):
        actoren[rol] = factories.actor(rol, user=user, vandaag=vandaag)
    mandaat = bz.mandaat(actoren[Rol.VOORZITTER])
    bz.mandaat(actoren[Rol.PLV_VOORZITTER], plaatsvervangend=True)
    Onbestelbaar.objects.create(email=VERLOREN, sinds=timezone.now())
    beleid = Beleidsversie.objects.create(swv=swv, sectie=SECTIE, vanaf=vandaag, bron="test")
    maker = _Maker(actoren, ouders, mandaat, {SECTIE: beleid.pk})
    zaken = {str(status): maker.maak(factories.AanvraagFactory(zaak__dossier=dossier), status) for status in Status}
    _storing(swv, vandaag)
    return Volheid(actoren, zaken)


def _gezin(leerling: Leerling, vandaag: date) -> list[Ouder]:
    """Two parents, and a pupil old enough to look in."""
    leerling.geboortedatum = vandaag - timedelta(days=365 * 16 + 100)
    leerling.user = factories.lidmaatschap(Rol.LEERLING).user
    leerling.save()
    vast = {"leerling": leerling, "account": True, "digitaal_sinds": vandaag}
    return [factories.OuderFactory(relatie=relatie, **vast) for relatie in ("moeder", "vader")]


def _actoren(school: School, swv: Samenwerkingsverband, vandaag: date) -> dict[str, Actor]:
    rollen = [rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING)]
    return {str(rol): factories.actor(rol, school if rol in SCHOOLROLLEN else swv, vandaag=vandaag) for rol in rollen}


def _storing(swv: Samenwerkingsverband, vandaag: date) -> None:
    """Of the whole site and of this office, on a day that terms end."""
    dag = timezone.make_aware(datetime.combine(vandaag + timedelta(days=56), time(9)))
    for waar in (None, swv):
        Storing.objects.create(swv=waar, van=dag, tot=dag + timedelta(hours=2), wat="storing", gemeld_op=dag)
        nu = timezone.now()
        Storing.objects.create(swv=waar, van=nu - timedelta(hours=1), wat="storing nu", gemeld_op=nu)


@dataclass(frozen=True)
class _Maker:
    actoren: dict[str, Actor]
    ouders: list[Ouder]
    mandaat: Mandaat
    beleid: dict[str, int]

    def maak(self, aanvraag: Aanvraag, status: str) -> Zaak:
        zaak = aanvraag.zaak
        zaak.beleid = self.beleid
        zaak.behandelaar_id = self.actoren[Rol.SECRETARIAAT].gebruiker_id
        zaak.schoolbehandelaar_id = self.actoren[Rol.COORDINATOR].gebruiker_id
        vul_in(zaak)
        papier(zaak, "OPP", soort=Documentsoort.OPP, compartiment=Compartiment.DOSSIER)
        self._bevries(aanvraag)
        self._gesprek(zaak)
        for eis in ("onderzoek", "dialoog"):
            Eisbeoordeling.objects.create(aanvraag=aanvraag, eis=eis, status=Eisstatus.ONTHEFFING_GEVRAAGD)
        self._adviezen(aanvraag)
        self._verzoeken(aanvraag, status)
        if status != Status.CONCEPT:
            factories.zet_status(aanvraag, status)
            self._termijnen(zaak)
        if status in (*NA_BESLUIT, Status.TER_BESLUITVORMING):
            self._besluit(aanvraag, status)
        zaak.save()
        return zaak

    def _bevries(self, aanvraag: Aanvraag) -> None:
        """Two versions: the first signed by all, the second asked."""
        coordinator, nu = self.actoren[Rol.COORDINATOR], timezone.now()
        gedragswetenschapper = self.actoren[Rol.GEDRAGSWETENSCHAPPER].gebruiker_id
        eerste = bevries(aanvraag, by=coordinator, nu=nu, gedragswetenschapper_id=gedragswetenschapper)
        eerste.handtekeningen.update(uitkomst=Handtekening.Uitkomst.GETEKEND, op=nu, sha256=eerste.sha256)
        sectie = aanvraag.zaak.onderdelen.get(sleutel="waarom_niet")
        sectie.antwoorden = {**sectie.antwoorden, "waarom": "De klassen zijn te vol."}
        sectie.save()
        tweede = bevries(aanvraag, by=coordinator, nu=nu, gedragswetenschapper_id=gedragswetenschapper)
        aanvraag.ingediende_versie = tweede
        aanvraag.save()

    def _gesprek(self, zaak: Zaak) -> None:
        nu = timezone.now()
        for ouder in self.ouders:
            bz.maak_zienswijze(zaak.tlv, ouder, genoteerd_door_id=self.actoren[Rol.SECRETARIAAT].gebruiker_id)
            for doel in (Doel.UITWISSELING, Doel.BESPREKING):
                Toestemming.objects.create(zaak=zaak, ouder=ouder, doel=doel, gegeven=True, op=timezone.localdate())
        zaak.afspraken.create(moment=nu + timedelta(days=3), plaats="School", onderwerp="Gesprek", aanwezigen="ouders")
        vast = {"soort": "vraag", "onderwerp": "Nieuw", "tekst": "Nieuw bericht", "aangemaakt_op": nu}
        for actor in self.actoren.values():
            Bericht.objects.create(zaak=zaak, user_id=actor.gebruiker_id, sleutel=factories.sleutel(), **vast)
        Bericht.objects.create(zaak=zaak, email=VERLOREN, sleutel=factories.sleutel(), **vast)
        for user in (self.actoren[Rol.VOORZITTER], self.actoren[Rol.PLV_VOORZITTER]):
            Bewerksessie.objects.create(
                zaak=zaak, deel="besluit", user_id=user.persoon_id, begonnen_op=nu, laatst_gezien_op=nu
            )
        factories.betrek(zaak, User.objects.get(pk=self.actoren[Rol.DESKUNDIGE].persoon_id), Rol.DESKUNDIGE)

    def _adviezen(self, aanvraag: Aanvraag) -> None:
        eerste = bz.maak_advies(aanvraag, 1, "orthopedagoog")
        bz.maak_advies(aanvraag, 2, "jeugdpsycholoog")
        Advies.objects.filter(pk=eerste.pk).update(deskundige=self.actoren[Rol.DESKUNDIGE].persoon_id)
        bz.bespreek(aanvraag, "deskundigen")

    def _verzoeken(self, aanvraag: Aanvraag, status: str) -> None:
        standen = {
            Status.AANVULLING_GEVRAAGD: ("aanvulling", "open"),
            Status.INFORMATIE_GEVRAAGD: ("informatie", "open"),
            Status.AANVULLING_VERLOPEN: ("aanvulling", "verlopen"),
        }
        soort, stand = standen.get(Status(status), ("aanvulling", "beantwoord"))
        vandaag = timezone.localdate()
        verzoek = Aanvulverzoek.objects.create(
            aanvraag=aanvraag,
            soort=soort,
            stand=stand,
            eisen=["onderzoek"],
            vraag="Waar is het verslag?",
            gevraagd_op=vandaag,
            gevraagd_door_id=self.actoren[Rol.SECRETARIAAT].persoon_id,
            uiterlijk=vandaag + timedelta(days=21),
        )
        verzoek.documenten.set(Document.objects.filter(zaak=aanvraag.zaak))

    def _termijnen(self, zaak: Zaak) -> None:
        vandaag = timezone.localdate()
        for soort in ("beslistermijn", "servicenorm", "aanvultermijn", "volledigheidsnorm", "deskundigentermijn"):
            termijnen.start(zaak, soort, vanaf=vandaag)
        termijnen.opschorten(zaak, "beslistermijn", van=vandaag, uiterlijk=vandaag + timedelta(days=21))

    def _besluit(self, aanvraag: Aanvraag, status: str) -> None:
        vandaag, concept = timezone.localdate(), status == Status.TER_BESLUITVORMING
        zaak = aanvraag.zaak
        besluit = Besluit(aanvraag=aanvraag, soort="verlenen", motivering=bz.MOTIVERING, type="vso", begin=vandaag)
        besluit.einde, besluit.categorie = vandaag + timedelta(days=700), "laag"
        if concept:
            besluit.save()
            return
        besluit.stand = Besluit.Stand.ONDERTEKEND if status in BESLOTEN else Besluit.Stand.BEKENDGEMAAKT
        besluit.besloten_op, besluit.ondertekend_op, besluit.mandaat = vandaag, timezone.now(), self.mandaat
        besluit.ondertekend_door_id = self.mandaat.user_id
        besluit.tlv_nummer = f"TLV-{zaak.pk}"
        intern = status in BESLOTEN
        compartiment = Compartiment.INTERN if intern else Compartiment.BESLUIT
        besluit.document = papier(zaak, "Besluit", soort=Documentsoort.BESCHIKKING, compartiment=compartiment)
        besluit.save()
        if not intern:
            self._maak_bekend(zaak, besluit)

    def _maak_bekend(self, zaak: Zaak, besluit: Besluit) -> None:
        vandaag = timezone.localdate()
        aan: list[dict[str, Any]] = [*({"ouder": ouder} for ouder in self.ouders), {"school": zaak.school}]
        for wie in (*aan, {"leerling": zaak.dossier.leerling}):
            post = wie.get("ouder") == self.ouders[1] and zaak.status == Status.BEKENDGEMAAKT
            rij = Bekendmaking.objects.create(
                zaak=zaak,
                document=besluit.document,
                naam="Geadresseerde",
                kanaal="post" if post else "digitaal",
                klaargezet_op=timezone.now(),
                verzonden_op=None if post else vandaag,
                **wie,
            )
            if not post:
                termijnen.start(zaak, "bezwaar", vanaf=vandaag, kenmerk=f"bekendmaking:{rij.pk}")
        Aanvraag.objects.filter(zaak=zaak).update(bekendgemaakt_op=vandaag)
