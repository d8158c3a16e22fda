"""Making a decision known: to school and family at the same moment, per addressee with its own date and term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Leerling, Ouder, Zaak
from deadlines import services as termijnen
from deadlines.bezwaarregels import nog_in_de_post, postgrens
from deadlines.models import Termijn, kalender_uit_tabel
from documents.briefgegevens import Geadresseerde
from documents.briefgegevens_overig import BegeleidendeBriefGegevens
from documents.brieven import bevries
from documents.models import Bekendmaking, Document, Documentsoort, Werkstatus
from documents.services import briefhoofd_van
from tlv.besluitbeeld import ingediende_adviezen
from tlv.besluitbrief import letterbeleid
from tlv.models import BESLOTEN, Aanvraag, Advies, Besluit, Status, Terugzending, Toelaatbaarheid
from ui.notatie import datum
from workflow import briefdelen, ingebreke
from workflow.fouten import Geweigerd
from workflow.process import Papier, Uitvoering

NA_INTREKKEN = timedelta(weeks=6)

KLAAR = Werkstatus.KLAAR
SOORT_IN_WOORDEN = {
    "vso": "een school voor voortgezet speciaal onderwijs",
    "pro": "een school voor praktijkonderwijs",
}
BESLUIT_IN_BRIEF: dict[str, Literal["verleend", "afgewezen", "buiten_behandeling"]] = {
    Besluit.Soort.VERLENEN: "verleend",
    Besluit.Soort.AFWIJZEN: "afgewezen",
    Besluit.Soort.BUITEN_BEHANDELING: "buiten_behandeling",
}


# -- when ----------------------------------------------------------------------------------------


def bekend_te_maken(nu: datetime) -> Iterable[int]:
    """Signed, the recall window past, and every paper that goes along made and sealed."""
    onaf = Advies.objects.filter(aanvraag=OuterRef("aanvraag"), stand=Advies.Stand.INGEDIEND).exclude(
        Q(document__isnull=True) | Q(document__werk=KLAAR)
    )
    gereed = Besluit.objects.filter(
        ~Exists(onaf),
        stand=Besluit.Stand.ONDERTEKEND,
        terugroepbaar_tot__lte=nu,
        document__werk=KLAAR,
        document__zegel__isnull=False,
        aanvraag__status__in=BESLOTEN,
    )
    return list(gereed.order_by("ondertekend_op").values_list("aanvraag__zaak_id", flat=True))


def waarom_nog_niet(besluit: Besluit) -> str:
    """Why the papers cannot go out yet, as a sentence; empty when they can."""
    document = besluit.document
    if document is None or document.werk == Werkstatus.MISLUKT:
        return "De beschikking kon niet worden gemaakt. De beheerder ziet dit en probeert het opnieuw."
    if document.werk != KLAAR or not hasattr(document, "zegel"):
        return "De beschikking wordt nog gemaakt en verzegeld. Daarna gaat zij vanzelf de deur uit."
    if any(a.document and a.document.werk != KLAAR for a in _adviezen(besluit)):
        return "De kopie van een advies wordt nog gemaakt. Daarna gaat het besluit vanzelf de deur uit."
    return ""


def _adviezen(besluit: Besluit) -> list[Advies]:
    return ingediende_adviezen(besluit.aanvraag)


def bereid_bekendmaking_voor(u: Uitvoering) -> dict[str, Any]:
    besluit = _besluit(u, Besluit.Stand.ONDERTEKEND)
    venster = besluit.terugroepbaar_tot
    if u.by.is_systeem and venster is not None and venster > u.nu:
        raise Geweigerd("Het besluit kan nog worden teruggeroepen.")
    if reden := waarom_nog_niet(besluit):
        raise Geweigerd(reden)
    return {"op": u.vandaag}


def _besluit(u: Uitvoering, stand: str) -> Besluit:
    besluit = u.obj.besluiten.select_related("document").filter(stand=stand).first()
    if besluit is None:
        raise Geweigerd("Er is geen ondertekend besluit.")
    gevonden: Besluit = besluit
    return gevonden


# -- to whom -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Adres:
    """One addressee with channel and, for post, the address on the envelope."""

    naam: str
    kanaal: str
    school: Any = None
    ouder: Ouder | None = None
    leerling: Leerling | None = None
    adresregels: list[str] = field(default_factory=list)


def geadresseerden(zaak: Zaak, *, op: date) -> list[Adres]:
    """School; each guardian with gezag; the pupil from 16. From 18 the pupil instead of the parents (domain.md §3)."""
    leerling = zaak.dossier.leerling
    school = Adres(school=zaak.school, naam=zaak.school.naam, kanaal=Bekendmaking.Kanaal.DIGITAAL)
    return [school, *_ouders(leerling, op), *_leerling(leerling, op)]


def _ouders(leerling: Leerling, op: date) -> Iterator[Adres]:
    for ouder in leerling.vertegenwoordigers(op):
        kanaal = _kanaal(ouder, op)
        regels = _regels(ouder) if kanaal == Bekendmaking.Kanaal.POST else []
        yield Adres(ouder=ouder, naam=ouder.naam, kanaal=kanaal, adresregels=regels)


def _leerling(leerling: Leerling, op: date) -> Iterator[Adres]:
    if leerling.heeft_eigen_stem(op):
        kanaal = _kanaal(leerling, op)
        regels = _regels(leerling) if kanaal == Bekendmaking.Kanaal.POST else []
        yield Adres(leerling=leerling, naam=leerling.naam, kanaal=kanaal, adresregels=regels)


def _kanaal(wie: Ouder | Leerling, op: date) -> str:
    """Digitally only after opt-in, and only to somebody who can sign in; otherwise by post."""
    gekozen = wie.digitaal_sinds is not None and wie.digitaal_sinds <= op
    digitaal = gekozen and wie.user_id is not None
    return Bekendmaking.Kanaal.DIGITAAL if digitaal else Bekendmaking.Kanaal.POST


def _regels(wie: Ouder | Leerling) -> list[str]:
    return list(wie.adresregels)


def adres_nu(rij: Bekendmaking) -> list[str]:
    """The address of this addressee as it is known today, also when it was another when the decision was made known."""
    wie = rij.ouder or rij.leerling
    return _regels(wie) if wie is not None else []


# -- making known --------------------------------------------------------------------------------


def maak_bekend(u: Uitvoering) -> None:
    """Open the papers to school and family, note every addressee, start the terms of who gets it today."""
    besluit = _besluit(u, Besluit.Stand.ONDERTEKEND)
    assert besluit.document is not None
    besluit.stand = Besluit.Stand.BEKENDGEMAAKT
    besluit.terugroepbaar_tot = min(besluit.terugroepbaar_tot or u.nu, u.nu)
    besluit.save(update_fields=["stand", "terugroepbaar_tot"])
    stukken = [besluit.document.pk, *(a.document.pk for a in _adviezen(besluit) if a.document)]
    Document.objects.filter(pk__in=stukken).update(compartiment=Compartiment.BESLUIT)
    for adres in geadresseerden(u.zaak, op=u.vandaag):
        _leg_vast(besluit, adres, u)
    if besluit.soort == Besluit.Soort.VERLENEN:
        _schrijf_in_register(besluit, u)
    # To the applicant it is made known today, digitally (Awb 3:41): days with penalty end.
    ingebreke.einde_van_wachten(u, op=u.vandaag)


def _leg_vast(besluit: Besluit, adres: Adres, u: Uitvoering) -> None:
    assert besluit.document is not None
    digitaal = adres.kanaal == Bekendmaking.Kanaal.DIGITAAL
    rij = Bekendmaking.objects.create(
        document=besluit.document,
        zaak=u.zaak,
        school=adres.school,
        ouder=adres.ouder,
        leerling=adres.leerling,
        naam=adres.naam,
        adresregels=adres.adresregels,
        kanaal=adres.kanaal,
        klaargezet_op=u.nu,
        verzonden_op=u.vandaag if digitaal else None,
    )
    if digitaal:
        start_bezwaartermijn(rij, u.zaak, op=u.vandaag)


def start_bezwaartermijn(rij: Bekendmaking, zaak: Zaak, *, op: date) -> Termijn:
    """Six weeks from the day after sending, for this addressee alone (Awb 6:7, 6:8)."""
    return termijnen.start(zaak, "bezwaar", vanaf=op, kenmerk=kenmerk(rij))


def kenmerk(rij: Bekendmaking) -> str:
    return f"bekendmaking:{rij.pk}"


def bezwaartermijn(rij: Bekendmaking, termijnen: Iterable[Termijn]) -> Termijn | None:
    """The term of this addressee: of the sending that counts, not of one that came back (tlv.terug)."""
    eigen = (t for t in termijnen if t.soort == "bezwaar" and t.kenmerk == kenmerk(rij))
    return next((t for t in eigen if t.vanaf == rij.verzonden_op), None)


def _schrijf_in_register(besluit: Besluit, u: Uitvoering) -> None:
    assert besluit.begin is not None
    Toelaatbaarheid.objects.create(
        swv_id=u.zaak.swv_id,
        nummer=besluit.tlv_nummer,
        leerling_id=u.zaak.dossier.leerling_id,
        besluit=besluit,
        type=besluit.type,
        categorie=besluit.categorie,
        begin=besluit.begin,
        einde=besluit.einde,
    )


# -- cover letters -------------------------------------------------------------------------------


def begeleidende_brieven(u: Uitvoering) -> Iterable[Papier]:
    """To each family member who reads it here. Who gets post has the letter made on the day of sending."""
    besluit = _besluit(u, Besluit.Stand.BEKENDGEMAAKT)
    rijen = u.zaak.bekendmakingen.filter(document=besluit.document, kanaal=Bekendmaking.Kanaal.DIGITAAL)
    for rij in rijen.filter(school__isnull=True).select_related("ouder", "leerling").order_by("pk"):
        termijn = Termijn.objects.get(zaak=u.zaak, soort="bezwaar", kenmerk=kenmerk(rij))
        yield begeleidende_brief(rij, besluit, op=u.vandaag, bezwaar_tot=termijn.einde or u.vandaag)


def begeleidende_brief(rij: Bekendmaking, besluit: Besluit, *, op: date, bezwaar_tot: date) -> Papier:
    """The letter as kept in the dossier: without the address, which only the print batch shows."""
    user_id = _user_id(rij)
    return Papier(
        brief="begeleidende_brief_ouders",
        titel=f"Brief bij het besluit aan {rij.naam}",
        naam="brief-bij-het-besluit.pdf",
        gegevens=briefgegevens(rij, besluit, op=op, bezwaar_tot=bezwaar_tot, adresregels=[]),
        compartiment=Compartiment.BESLUIT if user_id else Compartiment.INTERN,
        soort=Documentsoort.BRIEF,
        sleutel=sleutel_brief(rij),
        gezinslid_id=user_id,
    )


def sleutel_brief(rij: Bekendmaking) -> str:
    return f"begeleidend:{rij.pk}"


def _user_id(rij: Bekendmaking) -> int | None:
    wie = rij.ouder or rij.leerling
    return wie.user_id if wie else None


def briefgegevens(
    rij: Bekendmaking, besluit: Besluit, *, op: date, bezwaar_tot: date, adresregels: list[str]
) -> dict[str, Any]:
    aanvraag = besluit.aanvraag
    swv, leerling = aanvraag.zaak.swv, aanvraag.zaak.dossier.leerling
    gegevens = BegeleidendeBriefGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=rij.naam, adresregels=adresregels, aanhef=f"Beste {rij.naam}"),
        kenmerk=briefdelen.kenmerk(aanvraag.zaak, datum=op),
        onderwerp=f"Het besluit over {leerling.roepnaam}",
        leerling=briefdelen.leerlinggegevens(aanvraag.zaak),
        aan_leerling=rij.leerling_id is not None,
        besluit=BESLUIT_IN_BRIEF[besluit.soort],
        soort_in_woorden=SOORT_IN_WOORDEN.get(besluit.type, "een andere school"),
        van=besluit.begin,
        tot=besluit.einde,
        bijlagen=["Het besluit", *(f"Advies van {a.deskundige.naam}" for a in _adviezen(besluit))],
        bezwaar_tot=bezwaar_tot,
        bezwaar_aan=letterbeleid(aanvraag, op=op).bezwaar_bij,
        bezwaar_adresregels=swv.adresregels,
        contact=briefdelen.contact(aanvraag.zaak),
        steunpunt=briefdelen.steunpunt_van(swv),
        eerder_verstuurd_op=_eerder_verstuurd(rij),
    )
    return bevries("begeleidende_brief_ouders", gegevens)


def _eerder_verstuurd(rij: Bekendmaking) -> date | None:
    """The last day on which it went to an address where it did not make anything known."""
    fout = rij.terugzendingen.filter(oordeel=Terugzending.Oordeel.NIET_BEKEND)
    return fout.order_by("-pk").values_list("verzonden_op", flat=True).first()


# -- archive -------------------------------------------------------------------------------------


def te_archiveren(nu: datetime) -> Iterable[int]:
    """Everything sent and every objection term over (and post had time to arrive), or withdrawn a while ago."""
    vandaag = timezone.localdate(nu)
    grens = nog_in_de_post(vandaag, kalender=kalender_uit_tabel())
    loopt = Termijn.objects.filter(Q(einde__isnull=True) | Q(einde__gte=grens), zaak=OuterRef("zaak"), soort="bezwaar")
    onverzonden = Bekendmaking.objects.filter(zaak=OuterRef("zaak"), verzonden_op__isnull=True)
    te_betalen = Termijn.objects.open().filter(zaak=OuterRef("zaak"), soort="dwangsombesluit")
    terug = Terugzending.objects.filter(bekendmaking__zaak=OuterRef("zaak"), oordeel="")
    aanvragen = Aanvraag.objects.filter(~Exists(te_betalen), ~Exists(terug))
    klaar = aanvragen.filter(~Exists(loopt), ~Exists(onverzonden), status=Status.BEKENDGEMAAKT)
    ingetrokken = aanvragen.filter(status=Status.INGETROKKEN, zaak__gesloten_op__lte=vandaag - NA_INTREKKEN)
    return [*klaar.values_list("zaak_id", flat=True), *ingetrokken.values_list("zaak_id", flat=True)]


def bereid_archief_voor(u: Uitvoering) -> dict[str, Any]:
    if u.zaak.bekendmakingen.filter(verzonden_op__isnull=True).exists():
        raise Geweigerd("Nog niet iedereen heeft het besluit. Verstuur eerst wat in ‘Te versturen’ ligt.")
    if Terugzending.objects.filter(bekendmaking__zaak=u.zaak, oordeel="").exists():
        raise Geweigerd("Het besluit aan iemand kwam terug. Kijk eerst bij ‘Post die terugkwam’ wat er moet gebeuren.")
    if laatste := bezwaar_mogelijk_tot(u.zaak.termijnen.all(), vandaag=u.vandaag):
        raise Geweigerd(
            f"Er is nog bezwaar mogelijk, tot en met {datum(laatste)}. {_post_mag_tot(laatste)} "
            "Daarna kan de zaak naar het archief."
        )
    if Termijn.objects.open().filter(zaak=u.zaak, soort="dwangsombesluit").exists():
        raise Geweigerd("De dwangsom is nog niet vastgesteld. Doe dat eerst, bij Termijnen.")
    return {}


def bezwaar_mogelijk_tot(termijnen: Iterable[Termijn], *, vandaag: date) -> date | None:
    """The last day for an objection, of all terms of a case, while one can still arrive by post (Awb 6:9); None when
    that is over.
    """
    grens = nog_in_de_post(vandaag, kalender=kalender_uit_tabel())
    eindes = (rij.einde for rij in termijnen if rij.soort == "bezwaar" and rij.einde is not None)
    return max((einde for einde in eindes if einde >= grens), default=None)


def _post_mag_tot(einde_bezwaar: date) -> str:
    grens = postgrens(einde_bezwaar, kalender=kalender_uit_tabel()).einde
    return f"Een brief die dan op de post is, mag aankomen tot en met {datum(grens)}." if grens else ""


def sluit_termijnen(u: Uitvoering) -> None:
    termijnen.stop(u.zaak, "bezwaar", op=u.vandaag)
