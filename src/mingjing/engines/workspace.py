# SPDX-License-Identifier: Apache-2.0
"""Temporary folders and whole files (临时目录): what an engine leaves behind is nothing."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingjing.engines.config import setting

TEMPORARY = "tmp/"
"""Where the working folders lie in the state folder."""


def temporary_folders(home: Path) -> tuple[str, ...]:
    """The working folders in a state folder, by name: of work that runs now, or was killed."""
    parent = home / TEMPORARY
    found = parent.iterdir() if parent.is_dir() else ()
    return tuple(sorted(f"{TEMPORARY}{path.name}" for path in found if path.is_dir()))


def temporary_folder(home: Path | None, purpose: str) -> Path:
    """A private folder (mode 700) under `tmp` of the state folder.

    Without `home` the state folder is `MINGJING_HOME`; without that, the system's temporary one.
    """
    state = home or setting("MINGJING_HOME", "")
    parent = Path(state) / TEMPORARY if state else None
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=parent))


def remove_folder(folder: Path) -> None:
    """Remove a temporary folder; one that is gone already is fine."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A neighbour to write to, on the disk and then renamed to `path`; on failure nothing remains.

    The row that names the file is committed after this: a power cut cannot leave the row alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield draft
        _sync(draft, os.O_RDWR)
        os.replace(draft, path)
        _sync(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        draft.unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until it and its name are on the disk; many threads may do so at once.

    A new file is written under its own name: one wait for its bytes, one for its name. A file that
    is there may be relied on by somebody, so it is only ever replaced by one that is on the disk.
    What fails leaves an empty file at most, and touches no file that another thread put there.
    """
    _make_folder(path.parent)
    try:
        _write(path, content)
    except FileExistsError:
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            _write(draft, content)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    _sync(path.parent, os.O_RDONLY | os.O_DIRECTORY)


def _write(path: Path, content: bytes) -> None:
    """A file that must not be there yet, with its bytes on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
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


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each with its name on the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot sync folders
            raise
    finally:
        os.close(handle)


def parquet_files(paths: Path | list[Path]) -> list[str]:
    """Paths of Parquet files as text; a folder stands for its `*.parquet`, sorted."""
    found: list[str] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        inside = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        found.extend(str(file) for file in inside)
    return found
