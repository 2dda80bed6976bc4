# SPDX-License-Identifier: Apache-2.0
"""Area groups (片区分组): whose burden and benefit are compared. Config, not code of a city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Names = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """One group: all stated bounds hold; the first group that fits takes a place.

    `lat` and `lon` are half-open ranges [from, to); `districts` and `areas` list codes.
    """

    name: str
    lat: tuple[float, float] = (-90.0, 90.0)
    lon: tuple[float, float] = (-180.0, 180.0)
    districts: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @property
    def is_by_place(self) -> bool:
        """Whether a coordinate is needed."""
        return self.lat != (-90.0, 90.0) or self.lon != (-180.0, 180.0)

    def document(self) -> dict[str, Any]:
        """The group as JSON."""
        return {
            "name": self.name,
            "lat": list(self.lat),
            "lon": list(self.lon),
            "districts": sorted(self.districts),
            "areas": sorted(self.areas),
        }


def read_group(told: Mapping[str, Any]) -> AreaGroup:
    """A group as it was written."""
    return AreaGroup(
        name=told["name"],
        lat=(told["lat"][0], told["lat"][1]),
        lon=(told["lon"][0], told["lon"][1]),
        districts=frozenset(told["districts"]),
        areas=frozenset(told["areas"]),
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where visits or subjects are; unknown coordinates are NaN, unknown codes empty."""

    lat: Floats
    lon: Floats
    district: Names
    area: Names


def group_of(places: Places, groups: Sequence[AreaGroup]) -> Names:
    """The group of each place; "" where none fits."""
    found: Names = np.full(len(places.lat), "", dtype=object)
    for group in groups:
        fits = (found == "") & _fits(places, group)
        found[fits] = group.name
    return found


def _fits(places: Places, group: AreaGroup) -> NDArray[np.bool_]:
    fits = np.ones(len(places.lat), dtype=bool)
    if group.districts:
        fits &= np.array([code in group.districts for code in places.district], dtype=bool)
    if group.areas:
        fits &= np.array([code in group.areas for code in places.area], dtype=bool)
    if group.is_by_place or not (group.districts or group.areas):
        with np.errstate(invalid="ignore"):
            fits &= (places.lat >= group.lat[0]) & (places.lat < group.lat[1])
            fits &= (places.lon >= group.lon[0]) & (places.lon < group.lon[1])
    return fits


def quarters(places: Places) -> tuple[AreaGroup, ...]:
    """Four groups cut at the median place, for data without configured groups."""
    known = ~np.isnan(places.lat) & ~np.isnan(places.lon)
    if not known.any():
        return ()
    lat, lon = float(np.median(places.lat[known])), float(np.median(places.lon[known]))
    north, south = (lat, 90.0), (-90.0, lat)
    east, west = (lon, 180.0), (-180.0, lon)
    return (
        AreaGroup("NE", north, east),
        AreaGroup("NW", north, west),
        AreaGroup("SE", south, east),
        AreaGroup("SW", south, west),
    )
