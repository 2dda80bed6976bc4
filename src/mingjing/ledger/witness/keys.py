# SPDX-License-Identifier: Apache-2.0
"""The key of a witness (见证人密钥; C2SP tlog-cosignature, Ed25519, type 4)."""

from dataclasses import dataclass
from typing import ClassVar

from mingjing.ledger.rules.notes import NoteKey


@dataclass(frozen=True, slots=True)
class WitnessKey(NoteKey):
    """The signing key of a witness, under the witness's name."""

    kind: ClassVar[bytes] = b"\x04"
    called: ClassVar[str] = "the key of a witness"

    def cosign(self, body: str, moment: int) -> str:
        """The signature line on a checkpoint's text.

        Units: `moment` in seconds since 1970.
        """
        message = f"cosignature/v1\ntime {moment}\n{body}"
        return self.signature_line(message, before=moment.to_bytes(8, "big"))
