# SPDX-License-Identifier: Apache-2.0
"""The day that an address asks for (查询日期): what is no day is said, not passed over."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

_LONGEST = 20


def asked_day(request: HttpRequest, name: str = "on") -> date | None:
    """The day that the address names; None when it names none, or something that is no day."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = _("“%(text)s” is no day of the calendar; it was left out.")
        messages.warning(request, said % {"text": text[:_LONGEST]})
        return None
