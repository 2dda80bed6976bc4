# SPDX-License-Identifier: Apache-2.0
"""Where bodies and finished chains lie: content-addressed objects, one folder a recording."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mingjing.engines.errors import ObjectMissing, ObjectsAway, ObjectsFull
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.evidence.rules.acks import read_chain_line
from mingjing.evidence.types import ChainDamaged, LinkRow, StoreAway, StoreFull
from mingjing.kernel.canonical import sha256_hex


def objects() -> ObjectStore:
    """The store of evidence; opened once for each place."""
    return _opened(Path(settings.MINGJING_HOME), settings.MINGJING_OBJECTS_URL)


@lru_cache(maxsize=8)
def _opened(home: Path, url: str) -> ObjectStore:
    return open_objects(home / "evidence", url=url)


def body_key(recording_id: str, sha256: str) -> str:
    """Key of a body."""
    return f"recordings/{recording_id}/{sha256}"


def chain_key(recording_id: str) -> str:
    """Key of a complete recording's headers, signatures and acknowledgements."""
    return f"recordings/{recording_id}/chain.jsonl"


def keep(key: str, content: bytes) -> None:
    """Store bytes durably.

    Raises: StoreFull, StoreAway.
    """
    try:
        objects().keep(key, content)
    except ObjectsFull as error:
        raise StoreFull from error
    except ObjectsAway as error:
        raise StoreAway from error


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


@lru_cache(maxsize=16)
def chain(recording_id: str, sha256: str) -> tuple[LinkRow, ...]:
    """The links of a complete recording, checked against the digest of its record.

    Raises: ChainDamaged.
    """
    try:
        text = objects().get(chain_key(recording_id))
    except ObjectMissing as error:
        raise ChainDamaged(recording=recording_id, where="chain.jsonl") from error
    if sha256_hex(text) != sha256:
        raise ChainDamaged(recording=recording_id, where="chain.jsonl")
    return tuple(read_chain_line(line) for line in text.splitlines())
