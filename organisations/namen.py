"""Names as people look for them and sort them, whatever language or sorting the database was made with."""

import unicodedata

from django.db.models import CharField, Func
from django.db.models.functions import Lower

_ZONDER_ONTLEDING = ("ØøŁłĐđÐðıß", "OoLlDdDdis")
"""Letters that Unicode does not take apart into a letter and a mark."""


class Kaal(Func):
    """A name without accents, in the database: what `kaal` makes of it here."""

    function = "translate"
    template = (
        r"%(function)s(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'), "
        f"'{_ZONDER_ONTLEDING[0]}', '{_ZONDER_ONTLEDING[1]}')"
    )
    output_field = CharField()


def kaal(tekst: str) -> str:
    """For `filter(zoeknaam__icontains=kaal("şük"))` on a queryset with `zoeknaam=Kaal("naam")`."""
    los = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in los if not unicodedata.combining(teken)).translate(
        str.maketrans(*_ZONDER_ONTLEDING)
    )


def op_alfabet(veld: str) -> Lower:
    """To sort by: Çelik among the C, Żółć after Zomer; other alphabets after the Latin one."""
    return Lower(Kaal(veld))
