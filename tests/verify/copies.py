# SPDX-License-Identifier: Apache-2.0
"""Redacted copies for the tests, written from the format page, and what somebody did to them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

import rfc8785

from mingjing.ledger.rules.notes import LogKey
from tests.verify.bundles import Files, Log
from tests.verify.reference_recorder import START_MS

RECORDING = f"recording_{7:032x}"
ROOT = "ab" * 32
FILM = bytes(range(256)) * 300 + b"the end of the film"
PLAN: dict[str, Any] = {
    "v": 1,
    "masks": [
        {"id": "m1", "reason": "minor", "style": "solid", "keys": [[0, 1, 1, 5, 5]]},
        {"id": "m2", "reason": "minor", "style": "mosaic", "keys": [[9, 1, 1, 5, 5]]},
    ],
    "blurred": [{"id": "b1", "from": 0, "to": 10, "reason": "home"}],
    "muted": [],
}
STEPS = ("planned", "rendered", "approved")
BY = {"planned": "account_01qian", "rendered": "account_system", "approved": "account_01sun"}
Found = tuple[str, str | None]


def hexed(content: bytes) -> str:
    return sha256(content).hexdigest()


@dataclass
class Copy:
    """A redacted copy whose steps are on record; `said` and `about` change what is told."""

    number: int = 1
    log: Log = field(default_factory=Log)
    film: bytes = FILM
    plan: dict[str, Any] = field(default_factory=lambda: PLAN)
    by: dict[str, str] = field(default_factory=lambda: BY)
    order: Sequence[str] = STEPS
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"redaction_01kb{self.number:022}"

    @property
    def reasons(self) -> dict[str, int]:
        return {"home": 1, "minor": 2}

    def enter_all(self) -> "Copy":
        base = {"recording": RECORDING, "root": ROOT, "plan": hexed(rfc8785.dumps(self.plan))}
        film = {"sha256": hexed(self.film)}
        says: dict[str, dict[str, Any]] = {
            "planned": base | {"reasons": self.reasons},
            "rendered": base | film | {"len": len(self.film), "software": "ffmpeg version 0"},
            "approved": base | film | {"reasons": self.reasons, "rendered": "entry_1"},
        }
        for number, step in enumerate(self.order):
            payload = says[step] | self.said.get(step, {})
            act, at = f"evidence.redaction_{step}", START_MS + number * 60_000
            index = self.log.enter(act, self.id, payload, at, self.by[step])
            self.entries[step] = (index, payload)
        return self

    def files(self, steps: Sequence[str] = STEPS) -> Files:
        """The zip's files, with proofs of these steps."""
        files, proofs = Files(), []
        for number, step in enumerate(steps):
            index, payload = self.entries[step]
            name = f"{number}-redaction_{step}"
            proofs.append({"act": f"evidence.redaction_{step}", "name": name})
            files[f"proofs/{name}.tlog-proof"] = self.log.proof(index)
            files[f"proofs/{name}.json"] = rfc8785.dumps(payload)
        plan = rfc8785.dumps(self.plan)
        about: dict[str, Any] = {
            "v": 1, "kind": "redacted copy", "redaction": self.id, "recording": RECORDING,
            "root": ROOT, "plan": hexed(plan), "sha256": hexed(self.film), "len": len(self.film),
            "reasons": self.reasons, "proofs": proofs,
        } | self.about  # fmt: skip
        return files | {
            "redacted.mp4": self.film,
            "plan.json": plan,
            "redaction.json": rfc8785.dumps(about),
            "log.vkey": self.log.key.vkey().encode() + b"\n",
            "README.md": "脱敏件 / a copy\n".encode(),
        }


@dataclass(frozen=True)
class CopyTrial:
    """A copy, and what must be said of it: verdict and codes, no other but notes."""

    name: str
    make: Callable[[], Files]
    verdict: str
    codes: Sequence[str] = ()
    key: str = Log().key.vkey()


def made(**changes: Any) -> Files:
    return Copy(**changes).enter_all().files()


def with_file(name: str, change: Callable[[bytes], bytes]) -> Files:
    files = made()
    files[name] = change(files.get(name, b""))
    return files


def without(name: str) -> Files:
    return {key: value for key, value in made().items() if key != name}


def flipped(content: bytes, at: int = -1) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def proof_of_another(*, rename: bool) -> Files:
    """A copy of the same recording that nobody approved, with the approval of another copy."""
    log = Log()
    other = Copy(number=2, log=log, film=b"another film").enter_all()
    mine = Copy(log=log).enter_all()
    files = mine.files()
    for ending in (".json", ".tlog-proof"):
        name = f"proofs/2-redaction_approved{ending}"
        files[name] = other.files()[name]
    if rename:
        about = json.loads(files["redaction.json"]) | {"redaction": other.id}
        files["redaction.json"] = rfc8785.dumps(about)
    return files


def film_and_digest() -> Files:
    """Film and redaction.json are changed together; the entries cannot be."""
    film = flipped(FILM)
    files = with_file("redacted.mp4", lambda _: film)
    about = json.loads(files["redaction.json"]) | {"sha256": hexed(film)}
    return files | {"redaction.json": rfc8785.dumps(about)}


def payload_too() -> Files:
    """And the payload of the approval as well."""
    files = film_and_digest()
    name = "proofs/2-redaction_approved.json"
    said = json.loads(files[name]) | {"sha256": json.loads(files["redaction.json"])["sha256"]}
    return files | {name: rfc8785.dumps(said)}


