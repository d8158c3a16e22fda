"""The site of the soak: its own servers, many cases, and what each accepted act must bring about."""

import json
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from cases.models import Zaak
from organisations.actor import Actor, actor_voor
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from tests import databank, factories
from tests.tlv import volledigheid_hulp as hulp
from tlv.models import Aanvraag
from workflow.models import Mailkeuze
from workflow.ontvangers import gezin
from workflow.process import process_van


def bouw(aantal: int, begin: Path | None) -> list[int]:
    """Tables, one samenwerkingsverband, a school per fifty cases; the ids of the filed cases."""
    if begin:
        databank.lees(begin, settings.DATABASE_URL)
    call_command("migrate", verbosity=0)
    swv = factories.SwvFactory()
    factories.lidmaatschap(Rol.SECRETARIAAT, swv)
    factories.lidmaatschap(Rol.VOORZITTER, swv)
    zaken = []
    for nr in range(aantal):
        if nr % 50 == 0:
            school = factories.SchoolFactory(swv=swv)
            factories.lidmaatschap(Rol.COORDINATOR, school)
        aanvraag = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=school))
        ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True)
        if nr % 2:
            Mailkeuze.objects.create(user=ouder.user, wijze=Mailkeuze.Wijze.UIT)
        hulp.ingediend(aanvraag)
        hulp.alles_in_orde(aanvraag)
        zaken.append(aanvraag.zaak_id)
    return zaken


def secretaris(zaak: Zaak) -> Actor:
    lid = Lidmaatschap.objects.select_related("user", "swv").get(rol=Rol.SECRETARIAAT, swv_id=zaak.swv_id)
    return actor_voor(lid, vandaag=timezone.localdate())


def verwachte_berichten(zaak: Zaak, actie: str) -> int:
    """How many people hear of this act: what the process declares, for this case."""
    process = process_van(zaak)
    u: Any = SimpleNamespace(
        zaak=zaak,
        obj=Aanvraag.objects.get(zaak=zaak),
        doel=None,
        vandaag=timezone.localdate(),
        resultaat={},
    )
    return sum(len(list(process.berichten[soort].aan(u))) for soort in process.action(actie).berichten)


def verwachte_brieven(zaak: Zaak, actie: str) -> int:
    """A request to supplement goes to the school; that it was withdrawn is told to each of the family as well."""
    if actie == "aanvulling_intrekken":
        return 1 + len(gezin(zaak, timezone.localdate()))
    return int(actie == "aanvulling_vragen")


def lees_grootboek(map_: Path) -> Iterable[dict[str, Any]]:
    """What the drivers wrote down; the last line of one that was killed may be half."""
    for bestand in sorted(map_.glob("grootboek-*.jsonl")):
        for regel in bestand.read_text().splitlines():
            try:
                yield json.loads(regel)
            except json.JSONDecodeError:
                continue
