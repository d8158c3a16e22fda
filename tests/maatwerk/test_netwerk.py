"""Step 3: consent per person and purpose, and a single document by code for who has no account."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Lezing
from cases.compartimenten import Compartiment
from cases.fouten import Geweigerd, NietGevonden
from cases.models import Gezag
from maatwerk.delen import maak_code, open_met_code, zoek
from maatwerk.models import Gedeeldstuk, Status
from tests import factories
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = pytest.mark.django_db
S = Status
PARTNER = {"naam": "Riet Hoekstra", "functie": "jeugdarts", "organisatie": "GGD Linde", "telefoon": "085 555 03 00"}


@pytest.fixture
def loop(loop: Trajectloop) -> Trajectloop:
    return loop.breng_naar(S.VERKENNEN)


def _partner(loop: Trajectloop) -> int:
    return int(loop.schrijf("partner", **PARTNER).waarden["id"])


def _toestemming(loop: Trajectloop, partner: int, *, wie: int | None = None, doel: str = "stukken") -> int:
    data = {"doel": doel, "wie": loop.ouder.pk if wie is None else wie, "gegeven_op": loop.nu.date(), "hoe": "gesprek"}
    return int(loop.schrijf("deeltoestemming", partner_id=partner, **data).waarden["id"])


def _deel(loop: Trajectloop, partner: int, **extra: Any) -> str:
    code, code_hash = maak_code()
    document = loop.document()
    loop.schrijf("delen", **{"partner_id": partner, "document_id": document.pk, "code_hash": code_hash, **extra})
    return code


def test_without_consent_nothing_is_shared(loop: Trajectloop) -> None:
    partner = _partner(loop)
    with pytest.raises(Geweigerd, match=str(loop.ouder.naam)):
        _deel(loop, partner)


def test_consent_to_talk_is_no_consent_to_read(loop: Trajectloop) -> None:
    partner = _partner(loop)
    _toestemming(loop, partner, doel="overleg")
    with pytest.raises(Geweigerd):
        _deel(loop, partner)


def test_consent_for_one_person_is_none_for_another(loop: Trajectloop) -> None:
    een, ander = _partner(loop), _partner(loop)
    _toestemming(loop, een)
    with pytest.raises(Geweigerd):
        _deel(loop, ander)


def test_everybody_with_gezag_consents(loop: Trajectloop) -> None:
    tweede = factories.OuderFactory(leerling=loop.dossier.leerling, naam="Tweede ouder")
    partner = _partner(loop)
    _toestemming(loop, partner)
    with pytest.raises(Geweigerd, match="Tweede ouder"):
        _deel(loop, partner)
    _toestemming(loop, partner, wie=tweede.pk)
    assert zoek(_deel(loop, partner), nu=loop.nu) is not None


def test_from_sixteen_the_pupil_consents_and_the_parents_do_not() -> None:
    loop = Trajectloop(leeftijd=16).breng_naar(S.VERKENNEN)
    partner = _partner(loop)
    with pytest.raises(Geweigerd):
        _toestemming(loop, partner)
    _toestemming(loop, partner, wie=0)
    assert zoek(_deel(loop, partner), nu=loop.nu) is not None


def test_who_has_no_gezag_cannot_consent(loop: Trajectloop) -> None:
    zonder = factories.OuderFactory(leerling=loop.dossier.leerling, gezag=False)
    with pytest.raises(Geweigerd, match="toestemming kan geven"):
        _toestemming(loop, _partner(loop), wie=zonder.pk)


@pytest.mark.parametrize("wat", ["intrekken", "partner weg", "stoppen", "verlopen", "gesloten", "ander gezag"])
def test_what_was_shared_closes_when_its_ground_is_gone(loop: Trajectloop, wat: str) -> None:
    partner = _partner(loop)
    toestemming = _toestemming(loop, partner)
    code = _deel(loop, partner)
    assert open_met_code(code, nu=loop.nu) is not None
    if wat == "intrekken":
        loop.schrijf("deeltoestemming_intrekken", toestemming_id=toestemming)
    elif wat == "partner weg":
        loop.schrijf("partner_weg", partner_id=partner)
    elif wat == "stoppen":
        loop.schrijf("delen_stoppen", stuk_id=Gedeeldstuk.objects.get().pk)
    elif wat == "verlopen":
        loop.nu += timedelta(days=15)
    elif wat == "gesloten":
        loop.doe("beeindigen")
    else:
        Gezag.objects.filter(ouder=loop.ouder).update(tot=loop.nu.date() - timedelta(days=1))
        factories.OuderFactory(leerling=loop.dossier.leerling, gezag__van=loop.nu.date())
    assert open_met_code(code, nu=loop.nu) is None


def test_only_the_hash_of_the_code_is_kept_and_each_opening_is_on_record(loop: Trajectloop) -> None:
    partner = _partner(loop)
    _toestemming(loop, partner)
    code = _deel(loop, partner)
    rij = Gedeeldstuk.objects.get()
    assert code not in str(rij.__dict__) and code.replace("-", "") not in str(rij.__dict__)
    for _ in range(2):
        assert open_met_code(code.lower(), nu=loop.nu) is not None
    rij.refresh_from_db()
    assert rij.keer_geopend == 2
    lezingen = Lezing.objects.filter(actie="lezen:gedeeld_stuk")
    assert {lezing.grond["rij"] for lezing in lezingen} == {rij.pk} and lezingen.count() == 2


def test_a_new_code_for_the_same_document_ends_the_one_before_it(loop: Trajectloop) -> None:
    partner, document = _partner(loop), loop.document()
    _toestemming(loop, partner)
    eerste, ander = _deel(loop, partner, document_id=document.pk), _deel(loop, partner)
    tweede = _deel(loop, partner, document_id=document.pk)
    werkt = [zoek(code, nu=loop.nu) is not None for code in (eerste, ander, tweede)]
    assert werkt == [False, True, True]


def test_a_paper_for_one_of_the_family_cannot_be_shared(loop: Trajectloop) -> None:
    partner = _partner(loop)
    _toestemming(loop, partner)
    document = loop.document()
    document.gezinslid_id = loop.ouder.user_id
    document.save()
    with pytest.raises(Geweigerd, match="mag delen"):
        _deel(loop, partner, document_id=document.pk)


def test_a_paper_the_casemanager_may_not_read_cannot_be_shared(loop: Trajectloop) -> None:
    partner = _partner(loop)
    _toestemming(loop, partner)
    with pytest.raises(Geweigerd):
        _deel(loop, partner, document_id=loop.document(Compartiment.INTERN).pk)


def test_a_partner_of_another_track_is_not_found(loop: Trajectloop) -> None:
    ander = Trajectloop().breng_naar(S.VERKENNEN)
    with pytest.raises(NietGevonden):
        loop.schrijf("partner_weg", partner_id=_partner(ander))


def test_get_asks_and_post_opens(loop: Trajectloop, client: Client) -> None:
    loop.nu = timezone.now()
    partner = _partner(loop)
    _toestemming(loop, partner)
    code = _deel(loop, partner)
    adres = reverse("maatwerk:gedeeld")
    assert client.get(adres, {"code": code}).status_code == 200
    assert Gedeeldstuk.objects.get().keer_geopend == 0
    antwoord = client.post(adres, {"code": code})
    assert antwoord.status_code == 200 and antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"].startswith("attachment")
    fout = client.post(adres, {"code": "7K3M-Q9XA-2FTB"})
    assert fout.status_code == 422 and "werkt niet" in fout.content.decode()
    assert loop.dossier.leerling.achternaam not in fout.content.decode()


def test_guessing_codes_is_braked(client: Client) -> None:
    adres = reverse("maatwerk:gedeeld")
    codes = [client.post(adres, {"code": "AAAA-AAAA-AAAA"}).status_code for _ in range(60)]
    assert codes[0] == 422 and codes[-1] == 429
