# SPDX-License-Identifier: Apache-2.0
"""How links fit, what is missing, which holes are unexplained, and the root."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recorder import Key, Recorder

from mingjing.evidence.rules import chain
from mingjing.evidence.rules.chain import Around, Held, Runs
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.rules.keys import demand_possession, demand_public_key, demand_signature
from mingjing.evidence.rules.opening import demand_clock, demand_key_in_force
from mingjing.evidence.rules.playlist import Piece, Playlist, playlist
from mingjing.evidence.types import (
    ChainBroken,
    ClockOff,
    DeviceInvalid,
    Header,
    Hole,
    KeyAlgorithm,
    KeyExpired,
    KeyRevoked,
    LinkConflict,
    LinkKind,
    NonceUsed,
    RecordingEnded,
    SignatureWrong,
)

MEDIA = frozenset({"video/mp4"})
WALL = 1_795_437_000_000
NOW = datetime.fromtimestamp(WALL / 1000, tz=UTC)


def recorder() -> Recorder:
    return Recorder(Key(), "account_zhao", "0" * 32, WALL)


def headers(one: Recorder) -> list[Header]:
    return [parse_header(link.raw, MEDIA) for link in one.links]


@pytest.fixture(scope="module")
def scene() -> list[Header]:
    made = recorder()
    made.scene(3)
    return headers(made)


def held(header: Header) -> Held:
    return Held(header.digest, header.prev)


def test_a_link_fits_between_its_neighbours(scene: list[Header]) -> None:
    around = Around(before=held(scene[1]), after=held(scene[3]))
    chain.demand_fit(scene[2], around, end=5, highest=5)
    assert not chain.is_repeated(scene[2], around)


def test_the_same_link_again_is_known_and_another_is_a_conflict(scene: list[Header]) -> None:
    assert chain.is_repeated(scene[2], Around(same=held(scene[2])))
    with pytest.raises(LinkConflict):
        chain.is_repeated(scene[2], Around(same=held(scene[3])))


@pytest.mark.parametrize(("before", "after"), [(0, None), (None, 4)])
def test_a_link_that_does_not_fit_is_refused(
    scene: list[Header], before: int | None, after: int | None
) -> None:
    around = Around(
        before=held(scene[before]) if before is not None else None,
        after=held(scene[after]) if after is not None else None,
    )
    with pytest.raises(ChainBroken):
        chain.demand_fit(scene[2], around, end=None, highest=4)


def test_nothing_comes_behind_the_end_and_the_end_comes_last(scene: list[Header]) -> None:
    with pytest.raises(RecordingEnded):
        chain.demand_fit(scene[4], Around(), end=3, highest=3)
    with pytest.raises(ChainBroken):
        chain.demand_fit(scene[5], Around(), end=None, highest=6)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ([], []),
        ([0], []),
        ([0, 1, 2], []),
        ([0, 2], [(1, 1)]),
        ([3], [(0, 2)]),
        ([0, 4, 5, 9], [(1, 3), (6, 8)]),
    ],
)
def test_missing_numbers_are_told_as_ranges(
    numbers: list[int], missing: list[tuple[int, int]]
) -> None:
    assert chain.missing_ranges(numbers) == missing
    assert Runs(numbers).missing() == missing


@given(st.lists(st.integers(0, 60), max_size=80))
def test_runs_know_what_a_list_knows(numbers: list[int]) -> None:
    runs = Runs()
    for number in numbers:
        runs.add(number)
    assert runs.missing() == chain.missing_ranges(set(numbers))
    assert runs.held == len(set(numbers))
    assert runs.highest == max(numbers, default=-1)


def test_at_most_a_hundred_ranges_are_told() -> None:
    numbers = range(0, 1000, 2)
    assert len(chain.missing_ranges(numbers)) == 100
    assert Runs(numbers).missing() == chain.missing_ranges(numbers)


def rfc_root(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = rfc_root(leaves[:split]), rfc_root(leaves[split:])
    return hashlib.sha256(b"\1" + left + right).digest()


@pytest.mark.parametrize("count", [*range(1, 20), 255, 256, 257])
def test_the_root_is_that_of_the_rfc(count: int) -> None:
    leaves = [b"leaf %d" % n for n in range(count)]
    assert chain.root(leaves) == rfc_root(leaves).hex()


def test_the_root_of_nothing_is_the_digest_of_nothing() -> None:
    assert chain.root([]) == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize(
    ("silence", "stated", "holes"),
    [
        (2000, None, 0),
        (2001, None, 1),
        (9000, (0, 9000), 0),
        (9000, (0, 7000), 0),
        (9000, (0, 6999), 1),
        (9000, (2000, 9000), 0),
        (9000, (2001, 9000), 1),
        (9000, (-500, 20000), 0),
    ],
)
def test_a_hole_of_more_than_two_seconds_is_unexplained_unless_a_gap_covers_it(
    silence: int, stated: tuple[int, int] | None, holes: int
) -> None:
    made = recorder()
    made.open()
    made.init()
    made.media(b"a")
    begin = made.wall
    if stated:
        says = {"reason": "paused", "from": begin + stated[0], "to": begin + stated[1], "note": ""}
        made.add("gap", says=says)
        made.init(b"b")
    made.wall = begin + silence
    made.media(b"c")
    found = chain.unexplained_holes(headers(made))
    assert found == ((Hole(2, begin, begin + silence),) if holes else ())


def test_a_whole_chain_is_one_and_a_cut_or_torn_one_is_not(scene: list[Header]) -> None:
    chain.demand_whole(scene)
    for wrong in (scene[:-1], scene[1:], [*scene[:2], *scene[3:]], [], [scene[0], *scene[2:]]):
        with pytest.raises(ChainBroken):
            chain.demand_whole(wrong)


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256"])
def test_signatures_hold_for_their_key_and_message_only(algorithm: str) -> None:
    key, other = Key(algorithm), Key(algorithm)
    signature = key.sign(b"message")
    demand_signature(key.spki, signature, b"message")
    for spki, sign, message in (
        (other.spki, signature, b"message"),
        (key.spki, signature, b"massage"),
        (key.spki, bytes(64), b"message"),
        (key.spki, signature[:-1], b"message"),
        (key.spki, b"\xff" * 64, b"message"),
    ):
        with pytest.raises(SignatureWrong):
            demand_signature(spki, sign, message)


def test_a_key_is_registered_by_whoever_holds_it_in_the_form_it_has() -> None:
    key = Key("P-256")
    demand_public_key(KeyAlgorithm.P256, key.spki)
    demand_possession(key.spki, key.proof("account_a"), "account_a")
    with pytest.raises(DeviceInvalid):
        demand_possession(key.spki, key.proof("account_b"), "account_a")
    for algorithm, spki in (
        (KeyAlgorithm.ED25519, key.spki),
        (KeyAlgorithm.P256, Key().spki),
        (KeyAlgorithm.P256, b""),
        (KeyAlgorithm.P256, key.spki + b"\0"),
        (KeyAlgorithm.P256, b"x" * 300),
    ):
        with pytest.raises(DeviceInvalid):
            demand_public_key(algorithm, spki)


def test_a_key_is_good_until_its_last_instant() -> None:
    until = NOW + timedelta(days=1)
    demand_key_in_force(until=until, revoked_at=None, now=until - timedelta(microseconds=1))
    with pytest.raises(KeyExpired):
        demand_key_in_force(until=until, revoked_at=None, now=until)
    with pytest.raises(KeyRevoked):
        demand_key_in_force(until=until, revoked_at=NOW, now=NOW)


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [
        (-24.1, ClockOff),  # before the ticket was given
        (-23.9, None),
        (0, None),
        (7 * 24 - 0.1, None),
        (7 * 24, NonceUsed),  # the ticket has run out
        (30 * 24 + 24.1, ClockOff),  # beyond the server's own clock
        (1e12, ClockOff),
    ],
)
def test_a_recording_began_while_its_ticket_was_good_however_late_it_comes(
    hours: float, refusal: type[Exception] | None
) -> None:
    given_at, now = NOW, NOW + timedelta(days=30)
    wall = WALL + int(hours * 3_600_000)

    def judge() -> datetime:
        return demand_clock(
            wall,
            ticket_from=given_at,
            ticket_until=given_at + timedelta(days=7),
            now=now,
            hours=24,
        )

    if refusal is None:
        assert judge() == NOW + timedelta(hours=hours)
    else:
        with pytest.raises(refusal):
            judge()


def test_a_playlist_of_nothing_is_still_one() -> None:
    text = playlist([Piece(0, LinkKind.OPEN, "", "", 0)], is_over=False)
    assert text.startswith("#EXTM3U\n")
    assert "#EXTINF" not in text


def test_a_playlist_written_piece_by_piece_is_the_one_written_at_once() -> None:
    kinds = [LinkKind.OPEN, LinkKind.INIT, *[LinkKind.MEDIA] * 4, LinkKind.GAP, LinkKind.INIT]
    kinds += [LinkKind.MEDIA] * 3
    pieces = [
        Piece(seq + (seq > 4), kind, f"b{seq}", "i1" if seq < 7 else "i2", 900 + 100 * seq)
        for seq, kind in enumerate(kinds)
    ]
    grown = Playlist()
    for piece in pieces:
        grown.add([piece])
    whole = playlist(pieces, is_over=False)
    assert grown.text(is_over=False) == whole
    assert (grown.count, grown.highest) == (len(pieces), pieces[-1].seq)
    assert whole.count("#EXT-X-DISCONTINUITY\n") == 2  # the hole before 6, the gap with its init
