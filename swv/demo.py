"""The demo as one program: web, worker and beat under one parent that stops them all."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO

from swv.embedded import BASE_DIR

HOST = "127.0.0.1"
PORTS_TO_TRY = 100
SECONDS_TO_STOP = 10


class AlreadyRunning(Exception):
    """Another demo uses this folder; the message is its address."""


class Stopped(Exception):
    """Somebody asked to stop."""


def claim(state: Path) -> IO[str]:
    """One demo per folder: two beats would do the same work twice."""
    file = (state / "demo.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        raise AlreadyRunning(file.read().strip()) from error
    file.truncate(0)
    return file


def sweep_up(state: Path) -> None:
    """End what a demo left behind that was killed and could not stop its children itself."""
    pids = state / "children"
    for pid in pids.read_text().split() if pids.exists() else []:
        shown = subprocess.run(["ps", "-o", "command=", "-p", pid], capture_output=True, text=True, check=False)
        if any(name in shown.stdout for name in ("gunicorn swv.wsgi", "celery -A swv")):
            with suppress(ProcessLookupError):
                os.killpg(int(pid), signal.SIGKILL)
    pids.unlink(missing_ok=True)


def listen(first_port: int) -> socket.socket:
    """A listening socket on the first free port. It is handed to the web server, so nobody can take it."""
    for port in range(first_port, first_port + PORTS_TO_TRY):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise RuntimeError(f"No free port between {first_port} and {first_port + PORTS_TO_TRY}.")


class Children:
    """The processes of the demo, each with its own log file."""

    def __init__(self, state: Path, environment: dict[str, str]) -> None:
        self.logs = state / "logs"
        self.logs.mkdir(exist_ok=True)
        self.pids = state / "children"
        self.environment = environment
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
                start_new_session=True,  # Ctrl-C reaches only the parent, which stops them in order
            )
        with self.pids.open("a") as file:
            file.write(f"{self.running[name].pid}\n")

    def fallen(self) -> str | None:
        """The name of a child that ended by itself."""
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def stop(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + SECONDS_TO_STOP
        for child in self.running.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.pids.unlink(missing_ok=True)


def start_web(children: Children, listener: socket.socket) -> None:
    number = listener.fileno()
    web = ("gunicorn", "swv.wsgi", "--bind", f"fd://{number}", "--workers", "2", "--threads", "4", "--preload")
    children.start("web", *web, "--no-control-socket", "--graceful-timeout", "5", pass_fds=(number,))


def start_background(children: Children, state: Path) -> None:
    quick = ("--without-gossip", "--without-mingle", "--loglevel", "WARNING")
    children.start("worker", "celery", "-A", "swv", "worker", "--concurrency", "2", *quick)
    schedule = ("--schedule", str(state / "beat-schedule"), "--pidfile", "", "--loglevel", "WARNING")
    children.start("beat", "celery", "-A", "swv", "beat", *schedule)


def wait_until_it_answers(children: Children, address: str, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fallen := children.fallen():
            raise RuntimeError(f"{fallen} stopped; see {children.logs / fallen}.log")
        try:
            with urllib.request.urlopen(f"{address}/gezond/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The site does not answer; see {children.logs / 'web'}.log")


def watch(children: Children) -> None:
    """Until somebody stops the demo, or a part of it falls over."""
    while True:
        time.sleep(0.5)
        if fallen := children.fallen():
            raise RuntimeError(f"{fallen} stopped; see {children.logs / fallen}.log")


def stop_on_signals() -> None:
    def handler(number: int, frame: FrameType | None) -> None:
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def let_signals_pass() -> None:
    """While stopping, an impatient second Ctrl-C must not leave half of it behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
