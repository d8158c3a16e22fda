"""What a family member is asked to sign, and what was answered, in every track: for the home of the family."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from documents.models import Handtekening
from organisations.actor import Actor
from workflow.gezinsdeel import Gezinsvraag, Verteld
from workflow.gezinssporen import Sporen
from workflow.process import process_van
from workflow.tekentaken import verzoeken

ANTWOORDEN: Mapping[str, tuple[str, str]] = {
    Handtekening.Uitkomst.GETEKEND: ("u tekende", "je tekende"),
    Handtekening.Uitkomst.GEZIEN: ("u las het en bent het er niet mee eens", "je las het en bent het er niet mee eens"),
    Handtekening.Uitkomst.GEWEIGERD: ("u wilde niet tekenen", "je wilde niet tekenen"),
}
"""What was answered, to a parent and to a pupil."""


class Tekenwerk:
    """The requests to one family member in the signing room. `rijen` are read together with the tracks."""

    def __init__(self, actor: Actor, sporen: Sporen) -> None:
        self.actor = actor
        self.sporen = sporen
        eigen = verzoeken(actor).filter(stuk__zaak__in=sporen.zaken)
        self.rijen = eigen.select_related(None).select_related("stuk").order_by("-stuk__nummer", "-pk")

    def vragen(self, zaak: Zaak) -> list[Gezinsvraag]:
        """What can be answered now: asked, not replaced, and the state of the case lets it."""
        regels, obj = process_van(zaak).tekenregels, self.sporen.deel(zaak).object_van(zaak)
        return [
            Gezinsvraag(
                titel=f"Lees en teken: {rij.stuk.titel}",
                uitleg=regels[rij.stuk.soort].uitleg(rij, obj),
                knop="Lees en teken",
                url=reverse("workflow:tekenen", args=[rij.pk]),
                uiterlijk=rij.uiterlijk if rij.uiterlijk and rij.uiterlijk >= self.actor.vandaag else None,
                gevolg=regels[rij.stuk.soort].weigergevolg(rij, obj),
            )
            for rij in self._van(zaak)
            if self._open(rij, zaak) and regels[rij.stuk.soort].groep_open(obj, rij.groep)
        ]

    def antwoorden(self, zaak: Zaak) -> list[Verteld]:
        """The last answer to each kind of paper."""
        laatste: dict[str, Handtekening] = {}
        for rij in self._van(zaak):
            if rij.geantwoord and rij.op is not None:
                laatste.setdefault(rij.stuk.soort, rij)
        return [
            Verteld(
                wat=f"{rij.stuk.titel}: {ANTWOORDEN[rij.uitkomst][rij.leerling_id is not None]}",
                op=timezone.localdate(rij.op),
                url=reverse("workflow:tekenen", args=[rij.pk]),
            )
            for rij in laatste.values()
        ]

    def _van(self, zaak: Zaak) -> list[Handtekening]:
        soorten = process_van(zaak).tekenregels
        return [rij for rij in self.rijen if rij.stuk.zaak_id == zaak.pk and rij.stuk.soort in soorten]

    def _open(self, rij: Handtekening, zaak: Zaak) -> bool:
        op_tijd = rij.verloopt_op is None or rij.verloopt_op >= self.actor.vandaag
        geldig = rij.stuk.vervallen_op is None and rij.stuk.is_klaar and rij.opgevolgd_door_id is None
        return rij.uitkomst == Handtekening.Uitkomst.OPEN and geldig and op_tijd and zaak.is_open
