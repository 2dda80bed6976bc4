# SPDX-License-Identifier: Apache-2.0
"""Timestamps are judged themselves: what was signed, by which certificate, under whose trust."""

import subprocess
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing_verify.cli import main
from mingjing_verify.findings import words
from mingjing_verify.judge import judge
from mingjing_verify.stamps.certificates import read_given
from mingjing_verify.stamps.errors import NotJudged, TokenWrong
from mingjing_verify.stamps.judging import judge_reply
from mingjing_verify.tell import tell_finding
from tests.verify.attacks import VKEY
from tests.verify.authorities import STAMPED_MS, Maker, der, ec_key, issuer, stamper
from tests.verify.bundles import make_case, write_folder
from tests.verify.reference_recorder import PLAIN
from tests.verify.stampings import CHECKPOINT, REPLY, recording
from tests.verify.tokens import (
    GIVEN,
    PEM,
    REPLIES,
    SIGNED,
    SLY,
    SLY_NAME,
    SOUND,
    TRUSTED,
    Reply,
    stamping,
)

TEXT = b"a checkpoint"
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
SOUND_REPLIES = (SOUND.reply(TEXT), Maker(stamper("rsa"), scheme="pss").reply(TEXT))
STRICTER = {"expired in that second", "given itself, under one limited"}
"""Sound here; OpenSSL takes the last second for over, and asks those above a certificate given."""
NOT_IN_OPENSSL = {"PSS", "Ed25519", "named by its key", "its certificate only among those given"}
"""Sound, and its reader of CMS (PKCS 7) does not know them or does not look there."""
LAXER = {
    "signed as something else", "a date that is none", "the second 60", "a time without zone",
    "a fraction that ends in 0", "an accuracy without bounds", "an attribute twice",
    "a byte behind it", "a length that is not the shortest", "P-256k1", "short RSA",
    "imprint by SHA-1", "an extension that must be understood", "under one for web servers",
    "not known, and trust was asked for", "under one limited to names like its own",
}  # fmt: skip
"""OpenSSL passes over these faults, knows the method, or evaluates which names are allowed."""


@pytest.mark.parametrize("one", REPLIES, ids=lambda one: one.name)
def test_each_reply_has_its_finding(one: Reply, tmp_path: Path) -> None:
    trusted = [one.trusted] if one.trusted else []
    outcome = judge(write_folder(one.files(), tmp_path), VKEY, authorities=trusted)
    (found,) = [f for f in outcome.findings if f.code.startswith("stamp")]
    assert (outcome.verdict, tuple(f.code for f in outcome.findings)) == (one.verdict, one.codes), (
        found.values
    )
    if one.why:
        assert words()["tokens"][one.why]["en"].replace("{oid}", "") in found.values["en"]


def test_openssl_agrees_where_it_judges(tmp_path: Path) -> None:
    differing = set()
    for one in REPLIES:
        files, trusted = one.files(), one.trusted if b"BEGIN" in one.trusted else PEM
        paths = {name: tmp_path / name for name in ("text", "reply", "trusted")}
        for path, content in zip(
            paths.values(), (files[CHECKPOINT], files[REPLY], trusted), strict=True
        ):
            path.write_bytes(content)
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-data", paths["text"], "-in", paths["reply"],
             "-CAfile", paths["trusted"], "-attime", str(STAMPED_MS // 1000), "-partial_chain"],
            capture_output=True, check=False,
        )  # fmt: skip
        if (done.returncode == 0) != (one.code in (SIGNED, TRUSTED)):
            differing.add(one.name)
    assert differing <= STRICTER | NOT_IN_OPENSSL | LAXER


def test_it_says_by_whom_when_and_under_which_trust() -> None:
    told = judge_reply(SOUND.reply(TEXT), TEXT, read_given(PEM))
    assert (told.signer.name, told.signer.issuer_name) == (
        "C=CN, CN=时间戳机构", "C=CN, CN=测试根")  # fmt: skip
    assert told.trusted is not None
    assert told.trusted.name == "C=CN, CN=测试根"
    assert (told.at, told.by) == (STAMPED_MS, STAMPED_MS + 1_500)
    fine = Maker(stamper(), at=b"20261201000000.0001Z", accuracy=der(0x30, der(0x81, b"\x07")))
    told = judge_reply(fine.reply(TEXT), TEXT)
    assert told.by == told.at + 2
    assert told.trusted is None


def test_a_name_cannot_pass_for_two_parts() -> None:
    sly = Maker(issuer("x, CN=Root\\", ec_key(1)))
    assert sly.signer.certificate.subject.rfc4514_string()
    (read,) = read_given(sly.signer.pem)
    assert read.name == r"C=CN, CN=x\, CN\=Root\\"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("trusted", [b"", PEM], ids=["signed", "trusted"])
def test_a_name_is_told_as_it_is(trusted: bytes, lang: str, tmp_path: Path) -> None:
    """A name may look like the place of another value: nothing is put into it."""
    files = Reply("", SLY, "").files()
    outcome = judge(write_folder(files, tmp_path), VKEY, authorities=[trusted] if trusted else [])
    (told,) = [tell_finding(f, lang) for f in outcome.findings if f.code in (SIGNED, TRUSTED)]
    assert f"C=CN, CN={SLY_NAME}" in told
    assert told.count("C=CN, CN=测试根") == 1


