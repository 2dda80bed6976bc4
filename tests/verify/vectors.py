# SPDX-License-Identifier: Apache-2.0
"""Test vectors of the chain, shared by the server, the verifier and the recorder in the browser.

`python -m tests.verify.vectors` writes `tests/data/chain/links.json` and `chains.json` again.
"""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.rules.ledger.ledger_trees import naive_root
from tests.verify.reference_recorder import (
    GAPS,
    NOTHING,
    PHOTOS,
    PLAIN,
    Recorder,
    Sent,
    Signer,
    sign_link,
)

FOLDER = Path(__file__).resolve().parents[1] / "data" / "chain"
ABOUT = "Made by tests/verify/vectors.py; docs/reference/segment-door.md says what the words mean."
MALFORMED = "evidence.link_malformed"
LARGE = "evidence.segment_too_large"
WRONG = "evidence.signature_wrong"


def _sent(alg: str = "Ed25519", plan: Any = GAPS, mode: str = "video") -> list[Sent]:
    recorder = Recorder(Signer(alg, 101), f"recording_{1:032x}", size=64, mode=mode)
    return recorder.run(plan, Signer("Ed25519", 900))


def _row(name: str, raw: bytes, signature: bytes, device: Signer, code: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "alg": device.alg,
        "spki": device.spki.hex(),
        "header": raw.hex(),
        "signature": signature.hex(),
        "verdict": code or "good",
    }


def _changed(
    name: str, number: int, change: Callable[[dict[str, Any]], Any], code: str = MALFORMED
) -> dict[str, Any]:
    """A header that is signed and does not have its form."""
    device = Signer("Ed25519", 101)
    header: dict[str, Any] = json.loads(_sent()[number].raw)
    change(header)
    sent = sign_link(header, b"", device)
    return _row(name, sent.raw, sent.signature, device, code)


def _spelled(name: str, change: Callable[[bytes], bytes]) -> dict[str, Any]:
    """A header whose bytes are not canonical, signed as they are."""
    device = Signer("Ed25519", 101)
    raw = change(_sent()[3].raw)
    return _row(name, raw, device.sign(b"mingjing/link/v1\n" + raw), device, MALFORMED)


def _unsigned() -> list[dict[str, Any]]:
    """Headers that a server made for a source that signs nothing, and such as are none."""
    device = Signer("Ed25519", 101)
    recorder = Recorder(device, f"recording_{1:032x}", size=64, camera="fixed_camera")
    chain = recorder.run(GAPS, Signer("Ed25519", 900))
    rows = [
        _row(f"unsigned source, {s.header['seq']} {s.header['kind']}", s.raw, s.signature, device)
        for s in chain
    ]
    wrong: list[tuple[str, int, dict[str, str]]] = [
        ("another word for its source", 3, {"source": "signed"}),
        ("a name with a folder", 3, {"name": "../live.m4s"}),
        ("a camera of no known kind", 0, {"camera": "drone"}),
        ("a camera in a piece", 3, {"camera": "other"}),
    ]
    for name, number, change in wrong:
        header = json.loads(chain[number].raw)
        header["says"] |= change
        sent = sign_link(header, b"", device)
        rows.append(_row(f"unsigned source, {name}", sent.raw, sent.signature, device, MALFORMED))
    return rows


def links() -> list[dict[str, Any]]:
    """Single headers: good ones of all kinds, malformed ones, wrong signatures."""
    rows = []
    for alg in ("Ed25519", "P-256"):
        device = Signer(alg, 101)
        chains = {"gaps": _sent(alg), "photos": _sent(alg, PHOTOS, "photo")}
        for name, chain in chains.items():
            for sent in chain:
                title = f"{alg}, {name}, {sent.header['seq']} {sent.header['kind']}"
                rows.append(_row(title, sent.raw, sent.signature, device))
        first = chains["gaps"][3]
        other = Signer(alg, 666).sign(b"mingjing/link/v1\n" + first.raw)
        bare = device.sign(first.raw)
        flipped = bytes([first.signature[0] ^ 1]) + first.signature[1:]
        rows += [
            _row(f"{alg}, signed by another key", first.raw, other, device, WRONG),
            _row(f"{alg}, signed without the context", first.raw, bare, device, WRONG),
            _row(f"{alg}, a bit of the signature", first.raw, flipped, device, WRONG),
            _row(f"{alg}, signature of no bytes", first.raw, b"", device, WRONG),
        ]
    rows += _unsigned()
    place = {"lat": 900_000_001, "lon": 0, "acc": 1}
    rows += [
        _changed("a field more", 3, lambda h: h.update(more=1)),
        _changed("a field less", 3, lambda h: h.pop("dur")),
        _changed("version 2", 3, lambda h: h.update(v=2)),
        _changed("upper-case hash", 3, lambda h: h.update(sha256="A" * 64)),
        _changed("number as text", 3, lambda h: h.update(wall=str(h["wall"]))),
        _changed("true for a number", 3, lambda h: h.update(v=True)),
        _changed("negative seq", 3, lambda h: h.update(seq=-1)),
        _changed("unknown kind", 3, lambda h: h.update(kind="frame")),
        _changed("latitude beyond the pole", 3, lambda h: h.update(place=place)),
        _changed("media without a body", 3, lambda h: h.update(len=0)),
        _changed("media with the hash of nothing", 3, lambda h: h.update(sha256=NOTHING)),
        _changed("gap with a body", 6, lambda h: h.update(len=5, sha256="1" * 64), LARGE),
        _changed("gap that ends before it begins", 6, lambda h: h["says"].update(to=0)),
        _changed("gap for an unknown reason", 6, lambda h: h["says"].update(reason="rain")),
        _changed("mark with a note too long", 5, lambda h: h["says"].update(note="录" * 501)),
        _changed("duration of a gap", 6, lambda h: h.update(dur=1)),
        _changed("init on a gap", 6, lambda h: h.update(init="0" * 64)),
        _changed("open that is not link 0", 0, lambda h: h.update(seq=1)),
        _changed("media as link 0", 3, lambda h: h.update(seq=0, prev="0" * 64)),
        _changed("end that counts wrongly", 16, lambda h: h["says"].update(links=3)),
        _changed("more than 4096 bytes", 0, lambda h: h["says"].update(software="s" * 5000)),
        _spelled("a space", lambda raw: raw.replace(b'"v":1', b'"v": 1')),
        _spelled("names out of order", lambda raw: b'{"v":1,' + raw[1:].replace(b',"v":1', b"")),
        _spelled("a name twice", lambda raw: raw.replace(b'"v":1', b'"v":1,"v":1')),
        _spelled("a number with a fraction", lambda raw: raw.replace(b'"v":1', b'"v":1.0')),
        _spelled("an exponent", lambda raw: raw.replace(b'"dur":1000', b'"dur":1e3')),
        _spelled("not JSON", lambda raw: raw[:-1]),
        _spelled("not UTF-8", lambda raw: raw.replace(b'"media"', b'"med\xff"')),
        _spelled("a byte order mark", lambda raw: b"\xef\xbb\xbf" + raw),
    ]
    return rows


