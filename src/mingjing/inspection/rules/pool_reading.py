# SPDX-License-Identifier: Apache-2.0
"""A pool read back from its document, for the draw and for the replay."""

from mingjing.inspection.rules.pool import (
    ALGORITHM,
    POOL_FORMAT,
    PlanFacts,
    Pool,
    PoolObject,
    PoolOfficer,
    VisitKind,
    pool_document,
)
from mingjing.inspection.rules.reading import Node, unreadable
from mingjing.inspection.types import Lane


def read_pool(document: object, where: str = "pool") -> Pool:
    """The pool of a document; the document must say nothing that the pool does not hold.

    Raises: DrawFileUnreadable.
    """
    node = Node.of(document, where)
    if (node.text("format"), node.text("algorithm")) != (POOL_FORMAT, ALGORITHM):
        raise unreadable(where, f"the format is not {POOL_FORMAT} with {ALGORITHM}")
    plan = node.node("plan")
    pool = Pool(
        plan=PlanFacts(
            plan_id=plan.line("plan_id"),
            agency_id=plan.line("agency_id"),
            region=plan.line("region"),
            period_from=plan.line("period_from"),
            period_to=plan.line("period_to"),
            as_of=plan.line("as_of"),
            budget=plan.whole("budget"),
        ),
        announcement=node.text("announcement"),
        random_take=node.whole("random_take"),
        reserves_per_task=node.whole("reserves_per_task"),
        kinds=tuple(
            VisitKind(one.line("kind"), one.lines("items"), one.lines("skills"))
            for one in node.nodes("kinds")
        ),
        fixed=tuple(_object(one, _lane(one), "") for one in node.nodes("fixed")),
        frame=tuple(
            _object(one, Lane.RANDOM, stratum.line("stratum"))
            for stratum in node.nodes("frame")
            for one in stratum.nodes("objects")
        ),
        officers=tuple(_officer(one) for one in node.nodes("officers")),
        recusals=node.pairs("recusals"),
        last_visits=tuple(
            (one.line("subject_id"), one.lines("officers")) for one in node.nodes("last_visits")
        ),
    )
    _demand_sound(pool, where)
    if pool_document(pool) != document:
        raise unreadable(where, "it is not sorted, or holds fields that are not of the format")
    return pool


def _object(node: Node, lane: Lane, stratum: str) -> PoolObject:
    return PoolObject(
        subject_id=node.line("id"),
        lane=lane,
        stratum=stratum,
        kind=node.line("kind"),
        area=node.line("area"),
        region=node.line("region"),
        rank=node.maybe_whole("rank"),
    )


def _lane(node: Node) -> Lane:
    value = node.text("lane")
    if value not in set(Lane) - {Lane.RANDOM}:
        raise unreadable(f"{node.where}.lane", "it is not a lane of certain visits")
    return Lane(value)


def _officer(node: Node) -> PoolOfficer:
    return PoolOfficer(
        officer_id=node.line("officer_id"),
        certificate=node.line("certificate"),
        region=node.line("region"),
        skills=node.lines("skills"),
        load=node.whole("load"),
    )


def _demand_sound(pool: Pool, where: str) -> None:
    """Each id stands once, and each object's kind is described."""
    subjects = [one.subject_id for one in (*pool.fixed, *pool.frame)]
    officers = [one.officer_id for one in pool.officers]
    kinds = [one.kind for one in pool.kinds]
    for name, ids in (("objects", subjects), ("officers", officers), ("kinds", kinds)):
        if len(set(ids)) != len(ids):
            raise unreadable(f"{where}.{name}", "an id stands twice")
    if not {one.kind for one in (*pool.fixed, *pool.frame)} <= set(kinds):
        raise unreadable(f"{where}.kinds", "a kind is missing")
