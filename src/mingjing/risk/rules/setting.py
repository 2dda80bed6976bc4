# SPDX-License-Identifier: Apache-2.0
"""How a model is evaluated (评估设定): the section `[evaluation]` of an example folder.

Keys, all optional: `anchor` (day, first of a cohort and of the test window), `cohort_days`,
`windows`, `licence_kinds` (list), `reference` = { name, split }, `areas` (list of tables with
`name` and any of `lat` = [from, to), `lon` = [from, to), `districts`, `areas`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjing.risk.rules.areas import AreaGroup
from mingjing.risk.types import EvaluationSettingWrong

_KEYS = ("anchor", "cohort_days", "windows", "licence_kinds", "reference", "areas")
_AREA_KEYS = ("name", "lat", "lon", "districts", "areas")


@dataclass(frozen=True, slots=True)
class Setting:
    """What to evaluate on. `anchor` None: cohorts end on the day the model is made for."""

    anchor: date | None = None
    cohort_days: int = 60
    windows: int = 13
    licence_kinds: tuple[str, ...] = ()
    reference: str = ""
    split: str = ""
    areas: tuple[AreaGroup, ...] = ()


def read_setting(told: Mapping[str, Any]) -> Setting:
    """The section as a setting.

    Raises: EvaluationSettingWrong, naming the key.
    """
    _only(told, _KEYS, "evaluation")
    reference = _table(told.get("reference", {}), "reference")
    _only(reference, ("name", "split"), "evaluation.reference")
    anchor = told.get("anchor")
    if anchor is not None and not isinstance(anchor, date):
        raise EvaluationSettingWrong(key="anchor", wanted="a day, such as 2014-09-02")
    return Setting(
        anchor=anchor,
        cohort_days=_whole(told, "cohort_days", 60, 7),
        windows=_whole(told, "windows", 13, 1),
        licence_kinds=_texts(told.get("licence_kinds", ()), "licence_kinds"),
        reference=str(reference.get("name", "")),
        split=str(reference.get("split", "")),
        areas=tuple(_area(one) for one in _list(told.get("areas", ()), "areas")),
    )


def _area(told: object) -> AreaGroup:
    table = _table(told, "areas")
    _only(table, _AREA_KEYS, "evaluation.areas")
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise EvaluationSettingWrong(key="areas.name", wanted="a text")
    return AreaGroup(
        name=name,
        lat=_range(table.get("lat", (-90.0, 90.0)), "areas.lat"),
        lon=_range(table.get("lon", (-180.0, 180.0)), "areas.lon"),
        districts=frozenset(_texts(table.get("districts", ()), "areas.districts")),
        areas=frozenset(_texts(table.get("areas", ()), "areas.areas")),
    )


def _only(told: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    for key in told:
        if key not in keys:
            raise EvaluationSettingWrong(key=f"{where}.{key}", wanted=", ".join(keys))


def _table(told: object, key: str) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise EvaluationSettingWrong(key=key, wanted="a table")
    return told


def _list(told: object, key: str) -> Sequence[object]:
    if not isinstance(told, list | tuple):
        raise EvaluationSettingWrong(key=key, wanted="a list")
    return told


def _texts(told: object, key: str) -> tuple[str, ...]:
    found = _list(told, key)
    if not all(isinstance(one, str) for one in found):
        raise EvaluationSettingWrong(key=key, wanted="a list of texts")
    return tuple(str(one) for one in found)


def _whole(told: Mapping[str, Any], key: str, usual: int, least: int) -> int:
    value = told.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise EvaluationSettingWrong(key=key, wanted=f"a whole number, {least} or more")
    return value


def _range(told: object, key: str) -> tuple[float, float]:
    found = _list(told, key)
    low, high = found if len(found) == 2 else (None, None)
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low >= high:
        raise EvaluationSettingWrong(key=key, wanted="two numbers, the smaller first")
    return float(low), float(high)
