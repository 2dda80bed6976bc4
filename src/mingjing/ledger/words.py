# SPDX-License-Identifier: Apache-2.0
"""Words for what the ledger holds (账本用语), from `data/acts.yaml`: acts, kinds of object."""

from collections.abc import Mapping

from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


def act_name(act: str, language: Language) -> str:
    """What an act is called; an act without a row shows its code."""
    return str(_rows("acts").get(act, {}).get(language, act))


def kind_name(kind: str, language: Language) -> str:
    """What a kind of object is called; a kind without a row shows its code."""
    return str(_rows("kinds").get(kind, {}).get(language, kind))


def page_of(kind: str) -> str:
    """Name of the page that shows an object of a kind by its id; empty when it has none."""
    return str(_rows("kinds").get(kind, {}).get("page", ""))


def acts(language: Language) -> tuple[tuple[str, str], ...]:
    """All acts, code and name, in the order of the codes."""
    return tuple((act, act_name(act, language)) for act in sorted(_rows("acts")))


def kinds(language: Language) -> tuple[tuple[str, str], ...]:
    """All kinds of object, code and name, in the order of the names."""
    found = ((kind, kind_name(kind, language)) for kind in _rows("kinds"))
    return tuple(sorted(found, key=lambda row: row[1]))


def _rows(part: str) -> Mapping[str, Mapping[str, str]]:
    rows: Mapping[str, Mapping[str, str]] = load_yaml("acts.yaml")[part]
    return rows
