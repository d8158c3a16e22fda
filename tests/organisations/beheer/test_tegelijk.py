"""Two administrators in the same row, and one who clicks twice."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import Afwezigheid, Lidmaatschap, Samenwerkingsverband, School, User, Verstuurd
from organisations.rollen import Rol
from tests import factories

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
