# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names and constants of this module
"""Steps about others (邻近与同类): same owner, chain, kind, place; the subject itself left out.

Reads `frame`, `past`, `average` of the history steps, `complaint`, and `offset` (dy, dx: the
neighbouring grid cells). A cell is 0.0025° by 0.0033°, about 280 m at middle latitudes.
"""

from dataclasses import dataclass

from mingjing.engines.batch import Step
from mingjing.risk.learning.history_steps import day_number

REACH = 8
"""Grid cells to each side that the rates of a neighbourhood look at (about 2 km)."""


@dataclass(frozen=True, slots=True)
class Group:
    """Others who share something: `key` of frame and past, days looked back, prior visits."""

    name: str
    key: str
    days: int
    prior: int


GROUPS = (
    Group("owner", "owner_key", 730, 5),
    Group("chain", "chain", 730, 5),
    Group("category", "category", 730, 20),
    Group("kind", "kind", 730, 20),
    Group("district", "district", 240, 20),
    Group("area", "area", 240, 20),
    Group("district_recent", "district", 75, 10),
    Group("area_recent", "area", 75, 10),
    Group("district_long", "district", 730, 30),
    Group("area_long", "area", 730, 30),
)
GROUP_VALUES = ("visits", "rate", "residual", "residual_minor")
_SUMS = "count(*) AS n, sum(hit) AS h, sum(r_hit) AS r, sum(r_minor) AS m"


def _group_steps(group: Group) -> tuple[Step, ...]:
    name, key, prior = group.name, group.key, group.prior
    where = f"WHERE age <= {group.days} AND {key} IS NOT NULL AND {key} <> ''"
    rest = "coalesce(g.n, 0) - coalesce(o.n, 0)"

    def less(column: str) -> str:
        return f"coalesce(g.{column}, 0) - coalesce(o.{column}, 0)"

    return (
        Step(
            f"all_{name}",
            f"SELECT as_of, {key} AS k, {_SUMS} FROM past {where} GROUP BY as_of, {key}",
            ("past",),
        ),
        Step(
            f"self_{name}",
            f"SELECT as_of, subject_id, {key} AS k, {_SUMS} FROM past {where} "
            f"GROUP BY as_of, subject_id, {key}",
            ("past",),
        ),
        Step(
            f"group_{name}",
            f"""SELECT f.target_id, {rest} AS {name}_visits,
  ({less("h")} + {prior} * b.hit) / ({rest} + {prior}) AS {name}_rate,
  ({less("r")}) / ({rest} + {prior}) AS {name}_residual,
  ({less("m")}) / ({rest} + {prior}) AS {name}_residual_minor
FROM frame f JOIN average b ON b.as_of = f.as_of
LEFT JOIN all_{name} g ON g.as_of = f.as_of AND g.k = f.{key}
LEFT JOIN self_{name} o ON o.as_of = f.as_of AND o.k = f.{key} AND o.subject_id = f.subject_id""",
            ("frame", "average", f"all_{name}", f"self_{name}"),
        ),
    )


BUILDING = (
    Step(
        "building_sums",
        """SELECT f.target_id, count(*) AS n, sum(p.hit) AS h, sum(p.r_hit) AS r
FROM frame f JOIN past p ON p.as_of = f.as_of AND p.lat = f.lat AND p.lon = f.lon
WHERE p.subject_id <> f.subject_id AND p.age <= 730 GROUP BY f.target_id""",
        ("frame", "past"),
    ),
    Step(
        "building",
        """SELECT f.target_id, coalesce(s.n, 0) AS building_visits,
  (coalesce(s.h, 0) + 5 * b.hit) / (coalesce(s.n, 0) + 5) AS building_rate,
  coalesce(s.r, 0) / (coalesce(s.n, 0) + 5) AS building_residual
FROM frame f JOIN average b ON b.as_of = f.as_of
LEFT JOIN building_sums s ON s.target_id = f.target_id""",
        ("frame", "average", "building_sums"),
    ),
)

MEMORIES = (30, 90, 365)
"""Days after which a visit nearby weighs a third."""
WIDTHS = (("close", 0.35), ("near", 0.8), ("wide", 1.8))
"""Kilometres at which a visit weighs 0.6."""
NEAR_VALUES = ("visits", "rate", "residual", "residual_minor")
_NEAR_PRIOR = 3
_COLUMNS = (("n", "1"), ("h", "hit"), ("r", "r_hit"), ("m", "r_minor"))
_KM2 = "(power(o.dy * 0.2775, 2) + power(o.dx * 0.274, 2))"
_DECAYED = ", ".join(
    f"sum({value} * exp(-age / {days}.0)) AS {name}_{days}"
    for days in MEMORIES
    for name, value in _COLUMNS
)


