# SPDX-License-Identifier: Apache-2.0
"""Steps around measures (强制措施与登记保存): the head's approval before, the notice after."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import ApprovalSubject, ServiceKind
from mingjing.cases.types.steps.base import Payload


@dataclass(frozen=True, slots=True)
class ApprovalGiven(Payload):
    """The head approves before it is done (事前批准), 行政处罚法 art. 56, 行政强制法 art. 18(1).

    One approval carries one preservation or one measure.
    """

    act, zh, en = "case.approval_given", "负责人批准实施", "Approved beforehand"

    what: ApprovalSubject
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureNoticeServed(Payload):
    """The decision on a measure is handed to the party later (交付强制措施决定书).

    For freezing, which is not announced before (行政强制法 art. 31), and for an absent party.
    """

    act = "case.measure_notice_served"
    zh, en = "交付强制措施决定书", "Decision on a measure handed over"

    measure_id: str
    on: date
    service: ServiceKind
    receipt: str = ""
