"""The same promises from a folder and from a bucket (a local S3 server)."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from moto.server import ThreadedMotoServer

from documents import opslag, veeg
from documents.models import Bestand

EMMER = "documenten-van-oeverstad"
SLEUTELS = {"access_key": "proef", "secret_key": "proefgeheim", "region_name": "eu-central-1"}


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3 server on this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    naam, poort = server.get_host_and_port()
    yield f"http://{naam}:{poort}"
    server.stop()


@pytest.fixture
def map_(settings, tmp_path: Path) -> Path:
    settings.BESTANDEN_DIR = tmp_path / "bestanden"
    return tmp_path / "bestanden"


def emmer(adres: str) -> Any:
    klant = boto3.resource(
        "s3", endpoint_url=adres, aws_access_key_id="proef", aws_secret_access_key="proefgeheim",
        region_name="eu-central-1",
    )  # fmt: skip
    return klant.Bucket(EMMER)


@pytest.fixture(params=["map", "emmer"])
def plaats(request: pytest.FixtureRequest, settings, map_: Path) -> Iterator[str]:
    """Where documents are kept in this test."""
    if request.param == "map":
        yield "map"
        return
    adres = request.getfixturevalue("s3")
    emmer(adres).create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    opties = SLEUTELS | {"bucket_name": EMMER, "endpoint_url": adres, "addressing_style": "path", "default_acl": None}
    settings.STORAGES = settings.STORAGES | {
        "documenten": {"BACKEND": "documents.opslag_s3.S3Opslag", "OPTIONS": opties}
    }
    yield adres
    emmer(adres).objects.all().delete()
    emmer(adres).delete()


def verander(plaats: str, map_: Path, naam: str, data: bytes | None) -> None:
    """Somebody else changes or removes what is stored."""
    if plaats != "map":
        ding = emmer(plaats).Object(naam)
        ding.delete() if data is None else ding.put(Body=data)
    elif data is None:
        (map_ / naam).unlink()
    else:
        (map_ / naam).write_bytes(data)


def test_a_file_is_written_under_a_random_name_and_read_back(plaats: str):
    pad = opslag.schrijf(b"inhoud \x00\xff", ".pdf")
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}\.pdf", pad)
    assert opslag.lees(pad) == b"inhoud \x00\xff" and list(opslag.alle_namen()) == [pad]
    assert opslag.opslag.exists(pad) and opslag.opslag.size(pad) == 9


def test_what_is_in_the_bucket_is_not_in_the_folder(plaats: str, map_: Path):
    pad = opslag.schrijf(b"inhoud", ".pdf")
    assert (map_ / pad).exists() == (plaats == "map")
    assert plaats == "map" or [ding.key for ding in emmer(plaats).objects.all()] == [pad]


def test_a_large_file_comes_back_whole(plaats: str):
    data = bytes(range(256)) * 60_000
    assert opslag.lees(opslag.schrijf(data, ".pdf")) == data


def test_nothing_is_ever_written_over_something_else(plaats: str):
    pad = opslag.schrijf(b"eerste", ".pdf")
    with pytest.raises(FileExistsError):
        opslag.opslag._save(pad, ContentFile(b"tweede"))  # type: ignore[attr-defined]
    assert opslag.lees(pad) == b"eerste"


@pytest.mark.django_db
def test_what_was_changed_or_lost_is_not_handed_out(plaats: str, map_: Path):
    bestand = opslag.bewaar(b"besluit", mime="application/pdf", naam="besluit.pdf")
    assert opslag.lees_bestand(bestand) == b"besluit"
    verander(plaats, map_, bestand.opslagnaam, b"iets anders")
    with pytest.raises(opslag.Beschadigd, match="veranderd"):
        opslag.lees_bestand(bestand)
    verander(plaats, map_, bestand.opslagnaam, None)
    with pytest.raises(opslag.Beschadigd, match="ontbreekt"):
        opslag.lees_bestand(bestand)


@pytest.mark.django_db
def test_files_without_a_record_are_swept_and_missing_files_are_told(plaats: str, map_: Path):
    blijft = opslag.bewaar(b"besluit", mime="application/pdf", naam="besluit.pdf")
    wees = opslag.schrijf(b"wees", ".pdf")
    assert veeg.veeg_bestanden(timezone.now()) == veeg.Veegronde(0, [])
    later = timezone.now() + timedelta(days=2)
    assert veeg.veeg_bestanden(later) == veeg.Veegronde(1, [])
    assert not opslag.opslag.exists(wees) and opslag.lees_bestand(blijft) == b"besluit"
    verander(plaats, map_, blijft.opslagnaam, None)
    assert veeg.veeg_bestanden(later) == veeg.Veegronde(0, [Bestand.objects.get().pk])


def test_a_path_outside_the_folder_is_refused(plaats: str):
    with pytest.raises(Exception, match=r"(?i)travers|outside|suspicious|detected"):
        opslag.lees("../../etc/passwd")


def test_a_file_has_no_address_of_its_own(plaats: str):
    with pytest.raises(ValueError, match="no address"):
        opslag.opslag.url("a/b.pdf")


# -- each by itself ------------------------------------------------------------------------------------------------


def test_in_a_folder_only_we_can_read_it(map_: Path):
    pad = opslag.schrijf(b"inhoud", ".pdf")
    assert [p.name for p in map_.rglob("*") if p.is_file()] == [Path(pad).name]
    assert (map_ / pad).stat().st_mode & 0o077 == 0


def test_a_crash_while_writing_leaves_nothing_behind(map_: Path, monkeypatch: pytest.MonkeyPatch):
    def vol(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opslag.os, "fsync", vol)
    with pytest.raises(OSError, match="No space"):
        opslag.schrijf(b"inhoud", ".pdf")
    assert [p for p in map_.rglob("*") if p.is_file()] == []


def test_a_bucket_that_does_not_answer_is_an_error_of_the_storage(settings, map_: Path):
    opties = SLEUTELS | {"bucket_name": EMMER, "endpoint_url": "http://127.0.0.1:1", "addressing_style": "path"}
    settings.STORAGES = settings.STORAGES | {
        "documenten": {"BACKEND": "documents.opslag_s3.S3Opslag", "OPTIONS": opties}
    }
    for doe in (lambda: opslag.schrijf(b"x", ".pdf"), lambda: opslag.lees("aa/x.pdf")):
        with pytest.raises(OSError, match="does not answer"):
            doe()
    assert not map_.exists()
