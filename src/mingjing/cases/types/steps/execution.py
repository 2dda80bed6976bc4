# SPDX-License-Identifier: Apache-2.0
"""Steps of performance and execution (履行、强制执行), remedies, and transfer to justice (移送)."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.codes import (
    CourtAnswer,
    EndGround,
    ExecutionManner,
    GoodsDisposal,
    OnSpotGround,
    PayManner,
    RemedyKind,
    RemedyResult,
    ServiceKind,
    Signature,
    SuspensionGround,
)
from mingjing.cases.types.steps.base import Payload
from mingjing.registry.types import PenaltyKind


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment (分期缴纳): how much by when."""

    by_on: date
    fen: int


@dataclass(frozen=True, slots=True)
class PaymentReceived(Payload):
    """Money is paid (缴款), 行政处罚法 arts 67-70.

    :ivar fen: paid on the fine, then on confiscated money.
    :ivar surcharge_fen: paid on the surcharge besides.
    :ivar ground: why an officer collected it on the spot.
    :ivar is_requested: the party asked for that (art. 69).
    :ivar landed_on: where it was collected on water, the day of landing (art. 71).
    """

    act, zh, en = "case.payment_received", "收到缴款", "Payment received"

    fen: int
    paid_on: date
    manner: PayManner
    receipt_no: str
    surcharge_fen: int = 0
    ground: OnSpotGround | None = None
    is_requested: bool = False
    landed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MoneyHandedIn(Payload):
    """Money collected on the spot goes to the agency, then to the bank (上缴), art. 71.

    :ivar payment_seq: the step by which it was collected.
    :ivar fen: what is handed in, surcharge included: all of it (art. 74).
    """

    act, zh, en = "case.money_handed_in", "当场收缴罚款上缴", "Collected money handed in"

    payment_seq: int
    fen: int
    to_agency_on: date
    to_bank_on: date | None = None


@dataclass(frozen=True, slots=True)
class PerformanceDeferred(Payload):
    """Deferral or instalments (暂缓或者分期缴纳), 行政处罚法 art. 66."""

    act, zh, en = "case.performance_deferred", "暂缓或者分期缴纳", "Deferral or instalments"

    until_on: date
    reason: str
    applied_on: date
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class PenaltyPerformed(Payload):
    """Something other than money is performed (其他处罚履行).

    :ivar kind: the penalty; None for a duty to remove or restore.
    :ivar supervisor: officer who watched substitute performance (行政强制法 art. 51).
    :ivar days: days of detention that were served (art. 35).
    :ivar goods: what became of confiscated goods, what they brought and what of it went to the
        treasury (art. 74).
    """

    act, zh, en = "case.penalty_performed", "其他处罚履行情况", "Penalty performed"

    text: str
    on: date
    kind: PenaltyKind | None = None
    supervisor: str = ""
    signature: Signature | None = None
    days: int = 0
    goods: GoodsDisposal | None = None
    proceeds_fen: int = 0
    treasury_fen: int = 0


@dataclass(frozen=True, slots=True)
class DemandServed(Payload):
    """Written demand (催告), 行政强制法 arts 35, 54.

    :ivar fen: what is owed but for the surcharge, on the day of service.
    :ivar is_second: the demand once more before substitute performance (art. 51).
    """

    act, zh, en = "case.demand_served", "催告", "Demand served"

    text: str
    fen: int
    surcharge_fen: int
    manner: str
    served_on: date
    until_on: date
    tells_rights: bool
    receipt: str
    service: ServiceKind = ServiceKind.DIRECT
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class DemandAnswered(Payload):
    """What the party says to the demand, and its review (催告期间陈述申辩), 行政强制法 art. 36."""

    act, zh, en = "case.demand_answered", "复核催告期间意见", "Answer to the demand reviewed"

    text: str
    is_adopted: bool
    on: date


@dataclass(frozen=True, slots=True)
class ExecutionDecided(Payload):
    """The agency decides to execute itself (强制执行决定), 行政强制法 arts 37, 43-46, 50-51.

    :ivar power_basis: article of the law that gives the agency the power (art. 13).
    :ivar power_item_code: coercion item of the power list; not needed for what any agency may do
        by the coercion law itself (arts 46(3), 52).
    :ivar at: when it is carried out; not at night, not on statutory holidays.
    :ivar is_urgent: urgent, so that night and holidays do not forbid it (art. 43).
    :ivar is_hiding: assets are being moved or hidden, so the demand need not run out (art. 37).
    :ivar clears_now: a spill or obstacle is cleared at once, the party told after (art. 52).
    :ivar harm: to traffic, environment or resources, for substitute performance (art. 50).
    :ivar notice_until_on: by when the party may demolish itself (art. 44).
    """

    act, zh, en = "case.execution_decided", "强制执行决定", "Execution decided"

    manner: ExecutionManner
    power_basis: str
    reason: str
    at: datetime
    power_item_code: str = ""
    is_urgent: bool = False
    cost_budget_fen: int = 0
    performer: str = ""
    notice_published_on: date | None = None
    cuts_utilities: bool = False
    is_hiding: bool = False
    clears_now: bool = False
    harm: str = ""
    is_performer_uninvolved: bool = False
    notice_until_on: date | None = None


