# SPDX-License-Identifier: Apache-2.0
"""Stretches, terms and codes."""

from datetime import date

import pytest

from mingjing.evidence.rules.codes import code_digest, new_code
from mingjing.evidence.rules.retention import has_run_out, longest
from mingjing.evidence.rules.stretch import demand_stretch, milliseconds, written
from mingjing.evidence.types import KeptUntil, StretchInvalid

DAY = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75.5", 75_500), ("1:15.5", 75_500), ("0:01:15,5", 75_500), ("0", 0), (" 2 ", 2000),
        ("1:60", None), ("1:60:00", None), ("", None), ("-1", None), ("1.2345", None),
        ("1:2:3:4", None), ("x", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, expected: int | None) -> None:
    assert milliseconds(text) == expected


@pytest.mark.parametrize("at", [0, 75_500, 3_723_000])
def test_times_are_written_as_they_are_read(at: int) -> None:
    assert milliseconds(written(at)) == at


@pytest.mark.parametrize(
    ("begin", "end", "is_fit"),
    [(0, 0, True), (0, 5000, True), (0, 5001, False), (2, 1, False), (-1, 1, False),
     (None, 1, False), (1, None, False)],
)  # fmt: skip
def test_a_stretch_lies_within_the_scene(begin: int | None, end: int | None, is_fit: bool) -> None:
    if is_fit:
        assert demand_stretch(begin, end, 4.0) == (begin, end)
        return
    with pytest.raises(StretchInvalid):
        demand_stretch(begin, end, 4.0)


def kept(until: date | None) -> KeptUntil:
    return KeptUntil(until, "", "")


def test_the_longest_term_wins_and_one_without_end_goes_before_all() -> None:
    early, late, ever = kept(DAY), kept(date(2026, 6, 1)), kept(None)
    assert longest([early, late]) is late
    assert longest([late, ever, early]) is ever


def test_a_term_has_run_out_on_the_day_after_its_last() -> None:
    assert not has_run_out(kept(DAY), date(2026, 5, 30))
    assert not has_run_out(kept(DAY), DAY)
    assert has_run_out(kept(DAY), date(2026, 6, 1))
    assert not has_run_out(kept(None), date(9999, 1, 1))


def test_a_code_is_read_back_as_people_copy_it() -> None:
    code = new_code()
    assert code != new_code()
    assert len(code) == 23
    kept_as = code_digest(code)
    assert code_digest(code.lower().replace("-", " ")) == kept_as
    assert code_digest(code.replace("0", "o").replace("1", "l")) == kept_as
    for wrong in ("", code[:-1], code + "0", code[:-1] + "U", "é" * 20):
        assert code_digest(wrong) == ""
