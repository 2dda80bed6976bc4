# SPDX-License-Identifier: Apache-2.0
"""A recorder written from docs/reference/segment-door.md alone: honest chains, synthetic bodies."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

import rfc8785
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

START_MS = 1_795_437_000_000
NOTHING = hashlib.sha256().hexdigest()
ZEROS = "0" * 64
LARGE = 100_000
Step = tuple[Any, ...]

PLAIN: tuple[Step, ...] = (("init",), ("media", 8), ("end", "finished"))
GAPS: tuple[Step, ...] = (
    ("init",), ("media", 3), ("mark", "credentials_shown"), ("gap", "paused", 20_000),
    ("init",), ("media", 3), ("restart",), ("gap", "killed", 45_000),
    ("init",), ("media", 3), ("end", "finished"),
)  # fmt: skip
PHOTOS: tuple[Step, ...] = (
    ("bare",), ("photo",), ("mark", "key_moment"), ("photo",), ("photo",), ("end", "finished"),
)  # fmt: skip
UNENDED: tuple[Step, ...] = (("init",), ("media", 9))


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Signer:
    """A key that signs: of a device, or of a server."""

    alg: str
    seed: int

    @cached_property
    def _private(self) -> Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
        if self.alg == "Ed25519":
            return Ed25519PrivateKey.from_private_bytes(self.seed.to_bytes(32))
        return ec.derive_private_key(self.seed, ec.SECP256R1())

    @cached_property
    def spki(self) -> bytes:
        public = self._private.public_key()
        return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def key_id(self) -> str:
        return sha(self.spki)

    def sign(self, message: bytes) -> bytes:
        private = self._private
        if isinstance(private, Ed25519PrivateKey):
            return private.sign(message)
        algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        r, s = decode_dss_signature(private.sign(message, algorithm))
        return r.to_bytes(32) + s.to_bytes(32)


@dataclass(frozen=True)
class Sent:
    """A link on its way: header, body, and both signatures."""

    header: dict[str, Any]
    body: bytes
    raw: bytes
    signature: bytes
    ack: dict[str, Any] = field(default_factory=dict)
    ack_signature: bytes = b""
    absent: str = ""

    @property
    def hash(self) -> str:
        return sha(self.raw)


def sign_link(header: dict[str, Any], body: bytes, device: Signer) -> Sent:
    raw = rfc8785.dumps(header)
    return Sent(header, body, raw, device.sign(b"mingjing/link/v1\n" + raw))


def acknowledge(sent: Sent, server: Signer, received: int | None = None) -> Sent:
    ack = {
        "v": 1,
        "recording": sent.header["recording"],
        "seq": sent.header["seq"],
        "link": sent.hash,
        "sha256": sent.header["sha256"],
        "len": sent.header["len"],
        "received": sent.header["wall"] + 150 if received is None else received,
        "key": server.key_id,
    }
    signature = server.sign(b"mingjing/ack/v1\n" + rfc8785.dumps(ack))
    return replace(sent, ack=ack, ack_signature=signature)


@cache
def _large(size: int, number: int) -> bytes:
    """One of sixteen large bodies, so that a gigabyte needs no gigabyte of memory."""
    return hashlib.shake_128(str(number).encode()).digest(size)


@dataclass
class Recorder:
    """Walks through a plan and signs what it makes."""

    device: Signer
    recording: str
    officer: str = "account_01officer"
    wall: int = START_MS
    mono: int = 5_000
    runs: int = 1
    size: int = 2_000
    links: list[Sent] = field(default_factory=list)
    init: str = ""
    mode: str = "video"
    camera: str = ""
    """What a source is that signs nothing: then the server makes and signs all links."""

    def run(self, plan: Sequence[Step], server: Signer) -> list[Sent]:
        mime = "image/jpeg" if self.mode == "photo" else 'video/mp4; codecs="avc1.42E01E"'
        occasion = {"kind": "inspection_task", "id": "task_01abc"}
        says = {"nonce": "ab" * 16, "officer": self.officer, "occasion": occasion, "mime": mime,
                "mode": self.mode, "software": "reference recorder 1"}  # fmt: skip
        self._link("open", says)
        for step in plan:
            getattr(self, f"_{step[0]}")(*step[1:])
        return [acknowledge(sent, server) for sent in self.links]

    def _link(self, kind: str, says: dict[str, Any], body: bytes = b"", **more: Any) -> None:
        if self.camera:
            own = {"open": {"camera": self.camera}, "init": {"name": "init.mp4"},
                   "media": {"name": f"live{len(self.links)}.m4s"}}  # fmt: skip
            says = {**says, "source": "unsigned", **own.get(kind, {})}
        header = {
            "v": 1, "recording": self.recording, "key": self.device.key_id,
            "seq": len(self.links), "kind": kind, "len": len(body), "sha256": sha(body),
            "prev": self.links[-1].hash if self.links else ZEROS, "init": "",
            "wall": self.wall, "clock": f"{self.runs:032x}", "mono": self.mono, "dur": 0,
            "place": {"lat": 399042000, "lon": 1164074000, "acc": 8}, "says": says,
        } | more  # fmt: skip
        self.links.append(sign_link(header, body, self.device))

    def _pass(self, milliseconds: int) -> None:
        self.wall += milliseconds
        self.mono += milliseconds

    def _bytes(self) -> bytes:
        if self.size > LARGE:
            return _large(self.size, len(self.links) % 16)
        seed = hashlib.sha256(f"{self.recording}/{len(self.links)}".encode()).digest()
        return (seed * (self.size // 32 + 1))[: self.size]

    def _init(self) -> None:
        body = b"ftyp" + self._bytes()[:200]
        self.init = sha(body)
        self._link("init", {"mime": 'video/mp4; codecs="avc1.42E01E"'}, body)

    def _bare(self) -> None:
        self.init = ""
        self._link("init", {"mime": "image/jpeg"})

    def _media(self, count: int) -> None:
        for _ in range(count):
            self._pass(1_000)
            self._link("media", {}, self._bytes(), init=self.init, dur=1_000)

    def _photo(self) -> None:
        self._pass(7_000)
        self._link("media", {}, self._bytes())

    def _mark(self, label: str) -> None:
        self._link("mark", {"label": label, "at": self.wall, "note": "出示执法证"})

    def _gap(self, reason: str, milliseconds: int) -> None:
        start = self.wall
        self._pass(milliseconds)
        self._link("gap", {"reason": reason, "from": start, "to": self.wall, "note": ""})

    def _silence(self, milliseconds: int) -> None:
        self._pass(milliseconds)

    def _restart(self) -> None:
        self.runs += 1
        self.mono = 70

    def _end(self, reason: str) -> None:
        self._link("end", {"links": len(self.links) + 1, "reason": reason})
