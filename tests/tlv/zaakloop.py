"""One TLV request with its people, led from filed to archive a step at a time, through the real doors."""

from datetime import datetime, timedelta
from typing import Any

from deadlines.models import kalender_uit_tabel
from documents.models import Document
from organisations.actor import Actor, systeem
from organisations.models import Mandaatproduct
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.stand import eenmaal
from tests.tlv import besluitzaak as bz
from tests.tlv import volledigheid_hulp as hulp
from tlv import ingebreke, uitstel
from tlv.aanvullen import gevraagde_punten, lopend_verzoek
from tlv.models import Aanvraag, Advies, Eisbeoordeling, Eisstatus, Status
from workflow.edit import edit
from workflow.ingebreke import stand
from workflow.models import Ingebrekestelling
from workflow.perform import perform

S = Status

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


class Zaakloop:
    """The case, its people and the moment; `gegevens` and `bereid_voor` are what the steps need."""

    nu: datetime
    aanvraag: Aanvraag
    zaak_id: int
    mensen: dict[str, Actor]

    def begin_zaak(self) -> None:
        self.__dict__ |= _begonnen()

    def maak(self) -> None:
        self.nu = NU
        self.aanvraag = hulp.ingediend(factories.AanvraagFactory())
        self.zaak_id = self.aanvraag.zaak_id
        self.mensen = self._mensen()
        self._maak_besluitbaar()

    def _mensen(self) -> dict[str, Actor]:
        m = hulp.mensen(self.aanvraag)
        for product in Mandaatproduct:
            bz.mandaat(m.voorzitter, product=product)
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

    def rij(self) -> Aanvraag:
        return Aanvraag.objects.select_related("zaak").get(pk=self.aanvraag.pk)

    def als(self, wie: str) -> Actor:
        """The same person on this day."""
        actor = self.mensen[wie]
        return Actor(**{**actor.__dict__, "vandaag": self.nu.date()})

    def gegevens(self, actie: str) -> tuple[dict[str, Any], int | None]:
        rij = self.rij()
        if actie in ("deskundigen_toewijzen", "extra_advies_vragen"):
            return {"toewijzingen": self._toewijzingen(actie)}, None
        if actie in ("advies_indienen", "advies_teruggeven", "opdracht_intrekken"):
            open_ = Advies.objects.filter(aanvraag=rij, stand="gevraagd").order_by("volgorde").first()
            return {"onafhankelijk": True, "reden": "Te druk."}, open_.pk if open_ else None
        if actie == "aanvulling_vragen":
            eis = Eisbeoordeling.objects.filter(aanvraag=rij).exclude(status=Eisstatus.VOLDAAN).first()
            return {"eisen": [eis.eis] if eis else [], "toelichting": "Graag."}, None
        if actie in uitstel.SOORT_VAN:
            return self._datums(actie), None
        if actie in (ingebreke.STELLEN, ingebreke.INTREKKEN, ingebreke.VASTSTELLEN):
            return self._ingebreke(actie), None
        return {"reden": "Een fout.", "vraag": "Wat was het verzuim?"}, None

    def _datums(self, actie: str) -> dict[str, Any]:
        """What moves a date, as it is possible now; whatever when it is not."""
        vandaag, reden = self.nu.date(), "De deskundige is ziek."
        norm = uitstel.termijn_van(self.rij(), uitstel.SERVICENORM)
        wet = uitstel.termijn_van(self.rij(), uitstel.BESLISTERMIJN)
        eigen = uitstel.ongedaan_te_maken(wet) if wet else []
        if actie == uitstel.VERZETTEN:
            einde = (norm.einde if norm else None) or vandaag
            dag = kalender_uit_tabel().eerstvolgende_werkdag(einde - timedelta(days=3))
            return {"nieuwe_datum": dag, "reden": reden}
        if actie == uitstel.VERDAGEN:
            einde = (wet.einde if wet else None) or vandaag
            dag = kalender_uit_tabel().eerstvolgende_werkdag(einde + timedelta(days=14))
            return {"nieuwe_datum": dag, "reden": reden}
        kern: dict[str, Any] = {"reden": reden, "eerste_dag": vandaag}
        if actie == "opschorten_buitenland":
            vraag = {"wat": "het onderzoek uit 2024", "instantie": "CLB Antwerpen, in België"}
            return kern | vraag | {"eerste_dag": vandaag + timedelta(days=1)}
        if actie != "opschorten_vertraging":
            kern["laatste_dag"] = vandaag + timedelta(days=5)
        if actie in (uitstel.BEEINDIGEN, uitstel.ONGEDAAN):
            return {"reden": reden, "laatste_dag": vandaag, "opschorting": eigen[-1].pk if eigen else 0}
        wie = {"ingestemd_op": vandaag, "ingestemd_door": "Mevrouw De Wit", "vindplaats": "brief"}
        return kern | (wie if actie == "opschorten_instemming" else {})

    def _ingebreke(self, actie: str) -> dict[str, Any]:
        """A notice of the school today; of one that is there, what is withdrawn or fixed."""
        vandaag = self.nu.date()
        if actie == ingebreke.STELLEN:
            return {"van": "school", "ontvangen_op": vandaag}
        rij = Ingebrekestelling.objects.filter(zaak_id=self.zaak_id, ingetrokken_op=None).order_by("-pk").first()
        som = stand(rij, vandaag=vandaag, kalender=kalender_uit_tabel()).dwangsom if rij else None
        return {
            "rij": rij.pk if rij else 0,
            "reden": "Een mail van de school.",
            "ingetrokken_op": vandaag,
            "vastgesteld_op": vandaag,
            "bedrag": som.bedrag if som else 0,
        }

    def _toewijzingen(self, actie: str) -> list[dict[str, Any]]:
        wie = [(1, "eerste", "orthopedagoog"), (2, "tweede", "jeugdpsycholoog")]
        if actie == "extra_advies_vragen":
            wie = [(3, "derde", "onderwijskundige")]
        return [
            {"volgorde": nr, "deskundige_id": self.mensen[naam].gebruiker_id, "beroep": beroep}
            for nr, naam, beroep in wie
        ]

    def bereid_voor(self, actie: str = "") -> None:
        """What the next step needs: a checklist that is met, answers, an advice, a draft."""
        status, rij = self.rij().status, self.rij()
        if status in (S.INGEDIEND, S.AANGEVULD):
            Eisbeoordeling.objects.filter(aanvraag=rij).update(status=Eisstatus.VOLDAAN)
        elif status in (S.AANVULLING_GEVRAAGD, S.INFORMATIE_GEVRAAGD):
            verzoek = lopend_verzoek(rij)
            assert verzoek is not None, "a request to supplement belongs to this state"
            teksten = {sleutel: "Dat staat in het verslag." for sleutel, _ in gevraagde_punten(verzoek)}
            edit(self.zaak_id, "aanvulling", by=self.als("coordinator"), data={"teksten": teksten}, nu=self.nu)
        elif status == S.DESKUNDIGENADVIES and (wie := self.wie_schrijft_advies()):
            data = {**hulp.TEKSTEN, "overwegingen": bz.OVERWEGINGEN[wie == "eerste"]}
            edit(self.zaak_id, "advies", by=self.als(wie), data=data, nu=self.nu)
        elif status == S.TER_BESLUITVORMING and actie == "afwijzen":
            anders = {"soort": "afwijzen", "afwijking": "De groep die nodig is, heeft de school inmiddels zelf."}
            edit(self.zaak_id, "besluit", by=self.als("voorzitter"), data=self._concept() | anders, nu=self.nu)
        elif status == S.TER_BESLUITVORMING:
            edit(self.zaak_id, "besluit", by=self.als("voorzitter"), data=self._concept(), nu=self.nu)

    def _concept(self) -> dict[str, Any]:
        ingediend = Advies.objects.filter(aanvraag=self.aanvraag, stand="ingediend")
        kernen = {str(advies.pk): bz.OVERWEGINGEN[0] for advies in ingediend}
        return {"soort": "verlenen", "motivering": bz.MOTIVERING, "reactie_op_zienswijze": bz.REACTIE, "kernen": kernen}

    def wie_schrijft_advies(self) -> str:
        open_ = Advies.objects.filter(aanvraag=self.aanvraag, stand="gevraagd").order_by("volgorde").first()
        wie = [
            naam
            for naam in ("eerste", "tweede", "derde")
            if open_ and self.mensen[naam].gebruiker_id == open_.deskundige_id
        ]
        return wie[0] if wie else "eerste"

    def maak_brieven(self) -> None:
        """As if the worker had made every letter that waits."""
        for document in Document.objects.filter(zaak_id=self.zaak_id, bestand__isnull=True):
            bz.maak_klaar(document)

    # -- led to a state ------------------------------------------------------------------------

    def systeem(self) -> Actor:
        return systeem(self.nu.date())

    def doe(self, actie: str, wie: str = "") -> None:
        """One step by somebody, or by the system when nobody is named."""
        data, doel_id = self.gegevens(actie)
        by = self.als(wie) if wie else self.systeem()
        perform(self.zaak_id, actie, by=by, data=data, doel_id=doel_id, herbevestigd_op=self.nu, nu=self.nu)

    def keur_af(self) -> None:
        """One requirement is not met."""
        eis = Eisbeoordeling.objects.filter(aanvraag=self.aanvraag).earliest("pk")
        Eisbeoordeling.objects.filter(pk=eis.pk).update(status=Eisstatus.ONTBREEKT)

    def breng_naar(self, status: str) -> None:
        """Lead the filed case to this state along the shortest road."""
        if status in (S.AANVULLING_GEVRAAGD, S.AANVULLING_VERLOPEN, S.AANGEVULD, S.BUITEN_BEHANDELING):
            self.keur_af()
            self.doe("aanvulling_vragen", "secretariaat")
        if status in (S.AANVULLING_VERLOPEN, S.BUITEN_BEHANDELING):
            self.nu += timedelta(days=30)
            self.doe("aanvulling_laten_verlopen")
        for _ in range(12):
            if self.rij().status == status:
                return
            self._stap_naar(status)
        raise AssertionError(f"no road to {status}; the case is {self.rij().status}")

    def _stap_naar(self, status: str) -> None:
        self.bereid_voor()
        nu = Status(self.rij().status)
        if status == S.INFORMATIE_GEVRAAGD and nu == S.DESKUNDIGENADVIES:
            self.doe("informatie_vragen", "eerste")
        elif status == S.INGETROKKEN:
            self.doe("intrekken", "coordinator")
        elif nu in (S.VERLEEND, S.BUITEN_BEHANDELING):
            self.nu += timedelta(hours=2)
            self.maak_brieven()
            self.doe("bekendmaken")
        else:
            self.doe(STAP[nu][0], STAP[nu][1] or self.wie_schrijft_advies())


@eenmaal
def _begonnen() -> dict[str, Any]:
    """What a case is of which nothing was done yet."""
    loop = Zaakloop()
    loop.maak()
    return loop.__dict__
