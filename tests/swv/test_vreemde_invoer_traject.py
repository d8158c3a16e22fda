"""Nonsense in every field of every form of a maatwerk track: answered, and no error.

Here what most often fells a page, in the state with most forms; with DEKKEND_ROMMEL=vol all of it, in every state.

Each request is taken back, so that each meets the track as it was. What belongs to another track, another pupil or
another samenwerkingsverband is never taken for one's own.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from cases.models import Betrokkene
from documents.models import Handtekening
from maatwerk.delen import maak_code
from maatwerk.models import Aanstelling, Deeltoestemming, Gedeeldstuk, Intake, Status, Traject
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.inloggen import log_in
from tests.maatwerk.gezinhulp import Plangezin, maak_plangezin
from tests.maatwerk.planhulp import maak_budget, vul_plan
from tests.maatwerk.trajectloop import Trajectloop
from tests.swv import matrix, rommel

pytestmark = pytest.mark.django_db
S = Status
PER_TRAJECT = {naam: pad for naam, pad in matrix.adressen() if naam.startswith("maatwerk:")}
OVERAL = (
    "workflow:vragen",
    "workflow:notities",
    "workflow:overdragen",
    "workflow:gezin_correctie",
    "workflow:gezin_post",
    "workflow:afspraak_verzetten",
    "workflow:afspraak_afzeggen",
    "workflow:afspraak_antwoord",
    "workflow:tekenen",
    "workflow:tekenen_doorgeven",
    "workflow:tekenen_papier",
    "workflow:tekenronde",
    "workflow:tekenronde_intrekken",
    "vergaderingen:zaak_agenda",
)
"""What a track shares with a request, as far as it has a form."""
GENOEG = 12
"""So many forms a state must show at least, or nothing is tried."""
GEZIEN: set[tuple[str, tuple[str, ...]]] = set()
"""Each form (address and fields) is spoilt field by field in the first state that shows it; after that as a whole."""


class Proef:
    """A track in one state, its people, and another track whose numbers are sent."""

    def __init__(self, zaak_id: int, mensen: list[Actor], waarden: dict[str, Any], vreemd: list[str]) -> None:
        self.zaak_id, self.mensen, self.waarden, self.vreemd = zaak_id, mensen, waarden, vreemd
        self.fouten: list[str] = []
        self.formulieren = 0

    def adressen(self) -> Iterator[str]:
        for naam, pad in matrix.adressen():
            if naam in PER_TRAJECT or naam in OVERAL:
                try:
                    yield matrix.vul(naam, pad, self.waarden)
                except KeyError:
                    continue  # there is no such row in this state

    def loop(self) -> None:
        got_request_exception.connect(self._onthoud)
        try:
            for wie in self.mensen:
                self._als(wie)
        finally:
            got_request_exception.disconnect(self._onthoud)

    def _als(self, wie: Actor) -> None:
        client = Client(raise_request_exception=False)
        log_in(client, wie, herbevestigd_op=timezone.now().isoformat(), herbevestigd_met="app")
        client.get("/nergens/")
        gehad: set[str] = set()
        for pad in self.adressen():
            with transaction.atomic():
                pagina = client.get(pad)
                transaction.set_rollback(True)
            self._keur(pagina, f"GET {pad} ({wie.rol})")
            if pagina.status_code == 200 and pagina.headers["Content-Type"].startswith("text/html"):
                for doel, velden in rommel.formulieren(pagina.content.decode(), pad):
                    if doel not in gehad and _van_hier(doel):
                        gehad.add(doel)
                        self._bederf(client, doel, velden, wie)

    def _bederf(self, client: Client, doel: str, velden: dict[str, rommel.Veld], wie: Actor) -> None:
        self.formulieren += 1
        kenmerk = (resolve(doel).view_name, tuple(sorted(velden)))
        alles = kenmerk in GEZIEN
        GEZIEN.add(kenmerk)
        for veld, wat, data in rommel.bedorven(velden, self.vreemd):
            if alles and veld != "alles":
                return
            self.waar = f"{kenmerk[0]}: {veld} = {wat!r} ({wie.rol})"
            with transaction.atomic():
                self._keur(client.post(doel, data), self.waar)
                transaction.set_rollback(True)

    def _keur(self, antwoord: Any, waar: str) -> None:
        if antwoord.status_code >= 500:
            self.fouten.append(f"{waar}: {antwoord.status_code} {self.laatste}")
            self.laatste = ""

    laatste = ""

    def _onthoud(self, **signaal: Any) -> None:
        fout = sys.exc_info()[1]
        self.laatste = f"{type(fout).__name__}: {fout}"[:200]


def _van_hier(doel: str) -> bool:
    """A form of these rooms, and not of the frame of every page."""
    try:
        naam = resolve(doel).view_name
    except Resolver404:
        return False
    return naam.split(":")[0] in ("maatwerk", "workflow", "vergaderingen")


def _rijen(loop: Trajectloop) -> dict[str, Any]:
    """A row of every kind, so that every form with a number in its address is there."""
    traject, zaak, wie = loop.rij, loop.rij.zaak, loop.mensen["casemanager"].persoon_id
    dag, document = timezone.localdate(), loop.document()
    partner = traject.netwerk.create(naam="Riet", functie="jeugdarts", organisatie="GGD", sinds=dag)
    toestemming = Deeltoestemming.objects.create(
        partner=partner, doel="stukken", gegeven_door="Moeder", gegeven_op=dag, hoe="gesprek", genoteerd_door_id=wie
    )
    stuk = Gedeeldstuk.objects.create(
        partner=partner,
        document=document,
        code_hash=maak_code()[1],
        gemaakt_op=timezone.now(),
        gemaakt_door_id=wie,
        geldig_tot=dag,
    )
    afspraak = zaak.afspraken.create(
        moment=timezone.now() + timedelta(days=3), plaats="Hier", onderwerp="Overleg", aanwezigen="Wij"
    )
    contact = traject.contacten.create(met="ouders", wijze="gesprek", op=dag, door_id=wie, moment=timezone.now())
    vraag = traject.aanstellingen.filter(stand=Aanstelling.Stand.GEVRAAGD).first()
    return {
        "traject_id": zaak.pk,
        "zaak_id": zaak.pk,
        "dossier_id": zaak.dossier_id,
        "verkenning_id": traject.verkenningen.create(vorm="so", waarom_niet="Te groot.").pk,
        "trajectstuk_id": document.pk,
        "partner_id": partner.pk,
        "toestemming_id": toestemming.pk,
        "stuk_id": stuk.pk,
        "contact_id": contact.pk,
        "optie_id": traject.opties.create(naam="De Kas", vorm="anders").pk,
        "taak_id": traject.taken.create(wat="Vervoer", wie="ouders", partij="ouders").pk,
        "afspraak_id": afspraak.pk,
        "planversie": 1,
        "jaar": 2025,
        "stand": "valt_af",
        "actie": "beeindigen",
        "plansectie": "plan_plek",
        **({"aanstelling_id": vraag.pk} if vraag else {}),
    }


def _vreemd() -> list[str]:
    """Numbers of what is somebody else's: another track with all that hangs on it, in another samenwerkingsverband."""
    ander = Trajectloop()
    ander.breng_naar(S.VERKENNEN)
    rijen = _rijen(ander)
    namen = ("zaak_id", "trajectstuk_id", "partner_id", "contact_id", "optie_id", "taak_id", "afspraak_id")
    mensen = [str(ander.mensen["casemanager"].persoon_id), str(ander.dossier.school.pk)]
    return [*dict.fromkeys([*(str(rijen[naam]) for naam in namen), *mensen])]


