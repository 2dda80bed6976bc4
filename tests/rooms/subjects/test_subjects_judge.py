# SPDX-License-Identifier: Apache-2.0
"""Judging: what a person decides holds at the next resolution and is never overwritten."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.rooms.subjects.town import Lake

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted
from mingjing.subjects.models import Judgement
from mingjing.subjects.public import (
    is_due,
    judge,
    judgement_in_force,
    judgements,
    links_of,
    resolve,
    review_counts,
    review_queue,
    subject_of,
)
from mingjing.subjects.types import (
    JudgementOfOne,
    JudgementOvertaken,
    JudgementView,
    LinkKind,
    LinkRule,
    ReasonMissing,
    RecordUnlinked,
    ReviewReason,
    Verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolved(lake: Lake, system: Actor, now: datetime) -> Lake:
    resolve(actor=system, now=now)
    return lake


def decide(actor: Actor, now: datetime, left: str, right: str, verdict: Verdict) -> JudgementView:
    return judge(
        actor=actor,
        now=now,
        left_record=left,
        right_record=right,
        verdict=verdict,
        reason="seen on the spot",
    )


def test_a_record_judged_different_leaves_alone(
    resolved: Lake, system: Actor, zhao: Actor, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    decide(zhao, later, "visits:2", "register:1", Verdict.DIFFERENT)
    found = resolve(actor=system, now=later)
    assert subject_of("visits:2") != subject_of("register:1")
    assert subject_of("visits:1") == subject_of("register:1")
    assert (found.split, found.created) == (1, 1)


def test_records_judged_the_same_come_together(
    resolved: Lake, system: Actor, zhao: Actor, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    decide(zhao, later, "register:3", "register:1", Verdict.SAME)
    resolve(actor=system, now=later)
    joined = subject_of("register:3")
    assert joined == subject_of("register:1") == subject_of("visits:4")
    assert joined is not None
    links = {link.record_id: link for link in links_of(joined, PageRequest()).items}
    assert links["register:3"].kind is LinkKind.HUMAN
    assert links["register:3"].why.rule is LinkRule.JUDGED


def test_a_later_judgement_supersedes_and_both_are_kept(
    resolved: Lake, system: Actor, zhao: Actor, now: datetime
) -> None:
    first = decide(zhao, now, "register:3", "register:1", Verdict.SAME)
    decide(zhao, now + timedelta(hours=1), "register:1", "register:3", Verdict.DIFFERENT)
    resolve(actor=system, now=now + timedelta(hours=2))
    assert subject_of("register:3") != subject_of("register:1")
    states = {row.judgement_id: row.is_superseded for row in judgements(PageRequest()).items}
    assert len(states) == 2
    assert states[first.judgement_id]


def test_a_judgement_makes_a_resolution_due_and_says_when_it_is_applied(
    resolved: Lake, system: Actor, zhao: Actor, now: datetime
) -> None:
    assert not is_due()
    made = decide(zhao, now + timedelta(hours=1), "register:3", "register:1", Verdict.UNSURE)
    assert is_due()
    assert not made.is_applied
    resolve(actor=system, now=now + timedelta(hours=2))
    assert judgements(PageRequest()).items[0].is_applied
    assert subject_of("register:3") != subject_of("register:1")


def test_a_judged_pair_waits_no_longer(resolved: Lake, zhao: Actor, now: datetime) -> None:
    pair = review_queue(PageRequest(), reason=ReviewReason.KEY_CONFLICT).items[0]
    assert review_counts()[ReviewReason.KEY_CONFLICT] == 1
    decide(zhao, now, pair.left_record, pair.right_record, Verdict.DIFFERENT)
    assert review_counts()[ReviewReason.KEY_CONFLICT] == 0
    assert review_queue(PageRequest(), reason=ReviewReason.KEY_CONFLICT).total == 0


def test_a_judgement_leaves_a_ledger_entry(resolved: Lake, zhao: Actor, now: datetime) -> None:
    made = decide(zhao, now, "register:3", "register:1", Verdict.SAME)
    acts = [entry.act for entry in entry_for("judgement", made.judgement_id)]
    assert acts == ["subjects.judged"]


def test_it_refuses_who_may_not_judge(resolved: Lake, qian: Actor, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        decide(qian, now, "register:3", "register:1", Verdict.SAME)
    assert not Judgement.objects.exists()


def test_it_refuses_one_record_twice(resolved: Lake, zhao: Actor, now: datetime) -> None:
    with pytest.raises(JudgementOfOne):
        decide(zhao, now, "register:3", "register:3", Verdict.SAME)


def test_it_refuses_a_record_that_nobody_knows(resolved: Lake, zhao: Actor, now: datetime) -> None:
    with pytest.raises(RecordUnlinked):
        decide(zhao, now, "register:3", "register:99", Verdict.SAME)


def test_it_refuses_a_judgement_without_a_reason(
    resolved: Lake, zhao: Actor, now: datetime
) -> None:
    with pytest.raises(ReasonMissing):
        judge(
            actor=zhao,
            now=now,
            left_record="register:3",
            right_record="register:1",
            verdict=Verdict.SAME,
            reason="  ",
        )


def test_of_two_who_judge_at_once_the_second_is_told(
    resolved: Lake, zhao: Actor, now: datetime
) -> None:
    pair = {"left_record": "register:3", "right_record": "register:1"}
    seen = judgement_in_force(**pair)
    same = {"verdict": Verdict.SAME, "reason": "seen on the spot", "knowing": seen}
    first = judge(actor=zhao, now=now, **pair, **same)  # type: ignore[arg-type]
    with pytest.raises(JudgementOvertaken):
        judge(actor=zhao, now=now, **pair, **same)  # type: ignore[arg-type]
    assert judgement_in_force("register:1", "register:3") == first.judgement_id
    judge(actor=zhao, now=now, **pair, **same | {"knowing": first.judgement_id})  # type: ignore[arg-type]


def test_it_refuses_a_pair_of_another_region(resolved: Lake, zhao: Actor, now: datetime) -> None:
    stranger = replace(zhao, region="440100")
    with pytest.raises(NotPermitted):
        decide(stranger, now, "register:3", "register:1", Verdict.SAME)
