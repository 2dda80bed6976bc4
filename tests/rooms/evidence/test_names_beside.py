# SPDX-License-Identifier: Apache-2.0
"""A bundle says who recorded and what for, beside its proof; ledger and chain name nobody."""

import zipfile
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.rooms.evidence.custody import Custody, person

from mingjing.evidence import public
from mingjing.ledger.public import sequence, verifier_key
from mingjing.registry.public import account_names, agency
from mingjing_verify.judge import judge
from mingjing_verify.tell import tell_said

pytestmark = pytest.mark.django_db


def test_the_names_are_in_the_bundle_and_nowhere_in_its_proof(
    custody: Custody, tmp_path: Path
) -> None:
    sequence(NOW)
    with public.bundle_of(
        actor=person("sun"), now=NOW, recording_id=custody.id, purpose="court"
    ) as path:
        outcome = judge(path, verifier_key())
        with zipfile.ZipFile(path) as bundle:
            proof = [bundle.read(n) for n in bundle.namelist() if not n.startswith("extra/")]
    row = public.recording(custody.id, NOW)
    name = account_names([row.account_id])[row.account_id]
    told = dict(tell_said(outcome.facts, "en"))
    assert told["Officer"] == name
    assert told["Agency"] == agency(row.agency_id).name
    assert outcome.facts["officer"] is None
    assert not any(name.encode() in content for content in proof)