@pytest.mark.parametrize("trusted", [b"", PEM], ids=["signed", "trusted"])
def test_it_says_what_it_did_not_look_at(trusted: bytes, tmp_path: Path) -> None:
    files = Reply("", SOUND, "").files()
    outcome = judge(write_folder(files, tmp_path), VKEY, authorities=[trusted] if trusted else [])
    (found,) = [f for f in outcome.findings if f.code in (SIGNED, TRUSTED)]
    assert tell_finding(found, "zh").endswith("此处未查证书是否被吊销，也未核对随机数（nonce）")
    assert tell_finding(found, "en").endswith(
        "Not looked up: whether a certificate was withdrawn. Not checked: the nonce")  # fmt: skip


def test_a_stamp_before_its_entries_is_told(tmp_path: Path) -> None:
    """The ledger says that an entry is younger than the stamp over it: one of the clocks is off."""
    early = stamping(begins=BEFORE)
    files = recording(-3)
    reply = replace(early, at=b"20261101000000Z").reply(files[CHECKPOINT])
    outcome = judge(write_folder(files | {REPLY: reply}, tmp_path), VKEY)
    assert [f.code for f in outcome.findings] == [
        "ledger_ahead", "links_before_stamp", "stamp_signed"]  # fmt: skip


@pytest.mark.parametrize("one", GIVEN, ids=lambda one: one[0])
def test_each_file_of_certificates_has_its_finding(
    one: tuple[str, bytes, tuple[str, ...]], tmp_path: Path
) -> None:
    outcome = judge(write_folder(make_case(PLAIN).files(), tmp_path), VKEY, authorities=[one[1]])
    assert tuple(f.code for f in outcome.findings) == one[2]


def test_the_command_takes_certificates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_folder(recording(-3), tmp_path / "bundle")
    (tmp_path / "root.pem").write_bytes(PEM)
    call = [str(folder), "--key", VKEY, "--lang", "en"]
    assert main(call) == 0
    assert "is not proven here and is yours to decide" in capsys.readouterr().out
    assert main([*call, "--tsa-cert", str(tmp_path / "root.pem")]) == 0
    assert "its certificate leads to one that you gave" in capsys.readouterr().out
    (tmp_path / "other.pem").write_bytes(issuer("Other", ec_key(77)).pem)
    assert main([*call, "--tsa-cert", str(tmp_path / "other.pem")]) == 1
    (tmp_path / "other.pem").write_bytes(b"?")
    assert main([*call, "--tsa-cert", str(tmp_path / "other.pem")]) == 3
    with pytest.raises(SystemExit) as ended:
        main([*call, "--tsa-cert", str(tmp_path / "none.pem")])
    assert ended.value.code == 64


def judged(reply: bytes) -> None:
    """Judged or refused by an error of its own, whatever the bytes are."""
    with suppress(TokenWrong, NotJudged):
        judge_reply(reply, TEXT, read_given(PEM))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(reply: bytes) -> None:
    with pytest.raises((TokenWrong, NotJudged)):
        judge_reply(reply, TEXT)
    with pytest.raises(TokenWrong):
        read_given(b"\x30" + reply)


@given(
    st.sampled_from(SOUND_REPLIES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 6)),
             min_size=1, max_size=4),
)  # fmt: skip
def test_changed_replies_are_judged_or_refused(
    reply: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    for share, put, taken in changes:
        at = int(share * len(reply))
        reply = reply[:at] + put + reply[at + taken :]
    judged(reply)


@given(st.recursive(
    st.tuples(st.sampled_from((1, 2, 3, 4, 5, 6, 0x17, 0x18, 0x80)), st.binary(max_size=12)),
    lambda inner: st.tuples(st.sampled_from((0x30, 0x31, 0xA0, 0xA1, 0xA3)),
                            st.lists(inner, max_size=5)),
    max_leaves=40,
))  # fmt: skip
def test_any_tree_is_refused(tree: tuple[int, bytes | list[Any]]) -> None:
    def written(node: tuple[int, bytes | list[Any]]) -> bytes:
        tag, held = node
        return der(tag, held if isinstance(held, bytes) else b"".join(map(written, held)))

    for wrapped in (written(tree), der(0x30, der(0x30, b"\x02\x01\0"), written(tree))):
        with pytest.raises((TokenWrong, NotJudged)):
            judge_reply(wrapped, TEXT)


def test_each_flipped_byte_is_judged_or_refused() -> None:
    for reply in SOUND_REPLIES:
        for at in range(0, len(reply), 3):
            judged(reply[:at] + bytes([reply[at] ^ 0x41]) + reply[at + 1 :])


@pytest.mark.parametrize(
    "reply",
    [
        b"\x30\x84\xff\xff\xff\xff" + b"\x30" * 1000,
        der(0x30, b"\x05\0" * 500_000),
        der(0x30, der(0x30, b"\x02\x01\0"), der(0x30, b"\x06\xff" + b"\xff" * 1_000_000)),
        (b"\x30\x83\x0f\xff\xff" + b"\x30\x84\x0f\xff\xff\xff" * 170_000)[:1_000_000],
    ],
)
def test_hostile_bytes_cost_little(reply: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TokenWrong):
            judge_reply(reply, TEXT)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()
