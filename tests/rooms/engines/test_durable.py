# SPDX-License-Identifier: Apache-2.0
"""A whole file is on the disk before it has its name, and a failed one leaves nothing."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingjing.engines.durable import make_secret_once, sync_file, sync_folder, whole_file


def test_content_reaches_the_disk_before_the_name_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        happened.append(path.name if path.is_dir() else "file")
        fsync(handle)

    def watched_replace(source: Path, target: Path) -> None:
        happened.append("rename")
        replace(source, target)

    folder = tmp_path.resolve() / "lake" / "batches"
    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    with whole_file(folder / "good.parquet") as draft:
        draft.write_bytes(b"rows")
    made = ["lake", tmp_path.name]  # folders that had to be made, in those that hold them
    assert happened == ["file", "rename", "batches", *made]
    assert (folder / "good.parquet").read_bytes() == b"rows"


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "good.parquet"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="broken"):
        _write_half(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["good.parquet"]
    assert path.read_bytes() == b"old"


def _write_half(path: Path) -> None:
    with whole_file(path) as draft:
        draft.write_bytes(b"half")
        raise RuntimeError("broken")


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "door.key"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: make_secret_once(path, bytes([one]) * 32), range(8)))
    first = path.read_bytes()
    make_secret_once(path, b"later")
    assert path.read_bytes() == first
    assert len(set(first)) == 1
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [entry.name for entry in path.parent.iterdir()] == ["door.key"]


def test_only_a_folder_may_be_on_a_file_system_that_cannot_sync_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(handle: int) -> None:
        raise OSError(errno.EINVAL, "no such thing here")

    path = tmp_path / "good.parquet"
    path.write_bytes(b"rows")
    monkeypatch.setattr(os, "fsync", refused)
    sync_folder(tmp_path)
    with pytest.raises(OSError, match="no such thing"):
        sync_file(path)
