# SPDX-License-Identifier: Apache-2.0
"""The live list holds the newest minutes, and what it told of a place it never tells otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from mingjing.evidence.rules.live_list import MOST_PIECES, PATIENCE, WINDOW, LiveList
from mingjing.evidence.rules.playlist import Piece
from mingjing.evidence.types import LinkKind

START = [Piece(0, LinkKind.OPEN, "", "", 0), Piece(1, LinkKind.INIT, "i1", "", 0)]


def media(*numbers: int, init: str = "i1", dur: int = 500) -> list[Piece]:
    return [Piece(seq, LinkKind.MEDIA, f"b{seq}", init, dur) for seq in numbers]


def init(seq: int) -> Piece:
    return Piece(seq, LinkKind.INIT, f"i{seq}", "", 0)


def live(*groups: Iterable[Piece]) -> LiveList:
    made = LiveList()
    for group in groups:
        made.arrive(group)
    return made


@dataclass(frozen=True)
class Told:
    """A list as a player reads it: of each number its body, its `init`, its discontinuities."""

    pieces: dict[int, tuple[str, str, int]]
    seconds: float
    text: str

    @property
    def bodies(self) -> list[str]:
        return [body for body, _, _ in self.pieces.values()]


def told(made: LiveList, *, is_over: bool = False) -> Told:
    text = made.text(is_over=is_over)
    number = int(re.search(r"MEDIA-SEQUENCE:(\d+)", text)[1])  # type: ignore[index]
    breaks = int(re.search(r"DISCONTINUITY-SEQUENCE:(\d+)", text)[1])  # type: ignore[index]
    needs, seconds, pieces = "", 0.0, {}
    for line in text.splitlines():
        if line == "#EXT-X-DISCONTINUITY":
            breaks += 1
        elif line.startswith("#EXT-X-MAP"):
            needs = line.split("bodies/")[1].rstrip('"')
        elif line.startswith("#EXTINF:"):
            seconds += float(line[8:-1])
        elif line.startswith("bodies/"):
            pieces[number] = (line.removeprefix("bodies/"), needs, breaks)
            number += 1
    return Told(pieces, seconds, text)


def test_it_holds_the_newest_minutes_and_counts_what_left() -> None:
    found = told(live(START, media(*range(2, 1002))))
    most = WINDOW // 500
    assert found.bodies == [f"b{seq}" for seq in range(1002 - most, 1002)]
    assert next(iter(found.pieces)) == 1000 - most
    assert found.text.startswith(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:640\n"
        "#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-MAP:URI="bodies/i1"\n#EXTINF:0.500,\n'
    )
    assert "PLAYLIST-TYPE" not in found.text


def test_pieces_that_are_long_leave_three_of_them() -> None:
    found = told(live(START, media(*range(2, 12), dur=120_000)))
    assert found.bodies == ["b9", "b10", "b11"]


def test_a_discontinuity_that_left_is_counted() -> None:
    made = live(START, media(2, 3), [Piece(4, LinkKind.GAP, "", "", 0)], media(5))
    assert "#EXT-X-DISCONTINUITY\n#EXTINF" in made.text(is_over=False)
    made.arrive(media(*range(6, 400)))
    found = told(made)
    assert "#EXT-X-DISCONTINUITY\n" not in found.text
    assert {breaks for _, _, breaks in found.pieces.values()} == {1}


def test_a_missing_link_is_waited_for_and_then_passed_for_good() -> None:
    made = live(START, media(2))
    made.arrive(media(4, 5))
    assert told(made).bodies == ["b2"]
    made.arrive(media(3 + PATIENCE))
    assert told(made).pieces == {
        0: ("b2", "i1", 0), 1: ("b4", "i1", 1), 2: ("b5", "i1", 1), 3: ("b6", "i1", 1),
    }  # fmt: skip
    before = made.text(is_over=False)
    made.arrive(media(3))
    assert made.text(is_over=False) == before


def test_links_that_came_a_little_out_of_order_stand_in_theirs() -> None:
    found = told(live(START, media(3, 4), media(2), media(5)))
    assert found.pieces == {n: (f"b{n + 2}", "i1", 0) for n in range(4)}


def test_a_piece_waits_for_its_init_until_a_newer_one_is_held() -> None:
    made = live(START, media(2), media(*range(9, 12), init="i8"))
    assert (told(made).bodies, made.wanted) == (["b2"], "i8")
    came = live(START, media(2), media(*range(9, 12), init="i8"), [init(8)])
    assert told(came).bodies == ["b2", "b9", "b10", "b11"]
    made.arrive([init(20), *media(21, 22, init="i20")])
    assert told(made).pieces == {
        0: ("b2", "i1", 0), 1: ("b21", "i20", 1), 2: ("b22", "i20", 1),
    }  # fmt: skip
    made.arrive([init(8)])
    assert told(made).bodies == ["b2", "b21", "b22"]


def test_an_init_that_never_comes_is_waited_for_as_a_missing_link_is() -> None:
    made = live(START, media(2), media(*range(3, 3 + PATIENCE), init="never"))
    assert (told(made).bodies, made.edge, made.wanted) == (["b2"], 2, "never")
    made.arrive(media(3 + PATIENCE, init="never"))
    assert (told(made).bodies, made.edge, made.wanted) == (["b2"], 3, "never")
    for seq in range(4 + PATIENCE, 1000):
        made.arrive(media(seq, init="never"))
        assert made.edge == seq - PATIENCE
    assert told(made).pieces == {0: ("b2", "i1", 0)}


def test_an_init_that_comes_after_its_pieces_were_passed_shifts_nothing() -> None:
    made = live(START, media(2), media(*range(4, 9), init="i3"))
    assert (told(made).bodies, made.edge) == (["b2"], 5)
    made.arrive([init(3)])
    assert told(made).pieces == {
        0: ("b2", "i1", 0), 1: ("b6", "i3", 1), 2: ("b7", "i3", 1), 3: ("b8", "i3", 1),
    }  # fmt: skip


def test_pieces_that_say_no_time_are_counted_and_leave() -> None:
    found = told(live(START, media(*range(2, 3 * MOST_PIECES), dur=0)))
    assert len(found.bodies) == MOST_PIECES
    assert found.bodies[-1] == f"b{3 * MOST_PIECES - 1}"


def test_a_piece_that_says_any_time_does_not_keep_the_list_from_sliding() -> None:
    made = live(START, media(2), media(3, dur=2**53 - 1), media(*range(4, 3 * MOST_PIECES)))
    assert len(told(made).bodies) == MOST_PIECES


def test_the_end_leaves_nothing_waiting() -> None:
    made = live(START, media(2, 4), [Piece(6, LinkKind.END, "", "", 0)])
    assert told(made, is_over=True).bodies == ["b2", "b4"]
    assert made.text(is_over=True).endswith("#EXT-X-ENDLIST\n")


def test_a_number_far_above_the_others_costs_nothing() -> None:
    assert told(live(START, media(2, 2**53 - 1))).bodies == ["b2"]


@given(
    order=st.permutations(range(2, 40)),
    inits=st.sets(st.integers(3, 38), max_size=4),
    stays=st.integers(1, 12),
    never=st.sets(st.integers(3, 38), max_size=2),
)
def test_what_was_told_stays_told_whatever_the_order_and_however_it_is_read(
    order: Sequence[int], inits: set[int], stays: int, never: set[int]
) -> None:
    """Long pieces, so that the list slides; also read at once, as behind a restart of the door.

    `never`: links that do not come, an `init` among them.
    """
    links = {2: media(2, dur=20_000)[0]}
    for seq in range(3, 40):
        newest = max((one for one in inits if one < seq), default=1)
        body = media(seq, init=f"i{newest}", dur=20_000)[0]
        links[seq] = init(seq) if seq in inits else body
    came = sorted(order, key=lambda seq: (seq // stays, order.index(seq)))  # in part in order
    came = [seq for seq in came if seq not in never]
    made, seen = live(START), dict[int, tuple[str, str, int]]()
    for seq in came:
        made.arrive([links[seq]])
        found = told(made)
        assert all(seen.setdefault(n, one) == one for n, one in found.pieces.items())
    assert sorted(seen) == list(range(len(seen)))
    numbers = [int(body[1:]) for body, _, _ in (seen[n] for n in sorted(seen))]
    assert numbers == sorted(set(numbers))
    assert all(links[int(body[1:])].init == needs for body, needs, _ in seen.values())
    again = live([*START, *(links[seq] for seq in came)])
    assert again.text(is_over=False) == made.text(is_over=False)
