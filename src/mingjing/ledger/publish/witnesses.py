# SPDX-License-Identifier: Apache-2.0
"""Asking one witness for its cosignature (请求见证; C2SP tlog-witness, the log's side)."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mingjing.ledger.publish.asking import Away, Reply, post
from mingjing.ledger.rules.proofs import Tree
from mingjing.ledger.types import Trouble
from mingjing_verify.log.cosignatures import open_cosignature
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import VerifierKey, read_signatures

_SIZE_TYPE = "text/x.tlog.size"
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n")
_ROUNDS = 3
_BY_STATUS = {
    403: Trouble.UNKNOWN_KEY,
    404: Trouble.UNKNOWN_LOG,
    422: Trouble.FORKED,  # our proof is made of our own tiles: it is the root that differs
}

Ask = Callable[[str, bytes, str], Reply]


@dataclass(frozen=True, slots=True)
class Question:
    """One checkpoint for one witness; `known` is the size that it signed last, as we know it."""

    url: str
    key: VerifierKey
    note: str
    tree: Tree
    known: int

    @property
    def body(self) -> str:
        """The signed text."""
        return self.note.rpartition("\n\n")[0] + "\n"

    def text(self, old: int) -> bytes:
        """The request from an older size."""
        proof = self.tree.consistency(old) if 0 < old < self.tree.size else []
        lines = [f"old {old}", *(base64.b64encode(node).decode() for node in proof), ""]
        return ("\n".join(lines) + "\n" + self.note).encode()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a witness did: its line and instant, or the trouble and the size it named."""

    line: str = ""
    at: datetime | None = None
    trouble: Trouble = Trouble.NONE
    seen_size: int = 0


def ask_witness(question: Question, ask: Ask = post) -> Outcome:
    """Obtain a cosignature; a witness that names another size is asked once more from there.

    Raises: LogDamaged when the proof cannot be made from our tiles.
    """
    old, size = min(question.known, question.tree.size), question.tree.size
    for _ in range(_ROUNDS):
        try:
            reply = ask(f"{question.url}/add-checkpoint", question.text(old), "text/plain")
        except Away:
            return Outcome(trouble=Trouble.AWAY)
        if reply.status == 200:
            return _accepted(question, reply.body)
        seen = _named_size(reply)
        if seen is None:
            return Outcome(trouble=_trouble(reply.status))
        if seen > size:
            return Outcome(trouble=Trouble.AHEAD, seen_size=seen)
        if seen == old:  # it refuses the very size it names: the root differs
            trouble = Trouble.FORKED if old == size else Trouble.BAD_ANSWER
            return Outcome(trouble=trouble, seen_size=seen)
        old = seen
    return Outcome(trouble=Trouble.BAD_ANSWER)


def _named_size(reply: Reply) -> int | None:
    found = _SIZE.fullmatch(reply.body)
    if reply.status != 409 or reply.content_type != _SIZE_TYPE or found is None:
        return None
    return int(found[1])


def _trouble(status: int) -> Trouble:
    if status >= 500 or status == 429:
        return Trouble.AWAY
    return _BY_STATUS.get(status, Trouble.BAD_ANSWER)


def _accepted(question: Question, body: bytes) -> Outcome:
    """The line of the key we trust; lines of other keys are passed over."""
    try:
        lines = body.decode().removesuffix("\n").split("\n")
        for line, signature in zip(lines, read_signatures(lines, "answer"), strict=True):
            if signature.is_by(question.key):
                at = open_cosignature(signature, question.body, question.key, "answer")
                return Outcome(line=f"{line}\n", at=at)
    except (UnicodeDecodeError, Broken):
        pass
    return Outcome(trouble=Trouble.BAD_ANSWER)
