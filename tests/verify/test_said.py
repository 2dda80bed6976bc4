# SPDX-License-Identifier: Apache-2.0
"""Names beside the proof are told apart from it, and weigh nothing."""

from pathlib import Path

import pytest

from mingjing_verify.judge import judge
from mingjing_verify.tell import tell, tell_said
from tests.verify.attacks import VKEY
from tests.verify.bundles import write_folder
from tests.verify.sayings import SAYINGS, with_sayings


@pytest.mark.parametrize("name", SAYINGS)
def test_names_are_told_where_they_have_their_form(name: str, tmp_path: Path) -> None:
    content, rows = SAYINGS[name]
    outcome = judge(write_folder(with_sayings(content), tmp_path), VKEY)
    assert [one.code for one in outcome.findings] == ["file_unproven"]
    assert outcome.verdict == "whole"
    assert list(tell_said(outcome.facts, "en")) == rows
    told = "\n".join(tell(outcome, "en"))
    assert ("The bundle says (outside the proof" in told) == bool(rows)
    assert told.index("What is proven") < told.find("The bundle says") or not rows
