# SPDX-License-Identifier: Apache-2.0
"""Emptying a recorder: whitelist, report, what may be wiped, stopping and going on."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.conftest import NOW

from mingjing.evidence import importing, public
from mingjing.evidence.cli import evidence
from mingjing.evidence.models import ReceivedFile
from mingjing.evidence.receiving import receive
from mingjing.evidence.types.received import (
    DockMissing,
    DockRevoked,
    Incoming,
    ReceivedView,
    RecorderNotListed,
)
from mingjing.kernel.clock import local_date
from mingjing.registry.public import actor_for

pytestmark = pytest.mark.django_db
FILM = b"\x00\x00\x00\x18ftypisom" + bytes(5000)


@pytest.fixture(autouse=True)
def dock(people: tuple[str, ...], home: Path) -> str:
    """A dock with one recorder on its list."""
    sun = actor_for("sun", local_date(NOW))
    made, _word = public.register_dock(actor=sun, now=NOW, name="Dock 1", recorders=["REC-1"])
    return made.dock_id


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """What a recorder holds: two films, one of them twice, an empty file, a link outside."""
    folder = tmp_path / "REC-1"
    (folder / "DCIM").mkdir(parents=True)
    (folder / "DCIM" / "0001.mp4").write_bytes(FILM)
    (folder / "DCIM" / "0002.mp4").write_bytes(FILM + b"2")
    (folder / "copy.mp4").write_bytes(FILM)
    (folder / "empty.mp4").touch()
    (folder / "passwd").symlink_to("/etc/passwd")
    return folder


def run(folder: Path, *more: str, dock: str = "Dock 1") -> Result:
    words = ["import", str(folder), "--dock", dock, *more]
    return CliRunner().invoke(evidence, words, catch_exceptions=False)


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "--json").stdout)
    return found


def sources(rows: list[dict[str, Any]]) -> list[str]:
    return [row["source"] for row in rows]


FILMS = ["DCIM/0001.mp4", "DCIM/0002.mp4", "copy.mp4"]


def test_every_file_is_in_the_report_once(card: Path, dock: str) -> None:
    result = run(card, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1  # something was refused
    assert sources(told["imported"]) == FILMS
    assert [(r["source"], r["outcome"]) for r in told["refused"]] == [
        ("empty.mp4", "evidence.file_empty"),
    ]
    assert told["safe_to_wipe"] == FILMS
    rows = ReceivedFile.objects.order_by("source").values_list("dock_id", "recorder", "media")
    assert list(rows) == [(dock, "REC-1", "video/mp4")] * 3


def test_a_second_run_sends_nothing_again(card: Path) -> None:
    report(card)
    (card / "DCIM" / "0003.mp4").write_bytes(FILM + b"3")
    told = report(card)
    assert sources(told["imported"]) == ["DCIM/0003.mp4"]
    assert sources(told["already_there"]) == FILMS
    assert ReceivedFile.objects.count() == 4


def test_a_file_that_changed_under_its_name_is_received_anew(card: Path) -> None:
    report(card)
    (card / "copy.mp4").write_bytes(FILM[:-1] + b"x")
    assert sources(report(card)["imported"]) == ["copy.mp4"]


def test_wiping_the_recorder_does_not_touch_the_evidence(card: Path, home: Path) -> None:
    told = report(card)
    with (card / "DCIM" / "0001.mp4").open("r+b") as film:
        film.write(bytes(len(FILM)))
    digest = told["imported"][0]["sha256"]
    assert (home / "evidence" / "files" / digest[:2] / digest).read_bytes() == FILM


def test_what_the_store_lost_is_not_safe_to_wipe(card: Path, home: Path) -> None:
    digest = report(card)["imported"][1]["sha256"]
    kept = home / "evidence" / "files" / digest[:2] / digest
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    told = report(card)
    assert told["safe_to_wipe"] == ["DCIM/0001.mp4", "copy.mp4"]
    kept.unlink()
    assert report(card)["safe_to_wipe"] == ["DCIM/0001.mp4", "copy.mp4"]


def test_stopped_in_the_middle_it_goes_on(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = receive

    def killed(incoming: Incoming, now: Any) -> ReceivedView:
        if incoming.source == "DCIM/0002.mp4":
            raise KeyboardInterrupt
        return real(incoming, now)

    monkeypatch.setattr(importing, "receive", killed)
    assert run(card).exit_code == 1
    monkeypatch.undo()
    told = report(card)
    assert sources(told["already_there"]) == ["DCIM/0001.mp4"]
    assert sources(told["imported"]) == ["DCIM/0002.mp4", "copy.mp4"]


def test_a_recorder_that_is_not_listed_is_refused(card: Path) -> None:
    (card / "serial.txt").write_text("REC-9\n")
    with pytest.raises(RecorderNotListed):
        run(card)
    (card / "serial.txt").write_text("REC-1\n")
    assert run(card.rename(card.with_name("anything"))).exit_code == 1
    assert ReceivedFile.objects.count() == 3


def test_a_file_that_cannot_be_read_is_told(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def broken(self: Path, *given: Any, **more: Any) -> Any:
        if self.name == "0001.mp4":
            raise OSError(5, "Input/output error")
        return real(self, *given, **more)

    monkeypatch.setattr(Path, "open", broken)
    told = report(card)
    assert ("DCIM/0001.mp4", "unreadable: OSError") in [
        (row["source"], row["outcome"]) for row in told["refused"]
    ]
    assert "DCIM/0001.mp4" not in told["safe_to_wipe"]


def test_only_a_dock_in_force_takes_in(card: Path, dock: str) -> None:
    with pytest.raises(DockMissing):
        run(card, dock="Dock 2")
    sun = actor_for("sun", local_date(NOW))
    public.revoke_dock(actor=sun, now=NOW, dock_id=dock, reason="broken")
    with pytest.raises(DockRevoked):
        run(card)


def test_a_dry_run_takes_nothing_in(card: Path) -> None:
    result = run(card, "--dry-run")
    assert [line.split()[1] for line in result.stdout.splitlines()] == [*FILMS, "empty.mp4"]
    assert ReceivedFile.objects.count() == 0
    assert os.listdir(card)
