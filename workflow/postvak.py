"""The demo's mail: kept in a table and shown on a page, so that nothing leaves the machine."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from workflow.models import Demopost


class DemoBackend(BaseEmailBackend):
    """Mail backend of the demo."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rijen = [
            Demopost(aan=adres, onderwerp=str(mail.subject), tekst=str(mail.body))
            for mail in email_messages
            for adres in mail.to
        ]
        Demopost.objects.bulk_create(rijen)
        return len(email_messages)
