# SPDX-License-Identifier: Apache-2.0
"""Pages of the catalogue: resources, batches, quarantine, handing in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mingjing.catalog import public
from mingjing.catalog.types import BatchView, Intake, MappedTable, QuarantinedRow, ResourceView
from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.ledger.public import entry_for
from mingjing.registry.public import account_name, demand, may, now_of, signed_in, signed_in_or_none
from mingjing.registry.types import Actor, Thing
from mingjing.standards.types import Dimension, Grade

_GRADE_TONES = {"A": "good", "B": "good", "C": "warn", "D": "warn", "E": "bad"}
_SHARING_TONES = {"unconditional": "good", "conditional": "info", "not_shared": "muted"}
_BATCHES_SHOWN = 20


class FileForm(forms.Form):
    """One file from the person's machine."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, Excel or Parquet; also packed as .gz or .zip. Large files: use the command."
        ),
    )


def _may(request: HttpRequest, action: str, resource: ResourceView) -> bool:
    actor = signed_in_or_none(request)
    if actor is None:
        return False
    return may(actor, action, Thing(resource.agency_id, resource.region)).allowed


def _demand(request: HttpRequest, action: str, resource: ResourceView) -> None:
    """Closes a page about a resource to whose power does not reach it."""
    demand(signed_in(request), action, Thing(resource.agency_id, resource.region))


def resource_list(request: HttpRequest) -> HttpResponse:
    """The catalogue (政务数据目录)."""
    search = request.GET.get("q", "").strip()[:100]
    order = SortOrder.parse(request.GET.get("sort"), public.SORTABLE)
    page = public.resources(PageRequest.parse(request.GET.get("page")), search, order)
    lines = [{"resource": view, **_tones(view)} for view in page.items]
    context = {
        "page": page,
        "lines": lines,
        "totals": public.totals(),
        "search": search,
        "order": order,
    }
    return render(request, "catalog/list.html", context)


def _tones(view: ResourceView) -> dict[str, str]:
    grade = view.newest.grade if view.newest else ""
    return {
        "grade_tone": _GRADE_TONES.get(grade, "muted"),
        "sharing_tone": _SHARING_TONES[view.entry.sharing.value],
    }


def resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """One resource: its entry, its columns, its batches, its quality (信息资源)."""
    view = public.resource(resource_id)
    batches = public.batches(
        resource_id, PageRequest.parse(request.GET.get("page"), _BATCHES_SHOWN)
    )
    newest = public.batch(view.newest.batch_id) if view.newest else None
    context = {
        "resource": view,
        "entry_facts": _entry_facts(view),
        "fields": public.fields_of(resource_id),
        "tables": _mapped_tables(view),
        "batches": batches,
        "newest": newest,
        "may_hand_in": _may(request, "catalog.take_in", view),
        **_quality(newest),
    }
    return render(request, "catalog/resource.html", context)


def _entry_facts(view: ResourceView) -> list[tuple[str, str]]:
    """The fields of 政务数据共享条例 §13 in their order."""
    entry, spoken = view.entry, language()
    zh = spoken == "zh"
    return [
        (gettext("Resource id"), entry.resource_id),
        (gettext("Category"), entry.category.label(spoken)),
        (gettext("Provider"), view.agency_zh if zh else view.agency_en),
        (gettext("Lead source"), view.lead_zh if zh else view.lead_en),
        (gettext("Format"), entry.format.label(spoken)),
        (gettext("Update frequency"), entry.update_frequency.label(spoken)),
        (gettext("Sharing attribute"), entry.sharing.label(spoken)),
        (gettext("Sharing method"), ", ".join(m.label(spoken) for m in entry.sharing_methods)),
        (gettext("Conditions of use"), entry.conditions.label(spoken)),
        (gettext("Data grade"), entry.grade.label(spoken)),
        (gettext("Delivery"), entry.delivery.label(spoken)),
        (gettext("Standard"), view.standard),
        (gettext("Version of the entry"), str(view.version)),
    ]


def _mapped_tables(view: ResourceView) -> list[dict[str, object]]:
    """What the resource feeds: canonical table, and source column by canonical column."""
    zh = language() == "zh"
    return [
        {
            "name": raw["table"],
            "label": public.TABLES[raw["table"]].zh if zh else public.TABLES[raw["table"]].en,
            "columns": len(raw["columns"]),
        }
        for raw in view.mapping
    ]


