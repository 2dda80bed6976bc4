# SPDX-License-Identifier: Apache-2.0
"""The public page of penalties: agency, filing basis, procedure and remedies, for anybody."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.pages import PageClient
from tests.rooms.registry.conftest import FIRST, City, Publish
from tests.rules.registry.list_samples import ITEM

from mingjing.registry.public import draft_list
from mingjing.registry.types import PowerKind

pytestmark = [pytest.mark.django_db, pytest.mark.law("APL-039")]
URL = "/registry/penalties/"
PLAIN = replace(ITEM, agency_id="", region="", valid_from=None)


def page(language: str = "zh-hans", **query: str) -> str:
    answer = PageClient(headers={"accept-language": language}).get(URL, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_anybody_sees_agency_basis_procedure_and_remedies(city: City, publish: Publish) -> None:
    publish()
    shown = page(on=FIRST.isoformat(), agency=city.market)
    for part in ("市场监督管理局", ITEM.name, "《食品安全法》第一百二十四条", "警告; 罚款"):
        assert part in shown
    for part in ("立案依据", "APL-054", "简易程序", "普通程序", "听证", "APL-057"):
        assert part in shown
    for part in ("救济渠道", "REM-1", "REM-2", "行政复议法 §20"):
        assert part in shown
    assert "Agencies that may punish" in page("en", on=FIRST.isoformat())


def test_what_is_not_published_or_not_in_force_is_not_shown(
    city: City, publish: Publish, now: datetime
) -> None:
    draft_list(actor=city.drafter, now=now, draft=city.draft())
    assert ITEM.name not in page(on=FIRST.isoformat(), agency=city.market)
    publish()
    before = FIRST - timedelta(days=1)
    shown = page(on=before.isoformat(), agency=city.market)
    assert ITEM.name not in shown
    assert "当日没有处罚实施机关" in shown


def test_only_penalties_are_shown(city: City, publish: Publish) -> None:
    other = replace(PLAIN, code="330100-06-001", name="日常检查", power_kind=PowerKind.INSPECTION)
    publish(city.draft(PLAIN, other))
    shown = page(on=date(2027, 3, 1).isoformat(), agency=city.market)
    assert ITEM.name in shown
    assert "日常检查" not in shown
