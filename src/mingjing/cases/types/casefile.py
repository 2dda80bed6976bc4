# SPDX-License-Identifier: Apache-2.0
"""The file of a case (案卷) as rules see it: its steps, its party, what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar, cast

from mingjing.cases.types.codes import Capacity, PartyKind, PrivateKind, Procedure
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    Filed,
    OfficersChanged,
    Payload,
    RecusalDecided,
)
from mingjing.evidence.types import SceneRecording
from mingjing.kernel.clock import BEIJING
from mingjing.registry.types import InstrumentLevel, LeniencyKind, PenaltyKind, RecordedAct

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was taken (案件步骤): who, when, what."""

    seq: int
    at: datetime
    account_id: str
    officer_id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What the rules need to know of the party (当事人); no name, no number."""

    kind: PartyKind
    born_on: date | None = None
    capacity: Capacity = Capacity.FULL
    has_e_consent: bool = False

    @property
    def is_citizen(self) -> bool:
        """Whether the limits of citizens apply; an individual business counts as one."""
        return self.kind is not PartyKind.ORGANISATION


@dataclass(frozen=True, slots=True)
class OtherAct:
    """Another act of the same party, at this or another agency (当事人的其他违法行为).

    :ivar is_decided: its case is decided and takes no more evidence.
    :ivar is_joined: its case was joined to another, which has the act now.
    """

    act_id: str
    case_id: str
    agency_id: str
    happened_from: date
    happened_to: date
    is_open: bool
    is_fined: bool
    power_item_code: str = ""
    number: str = ""
    is_decided: bool = False
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Power:
    """The power item as it was in force (权责事项), with what its penalties may be.

    :ivar field: the field of enforcement that it belongs to; empty in older receipts.
    """

    item_code: str
    name: str
    basis: tuple[str, ...]
    penalty_kinds: tuple[PenaltyKind, ...]
    fine_cap_fen: int | None
    list_digest: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Ranged:
    """What the benchmark says for the facts (裁量基准结果).

    :ivar row_no: the row that matched, 0 when none did.
    """

    benchmark_id: str
    version: int
    digest: str
    row_no: int
    tier: str
    low_fen: int | None
    high_fen: int | None
    article: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the case that was made and numbered (已制作文书), as gates see it.

    :ivar seq: the step that it is of; 0 while it waits for the step that hands it over.
    :ivar signed: how many officers have signed it.
    :ivar says_this: it waits, and says word for word what the step would hand over.
    :ivar document_id: which document it is.
    :ivar made_on: the day on which it was made; older receipts do not say it.
    """

    form: str
    seq: int = 0
    signed: int = 0
    says_this: bool = False
    document_id: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class LenientItem:
    """An item of the leniency list in force (清单情形), with the version of the list it is of."""

    code: str
    name: str
    kind: LeniencyKind
    list_version_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Facts from outside the file that a gate may need (案外事实), kept with the step.

    :ivar certified: officers whose certificate is in force on the day of the step.
    :ivar held: marks of the step's things that are held already, in any case of the party.
    :ivar is_region_own: the place of the act lies where the agency has power.
    :ivar ranged: what the benchmark that applies says; `ranged_other` the one of the other day.
    :ivar law_time: whether the benchmark of the act or of the decision applies (art. 37).
    :ivar coercion: the coercion item in force that a measure or an execution names.
    :ivar must_record: acts that the agency's list, or their nature, wants on video.
    :ivar private: kinds of private data that a text for the public would show.
    :ivar unknown_provisions: what the step cites that no register of law has.
    :ivar basis_level: how high the instrument stands that a measure or an execution cites.
    :ivar grounds: provisions that a penalty for the item can rest on, of the power item and its
        benchmark; None where nobody asked, as in older receipts.
    :ivar papers: documents of the case, for steps that serve one or close the file.
    :ivar recordings: recordings of the case and of its visit, for steps that need them.
    :ivar leniency: items of the published leniency list in force that the step must answer.
    """

    certified: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    others: tuple[OtherAct, ...] = ()
    power: Power | None = None
    coercion: Power | None = None
    ranged: Ranged | None = None
    ranged_other: Ranged | None = None
    law_time: str = ""
    is_region_own: bool = True
    has_reviewed_before: bool = True
    must_record: tuple[RecordedAct, ...] = ()
    private: tuple[PrivateKind, ...] = ()
    basis_level: InstrumentLevel | None = None
    unknown_provisions: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    leniency: tuple[LenientItem, ...] = ()
    grounds: tuple[str, ...] | None = None
    recordings: tuple[SceneRecording, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as its steps tell it (案卷). Everything else is derived from it.

    The gates of one page ask for kinds of steps some hundred times: they are sorted once.
    """

    case_id: str
    agency_id: str
    region: str
    procedure: Procedure
    party: PartyFacts
    steps: tuple[Step, ...] = field(default=())
    _by_kind: dict[type, list[Step]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_kind: dict[type, list[Step]] = {}
        for step in self.steps:
            by_kind.setdefault(type(step.payload), []).append(step)
        object.__setattr__(self, "_by_kind", by_kind)

    def each(self, kind: type[P]) -> Iterator[tuple[Step, P]]:
        """Steps of one kind with what they say, in order."""
        for step in self._by_kind.get(kind, ()):
            yield step, cast(P, step.payload)

    def all(self, kind: type[P]) -> tuple[P, ...]:
        """What all steps of one kind say, in order."""
        return tuple(payload for _, payload in self.each(kind))

    def last(self, kind: type[P]) -> P | None:
        """What the last step of one kind says."""
        found = self._by_kind.get(kind)
        return cast(P, found[-1].payload) if found else None

    def last_step(self, *kinds: type[Payload]) -> Step | None:
        """The last step of any of the kinds."""
        found = [self._by_kind[kind][-1] for kind in kinds if kind in self._by_kind]
        return max(found, key=lambda step: step.seq) if found else None

    def has(self, *kinds: type[Payload]) -> bool:
        """Whether a step of any of the kinds was taken."""
        return any(kind in self._by_kind for kind in kinds)

    def is_since(self, kind: type[Payload], *since: type[Payload]) -> bool:
        """Whether a step of a kind was taken after the last of the others (or at all)."""
        step, mark = self.last_step(kind), self.last_step(*since)
        return step is not None and (mark is None or step.seq > mark.seq)

    @property
    def filed(self) -> Filed:
        """The filing. Raises: LookupError for a file without one (on-the-spot decisions)."""
        found = self.last(Filed)
        if found is None:
            raise LookupError(self.case_id)
        return found

    @property
    def opening(self) -> Filed | DecidedOnTheSpot | None:
        """What opened the case, in either procedure: its act, its place, its first officers."""
        return self.last(Filed) or self.last(DecidedOnTheSpot)

    @property
    def officers(self) -> tuple[str, ...]:
        """The officers who handle the case now, those who recused left out."""
        named = self.last(OfficersChanged) or self.opening
        gone = {r.officer_id for r in self.all(RecusalDecided) if r.is_granted}
        return tuple(one for one in (named.officers if named else ()) if one not in gone)

    def officers_on(self, day: date) -> frozenset[str]:
        """The officers who handled the case at any time of a day, by the changes on record."""
        found = set(self.opening.officers if self.opening else ())
        for step in self.steps:
            changed, on = step.payload, step.at.astimezone(BEIJING).date()
            if on > day:
                break
            if isinstance(changed, OfficersChanged):
                found = set(changed.officers) | (found if on == day else set())
            elif isinstance(changed, RecusalDecided) and changed.is_granted and on < day:
                found.discard(changed.officer_id)
        return frozenset(found)

    @property
    def investigators(self) -> frozenset[str]:
        """Everyone who ever handled the case as an officer."""
        named = (self.opening, *self.all(OfficersChanged))
        return frozenset(officer for one in named if one for officer in one.officers)

    def before(self, seq: int) -> "CaseFile":
        """The file as it was before a step."""
        steps = tuple(step for step in self.steps if step.seq < seq)
        return CaseFile(
            self.case_id, self.agency_id, self.region, self.procedure, self.party, steps
        )

    def with_step(self, step: Step) -> "CaseFile":
        """The file with one more step."""
        return CaseFile(
            self.case_id,
            self.agency_id,
            self.region,
            self.procedure,
            self.party,
            (*self.steps, step),
        )
