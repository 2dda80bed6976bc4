# SPDX-License-Identifier: Apache-2.0
"""Bundles for the tests: a small ledger, a server, and an exporter written from the format page."""

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from mingjing.ledger.rules.notes import LogKey, checkpoint_text, proof_text
from tests.rules.ledger.ledger_trees import naive_root
from tests.verify.reference_recorder import START_MS, Recorder, Sent, Signer, Step, acknowledge

Files = dict[str, bytes]
AGENCY = "agency_01linjiang"
OFFICER = "account_01officer"
KINDS = {
    "redaction": "redaction",
    "device": "recorder",
    "recording": "recording",
    "alarm": "recording",
}


def text64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def path_of(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1, as the RFC writes it."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*path_of(leaves[:half], index), naive_root(leaves[half:])]
    return [*path_of(leaves[half:], index - half), naive_root(leaves[:half])]


@dataclass
class Log:
    """A ledger in memory; other acts stand between ours."""

    key: LogKey = field(default_factory=lambda: LogKey("linjiang.example/ledger", b"\x09" * 32))
    leaves: list[bytes] = field(default_factory=list)

    def enter(
        self, act: str, object_id: str, payload: Mapping[str, Any], at: int, by: str = OFFICER
    ) -> int:
        for fields in ((act, object_id, payload, at), ("party.visited", "p1", {}, at)):
            self.leaves.append(self._leaf(*fields, by=by))
        return len(self.leaves) - 2

    def _leaf(
        self, act: str, object_id: str, payload: Mapping[str, Any], at: int, *, by: str
    ) -> bytes:
        moment = datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return rfc8785.dumps(
            {
                "v": 1, "entry": f"entry_{len(self.leaves)}", "act": act,
                "kind": KINDS.get(act.partition(".")[2].partition("_")[0], "party"),
                "object": object_id, "agency": AGENCY,
                "account": by, "at": moment,
                "digest": sha256(rfc8785.dumps(dict(payload))).hexdigest(),
            }
        )  # fmt: skip

    def proof(self, index: int) -> bytes:
        note = checkpoint_text(self.key, len(self.leaves), naive_root(self.leaves))
        path = path_of(self.leaves, index)
        return proof_text(index, path, self.leaves[index], note).encode()


@dataclass
class Case:
    """Everything there is about one recording, before it becomes files."""

    device: Signer
    server: Signer
    recording: str
    lines: list[Sent]
    log: Log = field(default_factory=Log)
    state: str = "complete"
    entries: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    withheld: list[dict[str, Any]] = field(default_factory=list)
    camera: str = ""
    about: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def size(self) -> int:
        return max([sent.header["seq"] for sent in self.lines], default=-1) + 1

    @cached_property
    def root(self) -> str:
        by_seq = {sent.header["seq"]: sent.raw for sent in self.lines}
        return naive_root([by_seq.get(seq, b"") for seq in range(self.size)]).hex()

    def enter(self, act: str, payload: dict[str, Any], at: int) -> None:
        object_id = self.device.key_id if act.startswith("device") else self.recording
        act = f"evidence.{act}"
        self.entries.append((act, self.log.enter(act, object_id, payload, at), payload))

    def enter_all(self, *, registered_at: int | None = None, anchor_every: int = 4) -> "Case":
        """What the server would write while the recording comes in."""
        wall = self.lines[0].header["wall"]
        register = wall - 9_000_000 if registered_at is None else registered_at
        until = datetime.fromtimestamp((wall + 10**10) / 1000, UTC).isoformat()
        source = {"source": "unsigned", "camera": self.camera} if self.camera else {}
        self.enter(
            "device_registered",
            {"alg": self.device.alg, "account_id": "account_01officer", "until": until,
             "officer": "王明", **source}, register,
        )  # fmt: skip
        self.enter(
            "recording_opened",
            {"key": self.device.key_id, "link": self.lines[0].hash, "occasion": ["", ""],
             "server_key": self.server.key_id}, max(wall, register) + 200,
        )  # fmt: skip
        by_seq = {sent.header["seq"]: sent for sent in self.lines}
        last = self.lines[-1]
        for seq in range(anchor_every - 1, self.size, anchor_every):
            if seq in by_seq:
                at = max(by_seq[seq].header["wall"], register) + 30_000
                self.enter("recording_anchored", {"seq": seq, "link": by_seq[seq].hash}, at)
        closed = max(last.header["wall"], register) + 60_000
        if self.state in {"sealed", "complete"}:
            self.enter("recording_sealed", {"links": self.size, "link": last.hash}, closed)
        if self.state == "complete":
            self.enter("recording_completed", {"links": self.size, "root": self.root}, closed + 5)
        if self.state == "broken_off":
            payload = {"behind": self.size - 1, "link": last.hash, "held": len(self.lines)}
            self.enter("recording_broken_off", payload, closed)
        return self

    def files(self) -> Files:
        """The bundle."""
        chain, bodies = lay_out(self.lines)
        whole = {name: b"".join(parts) for name, parts in bodies.items()}
        return self.papers() | {"chain.jsonl": chain} | whole

    def papers(self) -> Files:
        """All of the bundle but chain and bodies."""
        proofs: list[dict[str, str]] = []
        files = Files()
        for number, (act, index, payload) in enumerate(self.entries):
            name = f"{number}-{act.removeprefix('evidence.')}"
            proofs.append({"act": act, "name": name})
            files[f"proofs/{name}.tlog-proof"] = self.log.proof(index)
            files[f"proofs/{name}.json"] = rfc8785.dumps(payload)
        about: dict[str, Any] = {
            "v": 1, "recording": self.recording, "state": self.state, "links": self.size,
            "root": self.root if self.state == "complete" else "",
            "device": text64(self.device.spki),
            "server": text64(self.server.spki), "proofs": proofs, "withheld": self.withheld,
        } | self.about  # fmt: skip
        files["bundle.json"] = rfc8785.dumps(about)
        files["log.vkey"] = self.log.key.vkey().encode() + b"\n"
        files["README.md"] = "证据包 / a bundle\n".encode()
        return files


def lay_out(lines: Sequence[Sent]) -> tuple[bytes, dict[str, list[bytes]]]:
    """Chain and bodies: films where there is an init, single files where there is none."""
    bodies: dict[str, list[bytes]] = {}
    filled: dict[str, int] = {}
    rows: list[bytes] = []
    films, film = 0, ""
    for sent in lines:
        row: dict[str, Any] = {
            "link": text64(sent.raw), "signature": text64(sent.signature), "ack": sent.ack,
            "ack_signature": text64(sent.ack_signature),
        }  # fmt: skip
        if sent.header["kind"] == "init" and sent.body:
            films += 1
            film = "recording.mp4" if films == 1 else f"recording-{films}.mp4"
        name = film if sent.header["init"] or sent.header["kind"] == "init" else ""
        name = name or f"bodies/{sent.header['seq']}.jpg"
        if sent.absent:
            row["absent"] = sent.absent
        elif sent.header["len"]:
            row |= {"file": name, "at": filled.get(name, 0)}
            bodies.setdefault(name, []).append(sent.body)
            filled[name] = filled.get(name, 0) + len(sent.body)
        rows.append(rfc8785.dumps(row))
    return b"".join(row + b"\n" for row in rows), bodies


def make_case(
    plan: Sequence[Step],
    *,
    alg: str = "Ed25519",
    number: int = 1,
    state: str = "complete",
    mode: str = "video",
    missing: tuple[int, ...] = (),
    size: int = 2_000,
    anchor_every: int = 4,
    camera: str = "",
) -> Case:
    """An honest recording, its entries made."""
    device, server = Signer(alg, 100 + number), Signer("Ed25519", 900)
    recording = f"recording_{number:032x}"
    recorder = Recorder(device, recording, mode=mode, size=size, wall=START_MS + number)
    recorder.camera = camera
    lines = recorder.run(plan, server)
    case = Case(device, server, recording, lines, state=state, camera=camera)
    case.__dict__["size"] = len(lines)
    case.lines = [sent for sent in lines if sent.header["seq"] not in missing]
    return case.enter_all(anchor_every=anchor_every)


def reseal(case: Case, device: Signer, server: Signer, *, keep_signatures: bool = False) -> Case:
    """Everything made again by somebody else: headers, chain, acknowledgements."""
    lines: list[Sent] = []
    for sent in case.lines:
        header = dict(sent.header)
        header["prev"] = lines[-1].hash if lines else header["prev"]
        if not keep_signatures:
            header["key"] = device.key_id
        raw = rfc8785.dumps(header)
        signature = sent.signature if keep_signatures else device.sign(b"mingjing/link/v1\n" + raw)
        again = replace(sent, header=header, raw=raw, signature=signature)
        lines.append(acknowledge(again, server))
    owner = case.device if keep_signatures else device
    return Case(owner, server, case.recording, lines, log=case.log, state=case.state)


def withhold(case: Case, first: int, last: int) -> Case:
    """Hand out links first to last, link 0 and the inits they need; prove the rest."""
    needed = {sent.header["init"] for sent in case.lines[first : last + 1]}
    kept = [
        sent
        for sent in case.lines
        if sent.header["seq"] == 0
        or first <= sent.header["seq"] <= last
        or (sent.header["kind"] == "init" and sent.header["sha256"] in needed)
    ]
    leaves = [sent.raw for sent in case.lines]
    shown = {sent.header["seq"] for sent in kept}
    ranges: list[list[int]] = []
    for seq in range(case.size):
        if seq in shown:
            continue
        if ranges and ranges[-1][1] == seq - 1:
            ranges[-1][1] = seq
        else:
            ranges.append([seq, seq])
    withheld = [
        {"from": a, "to": b, "nodes": [node.hex() for node in _nodes(leaves, 0, a, b)]}
        for a, b in ranges
    ]
    _ = case.root
    return replace_lines(case, kept, withheld)


def replace_lines(case: Case, lines: list[Sent], withheld: list[dict[str, Any]]) -> Case:
    other = replace(case, lines=lines, withheld=withheld)
    other.__dict__ |= {"size": case.size, "root": case.root}
    return other


def _nodes(leaves: Sequence[bytes], start: int, first: int, last: int) -> list[bytes]:
    end = start + len(leaves) - 1
    if end < first or start > last:
        return []
    if first <= start and end <= last:
        return [naive_root(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left = _nodes(leaves[:half], start, first, last)
    return left + _nodes(leaves[half:], start + half, first, last)


def write_folder(files: Files, folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def zip_bytes(files: Files, *, method: int = zipfile.ZIP_STORED, prefix: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(prefix + name, content)
    return out.getvalue()
