# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Splink behind one small door (概率比对): the only module that names it.

A model is data: for each field the share of true pairs (m) and of random pairs (u) at each level
of agreement. The SQL of a level is code, here; both meet in `_settings`. Splink works on its own
embedded DuckDB, whatever engine the batch runs on. Byte-wise similarity is asked only of columns
ending in `_ascii`, which are NULL for Chinese; words and Chinese bigrams are compared as lists.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from mingjing.kernel.canonical import digest
from mingjing.kernel.resources import data_path
from mingjing.subjects.types import Agreement, Field, ModelUnusable

SHIPPED_MODEL = data_path("subjects", "model-1.json")
_SEED = 20140901
_QUIET = 40
_LEAST_WORLD = 2000  # forms; a handful of records is still a part of a larger world
_FLOOR = 1e-6  # a level never seen in training is rare, not impossible
_STRONG, _SIMILAR = 0.94, 0.86  # Jaro-Winkler, ASCII names only
_STREET_TYPO = 0.9
_NEAR_HOUSES = 10  # house numbers

COMPARED: dict[Field, tuple[Agreement, ...]] = {
    Field.LICENCE: (Agreement.EXACT, Agreement.STEM, Agreement.OTHER),
    Field.CODE: (Agreement.EXACT, Agreement.OTHER),
    Field.NAME: (
        Agreement.EXACT,
        Agreement.LETTERS,
        Agreement.STRONG,
        Agreement.PART,
        Agreement.OTHER,
    ),
    Field.PLACE: (
        Agreement.AREA_DIFFERS,
        Agreement.EXACT,
        Agreement.RANGE,
        Agreement.NEAR,
        Agreement.STREET,
        Agreement.AREA,
        Agreement.OTHER,
    ),
}
"""Compared fields and their levels, in the order in which they are tried."""
_RARITY = {Field.NAME: "name_core", Field.PLACE: "place_key"}
# The name of a chain and the address of an airport say less than their share of all pairs does.


@dataclass(frozen=True, slots=True)
class Model:
    """A trained linking model (归并模型): (m, u) by field and level, and the odds at the start.

    `partners` is how many other forms a form matches on average; how likely two random forms
    match then follows from their number, so one model serves a county and a city.
    """

    version: str
    partners: float
    shares: Mapping[Field, Mapping[Agreement, tuple[float, float]]]
    trained_on: Mapping[str, object]

    def weight(self, field: Field, agreement: Agreement) -> float | None:
        """Bits of evidence of one level, before the rarity of a name; None for a missing value."""
        share = self.shares[field].get(agreement)
        return None if share is None else math.log2(share[0] / share[1])

    def prior(self, forms: int) -> float:
        """How likely two random forms out of so many are about one subject."""
        return self.partners / max(_LEAST_WORLD, forms)

    def prior_weight(self, forms: int) -> float:
        """The same in bits: what stands against any two before anything is compared."""
        prior = self.prior(forms)
        return math.log2(prior / (1 - prior))


