"""Ask a virus scanner (clamd) about some bytes, over its own socket. Anything but a clear answer is no answer."""

import socket
import struct

from documents import conf

VERBINDEN = 5.0
ANTWOORDEN = 60.0
"""Seconds."""
_STUK = 256 * 1024
_LANGSTE_ANTWOORD = 4096


class GeenAntwoord(Exception):
    """The scanner is down, busy, or said something that is neither yes nor no."""


def zoek_virus(data: bytes) -> str:
    """The name of what the scanner found, or an empty string when it found nothing."""
    try:
        antwoord = _vraag(data)
    except (OSError, ValueError) as fout:
        raise GeenAntwoord(type(fout).__name__) from fout
    if antwoord == "stream: OK":
        return ""
    if antwoord.startswith("stream: ") and antwoord.endswith(" FOUND"):
        return antwoord.removeprefix("stream: ").removesuffix(" FOUND") or "onbekend"
    raise GeenAntwoord("onverwacht antwoord")


def _vraag(data: bytes) -> str:
    """INSTREAM: pieces that begin with their length, ended by a piece of nothing; the answer ends with a zero."""
    with _verbind() as lijn:
        lijn.settimeout(ANTWOORDEN)
        lijn.sendall(b"zINSTREAM\0")
        for begin in range(0, len(data), _STUK):
            stuk = data[begin : begin + _STUK]
            lijn.sendall(struct.pack(">I", len(stuk)) + stuk)
        lijn.sendall(struct.pack(">I", 0))
        antwoord = b""
        while not antwoord.endswith(b"\0") and len(antwoord) < _LANGSTE_ANTWOORD:
            ontvangen = lijn.recv(_LANGSTE_ANTWOORD)
            if not ontvangen:
                raise ConnectionAbortedError
            antwoord += ontvangen
    return antwoord.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verbind() -> socket.socket:
    adres = conf.clamd()
    if not adres.startswith("/"):
        naam, _, poort = adres.rpartition(":")
        return socket.create_connection((naam, int(poort)), timeout=VERBINDEN)
    lijn = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    lijn.settimeout(VERBINDEN)
    try:
        lijn.connect(adres)
    except OSError:
        lijn.close()
        raise
    return lijn
