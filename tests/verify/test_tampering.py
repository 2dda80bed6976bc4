# SPDX-License-Identifier: Apache-2.0
"""The tamper suite: every attack is found at its link; honest recordings raise no alarm."""

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjing_verify.findings import words
from mingjing_verify.judge import Outcome, judge
from mingjing_verify.tell import tell
from tests.verify.attacks import VKEY, Trial, all_trials, honest
from tests.verify.bundles import Files, make_case, write_folder, zip_bytes
from tests.verify.reference_recorder import PHOTOS

TRIALS = all_trials()


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_each_trial_has_its_verdict(trial: Trial, tmp_path: Path) -> None:
    outcome = judge(write_folder(trial.make(), tmp_path), trial.key)
    found = [(finding.code, finding.link) for finding in outcome.findings]
    assert outcome.verdict == trial.verdict, found
    assert set(trial.findings) <= set(found)
    if trial.is_exact:
        assert set(found) == set(trial.findings)
    demand_no_blame_before(trial, outcome)
    demand_told(outcome)


def demand_no_blame_before(trial: Trial, outcome: Outcome) -> None:
    """No link before the attack is called suspect."""
    places = [link for _, link in trial.findings if link is not None]
    suspects = [f.link for f in outcome.findings if f.weight == "suspect" and f.link is not None]
    assert all(link >= min(places) for link in suspects if places)


def demand_told(outcome: Outcome) -> None:
    """The outcome can be said in both languages and as JSON, and no word is missing."""
    for lang in ("zh", "en"):
        told = "\n".join(tell(outcome, lang))
        assert words()["verdicts"][outcome.verdict][lang] in told
        assert "{" not in told
    json.dumps(outcome.as_json())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("prefix", ["", "recording_1/"])
def test_a_zip_is_judged_like_its_folder(method: int, prefix: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zip_bytes(honest().files(), method=method, prefix=prefix))
    folder = write_folder(honest().files(), tmp_path / "folder")
    assert judge(path, VKEY).as_json() == judge(folder, VKEY).as_json()


BUNDLES = {
    "gaps": honest().files(),
    "photos": make_case(PHOTOS, alg="P-256", mode="photo", size=300).files(),
}
BEFORE = {"gaps": "incomplete", "photos": "whole"}


@pytest.mark.parametrize("kind", BUNDLES)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_flipped_byte_is_found(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    """Chain, bodies, proofs, payloads, keys: everything but the README."""
    files: Files = {k: v for k, v in BUNDLES[kind].items() if k != "README.md"}
    folder = tmp_path / kind
    if not folder.exists():
        write_folder(files, folder)
        assert judge(folder, VKEY).verdict == BEFORE[kind]
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    flip = data.draw(st.integers(1, 255))
    content = bytearray(files[name])
    content[place] ^= flip
    (folder / name).write_bytes(content)
    try:
        assert judge(folder, VKEY).verdict in {"suspect", "not_judged"}
    finally:
        (folder / name).write_bytes(files[name])
