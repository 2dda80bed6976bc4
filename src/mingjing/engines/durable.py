# SPDX-License-Identifier: Apache-2.0
"""Files that outlive a power cut (落盘): on the disk before anybody counts on them."""

import errno
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP})
_MOST_STANDING = 10_000
_standing: set[str] = set()
_making = threading.Lock()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A neighbour to write to, on the disk and then renamed to `path`; on failure nothing remains.

    The row that names the file is committed after this: a power cut cannot leave the row alone.
    Folders that are made on the way are on the disk as well.
    """
    fresh = _made(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    try:
        yield draft
        sync_file(draft)
        os.replace(draft, path)
        for folder in (path.parent, *fresh):
            sync_folder(folder)
    finally:
        draft.unlink(missing_ok=True)


def write_durably(path: str, content: bytes) -> None:
    """Write a file and wait until it and its name are on the disk; many threads may do so at once.

    A new file is written under its own name: one wait for its bytes, one for its name. A file that
    is there may be relied on by somebody, so it is only ever replaced by one that is on the disk.
    What fails leaves an empty file at most, and touches no file that another thread put there.
    Text instead of `Path`, and no look before the leap: this runs hundreds of times a second.
    """
    folder, name = os.path.split(path)
    if folder not in _standing:
        _stand(folder)
    try:
        _write_in(folder, path, content)
    except FileExistsError:
        draft = os.path.join(folder, f".{name}.{secrets.token_hex(4)}.part")
        try:
            _write(draft, content)
            os.replace(draft, path)
        finally:
            Path(draft).unlink(missing_ok=True)
    sync_folder(folder)


def _write_in(folder: str, path: str, content: bytes) -> None:
    """Write the file; a folder that was taken away meanwhile is made once more."""
    try:
        _write(path, content)
    except FileNotFoundError:
        _stand(folder)
        _write(path, content)


def _write(path: str, content: bytes, mode: int = 0o644) -> None:
    """A file that must not be there yet, with its bytes on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        os.fdatasync(handle)
    except BaseException:
        os.ftruncate(handle, 0)  # not unlinked: the name may be another thread's by now
        raise
    finally:
        os.close(handle)


def _stand(folder: str) -> None:
    """The folder is there, and its name is on the disk, whichever thread made it."""
    with _making:
        place = Path(folder)
        for one in {place.parent, *_made(place)}:
            sync_folder(one)
        if len(_standing) >= _MOST_STANDING:
            _standing.clear()
        _standing.add(folder)


def name_durably(path: Path, source: Path) -> None:
    """One more name for a file, on the disk with its content; copied where a disk cannot do that.

    The bytes are waited for before the name stands: a name always means a whole file.
    """
    with whole_file(path) as draft:
        try:
            os.link(source, draft)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            shutil.copyfile(source, draft)


def make_secret_once(path: Path, content: bytes) -> None:
    """A secret file (mode 600) that stays as whoever comes first makes it, on the disk.

    Of two that make it at once one wins; the other's content is forgotten, so read the file.
    """
    fresh = _made(path.parent, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _write(str(draft), content, mode=0o600)
        with suppress(FileExistsError):
            os.link(draft, path)
        for folder in (path.parent, *fresh):
            sync_folder(folder)
    finally:
        draft.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    _sync(path, os.O_RDWR)


def sync_folder(path: str | Path) -> None:
    """Wait until a folder's list of names is on the disk, where the file system can say so."""
    try:
        _sync(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot sync folders
            raise


def _made(folder: Path, mode: int = 0o777) -> tuple[Path, ...]:
    """Make a folder and those above it; the parents of what had to be made."""
    lacking = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=mode)
    return tuple(one.parent for one in lacking)


def _sync(path: str | Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
