"""Clients in a closed loop: each asks for a page, reads it whole, and asks for the next.

A connection for each page, as nginx makes them to the web server (deploy/nginx/nginx.conf).
"""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.diensten import SITE


@dataclass(frozen=True)
class Uitslag:
    """What a number of clients saw: milliseconds for each answer, answers in a second, bytes of one page."""

    p50: float
    p95: float
    per_seconde: float
    bytes: int
    aantal: int


class GeenPagina(Exception):
    """An answer that is not the page: a measurement of it would mean nothing."""


class _Klant:
    def __init__(self, poort: int, koekje: str, adressen: Sequence[str]) -> None:
        self.poort = poort
        self.vragen = [self._vraag(adres, koekje) for adres in adressen]
        self.tijden: list[float] = []
        self.bytes = 0
        self.fout: Exception | None = None

    def _vraag(self, adres: str, koekje: str) -> bytes:
        koppen = f"GET {adres} HTTP/1.1\r\nHost: {SITE}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n"
        koppen += "Accept-Encoding: gzip, deflate, br\r\n"
        return f"{koppen}Connection: close\r\n{f'Cookie: {koekje}' if koekje else 'X-Kaal: 1'}\r\n\r\n".encode()

    def verbind(self) -> None:
        self.lijn = socket.create_connection(("127.0.0.1", self.poort), timeout=60)
        self.lijn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def een(self, nummer: int) -> None:
        begin = time.perf_counter()
        self.verbind()
        self.lijn.sendall(self.vragen[nummer % len(self.vragen)])
        self.bytes = self._lees()
        self.lijn.close()
        self.tijden.append(time.perf_counter() - begin)

    def _lees(self) -> int:
        gelezen = b""
        while b"\r\n\r\n" not in gelezen:
            stuk = self.lijn.recv(262144)
            if not stuk:
                raise GeenPagina(gelezen[:200])
            gelezen += stuk
        kop, _, rest = gelezen.partition(b"\r\n\r\n")
        if b" 200 " not in kop.split(b"\r\n", 1)[0]:
            raise GeenPagina(kop[:400])
        lengte = int(kop.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        over = lengte - len(rest)
        while over > 0:
            stuk = self.lijn.recv(262144)
            if not stuk:
                raise GeenPagina(b"cut off")
            over -= len(stuk)
        return lengte

    def draai(self, begin: int, tot: float) -> None:
        """Page after page until then, and one at least, however late a busy machine starts this."""
        try:
            self.een(begin)
            nummer = begin + 1
            while time.perf_counter() < tot:
                self.een(nummer)
                nummer += 1
        except Exception as fout:
            self.fout = fout


def pagina(poort: int, koekje: str, adres: str) -> bytes:
    """One page, whole."""
    klant = _Klant(poort, koekje, [adres])
    klant.verbind()
    klant.lijn.sendall(klant.vragen[0])
    gelezen = klant.lijn.recv(262144)
    kop, _, rest = gelezen.partition(b"\r\n\r\n")
    lengte = int(kop.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    while len(rest) < lengte:
        rest += klant.lijn.recv(262144)
    klant.lijn.close()
    return rest


def meet(poort: int, koekjes: Sequence[str], adressen: Sequence[str], *, seconden: float) -> Uitslag:
    """As many clients as there are cookies; the first second, or less, does not count."""
    klanten = [_Klant(poort, koekje, adressen) for koekje in koekjes]
    stap = max(1, len(adressen) // len(klanten))
    for tijd in (min(1.0, seconden), seconden):
        for klant in klanten:
            klant.tijden = []
        begin = time.perf_counter()
        draden = [
            threading.Thread(target=klant.draai, args=(nummer * stap, begin + tijd))
            for nummer, klant in enumerate(klanten)
        ]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        duur = time.perf_counter() - begin
        for fout in (klant.fout for klant in klanten if klant.fout):
            raise fout
    tijden = sorted(t for klant in klanten for t in klant.tijden)
    return Uitslag(
        p50=1000 * tijden[len(tijden) // 2],
        p95=1000 * tijden[int(len(tijden) * 0.95)],
        per_seconde=len(tijden) / duur,
        bytes=klanten[0].bytes,
        aantal=len(tijden),
    )
