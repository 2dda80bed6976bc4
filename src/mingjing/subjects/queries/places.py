# SPDX-License-Identifier: Apache-2.0
"""Lists cut down to where a reader may look (查看范围).

A permission says which regions it reaches; of the regions that subjects lie in, those are picked
once, and each list filters by them in its own SQL. So one page and a list never differ.
"""

from django.db.models import Q

from mingjing.registry.public import reach
from mingjing.registry.types import Actor
from mingjing.subjects.models import Subject
from mingjing.subjects.types import ALL_REGIONS, Within, lying_in


def within(actor: Actor, action: str) -> Within:
    """Where the actor may do the action, as a filter of subjects. At most one query.

    Law: APL-023, 行政处罚法 §17, §22: within one's territory.
    """
    given = reach(actor, action)
    if given.is_everywhere:
        return ALL_REGIONS
    known = Subject.objects.order_by("region").values_list("region", flat=True).distinct()
    regions = list(known)
    inside = tuple(region for region in regions if given.admits(lying_in(region)))
    return ALL_REGIONS if len(inside) == len(regions) else Within(inside)


def lies(where: Within) -> Q:
    """The filter as a condition on subjects."""
    return Q() if where.regions is None else Q(region__in=where.regions)


def subject_lies(where: Within) -> Q:
    """The filter as a condition on rows of a room above that name a `subject_id`."""
    if where.regions is None:
        return Q()
    return Q(subject_id__in=Subject.objects.filter(lies(where)).order_by().values("subject_id"))


def placed(where: Within, *columns: str) -> tuple[str, dict[str, object]]:
    """The filter as SQL on columns of subject ids in files of the last run, and its values."""
    if where.regions is None:
        return "true", {}
    inside = "(SELECT subject_id FROM place WHERE list_contains($regions, region))"
    condition = " AND ".join(f"{column} IN {inside}" for column in columns)
    return condition, {"regions": list(where.regions)}
