# SPDX-License-Identifier: Apache-2.0
"""What a form says before it refuses (事先说明): the gates of a step in words, its factors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjing.cases.queries.ranges import factors_on
from mingjing.cases.rules.asking import rule_ids
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.views import FactorWords, ListedWords
from mingjing.kernel.errors import Language
from mingjing.registry.public import leniency_for, limits, rule
from mingjing.registry.types import Factor, FactorKind, LeniencyKind, LimitUnit

_CHINESE_TERM = re.compile(r"\s*\([\u4e00-\u9fff、]+\)")
"""The term of the law in brackets, which docstrings carry and English pages leave out."""


@dataclass(frozen=True, slots=True)
class GateWords:
    """A gate in one sentence with its rules (闸口说明)."""

    text: str
    rules: tuple[str, ...]


def gates_in_words(step: StepRule, language: Language) -> tuple[GateWords, ...]:
    """What the law asks of a step: in Chinese its rules as the register words them, each once.

    In English the first sentence of each gate's docstring, with its rules.
    """
    if language == "zh":
        asked = dict.fromkeys(one for gate in step.gates() for one in rule_ids(gate))
        return tuple(GateWords(rule(one).label(language), (one,)) for one in asked)
    return tuple(
        GateWords(
            _CHINESE_TERM.sub("", (gate.__doc__ or "").strip().split("\n")[0]), rule_ids(gate)
        )
        for gate in step.gates()
    )


@dataclass(frozen=True, slots=True)
class LimitWords:
    """A number of the law on a receipt (法定参数说明): `name` is its key, `text` its sentence."""

    name: str
    text: str
    value: str
    article: str
    valid_from: str


def limits_in_words(kept: Iterable[dict[str, str]], language: Language) -> list[LimitWords]:
    """The numbers that a step rested on, as the register words them, with their units."""
    texts = {(one.name, one.article): one.label(language) for one in limits()}
    # A number set for a place bears its own document: the words are those of the general row.
    general = {one.name: one.label(language) for one in reversed(limits())}
    return [
        LimitWords(
            name=one["name"],
            text=texts.get((one["name"], one["article"])) or general.get(one["name"], one["name"]),
            value=_value(one, language),
            article=one["article"],
            valid_from=one["valid_from"],
        )
        for one in kept
    ]


def _value(kept: dict[str, str], language: Language) -> str:
    """12 yuan, 10 个工作日, 3 %: as a person writes it."""
    unit = next((one for one in LimitUnit if one.value == kept["unit"]), None)
    if unit is None:
        return f"{kept['value']} {kept['unit']}"
    value = Decimal(kept["value"]) * (100 if unit is LimitUnit.RATIO else 1)
    return f"{value.normalize():f} {unit.label(language)}"


def factors_for(
    item_code: str, on: date, region: str, language: Language
) -> tuple[FactorWords, ...]:
    """The factors of the benchmark in force for an item, as a form asks for them."""
    return tuple(_factor(one, language) for one in factors_on(item_code, on, region))


def _factor(one: Factor, language: Language) -> FactorWords:
    choices = tuple((choice, choice) for choice in one.choices)
    if one.kind is FactorKind.BOOLEAN:
        words = ("是", "否") if language == "zh" else ("Yes", "No")
        choices = tuple(zip(("true", "false"), words, strict=True))
    return FactorWords(one.name, one.label(language) + _unit(one, language), choices)


def _unit(one: Factor, language: Language) -> str:
    """The factor's unit in brackets; money is in yuan, whatever the table wrote."""
    unit = "yuan" if language == "en" and one.kind is FactorKind.MONEY else one.unit
    if not unit:
        return ""
    return f"（{unit}）" if language == "zh" else f" ({unit})"


def listed_for(
    item_code: str, on: date, region: str, language: Language
) -> tuple[ListedWords, ...]:
    """What the leniency list in force says of an item, as the form of a proposal asks for it.

    Law: LEN-1, 行政处罚法 §33.
    """
    colon = "：" if language == "zh" else ": "
    return tuple(
        ListedWords(
            one.code,
            colon.join((one.leniency.label(language), one.label(language))),
            one.conditions,
        )
        for one in leniency_for(item_code, on, region)
        if one.leniency is not LeniencyKind.NO_COERCION
    )
