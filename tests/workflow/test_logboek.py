"""The FG reads words, not names of functions."""

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from audit.services import record, record_lezing
from cases.models import Zaak
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories
from tests.factories import VANDAAG
from tlv.models import Aanvraag, Status
from workflow.edit import edit
from workflow.fouten import NietGevonden
from workflow.gezinsinzage import wie_keek
from workflow.logboek import Plek, Vraag, maak_vraag, zoek
from workflow.logboekwoorden import wat
from workflow.toegang import haal_zaak
from workflow.views.logboek import veilige_cel


@pytest.mark.parametrize(
    ("actie", "woorden"),
    [
        ("tlv.indienen", "Aanvraag ingediend"),
        ("tlv.bewerken:notitie", "Notitie"),
        ("lezen:gezin_besluit", "Het besluit, op de pagina van het gezin"),
        ("verlenen", "TLV verlenen"),
        ("lezen:overdracht:document:4", "overdracht: document: 4"),
        ("demo_inloggen", "demo inloggen"),
        ("tlv.overdracht.ontvangen", "Ontvangst van de verklaring bevestigd"),
        ("zaak.ander_dossier", "Zaak naar het samengevoegde dossier"),
    ],
)
def test_an_action_reads_as_words(actie: str, woorden: str) -> None:
    assert wat(actie) == woorden


Als = Callable[[Actor], Client]


@pytest.fixture
def fg(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.FG, swv)


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Zaak:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return aanvraag.zaak


def tekst(client: Client, adres: str, **vraag: str | None) -> str:
    antwoord = client.get(adres, vraag)
    assert antwoord.status_code == 200, antwoord.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(antwoord.content.decode())))


def rijen(client: Client, adres: str = "/logboek/", **vraag: str) -> int:
    return client.get(adres, vraag).content.decode().count('<th scope="row"')


@pytest.mark.django_db
class TestWieMag:
    @pytest.mark.parametrize("rol", [r for r in Rol if r != Rol.FG])
    def test_only_the_fg_opens_the_record(self, als: Als, school: School, swv: Samenwerkingsverband, rol: Rol) -> None:
        client = als(factories.actor(rol, school if rol in SCHOOLROLLEN else swv))
        for adres in ("/logboek/", "/logboek/bestand/", "/logboek/lezing/1/"):
            assert client.get(adres).status_code == 403
        assert Gebeurtenis.objects.filter(soort="weigering", actie="lezen:logboek").count() == 3

    @pytest.mark.parametrize("rol", list(Rol))
    def test_only_the_chair_sees_who_looked_at_a_case(
        self, als: Als, school: School, swv: Samenwerkingsverband, ingediend: Zaak, rol: Rol
    ) -> None:
        wie = factories.actor(rol, school if rol in SCHOOLROLLEN else swv)
        mag = rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER)
        ziet = rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR, Rol.SECRETARIAAT, Rol.COMMISSIELID, Rol.DIRECTEUR_SWV)
        assert als(wie).get(f"/zaken/{ingediend.pk}/inzage/").status_code == (200 if mag else 403 if ziet else 404)

    def test_nobody_sees_the_record_of_another_samenwerkingsverband(
        self, als: Als, ingediend: Zaak, secretariaat: Actor
    ) -> None:
        haal_zaak(secretariaat, ingediend.pk, pagina="zaak")
        elders = factories.SwvFactory()
        client = als(factories.actor(Rol.FG, elders))
        assert secretariaat.naam not in tekst(client, "/logboek/", leerling=ingediend.nummer)
        assert client.get(f"/logboek/lezing/{Lezing.objects.filter(zaak_id=ingediend.pk).get().pk}/").status_code == 404
        assert secretariaat.naam not in client.get("/logboek/bestand/").content.decode()
        assert als(factories.actor(Rol.VOORZITTER, elders)).get(f"/zaken/{ingediend.pk}/inzage/").status_code == 404


