# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Normal forms in bulk (批量规范化): each distinct text is taken apart once, in Python.

Shape: `form`, one row per distinct way of saying who a record is about (`form_id` from 1), and
`form_of` (record_id, form_id). Linking compares forms, never records.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow as pa

from mingjing.engines.batch import BatchEngine, Step
from mingjing.subjects.rules.addresses import address_form, localities
from mingjing.subjects.rules.keys import licence_form, usc_form
from mingjing.subjects.rules.names import NameForm, name_form

_RARE_SHARE = 0.001  # of the distinct names: a word in more of them tells little
_RARE_LEAST = 3
_BLOCK_CAP = 400  # forms; a fuller block needs a second key

_TEXT_LIST = pa.list_(pa.string())


def make_forms(engine: BatchEngine, solo: Sequence[str] = ()) -> None:
    """Make `form` and `form_of` from `mention`.

    `solo` are records that a person judged: each gets a form of its own, so that it can be moved
    without the others that read the same.
    """
    _put_names(engine)
    _put_addresses(engine)
    _put_keys(engine)
    alone = pa.array(list(solo), pa.string())
    engine.put("solo", pa.table({"record_id": alone, "solo": alone}))
    engine.run(FORM_STEPS, {"block_cap": _BLOCK_CAP})


def make_training_forms(engine: BatchEngine) -> pa.Table:
    """Forms kept apart by source, with labels, for `matching.train`.

    label_licence is the licence number, unless name and place both vary under it: such a number
    was given twice. label_place is name and place together.
    """
    _put_names(engine)
    _put_addresses(engine)
    _put_keys(engine)
    engine.run(
        [
            Step(
                "solo",
                "SELECT record_id, resource_id AS solo FROM mention WHERE founds",
                ("mention",),
            )
        ]
    )
    engine.run(FORM_STEPS, {"block_cap": _BLOCK_CAP})
    return engine.arrow(
        "SELECT f.*, CASE WHEN n.names = 1 OR n.places = 1 THEN f.licence_no END AS label_licence, "
        "f.name_core || ' @ ' || f.place_key AS label_place FROM form f LEFT JOIN "
        "(SELECT licence_no, count(DISTINCT name_core) AS names, "
        "count(DISTINCT place_key) AS places FROM form GROUP BY licence_no) n "
        "ON f.licence_no = n.licence_no ORDER BY f.form_id"
    )


def _distinct(engine: BatchEngine, sql: str) -> list[str]:
    column: list[str] = engine.arrow(sql).column(0).to_pylist()
    return column


def _put_names(engine: BatchEngine) -> None:
    raw = _distinct(
        engine,
        "SELECT name FROM mention WHERE name IS NOT NULL "
        "UNION SELECT aka FROM mention WHERE aka IS NOT NULL ORDER BY 1",
    )
    forms = [(text, form) for text in raw if (form := name_form(text))]
    engine.put(
        "name_text",
        pa.table(
            {
                "raw": [text for text, _ in forms],
                "core": [form.core for _, form in forms],
                "number": [form.number for _, form in forms],
            },
            schema=pa.schema(
                [("raw", pa.string()), ("core", pa.string()), ("number", pa.string())]
            ),
        ),
    )
    by_core = {form.core: form for _, form in forms}
    engine.put("name_part", _name_parts(by_core.values()))


def _name_parts(forms: Iterable[NameForm]) -> pa.Table:
    forms = list(forms)
    often = Counter(token for form in forms for token in form.tokens)
    limit = max(_RARE_LEAST, int(_RARE_SHARE * len(forms)))
    rare = [[t for t in form.tokens if often[t] <= limit] or list(form.tokens) for form in forms]
    return pa.table(
        {
            "core": pa.array([form.core for form in forms], pa.string()),
            "ascii": pa.array([form.ascii or None for form in forms], pa.string()),
            "squashed": pa.array([form.squashed for form in forms], pa.string()),
            "rare": pa.array(rare, _TEXT_LIST),
            "first_word": pa.array([tokens[0] for tokens in rare], pa.string()),
        }
    )


def _put_addresses(engine: BatchEngine) -> None:
    raw = _distinct(
        engine, "SELECT DISTINCT address FROM mention WHERE address IS NOT NULL ORDER BY 1"
    )
    known = localities(raw)
    forms = [(text, form) for text in raw if (form := address_form(text, known))]
    engine.put(
        "address_text",
        pa.table(
            {
                "raw": pa.array([text for text, _ in forms], pa.string()),
                "place_key": pa.array([f.key for _, f in forms], pa.string()),
                "street": pa.array([f.street for _, f in forms], pa.string()),
                "street_ascii": pa.array(
                    [f.street if f.street.isascii() else None for _, f in forms], pa.string()
                ),
                "low": pa.array([f.low for _, f in forms], pa.int64()),
                "high": pa.array([f.high for _, f in forms], pa.int64()),
                "direction": pa.array([f.direction for _, f in forms], pa.string()),
                "suffix": pa.array([f.suffix for _, f in forms], pa.string()),
                "postcode": pa.array([f.postcode or None for _, f in forms], pa.string()),
            }
        ),
    )


