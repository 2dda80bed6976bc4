# SPDX-License-Identifier: Apache-2.0
"""Lists of rows that belong to an agency and a region, cut down to a permission (权限所及)."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from mingjing.registry.types import Reach, Thing


def inside(rows: QuerySet[Any], given: Reach) -> Q:  # rows of any room
    """The condition that a row with `agency_id` and `region` lies within a reach.

    Which agencies and regions there are is asked once, with at most one query; each is held
    against the reach by the rule that a single row is held against.
    """
    if given.is_everywhere:
        return Q()
    places = rows.order_by().values_list("agency_id", "region").distinct()
    found = [
        Q(agency_id=agency_id, region=region)
        for agency_id, region in places
        if given.admits(Thing(agency_id, region))
    ]
    return reduce(or_, found) if found else Q(pk__in=())
