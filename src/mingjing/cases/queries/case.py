# SPDX-License-Identifier: Apache-2.0
"""One case in full, as its page shows it."""

from collections.abc import Sequence
from datetime import date

from mingjing.cases.models import Case, CaseStep, StepDraft
from mingjing.cases.queries.files import case_row, file_of, step_of
from mingjing.cases.queries.lists import case_line, clock_view
from mingjing.cases.queries.people import people_behind
from mingjing.cases.rules.codec import from_json
from mingjing.cases.types.casefile import CaseFile, LenientItem, Ranged
from mingjing.cases.types.codes import Acting, Outcome, PartyKind
from mingjing.cases.types.views import CaseView, StepView
from mingjing.registry.types import AccountView, LawTime

_SHOWN = 4


def case(case_id: str, today: date) -> CaseView:
    """A case with its steps and clocks. Six queries.

    Raises: UnknownCase.
    """
    row = case_row(case_id)
    steps = steps_of(row)
    return case_of(row, steps, file_of(row, steps), today)


def steps_of(row: Case) -> list[CaseStep]:
    """The stored steps of a case, in order: its page reads them once, for view and file."""
    return list(row.steps.order_by("seq"))


def case_of(row: Case, steps: Sequence[CaseStep], file: CaseFile, today: date) -> CaseView:
    """As `case`, for a head, steps and file that were read already. Two queries."""
    people = people_behind(row, file.steps, today)
    return CaseView(
        line=case_line(row, today),
        region=row.region,
        power_item_code=row.power_item_code,
        clue_id=row.clue_id,
        subject_id=row.subject_id,
        party_kind=PartyKind(row.party.kind),
        party_no_masked=masked(row.party.identity_no),
        officers=tuple(sorted(file.officers)),
        version=row.version,
        steps=tuple(_step(step, people) for step in steps),
        clocks=tuple(clock_view(one, today) for one in row.clocks.order_by("due_on")),
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_on=row.decided_on,
        closed_on=row.closed_on,
    )


def masked(number: str) -> str:
    """A number with its middle hidden."""
    hidden = max(0, len(number) - 2 * _SHOWN)
    return number[:_SHOWN] + "*" * hidden + number[len(number) - _SHOWN :] if hidden else "****"


def draft_of(row: Case, account_id: str, act: str) -> dict[str, object]:
    """What a person has typed so far for a step; empty when nothing is kept."""
    found = StepDraft.objects.filter(case=row, account_id=account_id, act=act).first()
    return dict(found.values) if found else {}


def _step(row: CaseStep, people: dict[str, AccountView | Acting]) -> StepView:
    step, around = step_of(row), row.receipt.get("around", {})
    return StepView(
        seq=row.seq,
        kind=type(step.payload),
        at=row.at,
        who=people[row.account_id],
        payload=step.payload,
        rules=tuple(row.receipt.get("rules", ())),
        limits=tuple(row.receipt.get("limits", ())),
        digest=row.digest,
        leniency=tuple(from_json(LenientItem, one) for one in around.get("leniency", ())),
        ranged=from_json(Ranged, around["ranged"]) if around.get("ranged") else None,
        law_time=LawTime(around["law_time"]) if around.get("law_time") else None,
    )