def _quality(batch: BatchView | None) -> dict[str, object]:
    """The six dimensions as a table and as a chart."""
    if batch is None:
        return {}
    spoken = language()
    rows: list[list[object]] = []
    scored: list[tuple[str, float]] = []
    for stored in batch.report["dimensions"]:
        grade = Grade(stored["grade"]).label(spoken) if stored["grade"] else None
        name = Dimension(stored["dimension"]).label(spoken)
        score = None if stored["score"] is None else f"{stored['score']:.2%}"
        rows.append([name, stored["rules"], stored["failing"], score, grade])
        if score:
            scored.append((name, stored["score"]))
    chart = {
        "xAxis": {"type": "value", "min": 0, "max": 1, "axisLabel": {"formatter": "@percent0"}},
        "yAxis": {"type": "category", "inverse": True, "data": [name for name, _ in scored]},
        "tooltip": {"valueFormatter": "@percent"},
        "series": [
            {
                "type": "bar",
                "name": gettext("Score"),
                "data": [score for _, score in scored],
                "label": {"show": True, "position": "insideRight", "formatter": "@percent"},
            }
        ],
    }
    headers = [
        gettext("Dimension"),
        gettext("Rules"),
        gettext("Failing rows"),
        gettext("Score"),
        gettext("Grade"),
    ]
    return {"quality_rows": rows, "quality_headers": headers, "quality_chart": chart}


def batch(request: HttpRequest, batch_id: str) -> HttpResponse:
    """One batch: counts, verdict by rule, what became of it, lineage (数据批次)."""
    view = public.batch(batch_id)
    owner = public.resource(view.resource_id)
    may_read = _may(request, "catalog.read", owner)
    names = _names(view.resource_id)
    sample = view.report["sample"][:20] if may_read else []
    context = {
        "batch": view,
        "resource": owner,
        "rules": [_with_names(rule, names) for rule in _rules(view.report)],
        # A value in the wrong column may be personal, whatever the standard says of the column.
        "sample": [_with_names(cell, names) for cell in sample],
        "tables": [_written(table) for table in view.tables],
        "lineage": _lineage(view, may_read),
        "entries": entry_for("batch", batch_id),
        "corrections": public.corrections_of(batch_id),
        "grade_tone": _GRADE_TONES.get(view.grade, "muted"),
        "may_read": may_read,
        "may_correct": _may(request, "catalog.correct", owner),
        **_quality(view),
    }
    return render(request, "catalog/batch.html", context)


def _names(resource_id: str) -> dict[str, tuple[str, str]]:
    """Field by name → header in the file, and its Chinese name where the page is Chinese."""
    is_zh = language() == "zh"
    return {
        field.name: (field.column, field.label if is_zh and field.label != field.column else "")
        for field in public.fields_of(resource_id)
    }


