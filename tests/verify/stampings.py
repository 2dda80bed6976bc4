# SPDX-License-Identifier: Apache-2.0
"""Bundles with a timestamped checkpoint, linked to their proofs or only seemingly so.

The replies are of an authority with a fixed time (`authorities`); what can be wrong with a reply
itself is in `tokens`. tests/rooms/evidence/test_stamped_bundles.py has replies of openssl.
"""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mingjing.ledger.rules.notes import LogKey, checkpoint_text
from tests.rules.ledger.ledger_trees import naive_root
from tests.verify.authorities import Maker, stamper
from tests.verify.bundles import Files, Log, make_case
from tests.verify.copies import Copy, flipped
from tests.verify.reference_recorder import PLAIN

CHECKPOINT, REPLY, LINK = "stamp/checkpoint", "stamp/checkpoint.tsr", "stamp/consistency"


@dataclass(frozen=True, slots=True)
class Stamping:
    """A bundle with a stamp, and the codes that must be found."""

    name: str
    make: Callable[[], Files]
    verdict: str
    codes: tuple[str, ...]


def grown_path(leaves: Sequence[bytes], old: int, *, is_whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2, as the RFC writes it."""
    if old == len(leaves):
        return [] if is_whole else [naive_root(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= half:
        return [*grown_path(leaves[:half], old, is_whole=is_whole), naive_root(leaves[half:])]
    return [*grown_path(leaves[half:], old - half, is_whole=False), naive_root(leaves[:half])]


def note_of(log: Log, size: int) -> bytes:
    return checkpoint_text(log.key, size, naive_root(log.leaves[:size])).encode()


def stamp_of(log: Log, stamped: int, proven: int) -> Files:
    """The three files for a stamp at one size and proofs at another."""
    old, new = sorted((stamped, proven))
    path = [base64.b64encode(node).decode() for node in grown_path(log.leaves[:new], old)]
    note = note_of(log, stamped)
    link = "\n".join([f"old {old}", *path, ""]).encode() + b"\n" + note_of(log, new)
    return {CHECKPOINT: note, REPLY: Maker(stamper()).reply(note), LINK: link}


def recording(change: int) -> Files:
    """A recording whose stamp is so many entries away from its proofs."""
    case = make_case(PLAIN)
    files, size = case.files(), len(case.log.leaves)
    for _ in range(change):
        case.log.enter("party.visited", "p2", {}, 1_795_437_600_000)
    return files | stamp_of(case.log, size + change, size)


def of_the_first_entry() -> Files:
    return recording(1 - len(make_case(PLAIN).log.leaves))


def copy() -> Files:
    made = Copy().enter_all()
    files, size = made.files(), len(made.log.leaves)
    return files | stamp_of(made.log, size - 1, size)


def changed(name: str, change: Callable[[bytes], bytes]) -> Files:
    files = recording(-3)
    return files | {name: change(files[name])}


def without(name: str) -> Files:
    return {key: value for key, value in recording(-3).items() if key != name}


def of_another_history() -> Files:
    """The operator signs a second history of the same length and has that stamped."""
    case = make_case(PLAIN)
    size = len(case.log.leaves)
    other = replace(case.log, leaves=[b"{}", *case.log.leaves[1:]])
    return case.files() | stamp_of(other, size - 3, size)


def of_another_key() -> Files:
    case = make_case(PLAIN)
    size = len(case.log.leaves)
    other = replace(case.log, key=LogKey("linjiang.example/ledger", b"\x66" * 32))
    return case.files() | stamp_of(other, size - 3, size)


def of_other_proofs() -> Files:
    """Stamp and link are sound, and lead to a state that no proof of the bundle leads to."""
    case = make_case(PLAIN)
    size = len(case.log.leaves)
    return case.files() | stamp_of(case.log, size - 4, size - 1)


def reply_on_another() -> Files:
    return recording(-3) | {REPLY: recording(-4)[REPLY]}


def cut_path(content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join([lines[0], *lines[2:]])


_FOUND = ("whole", ("links_before_stamp", "stamp_signed"))
_WRONG = ("suspect", ("stamp_wrong",))
STAMPINGS = (
    Stamping("older than the proofs", partial(recording, -3), *_FOUND),
    Stamping("of the same size", partial(recording, 0), *_FOUND),
    Stamping("newer than the proofs", partial(recording, 2), *_FOUND),
    Stamping("of the first entry", of_the_first_entry, "whole", ("stamp_signed",)),
    Stamping("with a copy", copy, "whole", ("original_unknown", "stamp_signed")),
    Stamping("checkpoint, size", partial(
        changed, CHECKPOINT, lambda b: b.replace(b"\n", b"\n1", 1)), *_WRONG),
    Stamping("checkpoint, signature", partial(changed, CHECKPOINT, lambda b: flipped(b, -9)),
             *_WRONG),
    Stamping("checkpoint, no text", partial(changed, CHECKPOINT, lambda b: b"\xff"), *_WRONG),
    Stamping("link, a byte of the path", partial(changed, LINK, lambda b: flipped(b, 20)), *_WRONG),
    Stamping("link, a hash less", partial(changed, LINK, cut_path), *_WRONG),
    Stamping("link, another size", partial(
        changed, LINK, lambda b: b.replace(b"old ", b"old 1", 1)), *_WRONG),
    Stamping("link, empty", partial(changed, LINK, lambda b: b""), *_WRONG),
    Stamping("link, no text", partial(changed, LINK, lambda b: b"\xff"), *_WRONG),
    Stamping("no link", partial(without, LINK), *_WRONG),
    Stamping("no reply", partial(without, REPLY), *_WRONG),
    Stamping("a reply on another checkpoint", reply_on_another, *_WRONG),
    Stamping("another history", of_another_history, "suspect", ("stamp_wrong",)),
    Stamping("another key", of_another_key, *_WRONG),
    Stamping("not of these proofs", of_other_proofs, *_WRONG),
)  # fmt: skip
