# SPDX-License-Identifier: Apache-2.0
"""Proofs of entries: they convince outside, and an altered database shows."""

import base64
import json
from pathlib import Path

import pytest
from django.db import connection
from tests.rooms.ledger.ledger_acts import NOW, published_head, write

from mingjing.kernel.canonical import canonical_json
from mingjing.ledger.models import Checkpoint, Entry
from mingjing.ledger.public import (
    audit,
    check_proof,
    consistency_proof,
    first_proof,
    head,
    proof,
    proof_steps,
    sequence,
    verifier_key,
)
from mingjing.ledger.types import (
    EntryAltered,
    EntryMissing,
    LogDamaged,
    LogForked,
    NothingPublished,
    NotYetSequenced,
    ProofBroken,
)
from mingjing_verify.log.merkle import verify_consistency
from mingjing_verify.log.notes import parse_vkey
from mingjing_verify.log.proofs import verify_payload, verify_proof

pytestmark = pytest.mark.django_db


def test_it_proves_every_entry_to_an_outsider(home: Path) -> None:
    refs = write(300)
    sequence(NOW)
    key = parse_vkey(verifier_key())
    for number, ref in enumerate(refs):
        proven = verify_proof(proof(ref.entry_id).encode(), key)
        assert proven.entry()["entry"] == ref.entry_id
        verify_payload(proven, canonical_json({"n": number}))


def test_it_gives_the_same_first_proof_for_ever(home: Path) -> None:
    ref = write(3)[0]
    sequence(NOW)
    before = first_proof(ref.entry_id)
    assert before == proof(ref.entry_id)
    write(500)
    sequence(NOW)
    assert first_proof(ref.entry_id) == before != proof(ref.entry_id)
    assert check_proof(before, verifier_key()).size == 3


def test_it_tells_what_a_proof_proves(home: Path) -> None:
    ref = write(3)[1]
    sequence(NOW)
    found = check_proof(proof(ref.entry_id), verifier_key())
    assert (found.act, found.object_id, found.index) == ("case.filed", "case_1", 1)
    assert (found.digest, found.entry_id) == (ref.digest, ref.entry_id)
    now_head = head()
    assert now_head is not None
    assert (found.size, found.root) == (now_head.size, now_head.root)


def test_it_refuses_a_proof_that_was_altered(home: Path) -> None:
    ref = write(3)[1]
    sequence(NOW)
    text = proof(ref.entry_id).replace("index 1", "index 0")
    with pytest.raises(ProofBroken):
        check_proof(text, verifier_key())


def test_it_shows_the_steps_to_the_root(home: Path) -> None:
    ref = write(5)[4]
    sequence(NOW)
    steps = proof_steps(ref.entry_id)
    assert json.loads(steps.leaf)["entry"] == ref.entry_id
    assert steps.size == 5
    assert [step.is_left for step in steps.steps] == [True]
    now_head = head()
    assert now_head is not None
    assert steps.root == now_head.root
    assert base64.b64encode(bytes.fromhex(steps.steps[-1].result)).decode() == steps.root


def test_it_proves_that_the_log_grew(home: Path) -> None:
    write(3)
    sequence(NOW)
    old = published_head(home)
    write(400)
    sequence(NOW)
    new = published_head(home)
    verify_consistency((3, 403), (old.root, new.root), proof=consistency_proof(3))


def test_it_has_no_consistency_proof_before_the_first_checkpoint(home: Path) -> None:
    with pytest.raises(NothingPublished):
        consistency_proof(1)


@pytest.mark.parametrize("make", [proof, first_proof, proof_steps])
def test_it_asks_to_wait_for_the_sequencer(home: Path, make: object) -> None:
    ref = write(1)[0]
    assert callable(make)
    with pytest.raises(NotYetSequenced):
        make(ref.entry_id)
    with pytest.raises(EntryMissing):
        make("entry_nobody")


def alter(column: str, index: int, value: object) -> None:
    """What a database administrator could do."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE ledger_entry SET {column} = %s WHERE leaf_index = %s",  # noqa: S608
            [value, index],  # type: ignore[list-item]
        )


def test_it_makes_no_proof_of_an_altered_entry(home: Path) -> None:
    ref = write(3)[1]
    sequence(NOW)
    alter("object_id", 1, "forged")
    with pytest.raises(LogForked):
        proof(ref.entry_id)


def test_it_makes_no_proof_from_a_damaged_tile(home: Path) -> None:
    ref = write(3)[1]
    sequence(NOW)
    (home / "ledger/tile/0/000.p/3").write_bytes(b"")
    with pytest.raises(LogDamaged):
        proof(ref.entry_id)


def test_the_audit_finds_nothing_in_an_honest_database(home: Path) -> None:
    write(600)
    sequence(NOW)
    seen: list[float] = []
    assert audit(lambda message, share: seen.append(share)) == 600
    assert seen[-1] == 1.0
    assert Entry.objects.count() == 600


def test_the_audit_of_an_empty_ledger_is_quick(home: Path) -> None:
    assert audit() == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "case.closed"),
        ("object_id", "case_other"),
        ("account_id", "account_li"),
        ("at", "2026-11-22 02:00:00"),
        ("digest", "00" * 32),
        ("kind", "forged"),
    ],
)
def test_the_audit_names_the_altered_entry(home: Path, column: str, value: object) -> None:
    refs = write(300)
    sequence(NOW)
    alter(column, 270, value)
    with pytest.raises(EntryAltered) as found:
        audit()
    assert found.value.detail == {"entry_id": refs[270].entry_id, "index": 270}


def test_the_audit_finds_a_deleted_entry(home: Path) -> None:
    write(3)
    sequence(NOW)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE leaf_index = 1")
    with pytest.raises(LogForked):
        audit()


def test_the_audit_is_not_blinded_by_a_checkpoint_that_is_gone(home: Path) -> None:
    write(300)
    sequence(NOW)
    Checkpoint.objects.all().delete()
    alter("act", 270, "case.closed")
    with pytest.raises(EntryAltered):
        audit()


@pytest.mark.parametrize("column", ["root", "note"])
def test_the_audit_finds_a_stored_checkpoint_that_was_rewritten(home: Path, column: str) -> None:
    for _ in range(2):
        write(3)
        sequence(NOW)
    first, second = Checkpoint.objects.order_by("size")
    Checkpoint.objects.filter(pk=first.pk).update(**{column: getattr(second, column)})
    with pytest.raises(LogForked, match=f"stored checkpoint {first.size}"):
        audit()


def test_the_audit_finds_that_the_published_log_is_gone(home: Path) -> None:
    write(3)
    sequence(NOW)
    (home / "ledger" / "checkpoint").unlink()
    with pytest.raises(LogForked, match="published checkpoint"):
        audit()
