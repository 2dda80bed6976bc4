# SPDX-License-Identifier: Apache-2.0
"""Approvals of the head (负责人批准): one approval carries one preservation or measure."""

from collections.abc import Iterator
from datetime import datetime

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ApprovalSubject
from mingjing.cases.types.refusals import ApprovalMissing, FieldWrong
from mingjing.cases.types.steps import ApprovalGiven, MeasureTaken, PreservationOrdered


def demand_approval_reasoned(situation: Situation, given: ApprovalGiven) -> None:
    """The approval says why it is needed.

    Law: ACL-016, ACL-018, 行政强制法 §16, §18(1); APL-056, 行政处罚法 §56.
    Raises: FieldWrong.
    """
    if not given.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")


@inner_gate
def demand_approved_before(
    file: CaseFile, what: ApprovalSubject, *, approver: str, at: datetime
) -> None:
    """That head approved this kind of measure before the instant, and it was not used yet.

    Law: ACL-018, 行政强制法 §18(1); APL-056, 行政处罚法 §56.
    Raises: ApprovalMissing.
    """
    given = [
        step
        for step, approval in file.each(ApprovalGiven)
        if approval.what is what and step.account_id == approver and step.at <= at
    ]
    used = [one for one in _used(file) if one == (what, approver)]
    if len(given) <= len(used):
        raise ApprovalMissing(what=what)


def unused_approvals(file: CaseFile) -> tuple[ApprovalSubject, ...]:
    """What the head approved and nobody has carried out yet, as often as it was approved.

    Law: ACL-018, 行政强制法 §18(1); APL-056, 行政处罚法 §56.
    """
    left = [(one.what, step.account_id) for step, one in file.each(ApprovalGiven)]
    for used in _used(file):
        if used in left:
            left.remove(used)
    return tuple(what for what, _approver in left)


def _used(file: CaseFile) -> Iterator[tuple[ApprovalSubject, str]]:
    for kept in file.all(PreservationOrdered):
        yield ApprovalSubject.PRESERVATION, kept.approved_by
    for taken in file.all(MeasureTaken):
        if not taken.is_urgent:
            yield ApprovalSubject(taken.kind.value), taken.approved_by
