# SPDX-License-Identifier: Apache-2.0
"""Signatures checked by several processes: the same answers, also when processes fail."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mingjing_verify import signatures
from mingjing_verify.judge import Outcome, judge
from tests.verify.attacks import VKEY
from tests.verify.bundles import make_case, write_folder

PLAN = (("init",), ("media", 600), ("end", "finished"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A recording long enough for several batches."""
    return make_case(PLAN, size=40, anchor_every=100).files()


def damaged(files: dict[str, bytes], *numbers: int) -> dict[str, bytes]:
    """The recorder's signature of some links has another first letter."""
    lines = files["chain.jsonl"].split(b"\n")
    for number in numbers:
        head, name, rest = lines[number].rpartition(b'"signature":"')
        other = b"A" if rest[:1] != b"A" else b"B"
        lines[number] = head + name + other + rest[1:]
    return files | {"chain.jsonl": b"\n".join(lines)}


def told(outcome: Outcome) -> list[tuple[str, int | None, object]]:
    """What was found, without its words."""
    return [(f.code, f.link, f.values.get("to")) for f in outcome.findings]


def test_several_processes_find_what_one_finds(files: dict[str, bytes], tmp_path: Path) -> None:
    """A whole chain is whole, and each damaged link is named, in every batch."""
    folder = write_folder(files, tmp_path / "whole")
    assert judge(folder, VKEY, processes=2).verdict == "whole"
    bad = (0, 1, 127, 128, 129, 400, 602)
    folder = write_folder(damaged(files, *bad), tmp_path / "bad")
    alone, together = judge(folder, VKEY), judge(folder, VKEY, processes=2)
    assert told(together) == told(alone)
    assert ("signature_wrong", 400, None) in told(alone)
    assert ("signature_wrong", 127, 129) in told(alone)


def test_new_interpreters_answer_as_forks_do(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without fork starts interpreters."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setitem(signatures._LEAST_LINKS, "spawn", 10)
    asked: list[object] = []
    original = ProcessPoolExecutor

    def counted(*args: Any, **named: Any) -> object:
        asked.append(named["mp_context"])
        return original(*args, **named)

    monkeypatch.setattr(signatures, "ProcessPoolExecutor", counted)
    outcome = judge(write_folder(damaged(files, 300), tmp_path / "bad"), VKEY, processes=2)
    assert told(outcome)[0] == ("signature_wrong", 300, None)
    assert asked == [multiprocessing.get_context("spawn")]


def test_without_semaphores_this_process_does_it(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some sandboxes forbid what a pool needs."""

    def forbidden(*args: object, **named: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(signatures, "ProcessPoolExecutor", forbidden)
    outcome = judge(write_folder(damaged(files, 5), tmp_path / "bad"), VKEY, processes=2)
    assert told(outcome)[0] == ("signature_wrong", 5, None)


def test_a_dead_process_answers_nothing(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that die leave their links to this one; none of them counts as checked."""
    monkeypatch.setattr(signatures, "_check_batch", _die)
    folder = write_folder(damaged(files, 5, 400), tmp_path / "bad")
    found = told(judge(folder, VKEY, processes=2))
    assert found[:2] == [("signature_wrong", 5, None), ("signature_wrong", 400, None)]
    folder = write_folder(files, tmp_path / "whole")
    assert judge(folder, VKEY, processes=2).verdict == "whole"


def test_a_short_chain_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does any chain when one processor is all there is."""
    assert signatures._pool(2, 10, ("", "")) is None
    assert signatures._pool(1, 100_000, ("", "")) is None


def _die(batch: object) -> None:
    os._exit(9)
