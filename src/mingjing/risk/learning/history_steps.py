# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names and constants of this module
"""Steps from canonical tables to what was known of each target on its day (历史特征).

Reads `premises`, `licence`, `visit`, `finding`, `link`, and `target` (target_id, subject_id,
record_id, as_of). A day is a whole number: days since 2000-01-01. Every join to a dated record
says "before as_of", so no step can see the day itself or later.
"""

from mingjing.engines.batch import Step

PRIOR_HIT, PRIOR_SERIOUS, PRIOR_MINOR = 0.15, 0.3, 3.0
"""What one unseen visit is taken to show, so that the rate of a new subject is not 0 or 1."""
INSPECTOR_WEIGHT = 20
"""An inspector's rate is pulled to the average by as many visits."""
YEAR = 365
_DECAY = f"exp(-p.age / {YEAR}.0)"
_NOISE = "'0123456789 #.,''&-/()'"


def day_number(column: str) -> str:
    """A date column as days since 2000-01-01."""
    return f"CAST({column} - DATE '2000-01-01' AS INT)"


def _chain(*names: str) -> str:
    """The name on the door without digits and signs: branches of a chain get the same key."""
    return f"translate(upper(coalesce({', '.join(names)}, '')), {_NOISE}, '')"


SEVERITY = Step(
    "severity",
    "SELECT f.visit_id, "
    + ", ".join(
        f"sum(CASE WHEN f.severity = '{name}' THEN f.count ELSE 0 END) AS {name}"
        for name in ("critical", "serious", "minor")
    )
    + " FROM finding f GROUP BY f.visit_id",
    ("finding",),
)
SEEN = Step(
    "seen",
    f"""SELECT v.record_id, v.visit_id, l.subject_id, {day_number("v.visited_on")} AS d, v.purpose,
  CASE WHEN v.outcome IN ('pass', 'fail', 'conditions') THEN 1 ELSE 0 END AS examined,
  CASE WHEN v.outcome = 'fail' THEN 1 ELSE 0 END AS failed,
  coalesce(s.serious, 0) AS serious, coalesce(s.minor, 0) AS minor,
  coalesce(s.critical, 0) AS critical,
  CASE WHEN coalesce(s.critical, 0) > 0 THEN 1 ELSE 0 END AS hit,
  v.inspector, v.lat, v.lon, v.category, v.area, v.district, v.owner_key, v.risk_class,
  c.kind, {_chain("p.aka", "v.name")} AS chain
FROM visit v
JOIN link l ON l.record_id = v.record_id
LEFT JOIN severity s ON s.visit_id = v.visit_id
LEFT JOIN premises p ON p.record_id = v.record_id
LEFT JOIN licence c ON c.record_id = v.record_id
WHERE v.visited_on IS NOT NULL""",
    ("visit", "link", "severity", "premises", "licence"),
)
REGISTER = Step(
    "register",
    f"""SELECT l.subject_id, p.record_id, p.row_no, {day_number("p.observed_on")} AS d,
  p.owner_key, {_chain("p.aka", "p.name")} AS chain, p.area, p.district, p.lat, p.lon,
  p.category, p.risk_class
FROM premises p JOIN link l ON l.record_id = p.record_id""",
    ("premises", "link"),
)
PERMIT = Step(
    "permit",
    f"""SELECT l.subject_id, c.record_id, c.row_no, {day_number("c.observed_on")} AS d,
  {day_number("c.issued_on")} AS issued, c.kind, c.privileges
FROM licence c JOIN link l ON l.record_id = c.record_id WHERE c.kind IS NOT NULL""",
    ("licence", "link"),
)


def _newest(name: str, source: str, told: str) -> Step:
    """The newest record before the day of which `told` holds."""
    return Step(
        name,
        f"""SELECT target_id, record_id FROM (
  SELECT t.target_id, r.record_id, row_number() OVER (
    PARTITION BY t.target_id ORDER BY r.d DESC, r.row_no DESC, r.record_id) AS place
  FROM target t JOIN {source} r ON r.subject_id = t.subject_id AND r.d < t.as_of
  WHERE {told}) x
WHERE place = 1""",
        ("target", source),
    )