@pytest.mark.django_db
class TestZoeken:
    @pytest.fixture(autouse=True)
    def gebeurd(self, ingediend: Zaak, secretariaat: Actor, coordinator: Actor, andere_coordinator: Actor) -> None:
        haal_zaak(secretariaat, ingediend.pk, pagina="zaak")
        edit(ingediend.pk, "notitie", by=coordinator, data={"tekst": "geheim", "compartiment": "school"})
        with pytest.raises(NietGevonden):
            haal_zaak(andere_coordinator, ingediend.pk, pagina="zaak")

    def test_each_way_of_searching_finds_its_row(
        self, als: Als, fg: Actor, ingediend: Zaak, secretariaat: Actor, andere_coordinator: Actor
    ) -> None:
        client = als(fg)
        leerling = ingediend.dossier.leerling
        assert rijen(client, persoon=secretariaat.naam.upper()) == 1
        assert rijen(client, leerling=ingediend.nummer) == 3
        assert rijen(client, leerling=leerling.achternaam) == 3
        assert rijen(client, leerling=ingediend.nummer, soort="weigering") == 1
        assert rijen(client, leerling=ingediend.nummer, soort="schrijven") == 1
        assert rijen(client, leerling="2026-9999") == 0
        assert rijen(client, persoon="niemand heet zo") == 0
        gisteren = timezone.localdate() - timedelta(days=1)
        assert rijen(client, leerling=ingediend.nummer, tot=f"{gisteren:%d-%m-%Y}") == 0
        assert rijen(client, leerling=ingediend.nummer, van=f"{timezone.localdate():%d-%m-%Y}") >= 3

    def test_the_rows_are_words_with_names_of_who_acted_and_nothing_of_the_pupil(
        self, als: Als, fg: Actor, ingediend: Zaak, secretariaat: Actor, andere_coordinator: Actor
    ) -> None:
        pagina = tekst(als(fg), "/logboek/")
        assert f"{secretariaat.naam} secretariaat De zaak Gelezen {ingediend.nummer}" in pagina
        assert f"{andere_coordinator.naam} ondersteuningscoördinator De zaak Geweigerd" in pagina
        assert "bestaat niet of is niet voor deze persoon" in pagina
        assert "geheim" not in pagina and ingediend.dossier.leerling.achternaam not in pagina

    def test_what_the_system_tries_again_is_no_refusal_among_those_of_people(
        self, als: Als, fg: Actor, swv: Samenwerkingsverband, secretariaat: Actor
    ) -> None:
        for wie in (systeem(VANDAAG), secretariaat):
            record(wie, "archiveren", soort=Soort.WEIGERING, swv_id=swv.pk, grond="Geweigerd")
        assert [rij.rol for rij in zoek(Vraag(swv.pk), na=None, hoeveel=9) if rij.actie == "archiveren"] == [
            Rol.SECRETARIAAT
        ]
        assert "systeem" not in {rij.rol for rij in zoek(Vraag(swv.pk, soort="weigering"), na=None, hoeveel=9)}
        assert [rij.rol for rij in zoek(Vraag(swv.pk, soort="uitgesteld"), na=None, hoeveel=9)] == ["systeem"]
        assert als(fg).get(reverse("workflow:logboek"), {"soort": "uitgesteld"}).status_code == 200

    def test_a_search_is_recorded_as_numbers(self, als: Als, fg: Actor, ingediend: Zaak) -> None:
        leerling = ingediend.dossier.leerling
        als(fg).get("/logboek/", {"leerling": leerling.achternaam, "soort": "lezen"})
        eigen = Lezing.objects.get(actie="lezen:logboek")
        assert (eigen.gebruiker_id, eigen.leerling_id) == (fg.gebruiker_id, leerling.pk)
        assert eigen.grond["gezocht"] == {"soort": "lezen", "leerlingen": [leerling.pk], "zaken": []}
        assert leerling.achternaam not in str(eigen.grond)

    def test_what_cannot_be_searched_is_told_and_not_an_error(self, als: Als, fg: Actor) -> None:
        client = als(fg)
        gek = ({"van": "31-02-2026"}, {"van": "2-3-2026", "tot": "1-3-2026"}, {"persoon": "\x00"}, {"tot": "1-1-99999"})
        for vraag in gek:
            assert client.get("/logboek/", vraag).status_code == 422, vraag
            assert client.get("/logboek/bestand/", vraag).status_code == 422, vraag
        assert client.get("/logboek/", {"na": "9" * 16 + "-l-1"}).status_code == 200
        assert client.get(f"/logboek/lezing/{'9' * 25}/").status_code == 404

    def test_why_tells_hat_and_ground_as_they_were(
        self, als: Als, fg: Actor, ingediend: Zaak, secretariaat: Actor
    ) -> None:
        lezing = Lezing.objects.get(zaak_id=ingediend.pk)
        Zaak.objects.update(swv_sinds=date(2026, 5, 5))
        pagina = tekst(als(fg), f"/logboek/lezing/{lezing.pk}/")
        assert "Daar lag deze zaak sinds 9 maart 2026." in pagina
        assert "secretariaat, sinds 1 augustus 2020" in pagina
        assert Lezing.objects.filter(actie="lezen:logboek_waarom", object_id=lezing.pk).count() == 1

    def test_the_chair_reads_who_looked_and_the_family_stays_without_a_name(
        self, als: Als, voorzitter: Actor, ingediend: Zaak, secretariaat: Actor
    ) -> None:
        ouder = factories.OuderFactory(leerling=ingediend.dossier.leerling, account=True)
        haal_zaak(factories.actor(Rol.OUDER, user=ouder.user), ingediend.pk, pagina="gezin")
        pagina = tekst(als(voorzitter), f"/zaken/{ingediend.pk}/inzage/")
        assert secretariaat.naam in pagina and "ouder of leerling" in pagina and f"{ouder.naam}" not in pagina

    def test_the_file_holds_the_same_rows_and_no_formulas(
        self, als: Als, fg: Actor, ingediend: Zaak, secretariaat: Actor
    ) -> None:
        User.objects.filter(pk=secretariaat.gebruiker_id).update(naam='=HYPERLINK("x")')
        antwoord = als(fg).get("/logboek/bestand/", {"leerling": ingediend.nummer})
        assert antwoord["Content-Disposition"].startswith("attachment")
        regels = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
        assert len(regels) == 5 and '\'=HYPERLINK("x")' in [regel[1] for regel in regels]
        assert Lezing.objects.filter(actie="lezen:logboek_bestand", zaak_id=ingediend.pk).count() == 1


