"""The session is over when a form comes in: the text waits for the same person in the same browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import Bewaardformulier, Samenwerkingsverband, School, Sessie, User
from organisations.rollen import Rol
from organisations.tasks import veeg_toegang
from organisations.toegang.bewaard import MEESTE_FORMULIEREN, MEESTE_TEKENS, NOOIT, SALT
from tests import factories
from tests.inloggen import log_in
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
TEKST = "Ik twijfel over de <datum> van 'maandag' & bel u terug.\r\nTweede regel."


@pytest.fixture
def streng() -> Client:
    """A browser that checks the token of a form, as the site does."""
    return Client(enforce_csrf_checks=True)


def _velden(html: str) -> dict[str, str]:
    """The hidden fields of the last form of the page that has a mark."""
    form = next(deel for deel in reversed(html.split("<form")) if "formuliermerk" in deel)
    vakken = re.findall(r'<input type="hidden"[^>]*>', form)
    delen = [dict(re.findall(r'(name|value)="([^"]*)"', vak)) for vak in vakken]
    return {vak["name"]: vak.get("value", "") for vak in delen}


def _open(client: Client, wie: Actor, pad: str) -> dict[str, str]:
    log_in(client, wie)
    return _velden(client.get(pad).content.decode())


def _verlopen(client: Client) -> None:
    """The session row is gone; the cookies of the browser stay."""
    Sessie.objects.all().delete()


def _vraag(aanvraag: Aanvraag) -> str:
    return reverse("workflow:vragen", args=[aanvraag.zaak_id])


def _opnieuw_ingelogd(client: Client, wie: Actor, antwoord: HttpResponse) -> Any:
    log_in(client, wie)
    return client.get(antwoord.headers["Location"], follow=True)


def test_typed_text_is_there_again_after_logging_in(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    login = streng.get(antwoord.headers["Location"], follow=True)
    assert login.redirect_chain[-1][0].startswith("/inloggen/?next=/bewaard/")
    assert "Wat u invulde is bewaard" in login.content.decode()
    pagina = _opnieuw_ingelogd(streng, coordinator, antwoord)
    html = pagina.content.decode()
    assert pagina.redirect_chain[-1][0].startswith(pad)
    assert "Er is nog niets verstuurd" in html
    assert "&lt;datum&gt; van &#x27;maandag&#x27; &amp; bel u terug.\r\nTweede regel.</textarea>" in html
    assert not aanvraag.zaak.vraagberichten.exists(), "nothing is carried out"
    nieuw = _velden(html)
    assert nieuw["sleutel"] == velden["sleutel"], "the same form, so that it counts once"
    assert nieuw["csrfmiddlewaretoken"] != velden["csrfmiddlewaretoken"]
    assert streng.post(pad, {**nieuw, "tekst": TEKST}).status_code == 302
    assert aanvraag.zaak.vraagberichten.get().tekst.splitlines() == TEKST.splitlines()
    assert not Bewaardformulier.objects.exists(), "what was sent is not kept any longer"


def test_who_comes_in_by_another_way_finds_the_text_from_the_home_page(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    streng.post(pad, {**velden, "tekst": TEKST})
    log_in(streng, factories.actor(Rol.COORDINATOR, school))
    assert "niet is verstuurd" not in streng.get("/werk/").content.decode(), "a colleague's"
    log_in(streng, coordinator)
    html = streng.get("/werk/").content.decode()
    assert "U hebt nog tekst die niet is verstuurd" in html
    (adres,) = re.findall(r'href="(/bewaard/[^"]*)"', html)
    pagina = streng.get(adres, follow=True).content.decode()
    assert "maandag" in pagina and "Er is nog niets verstuurd" in pagina
    assert streng.post(pad, {**_velden(pagina), "tekst": TEKST}).status_code == 302
    assert "niet is verstuurd" not in streng.get("/werk/").content.decode()


def test_a_colleague_at_the_same_computer_gets_nothing(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    pagina = _opnieuw_ingelogd(streng, factories.actor(Rol.COORDINATOR, school), antwoord)
    assert pagina.redirect_chain[-1][0] == "/werk/"
    assert "Er staat hier geen tekst van u klaar" in pagina.content.decode()
    nummer = Bewaardformulier.objects.get().pk
    assert "twijfel" not in streng.get(f"{pad}?bewaard_nr={nummer}").content.decode()


def test_the_same_person_in_another_browser_gets_nothing(
    streng: Client, client: Client, aanvraag: Aanvraag, coordinator: Actor
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    pagina = _opnieuw_ingelogd(client, coordinator, antwoord)
    assert "twijfel" not in pagina.content.decode()
    client.cookies["bewaard"] = "x" * 43
    assert "twijfel" not in _opnieuw_ingelogd(client, coordinator, antwoord).content.decode()
    assert "twijfel" not in Bewaardformulier.objects.get().inhoud, "the database alone says nothing"


def test_without_a_mark_of_ours_nothing_is_kept(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    for merk in ("", "onzin", velden["formuliermerk"][:-3] + "abc"):
        antwoord = streng.post(pad, {**velden, "formuliermerk": merk, "tekst": TEKST})
        assert antwoord.headers["Location"] == f"/inloggen/?next={pad}"
    assert not Bewaardformulier.objects.exists()


def test_a_token_of_an_earlier_session_loses_no_text_either(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    streng.cookies["csrf"] = "y" * 32
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    assert antwoord.status_code == 302
    html = streng.get(antwoord.headers["Location"], follow=True).content.decode()
    assert "bel u terug" in html
    assert not aanvraag.zaak.vraagberichten.exists()
    assert streng.post(pad, {**_velden(html), "tekst": TEKST}).status_code == 302


def test_a_form_of_another_site_is_refused_in_words(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    log_in(streng, coordinator)
    antwoord = streng.post(_vraag(aanvraag), {"tekst": TEKST}, headers={"origin": "https://elders.example"})
    assert antwoord.status_code == 403
    assert "Deze pagina stond te lang open" in antwoord.content.decode()
    assert not Bewaardformulier.objects.exists()


def test_a_form_of_an_earlier_person_does_not_become_the_text_of_who_is_logged_in_now(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    log_in(streng, factories.actor(Rol.COORDINATOR, school))
    streng.cookies["csrf"] = "y" * 32
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    assert "bel u terug" not in streng.get(antwoord.headers["Location"], follow=True).content.decode()


def test_it_comes_back_in_the_hat_it_was_written_in(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor, swv: Samenwerkingsverband
) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    secretariaat = factories.actor(Rol.SECRETARIAAT, swv, user=user)
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    pagina = _opnieuw_ingelogd(streng, secretariaat, antwoord)
    assert pagina.context["actor"].hoed_id == coordinator.hoed_id
    assert "bel u terug" in pagina.content.decode()


def test_when_the_page_has_gone_the_text_is_shown_to_copy(
    streng: Client, aanvraag: Aanvraag, coordinator: Actor
) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    Bewaardformulier.objects.update(pagina="/bestaat/niet/")
    html = _opnieuw_ingelogd(streng, coordinator, antwoord).content.decode()
    assert "Uw tekst is niet weg" in html
    assert "bel u terug" in html


def test_files_are_named_and_not_kept(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = reverse("tlv:onderdeel", args=[aanvraag.zaak_id, "waarom_niet"])
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    bestand = SimpleUploadedFile("verslag van maart.pdf", b"%PDF-1.4 geheim")
    antwoord = streng.post(pad, {**velden, "waarom": TEKST, "bestand": bestand})
    html = _opnieuw_ingelogd(streng, coordinator, antwoord).content.decode()
    assert "Kies deze bestanden opnieuw, die konden wij niet bewaren: verslag van maart.pdf" in html
    assert "bel u terug" in html


def test_what_changed_meanwhile_is_still_noticed(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = reverse("tlv:onderdeel", args=[aanvraag.zaak_id, "waarom_niet"])
    velden = _open(streng, coordinator, pad)
    aanvraag.zaak.onderdelen.create(sleutel="waarom_niet", antwoorden={"waarom": "Van een ander"}, versie=7)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "waarom": TEKST})
    html = _opnieuw_ingelogd(streng, coordinator, antwoord).content.decode()
    assert _velden(html)["versie"] == velden["versie"] != "7"
    nog_eens = streng.post(pad, {**_velden(html), "waarom": TEKST})
    assert nog_eens.status_code == 409
    assert "bel u terug" in nog_eens.content.decode()


def test_more_text_than_is_kept_is_shown_at_once(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": "lang " * (MEESTE_TEKENS // 5 + 1)})
    assert antwoord.status_code == 413
    assert "lang lang" in antwoord.content.decode()
    assert not Bewaardformulier.objects.exists()


def test_a_few_forms_are_kept_and_for_half_a_day(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    for nr in range(MEESTE_FORMULIEREN + 2):
        antwoord = streng.post(pad, {**velden, "tekst": f"tekst nummer {nr}"})
    assert Bewaardformulier.objects.count() == MEESTE_FORMULIEREN
    Bewaardformulier.objects.update(geldig_tot=timezone.now() - timedelta(seconds=1))
    assert "tekst nummer" not in _opnieuw_ingelogd(streng, coordinator, antwoord).content.decode()
    veeg_toegang()
    assert not Bewaardformulier.objects.exists()


def test_logging_out_leaves_no_text_behind(streng: Client, aanvraag: Aanvraag, coordinator: Actor) -> None:
    pad = _vraag(aanvraag)
    velden = _open(streng, coordinator, pad)
    _verlopen(streng)
    antwoord = streng.post(pad, {**velden, "tekst": TEKST})
    html = _opnieuw_ingelogd(streng, coordinator, antwoord).content.decode()
    streng.post(reverse("organisations:uitloggen"), _velden(html))
    assert not Bewaardformulier.objects.exists()


@pytest.mark.parametrize("pagina", ["organisations:wachtwoord_wijzigen", "organisations:herbevestigen"])
def test_passwords_are_never_kept(streng: Client, coordinator: Actor, aanvraag: Aanvraag, pagina: str) -> None:
    velden = _open(streng, coordinator, _vraag(aanvraag))
    _verlopen(streng)
    geheim = "correct-paard-batterij-niet"
    data = {**velden, "huidig": geheim, "wachtwoord": geheim, "nog_eens": geheim}
    assert streng.post(reverse(pagina), data).status_code == 302
    streng.cookies["csrf"] = "y" * 32
    assert streng.post(reverse(pagina), data).status_code == 403
    assert not Bewaardformulier.objects.exists()


def test_every_field_for_a_secret_is_among_those_that_are_never_kept() -> None:
    def klassen(soort: type[Any]) -> set[type[Any]]:
        return {soort} | {onder for kind in soort.__subclasses__() for onder in klassen(kind)}

    for vorm in klassen(forms.BaseForm):
        for naam, veld in getattr(vorm, "base_fields", {}).items():
            geheim = isinstance(veld.widget, forms.PasswordInput) or "code" in veld.widget.attrs.get("autocomplete", "")
            if geheim and vorm.__module__.startswith(("organisations", "cases", "workflow", "tlv", "documents")):
                assert naam in NOOIT, f"{vorm.__name__}.{naam}"


def test_a_page_keeps_its_address_after_an_error(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    client = als(coordinator)
    pad = f"{_vraag(aanvraag)}?x=1"
    velden = _velden(client.get(pad).content.decode())
    fout = client.post(_vraag(aanvraag), {**velden, "tekst": ""})
    assert fout.status_code == 422
    merken = [signing.loads(v["formuliermerk"], salt=SALT) for v in (velden, _velden(fout.content.decode()))]
    assert merken[0][:3] == merken[1][:3]
    assert merken[0][3] != merken[1][3]
