"""Between a decision and its paper a worker may die: still exactly one paper, one seal, one code."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Zaak
from documents import brieven, codes, conf, opslag, veeg, verificatie, werk, zegel, zegelregister
from documents.briefgegevens import BeschikkingGegevens
from documents.models import Bestand, Document, Documentsoort, Werkstatus, Zegel, Zegelsleutel
from documents.werk import MAX_POGINGEN, claim_volgende, verwerk, verwerk_wachtende
from tests import factories

pytestmark = pytest.mark.django_db
NU = timezone.now()


@pytest.fixture
def zaak() -> Zaak:
    nieuw: Zaak = factories.ZaakFactory()  # type: ignore[assignment]
    return nieuw


@pytest.fixture
def beschikking(zaak: Zaak, sleutel: Any) -> Document:
    return leg_klaar(zaak)


@pytest.fixture(autouse=True)
def snelle_brief(monkeypatch: pytest.MonkeyPatch, beschikking_pdf: bytes) -> None:
    """Rendering takes a second and has its own tests; here the letter is rendered once."""
    monkeypatch.setattr(werk.brieven, "maak", lambda *args, **kwargs: beschikking_pdf)


def leg_klaar(zaak: Zaak, sleutel: str = "beschikking:1", *, verzegelen: bool = True) -> Document:
    gegevens = BeschikkingGegevens.voorbeeld().model_copy(update={"verificatie": codes.nieuwe_verificatie()})
    return Document.objects.create(
        zaak=zaak,
        soort=Documentsoort.BESCHIKKING,
        titel="Besluit over toelaatbaarheid",
        naam="besluit.pdf",
        compartiment=Compartiment.BESLUIT,
        aangemaakt_op=NU,
        brief="beschikking_tlv",
        gegevens=brieven.bevries("beschikking_tlv", gegevens),
        sjabloonhash=brieven.template_hash("beschikking_tlv"),
        sleutel=sleutel,
        te_verzegelen=verzegelen,
        werk=Werkstatus.WACHT,
    )


def bestanden() -> list[Path]:
    return [p for p in conf.bestanden_map().rglob("*") if p.is_file()]


def precies_een(document: Document) -> None:
    document.refresh_from_db()
    assert document.werk == Werkstatus.KLAAR and document.laatste_fout == ""
    assert Bestand.objects.count() == 1 and Zegel.objects.count() == 1 and Zegelsleutel.objects.count() == 1
    assert document.bestand is not None and document.bestand.sha256 == document.zegel.sha256
    assert document.zegel.code == document.gegevens["verificatie"]["code"]


def test_a_waiting_row_becomes_one_sealed_file(beschikking: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    assert verwerk_wachtende(NU) == 1
    precies_een(beschikking)
    pdf = opslag.lees_bestand(Bestand.objects.get())
    assert zegel.controleer(pdf, certificaten=zegelregister.onze_certificaten()).echt
    assert verificatie.op_pdf(pdf).uitkomst == "echt"


def test_what_cannot_be_printed_fails_at_once_with_its_reason(beschikking: Document):
    beschikking.gegevens["leerling"]["naam"] = "王小明"
    beschikking.save()
    verwerk_wachtende(NU)
    beschikking.refresh_from_db()
    assert beschikking.werk == Werkstatus.MISLUKT and not Bestand.objects.exists()
    assert beschikking.laatste_fout == "In de brief staan tekens die wij niet kunnen afdrukken: 小 明 王"


def test_working_twice_makes_one(beschikking: Document):
    claim = claim_volgende(NU)
    assert claim and claim_volgende(NU) is None
    assert verwerk(claim, nu=NU) is True
    assert verwerk(claim, nu=NU) is False
    assert verwerk_wachtende(NU + timedelta(days=1)) == 0
    precies_een(beschikking)


@pytest.mark.parametrize("waar", ["brieven.maak", "zegel.verzegel", "opslag.bewaar", "_registreer_zegel"])
def test_a_worker_that_dies_between_the_steps_leaves_work_for_the_next(
    beschikking: Document, monkeypatch: pytest.MonkeyPatch, waar: str
):
    """SystemExit passes every handler, as a kill does: nothing is tidied up."""

    def sterf(*args: Any, **kwargs: Any) -> None:
        raise SystemExit

    doel: Any = werk
    *pad, naam = waar.split(".")
    for stap in pad:
        doel = getattr(doel, stap)
    with monkeypatch.context() as m:
        m.setattr(doel, naam, sterf)
        claim = claim_volgende(NU)
        assert claim
        with pytest.raises(SystemExit):
            verwerk(claim, nu=NU)
    assert verwerk_wachtende(NU) == 0, "the lease still holds"
    assert verwerk_wachtende(NU + werk.HUUR) == 1
    precies_een(beschikking)


@pytest.mark.parametrize("fout", [OSError(28, "vol"), OperationalError("weg")], ids=lambda fout: type(fout).__name__)
def test_a_full_disk_uses_up_no_attempt_and_the_first_file_that_fits_brings_the_rest_forward(
    beschikking: Document, monkeypatch: pytest.MonkeyPatch, fout: Exception
):
    def stuk(*args: Any, **kwargs: Any) -> bytes:
        raise fout

    moment = NU
    with monkeypatch.context() as m:
        m.setattr(werk.opslag, "bewaar", stuk)
        for _ in range(3 * MAX_POGINGEN):
            assert verwerk_wachtende(moment) == 1
            moment += werk.OMGEVING_WACHT
    beschikking.refresh_from_db()
    assert (beschikking.werk, beschikking.pogingen) == (Werkstatus.WACHT, 0)
    assert beschikking.laatste_fout == werk.OMGEVING
    assert verwerk_wachtende(moment) == 1
    precies_een(beschikking)


def test_a_slow_worker_that_lost_its_claim_changes_nothing(beschikking: Document):
    traag = claim_volgende(NU)
    snel = claim_volgende(NU + werk.HUUR)
    assert traag and snel and snel.poging == traag.poging + 1
    assert verwerk(snel, nu=NU) is True
    assert verwerk(traag, nu=NU) is False
    precies_een(beschikking)


def test_failing_waits_longer_each_time_and_ends_visibly(
    beschikking: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def stuk(*args: Any, **kwargs: Any) -> bytes:
        raise OSError("Daniël staat in deze melding")

    monkeypatch.setattr(werk.zegel, "verzegel", stuk)
    moment = NU
    for _ in range(MAX_POGINGEN):
        assert verwerk_wachtende(moment) == 1
        assert verwerk_wachtende(moment) == 0
        moment += timedelta(days=1)
    beschikking.refresh_from_db()
    assert beschikking.werk == Werkstatus.MISLUKT and beschikking.laatste_fout == "OSError"
    assert "OSError" in caplog.text and "Daniël" not in caplog.text
    assert bestanden() == []
    monkeypatch.undo()
    assert werk.opnieuw(beschikking.pk) and verwerk_wachtende(moment) == 1
    assert not werk.opnieuw(beschikking.pk)


def test_what_has_no_template_is_offered_again_as_it_is(beschikking: Document):
    Document.objects.update(brief="", werk=Werkstatus.MISLUKT)
    assert werk.opnieuw(beschikking.pk, met_nieuw_sjabloon=True)


def test_a_changed_template_is_never_used_unasked(beschikking: Document):
    Document.objects.update(sjabloonhash="oud")
    verwerk_wachtende(NU)
    beschikking.refresh_from_db()
    assert beschikking.werk == Werkstatus.MISLUKT and "sjabloon" in beschikking.laatste_fout
    assert werk.opnieuw(beschikking.pk, met_nieuw_sjabloon=True)
    verwerk_wachtende(NU)
    precies_een(beschikking)


def test_a_plain_letter_gets_no_seal(zaak: Zaak):
    document = leg_klaar(zaak, verzegelen=False)
    verwerk_wachtende(NU)
    document.refresh_from_db()
    assert document.werk == Werkstatus.KLAAR and document.bestand and document.bestand.paginas == 2
    assert Zegel.objects.count() == 0


def test_files_without_a_record_are_swept_and_missing_files_are_told(beschikking: Document):
    verwerk_wachtende(NU)
    opslag.schrijf(b"wees", ".pdf")
    assert veeg.veeg_bestanden(timezone.now()).verwijderd == 0
    later = timezone.now() + timedelta(days=2)
    assert veeg.veeg_bestanden(later) == veeg.Veegronde(1, [])
    bestanden()[0].unlink()
    assert veeg.veeg_bestanden(later).vermist == [Bestand.objects.get().pk]
    with pytest.raises(opslag.Beschadigd):
        opslag.lees_bestand(Bestand.objects.get())


def test_a_file_that_changed_on_disk_is_not_handed_out(beschikking: Document):
    verwerk_wachtende(NU)
    bestanden()[0].write_bytes(b"iets anders")
    with pytest.raises(opslag.Beschadigd, match="veranderd"):
        opslag.lees_bestand(Bestand.objects.get())


def test_a_new_key_closes_the_old_row_and_keeps_it(sleutel: Any, zaak: Zaak):
    leg_klaar(zaak)
    verwerk_wachtende(NU)
    call_command("zegel_demosleutel", "--vervang")
    tweede = leg_klaar(zaak, "beschikking:2")
    verwerk_wachtende(NU)
    oud, nieuw = Zegelsleutel.objects.order_by("pk")
    assert oud.vervangen_op and nieuw.vervangen_op is None
    for rij in Bestand.objects.all():
        pdf = opslag.lees_bestand(rij)
        assert zegel.controleer(pdf, certificaten=zegelregister.onze_certificaten()).echt
    assert tweede.pk


def test_the_command_says_with_its_exit_code_whether_a_file_is_genuine(
    beschikking: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    verwerk_wachtende(NU)
    pad = tmp_path / "besluit.pdf"
    pad.write_bytes(opslag.lees_bestand(Bestand.objects.get()))
    call_command("verify_pdf", str(pad))
    assert "2-3-2026" in capsys.readouterr().out.replace("02-03", "2-3")

    def code() -> int:
        with pytest.raises(CommandError) as fout:
            call_command("verify_pdf", str(pad))
        return fout.value.returncode

    zegelregister.trek_in(Zegel.objects.get(), nu=NU)
    assert code() == 3
    pad.write_bytes(pad.read_bytes() + b"\n")
    assert code() == 1
    pad.unlink()
    assert code() == 2


def test_verification_tells_replaced_withdrawn_and_unknown(beschikking: Document, zaak: Zaak):
    verwerk_wachtende(NU)
    eerste = Zegel.objects.get()
    leg_klaar(zaak, "beschikking:2")
    verwerk_wachtende(NU)
    tweede = Zegel.objects.exclude(pk=eerste.pk).get()
    zegelregister.vervang(eerste, door=tweede)
    uitslag = verificatie.op_code(eerste.code.lower().replace("-", " "))
    assert uitslag.uitkomst == "vervangen" and uitslag.is_echt and uitslag.vervangen_op
    assert verificatie.op_code(tweede.code).datum == BeschikkingGegevens.voorbeeld().ondertekening.op
    zegelregister.trek_in(tweede, nu=NU)
    assert verificatie.op_code(tweede.code).uitkomst == "ingetrokken"
    assert verificatie.op_code("0000-0000-0000").uitkomst == "onbekend"
    assert verificatie.op_code("' OR 1=1").uitkomst == "onbekend"


def test_a_seal_of_ours_outside_the_register_is_not_enough(sleutel: Any, beschikking_pdf: bytes):
    zegelregister.registreer_sleutel(NU)
    pdf = zegel.verzegel(beschikking_pdf, reden="x", plaats="x", naam="x")
    assert verificatie.op_pdf(pdf).uitkomst == "niet_echt"


def test_codes_can_be_typed_over():
    code = codes.nieuwe_code()
    assert codes.normaliseer(code) == code == codes.normaliseer(code.lower().replace("-", ""))
    assert codes.normaliseer("OOOO-IIII-LLLL") == "0000-1111-1111"
    assert codes.normaliseer("UUUU-0000-0000") == "" == codes.normaliseer("7K3M")