@pytest.mark.parametrize("kwaad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_would_be_carried_out_is_made_text(kwaad: str) -> None:
    assert veilige_cel(kwaad) == f"'{kwaad}"
    assert veilige_cel("Jan") == "Jan"


@pytest.mark.django_db
def test_pages_show_every_row_once_also_when_many_share_one_moment(als: Als, fg: Actor) -> None:
    nu = timezone.now() - timedelta(hours=1)
    for n in range(70):
        record_lezing(fg, f"x{n}", grond={}, swv_id=fg.swv_id, moment=nu)
        record(fg, f"y{n}", swv_id=fg.swv_id, moment=nu)
    client, adres, gezien = als(fg), "/logboek/?tot=", []
    while adres:
        inhoud = client.get(adres).content.decode()
        gezien += re.findall(r"<span>([XY][0-9]+)<br>", inhoud)
        verder = re.search(r'href="(\?[^"]*)" rel="next"', inhoud)
        adres = f"/logboek/{html.unescape(verder[1])}" if verder else ""
    assert len(gezien) == 140 and len(set(gezien)) == 140


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "been"),
    [(Rol.COORDINATOR, "school"), (Rol.SECRETARIAAT, "swv"), (Rol.DESKUNDIGE, "betrokkene"), (Rol.OUDER, "gezag")],
)
def test_every_read_keeps_its_ground(
    school: School, swv: Samenwerkingsverband, ingediend: Zaak, rol: Rol, been: str
) -> None:
    wie = factories.actor(rol, school if rol in SCHOOLROLLEN else swv)
    if rol == Rol.DESKUNDIGE:
        factories.betrek(ingediend, User.objects.get(pk=wie.gebruiker_id), rol)
    if rol == Rol.OUDER:
        ouder = factories.OuderFactory(leerling=ingediend.dossier.leerling, account=True)
        wie = factories.actor(rol, user=ouder.user)
    haal_zaak(wie, ingediend.pk, pagina="zaak")
    grond = Lezing.objects.get().grond
    assert grond["been"] == been and grond["hoed_sinds"] == "2020-08-01"
    assert "2011-05-17" not in str(grond), "no date of birth"
    assert grond["rij"] and grond["sinds"] == "2026-03-09"


