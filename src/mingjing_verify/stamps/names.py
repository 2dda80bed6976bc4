# SPDX-License-Identifier: Apache-2.0
"""The names of certificates (X.501) as a line to read."""

from mingjing_verify.stamps import der
from mingjing_verify.stamps.errors import DerWrong

_KINDS = {
    "2.5.4.3": "CN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.97": "organizationIdentifier",
}
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1E: "utf-16-be"}
_MOST_SHOWN = 300


def line_of(name: bytes) -> str:
    """A name as `CN=…, O=…`; what could pass for another part of it is marked by a backslash.

    Raises: DerWrong.
    """
    pieces: list[str] = []
    for relative in der.inside(der.read(name, der.SEQUENCE)).rest():
        for attribute in der.inside(relative, der.SET).rest():
            parts = der.inside(attribute)
            kind = der.oid(parts.take(der.OID))
            pieces.append(f"{_KINDS.get(kind, kind)}={_text(parts.skip())}")
    return ", ".join(pieces)[:_MOST_SHOWN]


def _text(value: der.Element) -> str:
    if value.tag not in _TEXTS:
        return f"#{value.content[:40].hex()}"
    try:
        text = value.content.decode(_TEXTS[value.tag])
    except UnicodeDecodeError as error:
        raise DerWrong from error
    return "".join(f"\\{char}" if char in ',+="\\' else char for char in text)
