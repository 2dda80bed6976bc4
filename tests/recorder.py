# SPDX-License-Identifier: Apache-2.0
"""A reference recorder (参考记录仪): keys and chains as `docs/reference/segment-door.md` says.

Written from the page alone; imports nothing of the platform, so that it can be in the wrong.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MIME = "video/mp4;codecs=avc1.42E01E,opus"


class Key:
    """A key that signs links: Ed25519 or P-256."""

    def __init__(self, algorithm: str = "Ed25519") -> None:
        self.algorithm = algorithm
        self._private: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
        if algorithm == "Ed25519":
            self._private = ed25519.Ed25519PrivateKey.generate()
        else:
            self._private = ec.generate_private_key(ec.SECP256R1())
        public = self._private.public_key()
        self.spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.id = hashlib.sha256(self.spki).hexdigest()

    def sign(self, message: bytes) -> bytes:
        if isinstance(self._private, ed25519.Ed25519PrivateKey):
            return self._private.sign(message)
        der = self._private.sign(message, ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def proof(self, account_id: str) -> bytes:
        return self.sign(f"mingjing/device/v1\n{account_id}\n{self.id}".encode())


@dataclass(frozen=True)
class Link:
    """One link: what is sent."""

    value: dict[str, Any]
    raw: bytes
    signature: bytes
    body: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def address(self) -> str:
        return f"/recordings/{self.value['recording']}/segments/{self.value['seq']}"

    def fields(self) -> dict[str, str]:
        """The HTTP fields of its PUT."""
        return {
            "Content-Type": "application/octet-stream",
            "Content-Digest": f"sha-256={byte_sequence(hashlib.sha256(self.body).digest())}",
            "Mingjing-Link": byte_sequence(self.raw),
            "Mingjing-Signature": byte_sequence(self.signature),
        }


def byte_sequence(data: bytes) -> str:
    """Bytes as RFC 8941 writes them."""
    return f":{base64.b64encode(data).decode()}:"


def signed(key: Key, value: dict[str, Any], body: bytes = b"") -> Link:
    """A link of any content, signed."""
    raw = rfc8785.dumps(value)
    return Link(value, raw, key.sign(b"mingjing/link/v1\n" + raw), body)


@dataclass
class Recorder:
    """Makes the links of one recording, one after the other."""

    key: Key
    account: str
    nonce: str
    wall: int
    occasion: dict[str, str] | None = None
    id: str = field(default_factory=lambda: f"recording_{secrets.token_hex(16)}")
    clock: str = field(default_factory=lambda: secrets.token_hex(16))
    links: list[Link] = field(default_factory=list)
    init_sha256: str = ""

    def value(self, kind: str, body: bytes = b"", **changes: Any) -> dict[str, Any]:
        """The header of the next link."""
        made: dict[str, Any] = {
            "v": 1,
            "recording": self.id,
            "key": self.key.id,
            "seq": len(self.links),
            "kind": kind,
            "len": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "prev": self.links[-1].digest if self.links else "0" * 64,
            "init": "",
            "wall": self.wall,
            "clock": self.clock,
            "mono": self.wall % 10**9,
            "dur": 0,
            "place": None,
            "says": {},
        }
        return made | changes

    def add(self, kind: str, body: bytes = b"", **changes: Any) -> Link:
        link = signed(self.key, self.value(kind, body, **changes), body)
        self.links.append(link)
        return link

    def open(self, **says: Any) -> Link:
        said = {
            "nonce": self.nonce,
            "officer": self.account,
            "occasion": self.occasion,
            "mime": MIME,
            "mode": "video",
            "software": "reference recorder 1",
        }
        return self.add("open", says=said | says)

    def init(self, body: bytes = b"ftyp+moov") -> Link:
        self.init_sha256 = hashlib.sha256(body).hexdigest()
        return self.add("init", body, says={"mime": MIME})

    def media(self, body: bytes, dur: int = 1000) -> Link:
        self.wall += dur
        return self.add("media", body, init=self.init_sha256, dur=dur)

    def gap(self, length: int, reason: str = "paused", note: str = "") -> Link:
        begin, self.wall = self.wall, self.wall + length
        says = {"reason": reason, "from": begin, "to": self.wall, "note": note}
        return self.add("gap", says=says)

    def mark(self, label: str = "key_moment", note: str = "") -> Link:
        return self.add("mark", says={"label": label, "at": self.wall, "note": note})

    def end(self, reason: str = "finished") -> Link:
        return self.add("end", says={"links": len(self.links) + 1, "reason": reason})

    def scene(self, seconds: int, size: int = 2000) -> list[Link]:
        """A whole short recording: open, init, media, end."""
        self.open()
        self.init()
        for _ in range(seconds):
            self.media(secrets.token_bytes(size))
        self.end()
        return self.links


def ack_message(ack: dict[str, Any]) -> bytes:
    """What the server's signature of an acknowledgement is over."""
    return b"mingjing/ack/v1\n" + rfc8785.dumps(ack)
