# SPDX-License-Identifier: Apache-2.0
"""The shared vectors are what the reference recorder makes, and the verifier agrees with them."""

import json
from typing import Any

import pytest

from mingjing_verify.canonical import Malformed, encode
from mingjing_verify.keys import LINK_CONTEXT, read_key
from mingjing_verify.links import read_header
from mingjing_verify.log.merkle import hash_leaf
from mingjing_verify.tree import root_of
from tests.verify.bundles import text64
from tests.verify.vectors import FOLDER, texts


def vectors(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))["vectors"]
    return rows


@pytest.mark.parametrize("name", ["links.json", "chains.json"])
def test_the_files_are_what_the_recorder_makes(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == texts()[name]


def verdict_on(row: dict[str, Any]) -> str:
    raw = bytes.fromhex(row["header"])
    try:
        header = read_header(raw)
    except Malformed:
        return "evidence.link_malformed"
    key = read_key(text64(bytes.fromhex(row["spki"])))
    assert encode(header) == raw
    if not key.fits(bytes.fromhex(row["signature"]), LINK_CONTEXT + raw):
        return "evidence.signature_wrong"
    return "good"


@pytest.mark.parametrize("row", vectors("links.json"), ids=lambda row: row["name"])
def test_each_link_is_judged_alike(row: dict[str, Any]) -> None:
    said = row["verdict"].replace("segment_too_large", "link_malformed")  # no body to speak of here
    assert verdict_on(row) == said


@pytest.mark.parametrize("row", vectors("chains.json"), ids=lambda row: row["name"])
def test_each_root_is_the_same(row: dict[str, Any]) -> None:
    raws = [bytes.fromhex(link["header"]) for link in row["links"]]
    leaves = {read_header(raw)["seq"]: hash_leaf(raw) for raw in raws}
    if not row["missing"] and row["verdict"] == "good":
        assert root_of(len(leaves), leaves, []).hex() == row["root"]