@pytest.mark.django_db
def test_what_a_search_showed_is_recorded_by_number(
    als: Als, ingediend: Zaak, coordinator: Actor, secretariaat: Actor, fg: Actor
) -> None:
    kind = ingediend.dossier.leerling
    for wie, adres in (
        (coordinator, "workflow:zoeken"),
        (coordinator, "cases:dossiers"),
        (secretariaat, "tlv:kiezen_secretariaat"),
    ):
        als(wie).get(reverse(adres), {"q": kind.achternaam})
    als(secretariaat).get(reverse("tlv:register"), {"q": "Kastanjehout"})
    als(secretariaat).get(reverse("cases:dossiers"))
    gezocht = Lezing.objects.filter(actie="lezen:zoeken").order_by("pk")
    assert [rij.leerling_id for rij in gezocht] == [kind.pk] * 3 + [None]
    assert [rij.grond["leerlingen"] for rij in gezocht] == [[kind.pk]] * 3 + [[]]
    vast = str(list(gezocht.values()))
    assert kind.achternaam not in vast and "Kastanjehout" not in vast
    assert {(regel.naam, regel.wat) for regel in wie_keek(ingediend)} == {
        (wie.naam, "zocht de naam op") for wie in (coordinator, secretariaat)
    }
    waarom = tekst(als(fg), reverse("workflow:waarom", args=[gezocht[0].pk]))
    assert "Gezocht naar een leerling of zaak" in waarom and "zocht, en kreeg alleen te zien" in waarom


# -- the search itself, without a page -----------------------------------------------------------------

MIDDERNACHT = timezone.make_aware(datetime(2026, 3, 9))
SECONDE = timedelta(seconds=1)


def gevonden(vraag: Vraag, na: Plek | None = None, hoeveel: int = 99) -> list[str]:
    return [rij.actie.removeprefix("lezen:") for rij in zoek(vraag, na=na, hoeveel=hoeveel)]


@pytest.fixture
def rijen_om_middernacht(fg: Actor) -> None:
    """A read and a write on each side of a midnight, of somebody else elsewhere too."""
    elders = factories.actor(Rol.FG, factories.SwvFactory())
    for nummer, moment in enumerate((MIDDERNACHT - SECONDE, MIDDERNACHT, MIDDERNACHT + timedelta(days=1) - SECONDE)):
        record_lezing(fg, f"l{nummer}", grond={}, swv_id=fg.swv_id, moment=moment)
        record(fg, f"g{nummer}", swv_id=fg.swv_id, moment=moment)
        record_lezing(elders, f"x{nummer}", grond={}, swv_id=elders.swv_id, moment=moment)
        record(elders, f"y{nummer}", swv_id=elders.swv_id, moment=moment)


@pytest.mark.django_db
@pytest.mark.usefixtures("rijen_om_middernacht")
class TestVinden:
    def test_newest_first_and_reads_before_writes_of_one_moment(self, fg: Actor) -> None:
        alles = ["l2", "g2", "l1", "g1", "l0", "g0"]
        vraag = Vraag(fg.eigen_swv_id)
        assert gevonden(vraag) == alles
        assert gevonden(vraag, hoeveel=3) == alles[:3]
        for nummer, rij in enumerate(zoek(vraag, na=None, hoeveel=9), 1):
            assert gevonden(vraag, na=Plek.na(rij)) == alles[nummer:]

    def test_a_day_runs_from_midnight_to_midnight(self, fg: Actor) -> None:
        dag = date(2026, 3, 9)
        assert gevonden(Vraag(fg.eigen_swv_id, van=dag)) == ["l2", "g2", "l1", "g1"]
        assert gevonden(Vraag(fg.eigen_swv_id, tot=dag - timedelta(days=1))) == ["l0", "g0"]
        assert gevonden(Vraag(fg.eigen_swv_id, van=dag, tot=dag)) == ["l2", "g2", "l1", "g1"]

    def test_a_kind_gives_only_that_kind_and_what_the_system_puts_off_is_one_of_its_own(self, fg: Actor) -> None:
        moment = MIDDERNACHT + timedelta(days=9)
        for wie, naam in ((fg, "geweigerd"), (systeem(VANDAAG), "uitgesteld")):
            record(wie, naam, soort=Soort.WEIGERING, swv_id=fg.swv_id, moment=moment)
        record(systeem(VANDAAG), "gedaan", swv_id=fg.swv_id, moment=moment)
        per_soort = {
            soort: gevonden(Vraag(fg.eigen_swv_id, soort=soort)) for soort in ("lezen", "weigering", "uitgesteld")
        }
        assert per_soort == {"lezen": ["l2", "l1", "l0"], "weigering": ["geweigerd"], "uitgesteld": ["uitgesteld"]}
        assert gevonden(Vraag(fg.eigen_swv_id, soort="schrijven")) == ["gedaan", "g2", "g1", "g0"]
        assert gevonden(Vraag(fg.eigen_swv_id))[:2] == ["gedaan", "geweigerd"]

    def test_a_case_is_found_by_its_rows_and_by_those_of_its_pupil(self, fg: Actor, ingediend: Zaak) -> None:
        leerling = ingediend.dossier.leerling_id
        record(fg, "zaak", swv_id=fg.swv_id, zaak_id=ingediend.pk)
        record(fg, "leerling", swv_id=fg.swv_id, leerling_id=leerling)
        vraag = Vraag(fg.eigen_swv_id)
        assert gevonden(vraag.voor_zaak(ingediend.pk, van=None)) == ["zaak"]
        assert gevonden(vraag.voor_zaak(ingediend.pk, van=timezone.localdate() + timedelta(days=1))) == []
        gezocht = maak_vraag(fg.eigen_swv_id, leerling=ingediend.dossier.leerling.achternaam)
        assert (gezocht.zaken, gezocht.leerlingen) == ((), (leerling,))
        assert gevonden(gezocht) == ["leerling"]

    def test_people_and_pupils_are_looked_up_by_what_was_typed(self, fg: Actor, ingediend: Zaak) -> None:
        swv, elders = fg.eigen_swv_id, factories.ZaakFactory(nummer=ingediend.nummer)
        naam = ingediend.dossier.leerling.achternaam
        factories.DossierFactory(leerling__achternaam=naam, leerling__zoektekst=naam.lower())
        assert maak_vraag(swv) == Vraag(swv)
        User.objects.filter(pk=fg.gebruiker_id).update(naam="Odette Zéldzaam")
        assert maak_vraag(swv, persoon="zeldz").personen == (fg.gebruiker_id,)
        assert maak_vraag(swv, persoon="niemand heet zo").personen == ()
        op_nummer = maak_vraag(swv, leerling=str(ingediend.nummer))
        assert (op_nummer.zaken, op_nummer.leerlingen) == ((ingediend.pk,), ())
        assert maak_vraag(elders.swv_id, leerling=str(ingediend.nummer)).zaken == (elders.pk,)
        assert maak_vraag(swv, leerling=naam).leerlingen == (ingediend.dossier.leerling_id,)
        assert maak_vraag(swv, leerling="?!").leerlingen == ()
        assert gevonden(maak_vraag(swv, leerling="niemand heet zo")) == []


