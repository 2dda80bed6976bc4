# SPDX-License-Identifier: Apache-2.0
"""More open cases than the workbench has room for are all behind one link."""

from datetime import datetime

import pytest
from django.urls import reverse
from tests.rooms.cases.bureau import PERSON, SHOP, Bureau, a_case
from tests.rooms.cases.test_cases_pages import CLOCK, page, sign_in

from mingjing.cases.types.named import Named
from mingjing.cases.types.refusals.course import ObjectUnknown


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    moment: datetime = CLOCK
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: moment)


def test_all_of_ones_own_open_cases(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = [a_case(bureau, one, distinct_reason="另一行为") for one in (PERSON, SHOP)]
    address = reverse("cases-list") + "?own=1"
    officer = sign_in(bureau, "officer", bureau.officers[0])
    assert address not in page(officer, "cases-workbench")
    monkeypatch.setattr("mingjing.cases.web.cases._LINES", 1)
    assert address in page(officer, "cases-workbench")
    shown = page(officer, "cases-list", own="1")
    assert all(reverse("cases-case", args=[one]) in shown for one in mine)
    assert "Open ones of mine only" in shown


def test_what_a_file_lacks_is_said_by_its_name() -> None:
    lacking = ObjectUnknown(what=Named("change", "决定的变更", "change of the decision"))
    assert "决定的变更" in lacking.message("zh")
    assert "change of the decision" in lacking.message("en")
