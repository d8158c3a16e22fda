"""Two people press at the same moment, on two connections: for every action exactly one of them wins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from audit.models import Gebeurtenis, Soort
from tests import factories
from tests.factories import NU
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.test_toestanden import MAG
from tests.tlv.zaakloop import STAP, Zaakloop
from tlv import ingebreke, stilstand_voorbij, uitstel
from tlv.models import Status
from tlv.process import PROCESS
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.perform import perform

pytestmark = pytest.mark.django_db(transaction=True)
S = Status
WIE = dict(STAP.values()) | {
    "aanvulling_vragen": "secretariaat",
    "aanvulling_intrekken": "secretariaat",
    "aanvulling_onvoldoende": "secretariaat",
    "aanvulling_laten_verlopen": "",
    stilstand_voorbij.ACTIE: "",
    "volledig_herroepen": "secretariaat",
    "advies_teruggeven": "eerste",
    "advies_indienen": "eerste",
    "opdracht_intrekken": "secretariaat",
    "extra_advies_vragen": "voorzitter",
    "informatie_vragen": "eerste",
    "informatie_laten_verlopen": "",
    "afwijzen": "voorzitter",
    "terugroepen": "voorzitter",
    "bekendmaken": "",
    "intrekken": "coordinator",
    "indienen": "coordinator",
    **dict.fromkeys(uitstel.SOORT_VAN, "secretariaat"),
    ingebreke.STELLEN: "secretariaat",
    ingebreke.INTREKKEN: "secretariaat",
    ingebreke.VOORBIJ: "",
    ingebreke.VOL: "",
    ingebreke.VASTSTELLEN: "voorzitter",
}
VANUIT = {
    "aanvulling_vragen": S.INGEDIEND,
    "bekendmaken": S.VERLEEND,
    "terugroepen": S.VERLEEND,
    "archiveren": S.INGETROKKEN,
    "intrekken": S.INGEDIEND,
    "informatie_vragen": S.DESKUNDIGENADVIES,
    "informatie_geven": S.INFORMATIE_GEVRAAGD,
}
"""Where an action is possible in several states, the one that is tried."""
IN_GEBREKE = {
    ingebreke.STELLEN: 0,
    ingebreke.INTREKKEN: 1,
    ingebreke.VOORBIJ: 2,
    ingebreke.VOL: 3,
    ingebreke.VASTSTELLEN: 4,
}
"""How many steps of the story of a notice of default come before."""


class Conceptloop(Zaakloop):
    """Before the road begins: filled in, and not filed yet."""

    def begin_zaak(self) -> None:
        self.nu = NU
        self.aanvraag = factories.AanvraagFactory()
        self.zaak_id = self.aanvraag.zaak_id
        vul_in(self.aanvraag.zaak)
        self.mensen = self._mensen()


def _nieuwe_loop(actie: str) -> Zaakloop:
    zaakloop = Conceptloop() if actie == "indienen" else Zaakloop()
    zaakloop.begin_zaak()
    return zaakloop


def _laat_verlopen(loop: Zaakloop, actie: str) -> None:
    """The term of the law passes, and what comes before this act happens, each after its own time."""
    loop.nu += timedelta(days=70)
    eerder = IN_GEBREKE[actie]
    if eerder > 0:
        loop.doe(ingebreke.STELLEN, "secretariaat")
    if eerder > 1:
        loop.nu += timedelta(days=20)
    if eerder > 2:
        loop.doe(ingebreke.VOORBIJ)
        loop.nu += timedelta(days=50)
    if eerder > 3:
        loop.doe(ingebreke.VOL)


def _klaar_voor(loop: Zaakloop, actie: str) -> dict[str, Any]:
    if actie == "indienen":
        return {"by": loop.als(WIE[actie]), "data": {}, "doel_id": None, "herbevestigd_op": None, "nu": loop.nu}
    if actie in uitstel.SOORT_VAN:
        loop.nu += timedelta(days=1)
        if actie in (uitstel.BEEINDIGEN, uitstel.ONGEDAAN):
            loop.doe("opschorten_vertraging", "secretariaat")
    elif actie == stilstand_voorbij.ACTIE:
        loop.nu += timedelta(days=1)
        loop.doe("opschorten_overmacht", "secretariaat")
        loop.nu += timedelta(days=6)
    elif actie in IN_GEBREKE:
        _laat_verlopen(loop, actie)
    loop.breng_naar(VANUIT.get(actie) or min(MAG[actie], key=list(Status).index))
    if actie == "aanvulling_vragen":
        loop.keur_af()
    elif actie == "aanvulling_onvoldoende":
        loop.nu += timedelta(days=22)  # the school has three weeks to supplement
        loop.keur_af()
    elif actie not in ("terugroepen", "aanvulling_laten_verlopen"):
        loop.bereid_voor(actie)
    if actie == "bekendmaken":
        loop.nu += timedelta(hours=2)
        loop.maak_brieven()
    data, doel_id = loop.gegevens(actie)
    by = loop.als(WIE[actie]) if WIE[actie] else loop.systeem()
    return {"by": by, "data": data, "doel_id": doel_id, "herbevestigd_op": loop.nu, "nu": loop.nu}


def _tegelijk(loop: Zaakloop, actie: str, een: dict[str, Any], twee: dict[str, Any]) -> list[Any]:
    startschot = Barrier(2)

    def druk(kwargs: dict[str, Any]) -> Any:
        startschot.wait(timeout=20)
        try:
            return perform(loop.zaak_id, actie, **kwargs)
        except (Conflict, GeenRecht, Geweigerd, NietGevonden) as nee:
            return nee
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(druk, (een, twee)))


def test_every_action_has_its_race() -> None:
    assert {action.naam for action in PROCESS.actions} == set(WIE)


def _zelfde_bladzijde(actie: str) -> tuple[int, int, int]:
    """How many were refused, by how much the version grew, how many acts were recorded."""
    loop = _nieuwe_loop(actie)
    kwargs = _klaar_voor(loop, actie)
    versie = loop.rij().zaak.versie
    rijen = Gebeurtenis.objects.filter(zaak_id=loop.zaak_id, actie=f"tlv.{actie}", soort=Soort.SCHRIJVEN)
    eerder = rijen.count()
    uitkomsten = _tegelijk(loop, actie, {**kwargs, "versie": versie}, {**kwargs, "versie": versie})
    geweigerd = [repr(uitkomst) for uitkomst in uitkomsten if isinstance(uitkomst, Exception)]
    return len(geweigerd), loop.rij().zaak.versie - versie, rijen.count() - eerder


def _dubbele_klik(actie: str) -> tuple[set[bool | str], int]:
    """Which of the two was the repeat, or why one was refused, and by how much the version grew."""
    loop = _nieuwe_loop(actie)
    kwargs = {**_klaar_voor(loop, actie), "sleutel": factories.sleutel()}
    versie = loop.rij().zaak.versie
    een, twee = (getattr(uitkomst, "herhaald", repr(uitkomst)) for uitkomst in _tegelijk(loop, actie, kwargs, kwargs))
    return {een, twee}, loop.rij().zaak.versie - versie


def test_of_two_who_act_on_the_same_page_exactly_one_wins() -> None:
    assert {actie: _zelfde_bladzijde(actie) for actie in WIE} == dict.fromkeys(WIE, (1, 1, 1))


def test_a_double_click_on_two_connections_is_one_act() -> None:
    assert {actie: _dubbele_klik(actie) for actie in WIE} == dict.fromkeys(WIE, ({False, True}, 1))
