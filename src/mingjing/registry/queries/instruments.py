# SPDX-License-Identifier: Apache-2.0
"""Levels of legal instruments, for the basis checks of the lists."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mingjing.kernel.resources import load_yaml
from mingjing.registry.types import InstrumentLevel


@cache
def instrument_levels() -> Mapping[str, InstrumentLevel]:
    """Level of each instrument that is known, by its id (效力层级)."""
    rows = load_yaml("lists", "instruments.yaml")["rows"]
    return MappingProxyType({str(row["id"]): InstrumentLevel(str(row["level"])) for row in rows})


@cache
def instrument_titles() -> Mapping[str, str]:
    """Chinese short title of each instrument that is known, by its id."""
    rows = load_yaml("lists", "instruments.yaml")["rows"]
    return MappingProxyType({str(row["id"]): str(row["title"]) for row in rows})
