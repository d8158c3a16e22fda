"""Several people act on one TLV request in any order, late, twice, or with an old page: the case stays whole.

A random walk over the real doors. After every step: a state the table allows, a whole audit chain with a row for every
success and every refusal, terms that fit the state, one decision at most, and nothing changed by a refusal.
"""

import os
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from audit.models import Gebeurtenis, Soort
from deadlines.models import MET_FEITEN, NIET_OP_WERKLIJST, Opschorting, Termijn, Verzetting, kalender_uit_tabel
from tests import factories
from tests.ketens import ketenfouten
from tests.tlv.test_toestanden import MAG
from tests.tlv.zaakloop import STAP, Zaakloop
from tlv import uitstel
from tlv.models import Besluit, Status, Toelaatbaarheid
from tlv.process import PROCESS
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken, voer_automatisch_uit

S = Status
BESLOTEN = {S.VERLEEND, S.AFGEWEZEN, S.BUITEN_BEHANDELING, S.BEKENDGEMAAKT}
IN_DEFAULT = (S.VOLLEDIG, S.DESKUNDIGENADVIES, S.TER_BESLUITVORMING)
KLAAR = {S.INGETROKKEN, S.ARCHIEF}
ACTIES = [action.naam for action in PROCESS.actions]
MENSEN = ("coordinator", "elders", "secretariaat", "voorzitter", "lid", "eerste", "tweede", "derde", "ouder")


VERTREKPUNTEN = (S.INGEDIEND, S.AANVULLING_VERLOPEN, S.DESKUNDIGENADVIES, S.VERLEEND)
"""Where the walks set out from: a walk from the start alone seldom comes far."""


