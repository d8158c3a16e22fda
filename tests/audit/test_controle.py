"""Whoever holds the database can change the record, but not without it showing."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from audit.controle import punt_hash
from audit.models import Controlekop, Controlepunt, Gebeurtenis
from audit.services import Systeem, digest, record
from documents import demosleutel, zegel
from documents.controlepunt import controle, zet_controlepunt
from documents.models import Zegelsleutel
from tests.audit.conftest import Knoeier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ketens")]


def zet() -> Controlepunt:
    punt = zet_controlepunt(timezone.now())
    assert punt is not None
    return punt


def fouten(zaak_id: int | None = None) -> list[str]:
    return list(controle().fouten(zaak_id))


def verify(*argumenten: str) -> tuple[int, str]:
    uit = io.StringIO()
    try:
        call_command("audit_verify", *argumenten, stdout=uit)
    except CommandError as fout:
        return fout.returncode, uit.getvalue() + str(fout)
    return 0, uit.getvalue()


def schakel(zaak_id: int, volgnummer: int) -> Gebeurtenis:
    return Gebeurtenis.objects.get(zaak_id=zaak_id, volgnummer=volgnummer)


def test_a_whole_record_is_whole_before_and_after_more_writing() -> None:
    zet()
    assert verify()[0] == 0
    record(Systeem(), "proef.later", zaak_id=2)
    record(Systeem(), "proef.nieuw", zaak_id=7)
    code, tekst = verify()
    assert (code, "14 links in 4 chains, 3 loose rows, 1 checkpoints" in tekst) == (0, True)
    assert zet().nummer == 2 and verify()[0] == 0
    assert set(Controlekop.objects.filter(controlepunt__nummer=2).values_list("zaak_id", "volgnummer")) == {
        (2, 5),
        (7, 1),
    }


def test_without_a_checkpoint_nothing_is_proven() -> None:
    assert verify()[0] == 2


def test_an_unknown_case_cannot_be_proven() -> None:
    zet()
    assert verify("--zaak", "99")[0] == 2
    assert verify("--zaak", "2")[0] == 0


def test_nothing_new_makes_no_checkpoint() -> None:
    zet()
    assert zet_controlepunt(timezone.now()) is None


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("actie", "proef.anders"), ("gebruiker_id", 5), ("moment", "2020-01-01"), ("bijzonderheden", '{"keer": 8}')],
)
def test_a_changed_field_shows(knoei: Knoeier, veld: str, waarde: object) -> None:
    knoei(f"UPDATE audit_gebeurtenis SET {veld} = %s WHERE zaak_id = 2 AND volgnummer = 2", waarde)
    assert [f"Case 2, link 2 (row {schakel(2, 2).pk}): was changed."] == fouten()
    assert fouten(1) == [] and fouten(2)
    assert verify()[0] == 1


def test_a_deleted_middle_row_shows(knoei: Knoeier) -> None:
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 1 AND volgnummer = 2")
    assert [regel.partition(": ")[2][:16] for regel in fouten()] == ["link 2 was expec", "does not follow "]


def test_a_deleted_row_shows_also_when_the_rest_was_numbered_and_chained_anew(knoei: Knoeier) -> None:
    """The forger does it well: new numbers, new hashes. The checkpoint remembers."""
    zet()
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 1 AND volgnummer = 2")
    _keten_opnieuw(1, knoei)
    assert fouten() == ["Case 1: the end of the chain is gone; it had 4 links, now 3."]


def test_a_replaced_row_shows_also_when_all_after_it_was_hashed_anew(knoei: Knoeier) -> None:
    zet()
    knoei("UPDATE audit_gebeurtenis SET gebruiker_id = 77 WHERE zaak_id = 3 AND volgnummer = 2")
    _keten_opnieuw(3, knoei)
    assert fouten() == [
        f"Case 3, link 4 (row {schakel(3, 4).pk}): is not what a checkpoint saw; the chain was written anew."
    ]


def test_a_deleted_tail_shows(knoei: Knoeier) -> None:
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 2 AND volgnummer = 4")
    assert fouten() == [], "without a checkpoint nobody can tell"
    record(Systeem(), "proef.stap3", zaak_id=2)
    zet()
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 2 AND volgnummer >= 3")
    assert fouten() == ["Case 2: the end of the chain is gone; it had 4 links, now 2."]


@pytest.mark.parametrize("zaak_id", [1, 2, 3])
def test_a_deleted_chain_shows(knoei: Knoeier, zaak_id: int) -> None:
    zet()
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = %s", zaak_id)
    assert fouten() == [f"Case {zaak_id}: the whole chain is gone."]
    assert fouten(zaak_id) == [f"Case {zaak_id}: the whole chain is gone."]


def test_swapped_rows_show(knoei: Knoeier) -> None:
    knoei(
        "UPDATE audit_gebeurtenis SET volgnummer = -volgnummer WHERE zaak_id = 1 AND volgnummer IN (2, 3)",
    )
    knoei("UPDATE audit_gebeurtenis SET volgnummer = volgnummer + 5 WHERE zaak_id = 1 AND volgnummer < 0")
    assert [rij.volgnummer for rij in Gebeurtenis.objects.filter(zaak_id=1).order_by("pk")] == [1, 3, 2, 4]
    assert any("is older than the link before it" in regel for regel in fouten())
    assert any("does not follow" in regel for regel in fouten())


def test_an_inserted_row_shows(knoei: Knoeier) -> None:
    """Put in between with a hash of its own that is right; its neighbours give it away."""
    knoei("UPDATE audit_gebeurtenis SET volgnummer = volgnummer + 1 WHERE zaak_id = 1 AND volgnummer = 4")
    erbij = Gebeurtenis(moment=timezone.now(), soort="schrijven", actie="proef.erbij", rol="systeem", zaak_id=1)
    erbij.volgnummer, erbij.vorige = 4, schakel(1, 3).hash
    erbij.hash = digest(erbij)
    erbij.save(force_insert=True)
    assert any("does not follow" in regel for regel in fouten())


def test_a_row_added_at_the_end_outside_the_door_shows() -> None:
    Gebeurtenis.objects.create(
        moment=timezone.now(), soort="schrijven", actie="proef.erbij", zaak_id=1, volgnummer=5, vorige="", hash="0" * 64
    )
    assert len(fouten()) == 2


@pytest.mark.parametrize("weg", ["DELETE FROM audit_gebeurtenis", "UPDATE audit_gebeurtenis SET gebruiker_id = 3"])
def test_a_refusal_that_was_removed_or_changed_shows(knoei: Knoeier, weg: str) -> None:
    zet()
    knoei(f"{weg} WHERE id = %s", Gebeurtenis.objects.filter(soort="weigering").values_list("pk", flat=True)[1])
    (fout,) = fouten()
    assert fout.startswith("Checkpoint 1: rows outside the chains")


def test_a_forged_checkpoint_shows(knoei: Knoeier) -> None:
    """The tail is cut and the checkpoint rewritten to fit, hash and all. The key is not in the database."""
    zet()
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 1 AND volgnummer = 4")
    knoei(
        "UPDATE audit_controlekop SET volgnummer = 3, hash = %s WHERE zaak_id = 1",
        schakel(1, 3).hash,
        tabel="audit_controlekop",
    )
    punt = Controlepunt.objects.get()
    assert fouten() == ["Checkpoint 1: the heads of chains that it keeps were changed."]
    koppen = list(Controlekop.objects.order_by("zaak_id").values_list("zaak_id", "volgnummer", "hash"))
    punt.koppen_hash = hashlib.sha256("".join(f"{z}/{n}/{h}\n" for z, n, h in koppen).encode()).hexdigest()
    knoei(
        "UPDATE audit_controlepunt SET koppen_hash = %s, hash = %s",
        punt.koppen_hash,
        punt_hash(punt),
        tabel="audit_controlepunt",
    )
    assert fouten() == ["Checkpoint 1: the seal does not fit."]


def test_a_checkpoint_sealed_with_a_key_that_is_not_ours_shows(knoei: Knoeier) -> None:
    punt = zet()
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    knoei(
        "UPDATE audit_controlepunt SET zegel = %s", zegel.onderteken_los(punt.hash.encode()), tabel="audit_controlepunt"
    )
    assert fouten() == ["Checkpoint 1: the seal is not of a key of ours."]
    knoei("UPDATE audit_controlepunt SET zegel = %s", b"nonsense", tabel="audit_controlepunt")
    assert fouten() == ["Checkpoint 1: the seal cannot be read."]


def test_a_checkpoint_that_was_taken_out_shows(knoei: Knoeier) -> None:
    zet()
    record(Systeem(), "proef.later", zaak_id=1)
    zet()
    eerste = Controlepunt.objects.get(nummer=1).pk
    knoei("DELETE FROM audit_controlekop WHERE controlepunt_id = %s", eerste, tabel="audit_controlekop")
    knoei("DELETE FROM audit_controlepunt WHERE nummer = 1", tabel="audit_controlepunt")
    assert fouten()[:2] == [
        "Checkpoint 2: number 1 is missing.",
        "Checkpoint 2: does not follow the checkpoint before it.",
    ]


def test_the_last_checkpoint_taken_out_shows_against_one_that_was_kept_elsewhere(knoei: Knoeier) -> None:
    zet()
    record(Systeem(), "proef.later", zaak_id=1)
    anker = str(zet())
    assert verify("--anker", anker)[0] == 0
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 1 AND volgnummer = 5")
    knoei("DELETE FROM audit_controlekop WHERE zaak_id = 1 AND volgnummer = 5", tabel="audit_controlekop")
    knoei("DELETE FROM audit_controlepunt WHERE nummer = 2", tabel="audit_controlepunt")
    assert verify()[0] == 0
    assert verify("--anker", anker)[0] == 1


def test_an_old_seal_stays_good_when_the_key_is_replaced() -> None:
    zet()
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    record(Systeem(), "proef.later", zaak_id=1)
    zet()
    assert verify()[0] == 0


def test_a_key_that_somebody_put_among_ours_is_named_and_an_anchor_kept_elsewhere_tells(knoei: Knoeier) -> None:
    """Who owns the tables also owns the list of keys."""
    anker, echt = str(zet()), Zegelsleutel.objects.get()
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    knoei("UPDATE audit_gebeurtenis SET gebruiker_id = 77 WHERE zaak_id = 3 AND volgnummer = 4")
    _keten_opnieuw(3, knoei)
    knoei("DELETE FROM audit_controlekop", tabel="audit_controlekop")
    knoei("DELETE FROM audit_controlepunt", tabel="audit_controlepunt")
    zet()
    code, tekst = verify()
    assert (code, tekst.count("Taken for a key of ours since")) == (0, 2)
    assert all(sleutel.vingerafdruk in tekst for sleutel in Zegelsleutel.objects.all())
    assert verify("--anker", anker)[0] == 1 and echt.vingerafdruk in tekst


def test_checkpoints_too_can_only_be_added() -> None:
    zet()
    for statement in ("UPDATE audit_controlepunt SET losse = 0", "DELETE FROM audit_controlekop"):
        with pytest.raises(Exception, match="only be added"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_moment_of_a_checkpoint_counts() -> None:
    punt = zet()
    punt.moment -= timedelta(seconds=1)
    assert punt_hash(punt) != punt.hash


def _keten_opnieuw(zaak_id: int, knoei: Knoeier) -> None:
    """What a forger with time would do: number and hash the whole chain again."""
    vorige = ""
    for plaats, rij in enumerate(Gebeurtenis.objects.filter(zaak_id=zaak_id).order_by("volgnummer"), 1):
        rij.vorige = vorige
        knoei(
            "UPDATE audit_gebeurtenis SET volgnummer = %s, vorige = %s, hash = %s WHERE id = %s",
            plaats,
            vorige,
            digest(rij),
            rij.pk,
        )
        vorige = digest(rij)
