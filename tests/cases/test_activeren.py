"""An account for a parent or pupil by a code on paper: used once, by the right person, in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.urls import reverse

from cases.activeren import activeer, maak_code, toets
from cases.fouten import Geweigerd, NietGevonden
from cases.models import Activeringscode, Dossier, Zaak
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.organisations.toegang.hulp import mailcode, met_app, wachtwoord
from tlv.models import Aanvraag, Status

pytestmark = pytest.mark.django_db
WACHTWOORD = "een lang wachtwoord 7"
VANDAAG, NU = factories.VANDAAG, factories.NU


def _activeer(code: str, email: str = "nieuw@thuis.example", wachtwoord: str = WACHTWOORD) -> None:
    code_hash = toets(code, email=email, wachtwoord=wachtwoord, vandaag=VANDAAG)
    activeer(code_hash, email=email, versleuteld=make_password(wachtwoord), vandaag=VANDAAG, nu=NU)


def test_a_parent_makes_an_account_and_sees_the_case(aanvraag: Aanvraag, coordinator: Actor) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    moeder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling)
    _activeer(maak_code(aanvraag.zaak.dossier_id, by=coordinator, nu=NU, ouder_id=moeder.pk))
    user = User.objects.get(email="nieuw@thuis.example")
    gezien = Zaak.objects.visible_to(factories.actor(Rol.OUDER, user=user))
    assert list(gezien) == [aanvraag.zaak]


def test_a_code_works_once_and_not_after_its_last_day(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    _activeer(code.lower().replace("-", " "))
    with pytest.raises(Geweigerd):
        _activeer(code, "ander@thuis.example")
    vader = factories.OuderFactory(leerling=dossier.leerling)
    oud = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vader.pk)
    Activeringscode.objects.filter(gebruikt_op__isnull=True).update(geldig_tot=VANDAAG - timedelta(days=1))
    with pytest.raises(Geweigerd):
        _activeer(oud)


def test_a_number_that_is_no_parent_of_this_pupil_gives_no_page_and_no_code(
    dossier: Dossier, coordinator: Actor, als: Callable[[Actor], Client]
) -> None:
    """Not the page, and not the code, of the pupil instead."""
    elders = factories.OuderFactory().pk
    for nummer in (0, elders):
        pad = reverse("cases:code_ouder", args=[dossier.pk, nummer])
        assert [als(coordinator).get(pad).status_code, als(coordinator).post(pad).status_code] == [404, 404]
    assert not Activeringscode.objects.exists()


def test_a_new_code_ends_the_one_before(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    eerste = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(eerste)


def test_an_existing_account_is_not_taken_over_without_its_password(dossier: Dossier, coordinator: Actor) -> None:
    slachtoffer = factories.UserFactory(email="bestaat@thuis.example")
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(code, slachtoffer.email.upper())
    _activeer(code, slachtoffer.email, factories.WACHTWOORD)
    moeder.refresh_from_db()
    assert moeder.user == slachtoffer


def test_no_code_without_gezag_and_none_for_a_pupil_below_sixteen(dossier: Dossier, coordinator: Actor) -> None:
    vader = factories.OuderFactory(leerling=dossier.leerling, gezag=False)
    with pytest.raises(Geweigerd):
        maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vader.pk)
    with pytest.raises(Geweigerd):
        maak_code(dossier.pk, by=coordinator, nu=NU)


def test_no_code_for_a_parent_of_another_pupil_or_by_another_school(
    dossier: Dossier, coordinator: Actor, andere_coordinator: Actor
) -> None:
    vreemde = factories.OuderFactory()
    with pytest.raises(NietGevonden):
        maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vreemde.pk)
    with pytest.raises(NietGevonden):
        maak_code(dossier.pk, by=andere_coordinator, nu=NU)


def test_the_pages_show_the_code_once_and_use_it(
    als: Callable[[Actor], Client], coordinator: Actor, dossier: Dossier
) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling, naam="ليلى الحداد")
    client = als(coordinator)
    url = reverse("cases:code_ouder", args=[dossier.pk, moeder.pk])
    assert client.get(url).status_code == 200
    gemaakt = client.post(url)
    assert "Beste <bdi>ليلى الحداد</bdi>," in gemaakt.content.decode()
    code = gemaakt.context["code"]
    client.logout()
    velden = {"code": code, "email": "m@thuis.example", "wachtwoord": WACHTWOORD, "nog_eens": "anders"}
    fout = client.post(reverse("cases:activeren"), velden)
    assert (fout.status_code, "niet hetzelfde" in fout.content.decode()) == (422, True)
    goed = client.post(reverse("cases:activeren"), {**velden, "nog_eens": WACHTWOORD})
    assert goed.headers["Location"] == reverse("cases:activeren_mail")
    assert not User.objects.filter(email="m@thuis.example").exists()
    assert client.get(reverse("workflow:home")).status_code == 302
    tweede = mailcode()
    assert mail.outbox[-1].to == ["m@thuis.example"] and str(moeder.naam) not in str(mail.outbox[-1].body)
    fout_code = "000000" if tweede != "000000" else "111111"
    assert client.post(reverse("cases:activeren_mail"), {"code": fout_code}).status_code == 422
    klaar = client.post(reverse("cases:activeren_mail"), {"code": tweede}, follow=True)
    assert "Uw account is klaar" in klaar.content.decode() and klaar.status_code == 200
    assert client.get(reverse("workflow:home")).status_code == 200
    assert wachtwoord(Client(), "m@thuis.example", WACHTWOORD).headers["Location"] == reverse(
        "organisations:tweede_stap"
    )


def test_codes_cannot_be_guessed_without_end(client: Client) -> None:
    velden = {"code": "ABCDEFGHJKLM", "wachtwoord": WACHTWOORD, "nog_eens": WACHTWOORD}
    for keer in range(50):
        antwoord = client.post(reverse("cases:activeren"), {**velden, "email": f"p{keer}@thuis.example"})
        assert antwoord.status_code == 422
    client.post(reverse("cases:activeren"), {**velden, "email": "p@thuis.example"})
    assert client.post(reverse("cases:activeren"), {**velden, "email": "q@thuis.example"}).status_code == 429


def test_a_second_child_is_added_to_an_account_that_has_a_second_factor_without_going_around_it(
    als: Callable[[Actor], Client], coordinator: Actor, dossier: Dossier
) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    user = met_app(factories.UserFactory())
    client = als(coordinator)
    code = client.post(reverse("cases:code_ouder", args=[dossier.pk, moeder.pk])).context["code"]
    client.logout()
    velden = {"code": code, "email": user.email, "wachtwoord": WACHTWOORD, "nog_eens": WACHTWOORD}
    assert client.post(reverse("cases:activeren"), velden).status_code == 422
    eigen = {**velden, "wachtwoord": factories.WACHTWOORD, "nog_eens": factories.WACHTWOORD}
    client.post(reverse("cases:activeren"), eigen)
    antwoord = client.post(reverse("cases:activeren_mail"), {"code": mailcode()})
    assert antwoord.headers["Location"] == reverse("organisations:inloggen")
    moeder.refresh_from_db()
    assert moeder.user == user


def test_the_letter_says_je_to_a_pupil_and_promises_no_papers_that_are_not_there_yet(
    als: Callable[[Actor], Client], coordinator: Actor, aanvraag: Aanvraag
) -> None:
    dossier, client = aanvraag.zaak.dossier, als(coordinator)
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    brief = client.post(reverse("cases:code_ouder", args=[dossier.pk, moeder.pk]))
    assert (
        "maakt u een account" in brief.content.decode() and "Vraagt de school om uw reactie?" in brief.content.decode()
    )
    _activeer(brief.context["code"])
    ouder = factories.actor(Rol.OUDER, user=User.objects.get(email="nieuw@thuis.example"))
    assert "De school schrijft de aanvraag nog" in als(ouder).get(reverse("workflow:home")).content.decode()
    dossier.leerling.geboortedatum = VANDAAG.replace(year=VANDAAG.year - 17)
    dossier.leerling.save()
    html = als(coordinator).post(reverse("cases:code_leerling", args=[dossier.pk])).content.decode()
    assert "maak je een account" in html and "krijg je alles per post" in html and "maakt u" not in html


def test_the_letter_code_still_works_when_the_mailed_code_was_never_used(
    als: Callable[[Actor], Client], coordinator: Actor, dossier: Dossier
) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    client = als(coordinator)
    code = client.post(reverse("cases:code_ouder", args=[dossier.pk, moeder.pk])).context["code"]
    client.logout()
    velden = {"code": code, "wachtwoord": WACHTWOORD, "nog_eens": WACHTWOORD}
    client.post(reverse("cases:activeren"), {**velden, "email": "tikfout@thuis.example"})
    client.post(reverse("cases:activeren"), {**velden, "email": "goed@thuis.example"})
    client.post(reverse("cases:activeren_mail"), {"code": mailcode()})
    assert [user.email for user in User.objects.filter(email__endswith="@thuis.example")] == ["goed@thuis.example"]


def test_a_code_for_somebody_with_an_account_makes_no_second_one(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling, user=factories.UserFactory())
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(code)
