"""Words of a name as PostgreSQL indexes them, so that the beginning of any word of it can be looked up."""

from typing import Any

from django.db import models


class Woorden(models.Func):
    """The words of a text. `simple` knows no language: no endings are taken off and no words are left out."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    output_field = models.TextField()


class Woordbegin(models.Lookup):
    """`zoektekst__woordbegin=["van", "b"]`: each of these begins a word of the text."""

    lookup_name = "woordbegin"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        return "%s", (" & ".join(f"'{woord}':*" for woord in value),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        links, vooraf = self.process_lhs(compiler, connection)
        rechts, waarden = self.process_rhs(compiler, connection)
        sql = f"to_tsvector('simple'::regconfig, {links}) @@ to_tsquery('simple'::regconfig, {rechts})"
        return sql, (*vooraf, *waarden)


models.CharField.register_lookup(Woordbegin)
