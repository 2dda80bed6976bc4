# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the evidence room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.rooms.evidence.custody import VISIT, WIRED, Custody, Keeping, person, received_file
from tests.rooms.evidence.door import Town, town
from tests.rooms.evidence.whole import whole_recording

from mingjing.evidence.types import KeptItem, KeptKind


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a door, shared by the tests: each makes recordings of its own."""
    with town(tmp_path_factory.mktemp("door")) as made:
        yield made


@pytest.fixture
def wired(people: tuple[str, ...], settings: Settings) -> Iterator[None]:
    """Everybody has one visit; no term of an occasion is known but what a test says."""
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    WIRED.clear()
    yield
    WIRED.clear()


@pytest.fixture
def custody(wired: None, home: Path) -> Custody:
    """A complete recording of Zhao's, of the visit."""
    recorder = whole_recording(person("zhao"), NOW, home, occasion=VISIT)
    return Custody(KeptItem(KeptKind.RECORDING, recorder.id), home, recorder)


@pytest.fixture(params=list(KeptKind))
def kept(request: pytest.FixtureRequest, wired: None, home: Path) -> Keeping:
    """A recording, then a received file: custody treats them alike."""
    if request.param is KeptKind.FILE:
        return received_file(home)
    found: Custody = request.getfixturevalue("custody")
    return found
