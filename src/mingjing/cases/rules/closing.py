# SPDX-License-Identifier: Apache-2.0
"""Gates of closing and archiving (结案、归档)."""

from collections.abc import Callable

from mingjing.cases.rules.court import is_court_accepted
from mingjing.cases.rules.demand import is_execution_ended
from mingjing.cases.rules.measures import held
from mingjing.cases.rules.owed import is_performed, is_revoked
from mingjing.cases.rules.remedies import open_remedies
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.stages import decided, has_penalty, stage_of
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ClosingGround, Opinion, Outcome, Stage
from mingjing.cases.types.refusals import (
    ClosingGroundMissing,
    EducationMissing,
    FileIncomplete,
    RemedyOpen,
    RetentionTooShort,
    ThingsStillHeld,
)
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    EvidenceAdded,
    Filed,
    LegallyReviewed,
    PoliceDecided,
    ReportMade,
)


def _has_outcome(outcome: Outcome) -> Callable[[CaseFile], bool]:
    def is_so(file: CaseFile) -> bool:
        proposal = decided(file)
        is_served = file.has(DecisionServed)
        return proposal is not None and proposal.outcome is outcome and is_served

    return is_so


def _is_filed_by_police(file: CaseFile) -> bool:
    answer = file.last(PoliceDecided)
    return answer is not None and answer.is_filed


def _is_joined(file: CaseFile) -> bool:
    return stage_of(file) is Stage.JOINED


_GROUNDS: dict[ClosingGround, Callable[[CaseFile], bool]] = {
    ClosingGround.COURT: is_court_accepted,
    ClosingGround.EXECUTION_ENDED: is_execution_ended,
    ClosingGround.NO_PENALTY: _has_outcome(Outcome.NO_PENALTY),
    ClosingGround.NOT_ESTABLISHED: _has_outcome(Outcome.NOT_ESTABLISHED),
    ClosingGround.REVOKED: is_revoked,
    ClosingGround.TRANSFERRED: _is_filed_by_police,
    ClosingGround.DISMISSED: lambda file: not file.has(DecisionMade, DecidedOnTheSpot),
    ClosingGround.JOINED: _is_joined,
}


def demand_closing_ground(situation: Situation, closed: Closed) -> None:
    """The ground for closing is in the file.

    Law: APL-057, APL-067, 行政处罚法 §57, §66, §67; ACL-040, 行政强制法 §40.
    Raises: ClosingGroundMissing.
    """
    if not has_ground(situation, closed.ground) or not closed.summary.strip():
        raise ClosingGroundMissing(ground=closed.ground)


def has_ground(situation: Situation, ground: ClosingGround) -> bool:
    """Whether the file shows a ground for closing."""
    if _is_joined(situation.file):  # its lead case decides, so no other ground is left
        return ground is ClosingGround.JOINED
    if ground is not ClosingGround.PERFORMED:
        return _GROUNDS[ground](situation.file)
    is_penalty = has_penalty(situation.file) and not is_revoked(situation.file)
    is_served = situation.file.has(DecisionServed, DecidedOnTheSpot)
    return is_penalty and is_served and is_performed(situation.file, situation.law)


def has_closing_ground(situation: Situation) -> bool:
    """Whether the file itself shows a ground for closing; dismissal is a person's judgement."""
    grounds = (one for one in ClosingGround if one is not ClosingGround.DISMISSED)
    return any(has_ground(situation, one) for one in grounds)


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
    if open_remedies(situation.file):
        raise RemedyOpen


def missing_stages(file: CaseFile) -> tuple[str, ...]:
    """Stages of the whole-process record that the file does not show (全过程记录).

    A case that was dismissed, joined or transferred ends where it stood; a decision that was
    revoked need not have been served.

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
    is_revoked_unserved = closed is not None and closed.ground is ClosingGround.REVOKED
    wanted = {"启动": file.has(Filed)}
    if not is_short:
        reviews = [one for one in file.all(LegallyReviewed) if one.opinion is Opinion.PASSED]
        wanted |= {
            "调查取证": file.has(EvidenceAdded),
            "审核": bool(reviews) or file.has(ReportMade),
            "决定": file.has(DecisionMade),
            "送达": file.has(DecisionServed) or is_revoked_unserved,
            "执行": file.has(Closed),
        }
    return tuple(name for name, is_there in wanted.items() if not is_there)


def demand_kept_long_enough(situation: Situation, archived: Archived) -> None:
    """The file is kept at least as long as the archive's table says (保管期限); never for 0 years.

    Law: APL-047, 行政处罚法 §47: the number is set locally, ten years where nothing is set.
    Raises: RetentionTooShort.
    """
    least = situation.law.limit("penalty.archive_years").whole
    if archived.retention_years < least:
        raise RetentionTooShort(least=least, given=archived.retention_years)


def demand_complete_file(situation: Situation, archived: Archived) -> None:
    """The file shows every stage and names its volume.

    Law: APL-047, 行政处罚法 §47.
    Raises: FileIncomplete.
    """
    missing = missing_stages(situation.file)
    if missing or not archived.volume_no.strip():
        raise FileIncomplete(missing=missing or ("案卷号",))
