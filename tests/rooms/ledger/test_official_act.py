# SPDX-License-Identifier: Apache-2.0
"""An official act leaves its entry or nothing at all."""

from datetime import datetime

import pytest
from django.db import connection, transaction

from mingjing.kernel.canonical import digest
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.models import Entry
from mingjing.ledger.public import (
    Draft,
    EntryFilter,
    EntryRef,
    entries,
    entry,
    entry_for,
    official_act,
    record,
    record_many,
)
from mingjing.ledger.types import (
    ActWithoutEntry,
    EntryImmutable,
    EntryInvalid,
    EntryMissing,
    WriteOutsideAct,
)
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db


@official_act
def file_case(*, actor: Actor, now: datetime, case_id: str) -> EntryRef:
    return record(
        "case.filed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload={"case": case_id},
    )


@official_act
def forget_entry(*, actor: Actor, now: datetime) -> None:
    file_case(actor=actor, now=now, case_id="case_inner")


def test_it_keeps_the_fields_of_an_act(zhao: Actor, now: datetime) -> None:
    ref = file_case(actor=zhao, now=now, case_id="case_1")
    kept = entry(ref.entry_id)
    assert (kept.act, kept.kind, kept.object_id) == ("case.filed", "case", "case_1")
    assert (kept.agency_id, kept.account_id, kept.at) == ("agency_main", "account_zhao", now)
    assert kept.digest == ref.digest == digest({"case": "case_1"})
    assert kept.leaf_index is None


def test_it_refuses_an_act_without_an_entry_even_if_an_inner_act_left_one(
    zhao: Actor, now: datetime
) -> None:
    with pytest.raises(ActWithoutEntry):
        forget_entry(actor=zhao, now=now)
    assert entry_for("case", "case_inner") == []


def test_it_demands_an_entry_of_the_inner_act_too(zhao: Actor, now: datetime) -> None:
    @official_act
    def inner() -> None: ...

    @official_act
    def outer() -> None:
        file_case(actor=zhao, now=now, case_id="case_1")
        record("case.closed", kind="case", object_id="case_1", actor=zhao, now=now, payload={})
        inner()

    with pytest.raises(ActWithoutEntry, match="inner"):
        outer()
    assert entry_for("case", "case_1") == []


def test_it_keeps_the_outer_act_when_an_inner_one_fails_and_is_caught(
    zhao: Actor, now: datetime
) -> None:
    @official_act
    def failing() -> None:
        file_case(actor=zhao, now=now, case_id="case_failed")
        raise ValueError("broken")

    @official_act
    def outer() -> None:
        record("case.filed", kind="case", object_id="case_2", actor=zhao, now=now, payload={})
        with pytest.raises(ValueError, match="broken"):
            failing()

    outer()
    assert entry_for("case", "case_failed") == []
    assert [e.act for e in entry_for("case", "case_2")] == ["case.filed"]


def test_it_loses_the_entry_when_the_transaction_around_it_is_rolled_back(
    zhao: Actor, now: datetime
) -> None:
    with transaction.atomic():
        file_case(actor=zhao, now=now, case_id="case_3")
        transaction.set_rollback(True)
    assert entry_for("case", "case_3") == []


def test_it_refuses_an_entry_outside_an_act(zhao: Actor, now: datetime) -> None:
    with pytest.raises(WriteOutsideAct):
        record("case.filed", kind="case", object_id="case_4", actor=zhao, now=now, payload={})


def test_it_closes_the_act_after_a_failure(zhao: Actor, now: datetime) -> None:
    with pytest.raises(ActWithoutEntry):
        forget_entry(actor=zhao, now=now)
    with pytest.raises(WriteOutsideAct):
        record("case.filed", kind="case", object_id="case_4", actor=zhao, now=now, payload={})


@pytest.mark.parametrize(
    ("act", "kind", "object_id"),
    [
        ("Case Filed", "case", "case_1"),
        ("", "case", "case_1"),
        ("case.filed", "case\n", "case_1"),
        ("case.filed", "case", ""),
        ("case.filed", "case", "two\nlines"),
        ("case.filed", "case", " padded"),
        ("case.filed", "case", "x" * 201),
        ("case.filed", "case", "\ud800"),
    ],
)
def test_it_refuses_fields_it_does_not_store(
    zhao: Actor, now: datetime, act: str, kind: str, object_id: str
) -> None:
    @official_act
    def attempt() -> None:
        record(act, kind=kind, object_id=object_id, actor=zhao, now=now, payload={})

    with pytest.raises(EntryInvalid):
        attempt()


def test_it_refuses_an_instant_without_a_zone(zhao: Actor, now: datetime) -> None:
    with pytest.raises(EntryInvalid):
        file_case(actor=zhao, now=now.replace(tzinfo=None), case_id="case_1")


def test_it_refuses_coroutines_and_generators_as_acts() -> None:
    async def later() -> None: ...

    def bit_by_bit() -> object:
        yield

    for wrong in (later, bit_by_bit):
        with pytest.raises(TypeError):
            official_act(wrong)


def test_it_records_many_entries_in_order(zhao: Actor, now: datetime) -> None:
    @official_act
    def many() -> list[EntryRef]:
        drafts = [Draft("batch.row", "row", f"row_{n}", {"n": n}) for n in range(300)]
        return record_many(drafts, actor=zhao, now=now)

    refs = many()
    assert len({ref.entry_id for ref in refs}) == 300
    listed = entries(PageRequest(1, 10), EntryFilter(act="batch.row"))
    assert listed.total == 300
    assert [e.object_id for e in listed.items] == [f"row_{n}" for n in range(299, 289, -1)]


def test_it_refuses_an_act_that_records_nothing_of_many(zhao: Actor, now: datetime) -> None:
    @official_act
    def none() -> None:
        record_many([], actor=zhao, now=now)

    with pytest.raises(ActWithoutEntry):
        none()


def test_it_names_the_missing_entry() -> None:
    with pytest.raises(EntryMissing, match="entry_nobody"):
        entry("entry_nobody")


def test_it_never_changes_a_row_through_the_orm(zhao: Actor, now: datetime) -> None:
    ref = file_case(actor=zhao, now=now, case_id="case_1")
    row = Entry.objects.get(entry_id=ref.entry_id)
    for write in (
        row.save,
        row.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(act="other"),
        lambda: Entry.objects.create(entry_id="x"),
        lambda: Entry.objects.bulk_create([row]),
        lambda: Entry.objects.bulk_update([row], ["act"]),
    ):
        with pytest.raises(EntryImmutable):
            write()
    assert entry(ref.entry_id).act == "case.filed"


def test_it_writes_a_batch_in_one_statement(
    zhao: Actor, now: datetime, django_assert_num_queries: object
) -> None:
    @official_act
    def many() -> None:
        record_many([Draft("a", "k", str(n), {}) for n in range(1, 50)], actor=zhao, now=now)

    before = len(connection.queries_log)
    many()
    assert len(connection.queries_log) - before <= 3  # savepoint, insert, release
