# SPDX-License-Identifier: Apache-2.0
"""Gates on a measure that runs (强制措施存续): approval made up, extension, testing, release."""

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.measures import (
    Measure,
    extended_days,
    in_force,
    measure,
    measures,
    term_of,
)
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.stages import decided
from mingjing.cases.types.codes import MeasureKind, ReleaseGround
from mingjing.cases.types.refusals import (
    AlreadyDone,
    FieldWrong,
    MeasureEnded,
    MeasureTooLong,
    NothingToDo,
    ObjectUnknown,
    ReleaseGroundWrong,
    TestingNotAllowed,
    UrgentApprovalLate,
)
from mingjing.cases.types.steps import (
    MeasureApproved,
    MeasureExtended,
    MeasureNoticeServed,
    MeasureReleased,
    MeasureTaken,
    TestingEnded,
    TestingStarted,
)
from mingjing.kernel.terms import due_at
from mingjing.registry.types import PenaltyKind

_RETURNED = frozenset(ReleaseGround) - {ReleaseGround.CONFISCATED}


def demand_some_measure(situation: Situation) -> None:
    """The case has taken a measure.

    Law: 行政强制法 ch. 3.
    Raises: NothingToDo.
    """
    if not measures(situation.file):
        raise NothingToDo(what=MeasureTaken)


def demand_urgent_waits(situation: Situation) -> None:
    """An urgent measure waits for the head's word.

    Law: ACL-019, 行政强制法 §19.
    Raises: NothingToDo.
    """
    if not any(_waits(one) for one in in_force(situation.file)):
        raise NothingToDo(what=MeasureTaken)


def _waits(one: Measure) -> bool:
    return one.taken.is_urgent and one.is_approved is None


def demand_approval_in_time(situation: Situation, approved: MeasureApproved) -> None:
    """Approval is made up within twenty-four hours; later the measure can only be refused.

    Law: ACL-019, 行政强制法 §19.
    Raises: ObjectUnknown, AlreadyDone, FieldWrong, UrgentApprovalLate.
    """
    one = measure(situation.file, approved.measure_id)
    if not (_waits(one) and one.is_in_force):
        raise AlreadyDone(step=MeasureApproved, about=approved.measure_id)
    if not approved.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")
    term = situation.law.limit("coercion.report_hours").term
    last = due_at(one.taken.taken_at, term).at
    if approved.is_approved and last is not None and situation.law.now > last:
        raise UrgentApprovalLate(hours=term.amount, last=last.isoformat(timespec="minutes"))


@inner_gate
def demand_running(situation: Situation, measure_id: str) -> Measure:
    """The measure is in force and its term has not run out.

    Law: ACL-028, 行政强制法 §28(4), §33(4).
    Raises: ObjectUnknown, MeasureEnded.
    """
    one = measure(situation.file, measure_id)
    last = term_of(one, situation.file, situation.law)
    if not one.is_in_force or last.is_over(situation.law.today):
        raise MeasureEnded(measure=measure_id, on=(one.ended_on or last.on).isoformat())
    return one


def demand_extension_lawful(situation: Situation, extended: MeasureExtended) -> None:
    """Complex facts, the head's approval, thirty days at most in all, told with reasons in time.

    Law: ACL-025, ACL-032, 行政强制法 §25(1)-(2), §32.
    Raises: MeasureEnded, MeasureTooLong, FieldWrong, DateImpossible.
    """
    one = demand_running(situation, extended.measure_id)
    if _waits(one):
        raise MeasureEnded(measure=extended.measure_id, on="")
    is_frozen = one.taken.kind is MeasureKind.FREEZING
    name = "coercion.freeze_extension_days" if is_frozen else "coercion.seal_extension_days"
    limit = situation.law.limit(name)
    days = extended_days(situation.file, extended.measure_id) + extended.days
    if extended.days <= 0 or days > limit.whole:
        raise MeasureTooLong(days=days, most=limit.whole, zh_what="延长", en_what="extension")
    if not extended.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当说明理由", en_reason="it is empty")
    demand_between("told_on", extended.told_on, one.started_on, situation.law.today)


