# SPDX-License-Identifier: Apache-2.0
"""Steps of decision (审核、告知、听证、决定)."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.codes import (
    ChangeKind,
    HearingEnd,
    Opinion,
    PublicationPlace,
    ReviewPoint,
    ReviewTrigger,
    Right,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.steps.base import Payload
from mingjing.cases.types.steps.investigation import Proposal
from mingjing.kernel.clock import local_date


@dataclass(frozen=True, slots=True)
class LegallyReviewed(Payload):
    """Legal review (法制审核), 行政处罚法 art. 58.

    :ivar is_qualified: the reviewer holds the legal-profession qualification (first-timers must).
    :ivar points: what was looked at.
    """

    act, zh, en = "case.legally_reviewed", "法制审核", "Legal review"

    opinion: Opinion
    text: str
    triggers: tuple[ReviewTrigger, ...]
    is_first_time: bool = False
    is_qualified: bool = True
    points: tuple[ReviewPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeServed(Payload):
    """Prior notice (事先告知), 行政处罚法 arts 44, 63.

    :ivar access_code: digest of the code with which the party opens its page; never the code.
    """

    act, zh, en = "case.notice_served", "事先告知", "Prior notice served"

    proposal: Proposal
    found: str
    reasons: str
    basis: tuple[str, ...]
    tells_statement: bool
    tells_hearing: bool
    service: ServiceKind
    served_on: date
    receipt: str = ""
    access_code: str = ""


@dataclass(frozen=True, slots=True)
class StatementMade(Payload):
    """The party states and defends (陈述、申辩), 行政处罚法 art. 45."""

    act, zh, en = "case.statement_made", "当事人陈述申辩", "Statement and defence"

    text: str
    made_on: date
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class StatementReviewed(Payload):
    """Facts, reasons and evidence of the party are reviewed (复核), 行政处罚法 art. 45."""

    act, zh, en = "case.statement_reviewed", "复核陈述申辩", "Statement reviewed"

    is_adopted: bool
    text: str


@dataclass(frozen=True, slots=True)
class RightWaived(Payload):
    """The party waives a right expressly (明确放弃), 行政处罚法 arts 62, 63."""

    act, zh, en = "case.right_waived", "明确放弃权利", "Right waived"

    right: Right
    on: date
    proof: str


@dataclass(frozen=True, slots=True)
class HearingRequested(Payload):
    """The party asks for a hearing (申请听证), 行政处罚法 art. 64."""

    act, zh, en = "case.hearing_requested", "申请听证", "Hearing requested"

    on: date
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class HearingScheduled(Payload):
    """Time and place are told (听证通知), 行政处罚法 art. 64.

    :ivar host: account of the host; not an investigator.
    """

    act, zh, en = "case.hearing_scheduled", "通知听证", "Hearing scheduled"

    at: datetime
    place: str
    host: str
    told_on: date
    is_public: bool = True
    closed_reason: str = ""


@dataclass(frozen=True, slots=True)
class HearingHeld(Payload):
    """The hearing (听证), 行政处罚法 art. 64."""

    act, zh, en = "case.hearing_held", "举行听证", "Hearing held"

    on: date
    end: HearingEnd
    agents: int = 0
    record: str = ""
    opinion: str = ""
    signature: Signature = Signature.SIGNED
    triggers: tuple[ReviewTrigger, ...] = ()


@dataclass(frozen=True, slots=True)
class Deliberated(Payload):
    """Collective discussion of the heads (集体讨论), 行政处罚法 art. 57(2)."""

    act, zh, en = "case.deliberated", "集体讨论", "Collective discussion"

    on: date
    members: tuple[str, ...]
    record: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the party is told it can do (救济途径和期限), 行政处罚法 art. 59."""

    reconsideration_to: str
    suit_to: str
    is_reconsideration_first: bool = False


@dataclass(frozen=True, slots=True)
class DecisionMade(Payload):
    """The decision (行政处罚决定), 行政处罚法 arts 57, 59.

    :ivar closed_reason: why it is not published, where it is not.
    """

    act, zh, en = "case.decided", "作出决定", "Decided"

    proposal: Proposal
    found: str
    reasons: str
    basis: tuple[str, ...]
    performance: str
    remedies: Remedies
    decided_on: date
    correction: str = ""
    education: str = ""
    is_public: bool = True
    closed_reason: str = ""


@dataclass(frozen=True, slots=True)
class DecidedOnTheSpot(Payload):
    """Decision in simple procedure (当场处罚决定), 行政处罚法 arts 51, 52.

    :ivar act_id: the unlawful act, as in `Filed` (art. 29); `distinct_reason` likewise.
    """

    act, zh, en = "case.decided_on_the_spot", "当场作出处罚决定", "Decided on the spot"

    power_item_code: str
    summary: str
    proposal: Proposal
    found: str
    basis: tuple[str, ...]
    decided_at: datetime
    place: str
    place_region: str
    officers: tuple[str, ...]
    is_id_shown: bool
    is_party_heard: bool
    performance: str
    remedies: Remedies
    signature: Signature
    correction: str = ""
    act_id: str = ""
    distinct_reason: str = ""
    field: str = ""

    @property
    def happened_from(self) -> date:
        """The first day of the act: it is decided when and where it is found."""
        return local_date(self.decided_at)

    @property
    def happened_to(self) -> date:
        """The last day of the act."""
        return local_date(self.decided_at)


@dataclass(frozen=True, slots=True)
class FiledBack(Payload):
    """The on-the-spot decision is reported to the agency (备案), 行政处罚法 art. 52."""

    act, zh, en = "case.filed_back", "当场处罚备案", "Reported to the agency"

    on: date


@dataclass(frozen=True, slots=True)
class DecisionServed(Payload):
    """The decision is served (送达), 行政处罚法 art. 61.

    :ivar consent: number of the signed consent to electronic service.
    :ivar witness: witness or recording for service by leaving.
    :ivar remedy_channel: address where reconsideration is applied for online (行政复议法 art. 22).
    """

    act, zh, en = "case.decision_served", "送达决定", "Decision served"

    service: ServiceKind
    served_on: date
    receipt: str
    consent: str = ""
    witness: str = ""
    tells_publication: bool = True
    remedy_channel: str = ""


@dataclass(frozen=True, slots=True)
class DecisionChanged(Payload):
    """The decision is changed, revoked, declared illegal or void (决定变更撤销), art. 48."""

    act, zh, en = "case.decision_changed", "变更或者撤销决定", "Decision changed"

    kind: ChangeKind
    on: date
    reason: str
    document_no: str
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class DecisionPublished(Payload):
    """The decision is published (公示决定), 行政处罚法 art. 48, 处罚信息公示规定 art. 4.

    :ivar public_summary: the act as the public reads it, without what is private or secret.
    """

    act, zh, en = "case.decision_published", "公示处罚决定", "Decision published"

    on: date
    places: tuple[PublicationPlace, ...]
    public_summary: str


@dataclass(frozen=True, slots=True)
class PublicationWithdrawn(Payload):
    """Published decision taken down, reason published (撤回公开信息), 行政处罚法 art. 48."""

    act, zh, en = "case.publication_withdrawn", "撤回公开的决定", "Publication withdrawn"

    on: date
    reason: str
