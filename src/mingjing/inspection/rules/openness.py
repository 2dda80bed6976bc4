# SPDX-License-Identifier: Apache-2.0
"""What is public of inspection and when: yearly plan, results; what a firm says of a visit."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    CodeNotForInspectors,
    EvaluatedAlready,
    Evaluation,
    EvaluationInvalid,
    NewYearPlan,
    TaskState,
    VisitFound,
    VisitMode,
    VisitNotMade,
    YearLine,
    YearPlanInvalid,
)
from mingjing.kernel.calendar import WorkingCalendar
from mingjing.kernel.terms import due
from mingjing.registry.types import Limit

TEXT_MOST = 1000
_STARS = range(1, 6)
_MODES = {name: mode for mode in VisitMode for name in (mode.value, mode.zh, mode.en.lower())}
_PERCENT = Decimal(100)
_CELLS = 4
_SIGNS = "%\uff05"
_RATIO = re.compile(r"\d{1,9}(\.\d{0,9})?")


def year_plan_due(year: int, limit: Limit, calendar: WorkingCalendar) -> date:
    """The last day on which a year's plan is published in time: the end of March.

    Law: INS-PLAN, DL-38, 国办发〔2024〕54号; the term runs from the last day of the year before.
    """
    return due(date(year - 1, 12, 31), limit.term, calendar=calendar).on


def result_due(ended_on: date, limit: Limit, calendar: WorkingCalendar) -> date:
    """The last day on which the result of a visit is published in time.

    Law: DL-36, TS-3, 国发〔2019〕5号: twenty working days.
    """
    return due(ended_on, limit.term, calendar=calendar).on


def demand_year_plan(plan: NewYearPlan, published: Collection[str]) -> None:
    """A yearly plan names its document and, line by line, item, objects, mode and ratio.

    Law: INS-PLAN, INS-2, 国办发〔2024〕54号: only published items; a ratio above 0 and up to 1.
    Raises: YearPlanInvalid.
    """
    if not plan.lines or not plan.document_no.strip():
        raise YearPlanInvalid(
            line=0, zh_reason="缺少事项或者文号", en_reason="no lines, no document"
        )
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(plan.lines, 1):
        key = (line.item_code, line.objects)
        for is_wrong, zh, en in (
            (line.item_code not in published, "事项未公布", "the item is not published"),
            (not line.objects.strip(), "没有写明对象范围", "the objects are not stated"),
            (
                not 0 < line.ratio <= 1,
                "比例应大于 0 且不超过 1",
                "the ratio is not within 0-1",
            ),
            (key in seen, "与前面的行重复", "it repeats a line above"),
        ):
            if is_wrong:
                raise YearPlanInvalid(line=number, zh_reason=zh, en_reason=en)
        seen.add(key)


def year_lines(text: str) -> Iterator[YearLine]:
    """Lines of a yearly plan as typed: item | objects | mode | ratio, as 0.1 or 10%.

    Law: INS-PLAN, 国办发〔2024〕54号.
    Raises: YearPlanInvalid.
    """
    for number, row in enumerate((one for one in text.splitlines() if one.strip()), 1):
        cells = [cell.strip() for cell in row.replace("\uff5c", "|").split("|")]
        mode = _MODES.get(cells[2].lower()) if len(cells) == _CELLS else None
        if mode is None:
            raise YearPlanInvalid(
                line=number, zh_reason="不是“事项 | 对象 | 方式 | 比例”", en_reason="not four cells"
            )
        yield YearLine(cells[0], cells[1], mode, _ratio(cells[3], number))


def _ratio(text: str, number: int) -> Decimal:
    bare = text.rstrip(_SIGNS).strip()
    if not _RATIO.fullmatch(bare):
        raise YearPlanInvalid(
            line=number, zh_reason="比例不是数字", en_reason="the ratio is no number"
        )
    value = Decimal(bare)
    return value / _PERCENT if text.endswith(tuple(_SIGNS)) else value


def found_in(lines: Sequence[CheckLine]) -> VisitFound:
    """What the public reads of a visit: worst line first.

    Law: TS-3, INS-RND, 营商环境条例 §54: results are published.
    """
    outcomes = {line.outcome for line in lines}
    if CheckOutcome.VIOLATION in outcomes:
        return VisitFound.PROBLEM
    return VisitFound.NOTHING if CheckOutcome.OK in outcomes else VisitFound.NOT_CHECKED


def demand_not_inspector(officer_id: str | None, drawn: Collection[str]) -> None:
    """Who makes the firm's code is none of the officers whom the firm evaluates.

    Law: INS-7, 国办发〔2024〕54号: the firm evaluates, and nobody else.
    Raises: CodeNotForInspectors.
    """
    if officer_id and officer_id in drawn:
        raise CodeNotForInspectors


def demand_evaluation(state: TaskState, said: Evaluation, *, is_evaluated: bool) -> None:
    """A firm evaluates a visit that was made, once, with one to five stars.

    Law: INS-7, 国办发〔2024〕54号: the firm evaluates.
    Raises: VisitNotMade, EvaluatedAlready, EvaluationInvalid.
    """
    if state not in (TaskState.VISITED, TaskState.CLOSED):
        raise VisitNotMade
    if is_evaluated:
        raise EvaluatedAlready
    if said.rating not in _STARS or len(said.text) > TEXT_MOST:
        raise EvaluationInvalid(most=TEXT_MOST)
