"""What breaks: each function disturbs the site and returns when the disturbance itself is over."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg
from celery import Celery

from swv.embedded import BASE_DIR
from tests.soak.site import Site, dood

WERKERS = ("werker1", "werker2")
toeval = random.Random(20261122)


def _werker() -> str:
    return toeval.choice(WERKERS)


def _sein(pid: int, sein: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, sein)


# -- processes -------------------------------------------------------------------------------------


def worker_killed(site: Site) -> None:
    dood(site.pid(_werker()))


def only_the_parent_of_a_worker_killed(site: Site) -> None:
    _sein(site.pid(_werker()), signal.SIGKILL)


def pool_process_killed(site: Site) -> None:
    for pid in site.poolkinderen(_werker())[:1]:
        _sein(pid, signal.SIGKILL)


def all_pool_processes_killed(site: Site) -> None:
    for naam in WERKERS:
        for pid in site.poolkinderen(naam):
            _sein(pid, signal.SIGKILL)


def all_workers_killed(site: Site) -> None:
    for naam in WERKERS:
        dood(site.pid(naam))


def beat_killed(site: Site) -> None:
    dood(site.pid("beat"))


def everything_in_the_background_killed(site: Site) -> None:
    for naam in (*WERKERS, "beat"):
        dood(site.pid(naam))


def driver_killed(site: Site) -> None:
    dood(site.pid(toeval.choice([naam for naam in site.lopend if naam.startswith("drijver")])))


def worker_asked_to_stop(site: Site) -> None:
    _sein(site.pid(_werker()), signal.SIGTERM)


def worker_frozen(site: Site) -> None:
    _bevries(site.poolkinderen(_werker()), 2)


def driver_frozen(site: Site) -> None:
    _bevries([site.pid(toeval.choice([naam for naam in site.lopend if naam.startswith("drijver")]))], 2)


def _bevries(pids: list[int], seconden: float) -> None:
    for pid in pids:
        _sein(pid, signal.SIGSTOP)
    time.sleep(seconden)
    for pid in pids:
        _sein(pid, signal.SIGCONT)


def beat_frozen(site: Site) -> None:
    _bevries([site.pid("beat")], 2)


def two_beats(site: Site) -> None:
    site.zet_aan("beat2", site.beat("beat2"))
    time.sleep(3)
    site.zet_uit("beat2")


# -- the broker ------------------------------------------------------------------------------------


def flushall(site: Site) -> None:
    site.valkey(b"FLUSHALL")


def broker_restarted(site: Site) -> None:
    site.valkey(b"SHUTDOWN NOSAVE")
    time.sleep(0.3)
    site.start_valkey()


def broker_gone(site: Site) -> None:
    site.valkey(b"SHUTDOWN NOSAVE")
    time.sleep(float(os.environ.pop("SOAK_BROKER_WEG", "4")))  # once for a whole minute, in a long run
    site.start_valkey()


def broker_hangs(site: Site) -> None:
    site.valkey(b"CLIENT PAUSE 2500 ALL")
    time.sleep(2.5)


def broker_drops_everybody(site: Site) -> None:
    site.valkey(b"CLIENT KILL TYPE normal SKIPME yes")


def broker_full(site: Site) -> None:
    site.valkey(b"CONFIG SET maxmemory 1")
    time.sleep(2)
    site.valkey(b"CONFIG SET maxmemory 0")


def broker_lost_the_queue_half(site: Site) -> None:
    site.valkey(b"LTRIM celery 0 3")


def the_same_task_fifty_times(site: Site) -> None:
    app = Celery(broker=os.environ["SOAK_BROKER"])
    with suppress(Exception):
        for _ in range(50):
            app.send_task("workflow.tasks.verwerk_werk", retry=False)


def sweeps_at_once(site: Site) -> None:
    app = Celery(broker=os.environ["SOAK_BROKER"])
    with suppress(Exception):
        for _ in range(8):
            app.send_task("workflow.tasks.veeg", retry=False)


# -- the database ----------------------------------------------------------------------------------


def database_crash(site: Site) -> None:
    site.postgres("-m", "immediate", "stop")
    site.start_postgres()


def database_away(site: Site) -> None:
    site.postgres("-m", "immediate", "stop")
    time.sleep(3)
    site.start_postgres()


def database_restarted(site: Site) -> None:
    site.postgres("-m", "fast", "stop")
    site.start_postgres()


def _sql(site: Site, *opdrachten: str, wacht: float = 0) -> None:
    with psycopg.connect(host=str(site.plaats.sockets), user="postgres", dbname="dekkend") as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(opdracht)  # type: ignore[arg-type]
        time.sleep(wacht)


def all_connections_cut(site: Site) -> None:
    _sql(site, f"{KNIP} WHERE {ANDER}")


ANDER = "datname = 'dekkend' AND pid <> pg_backend_pid()"
KNIP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"


def one_connection_cut(site: Site) -> None:
    _sql(site, f"{KNIP} WHERE pid = (SELECT max(pid) FROM pg_stat_activity WHERE {ANDER})")


def one_backend_crashes(site: Site) -> None:
    """PostgreSQL then restarts all others itself."""
    with psycopg.connect(host=str(site.plaats.sockets), user="postgres", dbname="dekkend") as verbinding:
        rij = verbinding.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = 'dekkend' AND pid <> pg_backend_pid() LIMIT 1"
        ).fetchone()
    if rij:
        _sein(rij[0], signal.SIGKILL)


def outbox_locked(site: Site) -> None:
    _sql(site, "LOCK TABLE workflow_bericht IN EXCLUSIVE MODE", wacht=2)


def cases_locked(site: Site) -> None:
    _sql(site, "LOCK TABLE cases_zaak IN EXCLUSIVE MODE", wacht=2)


# -- disk, mail, clock -----------------------------------------------------------------------------


def disk_full_during_render(site: Site) -> None:
    """No worker can write a file of more than half a kilobyte for a while."""
    pids = [pid for naam in WERKERS for pid in site.poolkinderen(naam)]
    _grens(pids, 512)
    time.sleep(2)
    _grens(pids, resource.RLIM_INFINITY)


def _grens(pids: list[int], bytes_: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (bytes_, resource.RLIM_INFINITY))


def mail_server_down(site: Site) -> None:
    site.postkantoor.sluit()
    time.sleep(2)
    site.postkantoor.open()


def mail_server_hangs_up(site: Site) -> None:
    site.postkantoor.hangt_op = True
    time.sleep(1.5)
    site.postkantoor.hangt_op = False


def mail_server_says_later(site: Site) -> None:
    site.postkantoor.zegt_later = True
    time.sleep(1.5)
    site.postkantoor.zegt_later = False


def _bij_de_volgende_mail(site: Site, wat: Callable[[], bool]) -> None:
    """Once: when the next mail is in and nobody has heard so yet; gives up when none comes."""
    gebeurd = threading.Event()

    def nu() -> bool:
        if gebeurd.is_set():
            return False
        gebeurd.set()
        return wat()

    site.postkantoor.zwijgt_na_inhoud = nu
    gebeurd.wait(5)
    site.postkantoor.zwijgt_na_inhoud = lambda: False


def mail_server_silent_after_the_text(site: Site) -> None:
    _bij_de_volgende_mail(site, lambda: True)


def all_workers_killed_while_a_mail_is_handed_over(site: Site) -> None:
    def moord() -> bool:
        all_pool_processes_killed(site)
        return True

    _bij_de_volgende_mail(site, moord)


def all_connections_cut_while_a_mail_is_handed_over(site: Site) -> None:
    def knip() -> bool:
        all_connections_cut(site)
        return False

    _bij_de_volgende_mail(site, knip)


def _later(dagen: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.soak.klok", str(dagen)],
        cwd=BASE_DIR,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
    )


def clock_a_week_later(site: Site) -> None:
    _later(7)


def clock_a_month_later(site: Site) -> None:
    _later(30)


STORINGEN: tuple[Callable[[Site], None], ...] = (
    worker_killed,
    only_the_parent_of_a_worker_killed,
    pool_process_killed,
    all_pool_processes_killed,
    all_workers_killed,
    beat_killed,
    everything_in_the_background_killed,
    driver_killed,
    worker_asked_to_stop,
    worker_frozen,
    driver_frozen,
    beat_frozen,
    two_beats,
    flushall,
    broker_restarted,
    broker_gone,
    broker_hangs,
    broker_drops_everybody,
    broker_full,
    broker_lost_the_queue_half,
    the_same_task_fifty_times,
    sweeps_at_once,
    database_crash,
    database_away,
    database_restarted,
    all_connections_cut,
    one_connection_cut,
    one_backend_crashes,
    outbox_locked,
    cases_locked,
    disk_full_during_render,
    mail_server_down,
    mail_server_hangs_up,
    mail_server_says_later,
    mail_server_silent_after_the_text,
    all_workers_killed_while_a_mail_is_handed_over,
    all_connections_cut_while_a_mail_is_handed_over,
    clock_a_week_later,
    clock_a_month_later,
)
