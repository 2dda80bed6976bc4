# SPDX-License-Identifier: Apache-2.0
"""Gates of the prior notice and of the defence (事先告知、陈述申辩)."""

from datetime import date, timedelta

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.hearing import is_hearing_due, is_over
from mingjing.cases.rules.proposals import demand_proposal
from mingjing.cases.rules.serving import demand_service
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Outcome, Right
from mingjing.cases.types.refusals import (
    DefenceUnreviewed,
    FieldWrong,
    HeavierThanNotified,
    NoRightToWaive,
    NotHeard,
    NothingToReview,
    NoticeIncomplete,
    NoticeMissing,
    PenaltyNotTold,
    StatementsEnough,
)
from mingjing.cases.types.steps import (
    NoticeServed,
    Proposal,
    ReportMade,
    RightWaived,
    StatementMade,
    StatementReviewed,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.money import format_yuan
from mingjing.kernel.terms import due

_ONLINE_MOST = 20


def demand_report(situation: Situation) -> None:
    """The investigation is over: there is a report that proposes a penalty.

    Law: APL-044, APL-057, 行政处罚法 §44, §57.
    Raises: NoticeMissing.
    """
    report = situation.file.last(ReportMade)
    if report is None or report.proposal.outcome is not Outcome.PENALTY:
        raise NoticeMissing


def demand_notice_content(situation: Situation, notice: NoticeServed) -> None:
    """The notice tells content, facts, reasons, basis, and the rights that the party has.

    Law: APL-044, APL-063, 行政处罚法 §44, §63; TS-2, 国办发〔2018〕118号.
    Raises: NoticeIncomplete, and what a proposal's gates raise.
    """
    demand_proposal(situation, notice.proposal)
    is_told = bool(notice.found.strip() and notice.reasons.strip() and notice.basis)
    if not is_told or not notice.tells_statement:
        raise NoticeIncomplete
    if is_hearing_due(situation, notice.proposal) and not notice.tells_hearing:
        raise NoticeIncomplete


def demand_notice_served(situation: Situation, notice: NoticeServed) -> None:
    """The notice was served lawfully, after the report, not in the future.

    Law: APL-044, APL-061, 行政处罚法 §44, §61.
    Raises: DateImpossible, and the refusals of service.
    """
    report = situation.file.last_step(ReportMade)
    earliest = local_date(report.at) if report else situation.law.today
    demand_between("served_on", notice.served_on, earliest, situation.law.today)
    demand_service(situation, notice.service, receipt=notice.receipt)


def demand_statement_text(situation: Situation, made: StatementMade) -> None:
    """A statement says something, and was made after the notice.

    Online, at most twenty times after one notice: a limit of the house and not of the law, which
    leaves paper and word of mouth open.

    Law: APL-045, 行政处罚法 §45.
    Raises: FieldWrong, DateImpossible, StatementsEnough.
    """
    if not made.text.strip():
        raise FieldWrong(field="text", zh_reason="请写明意见", en_reason="say what you state")
    if made.is_online and _online_since_notice(situation.file) >= _ONLINE_MOST:
        raise StatementsEnough(most=_ONLINE_MOST)
    notice = situation.file.last(NoticeServed)
    earliest = notice.served_on if notice else made.made_on
    demand_between("made_on", made.made_on, earliest, situation.law.today)


def _online_since_notice(file: CaseFile) -> int:
    notice = file.last_step(NoticeServed)
    since = notice.seq if notice else 0
    return sum(said.is_online for step, said in file.each(StatementMade) if step.seq > since)


def demand_statement(situation: Situation) -> None:
    """There is a statement that was not reviewed yet.

    Law: APL-045, 行政处罚法 §45.
    Raises: NothingToReview.
    """
    if not situation.file.is_since(StatementMade, StatementReviewed):
        raise NothingToReview


def demand_review_reasons(situation: Situation, review: StatementReviewed) -> None:
    """The review says what was adopted or why not.

    Law: APL-045, 行政处罚法 §45(1).
    Raises: FieldWrong.
    """
    if not review.text.strip():
        raise FieldWrong(field="text", zh_reason="应写明是否采纳及理由", en_reason="give reasons")


def waivable(situation: Situation) -> tuple[Right, ...]:
    """The rights that the party has still and can waive: told, not used, not waived before.

    Law: APL-062, APL-063, 行政处罚法 §62, §63.
    """
    file = situation.file
    notice = file.last(NoticeServed)
    is_told = notice is not None and notice.tells_hearing and not is_over(file)
    has_spoken = file.is_since(StatementMade, NoticeServed)
    can = {
        Right.STATEMENT: not has_spoken and not has_waived(situation, Right.STATEMENT),
        Right.HEARING: is_told,
    }
    return tuple(one for one in Right if can.get(one, True))


def demand_some_right(situation: Situation) -> None:
    """The party has a right that it can waive.

    Law: APL-062, 行政处罚法 §62.
    Raises: NoRightToWaive.
    """
    if not waivable(situation):
        raise NoRightToWaive(right=tuple(Right))


def demand_right_open(situation: Situation, waiver: RightWaived) -> None:
    """What is waived is a right that the party was told of and has still.

    Law: APL-062, APL-063, 行政处罚法 §62, §63.
    Raises: NoRightToWaive.
    """
    if waiver.right not in waivable(situation):
        raise NoRightToWaive(right=waiver.right)


def demand_waiver(situation: Situation, waiver: RightWaived) -> None:
    """A right is waived expressly, with proof; silence is no waiver.

    Law: APL-062, 行政处罚法 §62.
    Raises: FieldWrong, DateImpossible.
    """
    if not waiver.proof.strip():
        raise FieldWrong(
            field="proof", zh_reason="应有当事人明确放弃的书面材料", en_reason="name the document"
        )
    notice = situation.file.last(NoticeServed)
    earliest = notice.served_on if notice else waiver.on
    demand_between("on", waiver.on, earliest, situation.law.today)


def statement_until(situation: Situation, served_on: date) -> date:
    """The last day of the stated period for the defence; its length is a local parameter."""
    term = situation.law.limit("penalty.statement_days").term
    return due(served_on, term, calendar=situation.law.calendar).on


@inner_gate
def demand_heard(situation: Situation, proposal: Proposal) -> None:
    """The party was told and had its say: it spoke, waived expressly, or the period is over.

    Law: APL-044, APL-045, APL-062, 行政处罚法 §44, §45, §62: else no decision may be made.
    Raises: NoticeMissing, NotHeard, DefenceUnreviewed.
    """
    if proposal.outcome is not Outcome.PENALTY:
        return
    file = situation.file
    notice = file.last(NoticeServed)
    if notice is None or not file.is_since(NoticeServed, ReportMade):
        raise NoticeMissing
    has_spoken = file.is_since(StatementMade, NoticeServed)
    is_waived = has_waived(situation, Right.STATEMENT)
    until = statement_until(situation, notice.served_on)
    if not has_spoken and not is_waived and situation.law.today <= until:
        raise NotHeard(until=until.isoformat())
    if has_spoken and not file.is_since(StatementReviewed, StatementMade):
        raise DefenceUnreviewed


def heard_from(situation: Situation) -> date:
    """The first day on which a decision can be dated: the party spoke, waived, or kept silent.

    Law: APL-044, APL-062, 行政处罚法 §44, §62.
    """
    notice = situation.file.last(NoticeServed)
    if notice is None:
        return date.min
    if situation.file.is_since(StatementMade, NoticeServed):
        return notice.served_on
    waived = [one.on for one in situation.file.all(RightWaived) if one.right is Right.STATEMENT]
    if waived and has_waived(situation, Right.STATEMENT):
        return waived[-1]
    return statement_until(situation, notice.served_on) + timedelta(days=1)


@inner_gate
def demand_not_heavier(situation: Situation, proposal: Proposal) -> None:
    """What is decided is not heavier than what the party was told last.

    Law: APL-045, 行政处罚法 §45(2), §62: never heavier because of a defence, without new notice.
    Raises: HeavierThanNotified, PenaltyNotTold.
    """
    notice = situation.file.last(NoticeServed)
    if notice is None or proposal.outcome is not Outcome.PENALTY:
        return
    told = {one.kind: one.fen for one in notice.proposal.penalties}
    for one in proposal.penalties:
        if one.kind not in told:
            raise PenaltyNotTold(kind=one.kind)
        if one.fen > told[one.kind]:
            raise HeavierThanNotified(
                kind=one.kind,
                told=format_yuan(told[one.kind]),
                decided=format_yuan(one.fen),
            )


def has_waived(situation: Situation, right: Right) -> bool:
    """Whether the party waived a right expressly since the last notice."""
    notice = situation.file.last_step(NoticeServed)
    return any(
        payload.right is right and (notice is None or step.seq > notice.seq)
        for step, payload in situation.file.each(RightWaived)
    )