_ATTRIBUTES = ("owner_key", "chain", "area", "district", "lat", "lon", "category", "risk_class")
PLACED = Step(
    "placed",
    "SELECT t.target_id, "
    + ", ".join(f"coalesce(r.{name}, o.{name}, m.{name}) AS {name}" for name in _ATTRIBUTES)
    + """ FROM target t
LEFT JOIN newest_register n ON n.target_id = t.target_id
LEFT JOIN register r ON r.record_id = n.record_id
LEFT JOIN register o ON o.record_id = t.record_id
LEFT JOIN newest_mention w ON w.target_id = t.target_id
LEFT JOIN register m ON m.record_id = w.record_id""",
    ("target", "newest_register", "newest_mention", "register"),
)
"""A target's own attributes: from the newest record before its day that describes the premises
(kind of business or place); else what its visit's own row says of the register (`target.record_id`,
none when scoring); else from the newest mention."""
FRAME = Step(
    "frame",
    """SELECT t.target_id, t.subject_id, t.as_of, p.owner_key, p.chain, p.area, p.district,
  p.lat, p.lon, p.category, p.risk_class, c.kind, c.privileges,
  CASE WHEN c.issued < t.as_of THEN t.as_of - c.issued END AS licence_age,
  CAST(floor(p.lat / 0.0025) AS INT) AS gy, CAST(floor(p.lon / 0.0033) AS INT) AS gx
FROM target t JOIN placed p ON p.target_id = t.target_id
LEFT JOIN newest_permit nc ON nc.target_id = t.target_id
LEFT JOIN permit c ON c.record_id = coalesce(nc.record_id, t.record_id)""",
    ("target", "placed", "newest_permit", "permit"),
)

_ROUTINE = "s.d < c.as_of AND s.examined = 1 AND s.purpose = 'canvass'"
COHORT = Step("cohort", "SELECT DISTINCT as_of FROM target", ("target",))
AVERAGE = Step(
    "average",
    f"""SELECT c.as_of, avg(s.hit) AS hit, avg(s.serious) AS serious, avg(s.minor) AS minor,
  avg(s.failed) AS failed
FROM cohort c LEFT JOIN seen s ON {_ROUTINE} GROUP BY c.as_of""",
    ("cohort", "seen"),
)
STRICTNESS = Step(
    "strictness",
    "SELECT c.as_of, s.inspector, "
    + ", ".join(
        f"(sum(s.{name}) + {INSPECTOR_WEIGHT} * max(b.{name})) / (count(*) + {INSPECTOR_WEIGHT}) "
        f"AS {name}"
        for name in ("hit", "serious", "minor", "failed")
    )
    + f""" FROM cohort c JOIN average b ON b.as_of = c.as_of JOIN seen s ON {_ROUTINE}
WHERE s.inspector IS NOT NULL GROUP BY c.as_of, s.inspector""",
    ("cohort", "average", "seen"),
)
"""What each inspector usually writes down, as known on the day: a nuisance, only subtracted."""
PAST = Step(
    "past",
    f"""SELECT c.as_of, s.visit_id, s.subject_id, c.as_of - s.d AS age, s.hit, s.critical,
  s.serious, s.minor, s.failed, s.category, s.area, s.district, s.owner_key, s.chain, s.kind,
  s.lat, s.lon,
  s.hit - coalesce(i.hit, b.hit) AS r_hit, s.serious - coalesce(i.serious, b.serious) AS r_serious,
  s.minor - coalesce(i.minor, b.minor) AS r_minor, s.failed - coalesce(i.failed, b.failed)
  AS r_failed,
  CAST(floor(s.lat / 0.0025) AS INT) AS gy, CAST(floor(s.lon / 0.0033) AS INT) AS gx,
  row_number() OVER (PARTITION BY c.as_of, s.subject_id ORDER BY s.d DESC, s.visit_id) AS place
FROM cohort c JOIN seen s ON {_ROUTINE}
JOIN average b ON b.as_of = c.as_of
LEFT JOIN strictness i ON i.as_of = c.as_of AND i.inspector = s.inspector""",
    ("cohort", "seen", "average", "strictness"),
)


def _weighted(column: str, prior: float) -> str:
    return f"(sum(p.{column} * {_DECAY}) + {prior}) / (sum({_DECAY}) + 1)"


def _last(column: str, name: str) -> str:
    return f"max(CASE WHEN p.place = 1 THEN p.{column} END) AS {name}"


