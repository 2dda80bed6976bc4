# SPDX-License-Identifier: Apache-2.0
"""What is lawful now, what is not, and why (下一步)."""

from datetime import datetime

from mingjing.cases.models import Case
from mingjing.cases.queries.around import person_of
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.naming import name_codes
from mingjing.cases.queries.surroundings import surroundings_of
from mingjing.cases.rules.course import StepRule, demand_ready
from mingjing.cases.rules.foreseen import demand_foreseen
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.table import step_rules
from mingjing.cases.rules.table.order import offered
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.documents import PaperMissing
from mingjing.cases.types.views import NextStep
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import may
from mingjing.registry.types import Actor, Thing


def next_steps(case_id: str, *, actor: Actor, now: datetime) -> tuple[NextStep, ...]:
    """Every step of the table, what the case wants next first, with what stands against it.

    Raises: UnknownCase.
    """
    row = case_row(case_id)
    law = LawOn(now, row.region, row.field)
    return steps_for(row, file_of(row), actor=actor, law=law)


def steps_for(row: Case, file: CaseFile, *, actor: Actor, law: LawOn) -> tuple[NextStep, ...]:
    """As `next_steps`, for a case and a law that were read already."""
    around = surroundings_of(row, file, None, law=law, actor=actor)
    situation = Situation(file, law, person_of(actor), around)
    thing, rules = Thing(row.agency_id, row.region), step_rules()
    allowed = {one: may(actor, one, thing).allowed for one in {r.action for r in rules.values()}}
    return tuple(
        NextStep(
            kind=kind,
            action=rules[kind].action,
            is_permitted=allowed[rules[kind].action],
            refusal=_refusal(rules[kind], situation),
        )
        for kind in offered(file)
        if kind in rules
    )


def _refusal(rule: StepRule, situation: Situation) -> PlatformError | None:
    """Why not now. A paper that is missing comes last: what must wait needs none yet."""
    missing: PaperMissing | None = None
    try:
        try:
            demand_ready(rule, situation)
        except PaperMissing as refusal:
            missing = refusal
        demand_foreseen(rule.kind, situation)
    except PlatformError as refusal:
        name_codes(refusal)
        return refusal
    return missing
