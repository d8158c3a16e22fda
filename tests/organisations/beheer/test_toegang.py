"""Who is let in by one person alone is told to another at once; the page of changes shows who, where and by whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from audit.services import record
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, Toegangsnieuws, User, Voorstel
from organisations.rollen import Rol
from organisations.tasks import verstuur_bewijzen
from organisations.toegang import nieuws
from organisations.voorstellen import beslis, stel_voor
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
PAGINA = reverse("organisations:toegang")
TAAK = "Kijk na wie toegang kreeg"


@pytest.fixture
def hoofd(school: School) -> Actor:
    return factories.actor(Rol.SCHOOLDIRECTEUR, school, vandaag=timezone.localdate())


def _geef(client: Client, rol: str, school: School | None, email: str = "vreemd@elders.example") -> User:
    dag = timezone.localdate()
    velden = {
        "naam": "Vera Vreemd",
        "email": email,
        "rol": rol,
        "school": school.pk if school else "",
        "reden": "nodig",
    }
    antwoord = client.post(reverse("organisations:gebruiker_nieuw"), {**velden, "van": f"{dag:%d-%m-%Y}"})
    assert antwoord.status_code == 302, antwoord.content.decode()
    return User.objects.get(email=email)


def _getoond(html: str) -> dict[str, str]:
    """What the form of this page sends back."""
    return {"getoond": html.split('name="getoond" value="')[1].split('"')[0]}


def _aan() -> list[str]:
    """Who is mailed, but for invitations."""
    mail.outbox.clear()
    verstuur_bewijzen()
    return sorted(bericht.to[0] for bericht in mail.outbox if "kreeg toegang" in bericht.subject)


def _mail(*wie: Actor) -> list[str]:
    return sorted(User.objects.get(pk=actor.persoon_id).email for actor in wie)


def test_the_head_of_the_school_is_told_sees_who_it_is_and_says_to_have_looked(
    als: Als, beheerder: Actor, directeur: Actor, hoofd: Actor, school: School
) -> None:
    _geef(als(beheerder), "coordinator", school)
    assert _aan() == _mail(hoofd)
    tekst = next(str(bericht.body) for bericht in mail.outbox if "kreeg toegang" in bericht.subject)
    assert not any(woord in tekst for woord in ("Vera", "vreemd", str(school), "coördinator"))
    thuis = reverse("workflow:home")
    assert TAAK in als(hoofd).get(thuis).content.decode()
    html = als(hoofd).get(PAGINA).content.decode()
    assert all(woord in html for woord in ("Vera Vreemd", "vreemd@elders.example", str(school), beheerder.naam))
    assert Toegangsnieuws.objects.get().gezien_op is None, "opening the page is not looking at it"
    assert "Vastgelegd" in als(hoofd).post(PAGINA, _getoond(html), follow=True).content.decode()
    assert TAAK not in als(hoofd).get(thuis).content.decode()
    assert "Ik heb het nagekeken" not in als(hoofd).get(PAGINA).content.decode()
    rij = Gebeurtenis.objects.get(actie="toegang_nagekeken")
    assert (rij.gebruiker_id, rij.hoed_id) == (hoofd.gebruiker_id, hoofd.hoed_id)


def test_what_came_after_the_page_was_opened_is_not_marked_as_looked_at(
    als: Als, beheerder: Actor, hoofd: Actor, school: School
) -> None:
    """The page stays open on a desk; a false coordinator is let in; then somebody presses the button."""
    _geef(als(beheerder), "coordinator", school)
    getoond = _getoond(als(hoofd).get(PAGINA).content.decode())
    vals = _geef(als(beheerder), "coordinator", school, email="vals@elders.example")
    html = als(hoofd).post(PAGINA, getoond, follow=True).content.decode()
    assert Toegangsnieuws.objects.get(gezien_op=None).lid.user_id == vals.pk
    assert "Er kwam iets nieuws bij" in html and "Ik heb het nagekeken" in html
    for verzonnen in ("", "0,x,-1", "9" * 30):
        als(hoofd).post(PAGINA, {"getoond": verzonnen})
        assert Toegangsnieuws.objects.filter(gezien_op=None).count() == 1
    als(hoofd).post(PAGINA, _getoond(html))
    assert not Toegangsnieuws.objects.filter(gezien_op=None).exists()


def test_a_false_head_does_not_come_in_unseen(
    als: Als, beheerder: Actor, directeur: Actor, hoofd: Actor, school: School
) -> None:
    _geef(als(beheerder), "schooldirecteur", school)
    assert _aan() == _mail(hoofd, directeur)
    leeg = factories.SchoolFactory(swv=school.swv)
    _geef(als(beheerder), "coordinator", leeg, email="nog@elders.example")
    assert _aan() == _mail(directeur), "a school without a head"
    assert TAAK in als(directeur).get(reverse("workflow:home")).content.decode()


def test_an_invited_head_without_an_account_is_no_watcher(
    als: Als, beheerder: Actor, directeur: Actor, school: School
) -> None:
    vals = _geef(als(beheerder), "schooldirecteur", school)
    assert not vals.has_usable_password()
    _aan()
    _geef(als(beheerder), "coordinator", school, email="nog@elders.example")
    assert _aan() == _mail(directeur)


def test_who_first_ends_the_roles_of_all_who_look_along_is_not_unseen(
    als: Als, beheerder: Actor, directeur: Actor, swv: Samenwerkingsverband
) -> None:
    """One administrator may end any role but the last administrator's, as of yesterday even."""
    fg = factories.actor(Rol.FG, swv, vandaag=timezone.localdate())
    gisteren = timezone.localdate() - timedelta(days=1)
    einde = {"tot": f"{gisteren:%d-%m-%Y}"}
    Lidmaatschap.objects.filter(pk__in=[directeur.hoed_id, fg.hoed_id]).update(van=gisteren - timedelta(days=99))
    for wie in (directeur, fg):
        pad = reverse("workflow:hoed_einde", args=[wie.hoed_id])
        assert als(beheerder).post(pad, einde).status_code == 302
    _geef(als(beheerder), "deskundige", None)
    assert _aan() == _mail(directeur, fg)
    Lidmaatschap.objects.filter(pk__in=[directeur.hoed_id, fg.hoed_id]).update(tot=gisteren - timedelta(days=30))
    _geef(als(beheerder), "deskundige", None, email="nog@elders.example")
    assert _aan() == [], "who left long ago has no business here"


