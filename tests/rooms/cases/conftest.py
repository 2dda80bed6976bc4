# SPDX-License-Identifier: Apache-2.0
"""The bureau."""

from datetime import datetime
from pathlib import Path

import pytest
from tests.rooms.cases.bureau import Bureau, make_bureau

from mingjing.registry.types import Actor


@pytest.fixture
def bureau(db: None, home: Path, system: Actor, now: datetime) -> Bureau:
    return make_bureau(system, now)
