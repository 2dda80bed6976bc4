# SPDX-License-Identifier: Apache-2.0
"""Steps of filing (立案): the file opened, its people, its jurisdiction, its halts."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import ClosingGround, JurisdictionGround
from mingjing.cases.types.steps.base import Payload


@dataclass(frozen=True, slots=True)
class Filed(Payload):
    """Filing (立案), 行政处罚法 art. 54.

    :ivar happened_to: day on which the act or, for continuing acts, the last of them ended.
    :ivar is_safety: life, health or financial safety of citizens is concerned (art. 36).
    :ivar act_id: the unlawful act, one per act and party whatever the number of cases (art. 29).
    :ivar distinct_reason: why this is another act than those of the party at the same time.
    """

    act, zh, en = "case.filed", "立案", "Filed"

    clue_id: str
    power_item_code: str
    summary: str
    happened_from: date
    happened_to: date
    discovered_on: date
    place: str
    place_region: str
    officers: tuple[str, ...]
    basis: tuple[str, ...]
    act_id: str = ""
    is_safety: bool = False
    has_harm: bool = False
    jurisdiction: JurisdictionGround = JurisdictionGround.PLACE
    designation_no: str = ""
    distinct_reason: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class OfficersChanged(Payload):
    """Other officers handle the case (更换办案人员)."""

    act, zh, en = "case.officers_changed", "更换办案人员", "Officers changed"

    officers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RecusalAsked(Payload):
    """Somebody asks that an officer recuses (申请回避), 行政处罚法 art. 43."""

    act, zh, en = "case.recusal_asked", "申请回避", "Recusal asked for"

    officer_id: str
    asked_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecusalDecided(Payload):
    """The head decides on a recusal (回避决定), 行政处罚法 art. 43."""

    act, zh, en = "case.recusal_decided", "回避决定", "Recusal decided"

    officer_id: str
    is_granted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class JurisdictionDesignated(Payload):
    """A common superior designates an agency (指定管辖), 行政处罚法 art. 25."""

    act, zh, en = "case.jurisdiction_designated", "指定管辖", "Jurisdiction designated"

    document_no: str
    by: str
    agency_id: str


@dataclass(frozen=True, slots=True)
class TermExtended(Payload):
    """The term for the decision is extended (延长办案期限), 行政处罚法 art. 60."""

    act, zh, en = "case.term_extended", "延长办案期限", "Term extended"

    days: int
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Suspended(Payload):
    """The case stands still (中止调查)."""

    act, zh, en = "case.suspended", "中止调查", "Suspended"

    reason: str
    basis: str
    from_on: date


@dataclass(frozen=True, slots=True)
class Resumed(Payload):
    """The case goes on (恢复调查)."""

    act, zh, en = "case.resumed", "恢复调查", "Resumed"

    on: date


@dataclass(frozen=True, slots=True)
class Joined(Payload):
    """The case is joined to another (并案), the lead case, which has its act from then on.

    :ivar to_number: the lead case's number; the act fills it in.
    """

    act, zh, en = "case.joined", "并案", "Joined"

    to_case_id: str
    reason: str
    to_number: str = ""


@dataclass(frozen=True, slots=True)
class Closed(Payload):
    """The case is closed (结案).

    :ivar education: what the party was taught where no penalty is given (art. 33).
    """

    act, zh, en = "case.closed", "结案", "Closed"

    ground: ClosingGround
    summary: str
    education: str = ""


@dataclass(frozen=True, slots=True)
class Archived(Payload):
    """The file is archived (归档), 行政处罚法 art. 47.

    :ivar volume_no: number of the file in the archive.
    :ivar unrecorded_reason: why an act that must be recorded has no recording.
    """

    act, zh, en = "case.archived", "归档", "Archived"

    volume_no: str
    retention_years: int
    remarks: str = ""
    unrecorded_reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockLapsed(Payload):
    """A term ran out and the law's effect was carried out (期限届满自动处理)."""

    act, zh, en = "case.clock_lapsed", "期限届满自动处理", "Term ran out, effect carried out"

    deadline_id: str
    about: str
    effect: str
    due_on: date
