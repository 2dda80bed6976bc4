# SPDX-License-Identifier: Apache-2.0
"""Signed notes agree with the ones Go's sumdb/note publishes, and altered ones are refused."""

import pytest
from tests.rules.ledger.ledger_trees import KEY

from mingjing.ledger.rules.notes import (
    LogKey,
    NoteInvalid,
    check_name,
    checkpoint_text,
    read_checkpoint,
)
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import open_checkpoint, parse_vkey

# The example of golang.org/x/mod/sumdb/note.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)

ROOT = bytes(range(32))
NOTE = checkpoint_text(KEY, 17, ROOT)
VKEY = parse_vkey(KEY.vkey())


def test_it_signs_as_go_does() -> None:
    key = LogKey.parse(GO_SKEY)
    assert key.vkey() == GO_VKEY
    assert key.skey() == GO_SKEY
    assert key.sign(GO_TEXT) == GO_NOTE


def test_it_reads_the_key_that_go_made() -> None:
    key = parse_vkey(GO_VKEY)
    assert (key.name, key.key_id.hex()) == ("PeterNeumann", "c74f20a3")
    with pytest.raises(Broken) as refused:  # rightly signed, but not a checkpoint
        open_checkpoint(GO_NOTE.encode(), key)
    assert refused.value.reason is Reason.NOTE_MALFORMED


def test_both_sides_read_a_checkpoint_alike() -> None:
    head = open_checkpoint(NOTE.encode(), VKEY)
    assert (head.origin, head.size, head.root) == (KEY.name, 17, ROOT)
    assert read_checkpoint(NOTE, KEY) == (17, ROOT)


def test_it_signs_the_same_state_with_the_same_bytes() -> None:
    assert checkpoint_text(KEY, 17, ROOT) == NOTE


def test_it_passes_over_signatures_of_others() -> None:
    witness = LogKey(name="witness.example", seed=b"\x09" * 32)
    text = NOTE.partition("\n\n")[0] + "\n"
    line = witness.sign(text).rpartition("\n\n")[2]
    both = NOTE + line
    assert open_checkpoint(both.encode(), VKEY).size == 17
    assert read_checkpoint(both, KEY) == (17, ROOT)


@pytest.mark.parametrize("at", range(0, len(NOTE.encode()), 3))
def test_it_refuses_a_checkpoint_with_any_byte_changed(at: int) -> None:
    raw = bytearray(NOTE.encode())
    raw[at] ^= 1
    with pytest.raises(Broken):
        open_checkpoint(bytes(raw), VKEY)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (b"", Reason.NOTE_MALFORMED),
        (b"\xff\xfe", Reason.NOTE_MALFORMED),
        (NOTE.encode()[:-1], Reason.NOTE_MALFORMED),
        (NOTE.encode().partition(b"\n\n")[0] + b"\n\n", Reason.NOTE_MALFORMED),
        (NOTE.replace("\u2014", "-").encode(), Reason.NOTE_MALFORMED),
        (NOTE.encode() + b"\r\n", Reason.NOTE_MALFORMED),
        (KEY.sign(f"{KEY.name}\n017\n{NOTE.splitlines()[2]}\n").encode(), Reason.NOTE_MALFORMED),
        (KEY.sign(f"{KEY.name}\n17\nAAAA\n").encode(), Reason.NOTE_MALFORMED),
        (KEY.sign(f"{KEY.name}\n17\n").encode(), Reason.NOTE_MALFORMED),
        (KEY.sign(f"other.example\n17\n{NOTE.splitlines()[2]}\n").encode(), Reason.ORIGIN_DIFFERS),
        (checkpoint_text(LogKey("test.example/ledger", b"\x08" * 32), 17, ROOT).encode(),
         Reason.NOT_SIGNED),
        (NOTE.replace("\n17\n", "\n18\n").encode(), Reason.SIGNATURE_WRONG),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_checkpoint(note: bytes, reason: Reason) -> None:
    with pytest.raises(Broken) as refused:
        open_checkpoint(note, VKEY)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "vkey",
    ["", "a", "a+b+c", GO_VKEY[:-1], GO_VKEY.replace("c74f20a3", "c74f20a4"), " +00000000+AQ=="],
)
def test_it_refuses_a_malformed_verifier_key(vkey: str) -> None:
    with pytest.raises(Broken) as refused:
        parse_vkey(vkey)
    assert refused.value.reason is Reason.KEY_MALFORMED


@pytest.mark.parametrize(
    "skey",
    [
        "",
        "PRIVATE+KEY+a",
        GO_SKEY.replace("c74f20a3", "c74f20a4"),
        GO_SKEY.replace("PRIVATE", "PUBLIC"),
        "PRIVATE+KEY+a+00000000+AQ==",
        "PRIVATE+KEY+a+00000000+!",
    ],
)
def test_it_refuses_a_malformed_signer_key(skey: str) -> None:
    with pytest.raises(NoteInvalid):
        LogKey.parse(skey)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\n"])
def test_it_refuses_an_origin_that_is_no_key_name(origin: str) -> None:
    with pytest.raises(NoteInvalid):
        check_name(origin)


@pytest.mark.parametrize(
    "note",
    [
        "",
        NOTE.replace(KEY.name, "other.example", 1),
        NOTE.replace("\n17\n", "\n18\n"),
        checkpoint_text(LogKey("test.example/ledger", b"\x08" * 32), 17, ROOT),
    ],
)
def test_the_writer_refuses_a_published_checkpoint_that_is_not_its_own(note: str) -> None:
    with pytest.raises(NoteInvalid):
        read_checkpoint(note, KEY)
