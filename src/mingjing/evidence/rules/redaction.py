# SPDX-License-Identifier: Apache-2.0
"""Plans of redaction (脱敏方案): read strictly, written canonically, asked at an instant."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeGuard

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
    PlanMalformed,
    PlanTooLarge,
)
from mingjing.kernel.canonical import digest

WHOLE = 10_000
"""Width and height of a picture in the units of a mask."""


def plan_value(plan: Plan) -> dict[str, object]:
    """The plan as canonical JSON writes it; its digest is what the ledger keeps."""
    return {
        "v": 1,
        "masks": [
            {
                "id": mask.id,
                "reason": mask.reason.value,
                "style": mask.style.value,
                "keys": [[key.at, key.x, key.y, key.width, key.height] for key in mask.keys],
            }
            for mask in plan.masks
        ],
        "blurred": [_stretch_value(one) for one in plan.blurred],
        "muted": [_stretch_value(one) for one in plan.muted],
    }


def _stretch_value(one: Stretch) -> dict[str, object]:
    return {"id": one.id, "from": one.begin, "to": one.end, "reason": one.reason.value}


def plan_digest(plan: Plan) -> str:
    """SHA-256 of the canonical JSON of the plan."""
    return digest(plan_value(plan))


def read_plan(value: object) -> Plan:
    """A plan from its JSON; whether it fits a recording is another question.

    Raises: PlanMalformed, HidingReasonUnknown.
    """
    rows = _mapping(value, "plan")
    if rows.get("v") != 1 or set(rows) != {"v", "masks", "blurred", "muted"}:
        raise PlanMalformed(where="plan")
    return Plan(
        tuple(_mask(one) for one in _list(rows["masks"], "masks")),
        tuple(_stretch(one, "blurred") for one in _list(rows["blurred"], "blurred")),
        tuple(_stretch(one, "muted") for one in _list(rows["muted"], "muted")),
    )


def _mask(value: object) -> Mask:
    row = _mapping(value, "masks")
    name = _text(row.get("id"), "masks")
    keys = [_key(one, name) for one in _list(row.get("keys"), name)]
    if not keys or row.get("style") not in set(HidingStyle):
        raise PlanMalformed(where=name)
    return Mask(name, reason_of(row.get("reason"), name), HidingStyle(row["style"]), tuple(keys))


def _key(value: object, where: str) -> Key:
    numbers = _list(value, where)
    if len(numbers) != len(Key.__slots__) or not all(_is_number(one) for one in numbers):
        raise PlanMalformed(where=where)
    return Key(*numbers)


def _stretch(value: object, where: str) -> Stretch:
    row = _mapping(value, where)
    name = _text(row.get("id"), where)
    begin, end = row.get("from"), row.get("to")
    if not (_is_number(begin) and _is_number(end)):
        raise PlanMalformed(where=name)
    return Stretch(name, begin, end, reason_of(row.get("reason"), name))


def reason_of(value: object, where: str) -> HidingReason:
    """A reason of the list.

    Raises: HidingReasonUnknown.
    """
    if not isinstance(value, str) or value not in set(HidingReason):
        raise HidingReasonUnknown(where=where)
    return HidingReason(value)


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise PlanMalformed(where=where)
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise PlanMalformed(where=where)
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.isalnum() or len(value) > 20:
        raise PlanMalformed(where=where)
    return value


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def demand_fit(plan: Plan, length: int, limits: PlanLimits) -> None:
    """Goes on when the plan fits a recording of so many milliseconds; parts may overlap.

    Raises: PlanTooLarge, MaskOutside, HidingOutside, PlanMalformed for a name used twice.
    """
    keys = sum(len(mask.keys) for mask in plan.masks)
    stretches = len(plan.blurred) + len(plan.muted)
    if len(plan.masks) > limits.masks or keys > limits.keys or stretches > limits.stretches:
        raise PlanTooLarge(masks=limits.masks, keys=limits.keys, stretches=limits.stretches)
    for name, times in Counter(one.id for one in _parts(plan)).items():
        if times > 1:
            raise PlanMalformed(where=name)
    for mask in plan.masks:
        _demand_mask(mask, length)
    for one in (*plan.blurred, *plan.muted):
        if not 0 <= one.begin < one.end <= length:
            raise HidingOutside(where=one.id, seconds=f"{length / 1000:.1f}")


def _demand_mask(mask: Mask, length: int) -> None:
    for key in mask.keys:
        is_sized = key.width > 0 and key.height > 0 and key.x >= 0 and key.y >= 0
        if not is_sized or key.x + key.width > WHOLE or key.y + key.height > WHOLE:
            raise MaskOutside(mask=mask.id)
    is_ordered = all(one.at < other.at for one, other in pairwise(mask.keys))
    if not is_ordered or mask.begin < 0 or mask.end > length:
        raise HidingOutside(where=mask.id, seconds=f"{length / 1000:.1f}")


def _parts(plan: Plan) -> tuple[Mask | Stretch, ...]:
    return (*plan.masks, *plan.blurred, *plan.muted)


def box_at(mask: Mask, at: int, lead: int) -> Key | None:
    """Where a mask is at an instant; None when it is not there. It comes and goes `lead` earlier
    and later than its keys, standing still. Between two keys each side moves evenly.

    Example: keys 0 → x 100 and 1000 → x 300: at 250 x is 150.
    """
    if not mask.begin - lead <= at <= mask.end + lead:
        return None
    before = max((key for key in mask.keys if key.at <= at), key=_at, default=mask.keys[0])
    after = min((key for key in mask.keys if key.at > at), key=_at, default=before)
    if after.at <= before.at or at <= before.at:
        return Key(at, before.x, before.y, before.width, before.height)
    return _between(before, after, at)


def _between(one: Key, other: Key, at: int) -> Key:
    """The box that holds the evenly moved one, in whole units: rounded outwards."""
    span, gone = other.at - one.at, at - one.at

    def moved(first: int, last: int) -> int:
        return first * span + (last - first) * gone

    left, top = moved(one.x, other.x) // span, moved(one.y, other.y) // span
    right = -(-moved(one.x + one.width, other.x + other.width) // span)
    bottom = -(-moved(one.y + one.height, other.y + other.height) // span)
    return Key(at, left, top, right - left, bottom - top)


def _at(key: Key) -> int:
    return key.at


def is_blurred(plan: Plan, at: int, lead: int) -> bool:
    """Whether the whole picture is hidden at an instant."""
    return any(one.begin - lead <= at <= one.end + lead for one in plan.blurred)


def merged(stretches: Iterable[Stretch], lead: int, offset: int) -> tuple[tuple[int, int], ...]:
    """Stretches without overlap, in order, `lead` longer at both ends, counted from `offset`.

    What lies before the offset is cut off.
    """
    found: list[tuple[int, int]] = []
    for one in sorted(stretches, key=lambda one: (one.begin, one.end)):
        begin, end = max(0, one.begin - lead - offset), one.end + lead - offset
        if end <= 0:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def reason_counts(plan: Plan) -> dict[str, int]:
    """How many parts are hidden for each reason; no part is described."""
    counted = Counter(one.reason.value for one in _parts(plan))
    return dict(sorted(counted.items()))


def thinned(keys: Sequence[Key], slack: int) -> tuple[Key, ...]:
    """Fewer keys of a followed box: those between which the others lie, but for `slack`.

    Units of the slack: 1/10,000 of the picture. The first and the last stay.
    """
    kept, spans = {0, len(keys) - 1}, [(0, len(keys) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        off = {
            number: _distance(keys[number], _between(keys[first], keys[last], keys[number].at))
            for number in inner
        }
        worst = max(off, key=off.__getitem__)
        if off[worst] > slack:
            kept.add(worst)
            spans += [(first, worst), (worst, last)]
    return tuple(keys[number] for number in sorted(kept))


def _distance(one: Key, other: Key) -> int:
    return max(
        abs(one.x - other.x),
        abs(one.y - other.y),
        abs(one.width - other.width),
        abs(one.height - other.height),
    )
