# SPDX-License-Identifier: Apache-2.0
"""The object-store port: one test body for a folder and for a remote store."""

import os
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from mingjing.engines.errors import ObjectKeyInvalid, ObjectMissing
from mingjing.engines.objects import ObjectStore, ObstoreObjects, open_objects


@pytest.fixture(params=["folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        return open_objects(tmp_path / "objects", url="")
    return ObstoreObjects(MemoryStore(), root=None, cache=tmp_path / "cache")


def test_it_gives_back_what_was_put(store: ObjectStore, tmp_path: Path) -> None:
    source = tmp_path / "b.bin"
    source.write_bytes(b"two")
    store.put("batch/a.bin", b"one")
    store.put("batch/b.bin", source)
    assert store.get("batch/a.bin") == b"one"
    assert store.local_path("batch/b.bin").read_bytes() == b"two"
    assert store.exists("batch/a.bin")
    assert store.size("batch/b.bin") == 3
    assert b"".join(store.blocks("batch/b.bin")) == b"two"
    assert list(store.list("batch")) == ["batch/a.bin", "batch/b.bin"]
    assert list(store.list()) == ["batch/a.bin", "batch/b.bin"]


def test_a_second_put_replaces(store: ObjectStore) -> None:
    store.put("a", b"one")
    store.put("a", b"two")
    assert store.get("a") == b"two"


def test_it_says_which_object_is_missing(store: ObjectStore) -> None:
    assert not store.exists("nowhere")
    for ask in (store.get, store.local_path, store.size, store.blocks):
        with pytest.raises(ObjectMissing) as caught:
            ask("nowhere")
        assert caught.value.detail == {"key": "nowhere"}


def test_it_deletes_and_deletes_again(store: ObjectStore) -> None:
    store.put("a", b"one")
    store.local_path("a")
    store.delete("a")
    store.delete("a")
    assert not store.exists("a")


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../a", "a/../b", "a//b", "a\\b", ".a", "a b"])
def test_a_key_cannot_leave_the_store(store: ObjectStore, key: str) -> None:
    with pytest.raises(ObjectKeyInvalid):
        store.put(key, b"x")


def test_the_setting_names_a_remote_store(tmp_path: Path) -> None:
    store = open_objects(tmp_path / "cache", url="memory:///")
    store.put("a", b"one")
    assert store.local_path("a") == tmp_path / "cache" / "a"


def test_what_was_put_in_a_folder_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    root = tmp_path.resolve() / "store"
    open_objects(root, url="").put("cases/a", b"one")
    assert [Path(one).name.endswith(".part") for one in synced] == [True, False, False]
    assert synced[1:] == [str(root / "cases"), str(root)]


def test_a_draft_that_a_killed_process_left_is_no_object(tmp_path: Path) -> None:
    store = open_objects(tmp_path, url="")
    store.put("a", b"one")
    (tmp_path / ".b.1.part").write_bytes(b"half")
    assert list(store.list()) == ["a"]
