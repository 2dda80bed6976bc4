# SPDX-License-Identifier: Apache-2.0
"""The people of the demonstration (演示人员): a fixed list, offered in demo mode and never else."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjing.catalog import public as catalog
from mingjing.kernel.paging import PageRequest

PEOPLE: dict[str, Promise] = {
    "handler": _("Sign in as the handling officer"),
    "inspector": _("Sign in as an inspecting officer"),
    "reviewer": _("Sign in as the legal reviewer"),
    "head": _("Sign in as the approving head"),
    "supervisor": _("Sign in as a supervisor"),
}
EXAMPLES: dict[str, Promise] = {
    "chicago": _(
        "The food inspections are real: records of the City of Chicago, 2011 to 2014, as the city"
        " published them."
    ),
}
"""What the data of each example folder are, where it is in the catalogue."""
_CITY = _(
    "Linjiang is a synthetic city; nobody in it exists, and its acts bear the days of its story,"
    " not the day on which they entered the ledger."
)
PARTY_FILE = "demo-party.txt"
"""The file in the folder of keys that holds the code of a party, written by `mingjing demo`."""


@dataclass(frozen=True, slots=True)
class DemoOffers:
    """What the sign-in page offers in demo mode (演示入口)."""

    people: tuple[tuple[str, Promise], ...]
    party_code: str


def offers() -> DemoOffers:
    """Those of the list who have an account here, and a party's code if there is one."""
    rows = get_user_model().objects.filter(username__in=PEOPLE, is_active=True)
    known = set(rows.values_list("username", flat=True))
    people = tuple((name, label) for name, label in PEOPLE.items() if name in known)
    return DemoOffers(people, _party_code())


def told() -> tuple[Promise, ...]:
    """What the data of the demonstration are: which are real, which are made up (数据说明)."""
    listed = {one.example_id for one in catalog.resources(PageRequest(1, 500)).items}
    real = tuple(text for example_id, text in EXAMPLES.items() if example_id in listed)
    return (*real, _CITY) if offers().people else real


def is_local(request: HttpRequest) -> bool:
    """Whether the request comes from this machine: by its address, not by what it says."""
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def sign_in(request: HttpRequest, person: str) -> bool:
    """Signs in as somebody of the list; False for everybody else."""
    if person not in PEOPLE or not is_local(request):
        return False
    account = get_user_model().objects.filter(username=person, is_active=True).first()
    if account is not None:
        login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return account is not None


def _party_code() -> str:
    path = Path(settings.MINGJING_HOME) / "keys" / PARTY_FILE
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""
