"""What an error in sending says: something of the mail server, or something of this one mail."""

import re
import smtplib

VAN_DE_SERVER = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused,
)
NIET_BESCHIKBAAR = 421
"""RFC 5321, 4.2.3: the server closes the line, whatever was asked of it."""

UITGEBREID = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
NIEMAND = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10")
"""RFC 3463, 3.2 and RFC 7505: of the address mailed to. 5.1.7 and 5.1.8 are of the sender: that is ours."""
ONBEKEND = ("user unknown", "unknown user", "no such user", "recipient unknown", "mailbox not found", "does not exist")


def server_weg(fout: Exception) -> bool:
    """The server is away, shut or set up wrongly: any mail would fail now, and this one is to blame for nothing."""
    if isinstance(fout, VAN_DE_SERVER) or NIET_BESCHIKBAAR in antwoorden(fout):
        return True
    return isinstance(fout, OSError) and not isinstance(fout, smtplib.SMTPException)


def geweigerd(fout: Exception) -> bool:
    """The server took notice of this mail and will not have it (5xx): trying again gives the same answer."""
    codes = antwoorden(fout)
    return bool(codes) and not server_weg(fout) and all(500 <= code < 600 for code in codes)


def adres_bestaat_niet(fout: Exception) -> bool:
    """The server knows that nobody is there (RFC 3463): any mail to this address would come back.

    A bare 550 can also be a filter, so without such a code the server has to say it in words. A server that refuses us
    as sender says so at each address: no address is to blame for that.
    """
    if not isinstance(fout, smtplib.SMTPRecipientsRefused) or not geweigerd(fout):
        return False
    return all(_kent_niemand(tekst) for _, tekst in fout.recipients.values())


def _kent_niemand(tekst: bytes) -> bool:
    zin = tekst.decode("utf-8", "replace").lower()
    if code := UITGEBREID.search(zin):
        return code[0] in NIEMAND
    return "sender" not in zin and any(woorden in zin for woorden in ONBEKEND)


def antwoorden(fout: Exception) -> list[int]:
    """The codes that the server answered."""
    if isinstance(fout, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in fout.recipients.values()]
    return [fout.smtp_code] if isinstance(fout, smtplib.SMTPResponseException) else []


def reden(fout: Exception) -> str:
    """Why a mail failed, in words for an administrator. Never the text of the server: it can quote an address."""
    codes = ", ".join(str(code) for code in antwoorden(fout))
    if not codes:
        return f"Het versturen lukt niet ({type(fout).__name__})."
    wat = "weigert deze mail" if geweigerd(fout) else "neemt deze mail nog niet aan"
    return f"De mailserver {wat} ({codes})."
