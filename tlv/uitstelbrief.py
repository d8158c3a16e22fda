"""The letters that go with every act on a date: to the applicant with the steps, to the family in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from cases.compartimenten import Compartiment
from deadlines.berekening import BELEID, INSTEMMING, Berekening, awb
from deadlines.models import Opschorting
from documents.briefgegevens import Brief, Geadresseerde, Onderdeel
from documents.briefgegevens_uitstel import UitstelGezinGegevens, UitstelSchoolGegevens
from documents.brieven import bevries
from documents.services import briefhoofd_van
from organisations.models import User
from tlv import stilstand_voorbij, uitstel
from tlv.models import Aanvraag
from ui.notatie import datum
from workflow import briefdelen
from workflow.ontvangers import gezin
from workflow.process import Ontvanger, Papier, Uitvoering
from workflow.sleutels import sleutel_van

INTREKKEN = "aanvulling_intrekken"


@dataclass(frozen=True)
class Tekst:
    """The sentences of one letter; {oud}, {nieuw}, {eerste}, {laatste} and {leerling} are filled in."""

    onderwerp: str
    school: tuple[str, ...]
    kader: str
    onderwerp_gezin: str
    gezin: tuple[str, ...]
    kader_gezin: str
    grondslag: str
    na_kader: tuple[str, ...] = ()
    """To the school, under the new date: what can be read only once that date is known."""


OPEN = "De nieuwe datum is nog niet bekend. Wij laten het weten zodra dat zo is."
BESLUIT_OP = "Wij beslissen uiterlijk op {nieuw}."
VERWACHT = "Het besluit komt uiterlijk op {nieuw}."

TEKSTEN: Mapping[str, Tekst] = {
    uitstel.VERZETTEN: Tekst(
        onderwerp="Wij beslissen op een andere dag",
        school=(
            "Wij wilden uiterlijk op {oud} beslissen. Dat wordt {nieuw}.",
            "Dit is onze eigen streefdatum. De wettelijke termijn verandert hierdoor niet.",
        ),
        kader="Wij willen uiterlijk op {nieuw} beslissen.",
        onderwerp_gezin="Wij beslissen op een andere dag",
        gezin=("Wij wilden uiterlijk op {oud} beslissen over {leerling}.", "Die dag is veranderd."),
        kader_gezin="Wij willen uiterlijk op {nieuw} beslissen.",
        grondslag=f"het {BELEID}",
    ),
    uitstel.VERDAGEN: Tekst(
        onderwerp="Wij hebben meer tijd nodig voor het besluit",
        school=("Het lukt niet om uiterlijk op {oud} te beslissen. Daarom noemen wij een nieuwe datum.",),
        kader="U krijgt het besluit uiterlijk op {nieuw}.",
        onderwerp_gezin="Wij hebben meer tijd nodig",
        gezin=(
            "Wij moesten uiterlijk op {oud} beslissen over {leerling}.",
            "Dat lukt niet. Wij hebben meer tijd nodig.",
        ),
        kader_gezin=VERWACHT,
        grondslag=awb("4:14"),
        na_kader=(f"Is er na {{nieuw}} nog geen besluit? Dan kunt u ons in gebreke stellen ({awb('4:17')}).",),
    ),
    "opschorten_instemming": Tekst(
        onderwerp="De beslistermijn staat stil met uw instemming",
        school=(
            "U vindt het goed dat wij later beslissen.",
            "De beslistermijn staat daarom stil van {eerste} tot en met {laatste}. De laatste dag was {oud}.",
        ),
        kader=BESLUIT_OP,
        onderwerp_gezin="Wij beslissen later",
        gezin=(
            "De school vindt het goed dat wij later beslissen over {leerling}.",
            "Van {eerste} tot en met {laatste} telt de tijd niet mee.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, tweede lid, onder a"),
    ),
    "opschorten_buitenland": Tekst(
        onderwerp="De beslistermijn staat stil",
        school=(
            "Voor het besluit over {leerling} is informatie uit het buitenland nodig. Die hebben wij gevraagd.",
            "De beslistermijn staat daarom stil vanaf {eerste}, tot wij die informatie hebben of langer wachten niet "
            "redelijk is. De laatste dag was {oud}.",
            "Kunnen wij weer verder? Dan krijgt u een brief met de nieuwe datum.",
        ),
        kader=BESLUIT_OP,
        onderwerp_gezin="Wij beslissen later",
        gezin=(
            "Voor het besluit over {leerling} hebben wij informatie uit een ander land nodig.",
            "Die hebben wij gevraagd. Vanaf {eerste} telt de tijd daarom niet mee.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, eerste lid, onder b"),
    ),
    "opschorten_vertraging": Tekst(
        onderwerp="De beslistermijn staat stil",
        school=(
            "Wij kunnen nu niet verder. De oorzaak ligt bij u als aanvrager.",
            "De beslistermijn staat daarom stil vanaf {eerste}, zolang dit duurt. De laatste dag was {oud}.",
            "Kunnen wij weer verder? Dan krijgt u een brief met de nieuwe datum.",
        ),
        kader=BESLUIT_OP,
        onderwerp_gezin="Wij beslissen later",
        gezin=(
            "Wij kunnen nu niet verder met de aanvraag voor {leerling}.",
            "Wij wachten op de school. Vanaf {eerste} telt de tijd daarom niet mee.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, tweede lid, onder b"),
    ),
    "opschorten_overmacht": Tekst(
        onderwerp="De beslistermijn staat stil door overmacht",
        school=(
            "Wij kunnen nu niet beslissen door overmacht. De beslistermijn staat stil vanaf {eerste}.",
            "Wij verwachten dat dit duurt tot en met {laatste}. Daarna loopt de termijn weer.",
        ),
        kader="U kunt het besluit uiterlijk op {nieuw} verwachten.",
        onderwerp_gezin="Wij beslissen later",
        gezin=(
            "Er is iets gebeurd waardoor wij nu niet kunnen beslissen over {leerling}.",
            "Wij verwachten dat dit duurt tot en met {laatste}. Tot dan telt de tijd niet mee.",
        ),
        kader_gezin=VERWACHT,
        grondslag=awb("4:15, tweede lid, onder c, en derde lid"),
    ),
    uitstel.BEEINDIGEN: Tekst(
        onderwerp="De beslistermijn loopt weer",
        school=("De beslistermijn stond stil van {eerste} tot en met {laatste}. Wij kunnen nu weer verder.",),
        kader=BESLUIT_OP,
        onderwerp_gezin="Wij kunnen weer verder",
        gezin=(
            "Wij kunnen weer verder met de aanvraag voor {leerling}.",
            "Van {eerste} tot en met {laatste} stond de tijd stil. Nu loopt de tijd weer.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, vierde lid"),
    ),
    stilstand_voorbij.ACTIE: Tekst(
        onderwerp="De beslistermijn loopt weer",
        school=("De beslistermijn stond stil van {eerste} tot en met {laatste}. Die tijd is nu voorbij.",),
        kader=BESLUIT_OP,
        onderwerp_gezin="Wij kunnen weer verder",
        gezin=(
            "Van {eerste} tot en met {laatste} stond de tijd stil. Dat is nu voorbij.",
            "Wij gaan verder met de aanvraag voor {leerling}.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, vierde lid"),
    ),
    uitstel.ONGEDAAN: Tekst(
        onderwerp="De beslistermijn heeft niet stilgestaan",
        school=(
            "Wij schreven u dat de beslistermijn stilstond vanaf {eerste}. Dat was niet juist.",
            "De termijn is om die reden niet opgeschoven.",
        ),
        kader=BESLUIT_OP,
        onderwerp_gezin="Onze vorige brief klopte niet",
        gezin=("Wij schreven dat de tijd stilstond vanaf {eerste}.", "Dat was niet goed. De tijd liep gewoon door."),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15"),
    ),
    INTREKKEN: Tekst(
        onderwerp="U hoeft de aanvraag niet meer aan te vullen",
        school=(
            "Wij vroegen u om de aanvraag aan te vullen. Dat is niet meer nodig.",
            "De beslistermijn stond stil door die vraag. Vanaf vandaag loopt de termijn weer.",
        ),
        kader=BESLUIT_OP,
        onderwerp_gezin="De school hoeft niets meer te zoeken",
        gezin=(
            "Wij vroegen de school om papieren over {leerling}.",
            "Dat is niet meer nodig. Wij gaan verder met de aanvraag.",
        ),
        kader_gezin=BESLUIT_OP,
        grondslag=awb("4:15, eerste lid, onder a"),
    ),
}
"""By name of the action."""
GRONDSLAG_EINDE = {INSTEMMING: awb("4:15, tweede lid, onder a")}
"""Of an end that the fourth paragraph does not name."""


@dataclass(frozen=True)
class Inhoud:
    """What one act puts in its letters."""

    actie: str
    gevolg: uitstel.Gevolg
    data: Mapping[str, Any]

    @property
    def tekst(self) -> Tekst:
        return TEKSTEN[self.actie]

    @property
    def rij(self) -> Opschorting | None:
        return self.gevolg.opschorting

    @property
    def dagen(self) -> tuple[date | None, date | None]:
        """The first and last day on which the term stands still because of this."""
        if self.rij is None:
            return self.data.get("eerste_dag"), self.data.get("laatste_dag")
        return self.rij.stilstand.eerste, self.data.get("laatste_dag") or self.rij.uiterlijk

    @property
    def zinnen(self) -> tuple[str, ...]:
        """To the school; what suspended nothing was asked when the term was over, and lets nothing run again."""
        loopt_weer = self.actie != INTREKKEN or self.rij is not None
        return self.tekst.school if loopt_weer else self.tekst.school[:1]

    @property
    def reden(self) -> str:
        return uitstel.reden_in_woorden(self.actie, dict(self.data)) if self.actie != INTREKKEN else ""

    @property
    def eigen_woorden(self) -> str:
        """Only what was typed: for the family, who need not know who consented when."""
        return str(self.data.get("reden") or "").strip() if self.actie != INTREKKEN else ""

    @property
    def grondslag(self) -> str:
        if self.actie in (uitstel.BEEINDIGEN, stilstand_voorbij.ACTIE) and self.rij is not None:
            return GRONDSLAG_EINDE.get(self.rij.grond, self.tekst.grondslag)
        return self.tekst.grondslag

    def vul(self, zin: str, leerling: str) -> str:
        eerste, laatste = (datum(dag) if dag else "" for dag in self.dagen)
        oud, nieuw = (uitstel.in_woorden(b.einde) for b in (self.gevolg.oud, self.gevolg.nieuw))
        return zin.format(oud=oud, nieuw=nieuw, eerste=eerste, laatste=laatste, leerling=leerling)

    def kader(self, zin: str, leerling: str) -> str:
        return self.vul(zin, leerling) if self.gevolg.nieuw.einde else OPEN


def schoolbrief(aanvraag: Aanvraag, inhoud: Inhoud, *, vandaag: date, door: int | None) -> UitstelSchoolGegevens:
    """The letter to the applicant as data: for the preview and for the paper alike."""
    behandelaar = User.objects.filter(pk=door).first() if door else None
    naam = aanvraag.zaak.dossier.leerling.naam
    tekst = inhoud.tekst
    return UitstelSchoolGegevens(
        hoofd=briefhoofd_van(aanvraag.zaak.swv),
        geadresseerde=briefdelen.geadresseerde_school(aanvraag.zaak.school),
        kenmerk=briefdelen.kenmerk(aanvraag.zaak, datum=vandaag, behandelaar=behandelaar),
        onderwerp=tekst.onderwerp,
        leerling=briefdelen.leerlinggegevens(aanvraag.zaak),
        alineas=[inhoud.vul(zin, naam) for zin in inhoud.zinnen],
        reden=inhoud.reden,
        nieuw=inhoud.gevolg.nieuw.einde,
        kader=inhoud.kader(tekst.kader, naam),
        grondslag=inhoud.grondslag,
        na_kader=[inhoud.vul(zin, naam) for zin in tekst.na_kader] if inhoud.gevolg.nieuw.einde else [],
        stappen=_stappen(inhoud.gevolg.nieuw),
        contact=briefdelen.contact(aanvraag.zaak, behandelaar=behandelaar),
    )


def _stappen(berekening: Berekening) -> list[Onderdeel]:
    return [Onderdeel(kop=stap.bron, tekst=stap.wat) for stap in berekening.stappen]


def gezinsbrief(aanvraag: Aanvraag, inhoud: Inhoud, lid: Ontvanger, *, vandaag: date) -> UitstelGezinGegevens:
    """The letter to one parent or the pupil; without the address, which only the list of letters to post shows."""
    swv, leerling = aanvraag.zaak.swv, aanvraag.zaak.dossier.leerling
    naam, tekst = naam_van(lid, aanvraag), inhoud.tekst
    return UitstelGezinGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=naam, adresregels=[], aanhef=f"Beste {naam}"),
        kenmerk=briefdelen.kenmerk(aanvraag.zaak, datum=vandaag),
        onderwerp=tekst.onderwerp_gezin,
        leerling=briefdelen.leerlinggegevens(aanvraag.zaak),
        aan_leerling=lid.ouder is None,
        alineas=[inhoud.vul(zin, leerling.roepnaam) for zin in tekst.gezin],
        reden=inhoud.eigen_woorden,
        kader=inhoud.kader(tekst.kader_gezin, leerling.roepnaam),
        contact=briefdelen.contact(aanvraag.zaak),
        steunpunt=briefdelen.steunpunt_van(swv),
    )


def naam_van(lid: Ontvanger, aanvraag: Aanvraag) -> str:
    return lid.ouder.naam if lid.ouder is not None else aanvraag.zaak.dossier.leerling.naam


def brieven(u: Uitvoering) -> Iterable[Papier]:
    """One to the applicant, and one to each of the family, kept with the case."""
    inhoud = Inhoud(u.actie, u.tussen["gevolg"], u.data)
    school = schoolbrief(u.obj, inhoud, vandaag=u.vandaag, door=u.by.gebruiker_id)
    yield papier("uitstel_school", school, sleutel=sleutel_van("uitstel", u, "school"))
    for lid in gezin(u.zaak, u.vandaag):
        if lid.user is None and u.actie == uitstel.VERZETTEN:
            continue  # our own date is never told on paper, so neither is that it moved
        brief = gezinsbrief(u.obj, inhoud, lid, vandaag=u.vandaag)
        aan = naam_van(lid, u.obj)
        yield papier("uitstel_gezin", brief, sleutel=sleutel_van("uitstel", u, lid.wie), aan=aan, lid=lid)


def papier(soort: str, brief: Brief, *, sleutel: str, aan: str = "", lid: Ontvanger | None = None) -> Papier:
    """For the family to that person and the offices alone; to who has no account only to the offices, who post it."""
    user_id = lid.user.pk if lid and lid.user else None
    return Papier(
        brief=soort,
        titel=f"{brief.onderwerp}, {datum(brief.kenmerk.datum)}" + (f", aan {aan}" if aan else ""),
        naam=f"{slugify(brief.onderwerp)}-{brief.kenmerk.datum}.pdf",
        gegevens=bevries(soort, brief),
        compartiment=Compartiment.INTERN if lid and user_id is None else Compartiment.DOSSIER,
        sleutel=sleutel,
        gezinslid_id=user_id,
    )
