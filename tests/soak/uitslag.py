"""The ledger of the drivers against what the site holds, afterwards."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from cases.models import Zaak
from documents.models import Document, Werkstatus
from tests.ketens import ketenfouten
from tests.smtpserver import Postkantoor
from tests.soak.wereld import lees_grootboek, verwachte_berichten, verwachte_brieven
from workflow.controle import bevindingen
from workflow.mailen import kenmerk
from workflow.models import TWIJFEL, Bericht, Handeling
from workflow.process import processen


@dataclass
class Uitslag:
    """Every number that has to be nought, and the ones that tell how much was tried."""

    aanvaard: int = 0
    overgangen: int = 0
    brieven: int = 0
    mails: int = 0
    verloren: int = 0
    overgangen_mis: int = 0
    berichten_mis: int = 0
    brieven_mis: int = 0
    mails_mis: int = 0
    mails_onverwacht: int = 0
    niet_klaar: int = 0
    bevindingen: int = 0
    keten: int = 0
    zelfde_mail_nog_eens: int = 0
    mails_voor_straks: int = 0
    """Of what was missed in an absence: one mail a person, ten minutes later."""
    in_twijfel: int = 0
    """Killed between the text of a mail and the mark: not offered again, a person is asked. No fault, but counted."""
    in_twijfel_aangekomen: int = 0
    waar: list[str] = field(default_factory=list)

    @property
    def fouten(self) -> int:
        return (
            self.verloren
            + self.overgangen_mis
            + self.berichten_mis
            + self.brieven_mis
            + self.mails_mis
            + self.mails_onverwacht
            + self.zelfde_mail_nog_eens
            + self.niet_klaar
            + self.bevindingen
            + self.keten
        )

    def regels(self) -> list[str]:
        return [f"{naam}: {waarde}" for naam, waarde in asdict(self).items()]


def vergelijk(map_: Path, postkantoor: Postkantoor, zaken: list[int]) -> Uitslag:
    uit = Uitslag()
    boek = list(lees_grootboek(map_))
    aanvaard = {regel["sleutel"] for regel in boek if regel["soort"] == "aanvaard"}
    uit.aanvaard = len(aanvaard)
    gedaan = set(Handeling.objects.values_list("sleutel", flat=True))
    uit.verloren = len(aanvaard - gedaan)
    _overgangen(uit, zaken)
    _berichten(uit, zaken)
    _brieven(uit, zaken)
    _mails(uit, postkantoor)
    open_ = [Werkstatus.WACHT, Werkstatus.BEZIG, Werkstatus.MISLUKT]
    straks = Q(bundel=True, volgende_poging_op__gt=timezone.now())
    berichten = Bericht.objects.filter(werk__in=open_).exclude(laatste_fout=TWIJFEL)
    uit.niet_klaar = Document.objects.filter(werk__in=open_).count() + berichten.exclude(straks).count()
    uit.mails_voor_straks = berichten.filter(straks).count()
    gevonden = [str(b) for b in bevindingen(vandaag=timezone.localdate(), nu=timezone.now())]
    uit.bevindingen = len(gevonden)
    fouten = [fout for zaak_id in zaken for fout in ketenfouten(zaak_id)]
    uit.keten = len(fouten)
    uit.waar += (gevonden + fouten)[:20]
    return uit


def _overgangen(uit: Uitslag, zaken: list[int]) -> None:
    """The version of a case grows by one with each transition, and the record has one row for each."""
    per_zaak = Counter(Handeling.objects.values_list("zaak_id", flat=True))
    acties = {f"tlv.{action.naam}" for action in processen()["tlv"].actions}
    vastgelegd = Counter(
        Gebeurtenis.objects.filter(soort=Soort.SCHRIJVEN, actie__in=acties).values_list("zaak_id", flat=True)
    )
    for zaak in Zaak.objects.filter(pk__in=zaken):
        verschil = {zaak.versie - 1 - per_zaak[zaak.pk], vastgelegd[zaak.pk] - per_zaak[zaak.pk]} - {0}
        if verschil:
            uit.overgangen_mis += max(abs(v) for v in verschil)
            uit.waar.append(f"zaak {zaak.pk}: versie {zaak.versie}, {per_zaak[zaak.pk]} handelingen")
    uit.overgangen = sum(per_zaak.values())


def _berichten(uit: Uitslag, zaken: list[int]) -> None:
    rijen = {zaak.pk: zaak for zaak in Zaak.objects.filter(pk__in=zaken)}

    @cache
    def per_keer(zaak_id: int, actie: str) -> int:
        return verwachte_berichten(rijen[zaak_id], actie)

    verwacht: Counter[int] = Counter()
    for zaak_id, actie in Handeling.objects.values_list("zaak_id", "actie"):
        verwacht[zaak_id] += per_keer(zaak_id, actie)
    soorten = list(processen()["tlv"].berichten)
    er_zijn = Counter(Bericht.objects.filter(soort__in=soorten).values_list("zaak_id", flat=True))
    for zaak_id in zaken:
        if er_zijn[zaak_id] != verwacht[zaak_id]:
            uit.berichten_mis += abs(er_zijn[zaak_id] - verwacht[zaak_id])
            uit.waar.append(f"zaak {zaak_id}: {er_zijn[zaak_id]} berichten, {verwacht[zaak_id]} verwacht")


def _brieven(uit: Uitslag, zaken: list[int]) -> None:
    rijen = {zaak.pk: zaak for zaak in Zaak.objects.filter(pk__in=zaken)}
    gedaan = Handeling.objects.values_list("zaak_id", "actie")
    verwacht = Counter[int]()
    for zaak_id, actie in gedaan:
        verwacht[zaak_id] += verwachte_brieven(rijen[zaak_id], actie)
    er_zijn = Counter(Document.objects.filter(werk=Werkstatus.KLAAR).values_list("zaak_id", flat=True))
    uit.brieven = er_zijn.total()
    for zaak_id in rijen:
        if er_zijn[zaak_id] != verwacht[zaak_id]:
            uit.brieven_mis += abs(er_zijn[zaak_id] - verwacht[zaak_id])
            uit.waar.append(f"zaak {zaak_id}: {er_zijn[zaak_id]} brieven, {verwacht[zaak_id]} verwacht")


def _mails(uit: Uitslag, postkantoor: Postkantoor) -> None:
    los = {kenmerk(bericht).partition("@")[0] for bericht in _verstuurd() if not bericht.bundel}
    verstuurd = {kenmerk(bericht).partition("@")[0] for bericht in _verstuurd()}
    ontvangen = Counter(merk.partition("@")[0] for merk in postkantoor.kenmerken)
    uit.mails = len(verstuurd)
    uit.mails_mis = len(los - ontvangen.keys())
    twijfel = {kenmerk(bericht).partition("@")[0] for bericht in Bericht.objects.filter(laatste_fout=TWIJFEL)}
    uit.in_twijfel, uit.in_twijfel_aangekomen = len(twijfel), len(twijfel & ontvangen.keys())
    uit.mails_onverwacht = len(ontvangen.keys() - verstuurd - twijfel)
    uit.zelfde_mail_nog_eens = sum(aantal - 1 for aantal in ontvangen.values())


def _verstuurd() -> list[Bericht]:
    return list(Bericht.objects.filter(werk=Werkstatus.KLAAR).exclude(email=""))
