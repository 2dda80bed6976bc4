# SPDX-License-Identifier: Apache-2.0
"""Where a power comes from: delegation (委托) and powers passed down to towns (赋权)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mingjing.kernel.errors import PlatformError
from mingjing.registry.types.list_items import ListItem, PowerDetails
from mingjing.registry.types.lists import BodyKind, PowerKind, PowerSource, UseLevel
from mingjing.registry.types.power_refusals import (
    DelegationForbidden,
    DelegationIncomplete,
    DelegationPassedOn,
    EmpowermentIncomplete,
    EvaluationOverdue,
)

Part = tuple[bool, str, str]


def is_delegation(details: PowerDetails) -> bool:
    """Whether a body acts in the name of the agency that gave it the power (委托)."""
    return details.power_source.is_delegation or details.body_kind is BodyKind.DELEGATED


def is_empowerment(item: ListItem, details: PowerDetails) -> bool:
    """Whether a town or sub-district uses a penalty power that was passed down to it (APL-024)."""
    return (
        item.power_kind is PowerKind.PENALTY
        and item.level is UseLevel.TOWN
        and not is_delegation(details)
    )


def delegation_problems(item: ListItem, details: PowerDetails) -> Iterator[PlatformError]:
    """What a delegated power lacks.

    Law: APL-020, 行政处罚法 §20, §21: in writing, with items, powers and term, published, to a body
    that is named and of which it is said how it meets the conditions (founded by law, with public
    functions, qualified staff, technical means where they are needed).
    ACL-017, 行政强制法 §17: coercive measures are not delegated at all.
    """
    if not is_delegation(details):
        return
    if item.power_kind is PowerKind.COERCION:
        yield DelegationForbidden(item_code=item.code)
        return
    missing = missing_parts(
        (bool(details.document_no), "委托书文号", "number of the delegation"),
        (bool(details.to_body), "受委托组织", "the body that acts"),
        (item.valid_to is not None, "委托期限（失效日期）", "its term (valid to)"),
        (bool(details.published_in), "公布载体", "where it was published"),
        (
            bool(details.body_standing),
            "受委托组织符合条件情况",
            "how the body meets the conditions",
        ),
    )
    if missing:
        zh, en = missing
        yield DelegationIncomplete(item_code=item.code, zh_missing=zh, en_missing=en)


def passed_on(
    items: Sequence[tuple[ListItem, PowerDetails]], names: Mapping[str, str]
) -> Iterator[tuple[int, PlatformError]]:
    """Delegations by an agency that has the same power by delegation only, with their places.

    `names` gives the names of agencies by id: a delegation names its body either way.

    Law: APL-020, 行政处罚法 §20: no further delegation.
    """
    receiving = {(item.code, details.to_body) for item, details in items if is_delegation(details)}
    for place, (item, details) in enumerate(items):
        giver = names.get(item.agency_id, item.agency_id)
        given = {(item.code, item.agency_id), (item.code, giver)}
        if is_delegation(details) and given & receiving:
            yield place, DelegationPassedOn(item_code=item.code, agency=giver)


def empowerment_problems(item: ListItem, details: PowerDetails) -> Iterator[PlatformError]:
    """What a town's penalty power lacks.

    Law: APL-024, 行政处罚法 §24: decided by the province, published, evaluated regularly.
    """
    if not is_empowerment(item, details):
        return
    is_passed_down = details.power_source is not PowerSource.STATUTORY
    missing = missing_parts(
        (is_passed_down or bool(details.document_no), "权力来源（下放）", "its source"),
        (bool(details.document_no), "赋权决定文号", "number of the decision"),
        (bool(details.published_in), "公布载体", "where it was published"),
        (details.evaluation_on is not None, "下次评估日期", "day of the next evaluation"),
    )
    if missing:
        zh, en = missing
        yield EmpowermentIncomplete(item_code=item.code, zh_missing=zh, en_missing=en)


def evaluation_note(item: ListItem, details: PowerDetails, on: date) -> EvaluationOverdue | None:
    """A note when the evaluation of a town's power is overdue.

    Law: APL-024, 行政处罚法 §24. The statute does not end the power when an evaluation is late, so
    this never bars an act (decision 0085).
    """
    due = details.evaluation_on
    if due is None or on <= due or not is_empowerment(item, details):
        return None
    return EvaluationOverdue(item_code=item.code, evaluation_on=due.isoformat())


def missing_parts(*parts: Part) -> tuple[str, str] | None:
    """What is not there, in Chinese and English; None when all is."""
    lacking = [(zh, en) for is_there, zh, en in parts if not is_there]
    if not lacking:
        return None
    return "、".join(zh for zh, _ in lacking), ", ".join(en for _, en in lacking)
