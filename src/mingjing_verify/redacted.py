# SPDX-License-Identifier: Apache-2.0
"""Judging a redacted copy (脱敏件核验): film and plan against the entries of the ledger.

No recorder signed the film, so it proves nothing by itself: three entries name its digest, the
plan's and the root of the original. What is hidden, and that nothing else differs from the
original, no entry can show.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.canonical import Malformed, decode, demand_form
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.held_back import judge_ledger_of_copy
from mingjing_verify.proofs import (
    COPY_ACTS,
    COPY_APPROVED,
    COPY_PLANNED,
    COPY_RENDERED,
    COPY_STEPS,
    RECORDING_ACTS,
    Ledger,
    log_key,
    read_ledger,
)
from mingjing_verify.stamped import STAMP_FILES, judge_stamp, trusted_certificates
from mingjing_verify.witnessed import judge_witnesses, witness_keys

ABOUT = "redaction.json"
KIND = "redacted copy"
FILM, PLAN = "redacted.mp4", "plan.json"
_MOST_REASONS = 100
_MAX_COUNT = (1 << 53) - 1
_FIXED = frozenset({ABOUT, FILM, PLAN, "log.vkey", "README.md", *STAMP_FILES})
_NAMED = {
    COPY_PLANNED: ("recording", "root", "plan", "reasons"),
    COPY_RENDERED: ("recording", "root", "plan", "sha256", "len"),
    COPY_APPROVED: ("recording", "root", "plan", "sha256", "reasons"),
}
"""What each entry says, and redaction.json says as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the one who asks brings along: keys that are trusted, and where to look further."""

    key: str
    ledger_at: str
    witnesses: Sequence[str]
    authorities: Sequence[bytes] = ()


def is_copy(bundle: Bundle) -> bool:
    """Whether this is a redacted copy and no bundle of a recording."""
    return ABOUT in bundle.names and "bundle.json" not in bundle.names


def judge_copy(bundle: Bundle, asked: Asked, found: list[Finding]) -> dict[str, Any]:
    """Judge a redacted copy; adds what is found and returns what it says.

    Raises: Barrier.
    """
    about = _read_about(bundle)
    log = log_key(bundle, asked.key)
    witnesses = witness_keys(asked.witnesses)
    trusted = trusted_certificates(asked.authorities)
    redaction, recording = about["redaction"], about["recording"]
    objects = {COPY_ACTS: redaction, RECORDING_ACTS: recording}
    ledger = read_ledger(bundle, log, about["proofs"], objects)
    ledger.is_key_given = bool(asked.key)
    found += ledger.findings + judge_witnesses(ledger, witnesses)
    found += judge_stamp(bundle, log, ledger, trusted)
    if not ledger.is_key_given:
        found.append(Finding("copy_key_from_bundle", values={"origin": ledger.origin}))
    _judge_entries(about, ledger, found)
    _judge_film(bundle, about, found)
    _judge_plan(bundle, about, found)
    _judge_files(bundle, about, found)
    if asked.ledger_at:
        found += judge_ledger_of_copy(asked.ledger_at, log, ledger, (redaction, recording))
    else:
        found.append(Finding("original_unknown"))
    return _facts(about, ledger)


def _read_about(bundle: Bundle) -> dict[str, Any]:
    try:
        about = demand_form(decode(bundle.read(ABOUT, 1 << 20)), "redacted_copy")
        _demand_reasons(about["reasons"])
    except Unreadable as error:
        raise Barrier("copy_malformed", where=ABOUT) from error
    except Malformed as error:
        raise Barrier("copy_malformed", where=str(error)) from error
    return about


def _demand_reasons(reasons: Any) -> None:
    """Code and number of parts.

    Raises: Malformed.
    """
    if not isinstance(reasons, dict) or not 0 < len(reasons) <= _MOST_REASONS:
        raise Malformed("reasons")
    for code, count in reasons.items():
        is_code = 0 < len(code) <= 40 and set(code) <= set("abcdefghijklmnopqrstuvwxyz_")
        if not is_code or type(count) is not int or not 0 < count <= _MAX_COUNT:
            raise Malformed("reasons")


def _judge_entries(about: Mapping[str, Any], ledger: Ledger, found: list[Finding]) -> None:
    """Each step is on record once, in its order, says the same, and two accounts took part."""
    for act in COPY_STEPS:
        entries = ledger.all(act)
        step = act.removeprefix(COPY_ACTS)
        if not entries:
            found.append(Finding("copy_unproven", values={"step": step}))
        for entry in entries:
            found += [
                Finding("copy_differs", values={"field": name, "step": step})
                for name in _NAMED[act]
                if entry.payload[name] != about[name]
            ]
    acts = [entry.act for entry in ledger.entries if entry.act in COPY_STEPS]
    if acts != [act for act in COPY_STEPS if act in acts]:
        found.append(Finding("copy_order"))
    planned, approved = ledger.first(COPY_PLANNED), ledger.first(COPY_APPROVED)
    if planned and approved and planned.account == approved.account:
        found.append(Finding("copy_one_person", values={"account": planned.account}))


def _judge_film(bundle: Bundle, about: Mapping[str, Any], found: list[Finding]) -> None:
    if FILM not in bundle.names:
        found.append(Finding("copy_file_missing", values={"name": FILM}))
        return
    spans = [(0, about["len"])]
    digest = None
    if bundle.size(FILM) == about["len"]:
        place = bundle.place(FILM)
        try:
            (digest,) = place.digests(spans) if place else bundle.digests(FILM, spans)
        except (Unreadable, OSError):
            digest = None
    if digest != about["sha256"]:
        found.append(Finding("copy_film_differs"))


def _judge_plan(bundle: Bundle, about: Mapping[str, Any], found: list[Finding]) -> None:
    if PLAN not in bundle.names:
        found.append(Finding("copy_file_missing", values={"name": PLAN}))
        return
    try:
        raw = bundle.read(PLAN, 1 << 26)
        plan = demand_form(decode(raw), "plan")
    except (Unreadable, Malformed):
        found.append(Finding("copy_plan_differs"))
        return
    if hashlib.sha256(raw).hexdigest() != about["plan"]:
        found.append(Finding("copy_plan_differs"))
    parts = [*plan["masks"], *plan["blurred"], *plan["muted"]]
    if dict(Counter(part["reason"] for part in parts)) != about["reasons"]:
        found.append(Finding("copy_reasons_differ"))


def _judge_files(bundle: Bundle, about: Mapping[str, Any], found: list[Finding]) -> None:
    known = set(_FIXED)
    for item in about["proofs"]:
        known |= {f"proofs/{item['name']}.json", f"proofs/{item['name']}.tlog-proof"}
    for name in sorted(bundle.names - known):
        code = "file_foreign" if name.startswith("proofs/") else "file_unproven"
        found.append(Finding(code, values={"name": name[:200]}))


def _facts(about: Mapping[str, Any], ledger: Ledger) -> dict[str, Any]:
    planned, rendered, approved = (ledger.first(act) for act in COPY_STEPS)
    return {
        "kind": KIND,
        "redaction": about["redaction"],
        "recording": about["recording"],
        "root": about["root"],
        "reasons": about["reasons"],
        "agency": approved.agency if approved else None,
        "planned_by": planned.account if planned else None,
        "planned_ms": planned.at if planned else None,
        "rendered_ms": rendered.at if rendered else None,
        "approved_by": approved.account if approved else None,
        "approved_ms": approved.at if approved else None,
        "sha256": about["sha256"],
        "bytes": about["len"],
        "plan": about["plan"],
        **ledger.as_facts(),
    }
