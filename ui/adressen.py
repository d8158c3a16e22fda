"""Addresses of pages, looked up once for each kind: a page holds dozens that differ in a number only."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

_PLEKKEN = tuple(987654321012345 + n for n in range(4))


def adres(naam: str, *waarden: object) -> str:
    """`reverse`, for a page that is named by numbers. Words may be secrets, so an address with a word is not kept."""
    if len(waarden) > len(_PLEKKEN) or not all(type(waarde) is int and waarde >= 0 for waarde in waarden):
        return reverse(naam, args=waarden)
    return _vorm(settings.ROOT_URLCONF, naam, len(waarden)).format(*waarden)


@lru_cache(maxsize=2048)
def _vorm(urlconf: str, naam: str, aantal: int) -> str:
    """The address with a place to fill in for each number, in the order of the numbers."""
    plekken = _PLEKKEN[:aantal]
    url = reverse(naam, urlconf, args=plekken).replace("{", "{{").replace("}", "}}")
    for nummer, plek in enumerate(plekken):
        url = url.replace(str(plek), f"{{{nummer}}}")
    return url
