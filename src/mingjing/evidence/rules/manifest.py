# SPDX-License-Identifier: Apache-2.0
"""What the C2PA manifest of a playable copy says (内容凭证的内容), C2PA 2.4.

It speaks of the recording and the ledger, never of people: the copy goes where it is sent, and
nobody's name can be taken back from it. Whose recording it was stands in the bundle.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mingjing.evidence.types import LinkKind, LinkRow

ACTIONS = "c2pa.actions.v2"
RECORDING = "mingjing.recording"
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """The entry that speaks last of the recording, and the checkpoint that its proof leads to."""

    origin: str
    act: str
    index: int
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a copy is a copy of: `links` is the length of the chain, `handed` what is in it."""

    recording_id: str
    state: str
    root: str
    links: int
    handed: Sequence[LinkRow]
    opened_at: datetime
    ledger: LedgerPlace | None


def manifest(subject: Subject, film: str, now: datetime, version: str) -> dict[str, Any]:
    """The definition of the manifest for the copy of one film of a bundle.

    Actions: `c2pa.created` at the opening of the recording, `c2pa.published` now.
    """
    created = {"action": "c2pa.created", "when": _utc(subject.opened_at)}
    actions = [
        created | {"digitalSourceType": CAPTURE},
        {"action": "c2pa.published", "when": _utc(now)},
    ]
    return {
        "claim_generator_info": [{"name": "Mingjing", "version": version}],
        "title": f"{subject.recording_id} {film}",
        "format": "video/mp4" if film.endswith(".mp4") else "audio/mp4",
        "assertions": [
            {"label": ACTIONS, "data": {"actions": actions}},
            {"label": RECORDING, "data": _recording(subject, film)},
        ],
    }


def gaps(handed: Sequence[LinkRow]) -> list[dict[str, Any]]:
    """The stated gaps among these links: from, to (milliseconds since 1970) and the reason's code.

    The officer's own words on it are left out.
    """
    said = [json.loads(link.raw)["says"] for link in handed if link.kind is LinkKind.GAP]
    return [{"from": one["from"], "to": one["to"], "reason": one["reason"]} for one in said]


def ledger_place(act: str, proof: str) -> LedgerPlace:
    """What a tlog-proof says: number of the entry, name, size and root of the checkpoint."""
    head, _, note = proof.partition("\n\n")
    index = next(line for line in head.splitlines() if line.startswith("index "))
    origin, size, root = note.split("\n")[:3]
    return LedgerPlace(origin, act, int(index.removeprefix("index ")), int(size), root)


def _recording(subject: Subject, film: str) -> Mapping[str, Any]:
    media = [link for link in subject.handed if link.kind is LinkKind.MEDIA]
    place = subject.ledger
    said: dict[str, Any] = {
        "recording": subject.recording_id,
        "film": film,
        "state": subject.state,
        "root": subject.root,
        "links": subject.links,
        "handed": {
            "from": subject.handed[0].seq,
            "to": subject.handed[-1].seq,
            "links": len(subject.handed),
            "segments": len(media),
        },
        "gaps": gaps(subject.handed),
    }
    if place is not None:
        said["ledger"] = {
            "origin": place.origin,
            "entry": place.index,
            "act": place.act,
            "checkpoint": {"size": place.size, "root": place.root},
        }
    return said


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
