# SPDX-License-Identifier: Apache-2.0
"""Similar past cases (类案): same power item, decided, and how they ended."""

from dataclasses import dataclass

from mingjing.cases.models import Case
from mingjing.cases.types.codes import Outcome

_MOST = 500


@dataclass(frozen=True, slots=True)
class SimilarCases:
    """The spread of outcomes of one power item (类案分布). Units: fen.

    :ivar fines: lowest, lower quarter, middle, upper quarter, highest; empty without fines.
    """

    count: int
    outcomes: tuple[tuple[Outcome, int], ...]
    fines: tuple[int, ...]


def similar_cases(case_id: str, power_item_code: str) -> SimilarCases:
    """How other decided cases of a power item ended, the newest 500 of any agency. One query."""
    found = (
        Case.objects.filter(power_item_code=power_item_code, decided_on__isnull=False)
        .exclude(case_id=case_id)
        .order_by("-decided_on")
        .values_list("outcome", "fine_fen")[:_MOST]
    )
    rows = list(found)
    outcomes = [(one, sum(outcome == one.value for outcome, _ in rows)) for one in Outcome]
    fines = sorted(fine for _, fine in rows if fine)
    quarters = tuple(fines[round(n * (len(fines) - 1) / 4)] for n in range(5)) if fines else ()
    return SimilarCases(len(rows), tuple(one for one in outcomes if one[1]), quarters)
