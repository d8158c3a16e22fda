"""Step 6: nothing begins before every guardian answered, and no answer leaves the track without somebody to act."""

from datetime import timedelta

import pytest
from django.urls import reverse

from documents import tekenen
from documents.models import Document, Handtekening
from maatwerk.models import Contact, Directiebesluit, Status, Traject, Uitvoeringstaak
from maatwerk.models_plan import Planversie
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    nu_is,
    stuk_van,
    teken_opstellers,
    vul_plan,
)
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.perform import perform
from workflow.tekenkamer import na_antwoord

pytestmark = pytest.mark.django_db


@pytest.fixture
def verteld(school: School, andere_school: School, swv: Samenwerkingsverband) -> tuple[Traject, Actor, Actor]:
    """A plan that was approved and told to two parents; the casemanager and the director."""
    _, directeur = mensen_die_tekenen(swv, andere_school)
    maak_budget(swv, "5000")
    traject, wie = maak_traject(school, ouders=())
    leerling = traject.zaak.dossier.leerling
    factories.OuderFactory(leerling=leerling, naam="Noor Aydın", account=True)
    factories.OuderFactory(leerling=leerling, naam="Bram Voorbeeld", relatie="vader", email="")
    vul_plan(traject.zaak, andere_school)
    leg_voor(traject, wie)
    teken_opstellers(traject)
    keur_goed(traject, directeur)
    perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis besproken. Zij zijn blij."}, nu=NU)
    return traject, wie, directeur


def antwoord(traject: Traject, naam: str, uitkomst: str, reden: str = "") -> None:
    stuk = stuk_van(traject)
    rij = next(r for r in tekenen.stand(stuk).aan_de_beurt if r.naam == naam)
    tekenen.zet(rij, uitkomst, op=NU, hoe="test", reden=reden)
    na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)


def test_the_family_reads_the_plan_once_it_was_told(verteld):
    traject, _, _ = verteld
    versie = Planversie.objects.get()
    assert not Document.objects.get(pk=versie.document_id).concept
    assert Contact.objects.get().notitie == "Thuis besproken. Zij zijn blij."
    gevraagd = Handtekening.objects.filter(stuk=stuk_van(traject), rol=Rol.OUDER, uitgenodigd_op__isnull=False)
    assert sorted(rij.naam for rij in gevraagd) == ["Bram Voorbeeld", "Noor Aydın"]


def test_the_talk_stands_in_the_log_under_its_own_day(verteld):
    """Between the approval and today, and nowhere else."""
    traject, wie, _ = verteld
    eerder = VANDAAG - timedelta(days=2)
    Traject.objects.filter(pk=traject.pk).update(status=Status.VERTELLEN, goedgekeurd_op=eerder)
    for mis in (eerder - timedelta(days=1), VANDAAG + timedelta(days=1)):
        with pytest.raises(Geweigerd, match="vanaf de goedkeuring"):
            perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis.", "op": mis}, nu=NU)
    perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis.", "op": eerder}, nu=NU)
    assert Contact.objects.filter(op=eerder, notitie="Thuis.").exists()


def test_when_everybody_signed_the_plan_begins_with_its_tasks(verteld):
    traject, _, _ = verteld
    antwoord(traject, "Noor Aydın", "getekend")
    assert stuk_van(traject).uitslag == ""
    antwoord(traject, "Bram Voorbeeld", "getekend")
    stuk = stuk_van(traject)
    assert stuk.uitslag == "voltooid" and stuk.eindstuk is not None
    perform(traject.zaak_id, "ouders_akkoord", by=systeem(VANDAAG), nu=NU)
    assert nu_is(traject) == Status.UITVOERING
    assert list(Uitvoeringstaak.objects.values_list("wat", "wie")) == [("Ophalen bij de deur", "R. Bos, mentor")]


def _iemand_niet(traject: Traject, uitkomst: str) -> None:
    antwoord(traject, "Noor Aydın", "getekend")
    antwoord(traject, "Bram Voorbeeld", uitkomst, "De reis is te lang.")
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)


