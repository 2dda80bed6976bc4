# SPDX-License-Identifier: Apache-2.0
"""Helpers: an RFC 6962 root straight from the definition, and a log made without a database."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from mingjing.ledger.rules.notes import LogKey, checkpoint_text
from mingjing.ledger.rules.paths import TILE_WIDTH, tile_path
from mingjing.ledger.rules.tree import EMPTY_EDGE, Edge, grow

KEY = LogKey(name="test.example/ledger", seed=b"\x07" * 32)


def leaves(count: int) -> list[bytes]:
    return [b'{"n":%d}' % n for n in range(count)]


def naive_root(items: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, written as the RFC writes it."""
    if not items:
        return sha256(b"").digest()
    if len(items) == 1:
        return sha256(b"\x00" + items[0]).digest()
    half = 1
    while half * 2 < len(items):
        half *= 2
    return sha256(b"\x01" + naive_root(items[:half]) + naive_root(items[half:])).digest()


def grown(items: Sequence[bytes], stops: Sequence[int]) -> tuple[Edge, dict[str, bytes]]:
    """The tree over the items, grown in steps, and all files it wrote."""
    edge, files = EMPTY_EDGE, dict[str, bytes]()
    for stop in [*stops, len(items)]:
        growth = grow(edge, items[edge.size - edge.size % TILE_WIDTH : stop])
        edge = growth.edge
        for file in growth.files:
            assert files.setdefault(file.path, file.content) == file.content
    return edge, files


def tile_reader(files: dict[str, bytes], seen: list[str]) -> "ReadFiles":
    return ReadFiles(files, seen)


class ReadFiles:
    """Reads tiles from a dict and notes which."""

    def __init__(self, files: dict[str, bytes], seen: list[str]) -> None:
        self.files = files
        self.seen = seen

    def __call__(self, level: int, number: int, width: int) -> bytes:
        path = tile_path(level, number, width)
        self.seen.append(path)
        return self.files[path]


def write_log(folder: Path, count: int, key: LogKey = KEY) -> Edge:
    """A published log of `count` leaves in a folder."""
    edge, files = grown(leaves(count), [])
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "checkpoint").write_text(checkpoint_text(key, edge.size, edge.root()))
    (folder / "vkey").write_text(key.vkey() + "\n")
    return edge