def _alles_van(zaak_ids: list[int]) -> list[Any]:
    """What stands in these tracks."""
    rijen: list[Any] = []
    for zaak_id in zaak_ids:
        traject = Traject.objects.get(zaak_id=zaak_id)
        for soort in ("opties", "aanstellingen", "netwerk", "contacten", "taken", "verkenningen"):
            rijen.append(list(getattr(traject, soort).order_by("pk").values()))
        rijen.append(list(Betrokkene.objects.filter(zaak_id=zaak_id).order_by("pk").values()))
    return rijen


STANDEN = (S.VERKENNEN,)
ALLE_STANDEN = (
    S.INTAKE,
    S.BIJ_COMMISSIE,
    S.BIJ_DIRECTEUR,
    S.CASEMANAGER_GEVRAAGD,
    S.GESPREKKEN,
    S.VERKENNEN,
    S.PLAN,
    S.UITVOERING,
    S.EVALUATIE,
)


@pytest.mark.parametrize("status", ALLE_STANDEN if rommel.VOL else STANDEN, ids=str)
def test_nonsense_in_a_form_of_the_track_is_answered(status: Status) -> None:
    vreemd = _vreemd()
    loop = Trajectloop(vandaag=True)
    loop.zet(status) if status in (S.UITVOERING, S.EVALUATIE) else loop.breng_naar(status)
    if status == S.PLAN:
        vul_plan(loop.rij.zaak)
    maak_budget(loop.dossier.swv, "5000")
    proef = Proef(loop.zaak_id, [loop.als(wie) for wie in loop.mensen], _rijen(loop), vreemd)
    proef.loop()
    assert proef.fouten == []
    assert proef.formulieren >= GENOEG


