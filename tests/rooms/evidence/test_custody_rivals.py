# SPDX-License-Identifier: Apache-2.0
"""Custody when many act at once or one is killed: one outcome, on record, and true in the store."""

from collections.abc import Iterator

import pytest
from tests.rooms.evidence.door import Town, town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
ROUNDS = range(3)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town of its own: its process forks, and leaves the store to those it forks."""
    with town(tmp_path_factory.mktemp("rivals")) as made:
        yield made


@pytest.mark.parametrize("round", ROUNDS)
def test_a_hold_and_a_deletion_never_both_stand(people: Town, round: int) -> None:
    told = people.ask("hold_against_delete")
    if told["decided"]:
        assert told["met"] == {
            "done": 1, "evidence.deletion_state": 7, "evidence.bodies_deleted": 8,
        }  # fmt: skip
    else:
        assert told["met"] == {"done": 8, "evidence.on_hold": 8}
    assert told["holds"] == told["hold_entries"] == (0 if told["decided"] else 8)
    assert told["held"] is not bool(told["decided"])


def test_a_deletion_is_finished_once_however_many_carry_it_out(people: Town) -> None:
    told = people.ask("many_finish")
    assert told == {"met": {"done": 16}, "finished": 1, "held": False}


@pytest.mark.parametrize("round", ROUNDS)
def test_no_receipt_stands_without_its_bytes(people: Town, round: int) -> None:
    told = people.ask("same_bytes")
    assert set(told["met"]) <= {"done", "evidence.file_not_kept"}
    assert told["receipts"] == told["met"]["done"] - 8
    assert told["held"] or not told["receipts"]


@pytest.mark.parametrize("round", ROUNDS)
def test_nobody_views_after_the_withdrawal(people: Town, round: int) -> None:
    told = people.ask("revoke_against_view")
    assert set(told["met"]) <= {"done", "evidence.share_over"}
    assert told["revoked"] == 1
    assert told["last"] == "evidence.share_revoked"
    assert told["viewings"] == told["views"] == told["met"]["done"] - 1


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.3, 2.0])
def test_a_kill_leaves_all_or_what_the_pulse_ends(people: Town, after: float) -> None:
    told = people.ask("killed", after=after)
    assert told["decided"] or told["held"], "bytes gone without a decision on record"
    assert told["held_after"] is not told["decided"]
    assert told["finished"] == int(told["decided"])
