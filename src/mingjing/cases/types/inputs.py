# SPDX-License-Identifier: Apache-2.0
"""What comes into the room from outside: clues, parties."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import Capacity, ClueSource, PartyKind


@dataclass(frozen=True, slots=True)
class NewClue:
    """A clue as it arrives (新线索)."""

    source: ClueSource
    text: str
    received_on: date
    agency_id: str
    region: str = ""
    reference: str = ""
    subject_id: str = ""
    is_named_reporter: bool = False


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
