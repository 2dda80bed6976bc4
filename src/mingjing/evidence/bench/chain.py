# SPDX-License-Identifier: Apache-2.0
"""A sender of the benchmark: as much of a recorder as it takes to send a chain."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mingjing.evidence.rules.keys import device_message, key_id, link_message

_MIME = "video/mp4;codecs=avc1.42E01E,opus"


@dataclass(slots=True)
class Sender:
    """One recorder with its chain."""

    seed: bytes
    account: str
    nonce: str = ""
    recording: str = field(default_factory=lambda: f"recording_{secrets.token_hex(16)}")
    clock: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    prev: str = "0" * 64
    init: str = ""
    private: Ed25519PrivateKey = field(init=False)
    spki: bytes = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(self.seed)
        public = self.private.public_key()
        self.spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.key = key_id(self.spki)

    @classmethod
    def fresh(cls, account: str) -> "Sender":
        """A sender with a new key."""
        return cls(secrets.token_bytes(32), account)

    def proof(self) -> bytes:
        """Proof of possession for the registration."""
        return self.private.sign(device_message(self.account, self.key))

    def opening(self) -> bytes:
        """The request of link 0."""
        says = {
            "nonce": self.nonce, "officer": self.account, "occasion": None, "mime": _MIME,
            "mode": "video", "software": "bench",
        }  # fmt: skip
        return self._request("open", b"", says)

    def beginning(self) -> bytes:
        """The request of the `init` link."""
        body = b"ftyp+moov" + self.recording.encode()
        self.init = hashlib.sha256(body).hexdigest()
        return self._request("init", body, {"mime": _MIME})

    def media(self, body: bytes, dur: int) -> bytes:
        """The request of the next piece. Units of `dur`: milliseconds."""
        return self._request("media", body, {}, dur)

    def _request(self, kind: str, body: bytes, says: Mapping[str, object], dur: int = 0) -> bytes:
        digest = hashlib.sha256(body)
        now = time.time_ns() // 1_000_000
        is_media = kind == "media"
        value = {
            "v": 1, "recording": self.recording, "key": self.key, "seq": self.seq, "kind": kind,
            "len": len(body), "sha256": digest.hexdigest(), "prev": self.prev,
            "init": self.init if is_media else "", "wall": now, "clock": self.clock,
            "mono": time.monotonic_ns() // 1_000_000, "dur": dur,
            "place": None, "says": says,
        }  # fmt: skip
        raw = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
        signature = self.private.sign(link_message(raw))
        head = (
            f"PUT /recordings/{self.recording}/segments/{self.seq} HTTP/1.1\r\n"
            f"Host: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
            f"Content-Length: {len(body)}\r\n"
            f"Content-Digest: sha-256=:{_text(digest.digest())}:\r\n"
            f"Mingjing-Link: :{_text(raw)}:\r\nMingjing-Signature: :{_text(signature)}:\r\n\r\n"
        )
        self.seq += 1
        self.prev = hashlib.sha256(raw).hexdigest()
        return head.encode() + body


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
