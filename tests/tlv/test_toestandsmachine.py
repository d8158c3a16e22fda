"""Several people act on one TLV request in any order, late, twice, or with an old page: the case stays whole.

A random walk over the real doors. After every step: a state the table allows, a whole audit chain with a row for every
success and every refusal, terms that fit the state, one decision at most, and nothing changed by a refusal.
"""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from audit.models import Gebeurtenis, Soort
from audit.services import keten_klopt
from deadlines.models import Termijn
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.tlv import besluitzaak as bz
from tests.tlv import volledigheid_hulp as hulp
from tests.tlv.test_toestanden import MAG
from tlv.aanvullen import gevraagde_punten, lopend_verzoek
from tlv.models import Aanvraag, Advies, Besluit, Eisbeoordeling, Eisstatus, Status, Toelaatbaarheid
from tlv.process import PROCESS
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken, voer_automatisch_uit

S = Status
BESLOTEN = {S.VERLEEND, S.AFGEWEZEN, S.BUITEN_BEHANDELING, S.BEKENDGEMAAKT}
KLAAR = {S.INGETROKKEN, S.ARCHIEF}
ACTIES = [action.naam for action in PROCESS.actions]
MENSEN = ("coordinator", "elders", "secretariaat", "voorzitter", "lid", "eerste", "tweede", "derde", "ouder")
STAP = {
    S.INGEDIEND: ("volledig_verklaren", "secretariaat"),
    S.AANVULLING_GEVRAAGD: ("aanvullen", "coordinator"),
    S.AANVULLING_VERLOPEN: ("buiten_behandeling_stellen", "voorzitter"),
    S.AANGEVULD: ("volledig_verklaren", "secretariaat"),
    S.VOLLEDIG: ("deskundigen_toewijzen", "secretariaat"),
    S.DESKUNDIGENADVIES: ("advies_indienen", ""),
    S.INFORMATIE_GEVRAAGD: ("informatie_geven", "coordinator"),
    S.TER_BESLUITVORMING: ("verlenen", "voorzitter"),
    S.BEKENDGEMAAKT: ("archiveren", "secretariaat"),
}
"""What usually comes next, and by whom; without it a random walk seldom gets to a decision."""


