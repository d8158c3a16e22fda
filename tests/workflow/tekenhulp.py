"""A workflow that has something to sign: the TLV process with rules of the signing room added for the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Ouder, Zaak
from documents import opslag
from documents.keuring import PDF, keur
from documents.models import Document, Documentsoort, Handtekening, Ondertekenstuk, Werkstatus
from organisations.actor import Actor, systeem
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU, VANDAAG
from tlv.models import Aanvraag
from tlv.process import PROCESS
from workflow import tekenfeiten, tekenkamer
from workflow.edit import Bewerkt, edit
from workflow.perform import haal_zaak_op_slot
from workflow.process import Process, processen
from workflow.tekenkamer import Tekenaar, gezin_tekent
from workflow.tekenregel import Tekenregel

SOORT = "proefplan"


@dataclass
class Kamer:
    """A case with a plan to sign: casemanager and head of another school, then the director, then the family."""

    aanvraag: Aanvraag
    casemanager: Actor
    hoofd: Actor
    directeur: Actor
    moeder: Actor
    vader: Ouder
    secretaris: Actor
    collega: Actor
    gesprek_gevoerd: bool = True
    groepen: dict[int, int] = field(default_factory=dict)
    vervanger: User | None = None
    tegen: set[int] = field(default_factory=set)
    gedaan: list[str] = field(default_factory=list)
    """The actions that followed from signing."""

    def noteer(self, zaak_id: int, actie: str, **hoe: Any) -> None:
        assert zaak_id == self.aanvraag.zaak_id and hoe["by"].is_systeem
        self.gedaan.append(actie)

    @property
    def zaak(self) -> Zaak:
        return Zaak.objects.get(pk=self.aanvraag.zaak_id)

    # -- what the workflow does -------------------------------------------------------------------

    def wie(self, obj: Any, op: date) -> list[Tekenaar]:
        """Three turns."""
        een = [
            Tekenaar(rol=actor.rol, naam=actor.naam, user=User.objects.get(pk=actor.persoon_id), groep=groep)
            for actor, groep in ((self.casemanager, 1), (self.hoofd, 1), (self.directeur, 2))
        ]
        return [*een, *gezin_tekent(self.zaak, op, groep=3)]

    def vraag(self, *, nu: datetime = NU, data: bytes | None = None, by: Actor | None = None) -> Ondertekenstuk:
        with transaction.atomic():
            zaak = haal_zaak_op_slot(self.aanvraag.zaak_id, systeem(timezone.localdate(nu)))
            document = leg_document(zaak, data=data)
            by = replace(by or self.secretaris, vandaag=timezone.localdate(nu))
            return tekenkamer.vraag_handtekeningen(zaak, SOORT, document=document, by=by, nu=nu)

    def nieuwe_versie(self, *, nu: datetime = NU, data: bytes | None = None, reden: str = "Uren") -> Ondertekenstuk:
        with transaction.atomic():
            zaak = haal_zaak_op_slot(self.aanvraag.zaak_id, systeem(timezone.localdate(nu)))
            document = leg_document(zaak, data=data)
            by = replace(self.secretaris, vandaag=timezone.localdate(nu))
            return tekenkamer.vervang_versie(zaak, SOORT, document=document, by=by, nu=nu, reden=reden)

    def stuk(self) -> Ondertekenstuk:
        return Ondertekenstuk.objects.filter(zaak=self.aanvraag.zaak_id, kamer=True).latest("nummer")

    def rij(self, wie: Actor | Ouder | str, stuk: Ondertekenstuk | None = None) -> Handtekening:
        """The request of this person that counts."""
        rijen = Handtekening.objects.filter(stuk=stuk or self.stuk(), opgevolgd_door__isnull=True)
        if isinstance(wie, str):
            return rijen.get(rol=wie)
        return rijen.get(ouder=wie) if isinstance(wie, Ouder) else rijen.get(user_id=wie.gebruiker_id)

    # -- what people do ---------------------------------------------------------------------------

    def antwoord(
        self,
        wie: Actor,
        uitkomst: str = "getekend",
        *,
        nu: datetime = NU,
        rij: Handtekening | None = None,
        **anders: Any,
    ) -> Bewerkt:
        rij = rij or self.rij(wie)
        data = {
            "handtekening_id": rij.pk,
            "uitkomst": uitkomst,
            "reden": "" if uitkomst == "getekend" else "Te weinig uren.",
            "sha256": rij.stuk.sha256,
            "herbevestigd_op": nu - timedelta(minutes=1),
            "hoe": "ingelogd; opnieuw bevestigd met wachtwoord en code uit de app",
        }
        return edit(
            rij.stuk.zaak_id, "tekenen", by=replace(wie, vandaag=timezone.localdate(nu)), data={**data, **anders}, nu=nu
        )

    def papier(
        self,
        rij: Handtekening,
        uitkomst: str = "getekend",
        *,
        nu: datetime = NU,
        by: Actor | None = None,
        **anders: Any,
    ) -> None:
        data = {
            "handtekening_id": rij.pk,
            "uitkomst": uitkomst,
            "op": timezone.localdate(nu),
            "reden": "" if uitkomst == "getekend" else "Te weinig uren.",
            "keuring": keur(tekst_pdf("Formulier"), "formulier.pdf"),
        }
        wie = replace(by or self.secretaris, vandaag=timezone.localdate(nu))
        edit(rij.stuk.zaak_id, "tekenen_papier", by=wie, data={**data, **anders}, nu=nu)

    def kijk_na(
        self, rij: Handtekening, klopt: bool = True, *, nu: datetime = NU, by: Actor | None = None, reden: str = "Datum"
    ) -> None:
        data = {"handtekening_id": rij.pk, "klopt": klopt, "reden": reden}
        wie = replace(by or self.collega, vandaag=timezone.localdate(nu))
        edit(rij.stuk.zaak_id, "tekenen_nakijken", by=wie, data=data, nu=nu)

    def doe(self, deel: str, by: Actor, *, nu: datetime = NU, **data: Any) -> Bewerkt:
        return edit(self.aanvraag.zaak_id, deel, by=replace(by, vandaag=timezone.localdate(nu)), data=data, nu=nu)

    def alles_getekend(self, *, nu: datetime = NU) -> None:
        for wie in (self.casemanager, self.hoofd, self.directeur, self.moeder):
            self.antwoord(wie, nu=nu)
        self.papier(self.rij(self.vader), nu=nu)
        self.kijk_na(self.rij(self.vader), nu=nu)


def leg_document(zaak: Zaak, data: bytes | None = None) -> Document:
    """A paper of the case that is made already."""
    bestand = opslag.bewaar(data or tekst_pdf("Plan van aanpak"), mime=PDF, naam="plan.pdf", paginas=1)
    return Document.objects.create(
        zaak=zaak,
        soort=Documentsoort.BIJLAGE,
        titel="Plan van aanpak",
        naam="plan.pdf",
        compartiment=Compartiment.DOSSIER,
        bestand=bestand,
        aangemaakt_op=NU,
        werk=Werkstatus.KLAAR,
    )


def maak_kamer(aanvraag: Aanvraag, andere_school: School) -> Kamer:
    """Today is VANDAAG; the other guardian has no account and no mail address."""
    swv = aanvraag.zaak.swv
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(nummer="MW-2026-1", swv_sinds=VANDAAG, gezin_sinds=VANDAAG)
    leerling = aanvraag.zaak.dossier.leerling
    moeder = factories.OuderFactory(leerling=leerling, naam="Anna de Wit", account=True)
    vader = factories.OuderFactory(leerling=leerling, naam="Tom de Wit", relatie="vader", email="")
    assert moeder.user is not None
    return Kamer(
        aanvraag=aanvraag,
        casemanager=factories.actor(Rol.DESKUNDIGE, swv),
        hoofd=factories.actor(Rol.SCHOOLDIRECTEUR, andere_school),
        directeur=factories.actor(Rol.DIRECTEUR_SWV, swv),
        moeder=factories.actor(Rol.OUDER, user=moeder.user),
        vader=vader,
        secretaris=factories.actor(Rol.SECRETARIAAT, swv),
        collega=factories.actor(Rol.VOORZITTER, swv),
    )


def regel_voor(kamer: Kamer) -> Tekenregel:
    return Tekenregel(
        titel="Plan van aanpak",
        wie=kamer.wie,
        dagen=lambda obj: 14,
        verloopt_na=lambda obj: 7,
        groep_open=lambda obj, groep: groep < 3 or kamer.gesprek_gevoerd,
        gaat_over_naar=lambda obj, rij, op: [kamer.vervanger] if kamer.vervanger else [],
        waarom_niet=lambda user_id, rij, obj, op: "U maakte dit zelf." if user_id in kamer.tegen else "",
        weigergevolg=lambda rij, obj: "Het plan gaat dan nog niet door. De casemanager belt u.",
        uitleg=lambda rij, obj: "Met uw handtekening gaat u akkoord met dit plan.",
        nodig=kamer.groepen,
        na_getekend="proef_getekend",
        na_groep={1: "proef_naar_directeur"},
        na_weigering="proef_geweigerd",
        na_verlopen="proef_verlopen",
        na_intrekking="proef_ingetrokken",
        eindnaam="plan-getekend.pdf",
    )


@contextmanager
def met_regel(regel: Tekenregel) -> Iterator[None]:
    """The TLV process has this rule, inside."""
    alle: dict[str, Process] = processen()  # type: ignore[assignment]
    gewoon = alle["tlv"]
    alle["tlv"] = replace(PROCESS, tekenregels={SOORT: regel})
    tekenfeiten._tekenacties.cache_clear()
    try:
        yield
    finally:
        alle["tlv"] = gewoon
        tekenfeiten._tekenacties.cache_clear()


@contextmanager
def met_tekenkamer(kamer: Kamer) -> Iterator[Kamer]:
    """The same with the rule of this room; what follows from signing is noted and not performed."""
    with met_regel(regel_voor(kamer)), patch("workflow.sweeps.perform", kamer.noteer):
        yield kamer
