# SPDX-License-Identifier: Apache-2.0
"""How long recordings of a case are kept (案卷保管期限): as long as the file of the case."""

from collections.abc import Collection

from mingjing.cases.models import Case, CaseStep, Clue
from mingjing.cases.types.codes import ClueSource
from mingjing.cases.types.steps import Archived
from mingjing.evidence.types import KeptUntil
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import add_months

_OPEN = KeptUntil(None, "所属案件尚未归档", "The case it belongs to is not archived")
_MONTHS_IN_YEAR = 12


def terms_of_cases(case_ids: Collection[str]) -> dict[str, KeptUntil]:
    """Until the term of each case's file ends; without end while it is not archived. Two queries.

    Law: APL-047, 行政处罚法 §47 (records of the whole process are archived).
    """
    known = Case.objects.filter(case_id__in=case_ids).values_list("case_id", flat=True)
    found = dict.fromkeys(known, _OPEN)
    steps = CaseStep.objects.filter(act=Archived.act, case_id__in=case_ids).order_by("seq")
    for row in steps:
        years = int(row.payload["retention_years"])
        until = add_months(local_date(row.at), _MONTHS_IN_YEAR * years)
        found[row.case_id] = KeptUntil(
            until, f"案卷保管期限，{years} 年", f"Term of the case's file: {years} years"
        )
    return found


def terms_of_visits(task_ids: Collection[str]) -> dict[str, KeptUntil]:
    """The same for visits that a case came from: what was recorded there is of its file.

    Four queries.
    """
    clues = dict(
        Clue.objects.filter(source=ClueSource.INSPECTION.value, reference__in=task_ids).values_list(
            "clue_id", "reference"
        )
    )
    cases = dict(Case.objects.filter(clue_id__in=clues).values_list("case_id", "clue_id"))
    terms = terms_of_cases(list(cases))
    found: dict[str, KeptUntil] = {}
    for case_id, term in terms.items():
        task_id = clues[cases[case_id]]
        other = found.get(task_id)
        if other is None or _is_longer(term, other):
            found[task_id] = term
    return found


def _is_longer(one: KeptUntil, other: KeptUntil) -> bool:
    if other.until is None:
        return False
    return one.until is None or one.until > other.until