@dataclass(frozen=True, slots=True)
class CourtApplied(Payload):
    """Application to the court (申请人民法院强制执行), 行政强制法 arts 53-55, 60.

    :ivar fee_fen: fee for the application; the agency pays none (art. 60).
    """

    act, zh, en = "case.court_applied", "申请法院强制执行", "Applied to the court"

    on: date
    court: str
    has_signed_application: bool
    has_decision: bool
    has_opinion: bool
    has_object: bool
    fee_fen: int = 0


@dataclass(frozen=True, slots=True)
class CourtAnswered(Payload):
    """The court accepts, refuses, or rules (法院受理与裁定), 行政强制法 arts 56-58, 60.

    :ivar cost_fen: cost of the execution, borne by the party (art. 60).
    """

    act, zh, en = "case.court_answered", "法院受理与裁定", "The court answered"

    answer: CourtAnswer
    on: date
    document_no: str
    cost_fen: int = 0


@dataclass(frozen=True, slots=True)
class ExecutionSuspended(Payload):
    """Execution stands still (中止执行), 行政强制法 art. 39."""

    act, zh, en = "case.execution_suspended", "中止执行", "Execution suspended"

    ground: SuspensionGround
    reason: str
    on: date
    has_social_harm: bool = False


@dataclass(frozen=True, slots=True)
class ExecutionResumed(Payload):
    """Execution goes on (恢复执行)."""

    act, zh, en = "case.execution_resumed", "恢复执行", "Execution resumed"

    on: date


@dataclass(frozen=True, slots=True)
class ExecutionEnded(Payload):
    """Execution ends (终结执行), 行政强制法 art. 40."""

    act, zh, en = "case.execution_ended", "终结执行", "Execution ended"

    ground: EndGround
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class AgreementMade(Payload):
    """Execution agreement (执行协议), 行政强制法 art. 42.

    :ivar until_on: execution waits until then; unpaid, it goes on.
    :ivar remedied: what the party has done to make good; without it no surcharge is reduced.
    """

    act, zh, en = "case.agreement_made", "执行协议", "Execution agreement"

    text: str
    on: date
    until_on: date
    reduced_surcharge_fen: int = 0
    remedied: str = ""


@dataclass(frozen=True, slots=True)
class RemedyOpened(Payload):
    """The party goes to reconsideration or to court (复议、诉讼受理).

    :ivar is_stayed: execution is stayed (行政复议法 art. 42); else it goes on.
    """

    act, zh, en = "case.remedy_opened", "复议诉讼受理", "Remedy opened"

    remedy_id: str
    kind: RemedyKind
    on: date
    organ: str
    is_stayed: bool = False


@dataclass(frozen=True, slots=True)
class RemedyClosed(Payload):
    """The remedy ends (复议诉讼结果)."""

    act, zh, en = "case.remedy_closed", "复议诉讼结果", "Remedy closed"

    remedy_id: str
    result: RemedyResult
    on: date
    document_no: str


@dataclass(frozen=True, slots=True)
class TransferProposed(Payload):
    """A team proposes transfer to the police (提出移送意见), Decree 310 art. 5."""

    act, zh, en = "case.transfer_proposed", "提出移送意见", "Transfer proposed"

    team: tuple[str, ...]
    report: str
    on: date


@dataclass(frozen=True, slots=True)
class TransferDecided(Payload):
    """The chief head decides on the transfer (移送审批), Decree 310 art. 5.

    :ivar is_chief: the chief head, or who leads the agency in his place, decides.
    """

    act, zh, en = "case.transfer_decided", "移送审批", "Transfer decided"

    is_approved: bool
    reason: str
    at: datetime
    is_chief: bool = True


@dataclass(frozen=True, slots=True)
class TransferHanded(Payload):
    """The file is handed to the police (移送公安机关), Decree 310 arts 5, 6."""

    act, zh, en = "case.transfer_handed", "移送公安机关", "Handed to the police"

    at: datetime
    organ: str
    has_letter: bool
    has_report: bool
    has_inventory: bool
    has_expertise: bool
    return_slip: str = ""


@dataclass(frozen=True, slots=True)
class PoliceDecided(Payload):
    """The police file the case, or do not (公安机关立案决定), Decree 310 art. 8."""

    act, zh, en = "case.police_decided", "公安机关决定", "Police decided"

    is_filed: bool
    on: date
    document_no: str


@dataclass(frozen=True, slots=True)
class PoliceAsked(Payload):
    """Reconsideration or supervision is asked for (提请复议或者立案监督), Decree 310 art. 9.

    :ivar to_procuratorate: the procuratorate is asked to supervise, not the police to reconsider.
    """

    act, zh, en = "case.police_asked", "提请复议或者立案监督", "Reconsideration asked for"

    on: date
    organ: str
    to_procuratorate: bool = False


@dataclass(frozen=True, slots=True)
class GoodsHandedOver(Payload):
    """Goods and materials go to the police (移交涉案物品), Decree 310 art. 12.

    :ivar told_party_on: when the party was told in writing (行政强制法 art. 21).
    """

    act, zh, en = "case.goods_handed_over", "移交涉案物品和材料", "Goods handed over"

    on: date
    receipt: str
    told_party_on: date | None = None
