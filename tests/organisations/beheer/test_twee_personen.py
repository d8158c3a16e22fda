"""Two persons: asked by one, confirmed by another, in time; the database refuses what the code would forget."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, Sessie, User, Voorstel
from organisations.rollen import Rol
from organisations.tasks import verstuur_bewijzen
from organisations.toegang import factoren
from organisations.voorstellen import (
    VoorstelFout,
    anderen_die_bevestigen,
    beslis,
    open_voor,
    stel_voor,
    te_bevestigen,
    vraag_herstel,
)
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
JA = Voorstel.Stand.BEVESTIGD


@pytest.fixture
def deskundige(swv: Samenwerkingsverband) -> User:
    user = User.objects.get(pk=factories.actor(Rol.DESKUNDIGE, swv).persoon_id)
    factoren.maak_herstelcodes(user)
    return user


@pytest.fixture
def herstel(beheerder: Actor, deskundige: User) -> Voorstel:
    return vraag_herstel(beheerder, deskundige, reden="telefoon kwijt", nu=timezone.now())


def test_the_whole_way_in_the_browser_of_two_people(
    vers: Als, beheerder: Actor, directeur: Actor, deskundige: User
) -> None:
    Client().force_login(deskundige)
    assert Sessie.objects.filter(user=deskundige).exists()
    url = reverse("organisations:herstel_vragen", args=[deskundige.pk])
    assert vers(beheerder).post(url, {"reden": "telefoon kwijt"}).status_code == 302
    assert factoren.soorten(deskundige)
    voorstel = Voorstel.objects.get()
    pagina = vers(directeur).get(reverse("organisations:te_bevestigen")).content.decode()
    assert "telefoon kwijt" in pagina and deskundige.naam in pagina
    beslis_url = reverse("organisations:voorstel_beslissen", args=[voorstel.pk])
    gedaan = vers(directeur).post(beslis_url, {"besluit": "bevestigd"}, follow=True).content.decode()
    assert f"De tweede stap van {deskundige.naam} is weggehaald" in gedaan
    assert not factoren.soorten(deskundige) and not Sessie.objects.filter(user=deskundige).exists()
    verstuur_bewijzen()
    assert mail.outbox[-1].to == [deskundige.email] and "tweede stap" in str(mail.outbox[-1].body)
    wie = dict(Gebeurtenis.objects.filter(object_soort="organisations.voorstel").values_list("actie", "gebruiker_id"))
    assert wie == {"voorstel_doen": beheerder.gebruiker_id, "voorstel_bevestigd": directeur.gebruiker_id}


@pytest.mark.parametrize(("over", "wanneer"), [(0, "is nu secretariaat"), (3, "is vanaf ")])
def test_the_second_person_reads_what_really_happened(
    vers: Als, beheerder: Actor, directeur: Actor, deskundige: User, over: int, wanneer: str
) -> None:
    van = timezone.localdate() + timedelta(days=over)
    soort, nu = Voorstel.Soort.HOED, timezone.now()
    voorstel = stel_voor(beheerder, soort, deskundige, reden="x", nu=nu, rol=Rol.SECRETARIAAT, van=van)
    url = reverse("organisations:voorstel_beslissen", args=[voorstel.pk])
    html = vers(directeur).post(url, {"besluit": "bevestigd"}, follow=True).content.decode()
    assert f"{deskundige.naam} {wanneer}" in html and "uitnodiging" not in html


def test_what_was_written_as_a_reason_is_not_in_the_record(herstel: Voorstel) -> None:
    assert not any("telefoon" in str(rij.bijzonderheden) for rij in Gebeurtenis.objects.all())


def test_who_may_confirm_is_told_by_mail_without_content_and_at_home(
    vers: Als, beheerder: Actor, directeur: Actor, herstel: Voorstel, deskundige: User
) -> None:
    verstuur_bewijzen()
    directeur_mail = User.objects.get(pk=directeur.gebruiker_id).email
    assert [bericht.to for bericht in mail.outbox] == [[directeur_mail]]
    tekst = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert "bevestiging" in tekst
    assert not any(woord in tekst for woord in (deskundige.naam, deskundige.email, "telefoon", "tweede stap"))
    wacht = "1 verzoek wacht op uw bevestiging"
    assert wacht in vers(directeur).get(reverse("workflow:home")).content.decode()
    assert wacht not in vers(beheerder).get(reverse("workflow:home")).content.decode()


def test_a_second_administrator_sees_it_at_home_until_it_is_decided(
    vers: Als, directeur: Actor, swv: Samenwerkingsverband, deskundige: User
) -> None:
    tweede = factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())
    voorstel = vraag_herstel(directeur, deskundige, reden="kwijt", nu=timezone.now())
    assert "op uw bevestiging" in vers(tweede).get(reverse("workflow:home")).content.decode()
    beslis(tweede, voorstel.pk, JA, nu=timezone.now())
    assert "op uw bevestiging" not in vers(tweede).get(reverse("workflow:home")).content.decode()


def test_nobody_confirms_his_own_request(beheerder: Actor, herstel: Voorstel, deskundige: User) -> None:
    with pytest.raises(VoorstelFout, match="vroeg dit zelf"):
        beslis(beheerder, herstel.pk, JA, nu=timezone.now())
    assert factoren.soorten(deskundige)


def test_nobody_decides_about_himself(beheerder: Actor, directeur: Actor, swv: Samenwerkingsverband) -> None:
    ander = factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())
    wie = User.objects.get(pk=ander.persoon_id)
    nu = timezone.now()
    voorstel = stel_voor(beheerder, Voorstel.Soort.HOED, wie, reden="x", nu=nu, rol=Rol.FG, van=ander.vandaag)
    with pytest.raises(VoorstelFout, match="over uzelf"):
        beslis(ander, voorstel.pk, JA, nu=nu)
    with pytest.raises(VoorstelFout, match="niet voor uzelf"):
        stel_voor(ander, Voorstel.Soort.HOED, wie, reden="x", nu=nu, rol=Rol.FG, van=ander.vandaag)
    beslis(directeur, voorstel.pk, JA, nu=nu)
    assert Lidmaatschap.objects.filter(user=wie, rol=Rol.FG, swv=swv).exists()


def test_after_a_day_it_is_over_and_can_be_asked_again(
    beheerder: Actor, directeur: Actor, herstel: Voorstel, deskundige: User
) -> None:
    later = timezone.now() + timedelta(hours=24, seconds=1)
    with pytest.raises(VoorstelFout, match="wacht niet meer"):
        beslis(directeur, herstel.pk, JA, nu=later)
    with pytest.raises(VoorstelFout, match="al gevraagd"):
        vraag_herstel(beheerder, deskundige, reden="x", nu=timezone.now())
    assert vraag_herstel(beheerder, deskundige, reden="x", nu=later).stand == "open"


def test_it_counts_once(directeur: Actor, herstel: Voorstel) -> None:
    beslis(directeur, herstel.pk, JA, nu=timezone.now())
    with pytest.raises(VoorstelFout, match="wacht niet meer"):
        beslis(directeur, herstel.pk, JA, nu=timezone.now())


def test_another_samenwerkingsverband_cannot_confirm(herstel: Voorstel) -> None:
    ver = factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory(), vandaag=timezone.localdate())
    with pytest.raises(VoorstelFout):
        beslis(ver, herstel.pk, JA, nu=timezone.now())


def test_who_asked_must_still_be_an_administrator(beheerder: Actor, directeur: Actor, herstel: Voorstel) -> None:
    gisteren = timezone.localdate() - timedelta(days=1)
    Lidmaatschap.objects.filter(pk=beheerder.hoed_id).update(tot=gisteren)
    with pytest.raises(VoorstelFout, match="geen beheerder"):
        beslis(directeur, herstel.pk, JA, nu=timezone.now())
    beslis(directeur, herstel.pk, Voorstel.Stand.AFGEWEZEN, nu=timezone.now())


def test_who_left_meanwhile_keeps_the_second_factor_with_which_he_works_elsewhere(
    directeur: Actor, deskundige: User, herstel: Voorstel
) -> None:
    factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory(), user=deskundige)
    gisteren = timezone.localdate() - timedelta(days=1)
    Lidmaatschap.objects.filter(user=deskundige, swv_id=directeur.swv_id).update(tot=gisteren)
    with pytest.raises(VoorstelFout, match="geen rol meer"):
        beslis(directeur, herstel.pk, JA, nu=timezone.now())
    assert factoren.soorten(deskundige)
    beslis(directeur, herstel.pk, Voorstel.Stand.AFGEWEZEN, nu=timezone.now())


def test_only_who_asked_withdraws(beheerder: Actor, directeur: Actor, herstel: Voorstel, deskundige: User) -> None:
    with pytest.raises(VoorstelFout, match="Alleen wie het vroeg"):
        beslis(directeur, herstel.pk, Voorstel.Stand.INGETROKKEN, nu=timezone.now())
    beslis(beheerder, herstel.pk, Voorstel.Stand.INGETROKKEN, nu=timezone.now())
    assert factoren.soorten(deskundige)


@pytest.mark.parametrize("velden", [{"stand": "bevestigd"}, {"stand": "bevestigd", "zelf": True}, {"over": True}])
def test_the_database_says_no_too(herstel: Voorstel, velden: dict[str, object]) -> None:
    velden = dict(velden)
    if velden.pop("zelf", False):
        velden["besloten_door_id"] = herstel.gevraagd_door_id
    if velden.pop("over", False):
        velden["besloten_door_id"] = herstel.user_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Voorstel.objects.filter(pk=herstel.pk).update(**velden)


def test_deciding_asks_to_identify_again(als: Als, directeur: Actor, herstel: Voorstel) -> None:
    for antwoord in (
        als(directeur).get(reverse("organisations:te_bevestigen")),
        als(directeur).post(reverse("organisations:voorstel_beslissen", args=[herstel.pk]), {"besluit": "bevestigd"}),
    ):
        assert antwoord.headers["Location"].startswith(reverse("organisations:herbevestigen"))
    herstel.refresh_from_db()
    assert herstel.stand == "open"


def test_a_confirmed_role_of_a_new_person_sends_the_invitation(beheerder: Actor, directeur: Actor) -> None:
    nieuw = User.objects.create_user("nieuw@lindestreek.example", naam="Nieuw")
    nu = timezone.now()
    velden = {"rol": Rol.VOORZITTER, "van": beheerder.vandaag}
    voorstel = stel_voor(beheerder, Voorstel.Soort.HOED, nieuw, reden="benoemd", nu=nu, **velden)
    beslis(directeur, voorstel.pk, JA, nu=nu)
    verstuur_bewijzen()
    assert mail.outbox[-1].to == ["nieuw@lindestreek.example"]


@pytest.mark.parametrize(
    ("rol", "hier", "dagen", "bevoegd"),
    [
        (Rol.DIRECTEUR_SWV, True, 0, True),
        (Rol.BEHEERDER, True, 5, True),
        (Rol.DIRECTEUR_SWV, False, 5, False),
        (Rol.SECRETARIAAT, True, 5, False),
    ],
)
def test_another_hat_of_who_asked_counts_when_it_administers_here(
    beheerder: Actor, directeur: Actor, herstel: Voorstel, rol: Rol, hier: bool, dagen: int, bevoegd: bool
) -> None:
    vandaag = timezone.localdate()
    Lidmaatschap.objects.filter(pk=beheerder.hoed_id).update(tot=vandaag - timedelta(days=1))
    swv = Samenwerkingsverband.objects.get(pk=beheerder.swv_id) if hier else factories.SwvFactory()
    asker = User.objects.get(pk=beheerder.gebruiker_id)
    factories.lidmaatschap(rol, swv, user=asker, van=vandaag, tot=vandaag + timedelta(days=dagen))
    if bevoegd:
        assert beslis(directeur, herstel.pk, JA, nu=timezone.now()).stand == JA
    else:
        with pytest.raises(VoorstelFout, match="geen beheerder"):
            beslis(directeur, herstel.pk, JA, nu=timezone.now())


def test_who_asked_is_not_told_to_withdraw_and_a_second_person_not_to_refuse_himself(
    beheerder: Actor, directeur: Actor, herstel: Voorstel
) -> None:
    with pytest.raises(VoorstelFout, match="vroeg dit zelf"):
        beslis(beheerder, herstel.pk, Voorstel.Stand.AFGEWEZEN, nu=timezone.now())
    assert beslis(directeur, herstel.pk, Voorstel.Stand.AFGEWEZEN, nu=timezone.now()).stand == "afgewezen"


def test_what_waits_is_seen_in_the_own_samenwerkingsverband_until_it_runs_out(
    beheerder: Actor, directeur: Actor, herstel: Voorstel, swv: Samenwerkingsverband, deskundige: User
) -> None:
    nu = timezone.now()
    vandaag = timezone.localdate()
    ver = factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory(), vandaag=vandaag)
    zelf = factories.actor(Rol.BEHEERDER, swv, user=deskundige, vandaag=vandaag)
    assert list(open_voor(beheerder, nu=nu)) == list(te_bevestigen(directeur, nu=nu)) == [herstel]
    assert not te_bevestigen(beheerder, nu=nu).exists(), "asked it"
    assert not te_bevestigen(zelf, nu=nu).exists(), "is about him"
    assert not open_voor(ver, nu=nu).exists()
    voorbij = herstel.geldig_tot
    assert open_voor(directeur, nu=voorbij - timedelta(seconds=1)).exists()
    assert not open_voor(directeur, nu=voorbij).exists()
    beslis(directeur, herstel.pk, Voorstel.Stand.AFGEWEZEN, nu=nu)
    assert not open_voor(directeur, nu=nu).exists()


def test_a_second_person_administers_here_today_and_has_an_open_account(
    beheerder: Actor, swv: Samenwerkingsverband
) -> None:
    vandaag = timezone.localdate()
    factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, user=User.objects.get(pk=beheerder.gebruiker_id))
    factories.lidmaatschap(Rol.BEHEERDER, factories.SwvFactory())
    factories.lidmaatschap(Rol.SECRETARIAAT, swv)
    factories.lidmaatschap(Rol.BEHEERDER, swv, tot=vandaag - timedelta(days=1))
    factories.lidmaatschap(Rol.BEHEERDER, swv, user=factories.UserFactory(is_active=False))
    assert not anderen_die_bevestigen(beheerder)
    factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, tot=vandaag)
    assert anderen_die_bevestigen(beheerder)