def chains() -> list[dict[str, Any]]:
    """Links in the order they are sent; the first that is refused, and why."""
    device = Signer("Ed25519", 101)
    honest = _sent()
    silence = _sent(plan=(("init",), ("media", 2), ("silence", 9_000), ("media", 1)))
    other = Recorder(device, f"recording_{2:032x}", size=64).run(GAPS, Signer("Ed25519", 900))
    thief = Signer("Ed25519", 666)
    foreign = sign_link({**honest[4].header, "key": thief.key_id}, b"", thief)
    later = sign_link({**honest[4].header, "wall": honest[4].header["wall"] + 1}, b"", device)
    unjoined = sign_link({**honest[4].header, "prev": "1" * 64}, b"", device)
    late = {**honest[16].header, "seq": 17, "prev": honest[16].hash, "kind": "mark"}
    late["says"] = {"label": "note", "at": late["wall"], "note": ""}
    behind = sign_link(late, b"", device)
    cases: list[tuple[str, list[Sent], str, int | None]] = [
        ("plain", _sent(plan=PLAIN), "good", None),
        ("gaps, a restart", honest, "good", None),
        ("the newest first", [honest[0], *reversed(honest[1:])], "good", None),
        ("the same link again", [*honest[:5], honest[4], *honest[5:]], "good", None),
        ("a silence that nobody states", silence, "good", None),
        ("one does not come", [*honest[:4], *honest[5:]], "good", None),
        ("another link under a number", [*honest[:5], later], "evidence.link_conflict", 4),
        ("a link that does not join", [*honest[:4], unjoined], "evidence.chain_broken", 4),
        ("behind the end", [*honest, behind], "evidence.recording_ended", 17),
        ("another key", [*honest[:4], foreign], "evidence.not_your_recording", 4),
        ("before the opening", [other[3]], "evidence.recording_unknown", 3),
    ]
    return [
        {
            "name": name,
            "spki": device.spki.hex(),
            "links": [{"header": s.raw.hex(), "signature": s.signature.hex()} for s in sent],
            "verdict": verdict,
            "refused": refused,
            **_whole(sent),
        }
        for name, sent, verdict, refused in cases
    ]


def _whole(sent: list[Sent]) -> dict[str, Any]:
    """Root (when all links are there), numbers that are missing, holes that nobody states."""
    by_seq = {link.header["seq"]: link for link in sent}
    size = max(by_seq) + 1
    missing = [seq for seq in range(size) if seq not in by_seq]
    root = "" if missing else naive_root([by_seq[seq].raw for seq in range(size)]).hex()
    holes = []
    media = [by_seq[s] for s in sorted(by_seq) if by_seq[s].header["kind"] == "media"]
    for before, link in itertools.pairwise(media):
        between = range(before.header["seq"] + 1, link.header["seq"])
        is_stated = any(s not in by_seq or by_seq[s].header["kind"] == "gap" for s in between)
        begin = link.header["wall"] - link.header["dur"]
        if begin - before.header["wall"] > 2_000 and not is_stated:
            holes.append({"before": link.header["seq"], "from": before.header["wall"], "to": begin})
    return {"root": root, "missing": missing, "holes": holes}


def texts() -> dict[str, str]:
    """The files by name."""
    made = {"links.json": links(), "chains.json": chains()}
    return {
        name: json.dumps({"about": ABOUT, "vectors": rows}, ensure_ascii=False, indent=1) + "\n"
        for name, rows in made.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file_name, text in texts().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8")
