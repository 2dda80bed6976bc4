# SPDX-License-Identifier: Apache-2.0
"""Judging a bundle (核验): everything in order, one outcome with all its findings."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingjing_verify import anchored, bodies, scenes, sources
from mingjing_verify import chain as chains
from mingjing_verify.bundle import Bundle, Unreadable, open_bundle
from mingjing_verify.canonical import Malformed, decode, demand_form
from mingjing_verify.chain import Chain
from mingjing_verify.findings import Barrier, Finding, Verdict, Weight, verdict_of
from mingjing_verify.held_back import judge_whole_ledger
from mingjing_verify.keys import PublicKey, read_key
from mingjing_verify.proofs import (
    FORMS,
    OPENED,
    RECORDING_ACTS,
    REGISTERED,
    Entry,
    Ledger,
    log_key,
    moment,
    read_ledger,
)
from mingjing_verify.redacted import Asked, is_copy, judge_copy
from mingjing_verify.said import said_beside
from mingjing_verify.signatures import signatures_of
from mingjing_verify.stamped import judge_bound, judge_stamp, trusted_certificates
from mingjing_verify.witnessed import judge_witnesses, witness_keys

_WEIGHTS = list(Weight)


@dataclass(slots=True)
class Outcome:
    """The outcome of judging a bundle: the verdict, its findings, and what is proven."""

    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """The heaviest finding decides."""
        return verdict_of(self.findings)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "verdict": self.verdict,
            "exit": self.verdict.exit_code,
            "facts": self.facts,
            "findings": [finding.as_json() for finding in self.findings],
        }

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time of a step."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def judge(
    path: Path,
    key: str = "",
    ledger_at: str = "",
    *,
    witnesses: Sequence[str] = (),
    authorities: Sequence[bytes] = (),
    processes: int = 1,
) -> Outcome:
    """Judge the bundle or the redacted copy at a path, under the ledger's key where one is given.

    `ledger_at` is a folder or an address of the whole ledger, to look for entries held back.
    `witnesses` are verifier keys of those who should have cosigned its checkpoints; `authorities`
    files of certificates, PEM or DER, that are trusted to vouch for a timestamp. More than one
    of `processes` checks a long chain faster; a script that asks for it must be guarded by
    `if __name__ == "__main__"` where processes are not forked.
    """
    outcome = Outcome()
    try:
        with outcome.timed("all"):
            asked = Asked(key, ledger_at, witnesses, authorities)
            bundle = open_bundle(path)
            if is_copy(bundle):
                outcome.facts = judge_copy(bundle, asked, outcome.findings)
            else:
                _judge(outcome, bundle, asked, processes)
    except Barrier as barrier:
        outcome.findings.append(barrier.finding)
    outcome.findings = sorted(chains.merge_runs(outcome.findings), key=_rank)
    return outcome


def _rank(finding: Finding) -> tuple[int, int, str]:
    link = -1 if finding.link is None else finding.link
    return _WEIGHTS.index(finding.weight), link, finding.code


def _judge(outcome: Outcome, bundle: Bundle, asked: Asked, processes: int) -> None:
    with outcome.timed("ledger"):
        about = _read_about(bundle)
        log = log_key(bundle, asked.key)
        witnesses = witness_keys(asked.witnesses)
        trusted = trusted_certificates(asked.authorities)
        ledger = read_ledger(bundle, log, about["proofs"], {RECORDING_ACTS: about["recording"]})
        ledger.is_key_given = bool(asked.key)
        outcome.findings += ledger.findings + judge_witnesses(ledger, witnesses)
        outcome.findings += judge_stamp(bundle, log, ledger, trusted)
        server = _server_key(about)
        registration, device = _device_key(bundle, about, ledger)
    lines = _chain_bytes(bundle)
    with signatures_of(device, server, lines.count(b"\n"), processes) as signatures:
        with outcome.timed("links"):
            chain = chains.read_chain(lines, signatures.add)
        chain.findings += outcome.findings
        outcome.findings = chain.findings
        _note_trust(chain, ledger)
        with bodies.pool_for_hashing() as pool:
            groups = bodies.start_hashing(chain, bundle, pool)
            chains.judge_links(chain, about["recording"], device, server)
            with outcome.timed("rest of signatures"):
                chains.judge_signatures(chain, device, signatures.answers())
            with outcome.timed("rest of hashing"):
                bodies.judge_bodies(chain, groups)
    bodies.judge_files(chain, bundle, about["proofs"])
    anchored.judge_opening(chain, ledger, registration, server)
    extent = anchored.extent_of(about, ledger, chain.findings)
    anchored.judge_presence(chain, ledger, extent)
    anchored.judge_sightings(chain, ledger)
    pushed = sources.is_unsigned(chain, registration)
    anchored.judge_alarms(chain, ledger, about["recording"], pushed=pushed)
    sources.judge_source(chain, registration)
    anchored.judge_end(chain, ledger, about["state"], extent.size)
    anchored.judge_root(chain, extent)
    anchored.judge_delays(chain, ledger)
    chain.findings += judge_bound(ledger, [(s.index, s.seq) for s in anchored.sightings(ledger)])
    scenes.judge_time(chain)
    if asked.ledger_at:
        with outcome.timed("whole ledger"):
            ids = (about["recording"], device.key_id)
            chain.findings += judge_whole_ledger(asked.ledger_at, log, ledger, ids)
    outcome.facts = facts_of(chain, ledger, registration, about)
    outcome.facts["said"] = said_beside(bundle)


def _read_about(bundle: Bundle) -> dict[str, Any]:
    try:
        return demand_form(decode(bundle.read("bundle.json", 1 << 26)), "bundle")
    except Unreadable as error:
        raise Barrier("bundle_malformed", where="bundle.json") from error
    except Malformed as error:
        raise Barrier("bundle_malformed", where=str(error)) from error


def _chain_bytes(bundle: Bundle) -> bytes:
    try:
        return bundle.read("chain.jsonl", chains.MAX_CHAIN_BYTES)
    except Unreadable as error:
        raise Barrier("chain_empty") from error


def _server_key(about: Mapping[str, Any]) -> PublicKey:
    try:
        server = read_key(about["server"])
    except Malformed as error:
        raise Barrier("bundle_malformed", where="server") from error
    if server.alg != "Ed25519":
        raise Barrier("bundle_malformed", where="server")
    return server


def _device_key(
    bundle: Bundle, about: Mapping[str, Any], ledger: Ledger
) -> tuple[Entry, PublicKey]:
    """The registered key. Where its proof is broken, the finding stands and the key is still used
    to look at the links.

    Raises: Barrier when no registration is handed in, or none of this key.
    """
    try:
        key = read_key(about["device"])
        same = [e for e in ledger.all(REGISTERED) if e.object_id == key.key_id]
        if ledger.first(REGISTERED) and not same:
            raise Barrier("device_unknown")
        entry = same[0] if same else _unproven_registration(bundle, about, key)
        moment(entry.payload["until"])
    except Malformed as error:
        raise Barrier("device_unknown") from error
    if key.alg != entry.payload["alg"]:
        raise Barrier("device_unknown")
    return entry, key


def _unproven_registration(bundle: Bundle, about: Mapping[str, Any], key: PublicKey) -> Entry:
    names = [item["name"] for item in about["proofs"] if item["act"] == REGISTERED]
    if not names:
        raise Barrier("device_unknown")
    try:
        raw = bundle.read(f"proofs/{names[0]}.json", 1 << 20)
        payload = demand_form(decode(raw, is_canonical=False), FORMS[REGISTERED], is_open=True)
    except (Unreadable, Malformed) as error:
        raise Barrier("device_unknown") from error
    return Entry(
        act=REGISTERED,
        name=names[0],
        index=-1,
        at=0,
        object_id=key.key_id,
        agency="",
        account="",
        payload=payload,
    )


def _note_trust(chain: Chain, ledger: Ledger) -> None:
    if not ledger.is_key_given:
        chain.findings.append(Finding("key_from_bundle", values={"origin": ledger.origin}))


def facts_of(
    chain: Chain, ledger: Ledger, device: Entry, about: Mapping[str, Any]
) -> dict[str, Any]:
    """What the bundle says, as far as links are good: who, with what, when, how much."""
    good = [link for link in chain.ordered() if link.seq not in chain.bad]
    media = [link for link in good if link.kind == "media"]
    first = good[0] if good and good[0].seq == 0 else None
    opened = ledger.first(OPENED)
    officer = (opened.payload if opened else {}).get("officer", device.payload.get("officer"))
    return {
        "recording": about["recording"],
        "state": about["state"],
        "account": device.payload["account_id"],
        "officer": officer if isinstance(officer, str) else None,
        "source": sources.UNSIGNED if sources.is_unsigned(chain, device) else None,
        "camera": sources.camera_of(device) if sources.is_unsigned(chain, device) else None,
        "agency": (opened or device).agency,
        "device": device.object_id,
        "alg": device.payload["alg"],
        "registered_ms": device.at,
        "opened_ms": opened.at if opened else None,
        "occasion": first.header["says"]["occasion"] if first else None,
        "mode": first.header["says"]["mode"] if first else None,
        "from_ms": media[0].begin if media else None,
        "to_ms": media[-1].header["wall"] if media else None,
        "links": len(chain.links),
        "media": len(media),
        "bytes": sum(link.header["len"] for link in good if link.file),
        "root": about["root"],
        "marks": [
            {
                "link": link.seq,
                "at_ms": link.header["says"]["at"],
                "label": link.header["says"]["label"],
                "note": link.header["says"]["note"],
            }
            for link in good
            if link.kind == "mark"
        ],
        **ledger.as_facts(),
    }
