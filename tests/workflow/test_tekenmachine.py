"""Several people sign in any order, late, twice, on paper, from an old page, while versions change: nothing is sealed
that misses a signature or rests on one that does not count.

A random walk over the real doors and the real worker. After every step the whole room is judged anew from the tables,
without the rules that made it.
"""

import itertools
import os
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from documents import tekencodes
from documents import werk as documentwerk
from documents.models import Document, Handtekening, Ondertekenstuk, Tekencode, Tekenfeit, Werkstatus, Zegel
from organisations.actor import Actor, systeem
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.sweeps import voer_automatisch_uit
from workflow.tekenronde import verwerk_tekenkamer

WIE = ("casemanager", "hoofd", "directeur", "moeder")
NEE = (Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden)


class Kamergang(RuleBasedStateMachine):
    verzegeld = 0
    """Over all runs: without a seal there was nothing to judge."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.map = TemporaryDirectory()
        self.oud = instellingen.BESTANDEN_DIR
        instellingen.BESTANDEN_DIR = Path(self.map.name)
        aanvraag = factories.AanvraagFactory()
        self.kamer: Kamer = maak_kamer(aanvraag, factories.SchoolFactory(swv=aanvraag.zaak.swv))
        self.proces = met_tekenkamer(self.kamer)
        self.proces.__enter__()
        self.nu = NU
        self.versies = itertools.count(1)
        self.schermen: list[tuple[str, int, str]] = []
        """Pages that people have open: who, which request, which hash."""
        self.codes: list[int] = []
        self.gelukt: Counter[str] = Counter()
        self.kamer.vraag(nu=self.nu, data=self._papier())

    def teardown(self) -> None:
        self.proces.__exit__(None, None, None)
        instellingen.BESTANDEN_DIR = self.oud
        self.map.cleanup()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _papier(self) -> bytes:
        return tekst_pdf(f"Plan {next(self.versies)}")

    def _stand(self) -> tuple[Any, ...]:
        rijen = Handtekening.objects.filter(stuk__zaak_id=self.kamer.aanvraag.zaak_id).order_by("pk")
        stukken = Ondertekenstuk.objects.filter(zaak_id=self.kamer.aanvraag.zaak_id).order_by("pk")
        return (
            list(rijen.values_list("pk", "uitkomst", "sha256", "bevestigd_door_id", "opgevolgd_door_id")),
            list(stukken.values_list("pk", "uitslag", "vervallen_op", "eindstuk_id")),
            Tekenfeit.objects.count(),
            list(Tekencode.objects.order_by("pk").values_list("pk", "gebruikt_op", "vervallen_op")),
        )

    def _probeer(self, wat: str, doe: Any) -> bool:
        """True when it came to be; a refusal leaves everything as it was."""
        voor = self._stand()
        try:
            with transaction.atomic():
                doe()
        except NEE:
            assert self._stand() == voor, f"{wat} was refused and yet something changed"
            return False
        self.gelukt[wat] += 1
        return True

    def _actor(self, wie: str) -> Actor:
        actor: Actor = getattr(self.kamer, wie)
        return replace(actor, vandaag=self.nu.date())

    def _rij(self, wie: str, stuk: Ondertekenstuk | None = None) -> Handtekening | None:
        rijen = Handtekening.objects.filter(stuk=stuk or self.kamer.stuk(), opgevolgd_door__isnull=True)
        if wie == "vader":
            return rijen.filter(ouder=self.kamer.vader).first()
        return rijen.filter(user_id=self._actor(wie).gebruiker_id).first()

    # -- what people do ----------------------------------------------------------------------------

    @rule(wie=st.sampled_from(WIE))
    def opent_de_pagina(self, wie: str) -> None:
        rij = self._rij(wie)
        if rij is not None:
            self.schermen.append((wie, rij.pk, rij.stuk.sha256))

    @rule(data=st.data(), uitkomst=st.sampled_from(["getekend", "getekend", "getekend", "gezien", "geweigerd"]))
    @precondition(lambda self: self.schermen)
    def antwoordt_vanaf_een_oude_pagina(self, data: st.DataObject, uitkomst: str) -> None:
        """Out of turn, a second tab, a version that is no more: whatever stands open."""
        wie, rij_id, sha256 = data.draw(st.sampled_from(self.schermen))
        rij = Handtekening.objects.get(pk=rij_id)
        actor = self._actor(wie)
        self._probeer("antwoord", lambda: self.kamer.antwoord(actor, uitkomst, nu=self.nu, rij=rij, sha256=sha256))

    @rule(uitkomst=st.sampled_from(["getekend", "getekend", "getekend", "gezien"]))
    def wie_aan_de_beurt_is_antwoordt(self, uitkomst: str) -> None:
        self._beurt(uitkomst)

    @rule()
    def wie_nog_niet_tekende_tekent(self) -> None:
        """Five who agree one after the other come seldom by chance, and then there would be no seal to judge."""
        self.kamer.gesprek_gevoerd = True
        for _ in WIE:
            self._beurt("getekend")
        rij = self._rij("vader")
        if rij is not None and self._probeer("papier", lambda: self.kamer.papier(rij, nu=self.nu)):
            by = self._actor("collega")
            self._probeer("nakijken", lambda: self.kamer.kijk_na(rij, nu=self.nu, by=by))

    def _beurt(self, uitkomst: str) -> None:
        for wie in WIE:
            rij = self._rij(wie)
            if rij is not None and rij.uitkomst == "open" and rij.uitgenodigd_op is not None:
                self._probeer("antwoord", lambda w=wie: self.kamer.antwoord(self._actor(w), uitkomst, nu=self.nu))
                return

    @rule(van=st.sampled_from(WIE), door=st.sampled_from((*WIE, "secretaris")))
    def tekent_voor_een_ander(self, van: str, door: str) -> None:
        rij = self._rij(van)
        if rij is not None and van != door:
            gelukt = self._probeer(
                "voor een ander", lambda: self.kamer.antwoord(self._actor(door), nu=self.nu, rij=rij)
            )
            assert not gelukt, f"{door} signed for {van}"

    @rule(wie=st.sampled_from((*WIE, "vader")), uitkomst=st.sampled_from(["getekend", "getekend", "geweigerd"]))
    def papier_komt_binnen(self, wie: str, uitkomst: str) -> None:
        rij = self._rij(wie)
        if rij is not None:
            self._probeer("papier", lambda: self.kamer.papier(rij, uitkomst, nu=self.nu))

    @rule(klopt=st.sampled_from([True, True, False]), door=st.sampled_from(["collega", "collega", "secretaris"]))
    def papier_wordt_nagekeken(self, klopt: bool, door: str) -> None:
        for rij in Handtekening.objects.filter(wijze="papier", bevestigd_door=None).order_by("-pk"):
            by = self._actor(door)
            gelukt = self._probeer("nakijken", lambda r=rij, w=by: self.kamer.kijk_na(r, klopt, nu=self.nu, by=w))
            assert not (gelukt and door == "secretaris"), "who entered it compared it too"

    @rule()
    def vader_krijgt_een_brief(self) -> None:
        rij = self._rij("vader")
        if rij is None:
            return
        data = {"handtekening_id": rij.pk}
        by = self._actor("secretaris")
        if self._probeer("brief", lambda: edit(rij.stuk.zaak_id, "tekenen_code", by=by, data=data, nu=self.nu)):
            self.codes.append(Tekencode.objects.latest("pk").pk)

    @rule(data=st.data(), uitkomst=st.sampled_from(["getekend", "getekend", "gezien"]))
    @precondition(lambda self: self.codes)
    def vader_gebruikt_een_code(self, data: st.DataObject, uitkomst: str) -> None:
        """Also an old one, or one that was used."""
        code = tekencodes.haal(data.draw(st.sampled_from(self.codes)))
        assert code is not None
        rij = code.handtekening
        antwoord = {"handtekening_id": rij.pk, "code_id": code.pk, "uitkomst": uitkomst, "reden": "Nee."}
        antwoord["sha256"] = rij.stuk.sha256
        by = systeem(self.nu.date())
        self._probeer("code", lambda: edit(rij.stuk.zaak_id, "tekenen_met_code", by=by, data=antwoord, nu=self.nu))

    @rule(wie=st.sampled_from((*WIE, "vader")))
    def wordt_opnieuw_gevraagd(self, wie: str) -> None:
        rij = self._rij(wie)
        if rij is not None:
            by = self._actor("secretaris")
            self._probeer("opnieuw", lambda: self.kamer.doe("tekenen_opnieuw", by, nu=self.nu, handtekening_id=rij.pk))

    # -- what the workflow, the clock and the worker do --------------------------------------------

    @rule()
    def er_komt_een_nieuwe_versie(self) -> None:
        self._probeer("versie", lambda: self.kamer.nieuwe_versie(nu=self.nu, data=self._papier()))

    @rule()
    def het_verzoek_wordt_ingetrokken_en_opnieuw_gedaan(self) -> None:
        stuk, by = self.kamer.stuk(), self._actor("secretaris")
        data = {"stuk_id": stuk.pk, "reden": "Toch niet."}
        if self._probeer("intrekken", lambda: self.kamer.doe("tekenen_intrekken", by, nu=self.nu, **data)):
            self.kamer.vraag(nu=self.nu, data=self._papier(), by=by)

    @rule(dagen=st.sampled_from([1, 3, 8, 22]))
    def de_tijd_verstrijkt(self, dagen: int) -> None:
        self.nu += timedelta(days=dagen)

    @rule()
    def de_veger_komt_langs(self) -> None:
        verwerk_tekenkamer(vandaag=self.nu.date(), nu=self.nu)
        voer_automatisch_uit(vandaag=self.nu.date(), nu=self.nu)

    @rule()
    def de_werker_verzegelt(self) -> None:
        documentwerk.verwerk_wachtende(self.nu)
        Kamergang.verzegeld += Zegel.objects.filter(document__zaak_id=self.kamer.aanvraag.zaak_id).count()

    @rule(gevoerd=st.booleans())
    def het_gesprek(self, gevoerd: bool) -> None:
        self.kamer.gesprek_gevoerd = gevoerd

    @rule(wat=st.sampled_from(["hash", "uitkomst"]))
    @precondition(lambda self: Document.objects.filter(brief="bewijsblad", werk=Werkstatus.WACHT).exists())
    def iemand_knoeit_in_de_tabel_voor_het_verzegelen(self, wat: str) -> None:
        """Whatever goes wrong before the seal: the worker judges once more, and does not seal."""
        papier = Document.objects.filter(brief="bewijsblad", werk=Werkstatus.WACHT).first()
        with transaction.atomic():
            anders = {"sha256": "0" * 64} if wat == "hash" else {"uitkomst": "vervallen"}
            rij = Handtekening.objects.filter(stuk__eindstuk=papier, uitkomst="getekend").first()
            punt = transaction.savepoint()
            Handtekening.objects.filter(pk=rij.pk).update(**anders)
            documentwerk.verwerk_wachtende(self.nu)
            assert not Zegel.objects.filter(document=papier).exists(), "sealed with a signature that does not count"
            transaction.savepoint_rollback(punt)

    # -- what must hold ----------------------------------------------------------------------------

    @invariant()
    def wat_verzegeld_is_is_door_allen_getekend(self) -> None:
        for zegel in Zegel.objects.filter(document__zaak_id=self.kamer.aanvraag.zaak_id):
            stuk = Ondertekenstuk.objects.get(eindstuk=zegel.document)
            rijen = list(Handtekening.objects.filter(stuk=stuk, uitkomst="getekend", opgevolgd_door=None))
            assert all(rij.wijze == "digitaal" or rij.bevestigd_door_id for rij in rijen)
            assert {rij.sha256 for rij in rijen} == {stuk.sha256} == {stuk.document.bestand.sha256}
            mensen = {rij.user_id or ("ouder", rij.ouder_id) for rij in rijen}
            iedereen = {self._actor(wie).gebruiker_id for wie in WIE} | {("ouder", self.kamer.vader.pk)}
            assert mensen == iedereen and len(rijen) == 5
            assert sorted(r["naam"] for r in zegel.document.gegevens["regels"]) == sorted(rij.naam for rij in rijen)

    @invariant()
    def wat_af_is_heeft_precies_een_eindstuk_en_anders_niets(self) -> None:
        for stuk in Ondertekenstuk.objects.filter(zaak_id=self.kamer.aanvraag.zaak_id):
            feit = Tekenfeit.objects.filter(stuk=stuk, soort="voltooid").count()
            af = stuk.uitslag == "voltooid"
            assert (feit == 1) == af == (stuk.eindstuk_id is not None)
        eindstukken = Document.objects.filter(brief="bewijsblad", zaak_id=self.kamer.aanvraag.zaak_id)
        assert eindstukken.count() == Ondertekenstuk.objects.filter(uitslag="voltooid").count()

    @invariant()
    def niemand_tekende_voor_zijn_beurt(self) -> None:
        stukken = Ondertekenstuk.objects.filter(zaak_id=self.kamer.aanvraag.zaak_id)
        assert stukken.filter(vervallen_op=None).count() == 1
        for stuk in stukken.exclude(uitslag__in=["vervangen", "terug"]):
            rijen = list(stuk.handtekeningen.filter(opgevolgd_door=None))
            laatste = max((rij.groep for rij in rijen if rij.geantwoord), default=0)
            assert all(rij.telt for rij in rijen if rij.groep < laatste)

    @invariant()
    def wat_vervallen_is_telt_nergens(self) -> None:
        for stuk in Ondertekenstuk.objects.filter(uitslag__in=["vervangen", "terug"]):
            assert set(stuk.handtekeningen.values_list("uitkomst", flat=True)) == {"vervallen"}
            assert stuk.vervallen_op and stuk.vervallen_reden and stuk.eindstuk_id is None


@pytest.mark.django_db
def test_nothing_is_ever_sealed_with_a_missing_or_void_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making letters and seals has tests of its own; here a small page and a mark instead, but the same line."""
    blad, teller = tekst_pdf("Handtekeningen"), itertools.count()
    monkeypatch.setattr("documents.brieven.maak", lambda *args, **kwargs: blad)
    monkeypatch.setattr("documents.zegel.verzegel", lambda pdf, **kwargs: pdf + f"\n%{next(teller)}".encode())
    stappen = int(os.environ.get("DEKKEND_TEKENSTAPPEN", "40"))
    keren = int(os.environ.get("DEKKEND_TEKENKEREN", "15"))
    run_state_machine_as_test(
        Kamergang,
        settings=settings(
            max_examples=keren,
            stateful_step_count=stappen,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Kamergang.verzegeld
