# SPDX-License-Identifier: Apache-2.0
"""The risk of a subject on the subject's own page."""

from dataclasses import replace
from typing import Any

from mingjing.registry.types import Actor
from mingjing.risk.types import ScoreRunView
from mingjing.risk.web.panel import standing
from mingjing.subjects.types import SubjectClass, SubjectStatus, SubjectView

PREMISES = SubjectView(
    subject_id="subject_a", kind=SubjectClass.PREMISES, status=SubjectStatus.CURRENT, name="A",
    address="", area="", district="", region="330100", licence_no="", owner_key="", usc_code="",
    category="", risk_class="", lat=None, lon=None, records=1, first_on=None, last_on=None,
    split_from="",
)  # fmt: skip


def _context(subject: SubjectView, actor: Actor) -> dict[str, Any]:
    panel = standing(subject, actor)
    assert panel is not None
    return dict(panel.context)


def test_it_says_what_the_risk_is_and_why(scored: ScoreRunView, qian: Actor) -> None:
    context = _context(PREMISES, qian)
    assert context["score"].subject_id == "subject_a"
    assert 0 < context["top_share"] <= 1
    shares = [one["share"] for one in context["reasons"]]
    assert max(shares) == 1.0
    assert len(shares) <= 5


def test_it_says_that_there_is_no_score_yet(scored: ScoreRunView, qian: Actor) -> None:
    assert _context(replace(PREMISES, subject_id="subject_new"), qian) == {"score": None}


def test_an_owner_has_no_risk_panel(scored: ScoreRunView, qian: Actor) -> None:
    assert standing(replace(PREMISES, kind=SubjectClass.ENTITY), qian) is None


def test_it_shows_nothing_to_whom_scores_are_closed(scored: ScoreRunView, zhou: Actor) -> None:
    assert standing(PREMISES, zhou) is None
