# SPDX-License-Identifier: Apache-2.0
"""The way of a benchmark (裁量基准办理流程): draft, review, publication, by three people.

Only a draft can be changed; a return makes a draft again.
"""

from datetime import date
from enum import Enum

from mingjing.registry.types.benchmark_steps import (
    BenchmarkHeadInvalid,
    BenchmarkRetroactive,
    BenchmarkSamePerson,
    BenchmarkStateWrong,
)
from mingjing.registry.types.benchmarks import BenchmarkState, NewBenchmark


class Step(Enum):
    """What is done to a version (办理环节): the words, from which states, to which."""

    REVISE = ("修改", "changed", (BenchmarkState.DRAFT,), BenchmarkState.DRAFT)
    SUBMIT = ("提交审核", "submitted", (BenchmarkState.DRAFT,), BenchmarkState.IN_REVIEW)
    REVIEW = ("通过审核", "passed", (BenchmarkState.IN_REVIEW,), BenchmarkState.REVIEWED)
    RETURN = (
        "退回",
        "returned",
        (BenchmarkState.IN_REVIEW, BenchmarkState.REVIEWED),
        BenchmarkState.DRAFT,
    )
    PUBLISH = ("公布", "published", (BenchmarkState.REVIEWED,), BenchmarkState.PUBLISHED)

    def __init__(
        self, zh: str, en: str, before: tuple[BenchmarkState, ...], after: BenchmarkState
    ) -> None:
        self.zh, self.en, self.before, self.after = zh, en, before, after


def next_state(state: BenchmarkState, step: Step) -> BenchmarkState:
    """The state after a step.

    Raises: BenchmarkStateWrong.
    """
    if state not in step.before:
        raise BenchmarkStateWrong(
            zh_state=state.zh, en_state=state.en.lower(), zh_step=step.zh, en_step=step.en
        )
    return step.after


def demand_other_person(step: Step, account_id: str, *before: str) -> None:
    """Goes on only when the person did none of the steps before: drafter, reviewer, publisher.

    Law: 国办发〔2022〕27号: legal review of benchmarks; segregation of duties.
    Raises: BenchmarkSamePerson.
    """
    if account_id in before:
        raise BenchmarkSamePerson(zh_step=step.zh, en_step=step.en)


def demand_from_publication(valid_from: date, today: date) -> None:
    """Goes on only when the benchmark is in force from its publication or later.

    Law: APL-005, APL-034, 行政处罚法 §5, §34: what is not published is no basis.
    Raises: BenchmarkRetroactive.
    """
    if valid_from < today:
        raise BenchmarkRetroactive(valid_from=valid_from.isoformat(), today=today.isoformat())


def demand_head(draft: NewBenchmark) -> None:
    """Goes on only when item, title, region and validity are stated.

    Raises: BenchmarkHeadInvalid.
    """
    for zh, en, is_fine in (
        ("事项编码", "item code", 0 < len(draft.power_item_code.strip()) <= 60),
        ("名称", "title", 0 < len(draft.title.strip()) <= 200),
        ("区划", "region", 0 < len(draft.region.strip()) <= 40),
        ("失效日期", "last day", draft.valid_to is None or draft.valid_to >= draft.valid_from),
    ):
        if not is_fine:
            raise BenchmarkHeadInvalid(zh_field=zh, en_field=en)
