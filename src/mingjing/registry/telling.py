# SPDX-License-Identifier: Apache-2.0
"""How a page tells what was refused (拒绝说明): what, by which article, and what to do.

What may be tried again later, such as a full store, is told like a refusal: the person stays on
the page. A fault of the house is told by no form: it goes on to the error page and the alarm.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError, Unavailable
from mingjing.registry.statutes import basis_text


def attempt(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Runs an act for a form, and says on the next page that it is done, or what was refused."""
    try:
        act()
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return False
    messages.success(request, done)
    return True


def tell_refusal(request: HttpRequest, refusal: PlatformError) -> None:
    """Says on the next page what was refused. Raises: the refusal, where it is a fault."""
    messages.error(request, refusal_words(refusal))


def refusal_words(refusal: PlatformError) -> str:
    """A refusal in one line, in the language of the page. Raises: the refusal, where a fault."""
    demand_no_fault(refusal)
    spoken = language()
    basis = basis_text(refusal.article, spoken)
    parts = (refusal.message(spoken), f"[{basis}]" if basis else "", refusal.remedy(spoken))
    return " ".join(part for part in parts if part)


def problem_of(refusal: PlatformError) -> dict[str, object]:
    """A refusal as a page shows it above its form. Raises: the refusal, where it is a fault."""
    demand_no_fault(refusal)
    return refusal.problem(language())


def demand_no_fault(refusal: PlatformError) -> None:
    """Lets a form tell a refusal. Raises: the refusal, where it is a fault of the house."""
    if refusal.http_status >= 500 and not isinstance(refusal, Unavailable):
        raise refusal
