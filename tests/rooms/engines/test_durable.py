# SPDX-License-Identifier: Apache-2.0
"""A whole file is on the disk before it has its name, and a failed one leaves nothing."""

import os
from pathlib import Path

import pytest

from mingjing.engines.durable import whole_file


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
