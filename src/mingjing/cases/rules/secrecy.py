# SPDX-License-Identifier: Apache-2.0
"""Secrets of a case (保密): who sees flagged material, and that it closes the hearing."""

from dataclasses import replace

from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Secrecy
from mingjing.cases.types.refusals import HearingMustBeClosed
from mingjing.cases.types.steps import EvidenceAdded, HearingScheduled, Payload


def secrets_in(file: CaseFile) -> tuple[Secrecy, ...]:
    """Why material of the file is secret, each reason once. Law: APL-050, 行政处罚法 §50."""
    found = {one.secrecy for one in file.all(EvidenceAdded)}
    return tuple(one for one in Secrecy if one in found)


def shown_to(payload: Payload, *, is_own: bool) -> Payload:
    """A step as somebody may see it: of flagged material, others see only that it is there.

    :param is_own: whether the agency that handles the case asks.

    Law: APL-050, 行政处罚法 §50.
    """
    if is_own or not isinstance(payload, EvidenceAdded) or payload.secrecy is None:
        return payload
    return replace(
        payload, title="", files=(), recordings=(), kept_at="", place="", witness="", note=""
    )


def demand_closed_hearing(situation: Situation, plan: HearingScheduled) -> None:
    """Where the file holds secrets the hearing is not public.

    Law: APL-050, APL-064c, 行政处罚法 §50, §64(3).
    Raises: HearingMustBeClosed.
    """
    found = secrets_in(situation.file)
    if found and plan.is_public:
        raise HearingMustBeClosed(secrets=found)
