# SPDX-License-Identifier: Apache-2.0
"""Where bodies and finished chains lie: content-addressed objects, one folder a recording."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mingjing.engines.errors import ObjectMissing, ObjectsAway, ObjectsFull
from mingjing.engines.objects import ObjectStore, disk_told, open_objects
from mingjing.evidence.rules.acks import read_chain_line
from mingjing.evidence.types import ChainDamaged, LinkRow, StoreAway, StoreFull
from mingjing.kernel.canonical import sha256_hex


def objects() -> ObjectStore:
    """The store of evidence; opened once for each place."""
    return _opened(os.fspath(settings.MINGJING_HOME), settings.MINGJING_OBJECTS_URL)


@contextmanager
def _told() -> Iterator[None]:
    """Failures of the store in the words of this room."""
    try:
        yield
    except ObjectsFull as error:
        raise StoreFull from error
    except ObjectsAway as error:
        raise StoreAway from error


@lru_cache(maxsize=8)
def _opened(home: str, url: str) -> ObjectStore:
    return open_objects(Path(home) / "evidence", url=url)


@contextmanager
def writing() -> Iterator[None]:
    """Failures of the disk while something is written on its way to the store.

    Raises: StoreFull, StoreAway.
    """
    with _told(), disk_told():
        yield


def body_key(recording_id: str, sha256: str) -> str:
    """Key of a body."""
    return f"recordings/{recording_id}/{sha256}"


def chain_key(recording_id: str) -> str:
    """Key of a complete recording's headers, signatures and acknowledgements."""
    return f"recordings/{recording_id}/chain.jsonl"


def file_key(sha256: str) -> str:
    """Key of a received file: by content alone, two receipts may share it."""
    return f"files/{sha256[:2]}/{sha256}"


def keep(key: str, content: bytes) -> None:
    """Store bytes durably.

    Raises: StoreFull, StoreAway.
    """
    with _told():
        objects().keep(key, content)


def adopt(sha256: str, path: Path) -> None:
    """Store a whole file durably under its digest; one that is there already is not sent again.

    Raises: StoreFull, StoreAway.
    """
    if held_bytes(sha256) != path.stat().st_size:
        with _told():
            objects().adopt(file_key(sha256), path)


def held_bytes(sha256: str) -> int | None:
    """How many bytes are held of a received file; None where it is not.

    Raises: StoreAway.
    """
    try:
        with _told():
            return objects().size(file_key(sha256))
    except ObjectMissing:
        return None


def file_blocks(sha256: str) -> Iterator[bytes]:
    """The content of a received file, block by block. Raises: ObjectMissing, StoreAway."""
    with _told():
        return objects().blocks(file_key(sha256))


def film_path(sha256: str) -> Path:
    """A file with the content, for answers that hold only a part of it. Raises: ObjectMissing."""
    return objects().local_path(file_key(sha256))


def remove_file(sha256: str) -> None:
    """Remove a content-addressed file; none there is fine. Nobody else may hold it.

    Raises: StoreAway.
    """
    with _told():
        objects().delete(file_key(sha256))


def body(recording_id: str, sha256: str) -> bytes:
    """One body, as it was sent: checked against its name.

    Raises: ObjectMissing, ChainDamaged, StoreAway.
    """
    key = body_key(recording_id, sha256)
    try:
        content = objects().get(key)
    except ObjectsAway as error:
        raise StoreAway from error
    if not content:  # what a disk that was full left of a body that nobody was told of
        raise ObjectMissing(key=key)
    if sha256_hex(content) != sha256:
        raise ChainDamaged(recording=recording_id, where=sha256)
    return content


def names_held(recording_id: str) -> tuple[str, ...]:
    """What lies in the folder of a recording beside its chain: bodies, and what was refused.

    Raises: StoreAway.
    """
    with _told():
        keys = list(objects().list(f"recordings/{recording_id}/"))
    names = (key.rpartition("/")[2] for key in keys)
    return tuple(sorted(name for name in names if name != "chain.jsonl"))


def remove_body(recording_id: str, sha256: str) -> None:
    """Remove one body; none there is fine.

    Raises: StoreAway.
    """
    try:
        objects().delete(body_key(recording_id, sha256))
    except ObjectsAway as error:
        raise StoreAway from error


@lru_cache(maxsize=16)
def chain(recording_id: str, sha256: str) -> tuple[LinkRow, ...]:
    """The links of a complete recording, checked against the digest of its record.

    Raises: ChainDamaged, StoreAway.
    """
    try:
        with _told():
            text = objects().get(chain_key(recording_id))
    except ObjectMissing as error:
        raise ChainDamaged(recording=recording_id, where="chain.jsonl") from error
    if sha256_hex(text) != sha256:
        raise ChainDamaged(recording=recording_id, where="chain.jsonl")
    return tuple(read_chain_line(line) for line in text.splitlines())
