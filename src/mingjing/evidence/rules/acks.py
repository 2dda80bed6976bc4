# SPDX-License-Identifier: Apache-2.0
"""Acknowledgements (回执): what is signed, and what stands for a link in `chain.jsonl`."""

import base64
import json

from mingjing.evidence.types import Ack, LinkKind, LinkRow
from mingjing.kernel.canonical import canonical_json, sha256_hex

_ACK = b"mingjing/ack/v1\n"


def ack_message(ack: Ack) -> bytes:
    """What the server's signature is over."""
    return _ACK + canonical_json(ack.value())


def ack_of(recording: str, row: LinkRow) -> Ack:
    """The acknowledgement of a link that is kept."""
    return Ack(
        recording=recording,
        seq=row.seq,
        link=row.digest,
        sha256=row.body,
        len=row.length,
        received=row.received,
        key=row.ack_key,
    )


def base64_text(data: bytes) -> str:
    """Bytes as standard base64."""
    return base64.b64encode(data).decode("ascii")


def chain_line(recording: str, row: LinkRow) -> bytes:
    """One line of `chain.jsonl`: header and signature as sent, acknowledgement as given."""
    value: dict[str, object] = {
        "link": base64_text(row.raw),
        "signature": base64_text(row.signature),
        "ack": ack_of(recording, row).value(),
        "ack_signature": base64_text(row.ack),
    }
    return canonical_json(value) + b"\n"


def read_chain_line(line: bytes) -> LinkRow:
    """The link that a line of `chain.jsonl` stands for; the line is our own and was checked."""
    value = json.loads(line)
    raw = base64.b64decode(value["link"])
    header, ack = json.loads(raw), value["ack"]
    return LinkRow(
        seq=header["seq"],
        kind=LinkKind(header["kind"]),
        digest=sha256_hex(raw),
        body=header["sha256"],
        length=header["len"],
        raw=raw,
        signature=base64.b64decode(value["signature"]),
        received=ack["received"],
        ack_key=ack["key"],
        ack=base64.b64decode(value["ack_signature"]),
    )