class Zaakgang(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.nu: datetime = NU
        self.aanvraag = hulp.ingediend(factories.AanvraagFactory())
        self.zaak_id = self.aanvraag.zaak_id
        self.mensen = self._mensen()
        self._maak_besluitbaar()
        self.gelukt = self.geweigerd = 0
        self.begin = self._aantal(Soort.SCHRIJVEN), self._aantal(Soort.WEIGERING)
        self.sleutels: list[tuple[str, str, int | None]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _mensen(self) -> dict[str, Actor]:
        m = hulp.mensen(self.aanvraag)
        bz.mandaat(m.voorzitter)
        swv = self.aanvraag.zaak.swv
        ouder = factories.OuderFactory(leerling=self.aanvraag.zaak.dossier.leerling, account=True)
        bz.maak_zienswijze(self.aanvraag, ouder)
        return {
            "coordinator": m.coordinator,
            "elders": factories.actor(Rol.COORDINATOR, factories.SchoolFactory(swv=swv)),
            "secretariaat": m.secretariaat,
            "voorzitter": m.voorzitter,
            "lid": factories.actor(Rol.COMMISSIELID, swv),
            "eerste": m.eerste,
            "tweede": m.tweede,
            "derde": hulp.deskundige(swv, "onderwijskundige", "Ravi Postma"),
            "ouder": factories.actor(Rol.OUDER, user=ouder.user),
        }

    def _maak_besluitbaar(self) -> None:
        bz._antwoorden(self.aanvraag.zaak, {})
        for soort in ("deskundigen", "school", "ouders"):
            bz.bespreek(self.aanvraag, soort)
        hulp.alles_in_orde(self.aanvraag)

    # -- what is there now ---------------------------------------------------------------------

    def _rij(self) -> Aanvraag:
        return Aanvraag.objects.select_related("zaak").get(pk=self.aanvraag.pk)

    def _aantal(self, soort: Soort) -> int:
        rijen = Gebeurtenis.objects.filter(soort=soort)
        if soort == Soort.SCHRIJVEN:
            rijen = rijen.filter(zaak_id=self.zaak_id).exclude(actie__startswith="tlv.bewerken:")
        return rijen.count()

    def _stand(self) -> tuple[Any, ...]:
        rij = self._rij()
        termijnen = Termijn.objects.filter(zaak_id=self.zaak_id).order_by("pk")
        return rij.status, rij.zaak.versie, list(termijnen.values_list("pk", "einde", "gestopt_op"))

    def _als(self, wie: str) -> Actor:
        """The same person on this day."""
        actor = self.mensen[wie]
        return Actor(**{**actor.__dict__, "vandaag": self.nu.date()})

    # -- doing ---------------------------------------------------------------------------------

    def _gegevens(self, actie: str) -> tuple[dict[str, Any], int | None]:
        rij = self._rij()
        if actie in ("deskundigen_toewijzen", "extra_advies_vragen"):
            return {"toewijzingen": self._toewijzingen(actie)}, None
        if actie in ("advies_indienen", "advies_teruggeven", "opdracht_intrekken"):
            open_ = Advies.objects.filter(aanvraag=rij, stand="gevraagd").order_by("volgorde").first()
            return {"onafhankelijk": True, "reden": "Te druk."}, open_.pk if open_ else None
        if actie == "aanvulling_vragen":
            eis = Eisbeoordeling.objects.filter(aanvraag=rij).exclude(status=Eisstatus.VOLDAAN).first()
            return {"eisen": [eis.eis] if eis else [], "toelichting": "Graag."}, None
        return {"reden": "Een fout.", "vraag": "Wat was het verzuim?"}, None

    def _toewijzingen(self, actie: str) -> list[dict[str, Any]]:
        wie = [(1, "eerste", "orthopedagoog"), (2, "tweede", "jeugdpsycholoog")]
        if actie == "extra_advies_vragen":
            wie = [(3, "derde", "onderwijskundige")]
        return [
            {"volgorde": nr, "deskundige_id": self.mensen[naam].gebruiker_id, "beroep": beroep}
            for nr, naam, beroep in wie
        ]

    def _doe(
        self, actie: str, wie: str, *, versie: int | None = None, sleutel: str = "", bevestigd: bool = True
    ) -> bool:
        """Perform; True when it came to be. Checks what a success and what a refusal must leave behind."""
        voor, oud = self._stand(), self._rij().status
        data, doel_id = self._gegevens(actie)
        try:
            resultaat = perform(
                self.zaak_id,
                actie,
                by=self._als(wie),
                data=data,
                doel_id=doel_id,
                versie=versie,
                sleutel=sleutel,
                herbevestigd_op=self.nu if bevestigd else None,
                nu=self.nu,
            )
        except (NietGevonden, GeenRecht, Conflict, Geweigerd, HerbevestigingNodig) as nee:
            self.geweigerd += not isinstance(nee, HerbevestigingNodig)
            assert self._stand() == voor, f"{actie} was refused and yet something changed"
            return False
        assert not resultaat.herhaald
        assert oud in MAG[actie], f"{actie} is not possible in {oud}"
        assert wie not in ("elders", "lid", "ouder"), f"{wie} may do nothing, and did {actie}"
        self.gelukt += 1
        if sleutel:
            self.sleutels.append((sleutel, actie, doel_id))
        return True

    @rule(actie=st.sampled_from(ACTIES), wie=st.sampled_from(MENSEN), bevestigd=st.booleans())
    def iemand_probeert_iets(self, actie: str, wie: str, bevestigd: bool) -> None:
        self._doe(actie, wie, bevestigd=bevestigd)

    @rule(n=st.integers(1, 3))
    def het_gaat_zoals_bedoeld(self, n: int) -> None:
        for _ in range(n):
            self._bereid_voor()
            actie, wie = STAP.get(Status(self._rij().status), ("", ""))
            if not actie:
                return
            self._doe(actie, wie or self._wie_schrijft_advies(), sleutel=factories.sleutel())

    def _bereid_voor(self) -> None:
        """What the next step needs: a checklist that is met, answers, an advice, a draft."""
        status, rij = self._rij().status, self._rij()
        if status in (S.INGEDIEND, S.AANGEVULD):
            Eisbeoordeling.objects.filter(aanvraag=rij).update(status=Eisstatus.VOLDAAN)
        elif status in (S.AANVULLING_GEVRAAGD, S.INFORMATIE_GEVRAAGD):
            verzoek = lopend_verzoek(rij)
            assert verzoek is not None, "a request to supplement belongs to this state"
            teksten = {sleutel: "Dat staat in het verslag." for sleutel, _ in gevraagde_punten(verzoek)}
            edit(self.zaak_id, "aanvulling", by=self._als("coordinator"), data={"teksten": teksten}, nu=self.nu)
        elif status == S.DESKUNDIGENADVIES and (wie := self._wie_schrijft_advies()):
            edit(self.zaak_id, "advies", by=self._als(wie), data={**hulp.TEKSTEN, "overwegingen": wie * 40}, nu=self.nu)
        elif status == S.TER_BESLUITVORMING:
            edit(self.zaak_id, "besluit", by=self._als("voorzitter"), data=self._concept(), nu=self.nu)

    def _concept(self) -> dict[str, Any]:
        return {"soort": "verlenen", "motivering": bz.MOTIVERING, "reactie_op_zienswijze": bz.REACTIE}

    def _wie_schrijft_advies(self) -> str:
        open_ = Advies.objects.filter(aanvraag=self.aanvraag, stand="gevraagd").order_by("volgorde").first()
        wie = [
            naam
            for naam in ("eerste", "tweede", "derde")
            if open_ and self.mensen[naam].gebruiker_id == open_.deskundige_id
        ]
        return wie[0] if wie else "eerste"

    @precondition(lambda self: self._rij().status in (S.INGEDIEND, S.AANGEVULD))
    @rule()
    def er_blijkt_iets_te_ontbreken(self) -> None:
        eis = Eisbeoordeling.objects.filter(aanvraag=self.aanvraag).earliest("pk")
        Eisbeoordeling.objects.filter(pk=eis.pk).update(status=Eisstatus.ONTBREEKT)
        self._doe("aanvulling_vragen", "secretariaat")

    @rule(actie=st.sampled_from(ACTIES), oud=st.integers(1, 3))
    def iemand_heeft_een_oude_bladzijde(self, actie: str, oud: int) -> None:
        versie = self._rij().zaak.versie
        for wie in ("coordinator", "secretariaat", "voorzitter"):
            assert not self._doe(actie, wie, versie=versie - oud)

    @precondition(lambda self: self.sleutels)
    @rule()
    def een_dubbele_klik(self) -> None:
        sleutel, actie, doel_id = self.sleutels[-1]
        voor = self._stand()
        for wie in ("coordinator", "secretariaat", "voorzitter", "eerste", "tweede", "derde"):
            try:
                assert perform(
                    self.zaak_id, actie, by=self._als(wie), doel_id=doel_id, sleutel=sleutel, nu=self.nu
                ).herhaald
            except (Conflict, NietGevonden):
                self.geweigerd += 1
        assert self._stand() == voor

    @rule(dagen=st.integers(1, 30), keer=st.integers(1, 2))
    def de_tijd_verstrijkt(self, dagen: int, keer: int) -> None:
        """The sweeps run after some days, once or twice; twice is the same as once."""
        self.nu += timedelta(days=dagen)
        self._maak_brieven()
        voor = self._rij().zaak.versie
        for _ in range(keer):
            verwerk_verstreken(vandaag=self.nu.date(), nu=self.nu)
            voer_automatisch_uit(vandaag=self.nu.date(), nu=self.nu)
        na = self._rij().zaak.versie
        self.gelukt += na - voor
        verwerk_verstreken(vandaag=self.nu.date(), nu=self.nu)
        assert self._rij().zaak.versie == na
        self.geweigerd = self._aantal(Soort.WEIGERING) - self.begin[1]  # the system's own refusals are no one's

    def _maak_brieven(self) -> None:
        for besluit in Besluit.objects.filter(aanvraag=self.aanvraag, document__bestand__isnull=True).exclude(
            document=None
        ):
            assert besluit.document is not None
            bz.maak_klaar(besluit.document)

    @rule()
    def niemand_doet_wat_alleen_het_systeem_doet(self) -> None:
        for actie in ("aanvulling_laten_verlopen", "informatie_laten_verlopen"):
            for wie in MENSEN:
                assert not self._doe(actie, wie)

    # -- what always holds ---------------------------------------------------------------------

    @invariant()
    def de_envelop_zegt_hetzelfde_als_de_aanvraag(self) -> None:
        rij = self._rij()
        assert rij.zaak.status == rij.status
        assert rij.zaak.status_label == PROCESS.toestanden[Status(rij.status)].label
        assert rij.zaak.is_open == (rij.status not in KLAAR)

    @invariant()
    def alles_staat_in_het_register_van_handelingen(self) -> None:
        assert self._aantal(Soort.SCHRIJVEN) - self.begin[0] == self.gelukt
        assert self._aantal(Soort.WEIGERING) - self.begin[1] == self.geweigerd
        assert keten_klopt(Gebeurtenis.objects.filter(zaak_id=self.zaak_id, soort=Soort.SCHRIJVEN).order_by("id"))

    @invariant()
    def de_termijnen_passen_bij_de_toestand(self) -> None:
        rij = self._rij()
        lopend = {t.soort: t for t in Termijn.objects.filter(zaak_id=self.zaak_id, gestopt_op__isnull=True)}
        status = rij.status
        assert ("aanvultermijn" in lopend) == (status == S.AANVULLING_GEVRAAGD)
        assert ("informatietermijn" in lopend) <= (status == S.INFORMATIE_GEVRAAGD)
        assert ("buiten_behandeling" in lopend) == (status == S.AANVULLING_VERLOPEN)
        assert ("volledigheidsnorm" in lopend) == (status in (S.INGEDIEND, S.AANGEVULD))
        if status in BESLOTEN | KLAAR:
            assert {"beslistermijn", "servicenorm", "deskundigentermijn"}.isdisjoint(lopend)
        else:
            assert "beslistermijn" in lopend
        einden = [t.einde for t in lopend.values() if t.einde and t.afgehandeld_op is None]
        if rij.zaak.is_open and einden:
            assert rij.zaak.volgende_termijn is not None

    @invariant()
    def er_is_hoogstens_een_besluit(self) -> None:
        status = self._rij().status
        geldig = Besluit.objects.filter(aanvraag=self.aanvraag).exclude(stand__in=("concept", "teruggeroepen"))
        assert geldig.count() == (status in BESLOTEN or (status == S.ARCHIEF and geldig.exists()))
        tlv = Toelaatbaarheid.objects.filter(besluit__aanvraag=self.aanvraag)
        assert tlv.count() <= 1
        assert not (tlv.exists() and status not in {S.VERLEEND, S.BEKENDGEMAAKT, S.ARCHIEF})


@pytest.mark.django_db
def test_a_request_stays_whole_whatever_people_do() -> None:
    stand = settings(
        max_examples=int(os.environ.get("DEKKEND_VOORBEELDEN", "15")),
        stateful_step_count=30,
        deadline=None,
        phases=(Phase.generate,),  # shrinking a walk takes minutes; the blob replays it
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(Zaakgang, settings=stand)  # type: ignore[no-untyped-call]
