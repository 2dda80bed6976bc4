# SPDX-License-Identifier: Apache-2.0
"""What comes into the room from outside: clues, parties."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import Capacity, ClueSource, DisputeEnd, MediationEnd, PartyKind


@dataclass(frozen=True, slots=True)
class NewInformant:
    """Who complains or reports and gave a name (实名投诉举报人). Its repr hides who it is."""

    name: str
    contact: str

    def __repr__(self) -> str:
        return "NewInformant()"


@dataclass(frozen=True, slots=True)
class NewClue:
    """A clue as it arrives (新线索).

    :ivar reference: of what it comes from; of a report taken out of a complaint, the complaint.
    """

    source: ClueSource
    text: str
    received_on: date
    agency_id: str
    region: str = ""
    reference: str = ""
    subject_id: str = ""
    reporter: NewInformant | None = None


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party as the officers know it (当事人). Its repr hides who it is.

    :ivar identity_no: unified social credit code, citizen number, or another number with its kind.
    """

    kind: PartyKind
    name: str
    identity_no: str
    born_on: date | None = None
    capacity: Capacity = Capacity.FULL
    representative: str = ""
    address: str = ""
    phone: str = ""
    e_consent_no: str = ""
    subject_id: str = ""

    def __repr__(self) -> str:
        return f"NewParty({self.kind.value})"


@dataclass(frozen=True, slots=True)
class ClueCheck:
    """What the check of a clue found (核查情况)."""

    finding: str
    proposes_filing: bool
    officers: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True, slots=True)
class ReporterTold:
    """When and how a reporter was told of the decision on filing (告知举报人)."""

    on: date
    manner: str


@dataclass(frozen=True, slots=True)
class DisputeSettled:
    """Who has a clue after a dispute over competence (处理权限争议的解决).

    :ivar agency_id: the agency that has it from now on.
    :ivar document_no: the paper by which the common superior named it.
    """

    agency_id: str
    by: DisputeEnd
    on: date
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A complaint as it arrives (新投诉): a consumer dispute, named by whoever complains."""

    text: str
    received_on: date
    agency_id: str
    complainant: NewInformant
    region: str = ""
    reference: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintDecision:
    """Whether a complaint is accepted, and when the complainant was told (是否受理投诉)."""

    is_accepted: bool
    reason: str
    told_on: date


@dataclass(frozen=True, slots=True)
class Mediation:
    """How the mediation of a complaint ended (调解结果)."""

    end: MediationEnd
    on: date
    note: str = ""
