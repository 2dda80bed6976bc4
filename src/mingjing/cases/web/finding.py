# SPDX-License-Identifier: Apache-2.0
"""Searching while a form is filled in (填表时检索条款): nothing is taken, all stays as it was."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from mingjing.cases.models import Case
from mingjing.cases.types.steps import Payload
from mingjing.cases.web.fields import Offered
from mingjing.cases.web.forms import StepForm
from mingjing.cases.web.provisions import codes_of, provisions_for, searched
from mingjing.engines.languages import language


def with_provisions(offered: Offered, kind: type[Payload], row: Case, on: date) -> Offered:
    """What a form offers, with the provisions that a step of the case can cite first."""
    place = (row.agency_id, row.region)
    found = provisions_for(kind, row.power_item_code, on, place=place, language=language())
    return replace(offered, provisions={"": found})


def said_so_far(form: StepForm, data: QueryDict) -> dict[str, Any]:
    """What the fields of a form say, unchecked: a draft, or a form that is shown again."""
    values = {name: data.getlist(name) for name in form.fields}
    return {n: v[0] if len(v) == 1 else v for n, v in values.items() if v and any(v)}


def refilled(
    kind: type[Payload], request: HttpRequest, on: date, given: Mapping[str, Any]
) -> StepForm:
    """The form as it was filled in, with the provisions that the search found.

    A provision that was named exactly is ticked.
    """
    plain = StepForm(kind, **given)
    start = said_so_far(plain, request.POST)
    names = [n for n, field in plain.fields.items() if getattr(field, "is_provisions", False)]
    found = searched(names, request.POST, on, language())
    for name, (words, choices) in found.items():
        if not choices:
            messages.warning(
                request, _("No provision of the register has “%(words)s”.") % {"words": words}
            )
        if len(choices) == 1:
            start[name] = [*codes_of(start.get(name)), choices[0][0]]
    offered = given["offered"]
    more = {name: choices for name, (_words, choices) in found.items()}
    held = replace(offered, provisions={**(offered.provisions or {}), **more})
    return StepForm(kind, initial=start, **{**given, "offered": held})
