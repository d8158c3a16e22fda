"""Gunicorn behind a proxy on the same network: threads wait for the database, processes use the cores."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

bind = "0.0.0.0:8000"
workers = 2
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 30
# The proxy makes a connection for each request. A process takes no more than it has threads for: the rest waits where
# the other process can take it too. Seen with more: one process at 79 % of a core, the other at 20 %.
keepalive = 0
worker_connections = threads
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
limit_request_line = 4094

# Counts of all processes together, for /metrics. Set before the site is loaded, and empty at every start.
metingen = Path(
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", f"{tempfile.gettempdir()}/dekkend-metingen-{os.getpid()}")
)
shutil.rmtree(metingen, ignore_errors=True)
metingen.mkdir(parents=True)

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "swv.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True}},
}


def post_fork(server: Arbiter, worker: Worker) -> None:
    """What was loaded before the fork stays as it is: looking through it for rubbish is work for nothing."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def child_exit(server: Arbiter, worker: Worker) -> None:
    """The counts of a process that ended stay; its measures of the moment go."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - only after the folder above is known

    multiprocess.mark_process_dead(worker.pid)
