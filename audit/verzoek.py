"""The number of the request in hand, for the log and the record. No models here: logging starts first."""

from contextvars import ContextVar

verzoek_id: ContextVar[str] = ContextVar("verzoek_id", default="")
