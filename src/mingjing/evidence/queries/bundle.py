# SPDX-License-Identifier: Apache-2.0
"""A recording as a bundle (证据包): docs/reference/recording-bundle.md, written body by body."""

import base64
import json
import mimetypes
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from mingjing.engines.errors import ObjectMissing
from mingjing.evidence.models import Anchor, Device, Recording, Said
from mingjing.evidence.queries import store
from mingjing.evidence.queries.copies import write_copies
from mingjing.evidence.queries.deletions import deleted_among
from mingjing.evidence.queries.extras import extras
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.naming import names_of
from mingjing.evidence.queries.server_key import door_key
from mingjing.evidence.queries.stamped import write_stamp
from mingjing.evidence.rules.acks import chain_line
from mingjing.evidence.rules.disclosure import nodes, ranges_outside
from mingjing.evidence.rules.header import media_type
from mingjing.evidence.rules.manifest import Subject, ledger_place
from mingjing.evidence.types import LinkKind, LinkRow
from mingjing.kernel.canonical import canonical_json
from mingjing.kernel.resources import data_path
from mingjing.ledger.public import proof, verifier_key
from mingjing.ledger.types import NotYetSequenced

_MOST_ANCHORS = 100
_FILMS = {"video/mp4": "mp4", "audio/mp4": "m4a", "video/webm": "webm", "audio/webm": "webm"}


@dataclass(frozen=True, slots=True)
class Part:
    """Which links are handed out, both ends included (披露范围)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a body lies in the bundle; `name` is empty when it is gone."""

    name: str
    at: int


def write_bundle(target: Path, row: Recording, part: Part | None, now: datetime) -> Part:
    """Writes the bundle as a zip and returns which links it holds.

    No body goes once its deletion is decided, wherever it still lies. Playable copies are made
    beside `target` first; the folder is the caller's to remove.

    Raises: NotYetSequenced while an entry is not in the published ledger, ChainDamaged.
    """
    held = links(row)
    handed = _handed(held, part)
    proofs = _proofs(row)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        is_gone = bool(deleted_among([row.recording_id]))
        places = {} if is_gone else _write_bodies(bundle, row.recording_id, handed)
        lines = [_line(row.recording_id, link, places.get(link.seq)) for link in handed]
        bundle.writestr("chain.jsonl", b"".join(lines), zipfile.ZIP_DEFLATED)
        named = []
        for number, (act, proof_text, payload) in enumerate(proofs):
            name = f"{number}-{act.removeprefix('evidence.')}"
            named.append({"act": act, "name": name})
            bundle.writestr(f"proofs/{name}.tlog-proof", proof_text)
            bundle.writestr(f"proofs/{name}.json", canonical_json(payload))
        if proofs:
            write_stamp(bundle, proofs[-1][1])
        about = _about(row, held, handed, named)
        bundle.writestr("bundle.json", canonical_json(about))
        bundle.writestr("log.vkey", verifier_key() + "\n")
        films = list(dict.fromkeys(place.name for place in places.values() if place.name))
        subject = _subject(row, about, handed, proofs)
        copies = write_copies(bundle, films, subject, now, target.parent)
        bundle.writestr("README.md", _readme(row.recording_id, copies.told))
        bundle.writestr("extra/about.json", names_of(row), zipfile.ZIP_DEFLATED)
        for name, content in extras(row.recording_id, held, handed):
            bundle.writestr(name, content, zipfile.ZIP_DEFLATED)
    return Part(handed[0].seq, handed[-1].seq)


def _about(
    row: Recording,
    held: Sequence[LinkRow],
    handed: Sequence[LinkRow],
    named: list[dict[str, str]],
) -> dict[str, Any]:
    size = held[-1].seq + 1 if row.end_seq is None else row.end_seq + 1
    is_part = len(handed) < len(held)
    headers = [link.raw for link in held]
    outside = ranges_outside({link.seq for link in handed}, size) if is_part else []
    device = Device.objects.get(key=row.device_id)
    server = door_key(Path(settings.MINGJING_HOME))
    return {
        "v": 1,
        "recording": row.recording_id,
        "state": row.state,
        "links": size,
        "root": row.root,
        "device": base64.b64encode(bytes(device.spki)).decode(),
        "server": base64.b64encode(server.spki).decode(),
        "proofs": named,
        "withheld": [
            {"from": first, "to": last, "nodes": nodes(headers, first, last)}
            for first, last in outside
        ],
    }


def _subject(
    row: Recording,
    about: Mapping[str, Any],
    handed: Sequence[LinkRow],
    proofs: Sequence[tuple[str, str, dict[str, object]]],
) -> Subject:
    """What the manifest of a copy says: of the recording and the ledger, and of nobody."""
    return Subject(
        recording_id=row.recording_id,
        state=row.state,
        root=row.root,
        links=about["links"],
        handed=handed,
        opened_at=row.opened_at,
        ledger=ledger_place(*proofs[-1][:2]) if proofs else None,
    )


