# SPDX-License-Identifier: Apache-2.0
"""The HTTP fields of a link (请求头字段): RFC 9530 digests and RFC 8941 byte sequences."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mingjing.evidence.rules.header import MAX_HEADER_BYTES
from mingjing.evidence.rules.keys import SIGNATURE_BYTES
from mingjing.evidence.types import DigestDiffers, Header, LinkMalformed, SegmentTooLarge

_BYTES = re.compile(r":([A-Za-z0-9+/]*={0,2}):")
_DIGEST = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/]*={0,2}):")
_MOST_TEXT = MAX_HEADER_BYTES * 4 // 3 + 8


@dataclass(frozen=True, slots=True)
class Sent:
    """What the fields of a PUT say: header bytes, signature, digest of the body."""

    raw: bytes
    signature: bytes
    digest: str


def read_fields(fields: Mapping[str, str]) -> Sent:
    """The three fields of a link.

    Raises: LinkMalformed, DigestDiffers.
    """
    raw = _sequence(fields, "mingjing-link")
    signature = _sequence(fields, "mingjing-signature")
    if len(signature) != SIGNATURE_BYTES:
        raise LinkMalformed(where="Mingjing-Signature")
    found = _DIGEST.search(fields.get("content-digest", ""))
    digest = _decoded(found[1], "Content-Digest") if found else b""
    if len(digest) != 32:
        raise DigestDiffers(where="Content-Digest")
    return Sent(raw, signature, digest.hex())


def _sequence(fields: Mapping[str, str], name: str) -> bytes:
    text = fields.get(name, "").strip()
    found = _BYTES.fullmatch(text) if len(text) <= _MOST_TEXT else None
    if found is None:
        raise LinkMalformed(where=name)
    return _decoded(found[1], name)


def _decoded(text: str, name: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise LinkMalformed(where=name) from error


def demand_same(header: Header, sent: Sent, recording: str, seq: str) -> None:
    """Address, fields and header speak of the very same link.

    Raises: LinkMalformed, DigestDiffers.
    """
    if header.recording != recording or str(header.seq) != seq:
        raise LinkMalformed(where="address")
    if header.sha256 != sent.digest:
        raise DigestDiffers(where="Content-Digest")


def demand_length(header: Header, said: str | None) -> None:
    """The length that the request announces is that of the header.

    Raises: SegmentTooLarge, DigestDiffers.
    """
    if said is None:
        return
    if not said.isascii() or not said.isdecimal() or len(said) > 12:
        raise DigestDiffers(where="Content-Length")
    if int(said) > header.len:
        raise SegmentTooLarge(limit=header.len)
    if int(said) < header.len:
        raise DigestDiffers(where="Content-Length")
