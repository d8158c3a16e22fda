"""The way to the mail server. It says when the text of a mail goes out: from then on the mail may have arrived."""

import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

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
        if isinstance(self.connection, _Lijn):
            self.connection.bij_aanbieden = self.bij_aanbieden
        return nieuw


def lever_af(mail: EmailMessage, *, bij_aanbieden: Callable[[], None]) -> None:
    """Send one mail; a backend that keeps mail here (demo, tests) has no moment at which it is in doubt."""
    verbinding = get_connection()
    if isinstance(verbinding, EmailBackend):
        verbinding.bij_aanbieden = bij_aanbieden
    mail.connection = verbinding
    mail.send()
