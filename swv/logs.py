"""One JSON object per line. Only what we put in ourselves: no request bodies, no addresses, no names, no values.

Messages of our own rooms are written as they are; they carry numbers and kinds, never what somebody typed. Of all other
loggers only the sentence is written, not what is filled in: a driver quotes the row it refuses, Celery the exception.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from audit.verzoek import verzoek_id

OWN = {
    "swv",
    "tlv",
    "maatwerk",
    "vergaderingen",
    "workflow",
    "deadlines",
    "documents",
    "cases",
    "organisations",
    "audit",
    "ui",
}
STANDARD = set(vars(logging.LogRecord("", 0, "", 0, "", None, None))) | {"message", "asctime", "taskName", "request_id"}
OF_A_TASK = {"id": "task_id", "name": "task"}
"""What may be read from the details that Celery gives with a line."""


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        own = record.name.partition(".")[0] in OWN
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": _number(record),
            "message": record.getMessage() if own else _bare(record),
        }
        line |= _details(record) if own else _of_a_task(record)
        if record.exc_info:
            line["trace"] = _trace(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _number(record: logging.LogRecord) -> str:
    """Django reports an answer when the request is over by our count; then the request itself knows its number."""
    return getattr(getattr(record, "request", None), "verzoek_id", "") or verzoek_id.get() or "-"


def _bare(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security"):
        return "refused"  # the kind of refusal is the name of the logger; its sentence quotes what was sent
    if (status := getattr(record, "status_code", None)) is not None:
        return f"{status} {view_name(getattr(record, 'request', None))}"
    return str(record.msg)


def view_name(request: Any) -> str:
    """The name of the page, never its address: that may hold an invitation, a code or whatever somebody typed."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name or "-") if match else "-"


def _details(record: logging.LogRecord) -> dict[str, Any]:
    extra = {name: value for name, value in vars(record).items() if name not in STANDARD}
    return {name: value for name, value in extra.items() if isinstance(value, str | int | float | bool | None)}


def _of_a_task(record: logging.LogRecord) -> dict[str, Any]:
    details = record.args if isinstance(record.args, dict) else getattr(record, "data", None)
    if not record.name.startswith("celery") or not isinstance(details, dict):
        return {}
    return {ours: str(details[theirs]) for theirs, ours in OF_A_TASK.items() if theirs in details}


def _trace(error: BaseException | None) -> str:
    """Where it went wrong and what kind of error, never its message: a database quotes the row it refuses."""
    parts: list[str] = []
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or error.__context__
    return "\n".join(parts)
