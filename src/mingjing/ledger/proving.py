# SPDX-License-Identifier: Apache-2.0
"""Proofs of single entries, made from the published tiles (存证证明)."""

import base64
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mingjing.ledger.publish.sequencer import log_folder
from mingjing.ledger.queries import (
    checkpoint_covering,
    checkpoint_of,
    cosigned_note,
    entry_row,
    leaf_of,
    newest_checkpoint,
    provable_checkpoint,
    stamp_covering,
)
from mingjing.ledger.rules.hashing import leaf_hash
from mingjing.ledger.rules.notes import proof_text, root_text
from mingjing.ledger.rules.proofs import Tree, climb, sides
from mingjing.ledger.types import (
    LogForked,
    NothingPublished,
    NotYetSequenced,
    ProofStep,
    ProofSteps,
    ProofText,
    StampPapers,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry's place in a published tree."""

    leaf: bytes
    index: int
    size: int
    note: str
    path: list[bytes]


def proof(entry_id: str) -> ProofText:
    """The entry's tlog-proof against the newest well-attested checkpoint: it convinces offline.

    Raises: EntryMissing, NotYetSequenced, LogDamaged, LogForked.
    """
    found = _find(entry_id)
    return ProofText(proof_text(found.index, found.path, found.leaf, found.note))


def first_proof(entry_id: str) -> ProofText:
    """The entry's tlog-proof against the first checkpoint that covered it, for published files.

    Raises: EntryMissing, NotYetSequenced, LogDamaged.
    """
    row = entry_row(entry_id)
    covering = checkpoint_covering(entry_id)
    if covering is None or row.leaf_index is None:
        raise NotYetSequenced(entry_id=entry_id)
    head = covering[0]
    note = cosigned_note(checkpoint_of(head.size))
    path = _tree(head.size).inclusion(row.leaf_index)
    return ProofText(proof_text(row.leaf_index, path, leaf_of(row), note))


def stamp_papers(proven: str) -> StampPapers | None:
    """A timestamp that covers the entry of a proof, if there is one, linked to its checkpoint.

    The first that covers the entry, because it bounds the time best; the newest while none does.

    Raises: LogDamaged.
    """
    start, _, note = proven.partition("\n\n")
    index = next(line for line in start.split("\n") if line.startswith("index "))
    row = stamp_covering(int(index.removeprefix("index ")))
    if row is None:
        return None
    old, new = sorted((row.checkpoint.size, int(note.split("\n")[1])))
    path = _tree(new).consistency(old)
    lines = [f"old {old}", *(base64.b64encode(node).decode() for node in path), ""]
    link = "\n".join(lines) + "\n" + checkpoint_of(new).note
    return StampPapers(row.checkpoint.note.encode(), bytes(row.reply), link.encode())


def proof_steps(entry_id: str) -> ProofSteps:
    """The same proof, step by step, to be looked at.

    Raises: EntryMissing, NotYetSequenced, LogDamaged, LogForked.
    """
    found = _find(entry_id)
    turns = sides(found.index, found.size)
    hashes = climb(leaf_hash(found.leaf), found.path, turns)
    steps = zip(found.path, turns, hashes[1:], strict=True)
    return ProofSteps(
        leaf=found.leaf.decode(),
        leaf_hash=hashes[0].hex(),
        steps=tuple(ProofStep(sibling.hex(), left, after.hex()) for sibling, left, after in steps),
        root=root_text(hashes[-1]),
        size=found.size,
    )


def consistency_proof(old_size: int) -> list[bytes]:
    """Proof that the published log grew from its state of `old_size` entries.

    Raises: NothingPublished, LogDamaged; ValueError for a size out of range.
    """
    published = newest_checkpoint()
    if published is None:
        raise NothingPublished
    return _tree(published.size).consistency(old_size)


def _find(entry_id: str) -> _Found:
    row = entry_row(entry_id)
    published = None if row.leaf_index is None else provable_checkpoint(row.leaf_index)
    if row.leaf_index is None or published is None:
        raise NotYetSequenced(entry_id=entry_id)
    leaf = leaf_of(row)
    path = _tree(published.size).inclusion(row.leaf_index)
    hashes = climb(leaf_hash(leaf), path, sides(row.leaf_index, published.size))
    if root_text(hashes[-1]) != published.root:
        raise LogForked(where=f"leaf {row.leaf_index}")
    return _Found(leaf, row.leaf_index, published.size, cosigned_note(published), path)


def _tree(size: int) -> Tree:
    return Tree(size, log_folder(Path(settings.MINGJING_HOME)).read_tile)
