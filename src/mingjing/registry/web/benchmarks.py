# SPDX-License-Identifier: Apache-2.0
"""Public pages of benchmarks: the list, one version, trying facts, the difference, the files."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.registry import public
from mingjing.registry.types import (
    BenchmarkPanelMaker,
    BenchmarkState,
    BenchmarkView,
    TableDifference,
)
from mingjing.registry.web.benchmark_forms import FactsForm
from mingjing.registry.web.benchmark_view import (
    day_of,
    fine_text,
    makes_benchmarks,
    may_do,
    row_line,
    row_lines,
    visible,
)

_PAGE = 50
_CSV, _DMN, _JSON = "csv", "dmn", "json"
_TYPES = {_CSV: "text/csv", _DMN: "application/xml", _JSON: "application/json"}


def benchmark_list(request: HttpRequest) -> HttpResponse:
    """Benchmarks in force on a day, and those on their way for who makes them (裁量基准清单)."""
    on = day_of(request)
    actor = public.signed_in_or_none(request)
    is_maker = makes_benchmarks(request)
    drafts = public.benchmark_drafts([actor.agency_id], actor.region) if actor and is_maker else ()
    context = {
        "on": on,
        "page": public.benchmarks_on(on, PageRequest.parse(request.GET.get("page"), _PAGE)),
        "drafts": [view for view in drafts if _is_mine(request, view)],
        "is_maker": is_maker,
        "may_draft": actor is not None and public.may(actor, "registry.draft_benchmark").allowed,
        "agencies": {one.agency_id: one for one in public.agencies()},
    }
    return render(request, "registry/benchmarks.html", context)


def _is_mine(request: HttpRequest, view: BenchmarkView) -> bool:
    steps = ("draft", "review", "publish")
    return any(may_do(request, f"registry.{step}_benchmark", view) for step in steps)


def benchmark_page(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """One version: table, checks, versions, next step (裁量基准)."""
    view = visible(request, benchmark_id)
    problems = public.benchmark_problems(view)
    context = {
        "view": view,
        "agency": public.agency(view.agency_id),
        "lines": row_lines(view.table),
        "problems": [(p.is_note, p.message(language()), p.remedy(language())) for p in problems],
        "is_blocked": any(not problem.is_note for problem in problems),
        "versions": public.benchmark_versions(view.power_item_code, view.region),
        "step": _next_step(request, view),
        "stages": _stages(view),
        "panels": _panels(request, view),
    }
    return render(request, "registry/benchmark.html", context)


def _panels(request: HttpRequest, view: BenchmarkView) -> list[str]:
    """What rooms above add to the page; only the entry knows which they are."""
    actor = public.signed_in_or_none(request)
    makers: tuple[BenchmarkPanelMaker, ...] = import_string(settings.BENCHMARK_PANELS)
    made = (maker(view, actor) for maker in makers if actor is not None)
    return [
        render_to_string(panel.template, dict(panel.context), request)
        for panel in made
        if panel is not None
    ]


_STEPS = {
    BenchmarkState.DRAFT: ("submit", "registry.draft_benchmark"),
    BenchmarkState.IN_REVIEW: ("review", "registry.review_benchmark"),
    BenchmarkState.REVIEWED: ("publish", "registry.publish_benchmark"),
}


def _next_step(request: HttpRequest, view: BenchmarkView) -> dict[str, object] | None:
    """What happens next to a version, and whether who asks may do it."""
    if view.state not in _STEPS or public.signed_in_or_none(request) is None:
        return None
    name, action = _STEPS[view.state]
    return {"name": name, "is_allowed": may_do(request, action, view)}


def _stages(view: BenchmarkView) -> list[tuple[str, str]]:
    """The way of a version: label and class of each stage."""
    way = list(BenchmarkState)[:4]
    at = len(way) if view.state not in way else way.index(view.state)
    done = ["done" if n < at or at >= len(way) - 1 else "" for n in range(len(way))]
    if at < len(way) - 1:
        done[at] = "current"
    return [(state.label(language()), mark) for state, mark in zip(way, done, strict=True)]


def try_facts(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Facts to tier, range and why; `on` asks the version in force on another day (试算)."""
    shown = visible(request, benchmark_id)
    view = shown
    on = request.GET.get("on", "")
    if on:
        view = public.benchmark_for(shown.power_item_code, day_of(request), shown.region) or shown
    form = FactsForm(request.GET if "go" in request.GET else None, language=language())
    form.ask(public.asked_for(view.table))
    context: dict[str, object] = {"view": view, "shown": shown, "form": form, "on": on}
    if form.is_bound and form.is_valid():
        context |= _tried(view, form)
    return render(request, "registry/benchmark_try.html", context)


def _tried(view: BenchmarkView, form: FactsForm) -> dict[str, object]:
    try:
        outcome = public.evaluate(view.table, form.facts())
    except PlatformError as refusal:
        return {"problem": public.problem_of(refusal)}
    lines = zip(outcome.trace, row_lines(view.table), strict=True)
    return {"outcome": outcome, "fine": fine_text(outcome), "trace": list(lines)}


def difference(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """What a version changes against another one (版本差异)."""
    new = visible(request, benchmark_id)
    old = visible(request, request.GET.get("against", benchmark_id))
    found = public.benchmark_difference(old.table, new.table)
    context = {"new": new, "old": old, "found": found, "changes": _changes(old, new, found)}
    return render(request, "registry/benchmark_difference.html", context)


def _changes(
    old: BenchmarkView, new: BenchmarkView, found: TableDifference
) -> list[dict[str, object]]:
    """The changed rows with their conditions in words."""
    lines: list[dict[str, object]] = []
    for change in found.rows:
        before = row_line(old.table, change.old) if change.old else None
        after = row_line(new.table, change.new) if change.new else None
        table, line = (new.table, after) if after else (old.table, before)
        cells = line.cells if line else ()
        named = [
            (factor.label(language()), cell)
            for factor, cell in zip(table.factors, cells, strict=True)
            if cell != "-"
        ]
        lines.append({"kind": change.kind, "where": named, "before": before, "after": after})
    return lines


def table_file(request: HttpRequest, benchmark_id: str, kind: str) -> HttpResponse:
    """The table as DMN, CSV or JSON (导出)."""
    view = visible(request, benchmark_id)
    if kind == _CSV:
        text = "\ufeff" + public.table_to_csv(view.table)
    elif kind == _DMN:
        text = public.table_to_dmn(view.table, name=view.title)
    else:
        text = public.table_json_text(view.table)
    response = HttpResponse(text, content_type=f"{_TYPES[kind]}; charset=utf-8")
    name = f"{view.benchmark_id}-{view.version}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
