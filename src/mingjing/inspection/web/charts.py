# SPDX-License-Identifier: Apache-2.0
"""Charts and tables of the pages, as data: the table says the same as the chart."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mingjing.inspection.types import AreaCount, Lane, LaneCount, PlanStatistics, PlanView
from mingjing.kernel.errors import Language

LANE_TONES = {
    Lane.STATUTORY: "muted",
    Lane.RISK: "bad",
    Lane.RANDOM: "info",
    Lane.LEAD: "warn",
    Lane.MANUAL: "good",
}
"""Tones of the lanes on maps and marks."""

_MOST_AREAS = 25


def lane_rows(plan: PlanView, counts: Sequence[LaneCount]) -> list[tuple[str, int, int, int]]:
    """Lane, places, visited, cancelled; before the draw the random lane shows its places."""
    rows = []
    for count in counts:
        places = count.tasks
        if count.lane == Lane.RANDOM and not places:
            places = min(plan.random_take, plan.frame_size)
        rows.append((count.lane, places, count.visited, count.cancelled))
    return rows  # type: ignore[return-value]  # a lane is a str


def lane_chart(rows: Sequence[tuple[str, int, int, int]], language: Language) -> dict[str, object]:
    """Bars: places of each lane, how many are visited."""
    names = [Lane(row[0]).label(language) for row in rows]
    return {
        "xAxis": {"type": "value"},
        "yAxis": {"type": "category", "data": names, "inverse": True},
        "series": [
            {"name": _("Visits"), "type": "bar", "data": [row[1] for row in rows]},
            {"name": _("Visited"), "type": "bar", "data": [row[2] for row in rows]},
        ],
    }


def area_rows(counts: Sequence[AreaCount]) -> list[tuple[str, int, int, float]]:
    """Area, candidates, visits, visits per candidate."""
    return [
        (one.area or "–", one.candidates, one.visits, one.visits / one.candidates) for one in counts
    ]


def area_chart(counts: Sequence[AreaCount]) -> dict[str, object]:
    """Bars: share of the candidates of each area that is visited, the largest areas."""
    shown = list(counts)[:_MOST_AREAS]
    return {
        "xAxis": {"type": "category", "data": [one.area or "–" for one in shown]},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "@percent0"}},
        "series": [
            {
                "name": _("Visited share of the candidates"),
                "type": "bar",
                "data": [round(one.visits / one.candidates, 4) for one in shown],
            }
        ],
    }


def hit_chart(found: PlanStatistics, language: Language) -> dict[str, object]:
    """Bars: share of visits with any and with a critical violation, by lane."""
    shown = [rate for rate in found.by_lane if rate.visited]
    return {
        "xAxis": {"type": "category", "data": [rate.lane.label(language) for rate in shown]},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "@percent0"}},
        "series": [
            {
                "name": _("Any violation"),
                "type": "bar",
                "data": [round(rate.any_rate or 0, 4) for rate in shown],
            },
            {
                "name": _("Critical violation"),
                "type": "bar",
                "data": [round(rate.critical_rate or 0, 4) for rate in shown],
            },
        ],
    }
