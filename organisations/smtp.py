"""The way to the mail server. It says when the text of a mail goes out: from then on the mail may have arrived."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

from organisations.mailserver import server_weg

GA_UW_GANG = 354
"""RFC 5321, 4.1.1.4: the server waits for the text. Until here nothing was handed over."""


class _Lijn(smtplib.SMTP):
    bij_aanbieden: Callable[[], None] | None = None

    def getreply(self) -> tuple[int, bytes]:
        code, antwoord = super().getreply()
        if code == GA_UW_GANG and self.bij_aanbieden is not None:
            self.bij_aanbieden()
        return code, antwoord


class _VersleuteldeLijn(_Lijn, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, with `bij_aanbieden` called before the text of each mail; what it raises stops that mail."""

    bij_aanbieden: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _VersleuteldeLijn if self.use_ssl else _Lijn

    def open(self) -> Any:
        nieuw = super().open()
        self.luister(self.bij_aanbieden)
        return nieuw

    def luister(self, bij_aanbieden: Callable[[], None] | None) -> None:
        """Of the mail that goes along this line next."""
        self.bij_aanbieden = bij_aanbieden
        if isinstance(self.connection, _Lijn):
            self.connection.bij_aanbieden = bij_aanbieden


class Lijn:
    """One line to the server for several mails, opened at the first. A backend that keeps mail here (demo, tests) has
    no moment at which a mail is in doubt.
    """

    def __init__(self) -> None:
        self._verbinding = get_connection()
        self._gebruikt = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fout: object) -> None:
        self._sluit()

    def lever_af(self, mail: EmailMessage, *, bij_aanbieden: Callable[[], None]) -> None:
        """Send one mail. A server may close a line that it has served for a while: then once more, along a new one."""
        aangeboden = False

        def meld() -> None:
            nonlocal aangeboden
            aangeboden = True
            bij_aanbieden()

        eerder_gebruikt = self._gebruikt
        try:
            self._stuur(mail, meld)
        except BaseException as fout:
            self._sluit()
            if aangeboden or not eerder_gebruikt or not (isinstance(fout, Exception) and server_weg(fout)):
                raise
            self._stuur(mail, meld)

    def _stuur(self, mail: EmailMessage, bij_aanbieden: Callable[[], None]) -> None:
        if isinstance(self._verbinding, EmailBackend):
            self._verbinding.luister(bij_aanbieden)
        self._verbinding.open()
        mail.connection = self._verbinding
        mail.send()
        self._gebruikt = True

    def _sluit(self) -> None:
        self._gebruikt = False
        with suppress(OSError, smtplib.SMTPException):
            self._verbinding.close()
