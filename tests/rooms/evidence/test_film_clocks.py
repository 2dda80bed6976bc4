# SPDX-License-Identifier: Apache-2.0
"""What is hidden lies where the plan says, whatever the encoder's clock does."""

import struct
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import person
from tests.rooms.evidence.filmed import (
    FPS,
    card_film,
    loudness,
    needs_ffmpeg,
    pictures,
    pieces,
)
from tests.rooms.evidence.test_redaction_film import Filmed
from tests.rooms.evidence.whole import whole_recording

from mingjing.evidence.queries import store
from mingjing.evidence.rules.plan_edits import mask_added, stretch_added
from mingjing.evidence.types.redaction import (
    HidingReason,
    HidingStyle,
    Key,
    RedactionState,
    RedactionView,
)

pytestmark = [pytest.mark.django_db, needs_ffmpeg]
SECOND = mask_added(
    (Key(2000, 0, 0, 10000, 10000), Key(3000, 0, 0, 10000, 10000)),
    HidingReason.MINOR,
    HidingStyle.SOLID,
)
"""The third second of the scene, altogether."""


def later(fragment: bytes, seconds: float, scales: list[int]) -> bytes:
    """A fragment whose tracks begin later on the encoder's clock."""
    found, at = bytearray(fragment), -1
    for scale in scales:
        at = fragment.find(b"tfdt", at + 1)
        form = ">Q" if fragment[at + 4] == 1 else ">I"
        (time,) = struct.unpack_from(form, fragment, at + 8)
        struct.pack_into(form, found, at + 8, time + round(seconds * scale))
    return bytes(found)


def timescales(head: bytes) -> list[int]:
    """Of the tracks, in their order."""
    found, at = [], head.find(b"mdhd")
    while at >= 0:
        found.append(struct.unpack_from(">I", head, at + 16)[0])
        at = head.find(b"mdhd", at + 1)
    return found


def filmed_late(
    home: Path, film: bytes, *, hole: float = 0.0, durs: tuple[int, ...] = (1000,) * 6
) -> Filmed:
    """A recording whose pieces each begin a hole later than the one before ends."""
    head, fragments = pieces(film)
    scales = timescales(head)

    def scene(recorder: Recorder) -> None:
        recorder.open()
        recorder.init(head)
        for number, (fragment, dur) in enumerate(zip(fragments, durs, strict=False)):
            recorder.media(later(fragment, number * hole, scales), dur)
        recorder.end()

    return Filmed(whole_recording(person("zhao"), NOW, home, scene=scene), home)


@pytest.fixture
def place(people: tuple[str, ...], settings: Settings, home: Path) -> Path:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    return home


def shown(made: RedactionView, home: Path) -> set[int]:
    """Numbers of the pictures of the card that are still to be seen somewhere in a copy."""
    source = home / "card.mp4"
    source.write_bytes(card_film(has_sound=False))
    known = [picture[::7] for picture in pictures(source)]
    found = set()
    for picture in pictures(store.film_path(made.sha256)):
        if max(picture) - min(picture) < 14:
            continue  # one colour
        thin = picture[::7]
        off = [sum(abs(a - b) for a, b in zip(thin, one, strict=True)) for one in known]
        found.add(off.index(min(off)))
    return found


@pytest.mark.parametrize("hole", [0.0, 0.4, 1.9])
@pytest.mark.parametrize("counts_holes", [False, True])
def test_a_mask_hides_its_second_whatever_holes_the_film_has(
    place: Path, hole: float, *, counts_holes: bool
) -> None:
    dur = 1000 + round(hole * 1000) * counts_holes
    one = filmed_late(place, card_film(has_sound=False), hole=hole, durs=(*(dur,) * 5, 1000))
    begin = 2 * dur
    made = one.make(
        mask_added(
            (Key(begin, 0, 0, 10000, 10000), Key(begin + 1000, 0, 0, 10000, 10000)),
            HidingReason.MINOR,
            HidingStyle.SOLID,
        )
    )
    assert (made.state, made.failure) == (RedactionState.RENDERED, "")
    seen = shown(made, place)
    assert not seen & set(range(2 * FPS, 3 * FPS))
    assert seen >= {*range(2 * FPS - 5), *range(3 * FPS + 5, 6 * FPS)}


def test_sound_is_muted_where_the_plan_says_whatever_holes_the_film_has(place: Path) -> None:
    one = filmed_late(place, card_film(), hole=1.9)
    made = one.make(stretch_added(3000, 4000, HidingReason.MINOR, is_sound=True))
    assert (made.state, made.failure) == (RedactionState.RENDERED, "")
    film = store.film_path(made.sha256)
    assert loudness(film, 3 * 2.9 + 0.1, 0.8) < -60
    assert loudness(film, 2 * 2.9 + 0.1, 0.6) > -30
    assert loudness(film, 4 * 2.9 + 0.4, 0.5) > -30


@pytest.mark.parametrize(
    ("hole", "durs"),
    [
        (0.0, (1000, 300, 1000, 1000, 1000, 1000)),
        (0.0, (1000, 2500, 1000, 1000, 1000, 1000)),
        (0.0, (700,) * 6),
        (3.0, (1000,) * 6),
        (3600.0 * 29, (1000,) * 6),
    ],
    ids=["a short one", "a long one", "a slow clock", "a long hole", "days"],
)
def test_where_the_clocks_differ_no_copy_is_made(
    place: Path, hole: float, durs: tuple[int, ...]
) -> None:
    one = filmed_late(place, card_film(has_sound=False), hole=hole, durs=durs)
    made = one.make(SECOND)
    assert (made.state, made.failure) == (RedactionState.FAILED, "evidence.film_clocks_apart")
    assert not list((place / "tmp").iterdir())
