# SPDX-License-Identifier: Apache-2.0
"""One subject and what the sources say about it (一企一档)."""

from collections.abc import Collection
from datetime import date
from math import cos, hypot, radians
from typing import Any

from mingjing.kernel.regions import as_prefix, lies_in
from mingjing.subjects.models import Subject
from mingjing.subjects.queries.places import lies
from mingjing.subjects.queries.reading import read
from mingjing.subjects.types import (
    ALL_REGIONS,
    Identity,
    Nearby,
    Point,
    Said,
    SubjectClass,
    SubjectMissing,
    SubjectStatus,
    SubjectView,
    Within,
)

_MAX_POINTS, _AT_ONCE = 5000, 500  # SQLite takes some thousand parameters
_MAX_NEIGHBOURS = 50
_MAX_IN_REGION = 200_000
_MAX_NEARBY, _MAX_IN_BOX = 30, 500
_NEAR_METRES, _METRES_PER_DEGREE = 300, 111_195


def view_of(row: Subject, *, redirected_from: str = "") -> SubjectView:
    """A row as others see it."""
    return SubjectView(
        subject_id=row.subject_id,
        kind=SubjectClass(row.kind),
        status=SubjectStatus(row.status),
        name=row.name,
        address=row.address,
        area=row.area,
        district=row.district,
        region=row.region,
        licence_no=row.licence_no,
        owner_key=row.owner_key,
        usc_code=row.usc_code,
        category=row.category,
        risk_class=row.risk_class,
        lat=row.lat,
        lon=row.lon,
        records=row.records,
        first_on=row.first_on,
        last_on=row.last_on,
        split_from=row.split_from_id or "",
        redirected_from=redirected_from,
    )


def subject(subject_id: str) -> SubjectView:
    """A subject by its id; the id of a merged one leads to the survivor.

    Raises: SubjectMissing.
    """
    row = Subject.objects.filter(pk=subject_id).first()
    if row is None:
        raise SubjectMissing(subject_id=subject_id)
    while row.merged_into is not None:  # a survivor is older than its merge: no circle can form
        row = row.merged_into
    return view_of(row, redirected_from="" if row.pk == subject_id else subject_id)


def subjects(subject_ids: Collection[str]) -> dict[str, SubjectView]:
    """Subjects by id, as they stand; unknown ids are left out."""
    return {pk: view_of(row) for pk, row in Subject.objects.in_bulk(list(subject_ids)).items()}


def premises_in(region: str) -> tuple[SubjectView, ...]:
    """The places of business that lie in a region today, by id, at most 200,000 (检查对象名录)."""
    prefix = as_prefix(region)
    rows = Subject.objects.filter(kind=SubjectClass.PREMISES, status=SubjectStatus.CURRENT)
    rows = rows.filter(region__startswith=prefix).order_by("subject_id")[:_MAX_IN_REGION]
    return tuple(view_of(row) for row in rows.iterator(2000) if lies_in(row.region, region))


def subject_points(subject_ids: Collection[str]) -> tuple[Point, ...]:
    """Places on the map of those subjects that have coordinates, at most 5,000, by id."""
    wanted = sorted(set(subject_ids))[:_MAX_POINTS]
    found = [
        row
        for start in range(0, len(wanted), _AT_ONCE)
        for row in Subject.objects.filter(
            pk__in=wanted[start : start + _AT_ONCE], lat__isnull=False, lon__isnull=False
        ).values_list("subject_id", "name", "lat", "lon")
    ]
    return tuple(
        Point(subject_id, name, lat, lon)
        for subject_id, name, lat, lon in sorted(found)
        if lat is not None and lon is not None
    )


_MAX_RECORDS = 5000
_KINDS_OF_VALUE = {
    "names": (0, 1),
    "addresses": (2,),
    "licences": (3,),
    "codes": (4,),
    "owners": (5,),
    "sources": (6,),
}


