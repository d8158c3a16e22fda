"""Schools by form and by file: every row judged before anything is written, hostile files refused in words."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import Commissie, Samenwerkingsverband, School, Schoolimport
from organisations.scholenbestand import KOLOMMEN, BestandFout, lees, voorbeeld
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
KOP = "brin;vestiging;naam;soort;bestuur;postcode;bsn\n"
GOED = "41QA;00;De Ronde;vo;Stichting Rond;1234ab;123\n"


def _xlsx(*rijen: list[object]) -> bytes:
    boek = openpyxl.Workbook()
    for rij in rijen:
        boek.active.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _lees_in(client: Client, inhoud: bytes | str) -> str:
    ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
    antwoord = client.post(reverse("organisations:import_nieuw"), {"bestand": SimpleUploadedFile("s.csv", ruw)})
    assert antwoord.status_code == 302, antwoord.content.decode()
    return str(antwoord.headers["Location"])


def _gezien(html: str) -> dict[str, str]:
    """What the form of this page sends back."""
    return {"gezien": html.split('name="gezien" value="')[1].split('"')[0]}


class TestLezen:
    @pytest.mark.parametrize("teken", [";", ","])
    def test_csv_with_either_separator_and_accents_from_old_programs(self, teken: str) -> None:
        tekst = (KOP + "41QA;0;Het Café;vo;S;1234ab;1\n").replace(";", teken)
        for inhoud in (tekst.encode(), b"\xef\xbb\xbf" + tekst.encode(), tekst.encode("cp1252")):
            bestand = lees(inhoud)
            assert bestand.rijen[2]["naam"] == "Het Café" and "bsn" not in bestand.rijen[2]
            assert bestand.overgeslagen == ["bsn"]

    def test_what_people_write_above_the_mail_address_is_the_mail_address(self) -> None:
        for kop in ("E-mail", "e-mailadres", "Mailadres"):
            bestand = lees(_xlsx([*KOLOMMEN[:5], kop], ["41QA", "00", "A", "vo", "S", "info@a.example"]))
            assert bestand.rijen[2]["email"] == "info@a.example" and not bestand.overgeslagen

    def test_numbers_in_a_sheet_are_read_as_text(self) -> None:
        bestand = lees(
            _xlsx(list(KOLOMMEN[:5]), ["41QA", 1, "De Ronde", "vo", "S"], [None] * 5, ["41QA", 2.0, "B", "vo", "S"])
        )
        assert {nummer: rij["vestiging"] for nummer, rij in bestand.rijen.items()} == {2: "1", 4: "2"}

    def test_a_workbook_is_opened_in_a_process_of_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def hier(*_: object, **__: object) -> None:
            raise AssertionError("opened in the web process")

        monkeypatch.setattr("openpyxl.load_workbook", hier)
        assert set(lees(voorbeeld()).rijen) == {2}

    def test_what_takes_more_than_that_process_may_use_is_no_good_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        groot = _xlsx(list(KOLOMMEN), *([f"{n}" + "x" * 30_000] for n in range(400)))
        assert len(lees(groot).rijen) == 400
        monkeypatch.setattr("organisations.scholenbestand.KIND", {"seconden": 20, "geheugen": 8_000_000})
        with pytest.raises(BestandFout, match="beschadigd of beveiligd"):
            lees(groot)

    def test_the_template_reads_back(self) -> None:
        assert set(lees(voorbeeld()).rijen[2]) == set(KOLOMMEN)

    @pytest.mark.parametrize(
        ("inhoud", "zin"),
        [
            (b"", "geen scholen"),
            (b"PK\x03\x04rest", "beschadigd"),
            (b"\x00\x01\x02" * 50, "geen xlsx"),
            (b"naam;soort\na;vo\n", "ontbreken: brin"),
            (KOP.encode(), "geen scholen"),
            ((KOP + GOED * 2001).encode(), "meer dan 2.000"),
            (b"brin;brin;vestiging;naam;soort;bestuur\n1;1;1;1;1;1", "twee keer"),
            (b"x" * 2_000_001, "groter dan 2 MB"),
        ],
    )
    def test_what_cannot_be_read_says_what_to_do(self, inhoud: bytes, zin: str) -> None:
        with pytest.raises(BestandFout, match=zin):
            lees(inhoud)

    def test_a_zip_bomb_and_entities_are_refused(self) -> None:
        bom = io.BytesIO()
        with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as zip_:
            zip_.writestr("xl/sharedStrings.xml", b"0" * 40_000_000)
        with pytest.raises(BestandFout, match="te groot"):
            lees(bom.getvalue())
        boos = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(voorbeeld())) as oud, zipfile.ZipFile(boos, "w") as nieuw:
            for deel in oud.namelist():
                ruw = oud.read(deel)
                if deel == "xl/workbook.xml":
                    ruw = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + ruw
                nieuw.writestr(deel, ruw)
        with pytest.raises(BestandFout, match="beschadigd"):
            lees(boos.getvalue())


class TestInlezen:
    def test_a_good_file_is_shown_first_and_written_after_a_yes(self, als: Als, beheerder: Actor) -> None:
        client = als(beheerder)
        adres = _lees_in(client, KOP + GOED)
        assert "Van 1 rij: 1 nieuw" in client.get(adres).content.decode() and not School.objects.exists()
        client.post(adres, {"wat": "alles"})
        school = School.objects.get()
        assert (school.brin, school.postcode, str(school.bestuur)) == ("41QA", "1234 AB", "Stichting Rond")
        assert school.swv_id == beheerder.swv_id and client.get(adres).status_code == 404
        assert Schoolimport.objects.get().rijen == {}

    def test_errors_stop_all_or_only_the_bad_rows(self, als: Als, beheerder: Actor, school: School) -> None:
        ver = factories.SchoolFactory()
        slecht = (
            f"41q;00;Kort;vo;S;;\n41QB;00;;havo;S;;\n41QA;00;Dubbel;vo;S;;\n"
            f"{ver.brin};00;Elders;vo;S;;\n{school.brin};{school.vestiging};Nieuwe naam;vo;{school.bestuur};12;\n"
        )
        client = als(beheerder)
        adres = _lees_in(client, KOP + GOED + slecht)
        pagina = client.get(adres).content.decode()
        for zin in ("twee cijfers en twee hoofdletters", "Kies bao", "ook in rij 2", "ander samenwerkingsverband"):
            assert zin in pagina
        assert client.post(adres, {"wat": "alles"}).status_code == 422
        assert not School.objects.filter(brin="41QA").exists()
        client.post(adres, {"wat": "goede"})
        assert School.objects.filter(brin="41QA").exists() and not School.objects.filter(naam="Nieuwe naam").exists()
        ver.refresh_from_db()
        assert ver.naam != "Elders"

    def test_a_known_school_is_changed_not_doubled(self, als: Als, beheerder: Actor, school: School) -> None:
        client = als(beheerder)
        regel = f"{school.brin.lower()};0;Nieuwe naam;vo;{school.bestuur};1234 CD;\n"
        client.post(_lees_in(client, KOP + regel), {"wat": "alles"})
        school.refresh_from_db()
        assert (school.naam, School.objects.count()) == ("Nieuwe naam", 1)

    def test_an_empty_cell_or_an_absent_column_leaves_what_the_school_has(
        self, als: Als, beheerder: Actor, school: School
    ) -> None:
        heeft = {"straat": "Lindelaan", "huisnummer": "3", "plaats": "Lindestad", "email": "info@ronde.example"}
        School.objects.filter(pk=school.pk).update(telefoon="085 555 01 11", postcode="1234 AB", **heeft)
        kop = "brin;vestiging;naam;soort;bestuur;telefoon;postcode;plaats\n"
        regel = f"{school.brin};{school.vestiging};{school.naam};{school.soort};{school.bestuur};085 555 01 22;;\n"
        client = als(beheerder)
        adres = _lees_in(client, kop + regel)
        pagina = " ".join(client.get(adres).content.decode().split())
        assert "<dt>Telefoon</dt>" in pagina and "was 085 555 01 11, wordt 085 555 01 22" in pagina
        assert "<dt>Straat</dt>" not in pagina and "<dt>Postcode</dt>" not in pagina
        client.post(adres, {"wat": "alles"})
        school.refresh_from_db()
        assert {veld: getattr(school, veld) for veld in heeft} == heeft
        assert (school.telefoon, school.postcode) == ("085 555 01 22", "1234 AB")
        rij = Gebeurtenis.objects.get(actie="school_wijzigen")
        assert rij.bijzonderheden["velden"] == ["telefoon"]

    def test_what_is_written_is_what_was_seen(self, als: Als, beheerder: Actor, school: School) -> None:
        """A colleague mends the phone number while the old one waits in a file."""
        School.objects.filter(pk=school.pk).update(telefoon="085 555 01 11")
        kop = "brin;vestiging;naam;soort;bestuur;telefoon\n"
        regel = f"{school.brin};{school.vestiging};De Eik;{school.soort};{school.bestuur};085 555 01 22\n"
        client = als(beheerder)
        adres = _lees_in(client, kop + regel)
        gezien = _gezien(client.get(adres).content.decode())
        School.objects.filter(pk=school.pk).update(telefoon="085 555 01 33")
        antwoord = client.post(adres, {"wat": "alles", **gezien})
        html = " ".join(antwoord.content.decode().split())
        assert antwoord.status_code == 409 and "Een collega heeft intussen een school" in html
        assert "was 085 555 01 33, wordt 085 555 01 22" in html
        school.refresh_from_db()
        assert school.telefoon == "085 555 01 33" and Schoolimport.objects.get().verwerkt_op is None
        assert client.post(adres, {"wat": "alles", **_gezien(html)}).status_code == 302
        school.refresh_from_db()
        assert school.telefoon == "085 555 01 22"

    def test_another_samenwerkingsverband_does_not_see_the_import(self, als: Als, beheerder: Actor) -> None:
        adres = _lees_in(als(beheerder), KOP + GOED)
        vreemd = als(factories.actor("beheerder", factories.SwvFactory()))
        assert vreemd.get(adres).status_code == vreemd.post(adres, {"wat": "alles"}).status_code == 404


class TestFormulier:
    def test_a_school_is_added_changed_and_closed(self, als: Als, beheerder: Actor) -> None:
        client = als(beheerder)
        velden = {"naam": "De Ronde", "brin": "41QA", "vestiging": "00", "soort": "vo", "bestuur": "Stichting Rond"}
        client.post(reverse("organisations:school_nieuw"), velden)
        school = School.objects.get()
        adres = reverse("organisations:school_bewerken", args=[school.pk])
        client.post(adres, {**velden, "naam": "De Ronding"})
        client.post(adres, {"sluiten": "ja", "gesloten_op": "1-8-2026"})
        school.refresh_from_db()
        assert (school.naam, str(school.gesloten_op)) == ("De Ronding", "2026-08-01")
        assert "De Ronding" not in client.get(reverse("organisations:scholenlijst")).content.decode()
        assert client.post(reverse("organisations:school_nieuw"), velden).status_code == 422

    def test_a_school_elsewhere_does_not_exist_here(self, als: Als, beheerder: Actor) -> None:
        ver = factories.SchoolFactory()
        assert als(beheerder).get(reverse("organisations:school_bewerken", args=[ver.pk])).status_code == 404

    def test_the_own_data_and_commission_are_changed(
        self, als: Als, beheerder: Actor, swv: Samenwerkingsverband
    ) -> None:
        velden = {"naam": "Nieuw verband", "commissie-naam": "Commissie X", "commissie-afkorting": "CX"}
        als(beheerder).post(reverse("organisations:swv_gegevens"), velden)
        swv.refresh_from_db()
        assert (swv.naam, Commissie.objects.get(pk=swv.commissie_id).afkorting) == ("Nieuw verband", "CX")
