# SPDX-License-Identifier: Apache-2.0
"""The sequencer publishes every committed entry once, goes on after any fault, and never forks."""

import base64
import os
import shutil
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from tests.rooms.ledger.ledger_acts import NOW, look, published_files, published_head, write

from mingjing.ledger.models import Checkpoint, Entry
from mingjing.ledger.public import (
    checkpoint_covering,
    checkpoint_note,
    checkpoints,
    head,
    official_act,
    published_folder,
    sequence,
    verifier_key,
    waiting_entries,
)
from mingjing.ledger.publish.sequencer import Sequencer, default_sequencer
from mingjing.ledger.queries import leaf_of
from mingjing.ledger.types import (
    KeyUnusable,
    LogAheadOfDatabase,
    LogDamaged,
    LogForked,
    NothingPublished,
)

pytestmark = pytest.mark.django_db

STEPS = ("begin", "numbered", "tiles", "published", "stored", "tidied")


class PowerCut(BaseException):
    """Not an Exception: nothing on the way may handle it."""


def cut_at(step: str, visit: int = 1) -> Callable[[str], None]:
    """Stops the sequencer when it reaches a step for the nth time."""
    seen: list[str] = []

    def reached(now_at: str) -> None:
        seen.append(now_at)
        if now_at == step and seen.count(step) == visit:
            raise PowerCut(step)

    return reached


def run_cut(sequencer: Sequencer, step: str, visit: int = 1) -> None:
    with pytest.raises(PowerCut):
        replace(sequencer, reached=cut_at(step, visit)).run(NOW)


def test_it_publishes_what_is_committed_and_nothing_twice(home: Path) -> None:
    write(700)
    assert waiting_entries() == 700
    assert sequence(NOW) == 700
    assert sequence(NOW) == 0
    write(3)
    assert sequence(NOW) == 3
    assert look(home).size == 703
    assert waiting_entries() == 0


def test_it_numbers_entries_in_the_order_of_their_ids(home: Path) -> None:
    write(300)
    sequence(NOW)
    numbers = Entry.objects.order_by("id").values_list("leaf_index", flat=True)
    assert list(numbers) == list(range(300))


def test_it_numbers_entries_that_were_committed_without_a_number(home: Path) -> None:
    write(3)
    sequence(NOW)
    write(300)
    forget_numbers_from(3)
    assert waiting_entries() == 300
    assert replace(default_sequencer(), batch=128).run(NOW) == 300
    numbers = Entry.objects.order_by("id").values_list("leaf_index", flat=True)
    assert list(numbers) == list(range(303))
    assert look(home).size == 303


