# SPDX-License-Identifier: Apache-2.0
"""Which cases and visits have recordings that the law seals (封存的录像)."""

from collections.abc import Collection

from mingjing.cases.models import Case, Clue
from mingjing.cases.rules.sealed import is_sealed
from mingjing.cases.types.codes import ClueSource


def sealed_cases(case_ids: Collection[str]) -> frozenset[str]:
    """Of these cases those of a field whose records are sealed. One query."""
    rows = Case.objects.filter(case_id__in=case_ids).values_list("case_id", "field")
    return frozenset(case_id for case_id, field in rows if is_sealed(field))


def sealed_visits(task_ids: Collection[str]) -> frozenset[str]:
    """The same of visits that a case came from: what was recorded there is of its file."""
    clues = dict(
        Clue.objects.filter(source=ClueSource.INSPECTION.value, reference__in=task_ids).values_list(
            "clue_id", "reference"
        )
    )
    rows = Case.objects.filter(clue_id__in=clues).values_list("clue_id", "field")
    return frozenset(clues[clue_id] for clue_id, field in rows if is_sealed(field))