@pytest.mark.parametrize(
    "status", [S.VERTELLEN, S.BIJ_OUDERS, S.VERVOLG_KIEZEN] if rommel.VOL else [S.BIJ_OUDERS], ids=str
)
def test_nonsense_is_answered_while_the_family_signs(
    status: Status, school: School, andere_school: School, swv: Samenwerkingsverband, settings: Any, tmp_path: Any
) -> None:
    settings.BESTANDEN_DIR = tmp_path
    vreemd = _vreemd()
    gezin = maak_plangezin(school, andere_school, swv)
    Intake.objects.create(traject=gezin.traject)
    if status != S.VERTELLEN:
        gezin.vertel()
    if status == S.VERVOLG_KIEZEN:
        gezin.antwoord(gezin.moeder, "geweigerd")
        gezin.niet_getekend()
    assert Traject.objects.get(pk=gezin.traject.pk).status == status
    proef = Proef(gezin.traject.zaak_id, _mensen(gezin, swv), _waarden(gezin), vreemd)
    proef.loop()
    assert proef.fouten == []
    assert proef.formulieren >= GENOEG


def _mensen(gezin: Plangezin, swv: Samenwerkingsverband) -> list[Actor]:
    vandaag = timezone.localdate()
    kantoor = [factories.actor(rol, swv, vandaag=vandaag) for rol in (Rol.SECRETARIAAT, Rol.DIRECTEUR_SWV)]
    casemanager = Actor(**{**gezin.casemanager.__dict__, "vandaag": vandaag})
    hoofd = Actor(**{**gezin.hoofd.__dict__, "vandaag": vandaag})
    return [casemanager, hoofd, gezin.moeder, gezin.leerling, *kantoor]


def _waarden(gezin: Plangezin) -> dict[str, Any]:
    zaak = gezin.traject.zaak
    rij = Handtekening.objects.filter(stuk__zaak=zaak, ouder__isnull=False).order_by("-pk").first()
    meer = {"tekenrij_id": rij.pk, "tekenpapier_id": rij.pk, "tekenstuk_id": rij.stuk_id} if rij else {}
    afspraak = zaak.afspraken.create(
        moment=timezone.now() + timedelta(days=3), plaats="Hier", onderwerp="Overleg", aanwezigen="Wij"
    )
    return {
        "traject_id": zaak.pk,
        "zaak_id": zaak.pk,
        "planversie": 1,
        "plansectie": "plan_plek",
        "afspraak_id": afspraak.pk,
        "actie": "plan_vertellen" if gezin.traject.status == S.VERTELLEN else "toch_uitvoeren",
        **meer,
    }


def test_what_is_somebody_elses_is_never_taken_for_ones_own() -> None:
    """Sent for good, not taken back: the other track is as it was, and nobody of it came into this one."""
    ander = Trajectloop(vandaag=True)
    ander.breng_naar(S.VERKENNEN)
    vreemd = _rijen(ander)
    voor = _alles_van([ander.zaak_id])
    loop = Trajectloop(vandaag=True)
    loop.breng_naar(S.VERKENNEN)
    waarden, client = _rijen(loop), Client()
    for eigen, naam, data in (
        ("casemanager", "optie_stand", {"optie_id": vreemd["optie_id"]}),
        ("casemanager", "contact_aanvullen", {"contact_id": vreemd["contact_id"]}),
        ("casemanager", "partner_weg", {"partner_id": vreemd["partner_id"]}),
        ("casemanager", "delen_stoppen", {"stuk_id": vreemd["stuk_id"]}),
        ("casemanager", "toestemming_weg", {"toestemming_id": vreemd["toestemming_id"]}),
        ("casemanager", "stuk_weg", {"trajectstuk_id": vreemd["trajectstuk_id"]}),
    ):
        log_in(client, loop.als(eigen))
        pad = matrix.vul(f"maatwerk:{naam}", PER_TRAJECT[f"maatwerk:{naam}"], {**waarden, **data})
        assert client.post(pad, {"reden": "x", "notitie": "x", "stand": "valt_af"}).status_code in (403, 404), naam
    log_in(client, loop.als("casemanager"))
    delen = reverse("maatwerk:delen", args=[loop.zaak_id, waarden["partner_id"]])
    for veld in ("document", "document_id", "documenten"):
        assert client.post(delen, {veld: str(vreemd["trajectstuk_id"]), "bevestig": "on"}).status_code == 422
    assert _alles_van([ander.zaak_id]) == voor
