"""The policy section of TLV requests: terms, numbers, professions and texts that differ per samenwerkingsverband."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from organisations.beleid import Dagen, DagenOfNul, Sectie, Weken, gebonden_beleid
from organisations.models import Beroep
from organisations.nummers import Zaaknummerpatroon, nummerpatroon, voorbeeldnummer
from organisations.rollen import Rol
from tlv.models import Aanvraag
from tlv.perioden import einde_schooljaar
from ui.notatie import datum

SECTIE = "tlv"
VASTGELEGD_BIJ_WET = ("bezwaar_weken", "buiten_behandeling_weken")
"""Six weeks to object (Awb 6:7), four to decide not to treat (Awb 4:5, fourth paragraph): no policy differs."""


LANGSTE_TLV_NUMMER = 30
"""As long as the database keeps it."""

Maanden = Annotated[int, Field(ge=1, le=120)]
Beroepen = Annotated[list[Beroep], Field(min_length=1)]


class Tekstblok(Sectie):
    """A block of text the chair can pull into the motivation."""

    titel: str
    tekst: str


class TlvBeleid(Sectie):
    """Defaults follow source 004 and domain.md §3–4. Terms in weeks or days as named.

    Deciding may be set shorter than the eight weeks that are reasonable at most (Awb 4:13), never longer.
    """

    rekenduren: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "beslistermijn": {"weken": "beslistermijn_weken"},
        "servicenorm": {"weken": "servicenorm_weken"},
        "aanvulling": {"weken": "aanvulling_weken"},
        "volledigheid": {"werkdagen": "volledigheidsnorm_werkdagen"},
        "deskundige": {"dagen": "deskundigen_dagen"},
    }

    @model_validator(mode="before")
    @classmethod
    def _zonder_wat_de_wet_vastlegt(cls, waarden: Any) -> Any:
        """Versions from before these were taken out of policy stay readable; what they said is the law's to say."""
        if not isinstance(waarden, Mapping):
            return waarden
        return {naam: waarde for naam, waarde in waarden.items() if naam not in VASTGELEGD_BIJ_WET}

    @model_validator(mode="after")
    def _dag_bestaat_elk_jaar(self) -> Self:
        date(2001, self.zeker_voor_maand, self.zeker_voor_dag)
        return self

    @model_validator(mode="after")
    def _hoogstens_is_niet_minder_dan_minstens(self) -> Self:
        if self.deskundigen_maximaal < self.deskundigen_minimaal:
            raise ValueError("deskundigen_maximaal is less than deskundigen_minimaal")
        return self

    beslistermijn_weken: int = Field(8, ge=1, le=8, title="Wettelijke beslistermijn, in weken (wet: hoogstens 8)")
    servicenorm_weken: Weken = Field(6, title="Streeftermijn voor het besluit, in weken na volledigheid")
    aanvulling_weken: Weken = Field(3, title="Termijn om aan te vullen, in weken")
    volledigheidsnorm_werkdagen: Dagen = Field(5, title="Controle op volledigheid, in werkdagen")
    deskundigen_dagen: Dagen = Field(14, title="Termijn voor een advies, in dagen")
    norm_verzetten_door: list[Rol] = Field(
        title="Wie de streefdatum voor het besluit mag verzetten (rollen)",
        default_factory=lambda: list[Rol]([Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER]),
    )
    verdaging_hoogstens_weken: Weken = Field(
        8, title="Een nieuwe datum voor de wettelijke termijn (Awb 4:14): hoogstens zoveel weken later"
    )
    informatie_dagen: Dagen = Field(14, title="Termijn om een vraag te beantwoorden, in dagen")
    terugroep_minuten: int = Field(
        60, ge=0, le=7 * 24 * 60, title="Terugroepen kan tot zoveel minuten na de handtekening"
    )
    handtekening_dagen: Dagen = Field(14, title="Tijd om te ondertekenen of te reageren, in dagen")
    herinneringen_dagen: list[DagenOfNul] = Field(
        title="Herinneren: zoveel dagen voor het einde van een termijn", default_factory=lambda: [14, 7, 2]
    )
    te_laat_dagen: list[Dagen] = Field(
        title="Melden dat een termijn voorbij is: na zoveel dagen", default_factory=lambda: [1]
    )
    te_laat_elke_dagen: DagenOfNul = Field(7, title="En daarna steeds na zoveel dagen")
    stilstand_elke_dagen: DagenOfNul = Field(
        14, title="Staat een termijn stil zonder einddatum: steeds na zoveel dagen vragen of dat nog klopt"
    )
    zeker_voor_maand: int = Field(6, ge=1, le=12, title="Zeker een besluit voor de zomer bij indienen tot en met")
    zeker_voor_dag: int = Field(1, ge=1, le=31)
    opp_hoogstens_maanden_oud: Maanden = Field(12, title="Een OPP is recent tot zoveel maanden")
    onderzoek_hoogstens_maanden_oud: Maanden = Field(24, title="Een onderzoek is recent tot zoveel maanden")
    deskundigen_minimaal: int = Field(2, ge=2, le=9, title="Minste aantal deskundigen")
    deskundigen_maximaal: int = Field(3, ge=2, le=9, title="Grootste aantal deskundigen")
    eerste_beroepen: Beroepen = Field(
        title="Beroepen van de eerste deskundige",
        default_factory=lambda: list[Beroep]([Beroep.ORTHOPEDAGOOG, Beroep.PSYCHOLOOG]),
    )
    tweede_beroepen: Beroepen = Field(
        title="Beroepen van de tweede deskundige",
        default_factory=lambda: list[Beroep](
            [
                Beroep.JEUGDPSYCHOLOOG,
                Beroep.PEDAGOOG,
                Beroep.KINDERPSYCHIATER,
                Beroep.MAATSCHAPPELIJK_WERKER,
                Beroep.ARTS,
            ]
        ),
    )
    extra_beroepen: Beroepen = Field(
        title="Beroepen van een extra deskundige", default_factory=lambda: list[Beroep]([Beroep.ONDERWIJSKUNDIGE])
    )
    zaaknummer: Zaaknummerpatroon = Field("{jaar}-{volgnummer:04d}", title="Opbouw van het zaaknummer")
    tlv_nummer: Annotated[str, nummerpatroon(LANGSTE_TLV_NUMMER)] = Field(
        "{swv}-{jaar}-{volgnummer:05d}", title="Opbouw van het TLV-nummer"
    )
    grondslag: str = Field(
        "artikel 2.47 van de Wet voortgezet onderwijs 2020", title="Wettelijke grondslag in het besluit"
    )
    criteria: str = Field(
        "de criteria voor toelaatbaarheid in het ondersteuningsplan", title="Criteria waarnaar het besluit verwijst"
    )
    bezwaar_bij: str = Field("het bestuur van het samenwerkingsverband", title="Bezwaar maken bij")
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

    def in_woorden(self) -> Mapping[str, str]:
        maand = datum(date(2000, self.zeker_voor_maand, 1)).split()[1]
        return {
            "zaaknummer": voorbeeldnummer(self.zaaknummer),
            "tlv_nummer": voorbeeldnummer(self.tlv_nummer),
            "zeker_voor_maand": f"{self.zeker_voor_dag} {maand}",
        }


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
