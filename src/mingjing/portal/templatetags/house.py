# SPDX-License-Identifier: Apache-2.0
"""How values look on a page (页面显示): labels, numbers, days, hashes, fields.

Every filter answers an absent value with an en dash, so that a table never shows `None`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, runtime_checkable

from django import template
from django.forms import BoundField, RadioSelect
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from mingjing.engines.languages import language
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.enforcement_fields import enforcement_field as field_title
from mingjing.kernel.errors import Language
from mingjing.kernel.money import format_yuan
from mingjing.kernel.paging import SortOrder
from mingjing.kernel.places import place_name
from mingjing.ledger.public import EntryView, Head, act_name, head, kind_name, page_of
from mingjing.registry.public import (
    basis_text,
    cite_provision,
    cite_written,
    is_on_register,
    read_provision,
    role_words,
)
from mingjing.registry.types import Actor

register = template.Library()

ABSENT = "–"
_A_PROVISION = re.compile(r"[a-z][a-z0-9-]* \d|《[^》]*》第")
"""A provision by its code or as Chinese papers cite it; what statutes cite bears a §."""
_HASH_SIGNS = 10
_ID_SIGNS = 8
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@runtime_checkable
class Labelled(Protocol):
    """Anything that knows its own name in both languages: enum members, views of the registry."""

    def label(self, language: Language) -> str:
        """The name in the given language."""
        ...


def _is_absent(value: object) -> bool:
    return value is None or value == "" or value != value  # NaN


@register.filter
def label(value: object) -> str:
    """The name of a code, action, agency or item in the language of the page."""
    if _is_absent(value):
        return ABSENT
    return value.label(language()) if isinstance(value, Labelled) else str(value)


@register.filter
def posts(actor: Actor) -> str:
    """The roles of the person who reads, in the language of the page."""
    return ("、" if language() == "zh" else ", ").join(role_words(actor.roles, language()))


@register.filter
def act(code: object) -> str:
    """What an act of the ledger is called: inspection.drawn is “Objects and officers drawn”."""
    return act_name(str(code), language())


@register.filter
def object_kind(code: object) -> str:
    """What a kind of object in the ledger is called: inspection_plan is “Inspection plan”."""
    return kind_name(str(code), language())


@register.filter
def object_url(entry: EntryView) -> str:
    """The page of the object that a ledger entry is about; empty when there is none."""
    try:
        return reverse(page_of(entry.kind), args=[entry.object_id])
    except NoReverseMatch:
        return ""


@register.filter
def either(zh: object, en: object) -> object:
    """`{{ row.name|either:row.name_en }}`: the Chinese or the English text, as the page speaks."""
    return zh if language() == "zh" or not en else en


@register.filter
def listed(names: Iterable[object]) -> str:
    """Names one after the other, with the comma of the page's language."""
    return ("、" if language() == "zh" else ", ").join(map(str, names))


@register.filter
def place(region: object) -> str:
    """A region by its name; one that nobody names by its code."""
    return ABSENT if _is_absent(region) else _tongue(place_name(str(region), language()))


@register.filter
def enforcement_field(code: object) -> str:
    """A field of enforcement by its name."""
    return ABSENT if _is_absent(code) else field_title(str(code), language())


@register.filter
def cited(basis: object) -> str:
    """A legal basis by the statute's name in the page's language: Administrative Penalty Law §42.

    What has no English name stays Chinese and says so to a screen reader.
    """
    text = str(basis or "")
    if _A_PROVISION.match(text):
        text = cite_written(text, language())
    else:
        text = basis_text(text, language())
    return _tongue(text) or ABSENT


def _tongue(text: str) -> str:
    """What stays Chinese on an English page says so to a screen reader."""
    if language() == "en" and any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return format_html('<span lang="zh-Hans">{}</span>', text)
    return text


