# SPDX-License-Identifier: Apache-2.0
"""Resolving: which records are about one subject, and what stays the same the next time."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.subjects.town import OAK, Lake, premises, visit

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted
from mingjing.subjects import resolving
from mingjing.subjects.models import ResolutionRun, Subject
from mingjing.subjects.public import (
    is_due,
    latest_run,
    resolve,
    review_queue,
    search,
    subject,
    subject_of,
)
from mingjing.subjects.types import (
    NothingToResolve,
    ReviewReason,
    RunStale,
    SubjectMissing,
    SubjectStatus,
)

pytestmark = pytest.mark.django_db


def of(*records: str) -> set[str | None]:
    return {subject_of(record) for record in records}


def test_it_puts_records_of_one_business_together(lake: Lake, system: Actor, now: datetime) -> None:
    found = resolve(actor=system, now=now)
    assert len(of("register:1", "visits:1", "visits:2")) == 1
    assert len(of("register:2", "visits:3")) == 1
    assert (found.premises, found.entities, found.created) == (5, 2, 7)


def test_a_new_operator_at_the_address_is_another_subject(
    lake: Lake, system: Actor, now: datetime
) -> None:
    resolve(actor=system, now=now)
    assert len(of("register:1", "register:3")) == 2
    assert len(of("register:3", "visits:4")) == 1


def test_a_number_given_twice_is_a_conflict_and_no_link(
    lake: Lake, system: Actor, now: datetime
) -> None:
    found = resolve(actor=system, now=now)
    assert len(of("register:4", "register:5")) == 2
    assert len(of("register:4", "visits:5")) == 1
    assert found.conflicts == 1
    pairs = review_queue(PageRequest(), reason=ReviewReason.KEY_CONFLICT).items
    assert {pairs[0].left["licence_no"], pairs[0].right["licence_no"]} == {"300"}


def test_a_record_that_says_nothing_stays_unlinked(
    lake: Lake, system: Actor, now: datetime
) -> None:
    resolve(actor=system, now=now)
    assert subject_of("visits:6") is None


def test_a_complaint_is_linked_only_where_one_subject_is(
    lake: Lake, system: Actor, now: datetime
) -> None:
    resolve(actor=system, now=now)
    assert subject_of("calls:1") == subject_of("register:2")
    assert subject_of("calls:2") is None


def test_the_same_input_repeats_nothing(lake: Lake, system: Actor, now: datetime) -> None:
    assert is_due()
    first = resolve(actor=system, now=now)
    again = resolve(actor=system, now=now + timedelta(hours=1))
    assert not is_due()
    assert again.is_repeat
    assert again.run_id == first.run_id
    assert ResolutionRun.objects.count() == 1


def test_new_records_keep_the_ids(lake: Lake, system: Actor, now: datetime) -> None:
    resolve(actor=system, now=now)
    before = {name: subject_of(name) for name in ("register:1", "register:2", "register:3")}
    lake.add("premises", premises(6, "NOODLE BAR", "55 W FIR ST", licence_no="400"))
    found = resolve(actor=system, now=now + timedelta(days=1))
    assert {name: subject_of(name) for name in before} == before
    assert (found.created, found.merged, found.split) == (1, 0, 0)


def test_a_merge_leaves_a_redirect(lake: Lake, system: Actor, now: datetime) -> None:
    resolve(actor=system, now=now)
    wok, mon = subject_of("register:1"), subject_of("register:3")
    # The same licence turns out to be both: Sushi Mon is Golden Wok's new name.
    lake.add("visit_all", visit(7, "SUSHI MON", OAK, licence_no="100"))
    found = resolve(actor=system, now=now + timedelta(days=1))
    assert found.merged == 1
    assert wok is not None
    assert mon is not None
    assert subject(mon).subject_id == wok
    assert subject(mon).redirected_from == mon
    assert Subject.objects.get(pk=mon).status == SubjectStatus.MERGED
    listed = search("", PageRequest())
    assert mon not in {view.subject_id for view in listed.items}


def test_a_subject_whose_records_are_gone_keeps_its_id(
    lake: Lake, system: Actor, now: datetime
) -> None:
    resolve(actor=system, now=now)
    bar = subject_of("register:5")
    lake.tables["premises"] = lake.tables["premises"][:4]
    lake.version = "2"
    resolve(actor=system, now=now + timedelta(days=1))
    assert bar is not None
    assert subject(bar).status is SubjectStatus.EMPTY
    assert subject(bar).name == "STETSONS BAR"


def test_a_run_leaves_a_ledger_entry(lake: Lake, system: Actor, now: datetime) -> None:
    found = resolve(actor=system, now=now)
    entries = entry_for("resolution-run", found.run_id)
    assert [entry.act for entry in entries] == ["subjects.resolved"]
    assert latest_run() == found


def test_it_refuses_who_may_not_resolve(lake: Lake, zhou: Actor, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        resolve(actor=zhou, now=now)
    assert latest_run() is None


def test_it_refuses_an_empty_lake(lake: Lake, system: Actor, now: datetime) -> None:
    lake.tables.clear()
    with pytest.raises(NothingToResolve):
        resolve(actor=system, now=now)


def test_a_run_that_was_overtaken_is_not_written(
    lake: Lake, system: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve(actor=system, now=now)
    lake.version = "2"
    # It began before the other run was written, and so continues no run.
    monkeypatch.setattr(resolving, "last_run", lambda: None)
    with pytest.raises(RunStale):
        resolve(actor=system, now=now)
    files = {path.name for path in (lake.folder.parent / "lake" / "subjects").iterdir()}
    assert len(files) == 6
    assert ResolutionRun.objects.count() == 1


def test_an_unknown_subject_is_missing(db: None) -> None:
    with pytest.raises(SubjectMissing):
        subject("subject_nobody")
