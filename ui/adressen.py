"""Addresses of pages, looked up once for each kind: a page holds dozens that differ in a number only."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

_NUMMERS = tuple(str(987654321012345 + n) for n in range(4))


def adres(naam: str, *waarden: object) -> str:
    """`reverse`, for a page that is named by words and numbers."""
    getallen = [waarde for waarde in waarden if type(waarde) is int and waarde >= 0]
    if len(getallen) > len(_NUMMERS) or not all(isinstance(waarde, str | int) for waarde in waarden):
        return reverse(naam, args=waarden)
    plekken = iter(_NUMMERS)
    vorm = tuple([next(plekken) if type(w) is int and w >= 0 else w for w in waarden])
    url = _van_vorm(settings.ROOT_URLCONF, naam, vorm)
    for plek, getal in zip(_NUMMERS, getallen, strict=False):
        url = url.replace(plek, str(getal))
    return url


@lru_cache(maxsize=2048, typed=True)
def _van_vorm(urlconf: str, naam: str, vorm: tuple[object, ...]) -> str:
    return reverse(naam, urlconf, args=vorm)