def plan_and_digest() -> Files:
    plan = rfc8785.dumps(PLAN | {"blurred": []})
    files = with_file("plan.json", lambda _: plan)
    changes = {"plan": hexed(plan), "reasons": {"minor": 2}}
    about = json.loads(files["redaction.json"]) | changes
    return files | {"redaction.json": rfc8785.dumps(about)}


def other_log() -> Files:
    return made(log=Log(LogKey("linjiang.example/ledger", b"\x66" * 32)))


STOLEN = {**BY, "approved": BY["planned"]}
COPY_TRIALS = (
    CopyTrial("honest", made, "whole"),
    CopyTrial("no key given", made, "whole", key=""),
    CopyTrial("film, a byte", partial(with_file, "redacted.mp4", flipped), "suspect",
              ["copy_film_differs"]),
    CopyTrial("film, longer", partial(with_file, "redacted.mp4", lambda b: b + b"x"), "suspect",
              ["copy_film_differs"]),
    CopyTrial("film, cut", partial(with_file, "redacted.mp4", lambda b: b[:-1]), "suspect",
              ["copy_film_differs"]),
    CopyTrial("film, gone", partial(without, "redacted.mp4"), "suspect", ["copy_file_missing"]),
    CopyTrial("film and digest", film_and_digest, "suspect", ["copy_differs"]),
    CopyTrial("film, digest, payload", payload_too, "suspect",
              ["copy_differs", "copy_unproven", "proof_broken"]),
    CopyTrial("plan, another reason", partial(
        with_file, "plan.json", lambda b: b.replace(b'"home"', b'"plate"')), "suspect",
        ["copy_plan_differs", "copy_reasons_differ"]),
    CopyTrial("plan, moved", partial(
        with_file, "plan.json", lambda b: b.replace(b"[9,1,1", b"[9,1,2")), "suspect",
        ["copy_plan_differs"]),
    CopyTrial("plan, no JSON", partial(with_file, "plan.json", lambda b: b[1:]), "suspect",
              ["copy_plan_differs"]),
    CopyTrial("plan, gone", partial(without, "plan.json"), "suspect", ["copy_file_missing"]),
    CopyTrial("plan and digest", plan_and_digest, "suspect", ["copy_differs"]),
    CopyTrial("proof of another copy", partial(proof_of_another, rename=False), "suspect",
              ["copy_differs", "copy_order", "proof_malformed"]),
    CopyTrial("taken for another copy", partial(proof_of_another, rename=True), "suspect",
              ["copy_differs", "copy_order", "proof_malformed"]),
    CopyTrial("not approved", lambda: Copy().enter_all().files(STEPS[:2]), "suspect",
              ["copy_unproven"]),
    CopyTrial("approval alone", lambda: Copy().enter_all().files(STEPS[2:]), "suspect",
              ["copy_unproven"]),
    CopyTrial("no proof at all", lambda: Copy().enter_all().files(()), "suspect",
              ["copy_unproven"]),
    CopyTrial("approval listed and gone",
              partial(without, "proofs/2-redaction_approved.tlog-proof"), "suspect",
              ["copy_unproven", "proof_missing"]),
    CopyTrial("proof, a byte", partial(
        with_file, "proofs/2-redaction_approved.tlog-proof", lambda b: flipped(b, 60)), "suspect",
        ["copy_unproven", "proof_broken"]),
    CopyTrial("one person", partial(made, by=STOLEN), "suspect", ["copy_one_person"]),
    CopyTrial("approved before it was made", partial(
        made, order=("planned", "approved", "rendered")), "suspect", ["copy_order"]),
    CopyTrial("another film was made", partial(
        made, said={"rendered": {"sha256": "0" * 64}}), "suspect", ["copy_differs"]),
    CopyTrial("another root was planned", partial(
        made, said={"planned": {"root": "0" * 64}}), "suspect", ["copy_differs"]),
    CopyTrial("other reasons were approved", partial(
        made, said={"approved": {"reasons": {"minor": 2}}}), "suspect", ["copy_differs"]),
    CopyTrial("another root is told", partial(made, about={"root": "0" * 64}), "suspect",
              ["copy_differs"]),
    CopyTrial("fewer reasons are told", partial(made, about={"reasons": {"minor": 2}}), "suspect",
              ["copy_differs", "copy_reasons_differ"]),
    CopyTrial("a payload without its form", partial(
        made, said={"approved": {"sha256": "none"}}), "suspect",
        ["copy_unproven", "proof_malformed"]),
    CopyTrial("a foreign proof", partial(with_file, "proofs/x.json", lambda _: b"{}"), "suspect",
              ["file_foreign"]),
    CopyTrial("a foreign file", partial(with_file, "more.txt", lambda _: b"x"), "whole"),
    CopyTrial("a field too many", partial(made, about={"more": 1}), "not_judged",
              ["copy_malformed"]),
    CopyTrial("a reason that is none", partial(made, about={"reasons": {"A b": 1}}), "not_judged",
              ["copy_malformed"]),
    CopyTrial("another kind", partial(made, about={"kind": "recording"}), "not_judged",
              ["copy_malformed"]),
    CopyTrial("no JSON", partial(with_file, "redaction.json", lambda b: b[1:]), "not_judged",
              ["copy_malformed"]),
    CopyTrial("another ledger", other_log, "not_judged", ["log_unknown"]),
    CopyTrial("key, a byte", partial(with_file, "log.vkey", lambda b: flipped(b, 30)),
              "not_judged", ["log_key_malformed"]),
)  # fmt: skip
