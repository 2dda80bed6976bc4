# SPDX-License-Identifier: Apache-2.0
"""What the forms of a plan say (脱敏方案表单): times as people write them, sizes in percent."""

import re
from collections.abc import Callable

from django.http import QueryDict

from mingjing.evidence.rules.plan_edits import (
    Edit,
    key_put,
    key_removed,
    keys_replaced,
    mask_added,
    part_removed,
    stretch_added,
)
from mingjing.evidence.rules.redaction import reason_of
from mingjing.evidence.rules.stretch import milliseconds
from mingjing.evidence.types.redaction import HidingStyle, Key, SuggestionView
from mingjing.evidence.types.redaction_refusals import PlanMalformed

_PERCENT = re.compile(r"-?\d{1,3}(?:[.,]\d{1,2})?")
_SIDES = ("left", "top", "width", "height")


def edit_of(said: QueryDict) -> Edit:
    """The change that a form asks for.

    Raises: PlanMalformed, HidingReasonUnknown.
    """
    make = _FORMS.get(said.get("change", ""))
    if make is None:
        raise PlanMalformed(where="change")
    return make(said)


def version_of(said: QueryDict) -> int:
    """Which version of the draft the form was made for; -1 for none."""
    text = said.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def accepted(found: SuggestionView, said: QueryDict) -> Edit:
    """A suggestion becomes a mask, or the way of the mask that was followed.

    Raises: HidingReasonUnknown.
    """
    if found.mask_id:
        return keys_replaced(found.mask_id, found.keys)
    return mask_added(found.keys, reason_of(said.get("reason"), "reason"), _style(said))


def instant_of(said: QueryDict, name: str) -> int:
    """An instant in milliseconds.

    Raises: PlanMalformed.
    """
    at = milliseconds(said.get(name, ""))
    if at is None:
        raise PlanMalformed(where=said.get(name, "")[:20] or name)
    return at


def _mask(said: QueryDict) -> Edit:
    reason, style = reason_of(said.get("reason"), "reason"), _style(said)
    begin, end = instant_of(said, "from"), instant_of(said, "to")
    keys = (_key(said, begin),) if begin == end else (_key(said, begin), _key(said, end))
    return mask_added(keys, reason, style)


def _put_key(said: QueryDict) -> Edit:
    return key_put(said.get("mask", ""), _key(said, instant_of(said, "at")))


def _remove_key(said: QueryDict) -> Edit:
    return key_removed(said.get("mask", ""), instant_of(said, "at"))


def _stretch(said: QueryDict) -> Edit:
    return stretch_added(
        instant_of(said, "from"),
        instant_of(said, "to"),
        reason_of(said.get("reason"), "reason"),
        is_sound=said.get("what") == "sound",
    )


def _remove(said: QueryDict) -> Edit:
    return part_removed(said.get("part", ""))


_FORMS: dict[str, Callable[[QueryDict], Edit]] = {
    "mask": _mask,
    "key": _put_key,
    "remove-key": _remove_key,
    "stretch": _stretch,
    "remove": _remove,
}


def _style(said: QueryDict) -> HidingStyle:
    style = said.get("style", "")
    return HidingStyle(style) if style in set(HidingStyle) else HidingStyle.MOSAIC


def _key(said: QueryDict, at: int) -> Key:
    return Key(at, *(_share(said.get(side, "")) for side in _SIDES))


def _share(text: str) -> int:
    """Percent as 1/10,000."""
    if not _PERCENT.fullmatch(text.strip()):
        raise PlanMalformed(where=text[:20] or "%")
    whole, _point, rest = text.strip().replace(",", ".").partition(".")
    sign = -1 if whole.startswith("-") else 1
    return sign * (abs(int(whole)) * 100 + int(rest.ljust(2, "0") or 0))
