# SPDX-License-Identifier: Apache-2.0
"""Gates of service (送达): seven ways, each with its proof."""

from collections.abc import Iterator
from datetime import timedelta

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ServiceKind
from mingjing.cases.types.refusals import (
    ConsentMissing,
    FieldWrong,
    RemedyChannelMissing,
    ServedTooSoon,
    WitnessMissing,
)
from mingjing.cases.types.steps import DecisionMade, DecisionServed
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import due


@inner_gate
def demand_service(
    situation: Situation,
    service: ServiceKind,
    *,
    receipt: str,
    consent: str = "",
    witness: str | None = None,
) -> None:
    """The way of service has what it needs: a receipt, a consent, a witness.

    Law: APL-061, 行政处罚法 §61; 民事诉讼法 §87-§95.
    Raises: FieldWrong, ConsentMissing, WitnessMissing.
    """
    if not receipt.strip():
        raise FieldWrong(field="receipt", zh_reason="应有送达回证", en_reason="name the proof")
    has_consent = bool(consent.strip()) or situation.file.party.has_e_consent
    if service is ServiceKind.ELECTRONIC and not has_consent:
        raise ConsentMissing
    if service is ServiceKind.LEAVING and witness is not None and not witness.strip():
        raise WitnessMissing


def demand_decision_service(situation: Situation, served: DecisionServed) -> None:
    """The decision is served after it was made, by a way that has its proof.

    Law: APL-061, SRV-1, 行政处罚法 §61; 民事诉讼法 §95: public notice counts after its period;
    REM-3, 行政复议法 §22.
    Raises: DateImpossible, ServedTooSoon, RemedyChannelMissing, and what `demand_service` raises.
    """
    made = situation.file.last(DecisionMade)
    earliest = made.decided_on if made else served.served_on
    demand_between("served_on", served.served_on, earliest, situation.law.today)
    demand_service(
        situation,
        served.service,
        receipt=served.receipt,
        consent=served.consent,
        witness=served.witness,
    )
    demand_remedy_channel(served)
    if served.service is ServiceKind.PUBLIC_NOTICE:
        days = situation.law.limit("service.notice_days").whole
        if served.served_on < earliest + timedelta(days=days):
            raise ServedTooSoon(days=days)


@inner_gate
def demand_remedy_channel(served: DecisionServed) -> None:
    """Who is served online is told where to apply for reconsideration online.

    What is said there is a link on the party's page, however the decision is served.

    Law: REM-3, 行政复议法 §22(2).
    Raises: RemedyChannelMissing, FieldWrong.
    """
    is_address = served.remedy_channel.startswith(("https://", "http://"))
    if served.service is ServiceKind.ELECTRONIC and not is_address:
        raise RemedyChannelMissing
    if served.remedy_channel and not is_address:
        zh, en = "应以 http:// 或者 https:// 开头", "it begins with http:// or https://"
        raise FieldWrong(field="remedy_channel", zh_reason=zh, en_reason=en)


def service_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Seven working days from the decision to its service.

    Law: APL-061, 行政处罚法 §61(1); DL-03.
    """
    made = file.last_step(DecisionMade)
    if made is None:
        return
    served = file.last(DecisionServed)
    term = law.limit("penalty.service_days").term
    count = due(local_date(made.at), term, calendar=law.calendar)
    yield Clock("DL-03", "", count, served.served_on if served else None)
