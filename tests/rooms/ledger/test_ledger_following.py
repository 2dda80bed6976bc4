# SPDX-License-Identifier: Apache-2.0
"""Followers read every entry once, in order, whatever fails."""

from pathlib import Path

import pytest
from tests.rooms.ledger.ledger_acts import NOW, write

from mingjing.ledger.models import FollowerCursor
from mingjing.ledger.public import EntryView, Follower, cursors, entry_for, follow, sequence
from mingjing.ledger.types import EntryMissing

pytestmark = pytest.mark.django_db


def collector(name: str, seen: list[EntryView], *acts: str) -> Follower:
    return Follower(name, seen.append, frozenset(acts))


def test_it_hands_over_entries_in_the_order_of_the_log(home: Path) -> None:
    seen: list[EntryView] = []
    write(5)
    sequence(NOW)
    (report,) = follow([collector("mirror", seen)], NOW)
    assert [entry.leaf_index for entry in seen] == [0, 1, 2, 3, 4]
    assert (report.handled, report.position, report.failure) == (5, 5, "")


def test_it_hands_over_nothing_twice(home: Path) -> None:
    seen: list[EntryView] = []
    write(2)
    sequence(NOW)
    follow([collector("mirror", seen)], NOW)
    follow([collector("mirror", seen)], NOW)
    write(1)
    sequence(NOW)
    follow([collector("mirror", seen)], NOW)
    assert [entry.leaf_index for entry in seen] == [0, 1, 2]


def test_it_waits_for_the_sequencer(home: Path) -> None:
    seen: list[EntryView] = []
    write(2)
    (report,) = follow([collector("mirror", seen)], NOW)
    assert (seen, report.position) == ([], 0)


def test_it_calls_a_follower_only_for_the_acts_it_wants(home: Path) -> None:
    seen: list[EntryView] = []
    write(3)
    write(2, act="case.closed")
    write(3)
    sequence(NOW)
    (report,) = follow([collector("closings", seen, "case.closed")], NOW)
    assert [entry.leaf_index for entry in seen] == [3, 4]
    assert (report.handled, report.position) == (2, 8)


def test_it_keeps_a_failed_follower_where_it_is_and_lets_others_go_on(home: Path) -> None:
    seen: list[EntryView] = []
    stumbles: list[int] = []

    def stumble(entry: EntryView) -> None:
        if entry.leaf_index == 2 and len(stumbles) < 2:
            stumbles.append(1)
            raise ValueError("Zhou lives at 5 West Street")

    write(4)
    sequence(NOW)
    stumbler = Follower("stumbler", stumble)
    failed, fine = follow([stumbler, collector("mirror", seen)], NOW)
    assert (failed.handled, failed.position) == (2, 2)
    assert failed.failure.startswith("ValueError at test_ledger_following.py:")
    assert fine.position == len(seen) == 4
    follow([stumbler], NOW)
    row = FollowerCursor.objects.get(name="stumbler")
    assert (row.attempts, row.failed_at) == (2, NOW)
    assert "West Street" not in row.failure
    (healed,) = follow([stumbler], NOW)
    assert (healed.handled, healed.position, healed.failure) == (2, 4, "")
    assert FollowerCursor.objects.get(name="stumbler").attempts == 0


def test_it_names_the_code_of_a_platform_error(home: Path) -> None:
    def refuse(entry: EntryView) -> None:
        raise EntryMissing(entry_id="x")

    write(1)
    sequence(NOW)
    (report,) = follow([Follower("refuser", refuse)], NOW)
    assert report.failure.startswith("ledger.entry_missing at ")
    assert [cursor.name for cursor in cursors()] == ["refuser"]


def test_it_undoes_what_a_failed_handler_wrote(home: Path) -> None:
    def write_and_fail(entry: EntryView) -> None:
        write(1, kind="echo")
        raise ValueError

    write(1)
    sequence(NOW)
    follow([Follower("echo", write_and_fail)], NOW)
    assert entry_for("echo", "echo_0") == []


def test_it_lets_a_handler_do_an_act(home: Path) -> None:
    write(1)
    sequence(NOW)

    def echo(entry: EntryView) -> None:
        write(1, kind="echo")

    (report,) = follow([Follower("echo", echo)], NOW)
    assert report.failure == ""
    assert len(entry_for("echo", "echo_0")) == 1
