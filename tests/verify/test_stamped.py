# SPDX-License-Identifier: Apache-2.0
"""A timestamp in a bundle: linked to the proofs or not, and what it says."""

from pathlib import Path

import pytest

from mingjing_verify.judge import judge
from mingjing_verify.tell import tell
from tests.verify.attacks import VKEY
from tests.verify.authorities import Maker
from tests.verify.bundles import write_folder
from tests.verify.stampings import STAMPINGS, Stamping, recording
from tests.verify.tokens import KOBLITZ, Reply


@pytest.mark.parametrize("one", STAMPINGS, ids=lambda one: one.name)
def test_each_stamp_has_its_verdict(one: Stamping, tmp_path: Path) -> None:
    outcome = judge(write_folder(one.make(), tmp_path), VKEY)
    assert (outcome.verdict, tuple(f.code for f in outcome.findings)) == (one.verdict, one.codes)


def test_it_says_what_it_proves_and_what_it_leaves_open(tmp_path: Path) -> None:
    outcome = judge(write_folder(recording(-3), tmp_path), VKEY)
    bound, found = outcome.findings
    assert found.values["covered"] == found.values["entries"] - 1
    assert bound.values["by_ms"] == found.values["by_ms"]
    en, zh = ("\n".join(tell(outcome, lang)) for lang in ("en", "zh"))
    assert "is not proven here and is yours to decide" in en
    assert "此处未予证明，由您判断" in zh
    for told in (en, zh):
        assert "C=CN, CN=时间戳机构" in told
        assert str(found.values["fingerprint"]) in told


def test_what_openssl_may_know_is_left_to_openssl(tmp_path: Path) -> None:
    outcome = judge(write_folder(Reply("", Maker(KOBLITZ), "").files(), tmp_path), VKEY)
    for lang in ("en", "zh"):
        told = "\n".join(tell(outcome, lang))
        assert "openssl ts -verify -data stamp/checkpoint -in stamp/checkpoint.tsr" in told
        assert "1.3.132.0.10" in told
