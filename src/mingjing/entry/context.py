# SPDX-License-Identifier: Apache-2.0
"""What every template knows: the menu as this actor may see it."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingjing.entry.access import ACCESS, PUBLIC
from mingjing.registry.public import may, signed_in_or_none
from mingjing.registry.types import Actor


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of the menu; `room` marks the line as current on all its room's pages."""

    url_name: str
    label: str
    icon: str

    @property
    def room(self) -> str:
        """The room the line leads to."""
        return self.url_name.split("-")[0]

    @property
    def url(self) -> str:
        """Where the line leads."""
        return _place(self.url_name)


@cache
def _place(url_name: str) -> str:
    """The address of a page without parameters; it is the same on each request."""
    return reverse(url_name)


MENU = (
    MenuLine("portal-home", _("Overview"), "home"),  # type: ignore[arg-type]
    MenuLine("catalog-list", _("Catalogue"), "database"),  # type: ignore[arg-type]
    MenuLine("standards-list", _("Standards"), "ruler"),  # type: ignore[arg-type]
    MenuLine("subjects-search", _("Subjects"), "building-store"),  # type: ignore[arg-type]
    MenuLine("risk-model", _("Risk"), "chart-line"),  # type: ignore[arg-type]
    MenuLine("inspection-plans", _("Inspection"), "clipboard-check"),  # type: ignore[arg-type]
    MenuLine("cases-workbench", _("Cases"), "folder"),  # type: ignore[arg-type]
    MenuLine("evidence-list", _("Recordings"), "eye"),  # type: ignore[arg-type]
    MenuLine("registry-lists", _("Lists"), "list-check"),  # type: ignore[arg-type]
    MenuLine("law-instruments", _("Law"), "scale"),  # type: ignore[arg-type]
    MenuLine("ledger-explorer", _("Ledger"), "lock-check"),  # type: ignore[arg-type]
)


def _may_open(actor: Actor | None, url_name: str) -> bool:
    action = ACCESS.get(url_name)
    if action is None:  # a room that is not installed
        return False
    # Somebody not signed in sees the whole menu: a closed page leads to sign-in.
    return action == PUBLIC or actor is None or may(actor, action).allowed


def house(request: HttpRequest) -> dict[str, object]:
    """Menu, current room and actor for the base template."""
    actor = signed_in_or_none(request)
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    return {
        "menu": [line for line in MENU if _may_open(actor, line.url_name)],
        "current_room": name.split("-")[0],
        "actor": actor,
    }
