# SPDX-License-Identifier: Apache-2.0
"""From the encoder's clock to that of a plan, and back."""

import pytest

from mingjing.evidence.rules.film_clock import film_clock
from mingjing.evidence.types.redaction_refusals import ClocksApart

HOLED = [(0, 1000), (2900, 3900), (5800, 6800)]


@pytest.mark.parametrize("dur", [1000, 2900])
def test_an_instant_of_a_piece_is_the_same_on_both_clocks(dur: int) -> None:
    clock = film_clock(HOLED, [dur, dur, 1000], 200)
    assert [clock.scene(at) for at in (0, 500, 1000, 2000, 2900, 3400, 6800)] == [
        0, 500, 1000, 1000, dur, dur + 500, 2 * dur + 1000,
    ]  # fmt: skip
    assert [clock.film(at) for at in (0, 500, dur, dur + 500)] == [0, 500, 2900, 3400]
    assert clock.length == 6800


def test_near_the_end_of_a_hole_both_pictures_count() -> None:
    clock = film_clock(HOLED, [1000, 1000, 1000], 200)
    assert set(clock.scenes(2890, 50)) >= {1000, 1040}
    assert clock.scenes(500, 50) == (500,)
    assert set(clock.scenes(500, 500)) >= {0, 500, 1000}


@pytest.mark.parametrize(
    ("spans", "durs"),
    [
        ([(0, 1000), None], [1000, 1000]),
        ([(0, 1000), (500, 1500)], [1000, 1000]),
        ([(0, 1000), (3300, 4300)], [1000, 1000]),
        ([(0, 1000)], [700]),
        ([(0, 1000)], [1300]),
        ([(0, 10), (2010, 2020), (4020, 4030)], [10, 10, 10]),
    ],
    ids=["no time", "one over another", "a long hole", "too short", "too long", "mostly holes"],
)
def test_what_does_not_fit_is_refused(spans: list[tuple[int, int] | None], durs: list[int]) -> None:
    with pytest.raises(ClocksApart):
        film_clock(spans, durs, 200)


def test_without_pieces_there_is_no_clock() -> None:
    with pytest.raises(ClocksApart):
        film_clock([], [], 200)
