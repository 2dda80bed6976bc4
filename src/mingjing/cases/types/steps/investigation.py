# SPDX-License-Identifier: Apache-2.0
"""Steps of investigation (调查取证): evidence, preservation, coercive measures, the report."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.codes import (
    Disposal,
    EvidenceKind,
    EvidenceSource,
    FactElement,
    LenientFactor,
    ListedLeniency,
    MeasureKind,
    NoPenaltyGround,
    Outcome,
    ReleaseGround,
    ReviewTrigger,
    Secrecy,
    Signature,
)
from mingjing.cases.types.files import EvidenceFile, RecordingRef
from mingjing.cases.types.steps.base import Payload
from mingjing.registry.types import PenaltyKind


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an inventory (清单物品).

    :ivar mark: number or description by which it cannot be mistaken; sealed once at a time.
    """

    name: str
    quantity: str
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty (处罚), 行政处罚法 art. 9. `fen` for fines and confiscated money."""

    kind: PenaltyKind
    fen: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Payload):
    """Evidence comes to the file (证据入卷), 行政处罚法 arts 42, 46, 55.

    :ivar files: the files, measured and stored by the house; none for what is not a file.
    :ivar recordings: recordings of the case or of its visit, whole, named by their roots.
    :ivar kept_at: where the original lies: of a thing always, of a paper where no file is here.
    :ivar signature: whether a record was signed; None for what is not signed.
    :ivar is_device_reviewed: a device's record was reviewed in law and technique (art. 41).
    :ivar secrecy: why it is kept secret (art. 50); others see only that it is there.
    :ivar device_recorded_on: when the device recorded; of a device's record only, as the next two.
    :ivar device_reviewed_on: when it was reviewed and entered (交通违法处理程序规定 art. 19).
    :ivar owner_told_on: when the owner of the vehicle was told (art. 20).
    """

    act, zh, en = "case.evidence_added", "收集证据", "Evidence added"

    evidence_id: str
    kind: EvidenceKind
    title: str
    collected_on: date
    source: EvidenceSource
    officers: tuple[str, ...]
    proves: tuple[FactElement, ...]
    files: tuple[EvidenceFile, ...] = ()
    kept_at: str = ""
    place: str = ""
    is_id_shown: bool = False
    signature: Signature | None = None
    witness: str = ""
    is_device_reviewed: bool = False
    note: str = ""
    secrecy: Secrecy | None = None
    recordings: tuple[RecordingRef, ...] = ()
    device_recorded_on: date | None = None
    device_reviewed_on: date | None = None
    owner_told_on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceVerified(Payload):
    """Evidence is found to hold, or not (证据查证), 行政处罚法 art. 46.

    :ivar holds: False as well is a finding, with its reason: the evidence founds nothing.
    """

    act, zh, en = "case.evidence_verified", "查证证据", "Evidence verified"

    evidence_id: str
    holds: bool
    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceExcluded(Payload):
    """Unlawfully obtained evidence is excluded (排除非法证据), 行政处罚法 art. 46."""

    act, zh, en = "case.evidence_excluded", "排除证据", "Evidence excluded"

    evidence_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleTaken(Payload):
    """Sampling (抽样取证), 行政处罚法 art. 56."""

    act, zh, en = "case.sample_taken", "抽样取证", "Sample taken"

    sample_id: str
    what: str
    quantity: str
    taken_on: date
    officers: tuple[str, ...]
    is_id_shown: bool
    signature: Signature
    sent_to: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class TestingStarted(Payload):
    """Testing begins and the party is told its term (检测检验期间), 行政强制法 art. 25.

    Only the days that the party was told of do not count: from `told_on` at the earliest, to
    `until_on` at the latest.
    """

    act, zh, en = "case.testing_started", "送检并告知期间", "Testing started"

    testing_id: str
    measure_id: str
    from_on: date
    until_on: date
    told_on: date
    by: str


@dataclass(frozen=True, slots=True)
class TestingEnded(Payload):
    """Testing is over (检测检验结束)."""

    act, zh, en = "case.testing_ended", "检测检验结束", "Testing ended"

    testing_id: str
    on: date
    result: str


@dataclass(frozen=True, slots=True)
class PreservationOrdered(Payload):
    """Preservation by prior registration (先行登记保存), 行政处罚法 art. 56.

    :ivar approved_by: account of the head who approved before (`ApprovalGiven`).
    """

    act, zh, en = "case.preservation_ordered", "先行登记保存", "Preservation ordered"

    preservation_id: str
    items: tuple[Item, ...]
    reason: str
    officers: tuple[str, ...]
    is_id_shown: bool
    approved_by: str
    started_on: date
    signature: Signature
    keeper: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class PreservationDisposed(Payload):
    """The disposal of preserved things is decided (先行登记保存处理决定), 行政处罚法 art. 56."""

    act, zh, en = "case.preservation_disposed", "处理先行登记保存物品", "Preservation disposed of"

    preservation_id: str
    disposal: Disposal
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureTaken(Payload):
    """A coercive measure (行政强制措施), 行政强制法 arts 18-25, 29-32.

    :ivar approved_by: account of the head who approved before; empty for urgent ones (art. 19).
    :ivar power_item_code: coercion item of the power list that carries the measure.
    :ivar fen: amount frozen.
    :ivar concerned_fen: amount that the unlawful act concerns; not less than what is frozen.
    :ivar days: the term that the decision states; 0 is the longest that the law allows.
    :ivar list_reason: why no item of the published list of no coercion applies.
    """

    act, zh, en = "case.measure_taken", "采取行政强制措施", "Coercive measure taken"

    measure_id: str
    kind: MeasureKind
    items: tuple[Item, ...]
    reason: str
    basis: str
    taken_at: datetime
    officers: tuple[str, ...]
    is_id_shown: bool
    is_party_called: bool
    are_rights_told: bool
    is_party_heard: bool
    is_record_made: bool
    signature: Signature
    is_decision_handed: bool
    inventory_copies: int
    power_item_code: str
    approved_by: str = ""
    is_urgent: bool = False
    has_necessities: bool = False
    witness: str = ""
    keeper: str = ""
    fen: int = 0
    concerned_fen: int = 0
    days: int = 0
    list_reason: str = ""


@dataclass(frozen=True, slots=True)
class MeasureApproved(Payload):
    """The head's approval made up for an urgent measure (补办批准), 行政强制法 art. 19."""

    act, zh, en = "case.measure_approved", "补办批准手续", "Urgent measure approved"

    measure_id: str
    is_approved: bool
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureExtended(Payload):
    """A measure's term is extended (延长强制措施期限), 行政强制法 arts 25, 32."""

    act, zh, en = "case.measure_extended", "延长强制措施期限", "Measure extended"

    measure_id: str
    days: int
    reason: str
    told_on: date


