# SPDX-License-Identifier: Apache-2.0
"""Who watches: what must hold of every case, worked out again from its steps alone.

Nothing here calls a gate. The numbers of the law are written out as a reader of the statute would:
five and seven working days, two officers, ten thousand and a hundred thousand yuan.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import local_date
from mingjing.registry.types import PenaltyKind
from tests.rooms.cases.leniency_list import FIRST, LIGHTER
from tests.stories.randomly.town import CAPS, ENDING, ENDS_ON, LASTING, Town

SPEAK_DAYS = ASK_DAYS = 5
TELL_DAYS = 7
HEARING_FEN = {True: 1_000_000, False: 10_000_000}
DISCUSS_FEN = {True: 2_000_000, False: 20_000_000}
"""By whether the party is a citizen."""
_GRAVE = {
    PenaltyKind.SUSPEND_BUSINESS, PenaltyKind.REVOKE_LICENCE, PenaltyKind.CLOSE,
    PenaltyKind.DOWNGRADE, PenaltyKind.RESTRICT_WORK,
}  # fmt: skip


def faults(file: CaseFile, item: str, town: Town) -> Iterator[str]:
    """What is unlawful about the file, one line each."""
    for step in file.steps:
        yield from _people(file, step, town)
        yield from _days(step)
    for step in _of(file, s.DecisionMade):
        before, made = file.before(step.seq), step.payload
        yield from _decided(before, step, item)
        if isinstance(made, s.DecisionMade) and made.proposal.outcome is c.Outcome.PENALTY:
            yield from _penalty(before, step)
    yield from _changes(file, item)
    yield from _listed(file, item)
    yield from _filing(file, item)
    yield from _course(file)
    yield from _joined(file)
    yield from _told(file)
    yield from _money(file)


def _listed(file: CaseFile, item: str) -> Iterator[str]:
    """Who is punished under an item with a leniency list had every case of it looked at (§33)."""
    for step in file.steps:
        said = getattr(step.payload, "proposal", None)
        if not isinstance(said, s.Proposal) or said.outcome is not c.Outcome.PENALTY:
            continue
        answers = {one.code: one for one in said.listed}
        wanted = {FIRST, LIGHTER} if item == LASTING else set()
        if set(answers) != wanted:
            yield f"{step.seq}: the leniency list was not gone through: {sorted(answers)}"
        aside = [one for one in said.listed if one.found is not c.ListedLeniency.APPLIED]
        if any(not one.reason.strip() for one in aside):
            yield f"{step.seq}: a case of the leniency list set aside without a reason"
        left = any(one.found is c.ListedLeniency.DEPARTED for one in said.listed)
        if left and isinstance(step.payload, s.DecidedOnTheSpot):
            yield f"{step.seq}: the leniency list left on the spot"
        heads = [one for one in _of(file, s.Deliberated) if one.seq < step.seq]
        if left and isinstance(step.payload, s.DecisionMade) and not heads:
            yield f"{step.seq}: the leniency list left, and the heads did not discuss it"


def _of(file: CaseFile, *kinds: type[s.Payload]) -> list[Step]:
    return [step for step in file.steps if isinstance(step.payload, kinds)]


def _after(file: CaseFile, mark: int, *kinds: type[s.Payload]) -> list[Step]:
    return [step for step in _of(file, *kinds) if step.seq > mark]


def _day(step: Step) -> date:
    return local_date(step.at)


def _fine(proposal: s.Proposal | None) -> int:
    some = proposal.penalties if proposal else ()
    return sum(one.fen for one in some if one.kind is PenaltyKind.FINE)


def _certified(town: Town, officers: tuple[str, ...], on: date) -> bool:
    terms = [town.certificates.get(one, (date.max, date.max)) for one in officers]
    return len(set(officers)) >= 2 and all(first <= on <= last for first, last in terms)


def _people(file: CaseFile, step: Step, town: Town) -> Iterator[str]:
    """Two qualified officers; offices apart (行政处罚法 §42, §57, §58, §64(4))."""
    said = step.payload
    named = getattr(said, "officers", None)
    is_theirs = not isinstance(said, s.EvidenceAdded) or said.source is c.EvidenceSource.OFFICER
    is_asked = named is not None and is_theirs and not isinstance(said, s.OfficersChanged)
    if is_asked and not _certified(town, named or (), _day(step)):
        yield f"{step.seq}: {said.act} by {named} without two valid certificates"
    before = [one for one in file.steps if one.seq < step.seq]
    handled = {
        officer
        for one in before
        if isinstance(one.payload, s.Filed | s.DecidedOnTheSpot | s.OfficersChanged)
        for officer in one.payload.officers
    }
    if isinstance(said, s.EvidenceAdded):
        if is_theirs and not set(said.officers) <= handled:
            yield f"{step.seq}: evidence made by {said.officers}, none of the case"
        if not said.files and not said.kept_at:
            yield f"{step.seq}: evidence that lies nowhere"
    apart = (
        s.DecisionMade, s.LegallyReviewed, s.HearingHeld, s.ApprovalGiven, s.Closed, s.Deliberated,
        s.DecisionChanged, s.TermExtended, s.Suspended, s.RecusalDecided, s.ExecutionDecided,
    )  # fmt: skip
    if isinstance(said, apart) and step.officer_id and step.officer_id in handled:
        yield f"{step.seq}: {said.act} by an officer of the case"
    mine = {type(one.payload) for one in before if one.account_id == step.account_id}
    if isinstance(said, s.DecisionMade) and mine & {
        s.EvidenceAdded, s.ReportMade, s.LegallyReviewed, s.HearingHeld,
    }:  # fmt: skip
        yield f"{step.seq}: who investigated or reviewed decided"
    if isinstance(said, s.LegallyReviewed | s.HearingHeld) and mine & {
        s.EvidenceAdded, s.ReportMade,
    }:  # fmt: skip
        yield f"{step.seq}: who investigated reviewed or presided"


def _days(step: Step) -> Iterator[str]:
    """Nothing is said to have happened after it was written down."""
    open_ends = {
        "until_on", "by_on", "at", "due_on", "notice_until_on", "landed_on", "to_bank_on",
    }  # fmt: skip
    for name in step.payload.__dataclass_fields__:
        value = getattr(step.payload, name)
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        if is_day and name not in open_ends and value > _day(step):
            yield f"{step.seq}: {step.payload.act} says {name} {value}, written {_day(step)}"


def _decided(before: CaseFile, step: Step, item: str) -> Iterator[str]:
    made = step.payload
    assert isinstance(made, s.DecisionMade)
    if before.has(s.DecisionMade):
        yield f"{step.seq}: decided twice"
    if not before.has(s.ReportMade):
        yield f"{step.seq}: decided without a report"
    yield from _within_power(step, made.proposal, item)
    if _is_pending(before):
        yield f"{step.seq}: decided while a transfer is under way"
    if step.seq and before.is_since(s.Suspended, s.Resumed):
        yield f"{step.seq}: decided while the case stands still"


def _is_pending(before: CaseFile) -> bool:
    if before.is_since(s.TransferProposed, s.TransferDecided):
        return True
    said = before.last(s.TransferDecided)
    return (
        said is not None
        and said.is_approved
        and before.is_since(s.TransferDecided, s.TransferHanded)
    )


def _within_power(step: Step, proposal: s.Proposal, item: str) -> Iterator[str]:
    """Nothing outside the list, nothing above its cap (行政处罚法 §16, §17)."""
    if proposal.outcome is not c.Outcome.PENALTY:
        return
    if item == ENDING and _day(step) > ENDS_ON:
        yield f"{step.seq}: a penalty of an item that is no longer in force"
    if _fine(proposal) > CAPS[item]:
        yield f"{step.seq}: a fine above the cap"


def _penalty(before: CaseFile, step: Step) -> Iterator[str]:
    made = step.payload
    assert isinstance(made, s.DecisionMade)
    reports, notices = _of(before, s.ReportMade), _of(before, s.NoticeServed)
    if not reports or not notices or notices[-1].seq < reports[-1].seq:
        yield f"{step.seq}: a penalty without prior notice"
        return
    notice = notices[-1]
    yield from _heard(before, notice, step)
    yield from _hearing(before, notice, step)
    yield from _reviewed(before, reports[-1], step)
    told = {one.kind: one.fen for one in notice.payload.proposal.penalties}  # type: ignore[attr-defined]
    if any(one.fen > told.get(one.kind, -1) for one in made.proposal.penalties):
        yield f"{step.seq}: heavier than the party was told"
    if made.decided_on < notice.payload.served_on:  # type: ignore[attr-defined]
        yield f"{step.seq}: dated {made.decided_on}, before its notice"
    heard = _after(before, notice.seq, s.HearingHeld)
    if heard and made.decided_on < heard[-1].payload.on:  # type: ignore[attr-defined]
        yield f"{step.seq}: dated before its hearing"
    grave = any(one.payload.is_grave for one in reports[-1:])  # type: ignore[attr-defined]
    is_large = _fine(made.proposal) >= DISCUSS_FEN[before.party.is_citizen]
    if (grave or is_large) and not _after(before, reports[-1].seq, s.Deliberated):
        yield f"{step.seq}: grave or large, and the heads did not discuss it"
    talks = _after(before, reports[-1].seq, s.Deliberated)
    if talks and talks[-1].payload.proposal.penalties != made.proposal.penalties:  # type: ignore[attr-defined]
        yield f"{step.seq}: not what the heads concluded together"
    born, filed = before.party.born_on, before.last(s.Filed)
    if born and filed and (filed.happened_to.year - born.year) < 14:
        yield f"{step.seq}: a child is punished"
    if before.party.capacity is c.Capacity.NONE:
        yield f"{step.seq}: somebody without capacity is punished"


def _heard(before: CaseFile, notice: Step, step: Step) -> Iterator[str]:
    """It spoke and was answered, waived, or had its five working days (§44, §45)."""
    served_on = notice.payload.served_on  # type: ignore[attr-defined]
    spoken = _after(before, notice.seq, s.StatementMade)
    waived = [
        one for one in _after(before, notice.seq, s.RightWaived)
        if one.payload.right is c.Right.STATEMENT  # type: ignore[attr-defined]
    ]  # fmt: skip
    last = national().add(served_on, SPEAK_DAYS)
    on = step.payload.decided_on  # type: ignore[attr-defined]
    if not spoken and not waived and min(_day(step), on) <= last:
        yield f"{step.seq}: decided before the party could speak, until {last}"
    if spoken and not _after(before, spoken[-1].seq, s.StatementReviewed):
        yield f"{step.seq}: the defence was not answered"


def _hearing(before: CaseFile, notice: Step, step: Step) -> Iterator[str]:
    """Told where it is due; held, waived, or not asked for in five working days (§63, §64)."""
    proposal = step.payload.proposal  # type: ignore[attr-defined]
    told = notice.payload.tells_hearing  # type: ignore[attr-defined]
    least = HEARING_FEN[before.party.is_citizen]
    money = {PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
    is_due = any(
        one.kind in _GRAVE or (one.kind in money and one.fen >= least) for one in proposal.penalties
    )
    if is_due and not told:
        yield f"{step.seq}: the right to a hearing was not told"
    if not told:
        return
    waived = any(
        one.payload.right is c.Right.HEARING  # type: ignore[attr-defined]
        for one in _after(before, notice.seq, s.RightWaived)
    )
    held = _after(before, notice.seq, s.HearingHeld)
    lapsed = [
        one for one in _after(before, notice.seq, s.ClockLapsed)
        if one.payload.deadline_id == "DL-04"  # type: ignore[attr-defined]
    ]  # fmt: skip
    asked = _after(before, notice.seq, s.HearingRequested)
    last = national().add(notice.payload.served_on, ASK_DAYS)  # type: ignore[attr-defined]
    on = step.payload.decided_on  # type: ignore[attr-defined]
    if held or waived:
        return
    if asked:
        yield f"{step.seq}: decided although a hearing was asked for"
    elif not lapsed and min(_day(step), on) <= last:
        yield f"{step.seq}: decided before the hearing could be asked for, until {last}"


def _reviewed(before: CaseFile, report: Step, step: Step) -> Iterator[str]:
    """Reviewed and passed where it is due, after all that was heard (§58)."""
    proposal = step.payload.proposal  # type: ignore[attr-defined]
    heard = [
        one for one in _of(before, s.HearingHeld)
        if one.payload.end is c.HearingEnd.HELD  # type: ignore[attr-defined]
    ]  # fmt: skip
    is_large = _fine(proposal) >= HEARING_FEN[before.party.is_citizen]
    if not (report.payload.triggers or heard or is_large):  # type: ignore[attr-defined]
        return
    mark = max([report.seq, *(one.seq for one in heard)])
    reviews = _after(before, mark, s.LegallyReviewed)
    if not reviews or reviews[-1].payload.opinion is not c.Opinion.PASSED:  # type: ignore[attr-defined]
        yield f"{step.seq}: legal review was due and did not pass"


def _changes(file: CaseFile, item: str) -> Iterator[str]:
    """A change never makes a penalty out of nothing, nor a heavier one (§45, §48)."""
    standing: dict[PenaltyKind, int] = {}
    is_decided = False
    for step in _of(file, s.DecisionMade, s.DecidedOnTheSpot, s.DecisionChanged):
        said = step.payload
        proposal = said.proposal  # type: ignore[attr-defined]
        if not isinstance(said, s.DecisionChanged):
            is_decided = True
            standing = {one.kind: one.fen for one in proposal.penalties}
            continue
        if not is_decided:
            yield f"{step.seq}: a decision is changed that was never made"
        if said.kind is not c.ChangeKind.CHANGED:
            standing = {}
            continue
        some = proposal.penalties if proposal else ()
        if any(one.fen > standing.get(one.kind, -1) for one in some):
            yield f"{step.seq}: the change is heavier than the decision"
        standing = {one.kind: one.fen for one in some}


def _filing(file: CaseFile, item: str) -> Iterator[str]:
    for step in _of(file, s.DecidedOnTheSpot):
        spot, born = step.payload, file.party.born_on
        assert isinstance(spot, s.DecidedOnTheSpot)
        yield from _within_power(step, spot.proposal, item)
        if _fine(spot.proposal) > (20_000 if file.party.is_citizen else 300_000):
            yield f"{step.seq}: too large for the simple procedure"
        if file.party.capacity is c.Capacity.NONE or (born and _day(step).year - born.year < 14):
            yield f"{step.seq}: a child or somebody without capacity is punished on the spot"
    for step in _of(file, s.Filed):
        filed = step.payload
        assert isinstance(filed, s.Filed)
        if item == ENDING and _day(step) > ENDS_ON:
            yield f"{step.seq}: filed under an item that is no longer in force"
        years = 5 if filed.is_safety and filed.has_harm else 2
        if (filed.discovered_on - filed.happened_to).days > years * 366:
            yield f"{step.seq}: filed after the limitation"


def _course(file: CaseFile) -> Iterator[str]:
    """Closed with nothing held; archived after closing; nothing of the case after it is gone."""
    closed, archived = _of(file, s.Closed), _of(file, s.Archived)
    if len(closed) > 1 or len(archived) > 1:
        yield "closed or archived twice"
    if archived and (not closed or archived[0].seq < closed[0].seq):
        yield "archived before it was closed"
    served = _of(file, s.DecisionServed, s.DecidedOnTheSpot)
    if any(one.ground is c.ClosingGround.PERFORMED for one in file.all(s.Closed)) and not served:
        yield "closed as performed, and no decision was served"
    late = (s.DecisionMade, s.NoticeServed, s.EvidenceAdded, s.DemandServed, s.PaymentReceived)
    if closed and _after(file, closed[0].seq, *late):
        yield "acted on after it was closed"


def _joined(file: CaseFile) -> Iterator[str]:
    """What is joined is not decided: what is held is given back, and it closes as joined (§29)."""
    joined = _of(file, s.Joined)
    closed = [one.payload.ground for one in _of(file, s.Closed)]  # type: ignore[attr-defined]
    if not joined:
        if c.ClosingGround.JOINED in closed:
            yield "closed as joined, and it is not"
        return
    still = (
        s.MeasureReleased, s.MeasureNoticeServed, s.PreservationDisposed, s.TestingEnded,
        s.CorrectionChecked, s.OfficersChanged, s.PoliceDecided, s.GoodsHandedOver, s.ClockLapsed,
        s.HelpAnswered, s.DutyClueHanded, s.Closed, s.Archived,
    )  # fmt: skip
    for step in file.steps[joined[0].seq :]:
        if not isinstance(step.payload, still):
            yield f"{step.seq}: {step.payload.act} although the case is joined to another"
    if closed and closed[0] not in (c.ClosingGround.JOINED, c.ClosingGround.TRANSFERRED):
        yield f"joined, and closed as {closed[0]}"


def _told(file: CaseFile) -> Iterator[str]:
    """The hearing is told in time, the court asked in its time (§64; 行政强制法 §53, §54)."""
    for step in _of(file, s.HearingScheduled):
        asked = [one for one in _of(file, s.HearingRequested) if one.seq < step.seq]
        plan = step.payload
        assert isinstance(plan, s.HearingScheduled)
        if asked and plan.told_on < asked[-1].payload.on:  # type: ignore[attr-defined]
            yield f"{step.seq}: told of the hearing before it was asked for"
        eve = local_date(plan.at) - timedelta(days=1)
        if national().count(plan.told_on, eve) < TELL_DAYS:
            yield f"{step.seq}: told of the hearing less than seven working days before"
    for step in _of(file, s.CourtApplied):
        demands = [
            one for one in _of(file, s.DemandServed)
            if one.seq < step.seq and not one.payload.is_second  # type: ignore[attr-defined]
        ]  # fmt: skip
        on = step.payload.on  # type: ignore[attr-defined]
        if not demands or on <= national().add(demands[-1].payload.served_on, 10):  # type: ignore[attr-defined]
            yield f"{step.seq}: the court was asked within ten working days of the demand"
        served = _of(file, s.DecisionServed)
        if served and on < served[0].payload.served_on + timedelta(days=60):  # type: ignore[attr-defined]
            yield f"{step.seq}: the court was asked while the party could seek a remedy"


def _money(file: CaseFile) -> Iterator[str]:
    """Nobody pays more than was decided, surcharge never above the fine (§72)."""
    decisions = _of(file, s.DecisionMade, s.DecidedOnTheSpot)
    if not decisions:
        if _of(file, s.PaymentReceived):
            yield "money was taken without a decision"
        return
    proposal = decisions[-1].payload.proposal  # type: ignore[attr-defined]
    owed = sum(one.fen for one in proposal.penalties)
    paid = sum(one.fen for one in file.all(s.PaymentReceived))
    extra = sum(one.surcharge_fen for one in file.all(s.PaymentReceived))
    if paid > owed:
        yield f"paid {paid} of {owed}"
    if extra > _fine(proposal):
        yield f"surcharge {extra} above the fine"
