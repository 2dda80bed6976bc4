# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the evidence room."""

from collections.abc import Iterator

import pytest
from tests.rooms.evidence.door import Town, town


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a door, shared by the tests: each makes recordings of its own."""
    with town(tmp_path_factory.mktemp("door")) as made:
        yield made
