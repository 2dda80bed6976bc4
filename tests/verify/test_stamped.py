# SPDX-License-Identifier: Apache-2.0
"""A timestamp in a bundle: linked to the proofs or not; by whom it is, is left to openssl."""

from pathlib import Path

import pytest

from mingjing_verify.judge import judge
from mingjing_verify.tell import tell
from tests.verify.attacks import VKEY
from tests.verify.bundles import write_folder
from tests.verify.stampings import STAMPINGS, Stamping, recording


@pytest.mark.parametrize("one", STAMPINGS, ids=lambda one: one.name)
def test_each_stamp_has_its_verdict(one: Stamping, tmp_path: Path) -> None:
    outcome = judge(write_folder(one.make(), tmp_path), VKEY)
    assert (outcome.verdict, tuple(f.code for f in outcome.findings)) == (one.verdict, one.codes)


def test_it_says_what_it_judged_and_what_it_did_not(tmp_path: Path) -> None:
    outcome = judge(write_folder(recording(-3), tmp_path), VKEY)
    (found,) = outcome.findings
    assert found.values["covered"] == found.values["entries"] - 1
    en, zh = ("\n".join(tell(outcome, lang)) for lang in ("en", "zh"))
    for told in (en, zh):
        assert "openssl ts -verify -data stamp/checkpoint -in stamp/checkpoint.tsr" in told
    assert "By whom and when is not judged here" in en
    assert "此处不予判断" in zh
