# SPDX-License-Identifier: Apache-2.0
"""Gate on the provisions that a step cites (依据条款): they are on the register of law."""

from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.refusals import ProvisionUnknown
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    ExecutionDecided,
    Filed,
    MeasureTaken,
    NoticeServed,
    Payload,
    ReportMade,
)


def provisions_of(payload: Payload | None) -> tuple[str, ...]:
    """The provisions that a step cites as broken or as its basis, as they are stored."""
    if isinstance(payload, Filed | ReportMade | NoticeServed | DecisionMade | DecidedOnTheSpot):
        return payload.basis
    if isinstance(payload, MeasureTaken):
        return (payload.basis,) if payload.basis else ()
    if isinstance(payload, ExecutionDecided):
        return (payload.power_basis,) if payload.power_basis else ()
    return ()


def demand_provisions_known(situation: Situation, payload: Payload) -> None:
    """Each provision that is cited stands on the register of law, or on the power list.

    Law: APL-005, APL-038, 行政处罚法 §5, §38: only what is published can be a basis.
    Raises: ProvisionUnknown.
    """
    if situation.around.unknown_provisions:
        raise ProvisionUnknown(found=situation.around.unknown_provisions)
