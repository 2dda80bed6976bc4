# SPDX-License-Identifier: Apache-2.0
"""Gates on evidence (证据): lawfully collected, verified, every fact proven."""

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.files import fits
from mingjing.cases.rules.people import demand_id_shown, demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.things import demand_witness
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    EvidenceKind,
    EvidenceSource,
    FactElement,
    Outcome,
    Standing,
)
from mingjing.cases.types.refusals import (
    DeviceNotReviewed,
    FactsUnproven,
    FieldWrong,
    FileThere,
    FileUnfit,
    MakerNotOfCase,
    NoEvidenceYet,
    NothingKept,
    ObjectUnknown,
    SignatureUnsaid,
)
from mingjing.cases.types.steps import (
    EvidenceAdded,
    EvidenceExcluded,
    EvidenceVerified,
    Filed,
    Proposal,
)

_RECORDS = frozenset({EvidenceKind.SITE_RECORD, EvidenceKind.STATEMENT, EvidenceKind.TESTIMONY})
_ALWAYS = (FactElement.PARTY, FactElement.ACT, FactElement.TIME)


def demand_evidence_complete(situation: Situation, added: EvidenceAdded) -> None:
    """Evidence has a title, an own number, says what it proves, and its day can be.

    Raises: FieldWrong, DateImpossible.
    """
    if not added.title.strip():
        raise FieldWrong(field="title", zh_reason="名称不能为空", en_reason="it is empty")
    if not added.proves:
        raise FieldWrong(field="proves", zh_reason="应写明证明对象", en_reason="it proves nothing")
    known = {one.evidence_id for one in situation.file.all(EvidenceAdded)}
    if not added.evidence_id or added.evidence_id in known:
        raise FieldWrong(field="evidence_id", zh_reason="编号重复", en_reason="it is used already")
    filed = situation.file.last(Filed)
    earliest = filed.happened_from if filed else added.collected_on
    demand_between("collected_on", added.collected_on, earliest, situation.law.today)


def demand_some_evidence(situation: Situation) -> None:
    """There is evidence in the file.

    Law: APL-040, 行政处罚法 §40.
    Raises: FactsUnproven.
    """
    if not situation.file.has(EvidenceAdded):
        raise FactsUnproven(facts=_ALWAYS)


def demand_evidence_to_judge(situation: Situation) -> None:
    """There is something to verify or to exclude.

    Law: APL-046, 行政处罚法 §46.
    Raises: NoEvidenceYet.
    """
    if not situation.file.has(EvidenceAdded):
        raise NoEvidenceYet


def demand_some_verified(situation: Situation) -> None:
    """Some evidence was verified, to hold or not: on unseen evidence nothing can be reported.

    Law: APL-046, 行政处罚法 §46(2): evidence is verified before facts are found by it.
    Raises: FactsUnproven.
    """
    if not situation.file.has(EvidenceVerified, EvidenceExcluded):
        raise FactsUnproven(facts=_ALWAYS)


def demand_lawful_collection(situation: Situation, added: EvidenceAdded) -> None:
    """Records are made by two qualified officers of the case who have shown who they are.

    Law: APL-042, APL-055, 行政处罚法 §42, §55.
    Raises: TooFewQualified, OfficerNotQualified, MakerNotOfCase, IdNotShown, SignatureUnsaid,
    WitnessMissing.
    """
    if added.source is EvidenceSource.OFFICER:
        demand_two_qualified(situation, added.officers)
        _demand_of_case(situation, added)
        if added.kind in _RECORDS:
            demand_id_shown(added.is_id_shown)
            if added.signature is None:
                raise SignatureUnsaid(kind=added.kind)
    demand_witness(added.signature, added.witness)


def _demand_of_case(situation: Situation, added: EvidenceAdded) -> None:
    ours = situation.file.officers_on(added.collected_on)
    for officer in added.officers:
        if officer not in ours:
            raise MakerNotOfCase(officer=officer, on=added.collected_on.isoformat())


