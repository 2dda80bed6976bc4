# SPDX-License-Identifier: Apache-2.0
"""Object store port (对象存储端口): bytes under keys, in a folder or in an S3-compatible store.

`MINGJING_OBJECTS_URL` chooses: empty for a folder under the state folder, `s3://bucket/prefix`
for a store (credentials, region and `AWS_ENDPOINT_URL` from the usual environment). A key is a
relative path with "/"; nothing is read from a key but its place.
"""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url

from mingjing.engines.config import setting
from mingjing.engines.durable import name_durably, whole_file, write_durably
from mingjing.engines.errors import ObjectKeyInvalid, ObjectMissing, ObjectsAway, ObjectsFull

if TYPE_CHECKING:
    from obstore.store import RetryConfig, S3Config

_RETRIES: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=5)}
"""A store that is away is said within seconds: who waits for it keeps a thread and a body.
No `client_options` beside it: they would replace those of the environment (`AWS_ALLOW_HTTP`)."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._=+@-]*(/[A-Za-z0-9_][A-Za-z0-9._=+@-]*)*")


class ObjectStore(Protocol):
    """Bytes under keys (对象存储). A put replaces the object as a whole or not at all."""

    def put(self, key: str, content: bytes | Path) -> None:
        """Store bytes, or the content of a file; it is durable when this returns."""

    def keep(self, key: str, content: bytes) -> None:
        """Store bytes so that they outlive a power cut: on the disk, or the store has answered.

        Raises: ObjectsFull, ObjectsAway.
        """

    def adopt(self, key: str, path: Path) -> None:
        """Take a whole file in, durably; the file may go afterwards, but not change any more.

        In a folder on the same disk nothing is copied: the object is one more name of the file.
        Raises: ObjectsFull, ObjectsAway.
        """

    def get(self, key: str) -> bytes:
        """The whole object. Raises: ObjectMissing, ObjectsAway."""

    def blocks(self, key: str) -> Iterator[bytes]:
        """The object block by block, for one too large to hold.

        Raises: ObjectMissing, ObjectsAway.
        """

    def size(self, key: str) -> int:
        """How many bytes the object has. Raises: ObjectMissing, ObjectsAway."""

    def exists(self, key: str) -> bool:
        """Whether there is an object under this key."""

    def list(self, prefix: str = "") -> Iterator[str]:
        """Keys that begin with a folder prefix, sorted. Raises: ObjectsAway."""

    def local_path(self, key: str) -> Path:
        """A file with the object's content: the object itself, or a downloaded copy.

        Raises: ObjectMissing.
        """

    def delete(self, key: str) -> None:
        """Remove an object; none there is fine. Raises: ObjectsAway."""


class ObstoreObjects:
    """The object-store port over obstore (`ObjectStore`)."""

    def __init__(self, store: obstore.store.ObjectStore, *, root: Path | None, cache: Path) -> None:
        self._store = store
        self._root = root
        self._cache = cache

    def put(self, key: str, content: bytes | Path) -> None:
        """See `ObjectStore.put`."""
        if self._root is None:
            obstore.put(self._store, checked(key), content)
            return
        with whole_file(self._root / checked(key)) as draft:
            if isinstance(content, Path):
                shutil.copyfile(content, draft)
            else:
                draft.write_bytes(content)

    def keep(self, key: str, content: bytes) -> None:
        """See `ObjectStore.keep`."""
        with disk_told():
            if self._root is not None:
                write_durably(f"{self._root}/{checked(key)}", content)
            else:
                obstore.put(self._store, checked(key), content)

    def adopt(self, key: str, path: Path) -> None:
        """See `ObjectStore.adopt`."""
        with disk_told():
            if self._root is None:
                obstore.put(self._store, checked(key), path)
                return
            name_durably(self._root / checked(key), path)

    def get(self, key: str) -> bytes:
        """See `ObjectStore.get`."""
        try:
            return bytes(obstore.get(self._store, checked(key)).bytes())
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectMissing(key=key) from error
        except BaseError as error:
            raise ObjectsAway(cause=_cause(error)) from error

    def blocks(self, key: str) -> Iterator[bytes]:
        """See `ObjectStore.blocks`."""
        try:
            found = obstore.get(self._store, checked(key))
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectMissing(key=key) from error
        except BaseError as error:
            raise ObjectsAway(cause=_cause(error)) from error
        return (bytes(block) for block in found)

    def size(self, key: str) -> int:
        """See `ObjectStore.size`."""
        try:
            return int(obstore.head(self._store, checked(key))["size"])
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectMissing(key=key) from error
        except BaseError as error:
            raise ObjectsAway(cause=_cause(error)) from error

    def exists(self, key: str) -> bool:
        """See `ObjectStore.exists`."""
        try:
            self.size(key)
        except ObjectMissing:
            return False
        return True

    def list(self, prefix: str = "") -> Iterator[str]:
        """See `ObjectStore.list`."""
        folder = checked(prefix.rstrip("/")) if prefix else None
        with disk_told():
            pages = obstore.list(self._store, folder)
            keys = [str(meta["path"]) for page in pages for meta in page]
        return iter(sorted(key for key in keys if _KEY.fullmatch(key)))  # no drafts

    def local_path(self, key: str) -> Path:
        """See `ObjectStore.local_path`."""
        if self._root is not None:
            path = self._root / checked(key)
            if not path.is_file():
                raise ObjectMissing(key=key)
            return path
        path = self._cache / checked(key)
        if not path.is_file():
            self._download(key, path)
        return path

    def delete(self, key: str) -> None:
        """See `ObjectStore.delete`."""
        try:
            obstore.delete(self._store, checked(key))
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as error:
            raise ObjectsAway(cause=_cause(error)) from error
        finally:  # also where another node was faster: the copy here goes
            if self._root is None:
                (self._cache / checked(key)).unlink(missing_ok=True)

    def _download(self, key: str, path: Path) -> None:
        blocks = self.blocks(key)
        with whole_file(path) as draft, draft.open("wb") as target:
            for block in blocks:
                target.write(block)


def _cause(error: BaseError) -> str:
    return str(error).split("\n", 1)[0][:200]


@contextmanager
def disk_told() -> Iterator[None]:
    """Failures of disk and store in the words of the port."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ObjectsFull(cause=error.strerror) from error
        raise ObjectsAway(cause=error.strerror or error) from error
    except BaseError as error:
        raise ObjectsAway(cause=_cause(error)) from error


def checked(key: str) -> str:
    """The key, when it can name an object and nothing outside the store.

    Raises: ObjectKeyInvalid.
    """
    if not _KEY.fullmatch(key) or ".." in key:
        raise ObjectKeyInvalid(key=key)
    return key


def open_objects(
    folder: Path, *, url: str | None = None, options: "S3Config | None" = None
) -> ObjectStore:
    """The object store: the local `folder`, or the one that `MINGJING_OBJECTS_URL` names.

    With a remote store `folder` holds the downloaded copies. `options` go to the client of the
    remote store (endpoint, region, credentials), beside the environment.
    """
    chosen = setting("MINGJING_OBJECTS_URL", "") if url is None else url
    folder.mkdir(parents=True, exist_ok=True)
    if chosen:
        remote = from_url(chosen, config=options, retry_config=_RETRIES)
        return ObstoreObjects(remote, root=None, cache=folder)
    return ObstoreObjects(LocalStore(folder), root=folder, cache=folder)


__all__ = ["ObjectStore", "ObstoreObjects", "checked", "open_objects"]
