# SPDX-License-Identifier: Apache-2.0
"""The entries of the ledger that a bundle brings (存证条目), and what they say of the recording."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.canonical import Malformed, decode, demand_form
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import MAX_NOTE_BYTES, VerifierKey, parse_vkey
from mingjing_verify.log.proofs import verify_payload, verify_proof

REGISTERED = "evidence.device_registered"
REVOKED = "evidence.device_revoked"
OPENED = "evidence.recording_opened"
ANCHORED = "evidence.recording_anchored"
RESUMED = "evidence.recording_resumed"
BROKEN_OFF = "evidence.recording_broken_off"
SEALED = "evidence.recording_sealed"
COMPLETED = "evidence.recording_completed"
ALARM = "evidence.alarm_raised"
DELETED = "evidence.bodies_deleted"
COPY_PLANNED = "evidence.redaction_planned"
COPY_RENDERED = "evidence.redaction_rendered"
COPY_APPROVED = "evidence.redaction_approved"
COPY_STEPS = (COPY_PLANNED, COPY_RENDERED, COPY_APPROVED)
FORMS = {
    act: act.removeprefix("evidence.")
    for act in (REGISTERED, OPENED, ANCHORED, RESUMED, BROKEN_OFF, SEALED, COMPLETED, *COPY_STEPS)
}
STATES = {
    OPENED: "open",
    RESUMED: "open",
    BROKEN_OFF: "broken_off",
    SEALED: "sealed",
    COMPLETED: "complete",
}
RECORDING_ACTS, COPY_ACTS = "evidence.recording_", "evidence.redaction_"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
    account: str
    payload: Mapping[str, Any]


@dataclass(slots=True)
class Ledger:
    """All entries of a bundle, in the order of the ledger."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    notes: dict[bytes, int] = field(default_factory=dict)
    """The checkpoints of proofs that hold, each with how many proofs lead to it."""
    stamped: tuple[int, int] | None = None
    """A timestamp that holds: how many entries it covers, and before which instant."""
    origin: str = ""
    is_key_given: bool = False

    def last(self, *acts: str) -> Entry | None:
        """The last entry of one of these acts."""
        return next((entry for entry in reversed(self.entries) if entry.act in acts), None)

    def first(self, act: str) -> Entry | None:
        """The first entry of an act."""
        return next((entry for entry in self.entries if entry.act == act), None)

    def all(self, act: str) -> list[Entry]:
        """All entries of an act."""
        return [entry for entry in self.entries if entry.act == act]

    def as_facts(self) -> dict[str, Any]:
        """What the verdict tells of the ledger: its name, whose key was given, its entries."""
        return {
            "log": self.origin,
            "log_key_given": self.is_key_given,
            "entries": [
                {"act": e.act, "index": e.index, "at_ms": e.at, "agency": e.agency}
                for e in self.entries
            ],
        }


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
    bundle: Bundle, key: VerifierKey, listed: list[dict[str, str]], about: Mapping[str, str]
) -> Ledger:
    """Check every proof that the bundle lists; a broken one is a finding and is not used.

    `about`: the object of all acts whose names begin like that.
    """
    ledger = Ledger(origin=key.name)
    for item in listed:
        name = item["name"]
        try:
            entry = _read_entry(bundle, key, item, ledger)
            ledger.entries.append(entry)
            _demand_about(entry, about)
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
    proof = bundle.read(f"proofs/{name}.tlog-proof", MAX_NOTE_BYTES)
    proven = verify_proof(proof, key)
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
    note = proof.partition(b"\n\n")[2]
    ledger.notes[note] = ledger.notes.get(note, 0) + 1
    return Entry(
        act=act,
        name=name,
        index=proven.index,
        at=_milliseconds(str(fields.get("at"))),
        object_id=str(fields.get("object")),
        agency=str(fields.get("agency")),
        account=str(fields.get("account")),
        payload=payload if isinstance(payload, dict) else {},
    )


def _demand_about(entry: Entry, about: Mapping[str, str]) -> None:
    """The entry is about this object; one about a key says so by its object alone."""
    for start, object_id in about.items():
        if entry.act.startswith(start) and entry.object_id != object_id:
            raise Malformed("object")


def moment(text: str) -> int:
    """Milliseconds of an RFC 3339 instant in a payload.

    Raises: Malformed.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed("until") from error
    if found.tzinfo is None:
        raise Malformed("until")
    return (found - _EPOCH) // timedelta(milliseconds=1)


def _milliseconds(text: str) -> int:
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise Malformed("at")
    try:
        second = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("at") from error
    return int(second.timestamp()) * 1000 + int(found[2]) // 1000


_STEPS = {OPENED: 0, ANCHORED: 1, RESUMED: 1, BROKEN_OFF: 1, SEALED: 1, COMPLETED: 2}


def _judge_order(ledger: Ledger) -> None:
    """Opening before all else, completion last, these and the end once; the key known before."""
    ledger.entries.sort(key=lambda entry: entry.index)
    known = [entry for entry in ledger.entries if entry.act in _STEPS]
    steps = [_STEPS[entry.act] for entry in known]
    acts = [entry.act for entry in known]
    is_doubled = any(acts.count(act) > 1 for act in (OPENED, SEALED, COMPLETED))
    is_one_place = len({entry.index for entry in ledger.entries}) != len(ledger.entries)
    registered, opened = ledger.first(REGISTERED), ledger.first(OPENED)
    is_early = registered and opened and opened.index < registered.index
    if steps != sorted(steps) or is_doubled or is_one_place or is_early:
        ledger.findings.append(Finding("ledger_order"))