def demand_kept(situation: Situation, added: EvidenceAdded) -> None:
    """What was collected is here as a file, or it is said where it lies; a thing lies somewhere.

    Law: APL-046, 行政处罚法 §46: what nobody can look at cannot be verified.
    Raises: NothingKept.
    """
    is_placed = bool(added.kept_at.strip())
    is_here = bool(added.files or added.recordings)
    if not is_placed and (not is_here or added.kind is EvidenceKind.OBJECT):
        raise NothingKept(kind=added.kind)


def demand_fitting_files(situation: Situation, added: EvidenceAdded) -> None:
    """Each file is one that evidence of this kind can be.

    Law: APL-046, 行政处罚法 §46(1).
    Raises: FileUnfit.
    """
    for one in added.files:
        if not fits(added.kind, one.type):
            raise FileUnfit(name=one.name, type=one.type, kind=added.kind)


def demand_new_files(situation: Situation, added: EvidenceAdded) -> None:
    """No file of it is in the case already, and none is named twice.

    Evidence that was found not to hold makes room: it may have been put on record wrongly.

    Law: APL-046, 行政处罚法 §46.
    Raises: FileThere.
    """
    verdict = {one.evidence_id: one.holds for one in situation.file.all(EvidenceVerified)}
    there = {
        one.digest: earlier.title
        for earlier in situation.file.all(EvidenceAdded)
        if verdict.get(earlier.evidence_id, True)
        for one in earlier.files
    }
    for one in added.files:
        if one.digest in there:
            raise FileThere(name=one.name, title=there[one.digest])
        there[one.digest] = added.title


def demand_reviewed_device(situation: Situation, added: EvidenceAdded) -> None:
    """A device's record was reviewed before it becomes evidence.

    Law: APL-041, 行政处罚法 §41(2): unreviewed or failed, it is no evidence.
    Raises: DeviceNotReviewed.
    """
    if added.source is EvidenceSource.DEVICE and not added.is_device_reviewed:
        raise DeviceNotReviewed


def demand_known_evidence(situation: Situation, named: EvidenceVerified | EvidenceExcluded) -> None:
    """The evidence is in the file, and a reason is given.

    Raises: ObjectUnknown, FieldWrong.
    """
    if named.evidence_id not in {one.evidence_id for one in situation.file.all(EvidenceAdded)}:
        raise ObjectUnknown(what=named.evidence_id)
    if not named.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应说明理由", en_reason="give the reason")


def standing_of(file: CaseFile, evidence_id: str) -> tuple[Standing, str]:
    """What the last verification said, and why; excluded is for good.

    Law: APL-046, 行政处罚法 §46(2), §46(3).
    """
    out = [one for one in file.all(EvidenceExcluded) if one.evidence_id == evidence_id]
    if out:
        return Standing.OUT, out[-1].reason
    said = [one for one in file.all(EvidenceVerified) if one.evidence_id == evidence_id]
    if not said:
        return Standing.OPEN, ""
    return Standing.SOUND if said[-1].holds else Standing.FAILED, said[-1].reason


def sound_evidence(file: CaseFile) -> tuple[EvidenceAdded, ...]:
    """Evidence that was found to hold and was not excluded (查证属实的证据).

    Law: APL-046, 行政处罚法 §46.
    """
    return tuple(
        one
        for one in file.all(EvidenceAdded)
        if standing_of(file, one.evidence_id)[0] is Standing.SOUND
    )


def unproven(file: CaseFile, proposal: Proposal) -> tuple[FactElement, ...]:
    """Facts that no sound evidence proves; gains only where they are confiscated."""
    proven = {fact for one in sound_evidence(file) for fact in one.proves}
    takes_gains = any(one.kind.value in ("03", "09") for one in proposal.penalties)
    wanted = (*_ALWAYS, FactElement.GAINS) if takes_gains else _ALWAYS
    return tuple(fact for fact in wanted if fact not in proven)


@inner_gate
def demand_proven(file: CaseFile, proposal: Proposal) -> None:
    """Who, what, when and where are proven by evidence that was verified.

    Law: APL-040, APL-046, 行政处罚法 §40, §46: facts unclear, no penalty.
    Raises: FactsUnproven.
    """
    if proposal.outcome is not Outcome.PENALTY:
        return
    missing = unproven(file, proposal)
    if missing:
        raise FactsUnproven(facts=missing)
