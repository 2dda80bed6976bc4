# SPDX-License-Identifier: Apache-2.0
"""The verifier agrees with all 196 public vectors (tests/data/merkle)."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from mingjing_verify.log.errors import Broken
from mingjing_verify.log.merkle import verify_consistency, verify_inclusion

VECTORS = Path(__file__).parents[2] / "data" / "merkle"
INCLUSION = sorted((VECTORS / "inclusion").rglob("*.json"))
CONSISTENCY = sorted((VECTORS / "consistency").rglob("*.json"))


def load(path: Path) -> dict[str, Any]:
    vector: dict[str, Any] = json.loads(path.read_text())
    vector["proof"] = [raw(line) for line in vector["proof"] or []]
    return vector


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def name(path: Path) -> str:
    return str(path.relative_to(VECTORS))


def test_it_has_exactly_the_196_vectors() -> None:
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)
    negative = sum(load(path)["wantErr"] for path in [*INCLUSION, *CONSISTENCY])
    assert negative == 184


@pytest.mark.parametrize("path", INCLUSION, ids=name)
def test_it_agrees_on_inclusion(path: Path) -> None:
    vector = load(path)

    def verify() -> None:
        verify_inclusion(
            vector["leafIdx"],
            vector["treeSize"],
            leaf_hash=raw(vector["leafHash"]),
            proof=vector["proof"],
            root=raw(vector["root"]),
        )

    expect(verify, is_refused=vector["wantErr"])


@pytest.mark.parametrize("path", CONSISTENCY, ids=name)
def test_it_agrees_on_consistency(path: Path) -> None:
    vector = load(path)

    def verify() -> None:
        verify_consistency(
            (vector["size1"], vector["size2"]),
            (raw(vector["root1"]), raw(vector["root2"])),
            proof=vector["proof"],
        )

    expect(verify, is_refused=vector["wantErr"])


def expect(verify: Any, *, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(Broken):
            verify()
    else:
        verify()