def demand_testing_told(situation: Situation, started: TestingStarted) -> None:
    """Testing of things, its days fixed and told in writing, while the measure runs.

    Law: ACL-025, 行政强制法 §25(3).
    Raises: MeasureEnded, TestingNotAllowed, AlreadyDone, FieldWrong, DateImpossible.
    """
    one = demand_running(situation, started.measure_id)
    if one.taken.kind is MeasureKind.FREEZING:
        raise TestingNotAllowed
    known = {p.testing_id for p in situation.file.all(TestingStarted)}
    if not started.testing_id.strip() or started.testing_id in known:
        raise AlreadyDone(step=TestingStarted, about=started.testing_id)
    if not started.by.strip():
        raise FieldWrong(field="by", zh_reason="应当写明检测机构", en_reason="it is empty")
    today = situation.law.today
    demand_between("from_on", started.from_on, one.started_on, today)
    demand_between("told_on", started.told_on, one.started_on, today)
    demand_between("until_on", started.until_on, started.from_on, started.until_on.max)


def demand_testing_runs(situation: Situation) -> None:
    """Something is being tested.

    Law: ACL-025, 行政强制法 §25(3).
    Raises: NothingToDo.
    """
    ended = {p.testing_id for p in situation.file.all(TestingEnded)}
    if all(p.testing_id in ended for p in situation.file.all(TestingStarted)):
        raise NothingToDo(what=TestingStarted)


def demand_testing_open(situation: Situation, ended: TestingEnded) -> None:
    """The testing was begun and not ended, and its result is stated.

    Law: ACL-025, 行政强制法 §25(3).
    Raises: ObjectUnknown, AlreadyDone, FieldWrong, DateImpossible.
    """
    started = {p.testing_id: p for p in situation.file.all(TestingStarted)}
    if ended.testing_id not in started:
        raise ObjectUnknown(what=ended.testing_id)
    if ended.testing_id in {p.testing_id for p in situation.file.all(TestingEnded)}:
        raise AlreadyDone(step=TestingEnded, about=ended.testing_id)
    if not ended.result.strip():
        raise FieldWrong(field="result", zh_reason="应当写明结果", en_reason="it is empty")
    demand_between("on", ended.on, started[ended.testing_id].from_on, situation.law.today)


def demand_notice_due(situation: Situation, served: MeasureNoticeServed) -> None:
    """The decision on the measure was not handed over yet.

    Law: ACL-031, 行政强制法 §31; ACL-024, §24.
    Raises: ObjectUnknown, AlreadyDone, DateImpossible.
    """
    one = measure(situation.file, served.measure_id)
    told = {p.measure_id for p in situation.file.all(MeasureNoticeServed)}
    if one.taken.is_decision_handed or served.measure_id in told:
        raise AlreadyDone(step=MeasureNoticeServed, about=served.measure_id)
    demand_between("on", served.on, one.started_on, situation.law.today)


def demand_release_lawful(situation: Situation, released: MeasureReleased) -> None:
    """The ground of the release is there, and what was returned is stated.

    Law: ACL-027, ACL-028, 行政强制法 §19, §27, §28, §33.
    Raises: ObjectUnknown, AlreadyDone, ReleaseGroundWrong, FieldWrong, DateImpossible.
    """
    one = measure(situation.file, released.measure_id)
    if one.is_released:
        raise AlreadyDone(step=MeasureReleased, about=released.measure_id)
    demand_between("on", released.on, one.started_on, situation.law.today)
    if not _has_ground(situation, one, released):
        raise ReleaseGroundWrong(ground=released.ground)
    if released.ground in _RETURNED and not released.returned.strip():
        raise FieldWrong(
            field="returned",
            zh_reason="应当写明退还的财物或者价款",
            en_reason="state the goods or proceeds that were returned",
        )


def _has_ground(situation: Situation, one: Measure, released: MeasureReleased) -> bool:
    file = situation.file
    match released.ground:
        case ReleaseGround.EXPIRED:
            last = term_of(one, file, situation.law)
            return not one.is_in_force or last.is_over(situation.law.today)
        case ReleaseGround.NOT_APPROVED:
            return one.taken.is_urgent and not one.is_approved
        case ReleaseGround.CONFISCATED:
            found = decided(file)
            kinds = {penalty.kind for penalty in found.penalties} if found else set()
            return PenaltyKind.CONFISCATE_GOODS in kinds
        case _:
            return True