class Zaakgang(Zaakloop, RuleBasedStateMachine):
    vertrek: ClassVar[Status] = S.INGEDIEND

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.begin_zaak()
        self.gelukt = self.geweigerd = 0
        self.feiten = (0, 0)
        self.begin = self._aantal(Soort.SCHRIJVEN), self._aantal(Soort.WEIGERING)
        self.sleutels: list[tuple[str, str, int | None, dict[str, Any]]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def tot_het_vertrekpunt(self) -> None:
        if self.vertrek == S.AANVULLING_VERLOPEN:
            self.er_blijkt_iets_te_ontbreken()
            self.de_tijd_verstrijkt(22, 1)
        else:
            for _ in range(12):
                if self.rij().status == self.vertrek:
                    break
                self.het_gaat_zoals_bedoeld(1)
        assert self.rij().status == self.vertrek

    # -- what is there now ---------------------------------------------------------------------

    def _aantal(self, soort: Soort) -> int:
        rijen = Gebeurtenis.objects.filter(soort=soort)
        if soort == Soort.SCHRIJVEN:
            rijen = rijen.filter(zaak_id=self.zaak_id).exclude(actie__startswith="tlv.bewerken:")
        return rijen.count()

    def _stand(self) -> tuple[Any, ...]:
        rij = self.rij()
        termijnen = Termijn.objects.filter(zaak_id=self.zaak_id).order_by("pk")
        return rij.status, rij.zaak.versie, list(termijnen.values_list("pk", "einde", "gestopt_op"))

    # -- doing ---------------------------------------------------------------------------------

    def _doe(
        self, actie: str, wie: str, *, versie: int | None = None, sleutel: str = "", bevestigd: bool = True
    ) -> bool:
        """Perform; True when it came to be. Checks what a success and what a refusal must leave behind."""
        voor, oud = self._stand(), self.rij().status
        data, doel_id = self.gegevens(actie)
        try:
            resultaat = perform(
                self.zaak_id,
                actie,
                by=self.als(wie),
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
            self.sleutels.append((sleutel, actie, doel_id, data))
        return True

    @rule(actie=st.sampled_from(ACTIES), wie=st.sampled_from(MENSEN), bevestigd=st.booleans())
    def iemand_probeert_iets(self, actie: str, wie: str, bevestigd: bool) -> None:
        self._doe(actie, wie, bevestigd=bevestigd)

    @rule(n=st.integers(2, 9))
    def het_gaat_zoals_bedoeld(self, n: int) -> None:
        for _ in range(n):
            self.bereid_voor()
            actie, wie = STAP.get(Status(self.rij().status), ("", ""))
            if not actie:
                return
            self._doe(actie, wie or self.wie_schrijft_advies(), sleutel=factories.sleutel())

    @precondition(lambda self: self.rij().status in (S.INGEDIEND, S.AANGEVULD))
    @rule()
    def er_blijkt_iets_te_ontbreken(self) -> None:
        self.keur_af()
        self._doe("aanvulling_vragen", "secretariaat")

    @rule(actie=st.sampled_from(sorted(uitstel.SOORT_VAN)), wie=st.sampled_from(("secretariaat", "voorzitter")))
    def een_datum_verschuift(self, actie: str, wie: str) -> None:
        self.nu += timedelta(days=1)
        self._doe(actie, wie)

    @precondition(lambda self: self.rij().status in IN_DEFAULT)
    @rule(dagen=st.sampled_from((0, 15, 60)))
    def het_besluit_laat_op_zich_wachten(self, dagen: int) -> None:
        """The term of the law passes, the school says so, and more days pass."""
        self.de_tijd_verstrijkt(40, 2)
        self._doe("ingebreke_stellen", "secretariaat")
        self.de_tijd_verstrijkt(dagen, 1)
        self._doe("dwangsom_vaststellen", "voorzitter")

    @rule(actie=st.sampled_from(ACTIES), oud=st.integers(1, 3))
    def iemand_heeft_een_oude_bladzijde(self, actie: str, oud: int) -> None:
        versie = self.rij().zaak.versie
        for wie in ("coordinator", "secretariaat", "voorzitter"):
            assert not self._doe(actie, wie, versie=versie - oud)

    @precondition(lambda self: self.sleutels)
    @rule()
    def een_dubbele_klik(self) -> None:
        sleutel, actie, doel_id, data = self.sleutels[-1]
        voor = self._stand()
        for wie in ("coordinator", "secretariaat", "voorzitter", "eerste", "tweede", "derde"):
            try:
                assert perform(
                    self.zaak_id, actie, by=self.als(wie), data=data, doel_id=doel_id, sleutel=sleutel, nu=self.nu
                ).herhaald
            except (Conflict, NietGevonden):
                self.geweigerd += 1
        assert self._stand() == voor

    @rule(dagen=st.sampled_from((1, 3, 8, 22, 40)), keer=st.integers(1, 2))
    def de_tijd_verstrijkt(self, dagen: int, keer: int) -> None:
        """The sweeps run after some days, once or twice; twice is the same as once."""
        self.nu += timedelta(days=dagen)
        self.maak_brieven()
        voor = self.rij().zaak.versie
        for _ in range(keer):
            verwerk_verstreken(vandaag=self.nu.date(), nu=self.nu)
            voer_automatisch_uit(vandaag=self.nu.date(), nu=self.nu)
        na = self.rij().zaak.versie
        self.gelukt += na - voor
        verwerk_verstreken(vandaag=self.nu.date(), nu=self.nu)
        assert self.rij().zaak.versie == na
        self.geweigerd = self._aantal(Soort.WEIGERING) - self.begin[1]  # the system's own refusals are no one's

    @rule()
    def niemand_doet_wat_alleen_het_systeem_doet(self) -> None:
        for actie in ("aanvulling_laten_verlopen", "informatie_laten_verlopen", "ingebreke_voorbij", "dwangsom_vol"):
            assert not any(self._doe(actie, wie) for wie in ("coordinator", "secretariaat", "voorzitter"))

    # -- what always holds ---------------------------------------------------------------------

    @invariant()
    def de_envelop_zegt_hetzelfde_als_de_aanvraag(self) -> None:
        rij = self.rij()
        assert rij.zaak.status == rij.status
        assert rij.zaak.status_label == PROCESS.toestanden[Status(rij.status)].label
        assert rij.zaak.is_open == (rij.status not in KLAAR)

    @invariant()
    def alles_staat_in_het_register_van_handelingen(self) -> None:
        assert self._aantal(Soort.SCHRIJVEN) - self.begin[0] == self.gelukt
        assert self._aantal(Soort.WEIGERING) - self.begin[1] == self.geweigerd
        assert ketenfouten(self.zaak_id) == []

    @invariant()
    def de_termijnen_passen_bij_de_toestand(self) -> None:
        rij = self.rij()
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
        if status in {S.BEKENDGEMAAKT} | KLAAR:
            assert {"ingebreke", "dwangsom"}.isdisjoint(lopend), "nobody waits for a decision any more"
        assert not (status == S.ARCHIEF and "dwangsombesluit" in lopend)
        # a term that passed stays: it still asks for work until an act ends it
        einden = [t.einde for t in lopend.values() if t.einde and t.soort not in NIET_OP_WERKLIJST]
        assert rij.zaak.volgende_termijn == min(einden, default=None)

    @invariant()
    def elke_datum_volgt_uit_de_feiten_en_geen_feit_verdwijnt(self) -> None:
        kalender = kalender_uit_tabel()
        termijnen = Termijn.objects.open().filter(zaak_id=self.zaak_id).prefetch_related(*MET_FEITEN)
        assert [t for t in termijnen if t.berekening(kalender).einde != t.einde] == []
        feiten = (Opschorting.objects.count(), Verzetting.objects.count())
        assert all(nu >= eerder for nu, eerder in zip(feiten, self.feiten, strict=True))
        self.feiten = feiten

    @invariant()
    def er_is_hoogstens_een_besluit(self) -> None:
        status = self.rij().status
        geldig = Besluit.objects.filter(aanvraag=self.aanvraag).exclude(stand__in=("concept", "teruggeroepen"))
        assert geldig.count() == (status in BESLOTEN or (status == S.ARCHIEF and geldig.exists()))
        tlv = Toelaatbaarheid.objects.filter(besluit__aanvraag=self.aanvraag)
        assert tlv.count() <= 1
        assert not (tlv.exists() and status not in {S.VERLEEND, S.BEKENDGEMAAKT, S.ARCHIEF})


@pytest.mark.django_db
@pytest.mark.parametrize("vertrek", VERTREKPUNTEN)
def test_a_request_stays_whole_whatever_people_do(vertrek: Status) -> None:
    stand = settings(
        max_examples=int(os.environ.get("DEKKEND_VOORBEELDEN", "4")),
        stateful_step_count=30,
        deadline=None,
        derandomize="DEKKEND_VOORBEELDEN" not in os.environ,  # the same walks each time; other ones on request
        phases=(Phase.generate,),  # shrinking a walk takes minutes; the blob replays it
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    gang = type("Zaakgang", (Zaakgang,), {"vertrek": vertrek})
    run_state_machine_as_test(gang, settings=stand)  # type: ignore[no-untyped-call]