def identity(subject_id: str) -> Identity:
    """Every name, address and key that a source gave, with provenance (身份信息), latest first.

    Looks at the latest 5,000 records of a subject; a complaint says nothing of who it is about.
    """
    rows = read(
        "SELECT name, aka, address, licence_no, usc_code, owner_key, source, resource_id, seen_on "
        "FROM dossier WHERE subject_id = $subject_id "
        "ORDER BY seen_on DESC NULLS LAST, record_id LIMIT $most",
        {"subject_id": subject_id, "most": _MAX_RECORDS},
    )
    told = [row for row in rows if row[6] != "complaint"]
    said = {
        kind: _said([(row[c], row[7], row[8]) for row in told for c in columns])
        for kind, columns in _KINDS_OF_VALUE.items()
        if kind != "sources"
    }
    return Identity(**said, sources=_said([(row[6], row[7], row[8]) for row in rows]))


def _said(values: list[tuple[str | None, str, date | None]]) -> tuple[Said, ...]:
    """Values with the sources that gave them; the same value of one source stands once."""
    days: dict[tuple[str, str], list[date | None]] = {}
    for value, resource_id, on in values:
        if value:
            days.setdefault((value, resource_id), []).append(on)
    found = []
    for (value, resource_id), seen in days.items():
        known = [on for on in seen if on is not None]
        found.append(
            Said(value, resource_id, len(seen), min(known, default=None), max(known, default=None))
        )
    return tuple(found)


def related(subject_id: str, where: Within = ALL_REGIONS) -> dict[str, tuple[SubjectView, ...]]:
    """Other subjects: its owner, what it holds, who else is or was at the place (关联对象).

    Keys: owner, holds, place. Each at most 50, by last visit, latest first.
    """
    rows = read(
        "SELECT relation, other_id FROM relations WHERE subject_id = $subject_id",
        {"subject_id": subject_id},
    )
    known = Subject.objects.filter(lies(where)).in_bulk([other for _, other in rows])
    found: dict[str, list[Subject]] = {"owner": [], "holds": [], "place": []}
    for relation, other in rows:
        if other in known:
            found[relation].append(known[other])
    return {relation: tuple(map(view_of, _latest(others))) for relation, others in found.items()}


def nearby(view: SubjectView, where: Within = ALL_REGIONS) -> tuple[Nearby, ...]:
    """Premises within about 300 m (周边对象), nearest first, at most 30."""
    if view.lat is None or view.lon is None:
        return ()
    tall = _NEAR_METRES / _METRES_PER_DEGREE
    wide = tall / max(0.01, cos(radians(view.lat)))
    rows = Subject.objects.filter(
        lies(where),
        status=SubjectStatus.CURRENT,
        kind=SubjectClass.PREMISES,
        lat__range=(view.lat - tall, view.lat + tall),
        lon__range=(view.lon - wide, view.lon + wide),
    ).exclude(pk=view.subject_id)[:_MAX_IN_BOX]
    found = [Nearby(view_of(row), _metres(view, row)) for row in rows]
    found.sort(key=lambda near: (near.metres, near.subject.subject_id))
    return tuple(near for near in found if near.metres <= _NEAR_METRES)[:_MAX_NEARBY]


def _metres(view: SubjectView, row: Subject) -> int:
    """Distance on a plane, good enough around the corner."""
    if view.lat is None or view.lon is None or row.lat is None or row.lon is None:
        return _NEAR_METRES + 1
    north = (row.lat - view.lat) * _METRES_PER_DEGREE
    east = (row.lon - view.lon) * _METRES_PER_DEGREE * cos(radians(view.lat))
    return round(hypot(north, east))


def _latest(rows: list[Subject]) -> list[Subject]:
    def moment(row: Subject) -> tuple[Any, ...]:
        return (row.last_on is None, -(row.last_on.toordinal() if row.last_on else 0), row.pk)

    return sorted(rows, key=moment)[:_MAX_NEIGHBOURS]
