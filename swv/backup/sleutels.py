"""Encryption with age: whoever makes backups needs the public key only; reading one back takes the secret key."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

import pyrage
from pyrage import x25519

GEHEIM = "AGE-SECRET-KEY-1"


class BackupFout(Exception):
    """Why a backup or a restore did not succeed, in a sentence; `code` is the exit code."""

    def __init__(self, zin: str, *, code: int = 1) -> None:
        super().__init__(zin)
        self.code = code


class Leesbaar(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Schrijfbaar(Protocol):
    def write(self, data: bytes, /) -> Any: ...


@dataclass
class Teller:
    """What passed by: size and SHA-256."""

    grootte: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def tel(self, data: bytes) -> None:
        self.grootte += len(data)
        self._hash.update(data)

    @property
    def sha256(self) -> str:
        return str(self._hash.hexdigest())


class _Lezer:
    def __init__(self, bron: Leesbaar, teller: Teller) -> None:
        self.bron, self.teller = bron, teller

    def read(self, size: int = -1, /) -> bytes:
        data = self.bron.read(size)
        self.teller.tel(data)
        return data


class _Schrijver:
    def __init__(self, doel: Schrijfbaar | None, teller: Teller) -> None:
        self.doel, self.teller = doel, teller

    def write(self, data: bytes, /) -> int:
        self.teller.tel(data)
        if self.doel is not None:
            self.doel.write(data)
        return len(data)

    def flush(self) -> None:
        """Whoever owns the target flushes it."""


def lees_ontvangers(tekst: str) -> list[x25519.Recipient]:
    """Public keys, separated by commas or white space."""
    woorden = tekst.replace(",", " ").split()
    if not woorden:
        raise BackupFout("No key to encrypt with: set DEKKEND_BACKUP_ONTVANGER to a public key (age1...).", code=2)
    try:
        return [x25519.Recipient.from_str(woord) for woord in woorden]
    except pyrage.RecipientError as fout:
        raise BackupFout("DEKKEND_BACKUP_ONTVANGER is not a public key of age (age1...).", code=2) from fout


def lees_geheim(tekst: str) -> list[x25519.Identity]:
    """The secret keys in the text of a key file; lines that begin with # are remarks."""
    regels = [regel.strip() for regel in tekst.splitlines()]
    sleutels = [regel for regel in regels if regel.startswith(GEHEIM)]
    if not sleutels:
        raise BackupFout("No secret key: give --sleutel FILE or set DEKKEND_BACKUP_SLEUTEL_FILE.", code=2)
    try:
        return [x25519.Identity.from_str(sleutel) for sleutel in sleutels]
    except pyrage.IdentityError as fout:
        raise BackupFout("The secret key of the backup is not a key of age.", code=2) from fout


def maak_sleutel(pad: Path) -> str:
    """Write a new secret key that only its owner can read, never over another; returns the public key."""
    geheim = x25519.Identity.generate()
    publiek = str(geheim.to_public())
    try:
        greep = os.open(pad, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as fout:
        raise BackupFout(f"{pad} exists already: a key is never overwritten.", code=2) from fout
    with os.fdopen(greep, "w", encoding="ascii") as bestand:
        bestand.write(f"# public key: {publiek}\n{geheim}\n")
    return publiek


@contextmanager
def heel_of_niet(doel: Path) -> Iterator[IO[bytes]]:
    """A file under a temporary name that gets its own name when all of it is on the disk."""
    tijdelijk = doel.with_name(f".deel-{os.getpid()}-{doel.name}")
    try:
        with tijdelijk.open("wb") as uit:
            yield uit
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.rename(doel)
    finally:
        tijdelijk.unlink(missing_ok=True)


def versleutel(bron: Leesbaar, doel: Path, ontvangers: Sequence[x25519.Recipient]) -> Teller:
    """Read all of `bron` into an encrypted file, in constant memory; says what was read."""
    teller = Teller()
    try:
        with heel_of_niet(doel) as uit:
            pyrage.encrypt_io(_Lezer(bron, teller), uit, ontvangers)
    except (OSError, pyrage.EncryptError) as fout:
        raise BackupFout(f"{doel.name} could not be written: {fout}") from fout
    return teller


def ontsleutel(bron: Path, doel: Schrijfbaar | None, geheim: Sequence[x25519.Identity]) -> Teller:
    """Decrypt a file into `doel` (None: only to look); every piece is proven genuine before it is handed on."""
    teller = Teller()
    try:
        with bron.open("rb") as lezer:
            pyrage.decrypt_io(lezer, _Schrijver(doel, teller), geheim)
    except FileNotFoundError as fout:
        raise BackupFout(f"{bron.name} is missing from the backup.", code=3) from fout
    except BrokenPipeError:
        raise
    except pyrage.DecryptError as fout:
        if "No matching keys" in str(fout):
            raise BackupFout("This key does not open the backup: it was made for another one.", code=2) from fout
        raise BackupFout(f"{bron.name} is damaged: {fout}.", code=3) from fout
    except OSError as fout:
        raise BackupFout(f"{bron.name} is damaged: its content was changed or cut off ({fout}).", code=3) from fout
    return teller
