# SPDX-License-Identifier: Apache-2.0
"""Public page of penalties: who punishes, on which basis, by which procedure, and the remedies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.engines.languages import language
from mingjing.kernel.paging import PageRequest
from mingjing.registry import public
from mingjing.registry.types import LawSection, ListKind, PowerDetails, PowerKind, RuleCoverage
from mingjing.registry.web.law import RuleLine, day_of, lines
from mingjing.registry.web.list_shared import Row, rows, shown

_PAGE = 50
_FILING = ("APL-036", "APL-054", "CLU-2")
"""When a case is filed: limitation, the filing standard, the check of a clue."""
_PROCEDURE = (
    LawSection.SIMPLE,
    LawSection.ORDINARY,
    LawSection.HEARING,
    LawSection.PERFORMANCE,
    LawSection.EXECUTION,
)
_REMEDIES = ("APL-044", "APL-063", "ARL-023", "REM-1", "REM-2", "REM-3", "REM-4", "APL-075")
_REMEDY_TERM = "DL-51"


def penalties(request: HttpRequest) -> HttpResponse:
    """Agencies, filing basis, procedure and remedies of penalties on a day (行政处罚事项公示).

    Law: APL-039, 行政处罚法 §39.
    """
    on, agency_id = day_of(request), request.GET.get("agency", "")
    bodies = public.penalty_bodies(on)
    chosen = next((one for one, _ in bodies if one.agency_id == agency_id), None)
    context: dict[str, object] = {"on": on, "bodies": bodies, "chosen": chosen}
    if chosen:
        scope = public.ListScope(ListKind.POWER, on, chosen.agency_id, power_kind=PowerKind.PENALTY)
        page = public.list_page(scope, PageRequest.parse(request.GET.get("page"), _PAGE))
        context |= {"page": page, "rows": [_item(row) for row in rows(ListKind.POWER, page.items)]}
    told = {row.rule.rule_id: row for row in public.coverage().rules}
    context |= {
        "filing": lines([told[rule_id] for rule_id in _FILING]),
        "procedure": [(part, _part(told, part)) for part in _PROCEDURE],
        "remedies": lines([told[rule_id] for rule_id in _REMEDIES]),
        "term": public.deadline(_REMEDY_TERM, on),
        "amount": public.deadline(_REMEDY_TERM, on).limit.amount(language()),
    }
    return render(request, "registry/penalties.html", context)


def _item(row: Row) -> tuple[Row, str, str]:
    """An item with its penalties and its basis in words."""
    details = row.item.details
    kinds = details.penalty_kinds if isinstance(details, PowerDetails) else ()
    return row, shown(kinds), shown(row.item.basis)


def _part(told: dict[str, RuleCoverage], part: LawSection) -> list[RuleLine]:
    """The rules of one part of the procedure."""
    return list(lines([row for row in told.values() if row.rule.section is part]))
