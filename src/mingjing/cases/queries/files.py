# SPDX-License-Identifier: Apache-2.0
"""Reads a case as rules see it (读取案卷)."""

from collections.abc import Iterable

from mingjing.cases.models import Case, CaseStep, Party
from mingjing.cases.rules.codec import payload_from
from mingjing.cases.types.casefile import CaseFile, PartyFacts, Step
from mingjing.cases.types.codes import Capacity, PartyKind, Procedure
from mingjing.cases.types.refusals import UnknownCase


def case_row(case_id: str, *, lock: bool = False) -> Case:
    """The head of a case, with its party; locked for the act if asked.

    Raises: UnknownCase.
    """
    rows = Case.objects.select_related("party", "unlawful_act")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(case_id=case_id).first()
    if row is None:
        raise UnknownCase(case_id=case_id)
    return row


def locked_numbers(*case_ids: str) -> dict[str, str]:
    """Locks cases for an act that concerns several, in one order for all; their numbers by id."""
    rows = Case.objects.select_for_update().filter(case_id__in=case_ids).order_by("case_id")
    return dict(rows.values_list("case_id", "number"))


def step_of(row: CaseStep) -> Step:
    """A stored step."""
    payload = payload_from(row.act, row.payload)
    return Step(row.seq, row.at, row.account_id, row.officer_id, payload)


def party_facts(row: Party) -> PartyFacts:
    """What the rules need to know of a party."""
    return PartyFacts(
        kind=PartyKind(row.kind),
        born_on=row.born_on,
        capacity=Capacity(row.capacity),
        has_e_consent=bool(row.e_consent_no),
    )


def file_of(row: Case, steps: Iterable[CaseStep] | None = None) -> CaseFile:
    """The file of a case."""
    found = row.steps.order_by("seq") if steps is None else steps
    return CaseFile(
        case_id=row.case_id,
        agency_id=row.agency_id,
        region=row.region,
        procedure=Procedure(row.procedure),
        party=party_facts(row.party),
        steps=tuple(step_of(step) for step in found),
    )
