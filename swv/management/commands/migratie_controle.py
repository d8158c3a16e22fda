from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from swv.migratieregels import bezwaren


class Command(BaseCommand):
    help = (
        "Refuse migrations that cannot run while the old version serves people. A migration that has to, says why: "
        "`onderbreekt = '...'` in its class; the site is then stopped for it."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        lader = MigrationLoader(connection)
        vervangen = {sleutel for migratie in lader.disk_migrations.values() for sleutel in migratie.replaces}
        eigen = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
        fouten: list[str] = []
        for sleutel, migratie in sorted(lader.graph.nodes.items()):
            naam = ".".join(sleutel)
            if sleutel[0] not in eigen or sleutel in vervangen:  # what is replaced was judged when it was made
                continue
            if migratie.initial or vars(type(migratie)).get("onderbreekt"):
                continue
            sql = lader.collect_sql([(migratie, False)])
            fouten += [f"{naam}: {bezwaar}" for bezwaar in bezwaren(sql)]
        if fouten:
            raise CommandError("\n".join(fouten))
        self.stdout.write("Every migration can run while the old version serves people.")
