# SPDX-License-Identifier: Apache-2.0
"""Which facts from outside the file a step needs (案外事实), read for the act and for the pages."""

from mingjing.cases.models import Case
from mingjing.cases.queries import around
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.papers import papers_for
from mingjing.cases.queries.ranges import Ranges, benchmark_provisions, ranges_for
from mingjing.cases.queries.recordings import recordings_of
from mingjing.cases.rules.basis import provisions_of
from mingjing.cases.rules.publication import private_in
from mingjing.cases.rules.recording import recordable
from mingjing.cases.types.casefile import CaseFile, LenientItem, OtherAct, Power, Surroundings
from mingjing.cases.types.codes import Outcome, PartyKind, PrivateKind
from mingjing.cases.types.steps import (
    Archived,
    DecidedOnTheSpot,
    DecisionPublished,
    EvidenceAdded,
    ExecutionDecided,
    Filed,
    Joined,
    LegallyReviewed,
    MeasureTaken,
    Payload,
    PreservationOrdered,
    Proposal,
    PublicationWithdrawn,
)
from mingjing.evidence.types import SceneRecording
from mingjing.kernel.regions import covers
from mingjing.registry.public import agency, must_record
from mingjing.registry.types import Actor, InstrumentLevel, PowerKind, RecordedAct

_ENDS = (Outcome.PENALTY, Outcome.NO_PENALTY)


def surroundings_of(
    row: Case, file: CaseFile, payload: Payload | None, *, law: LawOn, actor: Actor
) -> Surroundings:
    """What stands around a case when a step is taken; without a payload, when steps are listed.

    A fact is read only for the steps whose gates look at it.
    """
    power, ranges = _powers(row, payload, law)
    must = _must_record(row, file, payload)
    return Surroundings(
        certified=around.certified(row.agency_id, law.today) if _names_officers(payload) else (),
        held=_held(row, payload),
        others=_others(row, payload),
        power=power,
        ranged=ranges.applied,
        ranged_other=ranges.other,
        law_time=ranges.law_time,
        is_region_own=_is_region_own(row, payload),
        has_reviewed_before=not isinstance(payload, LegallyReviewed)
        or around.has_reviewed_before(actor.account_id),
        coercion=_coercion(row, payload, law),
        must_record=must,
        recordings=_recordings(row, payload, is_needed=bool(must)),
        private=_private(row, payload),
        basis_level=_basis_level(payload),
        unknown_provisions=_unknown_provisions(row, payload, law),
        papers=papers_for(row, file, payload, law=law, actor=actor),
        leniency=_leniency(row, payload, law),
        grounds=_grounds(row, payload, power, law=law),
    )


def _must_record(row: Case, file: CaseFile, payload: Payload | None) -> tuple[RecordedAct, ...]:
    """Acts of the file that had to be on video on their day; asked when it is archived."""
    if not isinstance(payload, Archived):
        return ()
    asked = {(one.act, one.on) for one in recordable(file)}
    found = {act for act, on in asked if must_record(act, on, row.agency_id)}
    return tuple(one for one in RecordedAct if one in found)


def _recordings(
    row: Case, payload: Payload | None, *, is_needed: bool
) -> tuple[SceneRecording, ...]:
    """Recordings of the case; asked when one becomes evidence, or when acts must have theirs."""
    if is_needed or (isinstance(payload, EvidenceAdded) and payload.recordings):
        return recordings_of(row)
    return ()


def _private(row: Case, payload: Payload | None) -> tuple[PrivateKind, ...]:
    """What a text for the public would show of people; asked when it is published or withdrawn."""
    if isinstance(payload, DecisionPublished):
        text = payload.public_summary
    elif isinstance(payload, PublicationWithdrawn):
        text = payload.reason
    else:
        return ()
    party = row.party
    is_citizen = party.kind == PartyKind.CITIZEN.value
    known = {
        PrivateKind.NAME: party.name if is_citizen else party.representative,
        PrivateKind.IDENTITY: party.identity_no if is_citizen else "",
        PrivateKind.PHONE: party.phone,
        PrivateKind.ADDRESS: party.address if is_citizen else "",
    }
    return private_in(text, known)


