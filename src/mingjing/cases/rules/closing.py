# SPDX-License-Identifier: Apache-2.0
"""Gates of closing and archiving (结案、归档)."""

from collections.abc import Callable

from mingjing.cases.rules.measures import held
from mingjing.cases.rules.owed import is_performed
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.rules.stages import decided
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    ChangeKind,
    ClosingGround,
    CourtAnswer,
    Opinion,
    Outcome,
    RemedyResult,
)
from mingjing.cases.types.refusals import (
    ClosingGroundMissing,
    EducationMissing,
    FileIncomplete,
    RecordingMissing,
    RemedyOpen,
    ThingsStillHeld,
)
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    CourtAnswered,
    DecidedOnTheSpot,
    DecisionChanged,
    DecisionMade,
    DecisionServed,
    EvidenceAdded,
    ExecutionEnded,
    Filed,
    Joined,
    LegallyReviewed,
    PoliceDecided,
    RemedyClosed,
    RemedyOpened,
    ReportMade,
)


def has_court_accepted(file: CaseFile) -> bool:
    """Whether the court took the application on (人民法院受理), 行政强制法 art. 56."""
    answer = file.last(CourtAnswered)
    return answer is not None and answer.answer in (CourtAnswer.ACCEPTED, CourtAnswer.GRANTED)


def _has_outcome(outcome: Outcome) -> Callable[[CaseFile, LawInForce], bool]:
    def is_so(file: CaseFile, law: LawInForce) -> bool:
        proposal = decided(file)
        is_served = file.has(DecisionServed)
        return proposal is not None and proposal.outcome is outcome and is_served

    return is_so


def is_revoked(file: CaseFile) -> bool:
    """Whether the decision no longer stands."""
    changed = file.last(DecisionChanged)
    is_gone = changed is not None and changed.kind is not ChangeKind.CHANGED
    results = {one.result for one in file.all(RemedyClosed)}
    return is_gone or RemedyResult.REVOKED in results


def _is_filed_by_police(file: CaseFile) -> bool:
    answer = file.last(PoliceDecided)
    return answer is not None and answer.is_filed


_GROUNDS: dict[ClosingGround, Callable[[CaseFile, LawInForce], bool]] = {
    ClosingGround.PERFORMED: is_performed,
    ClosingGround.COURT: lambda file, law: has_court_accepted(file),
    ClosingGround.EXECUTION_ENDED: lambda file, law: file.has(ExecutionEnded),
    ClosingGround.NO_PENALTY: _has_outcome(Outcome.NO_PENALTY),
    ClosingGround.NOT_ESTABLISHED: _has_outcome(Outcome.NOT_ESTABLISHED),
    ClosingGround.REVOKED: lambda file, law: is_revoked(file),
    ClosingGround.TRANSFERRED: lambda file, law: _is_filed_by_police(file),
    ClosingGround.DISMISSED: lambda file, law: not file.has(DecisionMade, DecidedOnTheSpot),
    ClosingGround.JOINED: lambda file, law: file.has(Joined),
}


def demand_closing_ground(situation: Situation, closed: Closed) -> None:
    """The ground for closing is in the file.

    Law: APL-057, APL-067, 行政处罚法 §57, §66, §67; ACL-040, 行政强制法 §40.
    Raises: ClosingGroundMissing.
    """
    if not _GROUNDS[closed.ground](situation.file, situation.law) or not closed.summary.strip():
        raise ClosingGroundMissing(ground=closed.ground)


def demand_education(situation: Situation, closed: Closed) -> None:
    """Where no penalty is given the party is educated, and it is recorded.

    Law: APL-033d, 行政处罚法 §33(3).
    Raises: EducationMissing.
    """
    made = situation.file.last(DecisionMade)
    told = (made.education if made else "") + closed.education
    if closed.ground is ClosingGround.NO_PENALTY and not told.strip():
        raise EducationMissing


def demand_nothing_held(situation: Situation) -> None:
    """Everything that was sealed, seized, frozen or preserved was dealt with.

    Law: APL-056, ACL-027, ACL-028, 行政处罚法 §56, 行政强制法 §27, §28.
    Raises: ThingsStillHeld.
    """
    found = held(situation.file)
    if found:
        raise ThingsStillHeld(count=len(found), by=tuple(sorted({one.by for one in found})))


def demand_no_open_remedy(situation: Situation) -> None:
    """No reconsideration or suit is under way.

    Law: APL-073, 行政处罚法 §73.
    Raises: RemedyOpen.
    """
    closed = {one.remedy_id for one in situation.file.all(RemedyClosed)}
    if any(one.remedy_id not in closed for one in situation.file.all(RemedyOpened)):
        raise RemedyOpen


def missing_stages(file: CaseFile) -> tuple[str, ...]:
    """Stages of the whole-process record that the file does not show (全过程记录).

    Law: APL-047, 行政处罚法 §47: start, investigation, review, decision, service, execution.
    """
    if file.has(DecidedOnTheSpot):
        return ()
    closed = file.last(Closed)
    is_short = closed is not None and closed.ground in (
        ClosingGround.DISMISSED,
        ClosingGround.JOINED,
        ClosingGround.TRANSFERRED,
    )
    wanted = {"启动": file.has(Filed), "调查取证": file.has(EvidenceAdded)}
    if not is_short:
        reviews = [one for one in file.all(LegallyReviewed) if one.opinion is Opinion.PASSED]
        wanted |= {
            "审核": bool(reviews) or file.has(ReportMade),
            "决定": file.has(DecisionMade),
            "送达": file.has(DecisionServed),
            "执行": file.has(Closed),
        }
    return tuple(name for name, is_there in wanted.items() if not is_there)


def demand_complete_file(situation: Situation, archived: Archived) -> None:
    """The file shows every stage and names its volume.

    Law: APL-047, 行政处罚法 §47.
    Raises: FileIncomplete.
    """
    missing = missing_stages(situation.file)
    if missing or not archived.volume_no.strip():
        raise FileIncomplete(missing=missing or ("案卷号",))


def demand_recordings(situation: Situation) -> None:
    """Acts that must be recorded in sound and picture have their recording.

    Law: TS-7, 国办发〔2018〕118号; APL-047, 行政处罚法 §47.
    Raises: RecordingMissing.
    """
    around = situation.around
    missing = tuple(one for one in around.must_record if one not in around.recorded)
    if missing:
        raise RecordingMissing(acts=missing)
