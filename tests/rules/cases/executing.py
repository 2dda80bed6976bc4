# SPDX-License-Identifier: Apache-2.0
"""What tests of execution share: a demanded fine, and the question whether it is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
    ask,
    decision,
    filed,
    look,
    served,
    taken,
)

from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.steps import (
    DemandServed,
)
from mingjing.kernel.errors import PlatformError

ONE_DAY = timedelta(days=1)
BASE = (filed(), decision(), served())
DEMAND = DemandServed(
    text="限期缴纳罚款",
    fen=1_000_000,
    surcharge_fen=30_000,
    manner="缴至指定银行",
    served_on=date(2026, 3, 18),
    until_on=date(2026, 4, 1),
    tells_rights=True,
    receipt="送达回证 2 号",
)
DEMANDED = (*BASE, taken(DEMAND, date(2026, 3, 18)))


def refused(file: CaseFile, now: date, payload: Any, refusal: type[PlatformError]) -> None:
    with pytest.raises(refusal):
        ask(look(file, now), payload)