@register.filter
def provision(cited_text: object) -> str:
    """A cited provision by its name, with a link to its page: 《食品安全法》第一百二十五条.

    What names no provision of the register stays as it was written.
    """
    text = str(cited_text or "")
    found = read_provision(text)
    if found is None:
        return text or ABSENT
    words = cite_provision(found, language())
    if not is_on_register(found):
        return words
    page = reverse("law-article", args=[found.ref.instrument_id, found.ref.number])
    return format_html('<a href="{}">{}</a>', page, words)


@register.filter
def number(value: object, places: int = 0) -> str:
    """A number with thousands marked: 12,345 or, with places, 12,345.6."""
    if _is_absent(value):
        return ABSENT
    return f"{value:,d}" if isinstance(value, int) and not places else _fixed(value, places)


@register.filter
def yuan(fen: object) -> str:
    """Fen as yuan with two places: 12,345.60."""
    return format_yuan(fen) if isinstance(fen, int) else ABSENT


@register.filter
def percent(ratio: object, places: int = 1) -> str:
    """A ratio between 0 and 1 as per cent: 0.123 is 12.3%."""
    return ABSENT if _is_absent(ratio) else f"{_rounded(_decimal(ratio) * 100, places):f}%"


@register.filter
def signed(value: object, places: int = 2) -> str:
    """A number with its sign, for changes and contributions: +0.25."""
    return ABSENT if _is_absent(value) else f"{_rounded(_decimal(value), places):+,f}"


def _fixed(value: object, places: int) -> str:
    return f"{_rounded(_decimal(value), places):,f}"


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))  # Decimal, int, float and numpy numbers alike


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as people round: 4.85 is 4.9, whatever its binary neighbour is."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if value.is_finite() else value


@register.filter
def day(value: object) -> str:
    """A calendar day where the agency sits, as a `<time>` element: 2026-11-23, 23 Nov 2026."""
    iso = iso_day(value)
    if not iso:
        return ABSENT
    return format_html('<time datetime="{}">{}</time>', iso, _day_in_words(iso))


@register.filter
def iso_day(value: object) -> str:
    """A calendar day as plain text, for attributes and inputs; empty when there is none."""
    if isinstance(value, datetime):
        return _local(value).date().isoformat()
    return value.isoformat() if isinstance(value, date) else ""


@register.filter
def instant(value: object) -> str:
    """An instant in Beijing time to the minute, as a `<time>` element: 2026-11-23 08:30."""
    if not isinstance(value, datetime):
        return ABSENT
    shown = f"{_day_in_words(iso_day(value))} {_local(value):%H:%M}"
    return format_html('<time datetime="{}">{}</time>', iso_instant(value), shown)


def _day_in_words(iso: str) -> str:
    """A day as the page's language writes it; Chinese tables write it as GB/T 7408 does."""
    if language() == "zh":
        return iso
    year, month, of_month = iso.split("-")
    return f"{int(of_month)} {_MONTHS[int(month) - 1]} {year}"