def _handed(held: Sequence[LinkRow], part: Part | None) -> list[LinkRow]:
    """The links of the part, with the opening and the inits that its bodies need."""
    if part is None:
        return list(held)
    chosen = [link for link in held if part.first <= link.seq <= part.last]
    needed = {json.loads(link.raw)["init"] for link in chosen}
    return [
        link
        for link in held
        if link.seq == 0
        or part.first <= link.seq <= part.last
        or (link.kind is LinkKind.INIT and link.body in needed)
    ]


def _write_bodies(
    bundle: zipfile.ZipFile, recording_id: str, handed: Sequence[LinkRow]
) -> dict[int, _Place]:
    """Films and single bodies; each body once, as it was sent."""
    places: dict[int, _Place] = {}
    for film, group in _films(handed):
        places |= _write_film(bundle, film, recording_id, group)
    return places


def _write_film(
    bundle: zipfile.ZipFile, film: str, recording_id: str, group: Sequence[LinkRow]
) -> dict[int, _Place]:
    """One film; none is written when all its bodies were deleted."""
    places: dict[int, _Place] = {}
    at = 0
    with ExitStack() as opened:
        target: IO[bytes] | None = None
        for link in group:
            content = _body(recording_id, link)
            if content is None:
                places[link.seq] = _Place("", 0)
                continue
            if target is None:
                target = opened.enter_context(bundle.open(film, "w", force_zip64=True))
            target.write(content)
            places[link.seq] = _Place(film, at)
            at += len(content)
    return places


def _body(recording_id: str, link: LinkRow) -> bytes | None:
    try:
        return store.body(recording_id, link.body)
    except ObjectMissing:
        return None


def _films(handed: Sequence[LinkRow]) -> Iterable[tuple[str, list[LinkRow]]]:
    """Each file of the bundle with the links whose bodies it holds, in their order."""
    films: list[tuple[str, list[LinkRow]]] = []
    mime, present = "", ""
    counts: dict[str, int] = {}
    for link in handed:
        header = json.loads(link.raw)
        if link.kind is LinkKind.INIT:
            mime, present = header["says"]["mime"], link.body if link.length else ""
        if not link.length:
            continue
        if link.kind is LinkKind.INIT:
            ending = _FILMS.get(media_type(mime), "bin")
            counts[ending] = counts.get(ending, 0) + 1
            number = "" if counts[ending] == 1 else f"-{counts[ending]}"
            films.append((f"recording{number}.{ending}", [link]))
        elif header["init"] and header["init"] == present:
            films[-1][1].append(link)
        else:
            ending = (mimetypes.guess_extension(media_type(mime)) or ".bin").lstrip(".")
            films.append((f"bodies/{link.seq}.{ending}", [link]))
    return films


def _line(recording_id: str, link: LinkRow, place: _Place | None) -> bytes:
    value = json.loads(chain_line(recording_id, link))
    if place is not None and place.name:
        value |= {"file": place.name, "at": place.at}
    elif link.length:
        value["absent"] = "deleted"
    return canonical_json(value) + b"\n"


def _proofs(row: Recording) -> list[tuple[str, str, dict[str, object]]]:
    """Act, proof and payload of each entry that the verifier needs, in the order of the ledger."""
    said = [
        *Said.objects.filter(kind="recorder", object_id=row.device_id),
        *Said.objects.filter(kind="recording", object_id=row.recording_id),
    ]
    found = [(one.act, one.entry_id, dict(one.payload)) for one in said]
    found += [
        ("evidence.recording_anchored", one.entry_id, {"seq": one.seq, "link": one.digest})
        for one in _anchors(row)
    ]
    proven = []
    for act, entry_id, payload in found:
        try:
            proven.append((act, str(proof(entry_id)), payload))
        except NotYetSequenced:
            if act != "evidence.recording_anchored":  # an anchor more or less changes nothing
                raise
    return sorted(proven, key=lambda one: _leaf_index(one[1]))


def _anchors(row: Recording) -> list[Anchor]:
    """At most a hundred, evenly spread, the first and the last among them."""
    anchors = list(Anchor.objects.filter(recording=row).order_by("id"))
    if len(anchors) <= _MOST_ANCHORS:
        return anchors
    step = (len(anchors) - 1) / (_MOST_ANCHORS - 1)
    return [anchors[round(number * step)] for number in range(_MOST_ANCHORS)]


def _leaf_index(text: str) -> int:
    line = next(line for line in text.splitlines() if line.startswith("index "))
    return int(line.removeprefix("index "))


def _readme(recording_id: str, copies: str) -> str:
    text = data_path("bundle-readme.md").read_text(encoding="utf-8")
    return text.format(recording=recording_id, copies=copies)
