# SPDX-License-Identifier: Apache-2.0
"""How a version of a list goes from draft to publication, and by whom (清单办理程序)."""

from collections.abc import Iterable, Mapping
from datetime import date

from mingjing.registry.types.list_refusals import (
    ListNotNewer,
    ListRetroactive,
    ListSamePerson,
    ListStateWrong,
)
from mingjing.registry.types.lists import ListState, ListStepKind

_PATHS: Mapping[ListStepKind, Mapping[ListState, ListState]] = {
    ListStepKind.CORRECTED: {ListState.DRAFT: ListState.DRAFT},
    ListStepKind.SUBMITTED: {ListState.DRAFT: ListState.IN_REVIEW},
    ListStepKind.REVIEWED: {ListState.IN_REVIEW: ListState.REVIEWED},
    ListStepKind.RETURNED: {
        ListState.IN_REVIEW: ListState.DRAFT,
        ListState.REVIEWED: ListState.DRAFT,
    },
    ListStepKind.PUBLISHED: {ListState.REVIEWED: ListState.PUBLISHED},
}
_DRAFTING = frozenset({ListStepKind.DRAFTED, ListStepKind.CORRECTED, ListStepKind.SUBMITTED})
_APART: Mapping[ListStepKind, frozenset[ListStepKind]] = {
    ListStepKind.REVIEWED: _DRAFTING,
    ListStepKind.PUBLISHED: _DRAFTING | {ListStepKind.REVIEWED},
}


_ACTIONS: Mapping[ListStepKind, str] = {
    ListStepKind.CORRECTED: "registry.draft_list",
    ListStepKind.SUBMITTED: "registry.draft_list",
    ListStepKind.REVIEWED: "registry.review_list",
    ListStepKind.PUBLISHED: "registry.publish_list",
}


def action_for(step: ListStepKind, state: ListState) -> str:
    """The permission that a step needs; whoever has the next word may return a list."""
    if step is ListStepKind.RETURNED:
        is_reviewed = state is ListState.REVIEWED
        return "registry.publish_list" if is_reviewed else "registry.review_list"
    return _ACTIONS[step]


def next_state(step: ListStepKind, state: ListState) -> ListState:
    """Where a step leads from a state.

    Raises: ListStateWrong.
    """
    path = _PATHS[step]
    if state not in path:
        raise ListStateWrong(
            zh_state=state.zh,
            en_state=state.en,
            zh_wanted="、".join(one.zh for one in path),
            en_wanted=" / ".join(one.en for one in path),
        )
    return path[state]


def steps_from(state: ListState) -> tuple[ListStepKind, ...]:
    """The steps that a version in a state can take, in the order of the procedure."""
    return tuple(step for step, path in _PATHS.items() if state in path)


def demand_other_person(
    step: ListStepKind, account_id: str, done: Iterable[tuple[ListStepKind, str]]
) -> None:
    """Goes on only when the person took no part that excludes the step.

    Who drafted does not review; who drafted or reviewed does not publish.

    Raises: ListSamePerson.
    """
    excluded = _APART.get(step, frozenset())
    for kind, who in done:
        if kind in excluded and who == account_id:
            raise ListSamePerson(zh_step=kind.zh, en_step=kind.en.lower())


def demand_from_publication(valid_from: date, published_on: date) -> None:
    """Goes on only when the list binds from its publication or later.

    Law: APL-005, 行政处罚法 §5: what is not published cannot be a basis.
    Raises: ListRetroactive.
    """
    if valid_from < published_on:
        raise ListRetroactive(
            valid_from=valid_from.isoformat(), published_on=published_on.isoformat()
        )


def demand_newer(valid_from: date, published_from: date | None) -> None:
    """Goes on only when the list begins after the one that is published.

    Raises: ListNotNewer.
    """
    if published_from is not None and valid_from <= published_from:
        raise ListNotNewer(
            valid_from=valid_from.isoformat(), published_from=published_from.isoformat()
        )
