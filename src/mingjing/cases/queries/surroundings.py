# SPDX-License-Identifier: Apache-2.0
"""Which facts from outside the file a step needs (案外事实), read for the act and for the pages."""

from mingjing.cases.models import Case
from mingjing.cases.queries import around
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.ranges import Ranges, ranges_for
from mingjing.cases.types.casefile import CaseFile, Power, Surroundings
from mingjing.cases.types.codes import Outcome
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    ExecutionDecided,
    Filed,
    LegallyReviewed,
    MeasureTaken,
    Payload,
    PreservationOrdered,
    Proposal,
)
from mingjing.kernel.regions import covers
from mingjing.registry.public import agency
from mingjing.registry.types import Actor, InstrumentLevel, PowerKind


def surroundings_of(
    row: Case, file: CaseFile, payload: Payload | None, *, law: LawOn, actor: Actor
) -> Surroundings:
    """What stands around a case when a step is taken; without a payload, when steps are listed."""
    place = row.unlawful_act.place_region
    if isinstance(payload, Filed | DecidedOnTheSpot):
        place = payload.place_region
    region = agency(row.agency_id).region
    proposal = getattr(payload, "proposal", None)
    ranges = Ranges()
    if isinstance(proposal, Proposal) and proposal.outcome is Outcome.PENALTY:
        ranges = ranges_for(
            row.power_item_code,
            proposal,
            act_on=row.unlawful_act.happened_to,
            decide_on=law.today,
            region=row.region,
        )
    return Surroundings(
        certified=around.certified(row.agency_id, law.today),
        held=_held(row, payload),
        others=around.other_acts(row.party.identity_key, row.case_id),
        power=around.power_on(
            row.power_item_code, law.today, agency_id=row.agency_id, region=row.region
        ),
        ranged=ranges.applied,
        ranged_other=ranges.other,
        law_time=ranges.law_time,
        is_region_own=not place or covers(region, place),
        has_reviewed_before=not isinstance(payload, LegallyReviewed)
        or around.has_reviewed_before(actor.account_id),
        coercion=_coercion(row, payload, law),
        basis_level=_basis_level(payload),
    )


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


def _basis_level(payload: Payload | None) -> InstrumentLevel | None:
    if isinstance(payload, MeasureTaken):
        return around.level_of(payload.basis)
    if isinstance(payload, ExecutionDecided):
        return around.level_of(payload.power_basis)
    return None
