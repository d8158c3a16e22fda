"""Two administrators in the same row, and one who clicks twice."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import (
    Afwezigheid,
    Lidmaatschap,
    Samenwerkingsverband,
    School,
    Schoolimport,
    User,
    Verstuurd,
    Voorstel,
)
from organisations.rollen import Rol
from tests import factories
from tests.inloggen import log_in
from tests.organisations.toegang.hulp import met_app
from workflow import vertrek

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


def _velden(html: str, binnen: str = "") -> dict[str, str]:
    """What a browser sends back of the form that holds `binnen`."""
    form = next(deel for deel in html.split("<form") if "formuliermerk" in deel and binnen in deel)
    vakken = [dict(re.findall(r'(name|value|type)="([^"]*)"', vak)) for vak in re.findall(r"<input[^>]*>", form)]
    keuzes = re.findall(r'<select[^>]*name="([^"]+)".*?<option value="([^"]*)" selected', form, re.S)
    return {vak["name"]: vak.get("value", "") for vak in vakken if vak.get("type") != "checkbox"} | dict(keuzes)


def test_the_second_of_two_who_change_a_school_is_told_what_changed_and_keeps_the_text(
    vers: Als, beheerder: Actor, directeur: Actor, school: School
) -> None:
    pad = reverse("organisations:school_bewerken", args=[school.pk])
    open_ = _velden(vers(beheerder).get(pad).content.decode(), "brin")
    ander = _velden(vers(directeur).get(pad).content.decode(), "brin")
    assert vers(directeur).post(pad, {**ander, "plaats": "Oeverstad"}).status_code == 302
    antwoord = vers(beheerder).post(pad, {**open_, "telefoon": "085-5550199", "naam": "De Nieuwe Naam"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert f"{directeur.naam} heeft dit ondertussen gewijzigd" in html
    assert "Staat er nu: Oeverstad" in html and "De Nieuwe Naam" in html and "085-5550199" in html
    school.refresh_from_db()
    assert (school.plaats, school.telefoon) == ("Oeverstad", "")
    opnieuw = _velden(vers(beheerder).get(pad).content.decode(), "brin")
    assert vers(beheerder).post(pad, {**opnieuw, "telefoon": "085-5550199"}).status_code == 302
    school.refresh_from_db()
    assert (school.plaats, school.telefoon) == ("Oeverstad", "085-5550199")
    assert Gebeurtenis.objects.filter(actie="school_wijzigen").latest("pk").bijzonderheden["velden"] == ["telefoon"]


@pytest.mark.parametrize("veld", ["telefoon", "commissie-naam"])
def test_the_same_for_the_samenwerkingsverband_and_its_commission(
    vers: Als, beheerder: Actor, directeur: Actor, swv: Samenwerkingsverband, veld: str
) -> None:
    pad = reverse("organisations:swv_gegevens")
    open_ = _velden(vers(beheerder).get(pad).content.decode(), "steunpunt_naam")
    ander = _velden(vers(directeur).get(pad).content.decode(), "steunpunt_naam")
    assert vers(directeur).post(pad, {**ander, veld: "085-5550123"}).status_code == 302
    antwoord = vers(beheerder).post(pad, {**open_, "steunpunt_naam": "Steunpunt Oost"})
    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "Staat er nu: 085-5550123" in html and "Steunpunt Oost" in html
    swv.refresh_from_db()
    assert swv.steunpunt_naam != "Steunpunt Oost"


def test_two_who_give_the_same_role_another_last_day(
    vers: Als, beheerder: Actor, directeur: Actor, coordinator: Actor
) -> None:
    pad = reverse("workflow:hoed_einde", args=[coordinator.hoed_id])
    open_ = _velden(vers(beheerder).get(pad).content.decode(), "versie")
    ander = _velden(vers(directeur).get(pad).content.decode(), "versie")
    datum = {"tot_dag": "1", "tot_maand": "12", "tot_jaar": "2027"}
    namen = [naam for naam in open_ if naam.startswith("tot")]
    assert len(namen) == 3
    een = dict(zip(namen, datum.values(), strict=True))
    assert vers(directeur).post(pad, {**ander, **een}).status_code == 302
    antwoord = vers(beheerder).post(pad, {**open_, **een, namen[0]: "2"})
    assert antwoord.status_code == 409
    lid = Lidmaatschap.objects.get(pk=coordinator.hoed_id)
    assert lid.tot is not None and lid.tot.day == 1


def test_a_double_click_does_a_thing_once(vers: Als, beheerder: Actor, swv: Samenwerkingsverband) -> None:
    """Recording an absence has no key of its own: twice would be two rows."""
    deskundige = factories.actor(Rol.DESKUNDIGE, swv)
    pad = reverse("organisations:afwezigheid_nieuw", args=[deskundige.persoon_id])
    client = vers(beheerder)
    velden = _velden(client.get(pad).content.decode(), "van")
    namen = [naam for naam in velden if naam.startswith(("van", "tot"))]
    velden |= dict(zip(namen, ["1", "12", "2027", "3", "12", "2027"], strict=True))
    een, twee = client.post(pad, velden), client.post(pad, velden)
    assert een.headers["Location"] == twee.headers["Location"]
    assert Afwezigheid.objects.count() == 1
    client.post(pad, {**velden, namen[3]: "4"})
    assert Afwezigheid.objects.count() == 2, "the back button with another date is a thing of its own"
    assert Verstuurd.objects.count() == 2


def test_what_was_refused_can_be_sent_again(vers: Als, beheerder: Actor, swv: Samenwerkingsverband) -> None:
    deskundige = factories.actor(Rol.DESKUNDIGE, swv)
    pad = reverse("organisations:afwezigheid_nieuw", args=[deskundige.persoon_id])
    client = vers(beheerder)
    velden = _velden(client.get(pad).content.decode(), "van")
    assert client.post(pad, velden).status_code == 422
    assert client.post(pad, velden).status_code == 422
    assert not Verstuurd.objects.exists()


def test_the_click_of_somebody_else_is_not_taken_for_the_second(
    vers: Als, beheerder: Actor, directeur: Actor, swv: Samenwerkingsverband
) -> None:
    deskundige = User.objects.get(pk=factories.actor(Rol.DESKUNDIGE, swv).persoon_id)
    pad = reverse("organisations:afwezigheid_nieuw", args=[deskundige.pk])
    velden = _velden(vers(beheerder).get(pad).content.decode(), "van")
    namen = [naam for naam in velden if naam.startswith(("van", "tot"))]
    velden |= dict(zip(namen, ["1", "12", "2027", "3", "12", "2027"], strict=True))
    vers(beheerder).post(pad, velden)
    vers(directeur).post(pad, velden)
    assert Afwezigheid.objects.filter(user=deskundige).count() == 2


def test_another_file_of_the_same_name_and_size_is_a_form_of_its_own(vers: Als, beheerder: Actor) -> None:
    pad = reverse("organisations:import_nieuw")
    client = vers(beheerder)
    velden = _velden(client.get(pad).content.decode(), 'name="bestand"')
    kop = "brin;vestiging;naam;soort;bestuur\n"
    for naam in ("De Eik", "De Els"):
        bestand = SimpleUploadedFile("scholen.csv", f"{kop}12AB;00;{naam};vo;Stichting\n".encode())
        assert client.post(pad, {**velden, "bestand": bestand}).status_code == 302
    assert "De Els" in str(Schoolimport.objects.get().rijen)


def _samen(*verzoeken: Callable[[], Any]) -> list[int]:
    """The codes of requests that begin at the same moment, each over a connection of its own."""
    gelijk, codes = Barrier(len(verzoeken)), list[int]()

    def vraag(verzoek: Callable[[], Any]) -> None:
        gelijk.wait()
        try:
            codes.append(verzoek().status_code)
        finally:
            connection.close()

    draden = [Thread(target=vraag, args=(verzoek,)) for verzoek in verzoeken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return sorted(codes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wat", ["new person", "role", "role by two", "second factor", "school"])
def test_of_two_who_enter_the_same_at_once_one_does_it_and_the_other_reads_so(
    wat: str, beheerder: Actor, directeur: Actor, school: School
) -> None:
    vandaag = timezone.localdate()
    collega = User.objects.get(pk=factories.actor(Rol.SCHOOLDIRECTEUR, school).gebruiker_id)
    met_app(collega)
    van = {"van_dag": vandaag.day, "van_maand": vandaag.month, "van_jaar": vandaag.year}
    hoed = {"rol": "coordinator", "school": school.pk, **van}
    rij = {"naam": "De Eik", "brin": "98ZZ", "vestiging": "00", "soort": "vo", "bestuur": "Stichting De Eik"}
    naam, args, velden, gemaakt = {
        "new person": ("gebruiker_nieuw", [], {**hoed, "naam": "Nieuw", "email": "nieuw@eik.example"}, Lidmaatschap),
        "role": ("hoed_nieuw", [collega.pk], hoed, Lidmaatschap),
        "role by two": ("hoed_nieuw", [collega.pk], {**van, "rol": "voorzitter", "reden": "nodig"}, Voorstel),
        "second factor": ("herstel_vragen", [collega.pk], {"reden": "telefoon kwijt"}, Voorstel),
        "school": ("school_nieuw", [], rij, School),
    }[wat]
    er_was, pad = gemaakt.objects.count(), reverse(f"organisations:{naam}", args=args)
    clients = [Client(raise_request_exception=False) for _ in range(2)]
    for client, wie in zip(clients, (beheerder, directeur), strict=True):
        log_in(client, wie, herbevestigd_op=timezone.now().isoformat())
    assert _samen(*(partial(client.post, pad, velden) for client in clients)) == [302, 422]
    assert gemaakt.objects.count() == er_was + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_the_same_file_one_writes_it_and_the_other_reads_so(
    beheerder: Actor, swv: Samenwerkingsverband
) -> None:
    kop, regel = "brin;vestiging;naam;soort;bestuur\n", "98ZZ;00;De Eik;vo;Stichting De Eik\n"
    clients = [Client(raise_request_exception=False) for _ in range(2)]
    for client, wie in zip(
        clients, (beheerder, factories.actor(Rol.BEHEERDER, swv, vandaag=beheerder.vandaag)), strict=True
    ):
        log_in(client, wie)
    bestand = SimpleUploadedFile("s.csv", (kop + regel).encode())
    pad = clients[0].post(reverse("organisations:import_nieuw"), {"bestand": bestand}).headers["Location"]
    assert _samen(*(partial(client.post, pad, {"wat": "alles"}) for client in clients)) == [302, 302]
    assert School.objects.filter(brin="98ZZ").count() == 1
    assert Gebeurtenis.objects.filter(actie="scholen_importeren").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_places_that_read_in_the_same_new_school_at_once(beheerder: Actor) -> None:
    kop, regel = "brin;vestiging;naam;soort;bestuur\n", "98ZZ;00;De Eik;vo;Stichting De Eik\n"
    elders = factories.actor(Rol.BEHEERDER, factories.SwvFactory(), vandaag=beheerder.vandaag)
    verzoeken = []
    for wie in (beheerder, elders):
        client = Client(raise_request_exception=False)
        log_in(client, wie)
        bestand = SimpleUploadedFile("s.csv", (kop + regel).encode())
        pad = client.post(reverse("organisations:import_nieuw"), {"bestand": bestand}).headers["Location"]
        verzoeken.append(partial(client.post, pad, {"wat": "alles"}))
    codes = _samen(*verzoeken)
    assert codes[0] == 302 and codes[1] in (409, 422)
    assert School.objects.filter(brin="98ZZ").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_the_role_of_each_other_do_not_both_go(
    beheerder: Actor, swv: Samenwerkingsverband, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both hold what they came for before either asks who is left."""
    ander = factories.actor(Rol.BEHEERDER, swv, vandaag=beheerder.vandaag)
    gelijk, controleer = Barrier(2), vertrek._controleer

    def na_elkaar(*args: Any, **kwargs: Any) -> None:
        with suppress(BrokenBarrierError):
            gelijk.wait(2)
        controleer(*args, **kwargs)

    monkeypatch.setattr(vertrek, "_controleer", na_elkaar)
    verzoeken = []
    for wie, van in ((beheerder, ander), (ander, beheerder)):
        client, dag = Client(raise_request_exception=False), beheerder.vandaag
        log_in(client, wie)
        velden = {"tot_dag": dag.day, "tot_maand": dag.month, "tot_jaar": dag.year}
        verzoeken.append(partial(client.post, reverse("workflow:hoed_einde", args=[van.hoed_id]), velden))
    assert _samen(*verzoeken) == [302, 422]
    assert Lidmaatschap.objects.filter(rol=Rol.BEHEERDER, swv=swv, tot=None).count() == 1
