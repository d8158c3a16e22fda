from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

UNIEK = """CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS handtekening_een_per_persoon
ON documents_handtekening (stuk_id, user_id)
WHERE kamer AND uitkomst IN ('open', 'getekend') AND user_id IS NOT NULL"""


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies: ClassVar = [("documents", "0008_tekenkamer")]

    operations: ClassVar = [
        ValidateConstraint("handtekening", "handtekening_gezet_heeft_moment_en_hash"),
        ValidateConstraint("ondertekenstuk", "ondertekenstuk_voltooid_heeft_moment"),
        AddIndexConcurrently(
            "ondertekenstuk",
            models.Index(
                fields=["id"],
                condition=Q(("kamer", True), ("uitslag", ""), ("vervallen_op__isnull", True)),
                name="ondertekenstuk_loopt",
            ),
        ),
        AddIndexConcurrently(
            "handtekening",
            models.Index(
                fields=["uiterlijk", "id"],
                condition=Q(("kamer", True), ("uitkomst", "open")),
                name="handtekening_wacht",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(UNIEK, "DROP INDEX CONCURRENTLY IF EXISTS handtekening_een_per_persoon")
            ],
            state_operations=[
                migrations.AddConstraint(
                    "handtekening",
                    models.UniqueConstraint(
                        fields=("stuk", "user"),
                        condition=Q(("kamer", True), ("uitkomst__in", ["open", "getekend"]), ("user__isnull", False)),
                        name="handtekening_een_per_persoon",
                    ),
                )
            ],
        ),
    ]