def load_model(path: Path = SHIPPED_MODEL) -> Model:
    """A model from its file.

    Raises: ModelUnusable.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        shares = {
            field: {level: tuple(raw["fields"][field][level]) for level in levels}
            for field, levels in COMPARED.items()
        }
        return Model(
            version=f"{raw['version']}-{digest(raw['fields'])[:8]}",
            partners=float(raw["partners"]),
            shares=shares,
            trained_on=raw["trained_on"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnusable(file=path.name, cause=repr(error)) from error


def save_model(model: Model, path: Path) -> None:
    """Write a model as the file that `load_model` reads."""
    raw = {
        "version": model.version.split("-")[0],
        "partners": round(model.partners, 6),
        "trained_on": dict(model.trained_on),
        "fields": {
            field: {level: [round(x, 10) for x in share] for level, share in levels.items()}
            for field, levels in model.shares.items()
        },
    }
    path.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def score(forms: pa.Table, model: Model, least: float) -> pa.Table:
    """Compare forms that share a blocking key (分块比对).

    Shape: `forms` as `resolution.forms` makes them. The result has left_form < right_form, weight
    in bits, and for each compared field level_<field> (an `Agreement`) and weight_<field>.
    Order: by left_form, right_form.
    """
    api = DuckDBAPI(":memory:")
    linker = _linker(api, forms, model)
    found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    fields = ", ".join(
        f"{_level(f)} AS level_{f}, mw_{f}{_rarity(f)} AS weight_{f}" for f in COMPARED
    )
    edges: pa.Table = api.query_sql(
        "SELECT least(form_id_l, form_id_r) AS left_form, "
        "greatest(form_id_l, form_id_r) AS right_form, match_weight AS weight, "
        f"{fields} FROM {found.physical_name} ORDER BY 1, 2"
    ).as_pyarrow_table()
    return edges


def train(forms: pa.Table, sources: Mapping[str, object]) -> Model:
    """Learn a model from forms whose licence number is known (有证号样本训练).

    m of name and place is counted over pairs with the same licence; m of the licence over pairs
    with the same name and place, because a licence may change where the business stays; u is
    counted over random pairs, and fixed from the number of keys where random pairs never agree.

    Shape: `forms` with two more columns, label_licence and label_place. Deterministic: sampling
    hashes with a recorded seed.
    """
    start = _start_model(forms)
    linker = _linker(DuckDBAPI(":memory:"), forms, start)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e7, seed=_SEED)
    linker.training.estimate_m_from_label_column("label_licence")
    by_licence = _shares(linker)
    linker = _linker(DuckDBAPI(":memory:"), forms, start)  # afresh: Splink averages its estimates
    linker.training.estimate_m_from_label_column("label_place")
    by_place = _shares(linker)
    shares = {
        Field.NAME: by_licence[Field.NAME],
        Field.PLACE: by_licence[Field.PLACE],
        Field.LICENCE: {
            level: (by_place[Field.LICENCE][level][0], start.shares[Field.LICENCE][level][1])
            for level in COMPARED[Field.LICENCE]
        },
        Field.CODE: start.shares[Field.CODE],
    }
    return Model("1", start.partners, shares, sources)


def _start_model(forms: pa.Table) -> Model:
    """A model before training: flat shares, keys by their number, partners by the labels."""
    labels = [label for label in forms["label_licence"].to_pylist() if label]
    keys = max(2, len(set(labels)))
    pairs = sum(n * (n - 1) / 2 for n in Counter(labels).values())
    rows = forms.num_rows
    shares: dict[Field, dict[Agreement, tuple[float, float]]] = {
        f: {level: (1 / len(levels), 1 / len(levels)) for level in levels}
        for f, levels in COMPARED.items()
    }
    shares[Field.LICENCE] = {
        Agreement.EXACT: (0.9, 1 / keys),
        Agreement.STEM: (0.02, 0.1 / keys),
        Agreement.OTHER: (0.08, 1 - 1.1 / keys),
    }
    shares[Field.CODE] = {
        Agreement.EXACT: (0.98, 1 / keys),
        Agreement.OTHER: (0.02, 1 - 1 / keys),
    }
    return Model("1", 2 * pairs / rows, shares, {})


def _shares(linker: Linker) -> dict[Field, dict[Agreement, tuple[float, float]]]:
    comparisons = linker.misc.save_model_to_json()["comparisons"]
    found: dict[Field, dict[Agreement, tuple[float, float]]] = {}
    for comparison in comparisons:
        field = Field(comparison["output_column_name"])
        levels = [x for x in comparison["comparison_levels"] if not x.get("is_null_level")]
        found[field] = {
            agreement: (
                max(level.get("m_probability", _FLOOR), _FLOOR),
                max(level.get("u_probability", _FLOOR), _FLOOR),
            )
            for agreement, level in zip(COMPARED[field], levels, strict=True)
        }
    return found


def _linker(api: DuckDBAPI, forms: pa.Table, model: Model) -> Linker:
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="form_id",
        probability_two_random_records_match=model.prior(forms.num_rows),
        comparisons=[_comparison(field, model) for field in COMPARED],
        blocking_rules_to_generate_predictions=[
            block_on("licence_stem"),
            block_on("usc_code"),
            block_on("block_place"),
            block_on("name_core", "area"),
            block_on("street", "first_word"),
        ],
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
    )
    linker = Linker(
        api.register(forms, dataset_display_name="forms"),
        settings,
        log_level=_QUIET,
        validate_settings=False,  # our own code made them; the check costs more than the work
    )
    for field, column in _RARITY.items():
        common = _frequencies(forms[column], model.shares[field][Agreement.EXACT][1])
        linker.table_management.register_term_frequency_lookup(
            api.register(common.rename_columns([column, f"tf_{column}"])), column
        )
    return linker


def _frequencies(values: pa.ChunkedArray, usual: float) -> pa.Table:
    """How common each value is, drawn towards the usual share while there are few forms."""
    counts = Counter(value for value in values.to_pylist() if value is not None)
    whole = len(values) + _LEAST_WORLD
    shares = [(number + usual * _LEAST_WORLD) / whole for number in counts.values()]
    return pa.table(
        {"value": pa.array(counts, pa.string()), "share": pa.array(shares, pa.float64())}
    )


def _comparison(field: Field, model: Model) -> CustomComparison:
    missing, conditions = _CONDITIONS[field]
    levels: list[Any] = [  # Splink's own dictionaries
        {"sql_condition": missing, "label_for_charts": "absent", "is_null_level": True}
    ]
    for agreement in COMPARED[field]:
        m, u = model.shares[field][agreement]
        level: dict[str, object] = {
            "sql_condition": conditions.get(agreement, "ELSE"),
            "label_for_charts": agreement.value,
            "m_probability": m,
            "u_probability": u,
        }
        if agreement is Agreement.EXACT and field in _RARITY:
            level["tf_adjustment_column"] = _RARITY[field]
        levels.append(level)
    return CustomComparison(output_column_name=field.value, comparison_levels=levels)


def _level(field: Field) -> str:
    levels = COMPARED[field]
    cases = " ".join(
        f"WHEN {len(levels) - 1 - place} THEN '{level.value}'" for place, level in enumerate(levels)
    )
    return f"CASE gamma_{field} {cases} ELSE '{Agreement.ABSENT.value}' END"


def _rarity(field: Field) -> str:
    return f" + mw_tf_adj_{field}" if field in _RARITY else ""


def _either(condition: str) -> str:
    """A condition over {a} and {b}, tried on both names and on a name with the other's alias."""
    pairs = (("name_{}_l", "name_{}_r"), ("name_{}_l", "aka_{}_r"), ("aka_{}_l", "name_{}_r"))
    tried = []
    for left, right in pairs:
        text = condition
        for part in ("core", "squashed", "ascii", "rare"):
            text = text.replace(f"{{a.{part}}}", left.format(part))
            text = text.replace(f"{{b.{part}}}", right.format(part))
        tried.append(f"coalesce({text}, false)")
    return f"({' OR '.join(tried)})"


