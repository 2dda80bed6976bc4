# SPDX-License-Identifier: Apache-2.0
"""A step that the law stops: its refusal names rule and article, and the case stays as it was."""

from collections.abc import Callable

import pytest

from mingjing.cases.models import Case, CaseClock, CaseStep
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import entry_for


def state_of(case_id: str) -> tuple[object, ...]:
    """Everything that a step would change."""
    head = Case.objects.values_list("version", "stage", "is_open", "due_on").get(case_id=case_id)
    clocks = CaseClock.objects.filter(case_id=case_id)
    return (
        head,
        list(CaseStep.objects.filter(case_id=case_id).values_list("seq", "digest").order_by("seq")),
        sorted(clocks.values_list("deadline_id", "about", "due_on", "state")),
        [entry.digest for entry in entry_for("case", case_id, limit=500)],
    )


def stopped(
    case_id: str, act: Callable[[], object], by: type[PlatformError], *, rule: str, article: str
) -> None:
    """The act is refused by that rule and article, says the way out, and changed nothing."""
    before = state_of(case_id)
    with pytest.raises(by) as told:
        act()
    refusal = told.value
    assert type(refusal) is by
    assert (refusal.rule, article in refusal.article) == (rule, True)
    assert refusal.remedy("zh")
    assert refusal.remedy("en")
    assert state_of(case_id) == before
