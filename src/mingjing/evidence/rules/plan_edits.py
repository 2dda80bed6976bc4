# SPDX-License-Identifier: Apache-2.0
"""Changes of a plan of redaction (修改脱敏方案), each a new plan."""

from collections.abc import Callable
from dataclasses import replace

from mingjing.evidence.types.redaction import HidingReason, HidingStyle, Key, Mask, Plan, Stretch
from mingjing.evidence.types.redaction_refusals import PartOfPlanMissing

Edit = Callable[[Plan], Plan]


def mask_added(keys: tuple[Key, ...], reason: HidingReason, style: HidingStyle) -> Edit:
    """A new mask."""

    def edit(plan: Plan) -> Plan:
        mask = Mask(_free_id(plan, "m"), reason, style, keys)
        return replace(plan, masks=(*plan.masks, mask))

    return edit


def key_put(mask_id: str, key: Key) -> Edit:
    """A key of a mask; one at the same instant gives way.

    Raises: PartOfPlanMissing.
    """

    def put(mask: Mask) -> Mask:
        others = [one for one in mask.keys if one.at != key.at]
        return replace(mask, keys=tuple(sorted([*others, key], key=lambda one: one.at)))

    return _changed(mask_id, put)


def key_removed(mask_id: str, at: int) -> Edit:
    """A key goes; with its last key goes the mask.

    Raises: PartOfPlanMissing.
    """

    def edit(plan: Plan) -> Plan:
        mask = _mask(plan, mask_id)
        keys = tuple(one for one in mask.keys if one.at != at)
        if len(keys) == len(mask.keys):
            raise PartOfPlanMissing
        if not keys:
            return part_removed(mask_id)(plan)
        return _changed(mask_id, lambda one: replace(one, keys=keys))(plan)

    return edit


def keys_replaced(mask_id: str, keys: tuple[Key, ...]) -> Edit:
    """A mask takes followed keys over from their first instant on.

    Raises: PartOfPlanMissing.
    """

    def take(mask: Mask) -> Mask:
        before = tuple(one for one in mask.keys if one.at < keys[0].at)
        return replace(mask, keys=(*before, *keys))

    return _changed(mask_id, take)


def stretch_added(begin: int, end: int, reason: HidingReason, *, is_sound: bool) -> Edit:
    """A stretch of sound that is muted, or of picture that is blurred."""

    def edit(plan: Plan) -> Plan:
        if is_sound:
            one = Stretch(_free_id(plan, "s"), begin, end, reason)
            return replace(plan, muted=(*plan.muted, one))
        one = Stretch(_free_id(plan, "b"), begin, end, reason)
        return replace(plan, blurred=(*plan.blurred, one))

    return edit


def part_removed(part_id: str) -> Edit:
    """A mask or a stretch goes.

    Raises: PartOfPlanMissing.
    """

    def edit(plan: Plan) -> Plan:
        left = Plan(
            tuple(one for one in plan.masks if one.id != part_id),
            tuple(one for one in plan.blurred if one.id != part_id),
            tuple(one for one in plan.muted if one.id != part_id),
        )
        if left == plan:
            raise PartOfPlanMissing
        return left

    return edit


def _changed(mask_id: str, change: Callable[[Mask], Mask]) -> Edit:
    def edit(plan: Plan) -> Plan:
        _mask(plan, mask_id)
        masks = tuple(change(one) if one.id == mask_id else one for one in plan.masks)
        return replace(plan, masks=masks)

    return edit


def _mask(plan: Plan, mask_id: str) -> Mask:
    for one in plan.masks:
        if one.id == mask_id:
            return one
    raise PartOfPlanMissing


def _free_id(plan: Plan, letter: str) -> str:
    used = {one.id for one in plan.masks} | {one.id for one in (*plan.blurred, *plan.muted)}
    numbers = range(1, len(used) + 2)
    return next(f"{letter}{number}" for number in numbers if f"{letter}{number}" not in used)
