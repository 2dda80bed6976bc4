# SPDX-License-Identifier: Apache-2.0
"""Killed at any instant, an act is wholly there or not at all, in every table of the room."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.rooms.cases.test_cases_rivals import Ask, asking, end, town

KILLS = 16
MOST = 24
SEED = b"2026-11-23"
AGREED = {"agree": True, "gaps": [], "derived": True, "clean": True}


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    process = town(tmp_path, "")
    yield asking(process)
    end(process)


def life(number: int) -> tuple[int, float]:
    """How many acts this one lives, and what share of the next: seeded, repeatable."""
    raw = sha256(SEED + bytes([number])).digest()
    return raw[4] % (MOST + 1), 2 * int.from_bytes(raw[:4], "big") / 2**32


@pytest.mark.law("APL-047", "APL-052")
def test_a_kill_while_documents_are_made_leaves_no_gap_in_their_numbers(ask: Ask) -> None:
    made = 0
    for number in range(KILLS):
        acts, share = life(number)
        found = ask(f"printer {acts} {share:.3f}")
        assert found["entries"] >= acts
        made += found["documents"]
        assert ask("books") == AGREED, number
    assert made > KILLS  # the victims did get somewhere


@pytest.mark.law("APL-047")
def test_a_kill_at_any_instant_leaves_nothing_half_done(ask: Ask) -> None:
    written = 0
    for number in range(KILLS):
        acts, share = life(number)
        found = ask(f"victim {acts} {share:.3f}")
        assert found["entries"] >= acts
        written += found["entries"]
        assert ask("books") == AGREED, number
    assert written > KILLS  # the victims did get somewhere
