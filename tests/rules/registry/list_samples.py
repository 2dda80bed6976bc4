# SPDX-License-Identifier: Apache-2.0
"""Items of every kind of list that the tests share."""

from dataclasses import replace
from datetime import date
from typing import Any

from mingjing.registry.types import (
    ArticleRef,
    BodyKind,
    DutyDetails,
    LeniencyDetails,
    LeniencyKind,
    ListItem,
    ListKind,
    MarketClass,
    MarketDetails,
    PenaltyKind,
    PowerDetails,
    PowerKind,
    PowerSource,
    RecordedAct,
    RecordingDetails,
    RecordingMode,
    ReviewDetails,
    ReviewTrigger,
    UseLevel,
)

FOOD_124 = ArticleRef("food-safety-law", "124")
POWER = PowerDetails(
    body_kind=BodyKind.AGENCY,
    power_source=PowerSource.STATUTORY,
    penalty_kinds=(PenaltyKind.WARNING, PenaltyKind.FINE),
    fine_cap=5_000_000,
)
ITEM = ListItem(
    code="330100-02-001",
    name="对未取得食品生产经营许可从事经营的处罚",
    name_en="Penalty for trading in food without a licence",
    details=POWER,
    basis=(FOOD_124,),
    agency_id="agency_main",
    region="330100",
    level=UseLevel.PREFECTURE,
    power_kind=PowerKind.PENALTY,
    field="market",
    valid_from=date(2027, 1, 1),
)
SAMPLES: dict[ListKind, ListItem] = {
    ListKind.POWER: ITEM,
    ListKind.DUTY: replace(
        ITEM,
        code="D-1",
        power_kind=None,
        details=DutyDetails("330100-02-001", "立案、调查", "不立案的", duty_basis=(FOOD_124,)),
    ),
    ListKind.MARKET_ACCESS: replace(
        ITEM,
        code="100004",
        power_kind=None,
        details=MarketDetails("4", MarketClass.PERMITTED, "未获得许可，不得从事", "市场监管总局"),
    ),
    ListKind.LENIENCY: replace(
        ITEM,
        code="L-1",
        power_kind=None,
        details=LeniencyDetails("330100-02-001", LeniencyKind.FIRST, "首次违法且危害后果轻微"),
    ),
    ListKind.LEGAL_REVIEW: replace(
        ITEM,
        code="R-1",
        power_kind=None,
        details=ReviewDetails(ReviewTrigger.MAJOR_RIGHTS, fine_citizen=1_000_000),
    ),
    ListKind.RECORDING: replace(
        ITEM,
        code="V-1",
        power_kind=None,
        details=RecordingDetails(RecordedAct.HEARING, RecordingMode.WHOLE, "听证室"),
    ),
}


def power(item: ListItem = ITEM, /, **changes: Any) -> ListItem:
    """The power item with other details."""
    return replace(item, details=replace(POWER, **changes))