@register.filter
def iso_instant(value: object) -> str:
    """An instant as plain text, UTC, for attributes."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else ""


def _local(value: datetime) -> datetime:
    return value.astimezone(BEIJING)


@register.filter
def short_hash(value: object) -> str:
    """The first ten signs of a hash; of an id its kind and last signs, since ids begin alike.

    Show the whole one in `title`.
    """
    text = str(value or "")
    if not text:
        return ABSENT
    kind, mark, rest = text.rpartition("_")
    if mark and len(rest) > 2 * _HASH_SIGNS:
        return f"{kind}_…{rest[-_ID_SIGNS:]}"
    return text if len(text) <= _HASH_SIGNS else f"{text[:_HASH_SIGNS]}…"


@register.filter
def short_id(value: object) -> str:
    """The last signs of an opaque id, where ids of one kind differ; a short id stays whole."""
    text = str(value or "")
    return text if len(text) <= _ID_SIGNS + 8 else f"…{text[-_ID_SIGNS:]}"


@register.filter
def is_number(value: object) -> bool:
    """Whether a table cell holds a number, or a text in per cent, and so stands on the right."""
    if isinstance(value, str):
        return value.endswith("%") and value[:1].isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


@register.filter
def aligned(rows: Sequence[Sequence[object]]) -> list[list[tuple[object, bool]]]:
    """Cells of a table, each with whether it stands on the right: numbers, and gaps among them."""
    columns = [any(map(is_number, column)) for column in zip(*rows, strict=False)]
    return [
        [
            (cell, is_number(cell) or (_is_absent(cell) and is_numeric))
            for cell, is_numeric in zip(row, columns, strict=False)
        ]
        for row in rows
    ]


@register.filter
def sides(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[tuple[str, bool]]:
    """Headings of a table, each with whether its column holds numbers."""
    columns = list(zip(*rows, strict=False)) if rows else []
    return [
        (name, place < len(columns) and any(is_number(cell) for cell in columns[place]))
        for place, name in enumerate(headers)
    ]


@register.filter
def cell(value: object) -> str:
    """Any value as a table cell: whole numbers with thousands, fractions to four places."""
    if _is_absent(value):
        return ABSENT
    if isinstance(value, bool):
        return "✓" if value else ABSENT
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return _fixed(value, 0 if value.is_integer() else (2 if abs(value) >= 100 else 4))
    if isinstance(value, datetime):
        return instant(value)
    return day(value) if isinstance(value, date) else label(value)


@register.filter
def html_lang(code: object) -> str:
    """Django's language code as BCP 47 writes it: zh-hans is zh-Hans."""
    head_part, _, tail = str(code).partition("-")
    return f"{head_part}-{tail.capitalize()}" if tail else head_part


@register.inclusion_tag("portal/_field.html")
def field_errors(field: BoundField) -> dict[str, object]:
    """`{% field_errors form.name %}`: label, widget, help and errors of one form field."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    is_group = isinstance(widget, RadioSelect)  # boxes are a kind of it
    css = {"checkbox": "form-check-input", "select": "form-select", "radio": ""}
    widget.attrs.setdefault("class", "boxes" if is_group else css.get(kind, "form-control"))
    if field.errors:
        widget.attrs["class"] += " is-invalid"
    is_checkbox = kind == "checkbox" and not is_group
    return {"field": field, "is_checkbox": is_checkbox, "is_group": is_group}


@register.simple_tag(takes_context=True)
def page_url(context: Context, page_number: int, parameter: str = "page") -> str:
    """The address of another page of this list, its filters kept."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return f"?{parameter}={page_number}"
    query[parameter] = str(page_number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("portal/_sort.html", takes_context=True)
def sort_heading(
    context: Context, order: SortOrder, column: str, text: str, kind: str = ""
) -> dict[str, object]:
    """`{% sort_heading order "records" _("Records") "num" %}`: a column heading that sorts by link.

    `kind`: "num" stands on the right and "date" does not; both begin with the highest; "minor" is
    left out on a phone. A second click turns the order round. The filters of the address are
    kept, the page is not.
    """
    is_current = order.column == column
    goes_down = not order.is_descending if is_current else kind in {"num", "date"}
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("page", None)
    query["sort"] = SortOrder(column, goes_down).text
    state = ("descending" if order.is_descending else "ascending") if is_current else ""
    return {"url": f"?{query.urlencode()}", "text": text, "kind": kind, "state": state}


@register.simple_tag
def ledger_head() -> Head | None:
    """The newest published state of the ledger, for the foot of each page."""
    return head()


@register.simple_tag(takes_context=True)
def age(context: Context, moment: datetime | None) -> str:
    """How long ago: 3 min, 5 h, 2 d; measured from the time of the request."""
    now = getattr(context.get("request"), "now", None)
    if moment is None or now is None:
        return ABSENT
    seconds = max(0, int((now - moment).total_seconds()))
    zh, en, unit = next((row for row in _AGES if seconds >= row[2]), _AGES[-1])
    amount = seconds // unit
    return f"{amount} {zh}" if language() == "zh" else f"{amount} {en}"


_AGES = (
    ("天前", "d ago", 86_400),
    ("小时前", "h ago", 3_600),
    ("分钟前", "min ago", 60),
    ("秒前", "s ago", 1),
)
