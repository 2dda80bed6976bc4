# SPDX-License-Identifier: Apache-2.0
"""Levels of legal instruments, for the basis checks of the lists."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mingjing.kernel.resources import load_yaml
from mingjing.registry.types import InstrumentLevel, LegalLevel

_LEVELS = {
    LegalLevel.LAW: InstrumentLevel.LAW,
    LegalLevel.ADMINISTRATIVE_REGULATION: InstrumentLevel.ADMINISTRATIVE_REGULATION,
    LegalLevel.LOCAL_REGULATION: InstrumentLevel.LOCAL_REGULATION,
    LegalLevel.DEPARTMENT_RULE: InstrumentLevel.MINISTRY_RULE,
    LegalLevel.LOCAL_GOVERNMENT_RULE: InstrumentLevel.LOCAL_RULE,
    LegalLevel.OTHER_DOCUMENT: InstrumentLevel.DOCUMENT,
}
_PREFIX = "中华人民共和国"


@cache
def instrument_levels() -> Mapping[str, InstrumentLevel]:
    """Level of each instrument that is known, by its id (效力层级)."""
    rows = load_yaml("law", "instruments.yaml")["instruments"]
    levels = {str(row["id"]): _LEVELS[LegalLevel(str(row["level"]))] for row in rows}
    return MappingProxyType(levels)


@cache
def instrument_titles() -> Mapping[str, str]:
    """Chinese title of each instrument that is known, without the name of the state, by its id."""
    rows = load_yaml("law", "instruments.yaml")["instruments"]
    titles = {str(row["id"]): str(row["title"]).removeprefix(_PREFIX) for row in rows}
    return MappingProxyType(titles)
