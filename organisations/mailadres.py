"""Mail addresses as they are compared, everywhere: in lower case, as the brake and the unique index of accounts do.

Not with `iexact`: that compares in upper case, where `ı` is an `i`, so that two people would have one address.
"""

from django.db.models import Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact


def zelfde_adres(email: str) -> Exact:
    """`filter(zelfde_adres(email))`: rows whose `email` is this address, in whatever case either was typed."""
    return Exact(Lower("email"), Lower(Value(email)))
