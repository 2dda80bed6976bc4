# SPDX-License-Identifier: Apache-2.0
"""Gates on halts, extensions, and changes of people (中止、延期、回避)."""

from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.people import demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.stages import is_suspended
from mingjing.cases.types.casefile import OtherAct
from mingjing.cases.types.named import Named
from mingjing.cases.types.refusals import (
    AlreadyExtended,
    CannotJoinThere,
    CaseIsSuspended,
    FieldWrong,
    NotSuspended,
    ObjectUnknown,
)
from mingjing.cases.types.steps import (
    Filed,
    Joined,
    JurisdictionDesignated,
    OfficersChanged,
    RecusalAsked,
    RecusalDecided,
    Resumed,
    Suspended,
    TermExtended,
)


def demand_reason(text: str, field: str = "reason") -> None:
    """A reason is given.

    Raises: FieldWrong.
    """
    if not text.strip():
        raise FieldWrong(field=field, zh_reason="应说明理由", en_reason="give the reason")


def demand_new_officers(situation: Situation, changed: OfficersChanged) -> None:
    """Two qualified officers take over, none of whom had to recuse.

    Law: APL-042, APL-043, 行政处罚法 §42, §43.
    Raises: TooFewQualified, OfficerNotQualified, FieldWrong.
    """
    demand_reason(changed.reason)
    gone = {one.officer_id for one in situation.file.all(RecusalDecided) if one.is_granted}
    demand_two_qualified(situation, [one for one in changed.officers if one not in gone])


def demand_known_officer(situation: Situation, named: RecusalAsked | RecusalDecided) -> None:
    """The officer handles the case, and a reason is given.

    Law: APL-043, 行政处罚法 §43.
    Raises: ObjectUnknown, FieldWrong.
    """
    demand_reason(named.reason)
    if named.officer_id not in situation.file.investigators:
        raise ObjectUnknown(what=named.officer_id)


def demand_asked(situation: Situation) -> None:
    """Somebody asked for a recusal that is not decided.

    Law: APL-043, 行政处罚法 §43(3): the head decides; the investigation goes on until then.
    Raises: ObjectUnknown.
    """
    if not situation.file.is_since(RecusalAsked, RecusalDecided):
        raise ObjectUnknown(what=Named("recusal", "回避申请", "request for recusal"))


def demand_extension(situation: Situation, extended: TermExtended) -> None:
    """An extension has a basis, a reason, is not longer than allowed, and comes in time.

    Law: APL-060, 行政处罚法 §60: law, regulation or rule may set another term.
    Raises: FieldWrong, AlreadyExtended.
    """
    demand_reason(extended.reason)
    demand_reason(extended.basis, "basis")
    most = situation.law.limit("penalty.decision_extension_days")
    if not 0 < extended.days <= most.whole:
        raise FieldWrong(
            field="days", zh_reason=f"应在 1 至 {most.whole} 日之间", en_reason=f"1 to {most.whole}"
        )
    if situation.file.has(TermExtended):
        raise AlreadyExtended


def demand_halt(situation: Situation, halt: Suspended) -> None:
    """A suspension has a reason and a basis and begins in time.

    Raises: FieldWrong, DateImpossible.
    """
    demand_reason(halt.reason)
    demand_reason(halt.basis, "basis")
    filed = situation.file.last(Filed)
    earliest = filed.discovered_on if filed else halt.from_on
    demand_between("from_on", halt.from_on, earliest, situation.law.today)


def demand_running(situation: Situation) -> None:
    """The case does not stand still already.

    Raises: CaseIsSuspended.
    """
    if is_suspended(situation.file):
        raise CaseIsSuspended(step=Suspended)


def demand_halted(situation: Situation) -> None:
    """The case stands still.

    Raises: NotSuspended.
    """
    if not is_suspended(situation.file):
        raise NotSuspended


def demand_resume_day(situation: Situation, resumed: Resumed) -> None:
    """The case goes on after it was suspended, not in the future.

    Raises: DateImpossible.
    """
    halt = situation.file.last(Suspended)
    earliest = halt.from_on if halt else resumed.on
    demand_between("on", resumed.on, earliest, situation.law.today)


def demand_designation(situation: Situation, designated: JurisdictionDesignated) -> None:
    """A designation names its document and who designates.

    Law: APL-025, 行政处罚法 §25(2).
    Raises: FieldWrong.
    """
    demand_reason(designated.document_no, "document_no")
    demand_reason(designated.by, "by")


def can_take_in(other: OtherAct) -> bool:
    """Whether a case can take in another: open, not decided, not joined to a third."""
    return other.is_open and not other.is_decided and not other.is_joined


def demand_join(situation: Situation, joined: Joined) -> None:
    """A case is joined to another case of the party that can take it in, with a reason.

    Law: APL-029, 行政处罚法 §29.
    Raises: FieldWrong, ObjectUnknown, CannotJoinThere.
    """
    demand_reason(joined.reason)
    found = [one for one in situation.around.others if one.case_id == joined.to_case_id]
    if not found:
        raise ObjectUnknown(what=joined.to_case_id)
    if not can_take_in(found[0]):
        raise CannotJoinThere(number=found[0].number or found[0].case_id)
