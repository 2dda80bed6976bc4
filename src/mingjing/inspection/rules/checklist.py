# SPDX-License-Identifier: Apache-2.0
"""The checklist of a visit (行政检查单) and whether a result answers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjing.catalog.types import Severity
from mingjing.inspection.types import CheckLine, CheckOutcome, ResultInvalid, VisitResult, Words
from mingjing.kernel.errors import Language
from mingjing.registry.types import CheckPoint, ItemView

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the checklist: item, code within the item, text."""

    item_code: str
    check_code: str
    text: str
    text_en: str = ""

    def label(self, language: Language) -> str:
        """What is asked, in the given language."""
        return self.text if language == "zh" or not self.text_en else self.text_en


@dataclass(frozen=True, slots=True)
class VisitKindFacts:
    """The items that apply to subjects of one category, with the skills they need together."""

    items: tuple[str, ...]
    skills: tuple[str, ...]


def items_for(category: str, items: Iterable[ItemView]) -> VisitKindFacts:
    """Which items apply to a category; an item without a category applies to every one.

    Law: INS-6, 营商环境条例 §54: several items of one subject are merged into one visit.
    """
    fitting = [item for item in items if item.subject_category in ("", category)]
    return VisitKindFacts(
        items=tuple(sorted(item.item_code for item in fitting)),
        skills=tuple(sorted({item.skill for item in fitting if item.skill})),
    )


def questions(item_codes: Sequence[str], items: Iterable[ItemView]) -> tuple[Question, ...]:
    """The checklist of a visit, item by item; an item without lines has one for the whole."""
    known = {item.item_code: item for item in items}
    lines: list[Question] = []
    for code in item_codes:
        item = known.get(code)
        checklist = item.checklist if item and item.checklist else (CheckPoint(OVERALL, code),)
        lines.extend(Question(code, one.code, one.text, one.text_en) for one in checklist)
    return tuple(lines)


def demand_answers(result: VisitResult, asked: Sequence[Question]) -> None:
    """Every line of the checklist is answered once, each violation with its severity.

    A violation says what was seen, and what was not checked says why: both are published.

    Law: INS-2, 国办发〔2024〕54号; Beijing 2024 art 69: the content of the sheet is not changed.
    Raises: ResultInvalid.
    """
    if result.ended_at <= result.started_at:
        raise _invalid("结束时间应晚于开始时间", "the end must follow the start")
    wanted = {(one.item_code, one.check_code) for one in asked}
    given = [(line.item_code, line.check_code) for line in result.lines]
    if len(set(given)) != len(given):
        raise _invalid("同一检查项录入两次", "a line is answered twice")
    for item_code, check_code in sorted(wanted - set(given)):
        raise _invalid(f"缺少 {item_code}/{check_code}", f"{item_code}/{check_code} is missing")
    for item_code, check_code in sorted(set(given) - wanted):
        raise _invalid(
            f"检查单没有 {item_code}/{check_code}", f"{item_code}/{check_code} is not asked"
        )
    for line in result.lines:
        if (line.outcome == CheckOutcome.VIOLATION) != (line.severity is not None):
            place = f"{line.item_code}/{line.check_code}"
            raise _invalid(
                f"{place} 的问题与严重程度不一致",
                f"{place}: a violation, and only a violation, has a severity",
            )
        if line.outcome is not CheckOutcome.OK and not line.notes.strip():
            raise _unsaid(line)


def count_violations(lines: Iterable[CheckLine]) -> tuple[int, bool]:
    """How many violations, and whether one of them is critical."""
    found = [line for line in lines if line.outcome == CheckOutcome.VIOLATION]
    return len(found), any(line.severity == Severity.CRITICAL for line in found)


def _unsaid(line: CheckLine) -> ResultInvalid:
    place = f"{line.item_code}/{line.check_code}"
    if line.outcome == CheckOutcome.VIOLATION:
        return _invalid(f"{place} 未写明发现的问题", f"{place} does not say what was found")
    return _invalid(f"{place} 未写明未检查的原因", f"{place} does not say why it was not checked")


def _invalid(zh_reason: str, en_reason: str) -> ResultInvalid:
    return ResultInvalid(reason=Words(zh_reason, en_reason))