_SHARED = "len(list_intersect({a.rare}, {b.rare}))"
_SAME_STREET = (
    "(street_l = street_r AND (direction_l = direction_r OR direction_l = '' OR direction_r = '')"
    " AND (suffix_l = suffix_r OR suffix_l = '' OR suffix_r = ''))"
)
_CONDITIONS: dict[Field, tuple[str, dict[Agreement, str]]] = {
    Field.LICENCE: (
        "licence_no_l IS NULL OR licence_no_r IS NULL",
        {
            Agreement.EXACT: "licence_no_l = licence_no_r",
            Agreement.STEM: "licence_stem_l = licence_stem_r",
        },
    ),
    Field.CODE: (
        "usc_code_l IS NULL OR usc_code_r IS NULL",
        {Agreement.EXACT: "usc_code_l = usc_code_r"},
    ),
    Field.NAME: (
        "name_core_l IS NULL OR name_core_r IS NULL",
        {
            Agreement.EXACT: "name_core_l = name_core_r",
            Agreement.LETTERS: _either("{a.squashed} = {b.squashed}"),
            Agreement.STRONG: _either(
                f"jaro_winkler_similarity({{a.ascii}}, {{b.ascii}}) >= {_STRONG} OR "
                f"{_SHARED} = least(len({{a.rare}}), len({{b.rare}}))"
            ),
            Agreement.PART: _either(
                f"jaro_winkler_similarity({{a.ascii}}, {{b.ascii}}) >= {_SIMILAR} OR {_SHARED} >= 1"
            ),
        },
    ),
    Field.PLACE: (
        "street_l IS NULL OR street_r IS NULL",
        {
            Agreement.AREA_DIFFERS: (
                "place_key_l = place_key_r AND (area_l <> area_r OR "
                "(suffix_l <> suffix_r AND suffix_l <> '' AND suffix_r <> ''))"
            ),
            Agreement.EXACT: "place_key_l = place_key_r",
            Agreement.RANGE: f"{_SAME_STREET} AND low_l <= high_r AND low_r <= high_l",
            Agreement.NEAR: (
                f"({_SAME_STREET} AND abs(low_l - low_r) <= {_NEAR_HOUSES}) OR (low_l = low_r AND "
                f"(street_l = street_r OR jaro_winkler_similarity(street_ascii_l, street_ascii_r) "
                f">= {_STREET_TYPO}))"
            ),
            Agreement.STREET: _SAME_STREET,
            Agreement.AREA: "area_l = area_r",
        },
    ),
}
"""When a value counts as missing, and the SQL of each level but the last."""
