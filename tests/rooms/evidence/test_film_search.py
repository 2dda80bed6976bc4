# SPDX-License-Identifier: Apache-2.0
"""Suggestions: a mask is followed, faces are grouped; all of it only where OpenCV is installed."""

from typing import Any

import numpy as np
import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.rooms.evidence.custody import person
from tests.rooms.evidence.filmed import needs_ffmpeg
from tests.rooms.evidence.test_redaction_film import MOVING, Filmed, filmed, run

from mingjing.engines import faces
from mingjing.engines.errors import FaceToolAbsent
from mingjing.engines.faces import Sight
from mingjing.evidence import public
from mingjing.evidence.types.redaction import FilmJobState

__all__ = ["filmed"]
pytestmark = [pytest.mark.django_db, needs_ffmpeg]
needs_opencv = pytest.mark.skipif(
    not faces.is_installed(),
    reason="opencv-python-headless is not installed (the extra `redaction`)",
)


def moving(pictures: int, step: int) -> list[tuple[int, Any]]:
    """A patch of noise that walks to the right over an even ground, 4 pixels a picture."""
    patch = np.random.default_rng(3).integers(0, 256, (40, 40), np.uint8)
    found = []
    for number in range(pictures):
        picture = np.full((240, 320), 90, np.uint8)
        left = 40 + 4 * number
        picture[100:140, left : left + 40] = patch
        found.append((number * step, picture))
    return found


@needs_opencv
def test_a_mask_is_followed_where_it_goes() -> None:
    first = Sight(0, 1250, 4167, 1250, 1667)  # 40 to 80 across, 100 to 140 down
    found = faces.follow(moving(20, 100), first)
    assert len(found) == 20
    assert found[-1].at == 1900
    assert found[-1].x == pytest.approx((40 + 4 * 19) / 320 * 10_000, abs=100)
    assert found[-1].width == pytest.approx(1250, abs=120)


@needs_opencv
def test_what_is_lost_is_followed_no_more() -> None:
    pictures = moving(5, 100)
    pictures += [(at, np.full((240, 320), 90, np.uint8)) for at in range(500, 900, 100)]
    assert faces.follow(pictures, Sight(0, 1250, 4167, 1250, 1667))[-1].at == 400
    even = [(0, np.full((240, 320), 90, np.uint8))] * 2
    assert len(faces.follow(even, Sight(0, 0, 0, 5000, 5000))) == 1


@needs_opencv
def test_the_cascade_is_there_and_sees_no_face_in_an_even_picture() -> None:
    assert faces.faces(np.full((240, 320), 90, np.uint8), 0) == ()


def search(filmed: Filmed, follow: tuple[str, int] | None = None) -> str:
    return public.search_film(
        actor=person("qian"), now=NOW, recording_id=filmed.id, purpose="publication", follow=follow
    )


def test_faces_that_were_seen_twice_are_one_suggestion(
    filmed: Filmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(picture: Any, at: int) -> tuple[Sight, ...]:
        assert picture.shape == (240, 320)
        return (Sight(at, 1000 + at // 10, 1000, 2000, 2000),) if 1000 <= at <= 2000 else ()

    monkeypatch.setattr(faces, "faces", seen)
    job_id = search(filmed)
    assert run() == 1
    assert public.film_job(job_id).state is FilmJobState.DONE
    (found,) = public.suggestions(filmed.id, person("qian").account_id)
    # Scene time goes by pieces, and a piece may begin with sound a little before its picture.
    assert [key.at for key in found.keys] == pytest.approx([500, 1000, 1500, 2000, 2500], abs=25)
    assert (found.begin, found.end) == (found.keys[0].at, found.keys[-1].at)


@needs_opencv
def test_a_mask_of_the_draft_is_followed_through_the_film(filmed: Filmed) -> None:
    public.change_draft(
        actor=person("qian"), now=NOW, recording_id=filmed.id, version=0, edit=MOVING
    )
    job_id = search(filmed, ("m1", 500))
    assert run() == 1
    found = public.film_job(job_id)
    assert (found.state, found.failure) == (FilmJobState.DONE, "")
    (way,) = public.suggestions(filmed.id, person("qian").account_id)
    assert (way.mask_id, way.begin) == ("m1", 500)


def test_without_opencv_the_search_fails_and_masks_are_drawn_by_hand(
    filmed: Filmed, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(faces, "is_installed", lambda: False)
    job_id = search(filmed)
    run()
    assert public.film_job(job_id).failure == "engines.face_tool_absent"
    assert "mingjing[redaction]" in FaceToolAbsent().text("en")
