"""The whole demo in one command: services, tables, data, web, worker and beat."""

import os
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from swv import demo, embedded


class Command(BaseCommand):
    help = "Start the demo, or clear its data with --wissen."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--poort", type=int, default=8000, help="first port to try")
        parser.add_argument("--wissen", action="store_true", help="clear the data of the demo and stop")

    def handle(self, *args: Any, poort: int, wissen: bool, **options: Any) -> None:
        if settings.PRODUCTIE:
            raise CommandError("De demo start niet met DEKKEND_OMGEVING=productie.")
        settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
        demo.stop_on_signals()
        try:
            with demo.claim(settings.STATE_DIR) as claim:
                demo.sweep_up(settings.STATE_DIR)
                self.clear() if wissen else self.run(poort, claim)
        except demo.AlreadyRunning as error:
            raise CommandError(f"De demo draait al: {error}. Stop die eerst.") from error
        except demo.Stopped:
            self.stdout.write("Gestopt. De gegevens blijven bewaard.")
        except RuntimeError as error:
            raise CommandError(str(error)) from error

    def clear(self) -> None:
        embedded.clear(embedded.places())
        self.stdout.write("De gegevens van de demo zijn gewist.")

    def run(self, port: int, claim: Any) -> None:
        embedded.start_where_needed()
        with closing(demo.listen(port)) as listener:
            address = f"http://{demo.HOST}:{listener.getsockname()[1]}"
            # before the data are made: each decision prints where it can be checked, and the port may be another one
            settings.BASIS_URL = os.environ["DEKKEND_BASIS_URL"] = os.environ.get("DEKKEND_BASIS_URL") or address
            self.prepare()
            children = demo.Children(settings.STATE_DIR, dict(os.environ))
            try:
                demo.start_web(children, listener)
                demo.wait_until_it_answers(children, address)
                demo.start_background(children, settings.STATE_DIR)
                claim.write(address)
                claim.flush()
                self.tell(f"Dekkend draait: {address} (Ctrl-C stopt alles)")
                demo.watch(children)
            finally:
                demo.let_signals_pass()
                children.stop()

    def prepare(self) -> None:
        self.tell("De database is gestart. De tabellen worden gemaakt of bijgewerkt.")
        call_command("migrate", interactive=False, verbosity=0)
        if "demo_data" in get_commands() and not get_user_model().objects.exists():
            self.tell("Even geduld: bij de eerste start worden de demogegevens gemaakt (twee tot vier minuten).")
            call_command("demo_data")

    def tell(self, sentence: str) -> None:
        """At once, also when somebody reads it from a file."""
        self.stdout.write(sentence)
        self.stdout.flush()
