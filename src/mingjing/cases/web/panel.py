# SPDX-License-Identifier: Apache-2.0
"""What cases add to pages of the registry (面板): a replay on record, decisions that cite."""

from mingjing.cases import public
from mingjing.kernel.panels import Panel
from mingjing.registry.public import may
from mingjing.registry.types import Actor, ArticleRef, BenchmarkView, Thing


def past_cases(view: BenchmarkView, actor: Actor) -> Panel | None:
    """The newest replay on record, for who may replay the version."""
    thing = Thing(view.agency_id, view.region)
    if not may(actor, "cases.replay_benchmark", thing).allowed:
        return None
    return Panel("cases/_past_cases.html", {"view": view, "last": public.recorded_replay(view)})


def citing_decisions(ref: ArticleRef) -> Panel | None:
    """Published decisions that cite an article, the newest (引用该条的公示决定)."""
    found = public.published_citing(ref)
    return Panel("cases/_citing.html", {"lines": found}) if found else None