@dataclass(frozen=True, slots=True)
class MeasureReleased(Payload):
    """A measure ends (解除强制措施), 行政强制法 arts 27, 28."""

    act, zh, en = "case.measure_released", "解除强制措施", "Measure released"

    measure_id: str
    ground: ReleaseGround
    on: date
    returned: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionOrdered(Payload):
    """An order to correct (责令改正), 行政处罚法 art. 28."""

    act, zh, en = "case.correction_ordered", "责令改正", "Correction ordered"

    text: str
    by_on: date
    served_on: date


@dataclass(frozen=True, slots=True)
class CorrectionChecked(Payload):
    """Whether it was corrected (改正情况复查)."""

    act, zh, en = "case.correction_checked", "复查改正情况", "Correction checked"

    on: date
    is_corrected: bool
    note: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A factor of the benchmark with its value as text (裁量因素)."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class LeniencyCheck:
    """An item of the published leniency list, looked at (清单核对).

    :ivar reason: which condition is missing, or why the item is not applied.
    """

    code: str
    found: ListedLeniency
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, intended or decided (处理意见).

    :ivar facts: the benchmark's factors as found.
    :ivar deviation: why the benchmark is left; empty while it is kept.
    :ivar listed: the items of the leniency list in force, one by one.
    """

    outcome: Outcome
    penalties: tuple[Penalty, ...] = ()
    no_penalty: NoPenaltyGround | None = None
    lenient: tuple[LenientFactor, ...] = ()
    facts: tuple[Fact, ...] = ()
    deviation: str = ""
    deviation_text: str = ""
    listed: tuple[LeniencyCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMade(Payload):
    """Investigation report (调查终结报告), 行政处罚法 art. 57.

    :ivar triggers: why legal review is due (art. 58), as far as the investigators see.
    :ivar is_grave: complex circumstances or a grave act: the heads discuss it (art. 57(2)).
    """

    act, zh, en = "case.report_made", "调查终结报告", "Investigation report"

    found: str
    reasons: str
    basis: tuple[str, ...]
    proposal: Proposal
    triggers: tuple[ReviewTrigger, ...] = ()
    is_grave: bool = False
