"""The policy section of TLV requests: terms, numbers, professions and texts that differ per samenwerkingsverband."""

from datetime import date

from pydantic import Field

from organisations.beleid import Sectie, gebonden_beleid
from organisations.models import Beroep
from tlv.models import Aanvraag
from tlv.perioden import einde_schooljaar

SECTIE = "tlv"


class Tekstblok(Sectie):
    """A block of text the chair can pull into the motivation."""

    titel: str
    tekst: str


class TlvBeleid(Sectie):
    """Defaults follow source 004 and domain.md §3–4. Terms in weeks or days as named."""

    beslistermijn_weken: int = 8
    servicenorm_weken: int = 6
    aanvulling_weken: int = 3
    buiten_behandeling_weken: int = 4
    volledigheidsnorm_werkdagen: int = 5
    deskundigen_dagen: int = 14
    informatie_dagen: int = 14
    bezwaar_weken: int = 6
    terugroep_minuten: int = 60
    handtekening_dagen: int = 14
    zeker_voor_maand: int = 6
    zeker_voor_dag: int = 1
    opp_hoogstens_maanden_oud: int = 12
    onderzoek_hoogstens_maanden_oud: int = 24
    deskundigen_minimaal: int = 2
    deskundigen_maximaal: int = 3
    eerste_beroepen: list[str] = Field(default_factory=lambda: list[str]([Beroep.ORTHOPEDAGOOG, Beroep.PSYCHOLOOG]))
    tweede_beroepen: list[str] = Field(
        default_factory=lambda: list[str](
            [
                Beroep.JEUGDPSYCHOLOOG,
                Beroep.PEDAGOOG,
                Beroep.KINDERPSYCHIATER,
                Beroep.MAATSCHAPPELIJK_WERKER,
                Beroep.ARTS,
            ]
        )
    )
    extra_beroepen: list[str] = Field(default_factory=lambda: list[str]([Beroep.ONDERWIJSKUNDIGE]))
    zaaknummer: str = "{jaar}-{volgnummer:04d}"
    tlv_nummer: str = "{swv}-{jaar}-{volgnummer:05d}"
    grondslag: str = "artikel 2.47 van de Wet voortgezet onderwijs 2020"
    criteria: str = "de criteria voor toelaatbaarheid in het ondersteuningsplan"
    bezwaar_bij: str = "het bestuur van het samenwerkingsverband"
    tekstblokken: list[Tekstblok] = Field(
        default_factory=lambda: [
            Tekstblok(
                titel="Waarom een arrangement niet volstaat",
                tekst="Wij hebben bekeken of lichtere hulp op de eigen school genoeg is. Dat is niet zo, omdat …",
            ),
            Tekstblok(
                titel="Reactie op de mening van ouders",
                tekst="De ouders vertelden wat zij van de aanvraag vinden. Zij vinden … Wij hebben dat zo gewogen: …",
            ),
            Tekstblok(
                titel="Afwijken van een advies",
                tekst="Eén van de deskundigen adviseert anders. Wij volgen dat advies op dit punt niet, omdat …",
            ),
            Tekstblok(
                titel="Recent onderzoek",
                tekst="De ondersteuningsbehoefte blijkt uit onderzoek van … Dat onderzoek is recent genoeg, omdat …",
            ),
        ]
    )


def beleid_van(aanvraag: Aanvraag) -> TlvBeleid:
    """Policy that binds this case: the version it was received under, or before that the one in force today."""
    waarden = gebonden_beleid(aanvraag.zaak.beleid.get(SECTIE), SECTIE)
    assert isinstance(waarden, TlvBeleid)
    return waarden


def gemiste_zekere_dag(beleid: TlvBeleid, dag: date) -> date | None:
    """The last day on which a request is sure of a decision within the school year, when it has passed (source 004)."""
    einde = einde_schooljaar(dag)
    zeker = date(einde.year, beleid.zeker_voor_maand, beleid.zeker_voor_dag)
    return zeker if zeker < dag <= einde else None
