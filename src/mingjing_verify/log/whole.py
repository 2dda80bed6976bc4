# SPDX-License-Identifier: Apache-2.0
"""Checking a whole log from its files: every entry, every tile, the root, the signature.

Everything is read once, in order, and dropped: memory does not grow with the log.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mingjing_verify.log.beside import stamped_heads
from mingjing_verify.log.cosignatures import Cosigned, demand_cosigned
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.files import HASH, WIDTH, File, read_file
from mingjing_verify.log.merkle import hash_leaf, tree_hash
from mingjing_verify.log.notes import MAX_NOTE_BYTES, SignedHead, VerifierKey, open_checkpoint
from mingjing_verify.log.sources import Source
from mingjing_verify.log.surplus import check_surplus

Told = Callable[[int, int], None]
"""Entries checked so far, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found whole; `stamped` is how many timestamped checkpoints lie beside it."""

    origin: str
    size: int
    root: str
    files: int
    cosigned: tuple[Cosigned, ...] = ()
    stamped: int = 0


@dataclass(slots=True)
class _Rows:
    """The hashes of the tile that is being filled on each level."""

    rows: list[list[bytes]] = field(default_factory=lambda: [[]])

    def root(self) -> bytes:
        """The root over all leaves so far."""
        ragged: list[bytes] = []
        for row in self.rows:
            nodes = row + ragged
            ragged = [tree_hash(nodes)] if nodes else []
        return tree_hash(ragged)

    def close(self, level: int) -> None:
        """A tile is full: one hash on the level above stands for it."""
        if level + 1 == len(self.rows):
            self.rows.append([])
        self.rows[level + 1].append(tree_hash(self.rows[level]))
        self.rows[level].clear()


def verify_log(
    source: Source,
    key: VerifierKey,
    *,
    known: Sequence[SignedHead] = (),
    witnesses: Sequence[VerifierKey] = (),
    told: Told = lambda done, size: None,
) -> Report:
    """Check the whole log, and that each `known` earlier head is a prefix of it.

    So must be each checkpoint that lies there with a timestamp; the timestamps themselves are not
    looked at. Each of `witnesses` must have signed the checkpoint.

    Raises: Broken, Unreachable.
    """
    note = source.read("checkpoint", MAX_NOTE_BYTES)
    if note is None:
        raise Broken(Reason.FILE_MISSING, "checkpoint")
    head = open_checkpoint(note, key)
    cosigned = demand_cosigned(note, witnesses)
    for old in known:
        if old.size > head.size:
            raise Broken(Reason.LOG_SHRUNK, f"checkpoint {old.size}")
    stamped = stamped_heads(source, key, head.size)
    files = _check_files(source, head, [*known, *stamped], told)
    check_surplus(source, head.size)
    return Report(
        origin=head.origin,
        size=head.size,
        root=head.root_text,
        files=files + 1,
        cosigned=cosigned,
        stamped=len(stamped),
    )


def _check_files(source: Source, head: SignedHead, known: Sequence[SignedHead], told: Told) -> int:
    rows = _Rows()
    files = 0
    by_bundle = _by_bundle(known)

    def read(file: File) -> bytes:
        return read_file(source, file)

    plan = list_files(head.size)
    for file, content in zip(plan, source.stream(read, list_files(head.size)), strict=True):
        files += 1
        if file.level is None:
            for leaf in _entries(content, file):
                rows.rows[0].append(hash_leaf(leaf))
            _check_known(rows, file, by_bundle.get(file.number, ()))
            told(file.number * WIDTH + file.width, head.size)
        else:
            _check_tile(rows, file, content)
    if rows.root() != head.root:
        raise Broken(Reason.ROOT_DIFFERS, f"checkpoint {head.size}")
    return files


def list_files(size: int) -> Iterator[File]:
    """All files of a log, each tile as soon as what is below it was seen."""
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        yield File(None, number, width)
        yield File(0, number, width)
        level, above = 0, number
        while width == WIDTH and above % WIDTH == WIDTH - 1:
            level, above = level + 1, above // WIDTH
            yield File(level, above, WIDTH)
    level = 1
    while count := size // WIDTH**level:
        if count % WIDTH:
            yield File(level, count // WIDTH, count % WIDTH)
        level += 1


def _entries(content: bytes, file: File) -> Iterator[bytes]:
    """The leaves of a bundle, exactly as many as it must hold."""
    at = 0
    for _ in range(file.width):
        start = at + 2
        at = start + int.from_bytes(content[at:start], "big")
        if start > len(content) or at > len(content):
            raise Broken(Reason.BUNDLE_MALFORMED, file.path(is_full=file.width == WIDTH))
        yield content[start:at]
    if at != len(content):
        raise Broken(Reason.BUNDLE_MALFORMED, file.path(is_full=file.width == WIDTH))


def _check_tile(rows: _Rows, file: File, content: bytes) -> None:
    level = file.level or 0
    path = file.path(is_full=file.width == WIDTH)
    if len(content) != file.width * HASH:
        raise Broken(Reason.FILE_LENGTH, path)
    if content != b"".join(rows.rows[level]):
        raise Broken(Reason.TILE_DIFFERS if level else Reason.LEAF_DIFFERS, path)
    if file.width == WIDTH:
        rows.close(level)


def _by_bundle(known: Sequence[SignedHead]) -> dict[int, list[SignedHead]]:
    """Earlier heads by the number of the bundle that holds their last leaf."""
    found: dict[int, list[SignedHead]] = {}
    for old in known:
        if old.size:
            found.setdefault((old.size - 1) // WIDTH, []).append(old)
    return found


def _check_known(rows: _Rows, file: File, known: Sequence[SignedHead]) -> None:
    """Compare with earlier heads whose last leaf is in this bundle."""
    start = file.number * WIDTH
    for old in known:
        if old.size <= start + file.width:
            partial = _Rows([rows.rows[0][: old.size - start], *rows.rows[1:]])
            if partial.root() != old.root:
                raise Broken(Reason.HISTORY_DIFFERS, f"checkpoint {old.size}")
