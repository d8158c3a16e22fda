"""A small SMTP server of its own process or thread, that can go away and come back at the same address."""

import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from email.message import Message


class _Gesprek(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as smtplib speaks."""

    server: "_Server"

    def handle(self) -> None:
        kantoor = self.server.kantoor
        kantoor.lijnen += 1
        ontvangen = 0
        if kantoor.hangt_op:
            return
        self._zeg("451 later" if self.server.kantoor.zegt_later else "220 proef")
        while regel := self._regel():
            woord = regel.split()[0].upper() if regel.split() else b""
            if woord == b"DATA":
                self._zeg("354 ga uw gang")
                self._ontvang()
                if self.server.kantoor.zwijgt_na_inhoud():
                    return
                self._zeg(self.server.kantoor.na_inhoud)
                ontvangen += 1
                continue
            if woord == b"MAIL" and ontvangen == kantoor.hoogstens_per_lijn:
                return self._zeg("421 genoeg langs deze lijn")
            if woord == b"RCPT" and self.server.kantoor.breekt_bij.encode() in regel:
                return
            self._zeg({b"QUIT": "221 dag", b"EHLO": "250 proef"}.get(woord, "250 goed"))
            if woord == b"QUIT":
                return

    def _ontvang(self) -> None:
        regels = []
        while (regel := self._regel()) not in (b".\r\n", b""):
            regels.append(regel.removeprefix(b".") if regel.startswith(b"..") else regel)
        aangenomen = self.server.kantoor.na_inhoud.startswith("250")
        if regel and aangenomen:  # a text that was not finished is no mail
            self.server.ontvang(message_from_bytes(b"".join(regels)))

    def _regel(self) -> bytes:
        with suppress(ConnectionError):
            return self.rfile.readline()
        return b""

    def _zeg(self, regel: str) -> None:
        with suppress(ConnectionError):  # whoever was killed meanwhile
            self.wfile.write(f"{regel}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, poort: int, kantoor: "Postkantoor") -> None:
        super().__init__(("127.0.0.1", poort), _Gesprek)
        self.kantoor = kantoor

    def ontvang(self, bericht: Message) -> None:
        self.kantoor.post.append(bericht)


class Postkantoor:
    """`post` keeps what came in; `open` and `sluit` at will, always on the same port."""

    def __init__(self) -> None:
        self.post: list[Message] = []
        self.hangt_op = self.zegt_later = False
        self.lijnen, self.hoogstens_per_lijn = 0, 100
        self.na_inhoud = "250 goed"
        self.breekt_bij = "niemand@nergens.example"
        """The line breaks, without a word, as soon as a mail to this address is offered."""
        self.zwijgt_na_inhoud: Callable[[], bool] = lambda: False
        """Asked when a mail is in and before that is said: what it does happens then, and True breaks off the line."""
        self._server: _Server | None = None
        self.open()
        self.poort: int = self._server.server_address[1] if self._server else 0

    def open(self) -> None:
        self._server = _Server(getattr(self, "poort", 0), self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def sluit(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def kenmerken(self) -> list[str]:
        return [str(bericht["Message-ID"]) for bericht in self.post]
