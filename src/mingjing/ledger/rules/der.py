# SPDX-License-Identifier: Apache-2.0
"""Putting the certificates of a timestamp into the order that DER asks (时间戳证书排序).

Authorities that run OpenSSL list them as they come; strict readers refuse that. They stand outside
what is signed, so that another order changes nothing that is judged.
"""

from collections.abc import Iterator

_SEQUENCE, _ZERO = 0x30, 0xA0
_TO_CERTIFICATES = (
    (_SEQUENCE, 0),  # TimeStampResp
    (_SEQUENCE, 1),  # its token, a ContentInfo, behind the status
    (_ZERO, 1),  # its content, behind the type
    (_SEQUENCE, 0),  # SignedData
    (_ZERO, 3),  # certificates, behind version, digest algorithms and what is signed
)
"""The way down: the tag of each step, and its place among its siblings."""


def with_sorted_certificates(reply: bytes) -> bytes:
    """The same reply with its certificates in order; as it was where there is nothing to sort."""
    start, end = 0, len(reply)
    try:
        for tag, place in _TO_CERTIFICATES:
            parts = list(_parts(reply, start, end))
            at, start, end = parts[place]
            if reply[at] != tag:
                return reply
        certificates = sorted(reply[at:stop] for at, _, stop in _parts(reply, start, end))
    except (IndexError, ValueError):
        return reply
    return reply[:start] + b"".join(certificates) + reply[end:]


def _parts(raw: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each element: where it begins, where its content begins, where it ends.

    Raises: ValueError when the lengths do not fit; IndexError at a cut.
    """
    at = start
    while at < end:
        length, content = raw[at + 1], at + 2
        if length & 0x80:
            width = length & 0x7F
            length = int.from_bytes(raw[content : content + width], "big")
            content += width
        stop = content + length
        if stop > end:
            raise ValueError("an element reaches beyond what holds it")
        yield at, content, stop
        at = stop
