"""Mail that comes back: the address is dead until it works again, and what the law asks goes on paper."""

import threading
from collections.abc import Callable
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Ouder
from documents.brieven import aantal_paginas
from documents.models import Werkstatus
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.workflow.posthulp import NU, account_van, maak_bericht, ouder, verstuur
from tlv.models import Aanvraag
from workflow import post
from workflow.models import Bericht, Onbestelbaar, Papierpost

__all__ = ["ouder"]
pytestmark = pytest.mark.django_db
GEMELD = "Wat u moet melden, gaat op papier."
"""In a case; the name of the page about such addresses stands in the menu of every page."""


def test_mail_that_comes_back_is_followed_by_paper(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    maak_bericht(aanvraag, ouder)
    verstuur(NU)
    post.meld_onbestelbaar(ouder.email, reden="550 onbekend", nu=NU)
    later = maak_bericht(aanvraag, ouder, wettelijk=True)
    assert later.werk == Werkstatus.VERVALLEN
    assert Papierpost.objects.count() == 2
    client = als(secretariaat)
    assert "2 brieven sturen in plaats van mail" in client.get(reverse("workflow:home")).content.decode()
    assert ouder.naam in client.get(reverse("workflow:papier")).content.decode()
    assert GEMELD in client.get(reverse("tlv:zaak", args=[aanvraag.zaak_id])).content.decode()
    op = factories.VANDAAG
    dag = {"gepost_op_dag": op.day, "gepost_op_maand": op.month, "gepost_op_jaar": op.year}
    keuze = {"brieven": [rij.pk for rij in Papierpost.objects.all()], **dag}
    assert "Te laat" in client.get(reverse("workflow:papier")).content.decode()
    taak = client.get(reverse("workflow:home")).content.decode().partition("2 brieven sturen in plaats van mail")[2]
    assert "Te laat" in taak.partition("</li>")[0]
    Papierpost.objects.update(gemaakt_op=timezone.now())
    assert "Te laat" not in client.get(reverse("workflow:papier")).content.decode()
    Papierpost.objects.update(gemaakt_op=NU)
    te_vroeg = client.post(reverse("workflow:papier"), keuze)
    assert te_vroeg.status_code == 422 and "Print eerst de brieven die u kiest" in te_vroeg.content.decode()
    pdf = b"".join(client.post(reverse("workflow:papier_pdf"), keuze))
    assert pdf.startswith(b"%PDF") and aantal_paginas(pdf) == 4, "each letter begins on a new sheet"
    morgen = {**keuze, "gepost_op_jaar": timezone.localdate().year + 1}
    assert client.post(reverse("workflow:papier"), morgen).status_code == 422
    assert client.post(reverse("workflow:papier"), keuze).status_code == 302
    assert {rij.gepost_op for rij in Papierpost.objects.all()} == {op}
    assert not post.te_schrijven(aanvraag.zaak.swv_id).exists()


def test_beside_an_address_that_fails_stands_whom_to_call_for_who_may_know(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor, swv: Samenwerkingsverband
) -> None:
    for _ in range(2):
        maak_bericht(aanvraag, ouder)
    post.meld_onbestelbaar(ouder.email.upper(), reden="550", nu=NU)
    zaak, adres = reverse("workflow:zaak", args=[aanvraag.zaak_id]), reverse("workflow:onbestelbaar")
    html = als(secretariaat).get(adres).content.decode()
    assert html.count(f'href="{zaak}"') == 1 and f"{ouder.naam} (ouder), zaak" in html
    html = als(factories.actor(Rol.BEHEERDER, swv)).get(adres).content.decode()
    assert ouder.email in html and ouder.naam not in html and zaak not in html


def test_how_many_letters_there_are_elsewhere_is_not_told(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    """A parent with a child at a school of another samenwerkingsverband: both letters go, one of them is counted."""
    elders: Aanvraag = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory())
    for rij in (aanvraag, elders):
        maak_bericht(rij, ouder, wettelijk=True)
    velden = {"email": ouder.email, "reden": "vol"}
    html = als(secretariaat).post(reverse("workflow:onbestelbaar"), velden, follow=True).content.decode()
    assert "1 brief moet nu op papier" in html
    assert Gebeurtenis.objects.get(actie="mail_onbestelbaar").bijzonderheden["aantal"] == 1
    assert Papierpost.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_note_the_same_dead_address_at_once(
    aanvraag: Aanvraag, ouder: Ouder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both look before either has written."""
    maak_bericht(aanvraag, ouder, wettelijk=True)
    gelijk, fouten, is_onbestelbaar = threading.Barrier(2), list[Exception](), post.is_onbestelbaar

    def tegelijk(email: str) -> bool:
        uitkomst = is_onbestelbaar(email)
        gelijk.wait(5)
        return uitkomst

    def noteer() -> None:
        try:
            post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
        except Exception as fout:
            fouten.append(fout)
        finally:
            connection.close()

    monkeypatch.setattr(post, "is_onbestelbaar", tegelijk)
    draden = [threading.Thread(target=noteer) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    assert Onbestelbaar.objects.count() == Papierpost.objects.count() == 1


def test_a_case_tells_of_an_address_however_it_was_typed(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    """What came back is kept in lower case, what was mailed as the parent typed it."""
    account = account_van(ouder)
    account.email = "Sanne.Bos@Thuis.example"
    account.save()
    assert maak_bericht(aanvraag, ouder, wettelijk=True).email == account.email
    pagina = reverse("tlv:zaak", args=[aanvraag.zaak_id])
    assert GEMELD not in als(secretariaat).get(pagina).content.decode()
    post.meld_onbestelbaar(account.email, reden="550 onbekend", nu=NU)
    assert f"sanne.bos@thuis.example. {GEMELD}" in als(secretariaat).get(pagina).content.decode()
    assert post.herstel("sanne.bos@thuis.example", nu=NU) and not post.is_onbestelbaar(account.email)


def test_the_same_bounce_twice_makes_one_letter(aanvraag: Aanvraag, ouder: Ouder) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    verstuur(NU)
    for _ in range(2):
        post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
    assert Papierpost.objects.count() == 1


def test_an_address_that_works_again_gets_mail_again(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    maak_bericht(aanvraag, ouder)
    client = als(secretariaat)
    adres = reverse("workflow:onbestelbaar")
    assert client.post(adres, {"email": "niemand@elders.example"}).status_code == 422
    assert client.post(adres, {"email": ouder.email.upper(), "reden": "vol"}).status_code == 302
    pagina = client.get(adres).content.decode()
    assert ouder.email in pagina
    [rij] = post.onbestelbare_adressen(aanvraag.zaak.swv_id)
    client.post(reverse("workflow:werkt_weer", args=[rij.pk]))
    maak_bericht(aanvraag, ouder)
    verstuur(NU)
    assert len(mail.outbox) == 1


def test_another_samenwerkingsverband_neither_sees_nor_frees_it(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder
) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
    client = als(factories.actor(Rol.SECRETARIAAT, factories.SwvFactory()))
    assert ouder.email not in client.get(reverse("workflow:onbestelbaar")).content.decode()
    [rij] = post.onbestelbare_adressen(aanvraag.zaak.swv_id)
    assert client.post(reverse("workflow:werkt_weer", args=[rij.pk])).status_code == 404
    keuze = {"brieven": [Papierpost.objects.get().pk]}
    assert client.post(reverse("workflow:papier"), keuze).status_code == 422
    assert client.post(reverse("workflow:papier_pdf"), keuze).status_code == 302
    assert Papierpost.objects.get().geprint_op is None
    assert post.is_onbestelbaar(ouder.email)
    assert post.te_schrijven(aanvraag.zaak.swv_id).count() == 1


def test_the_command_notes_a_bounce_and_refuses_an_address_it_does_not_know(aanvraag: Aanvraag, ouder: Ouder) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    uit = StringIO()
    call_command("bounce", ouder.email, "--reden", "550", stdout=uit)
    assert "Op papier te sturen: 1" in uit.getvalue()
    with pytest.raises(CommandError, match="geen mail"):
        call_command("bounce", "niemand@elders.example")


def test_an_address_with_a_capital_is_shown_when_it_fails(aanvraag: Aanvraag, ouder: Ouder) -> None:
    bericht = maak_bericht(aanvraag, ouder)
    Bericht.objects.filter(pk=bericht.pk).update(email="Sanne.Groen@Thuis.example")
    post.meld_onbestelbaar("Sanne.Groen@Thuis.example", reden="550", nu=NU)
    assert [rij.email for rij in post.onbestelbare_adressen(aanvraag.zaak.swv_id)] == ["sanne.groen@thuis.example"]