def _put_keys(engine: BatchEngine) -> None:
    raw = _distinct(
        engine, "SELECT DISTINCT licence_no FROM mention WHERE licence_no IS NOT NULL ORDER BY 1"
    )
    forms = [(text, form) for text in raw if (form := licence_form(text))]
    engine.put(
        "licence_text",
        pa.table(
            {
                "raw": pa.array([text for text, _ in forms], pa.string()),
                "licence_no": pa.array([f.licence_no for _, f in forms], pa.string()),
                "licence_stem": pa.array([f.stem for _, f in forms], pa.string()),
            }
        ),
    )
    texts = _distinct(
        engine, "SELECT DISTINCT usc_code FROM mention WHERE usc_code IS NOT NULL ORDER BY 1"
    )
    codes = [(text, code) for text in texts if (code := usc_form(text))]
    engine.put(
        "usc_text",
        pa.table(
            {
                "raw": pa.array([text for text, _ in codes], pa.string()),
                "usc_code": pa.array([code for _, code in codes], pa.string()),
            }
        ),
    )


_SAME_FORM = (
    "licence_no",
    "usc_code",
    "name_core",
    "number",
    "aka_core",
    "place_key",
    "high",
    "suffix",
    "area",
    "solo",
)
_GROUP = ", ".join(_SAME_FORM)
_MATCHED = " AND ".join(f"f.{c} IS NOT DISTINCT FROM s.{c}" for c in _SAME_FORM)

FORM_STEPS = (
    Step(
        "said",
        "SELECT m.record_id, m.resource_id, m.source, m.founds, m.seen_on, m.owner_key, "
        "l.licence_no, l.licence_stem, u.usc_code, n.core AS name_core, "
        "coalesce(n.number, '') AS number, "
        "CASE WHEN a.core <> n.core THEN a.core END AS aka_core, "
        "p.place_key, p.street, p.street_ascii, p.low, p.high, p.direction, p.suffix, "
        "coalesce(m.area, p.postcode) AS area, coalesce(s.solo, '') AS solo "
        "FROM mention m "
        "LEFT JOIN licence_text l ON m.licence_no = l.raw "
        "LEFT JOIN usc_text u ON m.usc_code = u.raw "
        "LEFT JOIN name_text n ON m.name = n.raw "
        "LEFT JOIN name_text a ON m.aka = a.raw "
        "LEFT JOIN address_text p ON m.address = p.raw "
        "LEFT JOIN solo s ON m.record_id = s.record_id",
        ("mention", "licence_text", "usc_text", "name_text", "address_text", "solo"),
    ),
    Step(
        "form_bare",
        f"SELECT row_number() OVER (ORDER BY min(record_id)) AS form_id, {_GROUP}, "
        "min(licence_stem) AS licence_stem, min(street) AS street, "
        "min(street_ascii) AS street_ascii, min(low) AS low, min(direction) AS direction, "
        "count(*) AS records, max(CASE WHEN founds THEN 1 ELSE 0 END) AS founds, "
        "min(record_id) AS sample_record, min(seen_on) AS first_on, max(seen_on) AS last_on "
        "FROM said WHERE licence_no IS NOT NULL OR usc_code IS NOT NULL OR name_core IS NOT NULL "
        "OR solo <> '' "
        f"GROUP BY {_GROUP}",
        ("said",),
    ),
    Step(
        "form_of",
        f"SELECT s.record_id, f.form_id FROM said s JOIN form_bare f ON {_MATCHED}",
        ("said", "form_bare"),
    ),
    Step(
        "form",
        "SELECT b.*, n.ascii AS name_ascii, n.squashed AS name_squashed, n.rare AS name_rare, "
        "n.first_word, k.ascii AS aka_ascii, k.squashed AS aka_squashed, k.rare AS aka_rare, "
        "CASE WHEN count(*) OVER (PARTITION BY b.place_key) <= $block_cap THEN b.place_key "
        "ELSE b.place_key || ' ' || n.first_word END AS block_place "
        "FROM form_bare b LEFT JOIN name_part n ON b.name_core = n.core "
        "LEFT JOIN name_part k ON b.aka_core = k.core ORDER BY b.form_id",
        ("form_bare", "name_part"),
    ),
)
