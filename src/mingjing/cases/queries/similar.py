# SPDX-License-Identifier: Apache-2.0
"""Similar past cases (类案): same power item, decided, and how they ended."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.models import Case
from mingjing.cases.rules.spread import quarters
from mingjing.cases.types.codes import Outcome

_MOST, _LATEST = 500, 5


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """One similar past case (类案), without its party."""

    case_id: str
    number: str
    decided_on: date
    outcome: Outcome
    fine_fen: int


@dataclass(frozen=True, slots=True)
class SimilarCases:
    """The spread of outcomes of one power item (类案分布). Units: fen.

    :ivar fines: lowest, lower quarter, middle, upper quarter, highest; empty without fines.
    :ivar latest: the last ones decided.
    """

    count: int
    outcomes: tuple[tuple[Outcome, int], ...]
    fines: tuple[int, ...]
    latest: tuple[SimilarCase, ...] = ()


def similar_cases(case_id: str, power_item_code: str) -> SimilarCases:
    """How other decided cases of a power item ended, the newest 500 of any agency. Two queries."""
    found = (
        Case.objects.filter(power_item_code=power_item_code, decided_on__isnull=False)
        .exclude(case_id=case_id)
        .order_by("-decided_on")
    )
    rows = list(found.values_list("outcome", "fine_fen")[:_MOST])
    columns = ("case_id", "number", "decided_on", "outcome", "fine_fen")
    latest = tuple(
        SimilarCase(found_id, number, on, Outcome(outcome), fen)
        for found_id, number, on, outcome, fen in found.values_list(*columns)[:_LATEST]
        if on
    )
    outcomes = [(one, sum(outcome == one.value for outcome, _ in rows)) for one in Outcome]
    spread = quarters(fine for _, fine in rows)
    return SimilarCases(len(rows), tuple(one for one in outcomes if one[1]), spread, latest)
