# SPDX-License-Identifier: Apache-2.0
"""Pages of the replay of a benchmark over past cases (裁量基准回放): figures, outliers, file."""

import csv
import io
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.types.benchmark_replay import (
    BenchmarkReplay,
    Period,
    Replayed,
    TierSpread,
    Undecided,
)
from mingjing.cases.types.codes import DeviationReason
from mingjing.engines.languages import language
from mingjing.kernel.money import FEN_PER_YUAN, format_yuan
from mingjing.kernel.spreadsheets import guarded
from mingjing.registry.public import agencies, asked_for, benchmark, demand, may, now_of, signed_in
from mingjing.registry.types import Actor, BenchmarkView, Thing, Tier

_OUTLIERS = 50


def page(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """What a version would have meant for past cases."""
    view, period = _asked(request, benchmark_id)
    replay = public.replay_benchmark(view, period)
    context = {
        "view": view,
        "replay": replay,
        "period": period,
        "tiers": [(tier.value, tier.label(language())) for tier in Tier],
        "matrix": _matrix(replay),
        "undecided": [(_why(one, view), one.count) for one in replay.undecided],
        "spreads": [
            (_("As decided"), [_spread_row(one) for one in replay.before]),
            (_("Moved into the draft's ranges"), [_spread_row(one) for one in replay.after]),
        ],
        "chart": _chart(replay),
        "outliers": _outlier_lines(replay.outliers[:_OUTLIERS], signed_in(request)),
        "shown": _OUTLIERS,
        "heavier": replay.moved(1),
        "lighter": replay.moved(-1),
        "same": replay.moved(0),
        "difference_fen": replay.moved_fen - replay.decided_fen,
        "last": public.recorded_replay(view),
    }
    return render(request, "cases/benchmark_replay.html", context)


@require_POST
def put_on_record(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Replays it and keeps the figures for who reviews and publishes it (回放留痕)."""
    view, period = _asked(request, benchmark_id)
    replay = public.replay_benchmark(view, period)
    public.record_replay(actor=signed_in(request), now=now_of(request), replay=replay)
    messages.success(request, _("The replay is on record; the page of the benchmark shows it."))
    return redirect("registry-benchmark", benchmark_id)


def rows_file(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Each case replayed, one line each, without personal data (逐案对照下载)."""
    view, period = _asked(request, benchmark_id)
    replay = public.replay_benchmark(view, period)
    response = HttpResponse(
        "\ufeff" + rows_csv(replay, view, signed_in(request)),
        content_type="text/csv; charset=utf-8",
    )
    name = f"replay-{view.benchmark_id}-{view.version}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, benchmark_id: str) -> tuple[BenchmarkView, Period]:
    """The version, for who may replay it, and the days asked for.

    Raises: BenchmarkUnknown, NotPermitted.
    """
    view = benchmark(benchmark_id)
    demand(signed_in(request), "cases.replay_benchmark", Thing(view.agency_id, view.region))
    said = request.POST if request.method == "POST" else request.GET
    return view, Period(_day(said.get("since", "")), _day(said.get("until", "")))


def _day(text: str) -> date | None:
    """A day of the address; none for nonsense."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tier(tier: Tier | None) -> str:
    return tier.label(language()) if tier else _("no tier recorded")


def _moves(replay: BenchmarkReplay) -> list[tuple[Tier | None, Tier, int]]:
    return [(one.old, one.new, one.count) for one in replay.moves]


def _matrix(replay: BenchmarkReplay) -> list[tuple[str, list[tuple[int, bool]]]]:
    """Old tiers down, new ones across; each count with whether the tier stays the same."""
    counts = {(old, new): count for old, new, count in _moves(replay)}
    old_tiers = [one for one in (*Tier, None) if any(old is one for old, _new in counts)]
    return [
        (_tier(old), [(counts.get((old, new), 0), old is new) for new in Tier]) for old in old_tiers
    ]


def _chart(replay: BenchmarkReplay) -> dict[str, object]:
    """Cases by recorded tier, each bar cut by the draft's tier."""
    rows = _matrix(replay)
    return {
        "legend": {},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [name for name, _cells in rows], "inverse": True},
        "series": [
            {
                "type": "bar",
                "stack": "cases",
                "name": tier.label(language()),
                "data": [cells[at][0] for _name, cells in rows],
            }
            for at, tier in enumerate(Tier)
            if any(cells[at][0] for _name, cells in rows)
        ],
    }


def _why(one: Undecided, view: BenchmarkView) -> str:
    """Why a case cannot be decided, with the factors by their names."""
    names = {factor.name: factor.label(language()) for factor in asked_for(view.table)}
    factors = "、".join(names.get(name, name) for name in one.silence.factors)
    why = one.silence.why.label(language())
    return f"{why}: {factors}" if factors else why


def _spread_row(one: TierSpread) -> tuple[str, int, list[str]]:
    return _tier(one.tier), one.count, [format_yuan(fen) for fen in one.fines]


def _outlier_lines(rows: tuple[Replayed, ...], actor: Actor) -> list[dict[str, object]]:
    """The outliers with agency, number and link; the last two for who may read the case."""
    numbers = public.case_numbers([row.past.case_id for row in rows])
    names = {one.agency_id: one.label(language()) for one in agencies()}
    readable = _Readable(actor)
    return [
        {
            "row": row,
            "agency": names.get(row.past.agency_id, row.past.agency_id),
            "number": numbers[row.past.case_id] if readable.holds(row) else "",
            "old": _tier(row.past.tier),
            "new": _tier(row.now.tier),
            "deviation": _deviation(row.past.deviation),
        }
        for row in rows
    ]


def _deviation(code: str) -> str:
    known = {one.value: one for one in DeviationReason}
    return known[code].label(language()) if code in known else code


class _Readable:
    """Whether the actor may read a case, asked once for each agency and region."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._known: dict[tuple[str, str], bool] = {}

    def holds(self, row: Replayed) -> bool:
        place = (row.past.agency_id, row.past.region)
        if place not in self._known:
            self._known[place] = may(self._actor, "cases.read", Thing(*place)).allowed
        return self._known[place]


def rows_csv(replay: BenchmarkReplay, view: BenchmarkView, actor: Actor) -> str:
    """The rows as CSV: the draft's factors, tiers, ranges, fines; case ids for who may read them.

    Money is yuan. Factors that the draft does not ask for are left out.
    """
    factors = [factor.name for factor in asked_for(view.table)]
    readable = _Readable(actor)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([
        "case_id", "decided_on", *map(guarded, factors), "tier_then", "low_then", "high_then",
        "fine", "tier_draft", "low_draft", "high_draft", "row_draft", "fine_moved", "outside",
        "deviation",
    ])  # fmt: skip
    for row in replay.rows:
        past, then, facts = row.past, row.past.then, dict(row.past.facts)
        writer.writerow([
            past.case_id if readable.holds(row) else "", past.decided_on.isoformat(),
            *(guarded(facts.get(name, "")) for name in factors),
            past.tier or "", *((_yuan(then.low_fen), _yuan(then.high_fen)) if then else ("", "")),
            _yuan(past.fine_fen), row.now.tier, _yuan(row.now.low_fen), _yuan(row.now.high_fen),
            row.now.row_no, _yuan(row.moved_fen), _yuan(row.gap_fen), guarded(past.deviation),
        ])  # fmt: skip
    return out.getvalue()


def _yuan(fen: int) -> str:
    return f"{fen // FEN_PER_YUAN}.{fen % FEN_PER_YUAN:02}"
