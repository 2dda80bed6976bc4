# SPDX-License-Identifier: Apache-2.0
"""What `--witness` says: cosigned by whom and when, not cosigned, or a signature that is false."""

from pathlib import Path

import pytest

from mingjing_verify.cli import main
from mingjing_verify.judge import judge
from mingjing_verify.tell import tell
from tests.verify.attacks import VKEY
from tests.verify.bundles import write_folder
from tests.verify.witnessings import AUDIT, COURT, MOMENT, WITNESSINGS, Witnessing


@pytest.mark.parametrize("one", WITNESSINGS, ids=lambda one: one.name)
def test_each_case_has_its_verdict(one: Witnessing, tmp_path: Path) -> None:
    folder = write_folder(one.make(), tmp_path / "bundle")
    outcome = judge(folder, VKEY, witnesses=one.witnesses)
    assert (outcome.verdict, tuple(f.code for f in outcome.findings)) == (one.verdict, one.codes)


def test_it_is_said_in_words(tmp_path: Path) -> None:
    folder = write_folder(WITNESSINGS[0].make(), tmp_path / "bundle")
    outcome = judge(folder, VKEY, witnesses=[COURT.vkey(), COURT.vkey()])
    (found,) = outcome.findings
    assert found.values["at_ms"] == MOMENT * 1000
    assert any("Cosigned by witness court.example/w1 at 2026-" in t for t in tell(outcome, "en"))
    assert any("见证人 court.example/w1 已于 2026-" in t for t in tell(outcome, "zh"))


def test_keys_come_as_lines_and_as_files_of_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folder(WITNESSINGS[0].make(), tmp_path / "bundle")
    call = [str(folder), "--key", VKEY, "--lang", "en"]
    assert main([*call, "--witness", COURT.vkey()]) == 0
    keys = tmp_path / "witnesses"
    keys.write_text(f"# who is asked\n{COURT.vkey()}\n\n{AUDIT.vkey()}\n")
    assert main([*call, "--witness", str(keys)]) == 1
    assert "Witness audit.example/w1 has not cosigned" in capsys.readouterr().out
    keys.write_text("# nobody\n")
    assert main([*call, "--witness", str(keys)]) == 3
    with pytest.raises(SystemExit) as ended:
        main([*call, "--witness", str(tmp_path / "absent")])
    assert ended.value.code == 64