def test_a_refusal_is_for_the_casemanager_and_a_second_talk_asks_that_parent_anew(verteld):
    traject, wie, _ = verteld
    _iemand_niet(traject, "geweigerd")
    assert nu_is(traject) == Status.VERVOLG_KIEZEN and Planversie.objects.get().stand == "goedgekeurd"
    perform(traject.zaak_id, "opnieuw_vertellen", by=wie, data={"reden": "Over de reis."}, nu=NU)
    perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "De taxi is geregeld."}, nu=NU)
    open_ = [rij.naam for rij in tekenen.stand(stuk_van(traject)).aan_de_beurt]
    assert open_ == ["Bram Voorbeeld"]
    antwoord(traject, "Bram Voorbeeld", "getekend")
    perform(traject.zaak_id, "ouders_akkoord", by=systeem(VANDAAG), nu=NU)
    assert nu_is(traject) == Status.UITVOERING


def test_seen_and_not_agreed_lets_the_director_go_on_with_a_reason(verteld):
    traject, wie, directeur = verteld
    _iemand_niet(traject, "gezien")
    with pytest.raises(GeenRecht):
        perform(traject.zaak_id, "toch_uitvoeren", by=wie, data={"reden": "x"}, herbevestigd_op=NU, nu=NU)
    with pytest.raises(Geweigerd):
        perform(traject.zaak_id, "toch_uitvoeren", by=directeur, data={"reden": ""}, herbevestigd_op=NU, nu=NU)
    perform(traject.zaak_id, "toch_uitvoeren", by=directeur, data={"reden": "Sam wil."}, herbevestigd_op=NU, nu=NU)
    assert nu_is(traject) == Status.UITVOERING
    assert Directiebesluit.objects.filter(soort=Directiebesluit.Soort.TOCH_UITVOEREN, reden="Sam wil.").exists()
    assert stuk_van(traject).eindstuk is None, "what not everybody signed is never sealed"


def test_a_refusal_is_a_no_also_for_the_director(verteld):
    traject, _, directeur = verteld
    _iemand_niet(traject, "geweigerd")
    with pytest.raises(Geweigerd, match="wil niet tekenen"):
        perform(traject.zaak_id, "toch_uitvoeren", by=directeur, data={"reden": "Toch."}, herbevestigd_op=NU, nu=NU)


@pytest.mark.parametrize(("uitkomst", "zin"), [("geweigerd", "wil niet tekenen"), ("gezien", "")])
def test_the_director_reads_why_it_cannot_begin_before_giving_a_reason(verteld, als, uitkomst: str, zin: str):
    traject, _, directeur = verteld
    _iemand_niet(traject, uitkomst)
    pagina = als(directeur).get(reverse("maatwerk:stap", args=[traject.zaak_id, "toch_uitvoeren"]), follow=True)
    html = pagina.content.decode()
    assert ("Plan toch uitvoeren kan nu niet. Bram Voorbeeld wil niet tekenen." in html) == bool(zin)
    assert ("Waarom begint het plan toch?" in html) != bool(zin)


def test_nobody_is_asked_without_a_talk_on_record(verteld):
    traject, wie, _ = verteld
    with pytest.raises(Conflict):
        perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Nog eens."}, nu=NU)
    Traject.objects.filter(pk=traject.pk).update(status=Status.VERTELLEN)
    with pytest.raises(Geweigerd):
        perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": " "}, nu=NU)


def test_another_casemanager_goes_on_with_the_plan_that_was_approved(verteld):
    traject, _, directeur = verteld
    antwoord(traject, "Noor Aydın", "getekend")
    perform(traject.zaak_id, "casemanager_ontheffen", by=directeur, data={"reden": "Ziek."}, nu=NU)
    ander = factories.actor(Rol.CASEMANAGER, traject.zaak.swv)
    wie = {"casemanager_id": ander.gebruiker_id, "reden": "Neemt het over."}
    perform(traject.zaak_id, "inschakelen", by=directeur, data=wie, herbevestigd_op=NU, nu=NU)
    vraag = traject.aanstellingen.get(stand="gevraagd")
    ja = {"geen_belang": True}
    perform(traject.zaak_id, "casemanager_aanvaardt", by=ander, doel_id=vraag.pk, data=ja, nu=NU)
    assert nu_is(traject) == Status.VERTELLEN
    perform(traject.zaak_id, "plan_vertellen", by=ander, data={"reden": "Kennisgemaakt."}, nu=NU)
    assert [rij.naam for rij in tekenen.stand(stuk_van(traject)).aan_de_beurt] == ["Bram Voorbeeld"]
