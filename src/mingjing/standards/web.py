# SPDX-License-Identifier: Apache-2.0
"""Pages of the standards room: the register, one standard, the library of data elements."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.public import account_name
from mingjing.standards import public
from mingjing.standards.types import (
    DataElement,
    Dimension,
    Field,
    Rule,
    RuleKind,
    Severity,
    Standard,
    StandardStatus,
    StandardView,
)

_TONES = {
    StandardStatus.CANDIDATE: "muted",
    StandardStatus.RECORDED: "info",
    StandardStatus.QUALIFIED: "info",
    StandardStatus.STANDARD: "good",
    StandardStatus.RETIRED: "bad",
}


def standard_list(request: HttpRequest) -> HttpResponse:
    """The register of data standards (数据标准目录)."""
    page = public.standards(PageRequest.parse(request.GET.get("page")))
    lines = [{"view": view, "tone": _TONES[view.status]} for view in page.items]
    context = {"page": page, "lines": lines, "element_count": len(public.elements())}
    return render(request, "standards/list.html", context)


def element_list(request: HttpRequest) -> HttpResponse:
    """The library of data elements (数据元目录)."""
    lines = [
        {"element": element, "tone": _TONES[element.status], "domain": _domain(element)}
        for element in public.elements()
    ]
    return render(request, "standards/elements.html", {"lines": lines})


def detail(request: HttpRequest, standard_id: str) -> HttpResponse:
    """One standard: fields, rules by dimension, versions, what was decided about it."""
    view = public.standard(standard_id, request.GET.get("version"))
    standard = public.registered_standard(view.standard_id, view.version)
    context = {
        "view": view,
        "standard": standard,
        "tone": _TONES[view.status],
        "facts": _facts(view, standard),
        "fields": [_field_line(field) for field in standard.fields],
        "groups": _rule_groups(standard.rules),
        "versions": [
            {"view": other, "tone": _TONES[other.status], "is_shown": other.version == view.version}
            for other in public.versions(standard_id)
        ],
        "changes": [
            {"change": change, "who": account_name(change.changed_by)}
            for change in public.status_changes(standard_id)
        ],
        "entries": entry_for("standard", standard_id)[:10],
    }
    return render(request, "standards/detail.html", context)


def document(request: HttpRequest, standard_id: str, version: str) -> HttpResponse:
    """The ODCS document of a version, as it was registered."""
    view = public.standard(standard_id, version)
    answer = HttpResponse(view.document, content_type="application/yaml; charset=utf-8")
    name = f"{view.standard_id}-{view.version}.odcs.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def schema(request: HttpRequest, standard_id: str, version: str) -> HttpResponse:
    """A version as a Frictionless Table Schema, as far as that can say it."""
    standard = public.registered_standard(standard_id, version)
    answer = JsonResponse(
        public.frictionless_schema(standard), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    name = f"{standard.standard_id}-{standard.version}.schema.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _facts(view: StandardView, standard: Standard) -> list[tuple[str, object]]:
    dialect = standard.dialect
    return [
        (_("Id"), view.standard_id),
        (_("Version"), view.version),
        (_("Data set"), view.table),
        (_("Key of a row"), ", ".join(standard.source_key)),
        (_("Encoding"), dialect.encoding.upper() or _("UTF-8, else GB18030")),
        (_("Delimiter"), "TAB" if dialect.delimiter == "\t" else dialect.delimiter),
        (_("Registered by"), account_name(view.registered_by)),
        (_("Registered at"), view.registered_at),
    ]


def _field_line(field: Field) -> dict[str, object]:
    element = public.element(field.element_id) if field.element_id else None
    return {"field": field, "element": element, "bounds": _bounds(field.constraints.items())}


def _domain(element: DataElement) -> list[str]:
    """The domain of an element's values in a few signs."""
    parts = [
        ("pattern", element.pattern or None),
        ("maxLength", element.max_length),
        ("minimum", element.minimum),
        ("maximum", element.maximum),
        ("decimal", element.precision),
        ("codes", element.code_list or None),
        ("check", element.check or None),
    ]
    return _bounds((name, value) for name, value in parts if value is not None)


def _bounds(items: Iterable[tuple[str, object]]) -> list[str]:
    shown = []
    for name, value in items:
        text = ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else value
        shown.append(f"{name}: {text}")
    return shown


def _rule_groups(rules: tuple[Rule, ...]) -> list[dict[str, object]]:
    """The rules by dimension, in the order of GB/T 36344."""
    groups: list[dict[str, object]] = []
    for dimension in Dimension:
        mine = [rule for rule in rules if rule.dimension is dimension]
        if mine:
            lines = [{"rule": rule, "effect": _effect(rule)} for rule in mine]
            groups.append({"dimension": dimension, "lines": lines})
    return groups


def _effect(rule: Rule) -> tuple[str, str]:
    """What a failing rule does: text and tone."""
    if rule.severity is Severity.WARNING:
        return _("counted only"), "muted"
    if rule.kind is RuleKind.FILE:
        return _("file refused"), "bad"
    return _("row refused"), "warn"
