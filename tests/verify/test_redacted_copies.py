# SPDX-License-Identifier: Apache-2.0
"""A redacted copy is judged by its entries; whatever somebody did to it is found."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjing.evidence.types.redaction import HidingReason
from mingjing_verify.cli import main
from mingjing_verify.findings import words
from mingjing_verify.judge import judge
from mingjing_verify.tell import tell
from tests.verify.attacks import VKEY
from tests.verify.bundles import Files, write_folder, zip_bytes
from tests.verify.copies import COPY_TRIALS, RECORDING, ROOT, Copy, CopyTrial, made
from tests.verify.reference_recorder import START_MS
from tests.verify.test_held_back import publish
from tests.verify.witnessings import COURT


@pytest.mark.parametrize("trial", COPY_TRIALS, ids=lambda trial: trial.name)
def test_each_copy_has_its_verdict(trial: CopyTrial, tmp_path: Path) -> None:
    outcome = judge(write_folder(trial.make(), tmp_path), trial.key)
    codes = {one.code for one in outcome.findings if one.weight != "note"}
    assert (outcome.verdict, codes) == (trial.verdict, set(trial.codes))
    for lang in ("zh", "en"):
        told = "\n".join(tell(outcome, lang))
        assert "{" not in told
        is_proven = words()["headings"]["copy"][lang][:9] in told
        assert is_proven == (trial.verdict == "whole")


def test_the_words_say_what_is_proven_and_what_is_not(tmp_path: Path) -> None:
    outcome = judge(write_folder(made(), tmp_path), VKEY)
    en, zh = ("\n".join(tell(outcome, lang)) for lang in ("en", "zh"))
    for word in (ROOT, "one account and approved by another", "Inside of a home (1); Minor (2)",
                 "does not prove what is hidden", "do not say whether the original is still kept",
                 "account_01qian", "account_01sun"):  # fmt: skip
        assert word in en
    for word in ("脱敏件", "住宅内部 (1); 未成年人 (2)", "不证明被遮挡的是什么"):
        assert word in zh


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("prefix", ["", "redaction_1/"])
def test_a_zip_of_a_copy_is_judged_like_its_folder(
    method: int, prefix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "copy.zip"
    path.write_bytes(zip_bytes(made(), method=method, prefix=prefix))
    folder = write_folder(made(), tmp_path / "folder")
    assert judge(path, VKEY).as_json() == judge(folder, VKEY).as_json()
    assert main([str(path), "--key", VKEY, "--lang", "en"]) == 0
    assert "Whole: film and plan" in capsys.readouterr().out


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_flipped_byte_of_a_copy_is_found(data: st.DataObject, tmp_path: Path) -> None:
    files: Files = {name: content for name, content in made().items() if name != "README.md"}
    folder = tmp_path / "copy"
    if not folder.exists():
        write_folder(files, folder)
        assert judge(folder, VKEY).verdict == "whole"
    name = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    (folder / name).write_bytes(content)
    try:
        assert judge(folder, VKEY).verdict in {"suspect", "not_judged"}
    finally:
        (folder / name).write_bytes(files[name])


def notes_with_ledger(copy: Copy, tmp_path: Path) -> tuple[str, list[str]]:
    """What is said with the ledger as it is now, of a copy that was handed out before."""
    files = copy.files()
    copy.log.enter("party.visited", "p2", {}, START_MS)
    place = publish(copy.log, tmp_path / "ledger")
    outcome = judge(write_folder(files, tmp_path / "copy"), VKEY, place)
    return outcome.verdict, [one.code for one in outcome.findings]


def test_with_the_ledger_it_says_whether_the_original_was_deleted(tmp_path: Path) -> None:
    copy = Copy().enter_all()
    assert notes_with_ledger(copy, tmp_path / "kept") == ("whole", ["original_kept"])
    copy.log.enter("evidence.bodies_deleted", "recording_of_another", {}, START_MS)
    assert notes_with_ledger(copy, tmp_path / "other") == ("whole", ["original_kept"])
    copy.log.enter("evidence.bodies_deleted", RECORDING, {}, START_MS)
    assert notes_with_ledger(copy, tmp_path / "gone") == ("whole", ["original_deleted"])


def test_with_the_ledger_a_refusal_that_is_held_back_is_found(tmp_path: Path) -> None:
    copy = Copy().enter_all()
    copy.log.enter("evidence.redaction_refused", copy.id, {}, START_MS)
    verdict, codes = notes_with_ledger(copy, tmp_path)
    assert (verdict, codes[0]) == ("suspect", "entry_held_back")


def test_a_witness_is_asked_as_for_recordings(tmp_path: Path) -> None:
    folder = write_folder(made(), tmp_path)
    outcome = judge(folder, VKEY, witnesses=[COURT.vkey()])
    assert outcome.verdict == "incomplete"
    assert outcome.verdict.exit_code == 1


def test_every_reason_has_its_words() -> None:
    ours = {one.value: {"zh": one.zh, "en": one.en} for one in HidingReason}
    assert words()["hidden"] == ours
