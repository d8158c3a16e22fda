"""One request as a story: steps that school, office, experts, chair and family take through the doors of the site.

Every step is a generator: it says at which moment it goes on, and acts when it is woken.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cases.models import Dossier, Leerling
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from swv.demodata.gezinnen import Thuis, gewoon_gezin, maak_dossier
from swv.demodata.invulling import antwoorden_van
from swv.demodata.klok import Verhaal
from swv.demodata.namen import Kind
from swv.demodata.teksten import PROFIELEN, ZIENSWIJZEN, Profiel
from swv.demodata.wereld import Wereld
from tlv.models import Aanvraag
from workflow.models import Onderdeel
from workflow.start import start

STUKKEN = {"ondersteuningsbehoeften": "onderzoek", "opp": "opp", "knooppunt": "knooppunt"}
"""Which paper is added with which section."""


@dataclass
class Zaakverhaal:
    """One pupil and one request."""

    w: Wereld
    brin: str
    jaren: int
    begin: datetime
    nr: int = 0
    profiel: Profiel | None = None
    kind: Kind | None = None
    gezin: list[Thuis] = field(default_factory=list)
    standpunten: tuple[str, ...] = ()
    """What each person at home thinks, in order; empty: chance decides."""
    behandelaar: int = 0
    nu: datetime = field(init=False)
    zaak_id: int = field(init=False, default=0)
    dossier: Dossier = field(init=False)

    def __post_init__(self) -> None:
        self.nu = self.begin
        self.profiel = self.profiel or PROFIELEN[self.nr % len(PROFIELEN)]
        self.kind = self.kind or self.w.namen.kind(self.jaren)
        self.gezin = self.gezin or gewoon_gezin(self.w, self.kind)

    # -- shorthand -----------------------------------------------------------------------------

    @property
    def school(self) -> School:
        return self.w.scholen[self.brin]

    @property
    def leerling(self) -> Leerling:
        return self.dossier.leerling

    @property
    def p(self) -> Profiel:
        assert self.profiel is not None
        return self.profiel

    @property
    def aanvraag(self) -> Aanvraag:
        return Aanvraag.objects.select_related("zaak__dossier__leerling").get(zaak_id=self.zaak_id)

    def coordinator(self) -> Actor:
        return self.w.coordinator(self.school, self.nu, nr=self.behandelaar)

    def secretariaat(self) -> Actor:
        return self.w.secretariaat(self.nu)

    def na(self, vroegst: int, laatst: int) -> datetime:
        """Move on by some working days, and say so to the clock."""
        self.nu = self.w.agenda.na(self.nu, vroegst, laatst)
        return self.nu

    def straks(self, minuten: int = 6) -> datetime:
        """A little later in the same sitting."""
        straks = min(self.nu + timedelta(minutes=minuten), self.w.nu - timedelta(seconds=30))
        self.nu = max(straks, self.nu + timedelta(seconds=1))
        return self.nu

    def doe(self, actie: str, by: Actor, **data: object) -> dict[str, object]:
        return self.w.doe(self.zaak_id, actie, by, self.nu, **data)

    def schrijf(self, deel: str, by: Actor, **data: object) -> dict[str, object]:
        return self.w.schrijf(self.zaak_id, deel, by, self.nu, **data)

    def handtekeningen(self) -> list[Handtekening]:
        """Who is asked on the version that counts."""
        rijen = Handtekening.objects.filter(stuk__zaak_id=self.zaak_id, stuk__vervallen_op__isnull=True)
        return list(rijen.select_related("stuk", "user", "ouder", "leerling"))

    # -- at school -----------------------------------------------------------------------------

    def open(self) -> Verhaal:
        """The dossier, and an empty draft."""
        assert self.kind is not None
        yield self.nu
        by = self.coordinator()
        self.dossier = maak_dossier(self.w, self.school, self.kind, self.gezin, by, self.nu)
        yield self.straks(25)
        self.zaak_id = start("tlv", self.dossier.pk, by=by, nu=self.nu, data={})

    def schrijf_secties(self, *, hoeveel: int = 10, half: bool = False) -> Verhaal:
        """Fill the first sections in a few sittings; `half` leaves the last one unfinished."""
        alles = self.secties()[:hoeveel]
        for nr, (sleutel, antwoorden) in enumerate(alles):
            yield self.na(1, 2) if nr % 4 == 0 else self.straks(11)
            af = not (half and nr == len(alles) - 1)
            antwoorden = antwoorden if af else dict(list(antwoorden.items())[:2])
            by = self.coordinator()
            self.schrijf(f"onderdeel:{sleutel}", by, **antwoorden, _afgerond=af)
            if af and sleutel in STUKKEN:
                keuring = self.w.papieren[STUKKEN[sleutel]]
                self.schrijf("document", by, wat="toevoegen", soort=STUKKEN[sleutel], keuring=keuring)

    def secties(self) -> list[tuple[str, dict[str, object]]]:
        return list(antwoorden_van(self.p, self.leerling, self.school, self.nu.date(), vso=self.nr).items())

    def leg_secties_neer(self) -> Verhaal:
        """All sections at once, with the papers: the rows of a request that was written in the past. Saves minutes."""
        yield self.na(3, 6)
        by = self.coordinator()
        eerste, *rest = self.secties()
        self.schrijf(f"onderdeel:{eerste[0]}", by, **eerste[1], _afgerond=True)
        Onderdeel.objects.bulk_create(
            Onderdeel(
                zaak_id=self.zaak_id,
                sleutel=sleutel,
                antwoorden=antwoorden,
                afgerond=True,
                versie=1,
                bijgewerkt_op=self.nu,
                bijgewerkt_door_id=by.gebruiker_id,
            )
            for sleutel, antwoorden in rest
        )
        for soort in STUKKEN.values():
            self.straks(2)
            self.schrijf("document", by, wat="toevoegen", soort=soort, keuring=self.w.papieren[soort])

    def vraag_ontheffing(self, eis: str, reden: str) -> Verhaal:
        yield self.straks(8)
        self.schrijf("ontheffing", self.coordinator(), eis=eis, reden=reden)

    def bevries(self) -> Verhaal:
        yield self.na(0, 2)
        self.schrijf("bevriezen", self.coordinator())

    def teken(self, *rollen: str) -> Verhaal:
        """Head and gedragswetenschapper sign; on paper when the school's head has no account."""
        for rij in self.handtekeningen():
            if rij.rol not in rollen or rij.uitkomst != Handtekening.Uitkomst.OPEN:
                continue
            yield self.na(0, 2)
            if rij.user is None:
                self._op_papier(rij, uitkomst="getekend")
                continue
            by = self.w.als(rij.user, rij.rol, self.nu)
            self.w.lees(self.zaak_id, by, self.nu, "ondertekenen")
            self.schrijf(
                "handtekening",
                by,
                handtekening_id=rij.pk,
                uitkomst="getekend",
                sha256=rij.stuk.sha256,
                herbevestigd_op=self.nu - timedelta(minutes=1),
            )

    def reageer(self, *, zwijgt: int = 0) -> Verhaal:
        """Everyone at home gives a view and consent, digitally or on the paper form; the last `zwijgt` do not."""
        rijen = [r for r in self.handtekeningen() if r.rol in (Rol.OUDER, Rol.LEERLING)]
        for nr, rij in enumerate(rijen[: len(rijen) - zwijgt]):
            yield self.na(0, 2)
            reactie = self._reactie(nr, rij)
            if rij.user is None:
                self._op_papier(rij, **reactie)
            else:
                by = self.w.als(rij.user, rij.rol, self.nu)
                self.schrijf("reactie", by, sha256=rij.stuk.sha256, **reactie)

    def _reactie(self, nr: int, rij: Handtekening) -> dict[str, object]:
        lot = self.w.toeval.random()
        standpunt = "eens" if lot < 0.8 else "deels" if lot < 0.93 else "geen"
        if nr < len(self.standpunten):
            standpunt = self.standpunten[nr]
        teksten = ZIENSWIJZEN.get(standpunt, ("",))
        tekst = self.w.toeval.choice(teksten)
        if rij.rol == Rol.LEERLING:
            tekst = "Ik wil graag naar een kleinere school, als ik daar mijn diploma kan halen."
        doelen = {"uitwisseling": True, "bespreking": True, "digitaal": True, "derden": lot < 0.7}
        return {"standpunt": standpunt, "tekst": tekst, "toestemmingen": doelen}

    def _op_papier(self, rij: Handtekening, **data: object) -> None:
        self.schrijf(
            "handtekening_papier",
            self.coordinator(),
            handtekening_id=rij.pk,
            op=self.coordinator().vandaag,
            keuring=self.w.papieren["handtekeningen"],
            **data,
        )

    def dien_in(self) -> Verhaal:
        yield self.na(0, 2)
        self.doe("indienen", self.coordinator())

    def tot_ingediend(self) -> Verhaal:
        """The whole way from nothing to filed."""
        yield from self.open()
        yield from self.leg_secties_neer()
        yield from self.bevries()
        yield from self.teken(Rol.GEDRAGSWETENSCHAPPER, Rol.SCHOOLDIRECTEUR)
        yield from self.reageer()
        yield from self.dien_in()

    # -- talking -------------------------------------------------------------------------------

    def vraag(self, tekst: str, by: Actor, **data: object) -> None:
        self.schrijf("vraag", by, tekst=tekst, **data)
