# SPDX-License-Identifier: Apache-2.0
"""Where the files of a log come from: a folder, or the web."""

import errno
import os
import stat
import urllib.error
import urllib.request
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from mingjing_verify.log.errors import Broken, Reason, Unreachable

T = TypeVar("T")
_TIMEOUT_SECONDS = 30
_AHEAD = 16
_PLAINLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_GZIP_MARGIN = 4096
"""Hashes do not compress: gzip makes them a little longer."""


class Source(Protocol):
    """The files of one log."""

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes, None when there is none.

        Raises: Broken when it is longer than `limit`; Unreachable.
        """
        ...

    def stream(self, read: Callable[[T], bytes], items: Iterable[T]) -> Iterator[bytes]:
        """`read` of each item, in order; a source may read ahead."""
        ...

    def paths(self) -> Iterator[str]:
        """The files that are there, as far as a source can tell without being asked for them."""
        ...


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A log in a folder."""

    root: Path

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes, None when there is none."""
        try:
            handle = os.open(self.root / path, _PLAINLY)
            with os.fdopen(handle, "rb", closefd=True) as file:
                _demand_plain(os.fstat(handle).st_mode, path)
                return _bounded(file.read(limit + 1), path, limit)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.EISDIR}:
                raise Broken(Reason.FILE_KIND, path) from error
            raise Unreachable(f"{self.root / path}: {error.strerror}") from error

    def stream(self, read: Callable[[T], bytes], items: Iterable[T]) -> Iterator[bytes]:
        """One after the other: a disk reads ahead by itself."""
        return map(read, items)

    def paths(self) -> Iterator[str]:
        """Every file below the folder, but for drafts that a killed writer left."""
        for place, folders, files in os.walk(self.root):
            folders.sort()
            for name in (*folders, *sorted(files)):
                path = Path(place, name)
                mode = path.lstat().st_mode
                shown = path.relative_to(self.root).as_posix()
                if stat.S_ISDIR(mode):
                    continue
                _demand_plain(mode, shown)
                if not (name.startswith(".") and name.endswith(".draft")):
                    yield shown


@dataclass(frozen=True, slots=True)
class HttpSource:
    """A log behind an http(s) address."""

    prefix: str

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes, None when the server says that there is none."""
        url = f"{self.prefix.rstrip('/')}/{path}"
        request = urllib.request.Request(  # noqa: S310 - `source_of` admits http and https only
            url, headers={"Accept-Encoding": "gzip, identity", "User-Agent": "mingjing-verify"}
        )
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
                body: bytes = answer.read(limit + _GZIP_MARGIN)
                coding = answer.headers.get("Content-Encoding", "identity")
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in {404, 410}:
                return None
            raise Unreachable(f"{url}: HTTP {error.code}") from error
        except (OSError, ValueError) as error:
            raise Unreachable(f"{url}: {error}") from error
        return _bounded(_decoded(body, coding, limit, url), path, limit)

    def paths(self) -> Iterator[str]:
        """Nothing: a web server is not asked what else it has."""
        return iter(())

    def stream(self, read: Callable[[T], bytes], items: Iterable[T]) -> Iterator[bytes]:
        """Several at once, handed out in order, never more than a few ahead."""
        waiting: deque[Future[bytes]] = deque()
        with ThreadPoolExecutor(_AHEAD) as pool:
            try:
                for item in items:
                    waiting.append(pool.submit(read, item))
                    if len(waiting) > _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def source_of(place: str) -> Source:
    """The source for a folder or an http(s) address.

    Raises: Unreachable.
    """
    scheme = urlsplit(place).scheme
    if scheme in {"http", "https"}:
        return HttpSource(place)
    if not Path(place).is_dir():
        raise Unreachable(f"{place}: no such folder")
    return FolderSource(Path(place))


def _demand_plain(mode: int, path: str) -> None:
    if not stat.S_ISREG(mode):
        raise Broken(Reason.FILE_KIND, path)


def _bounded(content: bytes, path: str, limit: int) -> bytes:
    if len(content) > limit:
        raise Broken(Reason.FILE_LENGTH, path)
    return content


def _decoded(body: bytes, coding: str, limit: int, url: str) -> bytes:
    if coding == "identity":
        return body
    if coding != "gzip":
        raise Unreachable(f"{url}: Content-Encoding {coding}")
    packed = zlib.decompressobj(31)
    try:
        content = packed.decompress(body, limit + 1)
    except zlib.error as error:
        raise Unreachable(f"{url}: broken gzip") from error
    if not packed.eof and len(content) <= limit:
        raise Unreachable(f"{url}: the answer breaks off")
    return content
