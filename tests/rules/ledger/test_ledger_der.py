# SPDX-License-Identifier: Apache-2.0
"""Certificates of a timestamp are put in order, and nothing else is touched."""

import pytest

from mingjing.ledger.rules.der import with_sorted_certificates


def element(tag: int, *content: bytes) -> bytes:
    raw = b"".join(content)
    if len(raw) < 0x80:
        return bytes([tag, len(raw)]) + raw
    width = (len(raw).bit_length() + 7) // 8
    return bytes([tag, 0x80 | width]) + len(raw).to_bytes(width, "big") + raw


SMALL, LARGE = element(0x30, b"\x05" * 10), element(0x30, b"\x01" * 300)


def reply(*certificates: bytes, tag: int = 0xA0) -> bytes:
    signed = element(
        0x30, element(2, b"\x03"), element(0x31), element(0x30, b"\x06\x01\x01"),
        element(tag, *certificates), element(0x31, b"\x00" * 20),
    )  # fmt: skip
    token = element(0x30, element(6, b"\x2a"), element(0xA0, signed))
    return element(0x30, element(0x30, element(2, b"\x00")), token)


def test_it_sorts_the_certificates() -> None:
    assert with_sorted_certificates(reply(LARGE, SMALL)) == reply(SMALL, LARGE)
    assert with_sorted_certificates(reply(SMALL, LARGE)) == reply(SMALL, LARGE)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x30",
        b"\x30\x03\x02\x01\x02",
        b"\x30\x84\xff\xff\xff\xff",
        element(0x30, element(0x30, element(2, b"\x02"))),
        reply(LARGE, SMALL, tag=0xA1),
        reply(),
        *(reply(LARGE, SMALL)[:cut] for cut in range(0, 370, 7)),
    ],
)
def test_it_leaves_what_it_does_not_know_as_it_is(raw: bytes) -> None:
    assert with_sorted_certificates(raw) == raw
