# SPDX-License-Identifier: Apache-2.0
"""Plans of redaction: read strictly, moved evenly, digested; what ffmpeg is told and is hidden."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.engines.faces import Sight, grouped, shared
from mingjing.engines.films import Cut, Film, decode_arguments, encode_arguments, film_of
from mingjing.engines.mosaic import EVERYTHING, Spot, cell_of, coarse, frame_bytes, hide, pixels
from mingjing.evidence.rules.plan_edits import (
    key_put,
    key_removed,
    keys_replaced,
    mask_added,
    part_removed,
    stretch_added,
)
from mingjing.evidence.rules.redaction import (
    box_at,
    demand_fit,
    is_blurred,
    merged,
    plan_digest,
    plan_value,
    read_plan,
    reason_counts,
    thinned,
)
from mingjing.evidence.types.redaction import (
    HidingReason,
    HidingStyle,
    Key,
    Mask,
    Plan,
    PlanLimits,
    Stretch,
)
from mingjing.evidence.types.redaction_refusals import (
    HidingOutside,
    HidingReasonUnknown,
    MaskOutside,
    PartOfPlanMissing,
    PlanMalformed,
    PlanTooLarge,
)

LIMITS = PlanLimits(1000, 20_000, 200)
LENGTH = 10_000
MINOR, PLATE = HidingReason.MINOR, HidingReason.PLATE


def mask(*keys: Key, name: str = "m1") -> Mask:
    return Mask(name, MINOR, HidingStyle.MOSAIC, keys)


MOVING = mask(Key(0, 100, 200, 1000, 500), Key(1000, 300, 200, 2000, 700))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, (100, 200, 1000, 500)), (250, (150, 200, 1250, 550)), (500, (200, 200, 1500, 600)),
        (1000, (300, 200, 2000, 700)), (-200, (100, 200, 1000, 500)), (1200, (300, 200, 2000, 700)),
        (-201, None), (1201, None),
    ],
)  # fmt: skip
def test_a_mask_moves_evenly_and_comes_a_little_early(
    at: int, expected: tuple[int, ...] | None
) -> None:
    box = box_at(MOVING, at, 200)
    found = None if box is None else (box.x, box.y, box.width, box.height)
    assert found == expected


@given(st.integers(0, 3), st.integers(1, 997), st.integers(0, 9000), st.integers(0, 9000))
def test_a_moved_box_holds_the_exact_one(part: int, span: int, first: int, last: int) -> None:
    one = mask(Key(0, first, 0, 1000, 100), Key(span, last, 0, 1000, 100))
    at = part * span // 3
    box = box_at(one, at, 0)
    assert box is not None
    exact = first + (last - first) * at / span
    assert box.x <= exact + 1e-6
    assert box.x + box.width >= exact + 1000 - 1e-6


def test_a_plan_is_what_it_is_written_as_and_its_digest_is_fixed() -> None:
    plan = Plan((MOVING,), (Stretch("b1", 0, 500, PLATE),), (Stretch("s1", 100, 200, MINOR),))
    assert read_plan(plan_value(plan)) == plan
    assert plan_digest(plan) == plan_digest(read_plan(plan_value(plan)))
    assert plan_digest(Plan()) != plan_digest(plan)
    assert reason_counts(plan) == {"minor": 2, "plate": 1}


def good() -> dict[str, Any]:
    return {
        "v": 1,
        "masks": [{"id": "m1", "reason": "minor", "style": "mosaic", "keys": [[0, 1, 2, 3, 4]]}],
        "blurred": [],
        "muted": [{"id": "s1", "from": 0, "to": 5, "reason": "minor"}],
    }


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plan: plan.pop("muted"),
        lambda plan: plan.update(v=2),
        lambda plan: plan.update(more=1),
        lambda plan: plan.update(masks={}),
        lambda plan: plan["masks"][0].update(keys=[]),
        lambda plan: plan["masks"][0].update(keys=[[0, 1, 2, 3]]),
        lambda plan: plan["masks"][0].update(keys=[[0, 1, 2, 3, "4;drop"]]),
        lambda plan: plan["masks"][0].update(keys=[[0, 1, 2, 3, 4.5]]),
        lambda plan: plan["masks"][0].update(keys=[[True, 1, 2, 3, 4]]),
        lambda plan: plan["masks"][0].update(style="glass"),
        lambda plan: plan["masks"][0].update(id="a b"),
        lambda plan: plan["muted"][0].update({"from": "0"}),
    ],
)
def test_a_plan_that_is_written_wrongly_is_refused(spoil: Any) -> None:
    plan = good()
    spoil(plan)
    with pytest.raises(PlanMalformed):
        read_plan(plan)
    read_plan(good())


def test_an_unknown_reason_is_refused() -> None:
    plan = good()
    plan["masks"][0]["reason"] = "because"
    with pytest.raises(HidingReasonUnknown):
        read_plan(plan)


@pytest.mark.parametrize(
    "key",
    [(-1, 0, 10, 10), (0, -1, 10, 10), (0, 0, 0, 10), (0, 0, 10, 0), (9991, 0, 10, 10),
     (0, 9991, 10, 10)],
)  # fmt: skip
def test_a_mask_outside_the_picture_is_refused(key: tuple[int, int, int, int]) -> None:
    with pytest.raises(MaskOutside):
        demand_fit(Plan((mask(Key(0, *key)),)), LENGTH, LIMITS)
    demand_fit(Plan((mask(Key(0, 9990, 9990, 10, 10)),)), LENGTH, LIMITS)


def test_times_outside_the_recording_or_the_wrong_way_round_are_refused() -> None:
    box = (0, 0, 10, 10)
    for keys in (
        (Key(-1, *box),),
        (Key(LENGTH + 1, *box),),
        (Key(5, *box), Key(5, *box)),
        (Key(6, *box), Key(5, *box)),
    ):
        with pytest.raises(HidingOutside):
            demand_fit(Plan((mask(*keys),)), LENGTH, LIMITS)
    for begin, end in ((-1, 5), (5, 5), (6, 5), (0, LENGTH + 1)):
        with pytest.raises(HidingOutside):
            demand_fit(Plan(muted=(Stretch("s1", begin, end, MINOR),)), LENGTH, LIMITS)


def test_stretches_may_overlap_but_no_two_parts_share_a_name() -> None:
    over = (Stretch("s1", 0, 500, MINOR), Stretch("s2", 100, 800, MINOR))
    demand_fit(Plan(muted=over), LENGTH, LIMITS)
    with pytest.raises(PlanMalformed):
        demand_fit(Plan(muted=(over[0], over[0])), LENGTH, LIMITS)


def test_ten_thousand_masks_are_refused() -> None:
    many = tuple(mask(Key(0, 0, 0, 10, 10), name=f"m{number}") for number in range(10_000))
    with pytest.raises(PlanTooLarge):
        demand_fit(Plan(many), LENGTH, LIMITS)
    demand_fit(Plan(many[:1000]), LENGTH, LIMITS)


def test_edits_make_new_plans() -> None:
    key = Key(0, 0, 0, 10, 10)
    plan = mask_added((key,), MINOR, HidingStyle.SOLID)(Plan())
    plan = mask_added((key,), PLATE, HidingStyle.MOSAIC)(plan)
    plan = stretch_added(0, 5, MINOR, is_sound=True)(plan)
    plan = stretch_added(0, 5, MINOR, is_sound=False)(plan)
    names = [one.id for one in plan.masks]
    names += [one.id for one in (*plan.blurred, *plan.muted)]
    assert names == ["m1", "m2", "b1", "s1"]
    moved = key_put("m1", Key(100, 5, 5, 10, 10))(plan)
    moved = key_put("m1", Key(100, 6, 6, 10, 10))(moved)
    assert [one.x for one in moved.masks[0].keys] == [0, 6]
    followed = keys_replaced("m1", (Key(50, 1, 1, 9, 9), Key(60, 2, 2, 9, 9)))(moved)
    assert [one.at for one in followed.masks[0].keys] == [0, 50, 60]
    assert key_removed("m1", 100)(moved) == plan
    assert [one.id for one in key_removed("m1", 0)(plan).masks] == ["m2"]
    assert part_removed("s1")(plan).muted == ()
    for edit in (key_put("m9", key), key_removed("m1", 7), part_removed("x")):
        with pytest.raises(PartOfPlanMissing):
            edit(plan)


def test_muted_stretches_are_joined_and_counted_from_a_part() -> None:
    muted = [Stretch("s1", 0, 500, MINOR), Stretch("s2", 600, 900, MINOR),
             Stretch("s3", 5000, 6000, MINOR)]  # fmt: skip
    assert merged(muted, 100, 0) == ((0, 1000), (4900, 6100))
    assert merged(muted, 100, 5500) == ((0, 600),)
    assert merged(muted, 0, 9000) == ()
    assert is_blurred(Plan(blurred=tuple(muted)), 1000, 100)
    assert not is_blurred(Plan(blurred=tuple(muted)), 1001, 100)


def test_a_followed_way_needs_few_keys() -> None:
    straight = [Key(at, at, 0, 10, 10) for at in range(0, 3000, 100)]
    assert [one.at for one in thinned(straight, 5)] == [0, 2900]
    bent = [*straight, *(Key(at, 5800 - at, 0, 10, 10) for at in range(3000, 5000, 100))]
    assert [one.at for one in thinned(bent, 20)] == [0, 2900, 4900]
    assert thinned(straight[:1], 5) == (straight[0],)


def test_ffmpeg_is_told_numbers_and_our_own_paths_only() -> None:
    film = Film(640, 360, 25, 4000, True)
    odd = Path("/x/-i; rm -rf $HOME.source")
    cut = Cut(odd, Path("/x/0.mp4"), film, lambda at: [], ((0, 1500), (2000, 3000)))
    encoded, decoded = encode_arguments(cut, "libx264"), decode_arguments(odd, film, 25)
    assert f"file:{odd}" in encoded
    assert f"file:{odd}" in decoded
    sound = encoded[encoded.index("-af") + 1]
    assert re.fullmatch(r"[a-z0-9_=:.,()']+", sound)
    assert "between(t,0.000,1.500)" in sound
    assert "between(t,2.000,3.000)" in sound
    for flag in ("-map_metadata", "-map_chapters"):
        assert encoded[encoded.index(flag) + 1] == "-1"
    broken = Cut(odd, odd, film, lambda at: [], (("0);x", 1),))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="invalid literal"):
        encode_arguments(broken, "libx264")


def test_a_film_that_lies_on_its_side_is_measured_as_it_is_shown() -> None:
    told = {
        "streams": [
            {"codec_type": "video", "width": 641, "height": 360, "avg_frame_rate": "30000/1001",
             "side_data_list": [{"rotation": -90}]},
            {"codec_type": "audio"},
        ],
        "format": {"duration": "2.5"},
    }  # fmt: skip
    assert film_of(told) == Film(360, 640, 30, 2500, True)
    told["streams"][0]["avg_frame_rate"] = "0/0"  # type: ignore[index]
    assert film_of(told).fps == 25


def test_what_is_hidden_is_replaced_with_a_margin_and_nothing_beside_it() -> None:
    width, height = 160, 120
    noise = np.random.default_rng(7).integers(0, 256, frame_bytes(width, height), np.uint8)
    frame = bytearray(noise.tobytes())
    spot = Spot(2500, 2500, 2500, 2500)
    hide(frame, width, height, [spot])
    left, top, right, bottom = pixels(spot, width, height)
    assert (left, top, right, bottom) == (32, 22, 88, 68)
    before = noise[: width * height].reshape(height, width)
    after = np.frombuffer(frame, np.uint8)[: width * height].reshape(height, width)
    outside = np.ones((height, width), bool)
    outside[top:bottom, left:right] = False
    assert (before[outside] == after[outside]).all()
    part = after[top:bottom, left:right]
    cell = cell_of(right - left, bottom - top)
    assert len(np.unique(part)) <= -(-part.shape[0] // cell) * -(-part.shape[1] // cell)


def test_pictures_that_differ_within_cells_alone_look_the_same_afterwards() -> None:
    face = np.tile(np.array([[10, 200], [200, 10]], np.uint8), (32, 32))
    other = np.tile(np.array([[200, 10], [10, 200]], np.uint8), (32, 32))
    assert (coarse(face, 16) == coarse(other, 16)).all()


def test_one_colour_and_the_whole_picture_leave_nothing() -> None:
    width, height = 64, 48
    noise = np.random.default_rng(8).integers(0, 256, frame_bytes(width, height), np.uint8)
    solid = bytearray(noise.tobytes())
    hide(solid, width, height, [Spot(0, 0, 10_000, 10_000, is_solid=True)])
    assert set(solid[: width * height]) == {16}
    assert set(solid[width * height :]) == {128}
    whole = bytearray(noise.tobytes())
    hide(whole, width, height, [EVERYTHING])
    assert len(set(whole[: width * height])) <= 12


def test_sights_of_one_face_are_one_suggestion() -> None:
    walking = [Sight(at, 1000 + at, 1000, 2000, 2000) for at in (0, 500, 1000)]
    elsewhere = [Sight(500, 7000, 7000, 1000, 1000), Sight(9000, 7000, 7000, 1000, 1000)]
    sights = sorted([*walking, *elsewhere], key=lambda one: one.at)
    groups = grouped(sights, 500)
    assert [len(group) for group in groups] == [3, 1, 1]
    assert shared(walking[0], walking[0]) == 1.0
    assert shared(walking[0], elsewhere[0]) == 0.0
