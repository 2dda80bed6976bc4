# SPDX-License-Identifier: Apache-2.0
"""A proof file convinces offline, and nothing in it needs to be trusted."""

import base64
import hashlib
import json

import pytest
from tests.rules.ledger.ledger_trees import KEY, grown, tile_reader

from mingjing.ledger.rules.notes import LogKey, checkpoint_text, proof_text
from mingjing.ledger.rules.proofs import Tree
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import parse_vkey
from mingjing_verify.log.proofs import verify_payload, verify_proof

PAYLOAD = b'{"decided":"yes"}'
LEAVES = [
    json.dumps({"act": "a", "digest": hashlib.sha256(PAYLOAD).hexdigest(), "n": n, "v": 1}).encode()
    for n in range(300)
]
EDGE, FILES = grown(LEAVES, [])
NOTE = checkpoint_text(KEY, 300, EDGE.root())
PATH = Tree(300, tile_reader(FILES, [])).inclusion(42)
PROOF = proof_text(42, PATH, LEAVES[42], NOTE)
VKEY = parse_vkey(KEY.vkey())


def reason_of(text: str, vkey: str = KEY.vkey()) -> Reason:
    with pytest.raises(Broken) as broken:
        verify_proof(text.encode(), parse_vkey(vkey)).entry()
    return broken.value.reason


def test_it_has_the_form_of_the_specification() -> None:
    lines = PROOF.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1] == f"extra {base64.b64encode(LEAVES[42]).decode()}"
    assert lines[2] == "index 42"
    assert [base64.b64decode(line) for line in lines[3 : 3 + len(PATH)]] == PATH
    assert PROOF.split("\n\n", 1)[1] == NOTE


def test_it_proves_the_entry() -> None:
    proven = verify_proof(PROOF.encode(), VKEY)
    assert (proven.index, proven.leaf, proven.head.size) == (42, LEAVES[42], 300)
    assert proven.entry()["n"] == 42
    verify_payload(proven, PAYLOAD)


def test_it_proves_an_entry_that_is_handed_in_beside_the_file() -> None:
    without = PROOF.replace(PROOF.split("\n")[1] + "\n", "")
    assert verify_proof(without.encode(), VKEY, LEAVES[42]).index == 42
    assert reason_of(without) is Reason.PROOF_MALFORMED
    with pytest.raises(Broken):
        verify_proof(PROOF.encode(), VKEY, LEAVES[41])


def test_it_refuses_a_payload_that_was_not_decided() -> None:
    with pytest.raises(Broken) as broken:
        verify_payload(verify_proof(PROOF.encode(), VKEY), b"{}")
    assert broken.value.reason is Reason.PAYLOAD_DIFFERS


def test_it_refuses_another_entry_under_the_same_path() -> None:
    assert reason_of(proof_text(42, PATH, LEAVES[43], NOTE)) is Reason.PROOF_WRONG


@pytest.mark.parametrize("index", [0, 41, 43, 300])
def test_it_refuses_another_index(index: int) -> None:
    assert reason_of(proof_text(index, PATH, LEAVES[42], NOTE)) is Reason.PROOF_WRONG


def test_it_refuses_another_key() -> None:
    other = LogKey(name=KEY.name, seed=b"\x08" * 32)
    assert reason_of(PROOF, other.vkey()) is Reason.NOT_SIGNED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1",
        PROOF.replace("@v1", "@v2"),
        PROOF.replace("index 42", "index 042"),
        PROOF.replace("index 42", "index -1"),
        PROOF.replace("index 42\n", ""),
        PROOF.replace("extra ", "extra !"),
        PROOF.replace("index 42\n", "index 42\nAA\n"),
        PROOF.replace("index 42\n", "index 42\n" + "AAAA\n" * 65),
        PROOF.replace("index 42", "index 42\u00e9"),
    ],
)
def test_it_refuses_a_malformed_file(text: str) -> None:
    assert reason_of(text) is Reason.PROOF_MALFORMED


def test_it_refuses_a_file_without_a_checkpoint() -> None:
    assert reason_of(PROOF.split("\n\n")[0]) is Reason.NOTE_MALFORMED


@pytest.mark.parametrize("leaf", [b"not json", b"[]", b'{"v":2}'])
def test_it_refuses_a_leaf_that_is_no_entry(leaf: bytes) -> None:
    edge, _ = grown([leaf], [])
    note = checkpoint_text(KEY, 1, edge.root())
    assert reason_of(proof_text(0, [], leaf, note)) is Reason.ENTRY_MALFORMED
