# SPDX-License-Identifier: Apache-2.0
"""Starting with wrong settings or no store: one clear line, the right exit code, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def mingjing(home: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """Exit code and what was said."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("MINGJING", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "mingjing.entry", *arguments],
        env={**outside, "MINGJING_HOME": str(home), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINGJING_ENV", "staging"),
        ("MINGJING_MAX_FILE_BYTES", "20GB"),
        ("MINGJING_MAX_FILE_BYTES", "-1"),
        ("MINGJING_WITNESSES", "no/such/file"),
        ("MINGJING_WITNESSES", "court.example/w1+00000000+AAAA http://127.0.0.1:8090"),
        ("MINGJING_TSA_MINUTES", "0"),
        ("MINGJING_TSA_URL", "http://tsa.example"),
        ("MINGJING_DATABASE_URL", "mysql://root:secret@db/x"),
        ("MINGJING_DATABASE_URL", "postgres://root:secret@db:port/x"),
    ],
)
def test_it_names_the_setting_that_is_wrong(tmp_path: Path, name: str, value: str) -> None:
    code, said = mingjing(tmp_path, "ledger", "status", **{name: value})
    assert code == 2
    assert name in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_it_says_how_to_prepare_a_store(tmp_path: Path) -> None:
    code, said = mingjing(tmp_path, "ledger", "status")
    assert (code, "mingjing setup" in said, "Traceback" in said) == (3, True, False)


def test_it_says_that_the_database_is_away(tmp_path: Path) -> None:
    away = "postgres://nobody@127.0.0.1:1/nothing"
    code, said = mingjing(tmp_path, "ledger", "status", MINGJING_DATABASE_URL=away)
    assert (code, "127.0.0.1" in said, "Traceback" in said) == (3, True, False)


def test_it_says_that_the_state_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    code, said = mingjing(tmp_path / "file" / "home", "setup")
    assert (code, "Traceback" in said) == (3, False)


def test_the_demonstration_is_for_this_machine_only(tmp_path: Path) -> None:
    far = {"MINGJING_DEMO": "1", "MINGJING_HOSTS": "a.example"}
    code, said = mingjing(tmp_path, "ledger", "status", **far)
    assert (code, "MINGJING_DEMO" in said, "Traceback" in said) == (2, True, False)