def test_of_an_administrator_alone_the_fg_is_told(als: Als, beheerder: Actor, swv: Samenwerkingsverband) -> None:
    fg = factories.actor(Rol.FG, swv, vandaag=timezone.localdate())
    _geef(als(beheerder), "deskundige", None)
    assert _aan() == _mail(fg)
    assert TAAK in als(fg).get(reverse("workflow:home")).content.decode()
    assert "Vera Vreemd" in als(fg).get(PAGINA).content.decode()


def test_what_two_persons_gave_is_in_the_list_with_both_and_mails_nobody_more(
    als: Als, beheerder: Actor, directeur: Actor, swv: Samenwerkingsverband
) -> None:
    wie, nu = factories.UserFactory(naam="Sien Secuur"), timezone.now()
    factories.lidmaatschap(Rol.DESKUNDIGE, swv, user=wie)
    voorstel = stel_voor(
        beheerder, Voorstel.Soort.HOED, wie, reden="x", nu=nu, rol=Rol.SECRETARIAAT, van=beheerder.vandaag
    )
    beslis(directeur, voorstel.pk, Voorstel.Stand.BEVESTIGD, nu=nu)
    assert _aan() == []
    html = als(beheerder).get(PAGINA).content.decode()
    assert "Sien Secuur" in html and f"{beheerder.naam} en {directeur.naam}" in html


def test_who_takes_a_role_on_with_an_account_of_elsewhere_is_told_then(
    als: Als, beheerder: Actor, hoofd: Actor, school: School
) -> None:
    bekend = factories.UserFactory(email="roos@elders.example", naam="Roos van Elders")
    factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory(), user=bekend)
    _geef(als(beheerder), "coordinator", school, email=bekend.email)
    mail.outbox.clear()
    verstuur_bewijzen()
    assert [bericht.to for bericht in mail.outbox] == [[bekend.email]], "nobody has access yet"
    link = "/uitnodiging/" + str(mail.outbox[0].body).split("/uitnodiging/")[1].split()[0]
    assert Client().post(link).status_code == 302
    assert _aan() == _mail(hoofd)
    html = als(hoofd).get(PAGINA).content.decode()
    assert "Roos van Elders" in html and "Rol aangenomen" in html and beheerder.naam in html


def test_a_head_sees_the_own_school_and_the_others_nothing(
    als: Als, beheerder: Actor, hoofd: Actor, coordinator: Actor, school: School
) -> None:
    _geef(als(beheerder), "coordinator", factories.SchoolFactory(swv=school.swv))
    assert "Vera" not in als(hoofd).get(PAGINA).content.decode()
    assert "Vera" in als(beheerder).get(PAGINA).content.decode()
    assert "Vera" not in als(factories.actor(Rol.BEHEERDER, factories.SwvFactory())).get(PAGINA).content.decode()
    assert als(coordinator).get(PAGINA).status_code == als(coordinator).post(PAGINA).status_code == 403


def test_the_other_hat_of_a_head_of_two_schools_keeps_its_own_news(
    als: Als, beheerder: Actor, hoofd: Actor, school: School
) -> None:
    andere = factories.SchoolFactory(swv=school.swv)
    tweede = factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, andere, user=User.objects.get(pk=hoofd.gebruiker_id))
    _geef(als(beheerder), "coordinator", andere)
    als(hoofd).post(PAGINA, {"getoond": str(Toegangsnieuws.objects.get().pk)})
    assert Toegangsnieuws.objects.get().voor_id == tweede.pk
    assert Toegangsnieuws.objects.get().gezien_op is None


def test_a_last_day_is_shown_and_what_is_old_is_not(als: Als, beheerder: Actor, hoofd: Actor, school: School) -> None:
    wie = _geef(als(beheerder), "coordinator", school)
    lid = Lidmaatschap.objects.get(user=wie)
    einde = {"tot": f"{timezone.localdate():%d-%m-%Y}"}
    als(beheerder).post(reverse("workflow:hoed_einde", args=[lid.pk]), einde)
    assert "Laatste dag gezet" in als(hoofd).get(PAGINA).content.decode()
    later = timezone.now() + timedelta(days=91)
    assert nieuws.wijzigingen(hoofd, nu=later) == []


def test_a_role_of_elsewhere_is_not_shown_whatever_the_record_says(beheerder: Actor) -> None:
    elders = factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory())
    hier = factories.lidmaatschap(Rol.DESKUNDIGE, Samenwerkingsverband.objects.get(pk=beheerder.swv_id))
    for lid in (elders, hier):
        record(
            beheerder,
            "hoed_geven",
            swv_id=beheerder.swv_id,
            object_soort="organisations.lidmaatschap",
            object_id=lid.pk,
        )
    assert {wat.lid for wat in nieuws.wijzigingen(beheerder, nu=timezone.now())} == {hier}
