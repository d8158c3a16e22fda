"""What the chair needs of a case on one page: the request in short, advices, views, discussions and proposals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Zienswijze
from cases.samen import haal_samen
from organisations.models import Lidmaatschap
from tlv import rules
from tlv.beleid import TlvBeleid, beleid_van
from tlv.models import Aanvraag, Advies, Besluit, Bespreking, Categorie, Onderwijstype, Toelaatbaarheid
from tlv.perioden import mogelijke_eindes
from tlv.secties import secties_van
from workflow.onderdelen import antwoordvraag
from workflow.secties import als_datum, vragen_en_antwoorden

KERN_WOORDEN = 90
NA_ONTHEFFING_JAREN = 2


@dataclass(frozen=True)
class Verzoek:
    """What the school asks, read from its answers; absent answers stay empty."""

    type: str
    profiel: str
    aard: str
    einde: date | None
    categorie: str
    categorie_reden: str
    periode_reden: str
    arrangement: str
    onderzoek_op: date | None
    secties: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)


def verzoek_van(aanvraag: Aanvraag, antwoorden: dict[str, dict[str, Any]]) -> Verzoek:
    situatie = antwoorden.get("situatie_en_verzoek", {})
    return Verzoek(
        type=onderwijstype(aanvraag),
        profiel=str(situatie.get("uitstroomprofiel") or ""),
        aard=_aard(situatie.get("gronden")),
        einde=als_datum(situatie.get("einde")),
        categorie=str(situatie.get("categorie") or ""),
        categorie_reden=str(situatie.get("categorie_reden") or ""),
        periode_reden=str(situatie.get("periode_reden") or ""),
        arrangement=str(antwoorden.get("waarom_niet", {}).get("arrangement") or ""),
        onderzoek_op=als_datum(antwoorden.get("ondersteuningsbehoeften", {}).get("onderzoek_datum")),
        secties=list(_secties(aanvraag, antwoorden)),
    )


def onderwijstype(aanvraag: Aanvraag) -> str:
    return Onderwijstype.PRO if aanvraag.route in rules.PRO else Onderwijstype.VSO


def _aard(gronden: Any) -> str:
    """The ground that the guide for categories speaks of; other grounds leave the starting point, laag."""
    gekozen = gronden if isinstance(gronden, list) else []
    if "zml" in gekozen:
        return "zml"
    return "gedrag" if "sociaal_emotioneel" in gekozen else ""


def _secties(aanvraag: Aanvraag, antwoorden: dict[str, dict[str, Any]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for sectie in secties_van(aanvraag.route):
        gegeven = antwoorden.get(sectie.sleutel) or {}
        regels = [(vraag, tekst) for _, vraag, tekst in vragen_en_antwoorden(sectie, gegeven) if tekst]
        if regels:
            yield sectie.label, regels


@dataclass(frozen=True)
class Beeld:
    """Everything on the chair's page that does not depend on who looks."""

    aanvraag: Aanvraag
    beleid: TlvBeleid
    verzoek: Verzoek
    adviezen: list[Advies]
    zienswijzen: list[Zienswijze]
    besprekingen: list[Bespreking]
    vorige_einde: date | None
    huidig: Besluit | None
    """The decision that counts, when one was begun."""
    op_school: frozenset[int]
    """People who work at the applying school on this day."""
    vandaag: date

    @property
    def geboren(self) -> date:
        return self.aanvraag.zaak.dossier.leerling.geboortedatum

    @property
    def perioden(self) -> list[rules.Voorstel]:
        return rules.voorstellen(
            route=self.aanvraag.route,
            profiel=self.verzoek.profiel,
            geboren=self.geboren,
            besloten_op=self.vandaag,
        )

    @property
    def categorie(self) -> rules.Categorievoorstel | None:
        return rules.voorstel_categorie(route=self.aanvraag.route, aard=self.verzoek.aard)

    @property
    def begin(self) -> date:
        return rules.voorstel_begin(besloten_op=self.vandaag, vorige_einde=self.vorige_einde)

    @property
    def eindes(self) -> list[date]:
        """Last days to choose from; the final ones are for an exemption."""
        lijst = mogelijke_eindes(geboren=self.geboren, besloten=self.vandaag)
        laatste = lijst[-1].year
        return [*lijst, *(date(laatste + extra, 7, 31) for extra in range(1, NA_ONTHEFFING_JAREN + 1))]