def _names_officers(payload: Payload | None) -> bool:
    """Whether the step names officers, whose certificates count."""
    return payload is None or hasattr(payload, "officers") or hasattr(payload, "team")


def _others(row: Case, payload: Payload | None) -> tuple[OtherAct, ...]:
    """Other acts of the party, for steps that file, join, or propose something."""
    is_asked = payload is None or isinstance(payload, Filed | Joined)
    if not (is_asked or hasattr(payload, "proposal")):
        return ()
    return around.other_acts(row.party.identity_key, row.case_id)


def _powers(row: Case, payload: Payload | None, law: LawOn) -> tuple[Power | None, Ranges]:
    """The power item and the benchmark, for steps that file a case or propose a penalty."""
    proposal = getattr(payload, "proposal", None)
    is_penalty = isinstance(proposal, Proposal) and proposal.outcome is Outcome.PENALTY
    if not (is_penalty or payload is None or isinstance(payload, Filed)):
        return None, Ranges()
    code, region = row.power_item_code, row.region
    power = around.power_on(code, law.today, agency_id=row.agency_id, region=region)
    if not isinstance(proposal, Proposal) or not is_penalty:
        return power, Ranges()
    act_on = row.unlawful_act.happened_to
    return power, ranges_for(code, proposal, act_on=act_on, decide_on=law.today, region=region)


def _unknown_provisions(row: Case, payload: Payload | None, law: LawOn) -> tuple[str, ...]:
    """What the step cites and neither the register of law nor its power item has."""
    unknown = around.unknown_provisions(provisions_of(payload))
    if not unknown:
        return ()
    power = around.power_on(
        row.power_item_code, law.today, agency_id=row.agency_id, region=row.region
    )
    return tuple(one for one in unknown if power is None or one not in power.basis)


def _grounds(
    row: Case, payload: Payload | None, power: Power | None, *, law: LawOn
) -> tuple[str, ...] | None:
    """What a penalty for the item can rest on; for steps that cite provisions."""
    if power is None or not provisions_of(payload):
        return None
    act_on, region = row.unlawful_act.happened_to, row.region
    more = benchmark_provisions(row.power_item_code, {act_on, law.today}, region)
    return tuple(dict.fromkeys((*power.basis, *more)))


def _is_region_own(row: Case, payload: Payload | None) -> bool:
    """Whether the act happened where the agency has power; asked when a case is opened."""
    if not isinstance(payload, Filed | DecidedOnTheSpot):
        return True
    return not payload.place_region or covers(agency(row.agency_id).region, payload.place_region)


def _held(row: Case, payload: Payload | None) -> tuple[str, ...]:
    if isinstance(payload, MeasureTaken | PreservationOrdered):
        marks = tuple(item.mark for item in payload.items)
        return around.held_marks(row.party.identity_key, marks)
    return ()


def _coercion(row: Case, payload: Payload | None, law: LawOn) -> Power | None:
    if not isinstance(payload, MeasureTaken | ExecutionDecided) or not payload.power_item_code:
        return None
    return around.power_on(
        payload.power_item_code,
        law.today,
        agency_id=row.agency_id,
        region=row.region,
        kind=PowerKind.COERCION,
    )


def _leniency(row: Case, payload: Payload | None, law: LawOn) -> tuple[LenientItem, ...]:
    """What the leniency list says of the matter; for proposals of an end, and for measures."""
    proposal = getattr(payload, "proposal", None)
    ends = isinstance(proposal, Proposal) and proposal.outcome in _ENDS
    if not (ends or isinstance(payload, MeasureTaken)):
        return ()
    return around.lenient_items(row.power_item_code, law.today, row.region)


def _basis_level(payload: Payload | None) -> InstrumentLevel | None:
    if isinstance(payload, MeasureTaken):
        return around.level_of(payload.basis)
    if isinstance(payload, ExecutionDecided):
        return around.level_of(payload.power_basis)
    return None