def forget_numbers_from(index: int) -> None:
    """Make the rows as they are where writers do not know their place (PostgreSQL)."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET leaf_index = NULL WHERE leaf_index >= %s", [index])


def test_it_leaves_no_gap_where_an_inner_act_was_undone(home: Path) -> None:
    @official_act
    def inner() -> None:
        write(5, kind="undone")
        raise ValueError("no")

    write(2)
    with pytest.raises(ValueError, match="no"):
        inner()
    write(2)
    assert sequence(NOW) == 4
    assert look(home).size == 4


@pytest.mark.django_db(transaction=True)
def test_it_takes_entries_in_the_order_in_which_they_are_committed(home: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite there is one writer at a time")
    begun, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            write(1, kind="slow")
            begun.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(10)
    write(1, kind="quick")
    assert sequence(NOW) == 1
    may_commit.set()
    thread.join()
    assert sequence(NOW) == 1
    kinds = Entry.objects.order_by("leaf_index").values_list("kind", flat=True)
    assert list(kinds) == ["quick", "slow"]
    assert list(Entry.objects.order_by("id").values_list("kind", flat=True)) == ["slow", "quick"]
    assert look(home).size == 2


def test_it_publishes_nothing_of_nothing(home: Path) -> None:
    assert sequence(NOW) == 0
    assert head() is None
    with pytest.raises(NothingPublished):
        checkpoint_note()
    assert checkpoints() == []


def test_it_has_no_verifier_key_before_it_has_run(home: Path) -> None:
    with pytest.raises(NothingPublished):
        verifier_key()


def test_it_states_size_root_and_time_of_the_head(home: Path) -> None:
    write(1)
    sequence(NOW)
    leaf = leaf_of(Entry.objects.get())
    root = base64.b64encode(sha256(b"\x00" + leaf).digest()).decode()
    now_head = head()
    assert now_head is not None
    assert (now_head.size, now_head.root, now_head.at) == (1, root, NOW)
    assert checkpoint_note() == (home / "ledger" / "checkpoint").read_text()
    assert verifier_key() == (home / "keys" / "ledger.vkey").read_text().strip()
    assert published_folder() == home / "ledger"


def test_it_knows_the_first_checkpoint_that_covers_an_entry(home: Path) -> None:
    first = write(2)[1]
    assert checkpoint_covering(first.entry_id) is None
    sequence(NOW)
    note = checkpoint_note()
    write(2)
    sequence(NOW)
    covering = checkpoint_covering(first.entry_id)
    assert covering is not None
    assert (covering[0].size, covering[1]) == (2, note)
    assert [head.size for head in checkpoints()] == [4, 2]


def test_it_makes_the_key_once_and_keeps_it_to_itself(home: Path) -> None:
    write(1)
    sequence(NOW)
    key = home / "keys" / "ledger.key"
    before = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert not [name for name in published_files(home) if "key" in name and name != "vkey"]
    write(1)
    sequence(NOW)
    assert key.read_bytes() == before


def test_it_goes_through_many_batches(home: Path) -> None:
    write(1000)
    assert replace(default_sequencer(), batch=300).run(NOW) == 1000
    assert look(home).size == 1000
    assert [row.size for row in Checkpoint.objects.order_by("size")] == [300, 600, 900, 1000]


def test_it_removes_partial_tiles_whose_full_tile_is_there(home: Path) -> None:
    write(200)
    sequence(NOW)
    assert "tile/0/000.p/200" in published_files(home)
    write(100)
    sequence(NOW)
    files = published_files(home)
    assert "tile/0/000" in files
    assert not [name for name in files if name.startswith(("tile/0/000.p", "tile/entries/000.p"))]
    assert look(home).size == 300


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("visit", "before"), [(1, 0), (1, 256), (2, 130)])
def test_it_goes_on_after_a_cut_at_any_step(
    home: Path, tmp_path_factory: pytest.TempPathFactory, step: str, visit: int, before: int
) -> None:
    sequencer = replace(default_sequencer(), batch=256)
    write(before) if before else None
    sequencer.run(NOW)
    known = [published_head(home)] if before else []
    write(600)
    run_cut(sequencer, step, visit)
    if (home / "ledger" / "checkpoint").exists():
        look(home, *known)  # whatever is published at this instant is whole
        known.append(published_head(home))
    write(5)
    sequencer.run(NOW)
    assert look(home, *known).size == before + 605
    assert_same_as_undisturbed(home, tmp_path_factory.mktemp("other"))


def assert_same_as_undisturbed(home: Path, other: Path) -> None:
    """The same rows, published in one go with the same key, give the same bytes."""
    shutil.copytree(home / "keys", other / "keys")
    sizes = list(Checkpoint.objects.values_list("size", flat=True))
    Checkpoint.objects.exclude(size=max(sizes)).delete()
    folder = replace(
        default_sequencer().folder, root=other / "ledger", lock_path=other / "ledger.lock"
    )
    replace(default_sequencer(), folder=folder, home=other).run(NOW)
    ours, theirs = published_files(home), published_files(other)
    assert {name: ours[name] for name in theirs} == theirs


class Disk:
    """Stands in for `os` in the folder's code; loses power at the nth call of one function."""

    def __init__(self, function: str, cut_at: int) -> None:
        self._function = function
        self._calls_left = cut_at

    def __getattr__(self, name: str) -> Any:  # whatever `os` has there
        real = getattr(os, name)
        return self._guarded(real) if name == self._function else real

    def _guarded(self, real: Any) -> Any:
        def call(handle: int, *content: bytes) -> Any:
            self._calls_left -= 1
            if self._calls_left < 0:
                if content:
                    real(handle, bytes(content[0][: len(content[0]) // 2]))
                raise PowerCut(self._function)
            return real(handle, *content)

        return call


@pytest.mark.parametrize("function", ["write", "fsync"])
def test_it_goes_on_after_a_cut_at_any_write_and_any_fsync(
    home: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    write(200)
    sequence(NOW)
    for cut_at in range(100):
        write(40)
        before = published_head(home)
        with monkeypatch.context() as patched:
            disk = Disk(function, cut_at)
            patched.setattr("mingjing.ledger.publish.folder.os", disk)
            patched.setattr("mingjing.engines.durable.os", disk)
            try:
                sequence(NOW)
            except PowerCut:
                look(home, before)
            else:
                break
    else:
        raise AssertionError("the disk was cut a hundred times")
    assert cut_at > 3
    assert sequence(NOW) == 0
    assert look(home, before).size == 200 + 40 * (cut_at + 1)


def test_it_goes_on_after_a_write_that_broke_off_in_the_middle(home: Path) -> None:
    write(300)
    sequencer = default_sequencer()
    run_cut(sequencer, "numbered")
    draft = home / "ledger" / "tile" / "0" / ".000.draft"
    draft.parent.mkdir(parents=True)
    draft.write_bytes(b"half a ti")
    (home / "ledger" / ".checkpoint.draft").write_text("half a checkp")
    sequencer.run(NOW)
    assert look(home).size == 300


def test_it_rebuilds_files_that_are_lost_from_the_database(home: Path) -> None:
    write(300)
    sequence(NOW)
    write(300)
    sequence(NOW)
    before = published_files(home)
    shutil.rmtree(home / "ledger")
    assert sequence(NOW) == 600
    after = published_files(home)
    assert {name: before[name] for name in after} == after


def test_it_signs_nothing_while_a_rebuild_leads_to_another_root(home: Path) -> None:
    write(600)
    sequence(NOW)
    shutil.rmtree(home / "ledger")
    alter_entry(17)
    with pytest.raises(LogForked):
        replace(default_sequencer(), batch=256).run(NOW)
    assert not (home / "ledger" / "checkpoint").exists()


def alter_entry(index: int) -> None:
    """What a database administrator could do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET digest = %s WHERE leaf_index = %s", ["00" * 32, index]
        )


def unchanged(home: Path, error: type[Exception]) -> None:
    """The sequencer refuses, and every published file stays as it is."""
    before = published_files(home)
    with pytest.raises(error):
        sequence(NOW)
    assert published_files(home) == before


@pytest.mark.parametrize("count", [300, 512])
def test_it_refuses_to_go_on_from_a_database_that_was_altered(home: Path, count: int) -> None:
    write(count)
    sequence(NOW)
    alter_entry(count - 1)
    write(1)
    unchanged(home, LogForked)


def test_it_refuses_a_database_older_than_the_published_checkpoint(home: Path) -> None:
    write(300)
    sequence(NOW)
    forget_entries_from(290)
    unchanged(home, LogAheadOfDatabase)


def forget_entries_from(index: int) -> None:
    """What restoring an old backup does."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE leaf_index >= %s", [index])
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size > %s", [index])


def test_it_refuses_an_older_database_even_after_it_grew_again(home: Path) -> None:
    write(300)
    sequence(NOW)
    forget_entries_from(290)
    write(20, kind="other")
    with connection.cursor() as cursor:  # numbered by a sequencer on another folder
        cursor.execute(
            "UPDATE ledger_entry SET leaf_index = 290 + id - (SELECT MIN(id) FROM ledger_entry "
            "WHERE leaf_index IS NULL) WHERE leaf_index IS NULL"
        )
    unchanged(home, LogForked)


def test_it_refuses_a_gap_in_the_database(home: Path) -> None:
    write(300)
    with pytest.raises(PowerCut):
        replace(default_sequencer(), reached=cut_at("numbered")).run(NOW)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE leaf_index = 100")
    with pytest.raises(LogForked):
        sequence(NOW)


def test_it_refuses_a_checkpoint_that_the_database_knows_otherwise(home: Path) -> None:
    write(3)
    sequence(NOW)
    Checkpoint.objects.update(root=base64.b64encode(b"\x00" * 32).decode())
    unchanged(home, LogForked)


@pytest.mark.parametrize(
    "path", ["checkpoint", "tile/0/001.p/44", "tile/1/000.p/1"], ids=lambda path: path[-4:]
)
@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_it_refuses_damaged_files_and_overwrites_nothing(
    home: Path, path: str, damage: str
) -> None:
    write(300)
    sequence(NOW)
    file = home / "ledger" / path
    raw = bytearray(file.read_bytes())
    if damage == "flip":
        raw[len(raw) // 2] ^= 1
        file.write_bytes(raw)
    elif damage == "cut":
        file.write_bytes(raw[:-5])
    elif path != "checkpoint":  # a lost checkpoint is rebuilt, see above
        file.unlink()
    else:
        return
    write(1)
    unchanged(home, LogDamaged)


def test_it_refuses_to_replace_a_tile_by_other_bytes(home: Path) -> None:
    write(300)
    sequence(NOW)
    (home / "ledger" / "tile" / "0" / "001").write_bytes(b"x" * 8192)
    write(300)
    unchanged(home, LogForked)


@pytest.mark.parametrize("fault", ["gone", "open", "nonsense", "other log"])
def test_it_makes_no_new_key_for_a_log_that_has_history(home: Path, fault: str) -> None:
    write(3)
    sequence(NOW)
    key = home / "keys" / "ledger.key"
    match fault:
        case "gone":
            key.unlink()
        case "open":
            key.chmod(0o644)
        case "nonsense":
            key.write_text("nonsense")
        case _:
            key.write_text(key.read_text().replace("mingjing.local", "other.example"))
    write(1)
    unchanged(home, KeyUnusable)


def test_it_refuses_another_origin_for_the_same_key(home: Path) -> None:
    write(3)
    sequence(NOW)
    with pytest.raises(KeyUnusable):
        replace(default_sequencer(), origin="other.example/ledger").run(NOW)


def test_it_refuses_an_origin_that_is_no_name(home: Path) -> None:
    with pytest.raises(KeyUnusable):
        replace(default_sequencer(), origin="two words").run(NOW)


def test_it_reads_only_the_edge_of_a_large_log(home: Path) -> None:
    write(1000)
    sequence(NOW)
    for number in range(3):  # full tiles are not needed to go on
        (home / "ledger" / "tile" / "0" / f"00{number}").unlink()
    write(1)
    assert sequence(NOW) == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_inside_a_transaction(home: Path) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        sequence(NOW)
