# SPDX-License-Identifier: Apache-2.0
"""What a plan refuses, said at its form and by the names of the page (方案表单的提示)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingjing.evidence.types.redaction import Plan
from mingjing.evidence.types.redaction_refusals import HidingOutside, MaskOutside
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import refusal_words

_FORMS = ("mask", "stretch", "key", "plan")
"""Forms that a refusal stands at; what others are refused stands above the page."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal and the form that it is said at (表单提示): `mask`, `stretch`, `plan`, `key-m1`."""

    form: str
    text: str


def refused_at(
    request: HttpRequest, form: str, refusal: PlatformError, plan: Plan
) -> Refused | None:
    """What the form says; None for what has no form of its own. Raises: the refusal, if a fault."""
    if form not in _FORMS:
        return None
    name = f"key-{request.POST.get('mask', '')}" if form == "key" else form
    return Refused(name, refusal_words(_as_named(refusal, plan)))


def _as_named(refusal: PlatformError, plan: Plan) -> PlatformError:
    """The refusal with the words of the page: what is not in the plan yet has no name there."""
    parts = {one.id for one in plan.masks} | {one.id for one in (*plan.blurred, *plan.muted)}
    if isinstance(refusal, MaskOutside) and refusal.detail["mask"] not in parts:
        return MaskOutside(mask=_("the new mask"))
    if isinstance(refusal, HidingOutside) and refusal.detail["where"] not in parts:
        is_mask = str(refusal.detail["where"]).startswith("m")
        words = _("the new mask") if is_mask else _("the new stretch")
        return HidingOutside(where=words, seconds=refusal.detail["seconds"])
    return refusal
