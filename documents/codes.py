"""Short codes on paper that lead to the verification page."""

import secrets

from documents import conf
from documents.briefgegevens import Verificatie

# Crockford's alphabet: no I, L, O and U, so that a code read aloud or typed over stays the same code.
ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTE = 12
_VERWISSELD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def nieuwe_code() -> str:
    """Twelve random characters (60 bits) in groups of four: not to be guessed, still to be typed."""
    return _in_groepen("".join(secrets.choice(ALFABET) for _ in range(LENGTE)))


def normaliseer(getypt: str) -> str:
    """What a person typed as the code we gave, or an empty string when it cannot be one."""
    kaal = "".join(teken for teken in getypt.upper() if teken.isalnum()).translate(_VERWISSELD)
    if len(kaal) != LENGTE or set(kaal) - set(ALFABET):
        return ""
    return _in_groepen(kaal)


def nieuwe_verificatie() -> Verificatie:
    """Code and address for one document; frozen with its merge data, because both are printed on it."""
    code = nieuwe_code()
    return Verificatie(code=code, url=f"{conf.basis_url()}/echt/{code}/")


def _in_groepen(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, LENGTE, 4))
