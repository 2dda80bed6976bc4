# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the subjects' tests: the town's lake in place of the catalogue's."""

from pathlib import Path

import pyarrow as pa
import pytest
from tests.rooms.subjects.town import CALLS, FINDINGS, REGISTER, VISITS, Lake

from mingjing.subjects import matching, resolving
from mingjing.subjects.matching import Model
from mingjing.subjects.resolution import edges

_scored: dict[bytes, pa.Table] = {}


@pytest.fixture(autouse=True)
def scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Splink spends a second on writing SQL; the same forms get the same edges: once will do."""

    def score(forms: pa.Table, model: Model, least: float) -> pa.Table:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, forms.schema) as stream:
            stream.write_table(forms)
        key = sink.getvalue().to_pybytes() + f"{model.version} {least}".encode()
        if key not in _scored:
            _scored[key] = matching.score(forms, model, least)
        return _scored[key]

    monkeypatch.setattr(edges, "score", score)


@pytest.fixture
def lake(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """The town's records, in place of the catalogue's."""
    folder = tmp_path / "canonical"
    folder.mkdir()
    found = Lake(
        folder,
        tables={
            "premises": REGISTER,
            "visit_all": VISITS,
            "finding_all": FINDINGS,
            "complaint": CALLS,
        },
    )
    monkeypatch.setattr(resolving, "catalog", found)
    return found