def _with_names(
    told: Mapping[str, Any], names: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:  # a part of the stored report
    """A rule or a cell of the report whose columns are called as the file calls them."""
    return {**told, "columns": [names.get(name, (name, "")) for name in told["fields"]]}


def _written(table: MappedTable) -> dict[str, object]:
    """What a mapping made of the batch, table and columns by their names in words."""
    is_zh = language() == "zh"
    canonical = public.TABLES[table.table]

    def word(name: str) -> str:
        column = canonical.column(name)
        return name if column is None else column.zh if is_zh else column.en

    return {
        "table": table.table,
        "label": canonical.zh if is_zh else canonical.en,
        "taken": table.taken,
        "written": table.written,
        "lacking": [(word(name), count) for name, count in table.lacking],
        "unmapped": [(word(name), value, count) for name, value, count in table.unmapped],
    }


def _rules(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rules that some row does not meet, most rows first."""
    failing = [rule for rule in report["rules"] if rule["failing"] or not rule["holds"]]
    failing.sort(key=lambda rule: (-rule["failing"], rule["rule_id"]))
    return [{**rule, "label": Dimension(rule["dimension"])} for rule in failing]


def _lineage(view: BatchView, may_read: bool) -> list[tuple[str, object]]:
    return [
        (gettext("File"), view.file_name),
        (gettext("Size in bytes"), view.file_bytes),
        *([(gettext("Handed in by"), account_name(view.account_id))] if may_read else []),
        (gettext("Taken in at"), view.taken_in_at),
        (gettext("Standard"), view.standard),
        (gettext("Software"), f"mingjing {view.software}"),
    ]


def quarantine(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Rows that wait for correction, personal values masked (隔离数据)."""
    view = public.batch(batch_id)
    owner = public.resource(view.resource_id)
    _demand(request, "catalog.read", owner)
    page = public.waiting_rows(batch_id, PageRequest.parse(request.GET.get("page")), language())
    shown = [name for name, _value in page.items[0].values] if page.items else []
    failing = frozenset[str]().union(*(row.failing for row in page.items))
    columns = sorted(shown, key=lambda name: name not in failing)  # what fails stands first
    names = dict(_names(view.resource_id).values())
    context = {
        "batch": view,
        "resource": owner,
        "page": page,
        "columns": [(name, names.get(name, "")) for name in columns],
        "rows": [(row, _cells(row, columns)) for row in page.items],
        "may_correct": _may(request, "catalog.correct", owner),
    }
    return render(request, "catalog/quarantine.html", context)


def _cells(row: QuarantinedRow, columns: list[str]) -> list[tuple[str | None, bool]]:
    """The values of a row in the order of the columns, each with whether it fails."""
    values = dict(row.values)
    return [(values[name], name in row.failing) for name in columns]


@require_POST
def release(request: HttpRequest, batch_id: str) -> HttpResponse:
    """The quarantined rows as CSV, for correction; the ledger keeps who took them out."""
    actor = signed_in_or_none(request)
    assert actor is not None  # noqa: S101 - the permission table lets nobody else in
    now = now_of(request)
    text = public.release_quarantine(actor=actor, now=now, batch_id=batch_id, language=language())
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="quarantine-{batch_id}.csv"'
    return response


def hand_in(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Hand in a file of a resource (报送数据)."""
    view = public.resource(resource_id)
    _demand(request, "catalog.take_in", view)
    context: dict[str, object] = {"resource": view}

    def work(actor: Actor, file: Path) -> Intake:
        now = now_of(request)
        return public.take_in(actor=actor, now=now, resource_id=resource_id, file=file)

    return _file_page(request, "catalog/hand_in.html", context, work)


def correct(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Hand in corrected rows of a delivery (更正隔离数据)."""
    view = public.batch(batch_id)
    owner = public.resource(view.resource_id)
    _demand(request, "catalog.correct", owner)
    context = {"resource": owner, "batch": view}

    def work(actor: Actor, file: Path) -> Intake:
        now = now_of(request)
        return public.correct_rows(actor=actor, now=now, batch_id=batch_id, file=file)

    return _file_page(request, "catalog/correct.html", context, work)


def _file_page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    work: Callable[[Actor, Path], Intake],
) -> HttpResponse:
    """A page with one file field: shows the form, or the batch that the file became."""
    form = FileForm(request.POST or None, request.FILES or None)
    actor = signed_in_or_none(request)
    status = 200
    if request.method == "POST" and actor is not None and form.is_valid():
        with public.upload_folder() as folder:
            try:
                intake = work(actor, _on_disk(form.cleaned_data["file"], folder))
            except PlatformError as error:
                context["problem"] = error.problem(language())
                status = error.http_status
            else:
                return _to_batch(request, intake)
    return render(request, template, {**context, "form": form}, status=status)


def _on_disk(upload: "UploadedFile[bytes]", folder: Path) -> Path:
    """The uploaded file under its own name, written block by block."""
    path = folder / (Path(upload.name or "").name or "upload")
    with path.open("wb") as target:
        for block in upload.chunks():
            target.write(block)
    return path


def _to_batch(request: HttpRequest, intake: Intake) -> HttpResponseRedirect:
    if intake.is_new:
        messages.success(request, gettext("The file was taken in."))
    else:
        messages.info(request, gettext("The same file was taken in before; nothing was repeated."))
    return redirect("catalog-batch", batch_id=intake.batch.batch_id)