@pytest.mark.django_db
class TestBeheer:
    def test_a_row_of_administration_names_the_school_and_what_changed(
        self, als: Als, fg: Actor, swv: Samenwerkingsverband, school: School
    ) -> None:
        beheerder = factories.actor(Rol.BEHEERDER, swv)
        waar = {"swv_id": swv.pk, "object_soort": "organisations.school", "object_id": school.pk}
        record(beheerder, "school_wijzigen", **waar, velden=["naam", "plaats"])
        verwacht = f"School gewijzigd: {school.naam}; gewijzigd: naam, plaats"
        assert verwacht in tekst(als(fg), "/logboek/")
        assert verwacht in als(fg).get("/logboek/bestand/").content.decode()

    def test_a_row_of_administration_names_the_person_unless_he_works_elsewhere(
        self, als: Als, fg: Actor, swv: Samenwerkingsverband
    ) -> None:
        beheerder = factories.actor(Rol.BEHEERDER, swv)
        hier = User.objects.get(pk=factories.actor(Rol.DESKUNDIGE, swv).gebruiker_id)
        elders = factories.actor(Rol.DESKUNDIGE, factories.SchoolFactory.create().swv)
        wie_elders = User.objects.get(pk=elders.gebruiker_id)
        User.objects.filter(pk=hier.pk).update(naam="Hier Voorbeeld")
        User.objects.filter(pk=wie_elders.pk).update(naam="Elders Voorbeeld")
        for user in (hier, wie_elders):
            waar = {"swv_id": swv.pk, "object_soort": "organisations.user", "object_id": user.pk}
            record(beheerder, "hoed_vragen", **waar, rol=Rol.DESKUNDIGE)
        pagina = tekst(als(fg), "/logboek/")
        assert "Gevraagd om een rol aan te nemen: Hier Voorbeeld, deskundige" in pagina
        assert "Elders Voorbeeld" not in pagina
        assert "iemand die hier nog geen rol heeft, deskundige" in pagina

    def test_the_title_says_once_that_something_is_wrong(self, als: Als, fg: Actor) -> None:
        antwoord = als(fg).get("/logboek/", {"van_dag": "31", "van_maand": "2", "van_jaar": "2026"})
        assert "<title>Fout: Logboek" in antwoord.content.decode()