def near_name(days: int, width: str, value: str) -> str:
    """The feature of a neighbourhood."""
    return f"{width}_{days}_{value}"


def _near(days: int, width: str) -> str:
    def less(column: str) -> str:
        return f"coalesce(k.{column}_{days}_{width}, 0) - coalesce(o.{column}_{days}, 0)"

    rest = f"greatest({less('n')}, 0)"
    values = {
        "visits": rest,
        "rate": f"({less('h')} + {_NEAR_PRIOR} * b.hit) / ({rest} + {_NEAR_PRIOR})",
        "residual": f"({less('r')}) / ({rest} + {_NEAR_PRIOR})",
        "residual_minor": f"({less('m')}) / ({rest} + {_NEAR_PRIOR})",
    }
    return ", ".join(f"{sql} AS {near_name(days, width, name)}" for name, sql in values.items())


NEIGHBOURHOOD = (
    Step(
        "cell_sums",
        f"SELECT as_of, gy, gx, {_DECAYED} FROM past WHERE gy IS NOT NULL AND age < 1000 "
        "GROUP BY as_of, gy, gx",
        ("past",),
    ),
    Step(
        "self_sums",
        f"SELECT as_of, subject_id, {_DECAYED} FROM past WHERE gy IS NOT NULL AND age < 1000 "
        "GROUP BY as_of, subject_id",
        ("past",),
    ),
    Step(
        "cells",
        "SELECT DISTINCT as_of, gy, gx FROM frame WHERE gy IS NOT NULL",
        ("frame",),
    ),
    Step(
        "near_sums",
        "SELECT c.as_of, c.gy, c.gx, "
        + ", ".join(
            f"sum(exp(-0.5 * {_KM2} / {km * km:.4f}) * p.{name}_{days}) AS {name}_{days}_{width}"
            for width, km in WIDTHS
            for days in MEMORIES
            for name, _ in _COLUMNS
        )
        + " FROM cells c CROSS JOIN offset_cell o JOIN cell_sums p "
        "ON p.as_of = c.as_of AND p.gy = c.gy + o.dy AND p.gx = c.gx + o.dx "
        "GROUP BY c.as_of, c.gy, c.gx",
        ("cells", "offset_cell", "cell_sums"),
    ),
    Step(
        "near",
        "SELECT f.target_id, "
        + ", ".join(_near(days, width) for width, _ in WIDTHS for days in MEMORIES)
        + """ FROM frame f JOIN average b ON b.as_of = f.as_of
LEFT JOIN near_sums k ON k.as_of = f.as_of AND k.gy = f.gy AND k.gx = f.gx
LEFT JOIN self_sums o ON o.as_of = f.as_of AND o.subject_id = f.subject_id""",
        ("frame", "average", "near_sums", "self_sums"),
    ),
)

_METRES2 = "power((c.lat - f.lat) * 111000, 2) + power((c.lon - f.lon) * f.metres, 2)"
COMPLAINTS = (
    Step(
        "complaint_cell",
        f"""SELECT {day_number("c.made_on")} AS d, c.lat, c.lon,
  CAST(floor(c.lat / 0.0025) AS INT) - o.dy AS gy, CAST(floor(c.lon / 0.0033) AS INT) - o.dx AS gx
FROM complaint c CROSS JOIN offset_cell o
WHERE c.lat IS NOT NULL AND o.dy BETWEEN -2 AND 2 AND o.dx BETWEEN -2 AND 2""",
        ("complaint", "offset_cell"),
    ),
    Step(
        "complaint_sums",
        f"""SELECT f.target_id, sum(CASE WHEN f.as_of - c.d <= 90 THEN 1 ELSE 0 END) AS quarter,
  count(*) AS whole
FROM (SELECT target_id, as_of, gy, gx, lat, lon, 111320 * cos(radians(lat)) AS metres
      FROM frame) f
JOIN complaint_cell c ON c.gy = f.gy AND c.gx = f.gx
WHERE c.d < f.as_of AND f.as_of - c.d <= 365 AND {_METRES2} <= 160000
GROUP BY f.target_id""",
        ("frame", "complaint_cell"),
    ),
    Step(
        "complaints",
        """SELECT f.target_id, coalesce(c.quarter, 0) AS complaints_near_90,
  coalesce(c.whole, 0) AS complaints_near_365
FROM frame f LEFT JOIN complaint_sums c ON c.target_id = f.target_id""",
        ("frame", "complaint_sums"),
    ),
)
"""Complaints within 400 m. The distance test stands in WHERE: as a join condition it would make
the engine compare by ranges instead of by cells."""

STEPS = (
    *(step for group in GROUPS for step in _group_steps(group)),
    *BUILDING,
    *NEIGHBOURHOOD,
    *COMPLAINTS,
)
