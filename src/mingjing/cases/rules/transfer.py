# SPDX-License-Identifier: Apache-2.0
"""Gates of the transfer to criminal justice (移送涉嫌犯罪案件), Decree 310."""

from datetime import date

from mingjing.cases.rules.dates import demand_between, demand_instants
from mingjing.cases.rules.measures import in_force
from mingjing.cases.rules.people import demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.stages import is_with_police
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import EvidenceKind
from mingjing.cases.types.refusals import (
    AlreadyDone,
    AskedTooLate,
    FieldWrong,
    NothingToDo,
    NotTheChief,
    PartyNotTold,
    TransferPapersMissing,
    TransferPending,
)
from mingjing.cases.types.steps import (
    EvidenceAdded,
    Filed,
    GoodsHandedOver,
    PoliceAsked,
    PoliceDecided,
    TestingEnded,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.terms import due


def waits_for_chief(file: CaseFile) -> bool:
    """Whether a proposal waits for the chief head."""
    return file.is_since(TransferProposed, TransferDecided)


def waits_for_handover(file: CaseFile) -> bool:
    """Whether an approved transfer waits to be handed over."""
    decided = file.last(TransferDecided)
    approved = decided is not None and decided.is_approved
    return approved and file.is_since(TransferDecided, TransferHanded, TransferProposed)


def demand_no_transfer_pending(situation: Situation) -> None:
    """No transfer is under way: no penalty takes its place, no second proposal.

    What was decided before (warning, closure, licence) goes on. Also a gate of notice and decision.

    Law: TRF-10, APL-027, APL-082, 移送规定 §11, 行政处罚法 §27, §82.
    Raises: TransferPending.
    """
    if waits_for_chief(situation.file) or waits_for_handover(situation.file):
        raise TransferPending


def demand_team(situation: Situation, proposed: TransferProposed) -> None:
    """A team of at least two officers reports in writing.

    No gate asks for proof: in matters of intellectual property reasonable suspicion is enough, and
    elsewhere the team's report says what it rests on.

    Law: TRF-1, TRF-13, 移送规定 §3(2), §5(1).
    Raises: TooFewQualified, OfficerNotQualified, FieldWrong, DateImpossible.
    """
    demand_two_qualified(situation, proposed.team, "transfer.team_min")
    if not proposed.report.strip():
        raise FieldWrong(field="report", zh_reason="应当有书面报告", en_reason="it is empty")
    filed = situation.file.last(Filed)
    earliest = filed.discovered_on if filed else proposed.on
    demand_between("on", proposed.on, earliest, situation.law.today)


def demand_proposed(situation: Situation) -> None:
    """A proposal waits for the chief head.

    Law: TRF-2, 移送规定 §5(2).
    Raises: NothingToDo.
    """
    if not waits_for_chief(situation.file):
        raise NothingToDo(what=TransferProposed)


def demand_chief_decides(situation: Situation, decided: TransferDecided) -> None:
    """The chief head himself decides; a refusal states its reasons.

    The three days are a clock: late is entered as late, since the duty to transfer stays.

    Law: TRF-2, 移送规定 §5(2).
    Raises: NotTheChief, DateImpossible.
    """
    if not decided.is_chief or not (decided.is_approved or decided.reason.strip()):
        raise NotTheChief
    proposed = situation.file.last(TransferProposed)
    earliest = proposed.on if proposed else date.min
    demand_between("at", day_of(decided.at), earliest, situation.law.today)
    demand_instants("at", decided.at, decided.at, situation.law.now)


def demand_approved(situation: Situation) -> None:
    """The transfer is approved and not handed over.

    Law: TRF-3, 移送规定 §5(2).
    Raises: NothingToDo.
    """
    if not waits_for_handover(situation.file):
        raise NothingToDo(what=TransferDecided)


def demand_transfer_papers(situation: Situation, handed: TransferHanded) -> None:
    """Letter, report, inventory; expertise where anything was tested; to a named organ.

    Law: TRF-3, TRF-4, TRF-5, 移送规定 §5, §6, §7.
    Raises: TransferPapersMissing, FieldWrong, DateImpossible.
    """
    file = situation.file
    was_tested = file.has(TestingEnded) or any(
        one.kind is EvidenceKind.EXPERTISE for one in file.all(EvidenceAdded)
    )
    if not (handed.has_letter and handed.has_report and handed.has_inventory):
        raise TransferPapersMissing
    if was_tested and not handed.has_expertise:
        raise TransferPapersMissing
    if not handed.organ.strip():
        raise FieldWrong(field="organ", zh_reason="应当写明接收机关", en_reason="it is empty")
    decided = file.last(TransferDecided)
    earliest = decided.at if decided else handed.at
    demand_instants("at", handed.at, earliest, situation.law.now)


def answers_since_handover(file: CaseFile) -> tuple[Step, ...]:
    """What the police said since the last handover."""
    handed = file.last_step(TransferHanded)
    if handed is None:
        return ()
    return tuple(step for step, _ in file.each(PoliceDecided) if step.seq > handed.seq)


def demand_police_must_decide(situation: Situation) -> None:
    """The police have the case, or were asked to reconsider their refusal.

    Law: TRF-6, TRF-8, 移送规定 §8, §9.
    Raises: NothingToDo.
    """
    file = situation.file
    answers = answers_since_handover(file)
    is_asked = bool(answers) and file.is_since(PoliceAsked, PoliceDecided)
    if not file.has(TransferHanded) or (answers and not is_asked):
        raise NothingToDo(what=TransferHanded)


def demand_police_documented(situation: Situation, decided: PoliceDecided) -> None:
    """The police's decision has its document, and follows the handover.

    Law: TRF-6, TRF-8, 移送规定 §8, §9.
    Raises: FieldWrong, DateImpossible.
    """
    if not decided.document_no.strip():
        raise FieldWrong(field="document_no", zh_reason="应当填写文书号", en_reason="it is empty")
    handed = situation.file.last(TransferHanded)
    asked = situation.file.last(PoliceAsked)
    earliest = day_of(handed.at) if handed else decided.on
    if asked is not None and situation.file.is_since(PoliceAsked, TransferHanded):
        earliest = asked.on
    demand_between("on", decided.on, earliest, situation.law.today)


def demand_refused_by_police(situation: Situation) -> None:
    """The police's last word was a refusal, and it was not answered yet.

    Law: TRF-7, TRF-8, TRF-9, 移送规定 §9, §10.
    Raises: NothingToDo.
    """
    file = situation.file
    last = file.last(PoliceDecided)
    if last is None or last.is_filed or not file.is_since(PoliceDecided, PoliceAsked):
        raise NothingToDo(what=PoliceDecided)


def demand_asked_in_time(situation: Situation, asked: PoliceAsked) -> None:
    """Within three days of the refusal; a second refusal goes to the procuratorate only.

    Law: TRF-7, TRF-8, 移送规定 §9; DL-31.
    Raises: AskedTooLate, AlreadyDone, FieldWrong, DateImpossible.
    """
    if not asked.organ.strip():
        raise FieldWrong(field="organ", zh_reason="应当写明机关", en_reason="it is empty")
    refused, law = situation.file.last(PoliceDecided), situation.law
    start = refused.on if refused else asked.on
    demand_between("on", asked.on, start, law.today)
    is_second = len(answers_since_handover(situation.file)) > 1
    if is_second and not asked.to_procuratorate:
        raise AlreadyDone(step=PoliceAsked, about=asked.organ)
    name = "transfer.supervision_days" if is_second else "transfer.reconsider_days"
    last = due(start, law.limit(name).term, calendar=law.calendar)
    if last.is_over(asked.on):
        raise AskedTooLate(last=last.on.isoformat())


def demand_filed_by_police(situation: Situation) -> None:
    """The police filed the case, and nothing was handed over since.

    Law: TRF-11, 移送规定 §12.
    Raises: NothingToDo.
    """
    file = situation.file
    last = file.last(PoliceDecided)
    is_done = file.is_since(GoodsHandedOver, TransferHanded)
    if last is None or not last.is_filed or is_done or not is_with_police(file):
        raise NothingToDo(what=PoliceDecided)


def demand_goods_receipted(situation: Situation, handed: GoodsHandedOver) -> None:
    """Goods go with a receipt; of what was sealed, seized or frozen the party is told in writing.

    Law: TRF-11, 移送规定 §12; ACL-021, 行政强制法 §21.
    Raises: FieldWrong, DateImpossible, PartyNotTold.
    """
    if not handed.receipt.strip():
        raise FieldWrong(field="receipt", zh_reason="应当有交接回执", en_reason="it is empty")
    decided = situation.file.last(PoliceDecided)
    today = situation.law.today
    demand_between("on", handed.on, decided.on if decided else handed.on, today)
    if in_force(situation.file) and handed.told_party_on is None:
        raise PartyNotTold
    if handed.told_party_on is not None:
        demand_between("told_party_on", handed.told_party_on, date.min, today)
