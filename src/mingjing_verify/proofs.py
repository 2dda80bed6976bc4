# SPDX-License-Identifier: Apache-2.0
"""The entries of the ledger that a bundle brings (存证条目), and what they say of the recording."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.canonical import Malformed, decode, demand_form
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import MAX_NOTE_BYTES, VerifierKey, parse_vkey
from mingjing_verify.log.proofs import verify_payload, verify_proof

FORMS = {
    "device.registered": "device",
    "recording.opened": "opened",
    "recording.anchored": "anchored",
    "recording.sealed": "sealed",
    "recording.broken_off": "broken_off",
}
_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.([0-9]{6})Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger with its payload; proven unless a finding says otherwise."""

    act: str
    name: str
    index: int
    at: int
    object_id: str
    agency: str
    payload: Mapping[str, Any]


@dataclass(slots=True)
class Ledger:
    """All entries of a bundle, in the order of the ledger."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    origin: str = ""
    is_key_given: bool = False

    def first(self, act: str) -> Entry | None:
        """The first entry of an act."""
        return next((entry for entry in self.entries if entry.act == act), None)

    def all(self, act: str) -> list[Entry]:
        """All entries of an act."""
        return [entry for entry in self.entries if entry.act == act]


def log_key(bundle: Bundle, given: str) -> VerifierKey:
    """The key that the proofs must be signed with.

    Raises: Barrier.
    """
    try:
        own = bundle.read("log.vkey", MAX_NOTE_BYTES).decode("utf-8")
        key = parse_vkey(own)
        if own != f"{own.strip()}\n":
            raise Malformed("log.vkey")
    except (Unreadable, Malformed, UnicodeDecodeError, Broken) as error:
        raise Barrier("log_key_malformed", name="log.vkey") from error
    if not given:
        return key
    try:
        trusted = parse_vkey(given)
    except Broken as error:
        raise Barrier("log_key_malformed", name="--key") from error
    if trusted != key:
        raise Barrier("log_unknown", origin=key.name, given=trusted.name)
    return trusted


def read_ledger(
    bundle: Bundle, key: VerifierKey, listed: list[dict[str, str]], recording: str
) -> Ledger:
    """Check every proof that the bundle lists; a broken one is a finding and is not used."""
    ledger = Ledger(origin=key.name)
    for item in listed:
        name = item["name"]
        try:
            entry = _read_entry(bundle, key, item, ledger)
            ledger.entries.append(entry)
            _demand_about(entry, recording)
        except Broken as error:
            values = {"name": name, "act": item["act"], "zh": error.reason.zh}
            ledger.findings.append(Finding("proof_broken", values=values | {"en": error.reason.en}))
        except Unreadable as error:
            values = {"name": name, "act": item["act"], "file": str(error)}
            ledger.findings.append(Finding("proof_missing", values=values))
        except Malformed as error:
            values = {"name": name, "act": item["act"], "where": str(error)}
            ledger.findings.append(Finding("proof_malformed", values=values))
    _judge_order(ledger)
    return ledger


def _read_entry(bundle: Bundle, key: VerifierKey, item: dict[str, str], ledger: Ledger) -> Entry:
    act, name = item["act"], item["name"]
    payload_bytes = bundle.read(f"proofs/{name}.json", MAX_NOTE_BYTES)
    proven = verify_proof(bundle.read(f"proofs/{name}.tlog-proof", MAX_NOTE_BYTES), key)
    fields = proven.entry()
    verify_payload(proven, payload_bytes)
    payload = decode(payload_bytes, is_canonical=False)
    if fields.get("act") != act:
        raise Malformed("act")
    if act in FORMS:
        demand_form(payload, FORMS[act], is_open=True)
    size, root = proven.head.size, proven.head.root_text
    if ledger.heads.setdefault(size, root) != root:
        ledger.findings.append(Finding("log_forked", values={"size": size}))
    return Entry(
        act=act,
        name=name,
        index=proven.index,
        at=_milliseconds(str(fields.get("at"))),
        object_id=str(fields.get("object")),
        agency=str(fields.get("agency")),
        payload=payload if isinstance(payload, dict) else {},
    )


def _demand_about(entry: Entry, recording: str) -> None:
    """The entry's object is the recording or the key that its payload speaks of."""
    if entry.act == "device.registered":
        if entry.object_id != entry.payload["key"]:
            raise Malformed("object")
    elif entry.act in FORMS:
        if entry.object_id != entry.payload["recording"] or entry.object_id != recording:
            raise Malformed("object")


def _milliseconds(text: str) -> int:
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise Malformed("at")
    try:
        second = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("at") from error
    return int(second.timestamp()) * 1000 + int(found[2]) // 1000


_STEPS = {
    "device.registered": 0,
    "recording.opened": 1,
    "recording.anchored": 2,
    "recording.sealed": 3,
    "recording.broken_off": 3,
}


def _judge_order(ledger: Ledger) -> None:
    known = [entry for entry in ledger.entries if entry.act in _STEPS]
    by_index = sorted(known, key=lambda entry: entry.index)
    steps = [_STEPS[entry.act] for entry in by_index]
    once = [entry.act for entry in known if entry.act != "recording.anchored"]
    is_doubled = len(set(once)) != len(once) or len({e.index for e in known}) != len(known)
    if steps != sorted(steps) or steps.count(3) > 1 or is_doubled:
        ledger.findings.append(Finding("ledger_order"))
    ledger.entries.sort(key=lambda entry: entry.index)


def spki_fits(payload: Mapping[str, Any], der: bytes) -> bool:
    """Whether the key of a registration has the id that it is registered under."""
    return hashlib.sha256(der).hexdigest() == payload["key"]
