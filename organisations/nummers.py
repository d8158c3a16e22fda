"""Numbers from a sequence: unique, without gaps that tell something, never reused."""

from organisations.models import Nummerreeks


def volgend_nummer(swv_id: int, soort: str, jaar: int) -> int:
    """The next number of a sequence; the row is locked until the transaction ends (lock order: Zaak first)."""
    Nummerreeks.objects.get_or_create(swv_id=swv_id, soort=soort, jaar=jaar)
    reeks = Nummerreeks.objects.select_for_update().get(swv_id=swv_id, soort=soort, jaar=jaar)
    reeks.laatste += 1
    reeks.save(update_fields=["laatste"])
    return reeks.laatste
