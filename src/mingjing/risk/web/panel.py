# SPDX-License-Identifier: Apache-2.0
"""The risk of a subject on the subject's own page (对象页上的风险): score, rank, why."""

from math import ceil

from mingjing.kernel.panels import Panel
from mingjing.registry.public import may
from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.types import ScoreView
from mingjing.risk.web.shared import told
from mingjing.subjects.types import SubjectClass, SubjectView, lying_in

_TEMPLATE = "risk/_standing.html"
_REASONS = 5


def standing(subject: SubjectView, actor: Actor) -> Panel | None:
    """The newest stored score with its strongest reasons, for who may read scores."""
    may_read = may(actor, "risk.read", lying_in(subject.region)).allowed
    if subject.kind is not SubjectClass.PREMISES or not may_read:
        return None
    history = public.score_history(subject.subject_id)
    if not history:
        return Panel(_TEMPLATE, {"score": None})
    return Panel(_TEMPLATE, {"score": history[0], **_reading(history)})


def _reading(history: tuple[ScoreView, ...]) -> dict[str, object]:
    """The score in words: place among all, what it was before, reasons with their weight."""
    score = history[0]
    strongest = score.reasons[:_REASONS]
    most = max((abs(one.contribution) for one in strongest), default=0.0)
    return {
        "top_share": _rounded_up(score.rank / score.of) if score.of else None,
        "before": history[1] if len(history) > 1 else None,
        "reasons": [
            {
                "text": told(one),
                "raises": one.contribution > 0,
                "share": abs(one.contribution) / most if most else 0.0,
                "contribution": one.contribution,
            }
            for one in strongest
        ],
    }


def _rounded_up(share: float) -> float:
    """A share as it is shown, to a tenth of a per cent, never less than it is."""
    return ceil(share * 1000) / 1000