OWN = Step(
    "own",
    f"""SELECT f.target_id, count(p.visit_id) AS past_visits, min(p.age) AS days_since_visit,
  min(CASE WHEN p.place = 2 THEN p.age END) AS days_since_visit_before,
  {_last("critical", "last_critical")}, {_last("serious", "last_serious")},
  {_last("minor", "last_minor")}, {_last("failed", "last_failed")},
  avg(p.critical) AS mean_critical, avg(p.serious) AS mean_serious, avg(p.minor) AS mean_minor,
  avg(p.failed) AS mean_failed, sum(p.hit) AS past_hits,
  {_weighted("hit", PRIOR_HIT)} AS own_rate, {_weighted("serious", PRIOR_SERIOUS)} AS own_serious,
  {_weighted("minor", PRIOR_MINOR)} AS own_minor,
  {_weighted("r_hit", 0)} AS own_residual, {_weighted("r_serious", 0)} AS own_residual_serious,
  {_weighted("r_minor", 0)} AS own_residual_minor, {_weighted("r_failed", 0)}
  AS own_residual_failed,
  {_last("r_hit", "last_residual")}, {_last("r_serious", "last_residual_serious")},
  {_last("r_minor", "last_residual_minor")}, sum(p.r_hit) AS residual_sum,
  min(CASE WHEN p.hit = 1 THEN p.age END) AS days_since_hit,
  min(CASE WHEN p.failed = 1 THEN p.age END) AS days_since_failed
FROM frame f LEFT JOIN past p ON p.as_of = f.as_of AND p.subject_id = f.subject_id
GROUP BY f.target_id""",
    ("frame", "past"),
)
_ITEM_VISITS = Step(
    "routine_visits",
    "SELECT as_of, subject_id, count(*) AS visits FROM past GROUP BY as_of, subject_id",
    ("past",),
)
ITEMS = Step(
    "items",
    """SELECT f.target_id, d.item_code, count(DISTINCT p.visit_id) * 1.0 / max(q.visits) AS share
FROM frame f JOIN past p ON p.as_of = f.as_of AND p.subject_id = f.subject_id
JOIN finding d ON d.visit_id = p.visit_id
JOIN routine_visits q ON q.as_of = p.as_of AND q.subject_id = p.subject_id
GROUP BY f.target_id, d.item_code""",
    ("frame", "past", "finding", "routine_visits"),
)
"""For each item ever found: the share of the subject's past visits that found it."""
OTHER_PURPOSES = ("complaint", "poisoning", "reinspection", "licence", "task")


def _purpose(name: str) -> str:
    at = f"s.purpose = '{name}'"
    return (
        f"count(DISTINCT CASE WHEN {at} AND f.as_of - s.d <= {YEAR} THEN s.d END) "
        f"AS {name}_visits, min(CASE WHEN {at} THEN f.as_of - s.d END) AS days_since_{name}"
    )


_EMPTY = "s.purpose = 'canvass' AND s.examined = 0"
OTHER = Step(
    "other",
    "SELECT f.target_id, "
    + ", ".join(map(_purpose, OTHER_PURPOSES))
    + f""",
  count(DISTINCT CASE WHEN {_EMPTY} AND f.as_of - s.d <= {YEAR} THEN s.d END)
  AS unexamined_visits,
  min(CASE WHEN {_EMPTY} THEN f.as_of - s.d END) AS days_since_unexamined,
  min(f.as_of - s.d) AS days_since_any, max(f.as_of - s.d) AS days_known,
  count(DISTINCT s.d) AS all_visits
FROM frame f LEFT JOIN seen s ON s.subject_id = f.subject_id AND s.d < f.as_of
GROUP BY f.target_id""",
    ("frame", "seen"),
)
PREPARING = (SEVERITY, SEEN)
"""What the choice of targets reads."""
STEPS = (
    REGISTER,
    PERMIT,
    _newest("newest_register", "register", "r.category IS NOT NULL OR r.lat IS NOT NULL"),
    _newest("newest_mention", "register", "1 = 1"),
    _newest("newest_permit", "permit", "1 = 1"),
    PLACED,
    FRAME,
    COHORT,
    AVERAGE,
    STRICTNESS,
    PAST,
    OWN,
    _ITEM_VISITS,
    ITEMS,
    OTHER,
)
