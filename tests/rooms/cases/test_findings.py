# SPDX-License-Identifier: Apache-2.0
"""Supervision: what an agency must answer for shows, and a lawful case shows nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from tests.rooms.cases.bureau import SHOP, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.coercion_list import COERCION_ITEM, publish_coercion
from tests.rooms.cases.course import REMEDIES, Course, fine
from tests.rooms.cases.inserting import decide_and_serve, insert_steps
from tests.rooms.cases.signing_in import client_of
from tests.rules.cases.executing import DEMAND

from mingjing.cases import public
from mingjing.cases.cli import cases as command
from mingjing.cases.types.codes import (
    ApprovalSubject,
    ChangeKind,
    ExecutionManner,
    MeasureKind,
    Outcome,
    ReleaseGround,
    RemedyKind,
    RemedyResult,
    Signature,
)
from mingjing.cases.types.findings import Finding, FindingKind
from mingjing.cases.types.steps import (
    ApprovalGiven,
    DecisionChanged,
    DecisionMade,
    ExecutionDecided,
    Item,
    MeasureReleased,
    MeasureTaken,
    Proposal,
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import official_act, record
from mingjing.registry.models import ListEntry, OfficerCertificate
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
K = FindingKind
SMALL = fine(2_000)
PENALTY_LAW = pytest.mark.law("APL-076")


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


def found(course: Course, now: datetime | None = None) -> list[tuple[FindingKind, str, int]]:
    seen = public.findings(course.case_id, now or course.now)
    assert all(one.zh and one.en for one in seen)
    return [(one.kind, one.breached, one.seq) for one in seen]


def later(course: Course, days: int) -> datetime:
    return course.now + timedelta(days=days)


@official_act
def amend(*, actor: Actor, now: datetime, change: Callable[[], object]) -> None:
    """What the register learned afterwards, as a correction of its rows."""
    change()
    record("registry.list_corrected", kind="list", object_id="x", actor=actor, now=now, payload={})


def learn(bureau: Bureau, change: Callable[[], object]) -> None:
    amend(actor=bureau.system, now=bureau.now, change=change)


# 行政处罚法 art. 76.


@pytest.mark.law("APL-076", "ACL-061", "ACL-062")
def test_a_lawful_case_shows_nothing(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    assert found(course) == []
    assert public.flagged_cases(PageRequest(), course.now).items == ()
    assert list(public.all_flagged(course.now)) == []


@PENALTY_LAW
def test_an_officer_whose_certificate_was_not_in_force(course: Course) -> None:
    course.prove()
    ended = date(2026, 11, 22)
    chen = OfficerCertificate.objects.filter(officer_id=course.bureau.officers[1])
    learn(course.bureau, lambda: chen.update(valid_to=ended))
    assert found(course) == [(K.NO_CERTIFICATE, "APL-042", 1), (K.NO_CERTIFICATE, "APL-042", 2)]
    learn(course.bureau, lambda: chen.update(valid_to=date(2026, 11, 23)))
    assert found(course) == []


@PENALTY_LAW
def test_a_penalty_whose_item_has_no_basis(course: Course) -> None:
    item = ListEntry.objects.filter(power_kind="02")
    learn(course.bureau, lambda: item.update(basis="police-recording-notice 1"))
    assert found(course) == [(K.NO_BASIS, "APL-005", 1)]
    learn(course.bureau, lambda: item.update(basis="food-safety-law 124", code="other"))
    assert found(course) == [(K.NO_BASIS, "APL-017", 1)]


@PENALTY_LAW
def test_a_penalty_of_another_kind_or_above_its_range(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL)
    item = ListEntry.objects.filter(power_kind="02")
    before = item.get().details
    learn(course.bureau, lambda: item.update(details=before | {"penalty_kinds": "01"}))
    changed = [(kind, rule) for kind, rule, _ in found(course)]
    assert changed == [(K.CHANGED, "APL-017")] * 3  # report, notice, decision
    learn(course.bureau, lambda: item.update(details=before | {"fine_cap": "1000"}))
    assert [kind for kind, _, _ in found(course)] == [K.CHANGED] * 3
    learn(course.bureau, lambda: item.update(details=before | {"fine_cap": "2000"}))
    assert found(course) == []


@PENALTY_LAW
def test_a_power_that_was_delegated_unlawfully(course: Course) -> None:
    item = ListEntry.objects.filter(power_kind="02")
    details = item.get().details | {"power_source": "6", "body_kind": "3"}
    learn(course.bureau, lambda: item.update(details=details))
    assert found(course) == [(K.DELEGATION, "APL-020", 1)]


@PENALTY_LAW
def test_a_decision_without_notice_is_a_breach_of_procedure(course: Course) -> None:
    course.prove().report(SMALL)
    decide_and_serve(course.case_id, actor=course.bureau.sun, now=course.now)
    kinds = found(course)
    assert (K.PROCEDURE, "APL-044", 5) in kinds or (K.PROCEDURE, "APL-062", 5) in kinds


@pytest.mark.law("APL-076", "APL-060")
@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (1, True)])
def test_a_decision_that_is_late(course: Course, days: int, late: bool) -> None:
    (clock,) = public.case(course.case_id, course.today).clocks
    now = datetime.combine(clock.due_on + timedelta(days=days), time(12), BEIJING)
    assert found(course, now) == [(K.PROCEDURE, "APL-060", 0)] * late
    shown = public.flagged_cases(PageRequest(), now).items
    assert [one.case_id for one in shown] == [course.case_id] * late


@PENALTY_LAW
@pytest.mark.parametrize("kind", list(ChangeKind))
def test_a_decision_that_was_revoked_or_void(course: Course, kind: ChangeKind) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    proposal = fine(1_000) if kind is ChangeKind.CHANGED else None
    change = DecisionChanged(kind, course.today, "事实有误", "文号 1", proposal)
    public.change_decision(**course.by("sun"), change=change)
    fell = [one for one in found(course) if one[0] is K.SET_ASIDE]
    assert bool(fell) is (kind is not ChangeKind.CHANGED)
    shown = public.flagged_cases(PageRequest(), course.now).items
    assert [one.case_id for one in shown] == [course.case_id] * bool(fell)


@PENALTY_LAW
@pytest.mark.parametrize("result", list(RemedyResult))
def test_a_decision_that_fell_in_review(course: Course, result: RemedyResult) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    remedy = RemedyOpened("r1", RemedyKind.RECONSIDERATION, course.today, "临江市人民政府")
    public.open_remedy(**course.by("zhao"), remedy=remedy)
    closed = RemedyClosed("r1", result, course.today, "复议决定 1 号")
    public.close_remedy(**course.by("zhao"), result=closed)
    fell = [one for one in found(course) if one[0] is K.SET_ASIDE]
    assert bool(fell) is (result in (RemedyResult.REVOKED, RemedyResult.ILLEGAL))
    shown = public.flagged_cases(PageRequest(), course.now).items
    assert [one.case_id for one in shown] == [course.case_id] * bool(fell)


@pytest.mark.law("APL-076", "DL-49")
def test_a_clue_that_should_have_been_filed(bureau: Bureau) -> None:
    clue_id = a_checked_clue(bureau)
    due = public.clue(clue_id, bureau.now).line.due_on
    assert due == date(2026, 12, 9)  # the fifteenth working day from 18 November
    assert public.flagged_clues(due) == ()
    (one,) = public.flagged_clues(due + timedelta(days=1))
    assert (one.clue_id, one.finding.kind, one.finding.breached) == (
        clue_id,
        K.NOT_FILED,
        "APL-054",
    )
    public.file_case(actor=bureau.sun, now=bureau.now, filed=filing(bureau, clue_id), party=SHOP)
    assert public.flagged_clues(due + timedelta(days=1)) == ()


# 行政强制法 arts 61, 62.

FRIDGE = Item("冷柜", "1 台", "冷柜-001")


@pytest.fixture
def sealing(bureau: Bureau, course: Course) -> Course:
    """A case in which a fridge was sealed lawfully."""
    publish_coercion(actor=bureau.system, now=bureau.now, agency_id=bureau.agency_id)
    approval = ApprovalGiven(ApprovalSubject.SEALING, "防止转移")
    public.approve_beforehand(**course.by("sun"), approval=approval)
    public.take_measure(**course.by("zhao"), measure=measure(course))
    assert found(course) == []
    return course


def measure(course: Course, **changes: Any) -> MeasureTaken:
    plain = MeasureTaken(
        "m1", MeasureKind.SEALING, (FRIDGE,), "冷柜内有过期食品", "food-safety-law 110", course.now,
        course.bureau.officers, True, True, True, True, True, Signature.SIGNED, True, 2,
        COERCION_ITEM, approved_by="account_sun",
    )  # fmt: skip
    return replace(plain, **changes)


def insert(course: Course, *payloads: Any) -> None:
    """Steps that came in past the gates, from another system for instance."""
    insert_steps(
        actor=course.bureau.zhao, now=course.now, case_id=course.case_id, payloads=payloads
    )


@pytest.mark.law("ACL-061")
def test_coercion_without_a_basis(sealing: Course) -> None:
    item = ListEntry.objects.filter(code=COERCION_ITEM)
    learn(sealing.bureau, lambda: item.update(basis="market-supervision-penalty-procedure 1"))
    (one,) = public.findings(sealing.case_id, sealing.now)
    assert (one.kind, one.kind.rule, one.breached) == (K.NO_COERCION_BASIS, "ACL-061", "APL-016")
    assert one.kind.article == "行政强制法 §61(1)"


@pytest.mark.law("ACL-061")
def test_coercion_without_due_procedure(sealing: Course) -> None:
    insert(sealing, measure(sealing, measure_id="m2", items=(replace(FRIDGE, mark="二"),)))
    assert [kind for kind, _, _ in found(sealing)] == [K.COERCION_PROCEDURE]  # no approval left


@pytest.mark.law("ACL-062")
def test_sealing_that_takes_what_must_not_be_taken(sealing: Course) -> None:
    approval = ApprovalGiven(ApprovalSubject.SEALING, "防止转移")
    public.approve_beforehand(**sealing.by("sun"), approval=approval)
    other = replace(FRIDGE, mark="三")
    insert(sealing, measure(sealing, measure_id="m3", items=(other,), has_necessities=True))
    (one,) = public.findings(sealing.case_id, sealing.now)
    assert (one.kind, one.kind.article, one.breached) == (
        K.WIDENED,
        "行政强制法 §62(1)",
        "ACL-023",
    )


@pytest.mark.law("ACL-062")
@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_measure_that_is_not_released_in_its_term(sealing: Course, days: int, late: bool) -> None:
    clocks = public.case(sealing.case_id, sealing.today).clocks
    due = next(one.due_on for one in clocks if one.deadline_id == "DL-11")
    now = datetime.combine(due + timedelta(days=days), time(12), BEIJING)
    held = [one for one in public.findings(sealing.case_id, now) if one.kind is K.NOT_RELEASED]
    assert [one.kind.rule for one in held] == ["ACL-062"] * late
    flagged = public.flagged_cases(PageRequest(), now).items
    assert [one.case_id for one in flagged] == [sealing.case_id] * late


@pytest.mark.law("ACL-062")
def test_a_measure_that_its_term_had_to_end_is_a_finding_too(sealing: Course) -> None:
    now = later(sealing, 45)
    public.sweep(actor=sealing.bureau.system, now=now)
    kinds = [one.kind for one in public.findings(sealing.case_id, now)]
    assert K.NOT_RELEASED in kinds
    assert public.flagged_cases(PageRequest(), now).total == 1


@pytest.mark.law("ACL-062")
def test_a_measure_released_in_time_is_none(sealing: Course) -> None:
    release = MeasureReleased("m1", ReleaseGround.NOT_NEEDED, sealing.today, "已退还")
    public.release_measure(**sealing.by("sun"), release=release)
    kinds = [one.kind for one in public.findings(sealing.case_id, later(sealing, 45))]
    assert K.NOT_RELEASED not in kinds


@pytest.mark.law("ACL-062")
def test_what_is_held_although_nothing_was_found(sealing: Course) -> None:
    nothing = Proposal(Outcome.NOT_ESTABLISHED)
    sealing.prove().report(nothing).decide(nothing)
    assert K.NOT_RELEASED in [kind for kind, _, _ in found(sealing)]
    release = MeasureReleased("m1", ReleaseGround.NO_VIOLATION, sealing.today, "已退还")
    public.release_measure(**sealing.by("sun"), release=release)
    assert found(sealing) == []


@pytest.mark.law("ACL-061")
@pytest.mark.parametrize(
    ("changes", "kind"),
    [({"hour": 23}, K.NIGHT), ({"cuts_utilities": True}, K.UTILITIES)],
)
def test_execution_at_night_or_by_cutting_water(
    sealing: Course, changes: dict[str, Any], kind: FindingKind
) -> None:
    decide_and_serve(sealing.case_id, actor=sealing.bureau.sun, now=sealing.now)
    sealing.later(30)
    day = sealing.today
    insert(sealing, replace(DEMAND, served_on=day - timedelta(20), until_on=day - timedelta(1)))
    at = datetime.combine(day + timedelta(1), time(changes.pop("hour", 14)), BEIJING)
    execution = ExecutionDecided(
        ExecutionManner.RESTORE, "food-safety-law 110", "逾期不履行", at, COERCION_ITEM, **changes
    )
    insert(sealing, execution)
    assert kind in [one.kind for one in public.findings(sealing.case_id, sealing.now)]


# The pages.


@pytest.mark.law("APL-076", "ACL-061", "ACL-062")
def test_the_supervisor_sees_them_and_nobody_else(
    sealing: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = later(sealing, 45)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: now)
    auditor, head = (client_of(sealing.bureau, role) for role in ("auditor", "head"))
    shown = auditor.get("/cases/findings/").content.decode()
    for part in (
        "Sealed or seized beyond the term",
        "ACL-062",
        "临江市市场监督管理局",
        "Sealing or seizure (testing",
    ):
        assert part in shown
    assert "What supervision finds" in auditor.get(f"/cases/{sealing.case_id}/").content.decode()
    assert head.get("/cases/findings/").status_code == 403
    assert "What supervision finds" not in head.get(f"/cases/{sealing.case_id}/").content.decode()


@pytest.mark.law("APL-076")
def test_the_command_asks_every_gate_of_every_case(course: Course) -> None:
    insert(course, DecisionMade(SMALL, "", "", (), "", REMEDIES, course.today))
    answer = CliRunner().invoke(command, ["findings", "--json"])
    assert answer.exit_code == 0, answer.output
    assert '"rule": "APL-076"' in answer.output
    assert course.case_id in CliRunner().invoke(command, ["findings", course.case_id]).output


def test_a_finding_speaks_both_languages() -> None:
    one = Finding(K.NIGHT, "ACL-043", 3, date(2026, 1, 1), "夜间", "night")
    assert (one.said("zh"), one.said("en")) == ("夜间", "night")
    assert {kind.rule for kind in K} == {"APL-076", "ACL-061", "ACL-062"}
    assert all(kind.article for kind in K)
