# SPDX-License-Identifier: Apache-2.0
"""With the whole ledger at hand, what a bundle holds back is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from mingjing.ledger.rules.notes import checkpoint_text
from mingjing_verify.judge import Outcome, judge
from tests.rules.ledger.ledger_trees import grown
from tests.verify.attacks import HOUR, VKEY, resealed_with_own_ledger, tail_cut_and_unsealed
from tests.verify.bundles import Case, Files, Log, make_case, reseal, write_folder
from tests.verify.reference_recorder import GAPS, PLAIN, START_MS, Signer


def publish(log: Log, folder: Path) -> str:
    """The log as the files that a city serves."""
    edge, files = grown(log.leaves, [])
    write_folder(files, folder)
    (folder / "checkpoint").write_text(checkpoint_text(log.key, edge.size, edge.root()))
    (folder / "vkey").write_text(log.key.vkey() + "\n")
    return str(folder)


def judged(files: Files, log: Log, folder: Path) -> Outcome:
    place = publish(log, folder / "ledger")
    return judge(write_folder(files, folder / "bundle"), VKEY, place)


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_an_honest_bundle_holds_nothing_back(tmp_path: Path) -> None:
    case = make_case(PLAIN)
    outcome = judged(case.files(), case.log, tmp_path)
    assert (outcome.verdict, codes(outcome)) == ("whole", [])


def test_what_came_after_the_export_is_a_note(tmp_path: Path) -> None:
    case = make_case(PLAIN)
    files = case.files()
    payload = {"seq": 3, "held": "0" * 64, "offered": "1" * 64}
    case.log.enter("evidence.alarm_raised", case.recording, payload, START_MS + HOUR)
    outcome = judged(files, case.log, tmp_path)
    assert (outcome.verdict, codes(outcome)) == ("whole", ["entry_later"])


def test_a_cut_tail_without_its_later_entries_is_found(tmp_path: Path) -> None:
    case = make_case(GAPS)
    outcome = judged(tail_cut_and_unsealed(keep_anchors=False), case.log, tmp_path)
    assert outcome.verdict == "suspect"
    assert "entry_held_back" in codes(outcome)


def test_a_second_opening_under_another_key_is_found(tmp_path: Path) -> None:
    """Server and ledger are in the wrong hands, and the new key was registered in good time."""
    case = make_case(PLAIN)
    other = reseal(case, Signer("Ed25519", 666), Signer("Ed25519", 900))
    files = other.enter_all(registered_at=START_MS + HOUR).files()
    assert judge(write_folder(files, tmp_path / "alone"), VKEY).verdict == "whole"
    outcome = judged(files, other.log, tmp_path)
    assert outcome.verdict == "suspect"
    assert "entry_held_back" in codes(outcome)


def test_another_ledger_under_the_same_key_is_found(tmp_path: Path) -> None:
    case: Case = make_case(PLAIN)
    files = case.files()
    other = replace(case.log, leaves=[*case.log.leaves[:3], b"{}", *case.log.leaves[4:]])
    outcome = judged(files, other, tmp_path)
    assert (outcome.verdict, codes(outcome)) == ("suspect", ["ledger_differs"])


@pytest.mark.parametrize("place", ["nowhere", "http://127.0.0.1:1"])
def test_a_ledger_that_cannot_be_read_gives_no_verdict(place: str, tmp_path: Path) -> None:
    bundle = write_folder(make_case(PLAIN).files(), tmp_path)
    assert codes(judge(bundle, VKEY, place))[0] == "ledger_unreachable"


def test_a_ledger_of_another_key_is_not_asked(tmp_path: Path) -> None:
    bundle = write_folder(resealed_with_own_ledger(), tmp_path)
    assert codes(judge(bundle, VKEY, "nowhere")) == ["log_unknown"]
