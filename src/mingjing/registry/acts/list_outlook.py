# SPDX-License-Identifier: Apache-2.0
"""Which steps a version of a list can take next, and what stands against the person (下一步)."""

from mingjing.kernel.errors import PlatformError
from mingjing.registry.acts.permission import demand
from mingjing.registry.queries.lists import list_steps, list_version
from mingjing.registry.rules.lists.procedure import action_for, demand_other_person, steps_from
from mingjing.registry.types import Actor, ListOutlook, Thing


def next_list_steps(actor: Actor, list_version_id: str) -> tuple[ListOutlook, ...]:
    """The steps from the version's state, each with the refusal that this person would meet.

    Raises: ListUnknown.
    """
    version = list_version(list_version_id)
    thing = Thing(version.agency_id, version.region)
    done = [(step.kind, step.account_id) for step in list_steps(list_version_id)]
    found = []
    for step in steps_from(version.state):
        refusal: PlatformError | None = None
        try:
            demand(actor, action_for(step, version.state), thing)
            demand_other_person(step, actor.account_id, done)
        except PlatformError as error:
            refusal = error
        found.append(ListOutlook(step, refusal))
    return tuple(found)
