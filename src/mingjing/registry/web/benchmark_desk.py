# SPDX-License-Identifier: Apache-2.0
"""Pages on which a benchmark is made: import a table, edit its rows, take the next step."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.registry import public
from mingjing.registry.types import (
    Actor,
    BenchmarkView,
    DecisionTable,
    Factor,
    NewBenchmark,
    TableRow,
    Tier,
)
from mingjing.registry.web.benchmark_forms import HeadForm, NewBenchmarkForm
from mingjing.registry.web.benchmark_view import visible

_RESULTS = ("tier", "range", "article", "note")
_BLANK_ROWS = 2
MAX_UPLOAD = 5_000_000


def new(request: HttpRequest) -> HttpResponse:
    """A new benchmark from a file (拟定裁量基准)."""
    actor = public.signed_in(request)
    form = NewBenchmarkForm(
        request.POST or None,
        request.FILES or None,
        initial={"region": actor.region, "agency": actor.agency_id},
    )
    form.offer(public.agencies(), language(), local_date(public.now_of(request)))
    problem = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _draft(request, form, actor)
        except PlatformError as refusal:
            problem = public.problem_of(refusal)
        else:
            messages.success(request, _("The benchmark is drafted. Look at what the checks say."))
            return redirect("registry-benchmark", made)
    context = {"form": form, "problem": problem}
    status = problem["status"] if problem else 200
    return render(request, "registry/benchmark_new.html", context, status=int(str(status)))


def _draft(request: HttpRequest, form: NewBenchmarkForm, actor: Actor) -> str:
    said = form.cleaned_data
    draft = NewBenchmark(
        power_item_code=said["power_item_code"],
        title=said["title"],
        title_en=said["title_en"],
        agency_id=said["agency"],
        region=said["region"],
        valid_from=said["valid_from"],
        valid_to=said["valid_to"],
        document_no=said["document_no"],
        table=read_table(said["file"]),
    )
    return public.draft_benchmark(actor=actor, now=public.now_of(request), draft=draft)


def read_table(upload: "UploadedFile[bytes]") -> DecisionTable:
    """The table in an uploaded file, by what the file is, not by its name.

    Raises: TableInvalid, DmnInvalid.
    """
    return public.table_from_file(upload.read(MAX_UPLOAD + 1))


def edit(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Head and rows of a draft (修改裁量基准草案)."""
    view = visible(request, benchmark_id)
    form = HeadForm(request.POST or None, request.FILES or None, initial=_initial(view))
    problem, rows = None, _grid(view.table)
    if request.method == "POST" and form.is_valid():
        rows = _posted(request, view.table.factors)
        try:
            _revise(request, view, form, rows)
        except PlatformError as refusal:
            problem = public.problem_of(refusal)
        else:
            messages.success(request, _("The draft is changed. Look at what the checks say."))
            return redirect("registry-benchmark", benchmark_id)
    context = {
        "view": view,
        "form": form,
        "rows": list(enumerate(rows, 1)),
        "problem": problem,
        "tiers": list(Tier),
    }
    status = problem["status"] if problem else 200
    return render(request, "registry/benchmark_edit.html", context, status=int(str(status)))


def _initial(view: BenchmarkView) -> dict[str, object]:
    names = ("title", "title_en", "valid_from", "valid_to", "document_no")
    return {name: getattr(view, name) for name in names}


Line = dict[str, object]


def _grid(table: DecisionTable) -> list[Line]:
    """The rows as inputs, with blank ones at the end to add more."""
    lines: list[Line] = [
        {
            "cells": [
                public.write_cell(*pair) for pair in zip(table.factors, row.cells, strict=True)
            ],
            "tier": row.tier.value,
            "range": public.write_range(row.range),
            "article": row.article,
            "note": row.note,
        }
        for row in table.rows
    ]
    blank: Line = {"cells": ["" for _factor in table.factors], "tier": "", "range": ""}
    return lines + [blank | {"article": "", "note": ""} for _ in range(_BLANK_ROWS)]


def _posted(request: HttpRequest, factors: tuple[Factor, ...]) -> list[Line]:
    """The rows as they were sent; what is not filled in at all stays blank."""
    count = request.POST.get("rows", "")
    total = min(int(count), 600) if count.isdecimal() and len(count) < 4 else 0
    return [
        {
            "cells": [request.POST.get(f"cell-{no}-{n}", "") for n in range(1, len(factors) + 1)],
            **{name: request.POST.get(f"{name}-{no}", "") for name in _RESULTS},
        }
        for no in range(1, total + 1)
    ]


def _revise(request: HttpRequest, view: BenchmarkView, form: HeadForm, rows: list[Line]) -> None:
    said = form.cleaned_data
    table = read_table(said["file"]) if said["file"] else _with_rows(view.table, rows)
    draft = NewBenchmark(
        power_item_code=view.power_item_code,
        title=said["title"],
        title_en=said["title_en"],
        agency_id=view.agency_id,
        region=view.region,
        valid_from=said["valid_from"],
        valid_to=said["valid_to"],
        document_no=said["document_no"],
        table=table,
    )
    public.revise_benchmark(
        actor=public.signed_in(request),
        now=public.now_of(request),
        benchmark_id=view.benchmark_id,
        draft=draft,
    )


def _with_rows(table: DecisionTable, lines: list[Line]) -> DecisionTable:
    """The table with the rows of the page; a row without a tier is left out."""
    kept = [line for line in lines if str(line["tier"])]
    rows: list[TableRow] = []
    for no, line in enumerate(kept, 1):
        cells = [str(cell) for cell in line["cells"]]  # type: ignore[attr-defined] # a list
        results = [str(line[name]).strip() for name in _RESULTS]
        rows.append(public.row_from_texts(table.factors, cells, results, no=no))
    return replace(table, rows=tuple(rows))


@require_POST
def submit(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Hands the draft to the reviewers, then back to its page."""
    return _step(
        request,
        benchmark_id,
        lambda: public.submit_benchmark(
            actor=public.signed_in(request), now=public.now_of(request), benchmark_id=benchmark_id
        ),
        _("Submitted. It can only be returned now, not changed."),
    )


@require_POST
def review(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Passes the version in legal review, then back to its page."""
    return _step(
        request,
        benchmark_id,
        lambda: public.review_benchmark(
            actor=public.signed_in(request), now=public.now_of(request), benchmark_id=benchmark_id
        ),
        _("Passed. The head of the agency can publish it."),
    )


@require_POST
def send_back(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Returns the version to its drafters with a reason, then back to its page."""
    reason = request.POST.get("reason", "")
    return _step(
        request,
        benchmark_id,
        lambda: public.return_benchmark(
            actor=public.signed_in(request),
            now=public.now_of(request),
            benchmark_id=benchmark_id,
            reason=reason,
        ),
        _("Returned; the reason is on record."),
    )


@require_POST
def publish(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """Publishes the version, then back to its page."""
    document_no = request.POST.get("document_no", "")
    return _step(
        request,
        benchmark_id,
        lambda: public.publish_benchmark(
            actor=public.signed_in(request),
            now=public.now_of(request),
            benchmark_id=benchmark_id,
            document_no=document_no,
        ),
        _("Published. The version before ends the day before this one begins."),
    )


def _step(
    request: HttpRequest, benchmark_id: str, step: Callable[[], object], done: str
) -> HttpResponse:
    """Takes a step; a refusal becomes a message with article and remedy."""
    public.attempt(request, step, done)
    return redirect("registry-benchmark", benchmark_id)
