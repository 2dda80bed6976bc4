# SPDX-License-Identifier: Apache-2.0
"""Reading the links (环) of a bundle: one line of `chain.jsonl` each, form and self-consistency."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjing_verify.canonical import (
    Malformed,
    decode,
    demand_form,
    demand_says,
    encode,
    unbase64,
)

ZEROS = "0" * 64
NOTHING = hashlib.sha256().hexdigest()
MAX_HEADER = 4096
_WITHOUT_BODY = frozenset({"open", "gap", "mark", "end"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link as handed in: its form is good, its signatures are not yet checked."""

    raw: bytes
    header: Mapping[str, Any]
    hash: str
    signature: bytes
    ack: Mapping[str, Any]
    ack_raw: bytes
    ack_signature: bytes
    file: str = ""
    at: int = 0
    absent: str = ""

    @property
    def seq(self) -> int:
        """Its number."""
        return int(self.header["seq"])

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.header["kind"])

    @property
    def begin(self) -> int:
        """Wall clock at the begin of the scene of a `media`."""
        return int(self.header["wall"]) - int(self.header["dur"])


def read_line(line: bytes) -> Link:
    """One line of the chain.

    Raises: Malformed, naming what is wrong.
    """
    fields = decode(line)
    form = "line_bodiless"
    if isinstance(fields, dict):
        form = "line_body" if "file" in fields else "line_absent" if "absent" in fields else form
    demand_form(fields, form)
    raw = unbase64(fields["link"])
    header = read_header(raw)
    if (header["len"] == 0) != (form == "line_bodiless"):
        raise Malformed("file")
    ack = demand_form(fields["ack"], "ack")
    return Link(
        raw=raw,
        header=header,
        hash=hashlib.sha256(raw).hexdigest(),
        signature=unbase64(fields["signature"]),
        ack=ack,
        ack_raw=encode(ack),
        ack_signature=unbase64(fields["ack_signature"]),
        file=fields.get("file", ""),
        at=fields.get("at", 0),
        absent=fields.get("absent", ""),
    )


def read_header(raw: bytes) -> dict[str, Any]:
    """The header, its form checked as far as one header alone can show.

    Raises: Malformed, naming the field.
    """
    if len(raw) > MAX_HEADER:
        raise Malformed("length")
    header = demand_form(decode(raw), "header")
    kind, says = header["kind"], header["says"]
    demand_says(says, kind)
    has_body = header["len"] > 0
    if (has_body and kind in _WITHOUT_BODY) or (kind == "media" and not has_body):
        raise Malformed("len")
    if has_body == (header["sha256"] == NOTHING):
        raise Malformed("sha256")
    if header["dur"] and kind != "media":
        raise Malformed("dur")
    if header["init"] and kind != "media":
        raise Malformed("init")
    if (kind == "open") != (header["seq"] == 0):
        raise Malformed("kind")
    if (header["prev"] == ZEROS) != (header["seq"] == 0):
        raise Malformed("prev")
    if kind == "end" and says["links"] != header["seq"] + 1:
        raise Malformed("links")
    if kind == "gap" and says["to"] < says["from"]:
        raise Malformed("to")
    return header