def beeld_van(aanvraag: Aanvraag, *, vandaag: date) -> Beeld:
    """In one question, beside the policy."""
    zaak = aanvraag.zaak
    antwoorden, adviezen, huidig = antwoordvraag(zaak), adviesvraag(aanvraag), _besluitvraag(aanvraag)
    zienswijzen = zaak.zienswijzen.filter(vervangen_op__isnull=True).select_related("ouder", "leerling")
    besprekingen = aanvraag.besprekingen.select_related("vastgelegd_door")
    vorige = _vorige_eindes(aanvraag)
    school = Lidmaatschap.objects.geldig_op(vandaag).filter(school_id=zaak.school_id).values_list("user_id", flat=True)
    haal_samen(antwoorden, adviezen, huidig, zienswijzen, besprekingen, vorige, school)
    return Beeld(
        aanvraag=aanvraag,
        beleid=beleid_van(aanvraag),
        verzoek=verzoek_van(aanvraag, dict(antwoorden)),
        adviezen=list(adviezen),
        zienswijzen=list(zienswijzen),
        besprekingen=list(besprekingen),
        vorige_einde=next(iter(vorige), None),
        huidig=next(iter(huidig), None),
        op_school=frozenset(school),
        vandaag=vandaag,
    )


def ingediende_adviezen(aanvraag: Aanvraag) -> list[Advies]:
    return list(adviesvraag(aanvraag))


def adviesvraag(aanvraag: Aanvraag) -> QuerySet[Advies]:
    filed = aanvraag.adviezen.filter(stand=Advies.Stand.INGEDIEND).select_related("deskundige", "document")
    return filed.order_by("volgorde", "pk")


def _vorige_eindes(aanvraag: Aanvraag) -> QuerySet[Toelaatbaarheid, date | None]:
    """Last day of the TLV of this kind that the pupil has now or had last: one row, or none."""
    eerder = Toelaatbaarheid.objects.filter(
        leerling_id=aanvraag.zaak.dossier.leerling_id,
        type=onderwijstype(aanvraag),
        ingetrokken_op__isnull=True,
        einde__isnull=False,
    ).exclude(besluit__aanvraag=aanvraag)
    return eerder.order_by("-einde").values_list("einde", flat=True)[:1]


def besluit_nu(aanvraag: Aanvraag) -> Besluit | None:
    """The decision that counts: draft, signed or made known; recalled ones are history."""
    return _besluitvraag(aanvraag).first()


def _besluitvraag(aanvraag: Aanvraag) -> QuerySet[Besluit]:
    """One row, or none: the database allows one decision that counts."""
    geldig = aanvraag.besluiten.exclude(stand=Besluit.Stand.TERUGGEROEPEN).order_by("pk")
    return geldig.select_related("document__zegel", "mandaat", "ondertekend_door")


def concept_of_voorstel(beeld: Beeld) -> Besluit:
    """The draft, or an unsaved one in which period, category and considerations are proposed."""
    if beeld.huidig is not None:
        return beeld.huidig
    periode, categorie = beeld.perioden[0], beeld.categorie
    strekkingen = {advies.strekking for advies in beeld.adviezen}
    soort = {"toewijzen": Besluit.Soort.VERLENEN, "afwijzen": Besluit.Soort.AFWIJZEN}
    return Besluit(
        aanvraag=beeld.aanvraag,
        soort=soort.get(strekkingen.pop(), "") if len(strekkingen) == 1 else "",
        type=beeld.verzoek.type,
        begin=None if beeld.begin == beeld.vandaag else beeld.begin,
        einde=periode.einde,
        periode_reden=periode.reden,
        categorie=categorie.categorie if categorie else "",
        categorie_reden=categorie.reden if categorie else "",
        kernen={str(advies.pk): kernvoorstel(advies.overwegingen) for advies in beeld.adviezen},
    )


def kernvoorstel(overwegingen: str) -> str:
    """The first sentences of an advice, at most KERN_WOORDEN words: a start for the chair to sharpen."""
    zinnen = overwegingen.replace("\n", " ").split(". ")
    kern: list[str] = []
    for zin in zinnen:
        if kern and len(" ".join([*kern, zin]).split()) > KERN_WOORDEN:
            break
        kern.append(zin.strip().rstrip("."))
    return ". ".join(kern).strip() + "." if overwegingen.strip() else ""


def categorielabel(waarde: str) -> str:
    return str(Categorie(waarde).label) if waarde in Categorie.values else ""
