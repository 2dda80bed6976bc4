# SPDX-License-Identifier: Apache-2.0
"""Past cases on the page of a benchmark (裁量基准页上的回放): the replay on record."""

from mingjing.cases import public
from mingjing.kernel.panels import Panel
from mingjing.registry.public import may
from mingjing.registry.types import Actor, BenchmarkView, Thing


def past_cases(view: BenchmarkView, actor: Actor) -> Panel | None:
    """The newest replay on record, for who may replay the version."""
    thing = Thing(view.agency_id, view.region)
    if not may(actor, "cases.replay_benchmark", thing).allowed:
        return None
    return Panel("cases/_past_cases.html", {"view": view, "last": public.recorded_replay(view)})
