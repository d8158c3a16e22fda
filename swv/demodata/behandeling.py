"""The part of the story at the samenwerkingsverband: checklist, supplement, experts, decision, publication, archive."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F

from deadlines.bezwaarregels import postgrens
from deadlines.models import Termijn, kalender_uit_tabel
from documents.models import Bekendmaking
from organisations.actor import Actor
from organisations.rollen import Rol
from swv.demodata import teksten
from swv.demodata.klok import HIER, Verhaal, Wacht
from swv.demodata.zaakverhaal import Zaakverhaal
from tlv.aanvullen import lopend_verzoek
from tlv.checklist import checklist
from tlv.models import Advies, Besluit, Eisbeoordeling, Eisstatus
from tlv.rules import voorstellen

EERSTE = (
    ("marit.bos@lindestreek.example", "orthopedagoog"),
    ("femke.oosterhuis@lindestreek.example", "orthopedagoog"),
    ("ivo.karimi@lindestreek.example", "psycholoog"),
)
TWEEDE = (
    ("joris.smit@lindestreek.example", "jeugdpsycholoog"),
    ("samira.haddou@lindestreek.example", "kinderpsychiater"),
    ("wout.jansma@lindestreek.example", "maatschappelijk_werker"),
    ("nadia.ouali@lindestreek.example", "arts"),
)
RECALL = timedelta(minutes=31)


@dataclass
class Behandeling(Zaakverhaal):
    """A request from filing to archive. `afwijzen` turns the advices and the decision."""

    afwijzen: bool = False
    deskundigen: tuple[int, int] | None = None
    verzonden: bool = True
    _plek: list[tuple[str, str]] = field(default_factory=list, init=False)

    # -- complete ------------------------------------------------------------------------------

    def controleer(self, *, behalve: Sequence[str] = (), hoeveel: int = 99) -> Verhaal:
        """Walk the checklist beside the papers; what is `behalve` lacks something."""
        yield self.na(1, 3)
        by = self.secretariaat()
        self.w.lees(self.zaak_id, by, self.nu, "volledigheid")
        punten = [p for p in checklist(self.aanvraag, vandaag=by.vandaag) if p.status == Eisstatus.OPEN]
        goed = [punt.sleutel for punt in punten[:hoeveel] if punt.sleutel not in behalve]
        self._vink_af(goed[:-1], by)
        for sleutel in [*goed[-1:], *behalve]:
            self.straks(2)
            mist = sleutel in behalve
            toelichting = teksten.AANVULLEN.get(sleutel, "Dit ontbreekt nog.") if mist else ""
            status = Eisstatus.ONTBREEKT if mist else Eisstatus.VOLDAAN
            waarom = "" if mist else "Gezien op het formulier dat de school stuurde."
            self.schrijf("eis", by, eis=sleutel, status=status, toelichting=toelichting, waarom_toch=waarom)

    def _vink_af(self, sleutels: Sequence[str], by: Actor) -> None:
        """All but the last of what is in order, in one go: the same rows as item by item, and much sooner."""
        Eisbeoordeling.objects.filter(aanvraag__zaak_id=self.zaak_id, eis__in=sleutels).update(
            status=Eisstatus.VOLDAAN,
            beoordeeld_door_id=by.gebruiker_id,
            beoordeeld_op=self.nu,
            versie=F("versie") + 1,
        )

    def vraag_aanvulling(self, *eisen: str) -> Verhaal:
        yield from self.controleer(behalve=eisen)
        yield self.straks(9)
        self.doe("aanvulling_vragen", self.secretariaat(), eisen=list(eisen), vraag="")

    def vul_aan(self, *, insturen: bool = True) -> Verhaal:
        """The school answers every item; without `insturen` only the first, as a draft."""
        yield self.na(4, 8)
        verzoek = lopend_verzoek(self.aanvraag)
        assert verzoek is not None
        by = self.coordinator()
        sleutels = list(verzoek.eisen) or ["vraag"]
        antwoord = "Dit is aangevuld. U vindt het in het stuk dat wij toevoegen."
        self.schrijf("aanvulling", by, teksten=dict.fromkeys(sleutels if insturen else sleutels[:1], antwoord))
        keuring = self.w.papieren["verslag"]
        self.schrijf("aanvulling_bestand", by, punt=sleutels[0], soort="verslag", keuring=keuring)
        if insturen:
            yield self.straks(12)
            self.doe("aanvullen", self.coordinator())

    def laat_verlopen(self) -> Verhaal:
        """Nothing comes; the system notices the day after the last day."""
        verzoek = lopend_verzoek(self.aanvraag)
        assert verzoek is not None
        moment = self.w.agenda.op(verzoek.uiterlijk + timedelta(days=1)).astimezone(HIER)
        self.nu = max(self.nu + timedelta(minutes=1), min(moment.replace(hour=4, minute=5), self.w.nu))
        yield self.nu
        self.doe("aanvulling_laten_verlopen", self.w.systeem(self.nu))

    def verklaar_volledig(self) -> Verhaal:
        yield from self.controleer()
        yield self.straks(15)
        self.doe("volledig_verklaren", self.secretariaat())

    # -- experts -------------------------------------------------------------------------------

    def wijs_toe(self) -> Verhaal:
        yield self.na(1, 3)
        een, twee = self.deskundigen or (self.nr % len(EERSTE), (self.nr // 2) % len(TWEEDE))
        self._plek = [EERSTE[een], TWEEDE[twee]]
        toewijzingen = [
            {"volgorde": nr, "deskundige_id": self.w.user(email).pk, "beroep": beroep, "toelichting": ""}
            for nr, (email, beroep) in enumerate(self._plek, 1)
        ]
        self.doe("deskundigen_toewijzen", self.secretariaat(), toewijzingen=toewijzingen)

    def deskundige(self, plek: int) -> Actor:
        return self.w.als(self._plek[plek][0], Rol.DESKUNDIGE, self.nu)

    def adviseer(self, plek: int, *, indienen: bool = True) -> Verhaal:
        """One expert reads, writes and files; without `indienen` a draft lies there."""
        yield self.na(3, 6) if plek == 0 else self.na(1, 4)
        by = self.deskundige(plek)
        self.w.lees(self.zaak_id, by, self.nu, "advies")
        self.schrijf("advies", by, **self._advies(plek, by.vandaag))
        if indienen:
            yield self.straks(40)
            advies = Advies.objects.get(aanvraag__zaak_id=self.zaak_id, deskundige_id=by.gebruiker_id)
            self.doe("advies_indienen", self.deskundige(plek), doel_id=advies.pk, onafhankelijk=True)

    def _advies(self, plek: int, vandaag: date) -> dict[str, object]:
        naam = {"r": self.leerling.roepnaam, "s": self.school.naam}
        gewoon = (self.p.eerste, self.p.tweede)
        afwijzend = (teksten.AFWIJZEN_EERSTE, teksten.AFWIJZEN_TWEEDE)
        inhoud: dict[str, object] = {
            "strekking": "afwijzen" if self.afwijzen else "toewijzen",
            "type": "vso",
            "overwegingen": (afwijzend if self.afwijzen else gewoon)[plek].format(**naam),
            "waarom_geen_arrangement": self.p.arrangement.format(**naam),
        }
        if self.afwijzen:
            return inhoud
        hoger = "De hulp bij verzorging is de hele dag nodig en vraagt meer mensen dan in categorie laag is voorzien."
        return inhoud | {
            "einde": self.einde(vandaag + timedelta(days=10)),
            "periode_reden": "Deze periode past bij het uitstroomprofiel in het OPP.",
            "categorie": self.p.categorie,
            "categorie_reden": "" if self.p.categorie == "laag" else hoger,
            "lichtere_vorm": ("misschien", "nee", "ja")[self.nr % 3],
        }

    def einde(self, vandaag: date) -> date:
        """What the guide says for a decision on this day."""
        geboren = self.leerling.geboortedatum
        eerste = voorstellen(route="vo_vso", profiel=self.p.uitstroom, geboren=geboren, besloten_op=vandaag)[0]
        assert eerste.einde is not None
        return eerste.einde

    def mis_informatie(self, vraag: str, *, plek: int = 0) -> Verhaal:
        yield self.na(1, 3)
        self.doe("informatie_vragen", self.deskundige(plek), vraag=vraag)

    # -- dates ---------------------------------------------------------------------------------

    def verzet_streefdatum(self, reden: str) -> Verhaal:
        """A working day, and never past the term of the law: close to that there is nothing to move."""
        yield self.na(1, 2)
        dag = self.w.agenda.kalender.eerstvolgende_werkdag(self._einde("servicenorm") + timedelta(days=5))
        if dag > self._einde("beslistermijn"):
            return
        self.doe("norm_verzetten", self.secretariaat(), nieuwe_datum=dag, reden=reden)

    def verdaag(self, reden: str) -> Verhaal:
        yield self.na(1, 2)
        dag = self.w.agenda.kalender.eerstvolgende_werkdag(self._einde("beslistermijn") + timedelta(days=14))
        self.doe("beslistermijn_verdagen", self.secretariaat(), nieuwe_datum=dag, reden=reden)

    def stel_uit_met_instemming(self) -> Verhaal:
        yield self.na(1, 2)
        dag = self.nu.date()
        self.doe(
            "opschorten_instemming",
            self.secretariaat(),
            ingestemd_op=dag,
            ingestemd_door=self.coordinator().naam,
            vindplaats="bericht van de school in deze zaak",
            eerste_dag=dag + timedelta(days=1),
            laatste_dag=dag + timedelta(days=7),
            reden="De school wil de uitkomst van een onderzoek afwachten.",
        )

    def stel_in_gebreke(self, *, dagen_geleden: int) -> Verhaal:
        """The school writes that the decision is late: so many days ago, in any case after the last day."""
        dag = self.w.agenda.vandaag - timedelta(days=dagen_geleden)
        dag = max(dag, self._einde("beslistermijn") + timedelta(days=1))
        self.nu = max(self.nu + timedelta(minutes=5), self.w.agenda.op(dag))
        yield self.nu
        by = self.secretariaat()
        self.doe("ingebreke_stellen", by, van="school", ontvangen_op=by.vandaag)

    def laat_twee_weken_verlopen(self) -> Verhaal:
        """Nothing is decided; the system notices, and from then on every day costs money."""
        moment = self.w.agenda.op(self._einde("ingebreke") + timedelta(days=1)).astimezone(HIER)
        self.nu = max(self.nu + timedelta(minutes=1), min(moment.replace(hour=4, minute=5), self.w.nu))
        yield self.nu
        self.doe("ingebreke_voorbij", self.w.systeem(self.nu))

    def _einde(self, soort: str) -> date:
        einde = Termijn.objects.open().get(zaak_id=self.zaak_id, soort=soort).einde
        assert einde is not None
        return einde

    # -- decision ------------------------------------------------------------------------------

    def bespreek(self) -> Verhaal:
        """The weekly talk with the experts; school and parents are heard when the decision asks for it."""
        yield self.na(2, 4)
        by = self.w.voorzitter(self.nu)
        namen = "\n".join(
            Advies.objects.filter(aanvraag__zaak_id=self.zaak_id).values_list("deskundige__naam", flat=True)
        )
        uitkomst = "Beide adviezen zijn doorgenomen. De deskundigen lichten hun advies toe en blijven erbij."
        self._gesprek(by, "deskundigen", f"{by.naam}\n{namen}", uitkomst)
        if self.afwijzen or self.p.categorie != "laag":
            self._gesprek(by, "school", f"{by.naam}\n{self.coordinator().naam}", "De school gaf een toelichting.")
        if self.afwijzen or "oneens" in self.standpunten:
            self._gesprek(by, "ouders", f"{by.naam}\nDe ouders", "De ouders vertelden wat zij ervan vinden.")

    def _gesprek(self, by: Actor, soort: str, aanwezigen: str, uitkomst: str) -> None:
        self.schrijf("bespreking", by, soort=soort, datum=by.vandaag, aanwezigen=aanwezigen, uitkomst=uitkomst)

    def stel_op(self) -> Verhaal:
        """The draft of the decision, with the considerations of both advices."""
        yield self.straks(45)
        by = self.w.voorzitter(self.nu)
        adviezen = Advies.objects.filter(aanvraag__zaak_id=self.zaak_id, stand="ingediend")
        standen = set(self.aanvraag.zaak.zienswijzen.values_list("standpunt", flat=True))
        stand = next((s for s in ("oneens", "deels") if s in standen), "eens")
        motivering = teksten.AFWIJZING if self.afwijzen else self.p.motivering
        concept: dict[str, object] = {
            "soort": Besluit.Soort.AFWIJZEN if self.afwijzen else Besluit.Soort.VERLENEN,
            "motivering": motivering.format(r=self.leerling.roepnaam),
            "kernen": {str(a.pk): ". ".join(a.overwegingen.split(". ")[:2]).rstrip(".") + "." for a in adviezen},
            "reactie_op_zienswijze": teksten.REACTIES[stand] if standen else "",
        }
        if not self.afwijzen:
            redenen = [a.categorie_reden for a in adviezen if a.categorie_reden]
            concept |= {"einde": self.einde(by.vandaag), "categorie": self.p.categorie}
            concept |= {"afwijking": teksten.LATER} if adviezen[0].einde != self.einde(by.vandaag) else {}
            concept |= {"categorie_reden": redenen[0]} if redenen else {}
        self.schrijf("besluit", by, **concept)

    def besluit(self) -> Verhaal:
        yield from self.bespreek()
        yield from self.stel_op()
        yield self.straks(30)
        self.doe("afwijzen" if self.afwijzen else "verlenen", self.w.voorzitter(self.nu))

    def maak_bekend(self) -> Verhaal:
        """Half an hour later, as soon as every paper is made: the system does this by itself."""
        yield Wacht(self.zaak_id)
        self.nu = min(self.nu + RECALL, self.w.nu)
        yield self.nu
        self.doe("bekendmaken", self.w.systeem(self.nu))

    def verstuur(self) -> Verhaal:
        """What goes by post is sent the next day; who reads it here opens it within days."""
        yield self.na(1, 1)
        by = self.w.als("fatma.yildiz@lindestreek.example", Rol.SECRETARIAAT, self.nu)
        post = Bekendmaking.objects.filter(zaak_id=self.zaak_id, verzonden_op__isnull=True)
        if ids := list(post.values_list("pk", flat=True)):
            self.schrijf("printen", by, bekendmakingen=ids, geprint_voor=by.vandaag)
            self.schrijf("verzending", by, bekendmakingen=ids, verzonden_op=by.vandaag)
        digitaal = Bekendmaking.objects.filter(zaak_id=self.zaak_id, kanaal="digitaal", ouder__isnull=False)
        for rij in digitaal.select_related("ouder__user"):
            assert rij.ouder is not None and rij.ouder.user is not None
            yield self.na(0, 2)
            self.schrijf("besluit_geopend", self.w.als(rij.ouder.user, Rol.OUDER, self.nu))

    def krijg_terug(self, reden: str) -> Verhaal:
        """The letter to a parent lies in the letter box again; nobody has looked into it yet."""
        rij = Bekendmaking.objects.filter(zaak_id=self.zaak_id, kanaal="post").first()
        if rij is None:
            return
        yield self.na(2, 3)
        by = self.secretariaat()
        self.schrijf("besluit_terug", by, bekendmaking=rij.pk, terug_op=by.vandaag, reden=reden)

    def draag_over(self, brin: str = "", *, ontvangen: bool = True) -> Verhaal:
        """The declaration goes to the school the parents chose; that school says it arrived."""
        yield self.na(4, 9)
        school = self.w.scholen[brin or ("21QE", "21QF")[self.nr // 2 % 2]]
        besluit = Besluit.objects.get(aanvraag__zaak_id=self.zaak_id, stand="bekendgemaakt")
        uit = self.schrijf("overdracht", self.coordinator(), school_id=school.pk, documenten=[besluit.document_id])
        if not ontvangen:
            return
        yield self.na(1, 3)
        ontvanger = self.w.coordinator(school, self.nu)
        data = {"overdracht_id": uit["id"], "ontvangen_door": ontvanger.gebruiker_id}
        self.schrijf("overdracht_ontvangen", self.w.systeem(self.nu), **data)

    def archiveer(self) -> Verhaal:
        """When no objection can come in by post any more, by the system."""
        einden = self.aanvraag.zaak.termijnen.filter(soort="bezwaar").values_list("einde", flat=True)
        laatste = max(einde for einde in einden if einde is not None)
        grens = postgrens(laatste, kalender=kalender_uit_tabel()).einde
        assert grens is not None
        self.nu = self.w.agenda.op(grens + timedelta(days=1))
        yield self.nu
        self.doe("archiveren", self.w.systeem(self.nu))

    # -- whole stretches -----------------------------------------------------------------------

    def tot_volledig(self, *aanvullen: str) -> Verhaal:
        yield from self.tot_ingediend()
        if aanvullen:
            yield from self.vraag_aanvulling(*aanvullen)
            yield from self.vul_aan()
        yield from self.verklaar_volledig()

    def tot_besluitvorming(self, *aanvullen: str) -> Verhaal:
        yield from self.tot_volledig(*aanvullen)
        yield from self.wijs_toe()
        yield from self.adviseer(0)
        yield from self.adviseer(1)

    def tot_bekend(self, *aanvullen: str) -> Verhaal:
        yield from self.tot_besluitvorming(*aanvullen)
        yield from self.besluit()
        yield from self.maak_bekend()
        if self.verzonden:
            yield from self.verstuur()
