# SPDX-License-Identifier: Apache-2.0
"""What a step says, in words (步骤内容): the page of the case, the receipt, the party's page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mingjing.cases import public
from mingjing.cases.types.codes import DeviationReason
from mingjing.cases.types.files import EvidenceFile
from mingjing.cases.types.steps import Payload, Proposal, Remedies
from mingjing.cases.web.recordings import ref_line
from mingjing.cases.web.uploads import line_of
from mingjing.cases.words import field_words, words_for
from mingjing.engines.languages import language
from mingjing.kernel.enforcement_fields import enforcement_field
from mingjing.kernel.ids import is_id
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.money import format_yuan
from mingjing.kernel.places import place_name
from mingjing.registry.public import cite_written, power_item_names


def factor_names(item_code: str, on: date, region: str) -> dict[str, str]:
    """What the factors of the item's benchmark and the items of its leniency list are called."""
    factors = public.factors_for(item_code, on, region, language())
    listed = public.listed_for(item_code, on, region, language())
    return {one.name: one.label for one in factors} | {one.code: one.label for one in listed}


_NOBODY: Mapping[str, str] = {}


def facts_of(
    payload: Payload, factors: Mapping[str, str], people: Mapping[str, str] = _NOBODY
) -> list[tuple[str, str]]:
    """What a step says, field by field in words; empty fields and ids left out.

    :param factors: what the benchmark's factors and the items of the leniency list are called.
    :param people: names of the officers and accounts that the step names.
    """
    rows = []
    for one in fields(payload):
        words = words_for(type(payload), one.name)
        value = getattr(payload, one.name)
        if isinstance(value, Proposal):
            value = "\n".join(_proposal_lines(value, factors))
        if words.kind in _BY_CODE and value:
            value = _BY_CODE[words.kind](value)
        elif isinstance(value, tuple):
            value = tuple(
                people.get(part, part) if isinstance(part, str) else part for part in value
            )
        elif isinstance(value, str):
            value = people.get(value, value)
        text = said(value, words.kind)
        if one.name.endswith("basis"):
            text = "；".join(
                cite_written(basis, language())
                for basis in (value if isinstance(value, tuple) else (value,))
                if basis
            )
        if text and words.kind not in ("hidden", "own_id", "object") and not is_id(text):
            rows.append((words.label(language()), text))
    return rows


def power_words(code: str) -> str:
    """A power item by its name, with its code."""
    zh, en = power_item_names([code]).get(code, ("", ""))
    name = zh if language() == "zh" or not en else en
    if not name:
        return code
    return f"{name}（{code}）" if language() == "zh" else f"{name} ({code})"


def _field_title(code: str) -> str:
    return enforcement_field(code, language())


def _place(code: str) -> str:
    return place_name(code, language())


_BY_CODE: dict[str, Callable[[str], str]] = {
    "powers": power_words,
    "field_code": _field_title,
    "region": _place,
}
"""Kinds of fields that hold a code: how its name is found."""


def _file_line(file: EvidenceFile) -> str:
    return f"{line_of(file)} · SHA-256 {file.digest}"


_LISTED: dict[str, Callable[[Any], str]] = {"files": _file_line, "recordings": ref_line}


def said(value: Any, kind: str = "") -> str:
    """A value of a step in words."""
    if kind == "yuan":
        return format_yuan(value) if value else ""
    if isinstance(value, LabelledEnum):
        return value.label(language())
    if kind == "yes_no":  # a No is said as well
        return _("Yes") if value else _("No")
    if kind in _LISTED:
        return "\n".join(_LISTED[kind](one) for one in value)
    if isinstance(value, bool):
        return ("是" if language() == "zh" else "yes") if value else ""
    if isinstance(value, tuple):
        return "；".join(filter(None, (said(one) for one in value)))
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return _said_whole(value)
    return str(value) if value else ""


def _said_whole(value: Any) -> str:
    if isinstance(value, Remedies):
        named = ((one.name, said(getattr(value, one.name))) for one in fields(value))
        return "\n".join(_pair(_word(name), text) for name, text in named if text)
    parts = []
    for one in fields(value):
        is_money = one.name == "fen"
        text = said(getattr(value, one.name), "yuan" if is_money else "")
        parts.append(_yuan(text) if is_money and text else text)
    return " ".join(part for part in parts if part)


def _yuan(text: str) -> str:
    return f"{text} 元" if language() == "zh" else f"{text} yuan"


def _proposal_lines(one: Proposal, named: Mapping[str, str]) -> Iterator[str]:
    """What is proposed, a line for each point: outcome, each penalty, grounds, facts, the list."""
    yield one.outcome.label(language())
    for penalty in one.penalties:
        sum_of = _yuan(format_yuan(penalty.fen)) if penalty.fen else ""
        yield _pair(penalty.kind.label(language()), "，".join(filter(None, (sum_of, penalty.text))))
    if one.no_penalty:
        yield _pair(_word("no_penalty"), one.no_penalty.label(language()))
    if one.lenient:
        comma = "、" if language() == "zh" else ", "
        yield _pair(_word("lenient"), comma.join(it.label(language()) for it in one.lenient))
    for fact in one.facts:
        yield _pair(named.get(fact.name, fact.name), _truth(fact.value))
    for check in one.listed:
        found = check.found.label(language())
        yield _pair(
            _pair(_word("listed"), named.get(check.code, check.code)),
            f"{found}（{check.reason}）" if check.reason else found,
        )
    if one.deviation:
        why = next((it.label(language()) for it in DeviationReason if it == one.deviation), "")
        yield _pair(_word("deviation"), _pair(why or one.deviation, one.deviation_text))


def _truth(value: str) -> str:
    """A factor that is true or not, in words; every other as it was entered."""
    return {"true": _("Yes"), "false": _("No")}.get(value, value)


def _word(name: str) -> str:
    return field_words()[name].label(language())


def _pair(name: str, value: str) -> str:
    colon = "：" if language() == "zh" else ": "
    return f"{name}{colon}{value}" if value else name
