# SPDX-License-Identifier: Apache-2.0
"""The object-store port: one test body for a folder and for a remote store."""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from mingjing.engines.errors import ObjectKeyInvalid, ObjectMissing, ObjectsAway, ObjectsFull
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


def test_what_is_kept_is_there_whole_and_again_and_leaves_nothing_beside_it(
    store: ObjectStore, tmp_path: Path
) -> None:
    for content in (b"one", b"two", b""):
        store.keep("deep/down/a", content)
        assert store.get("deep/down/a") == content
    assert list(store.list()) == ["deep/down/a"]
    assert not list(tmp_path.rglob("*.part"))


def test_many_threads_keep_the_same_object_at_once(tmp_path: Path) -> None:
    store = open_objects(tmp_path / "objects", url="")
    content = bytes(range(256)) * 1000
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.keep("new/folder/a", content), range(40)))
    assert store.get("new/folder/a") == content
    assert [path.name for path in (tmp_path / "objects" / "new" / "folder").iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(errno.ENOSPC, ObjectsFull), (errno.EDQUOT, ObjectsFull), (errno.EIO, ObjectsAway)],
)
@pytest.mark.parametrize("call", ["write", "fdatasync"])
def test_a_disk_that_does_not_take_it_is_told_and_what_is_there_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    refusal: type[Exception],
) -> None:
    store = open_objects(tmp_path / "objects", url="")
    store.keep("folder/there", b"before")

    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"mingjing.engines.durable.os.{call}", fail)
    for key in ("folder/new", "folder/there"):
        with pytest.raises(refusal):
            store.keep(key, b"content")
    assert not list(tmp_path.rglob("*.part"))
    assert store.get("folder/there") == b"before"
    assert store.get("folder/new") == b""


def test_a_file_that_is_there_is_replaced_only_by_one_that_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_objects(tmp_path / "objects", url="")
    store.keep("folder/a", b"one")
    calls: list[str] = []

    def noted(call: str) -> Callable[..., object]:
        real = getattr(os, call)

        def note(*given: object) -> object:
            calls.append(call)
            return real(*given)

        return note

    for call in ("fdatasync", "replace", "fsync"):
        monkeypatch.setattr(f"mingjing.engines.durable.os.{call}", noted(call))
    store.keep("folder/a", b"two")
    assert calls == ["fdatasync", "replace", "fsync"]
    calls.clear()
    store.keep("folder/b", b"new")
    assert calls == ["fdatasync", "fsync"]
    calls.clear()
    store.keep("other/b", b"new")
    assert calls == ["fsync", "fdatasync", "fsync"]  # the new folder's name before all
    shutil.rmtree(tmp_path / "objects" / "other")
    calls.clear()
    store.keep("other/b", b"anew")
    assert calls == ["fsync", "fdatasync", "fsync"]  # made once more, and on the disk again


def test_a_folder_that_is_no_folder_is_a_store_that_is_away(tmp_path: Path) -> None:
    store = open_objects(tmp_path / "objects", url="")
    (tmp_path / "objects").rmdir()
    (tmp_path / "objects").write_text("a file")
    with pytest.raises(ObjectsAway):
        store.keep("folder/a", b"content")


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


def test_in_a_folder_a_file_that_is_taken_in_gets_one_more_name(tmp_path: Path) -> None:
    store = open_objects(tmp_path / "objects", url="")
    draft = tmp_path / "draft"
    draft.write_bytes(b"scene")
    store.adopt("files/ab/abc", draft)
    assert store.local_path("files/ab/abc").samefile(draft)
    draft.unlink()
    assert store.get("files/ab/abc") == b"scene"
    assert list(store.list("files")) == ["files/ab/abc"]


def test_where_no_second_name_can_be_made_it_is_copied(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_disk(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("os.link", other_disk)
    draft = tmp_path / "draft"
    draft.write_bytes(b"scene")
    store.adopt("files/ab/abc", draft)
    assert not store.local_path("files/ab/abc").samefile(draft)
    assert store.get("files/ab/abc") == b"scene"


def test_a_deleted_object_goes_from_the_cache_also_where_another_node_deleted_it(
    tmp_path: Path,
) -> None:
    shared = MemoryStore()
    here, there = (
        ObstoreObjects(shared, root=None, cache=tmp_path / node) for node in ("here", "there")
    )
    here.put("a", b"1")
    copy = here.local_path("a")
    there.delete("a")
    here.delete("a")
    assert not copy.exists()


def test_a_key_that_names_no_object_deletes_nothing_beside_the_cache(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"1")
    store = ObstoreObjects(MemoryStore(), root=None, cache=tmp_path / "cache")
    with pytest.raises(ObjectKeyInvalid):
        store.delete("../kept")
    assert kept.exists()
