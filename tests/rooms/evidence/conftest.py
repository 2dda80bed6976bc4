# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the evidence room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.rooms.evidence.custody import VISIT, WIRED, Custody, person
from tests.rooms.evidence.door import Town, town
from tests.rooms.evidence.whole import whole_recording


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a door, shared by the tests: each makes recordings of its own."""
    with town(tmp_path_factory.mktemp("door")) as made:
        yield made


@pytest.fixture
def custody(people: tuple[str, ...], settings: Settings, home: Path) -> Iterator[Custody]:
    """A complete recording of Zhao's, of a visit; nothing is wired but what a test says."""
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    WIRED.clear()
    recorder = whole_recording(person("zhao"), NOW, home, occasion=VISIT)
    yield Custody(recorder, home)
    WIRED.clear()
