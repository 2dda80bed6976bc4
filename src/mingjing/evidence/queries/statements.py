# SPDX-License-Identifier: Apache-2.0
"""What an officer says into a recording (执法用语)."""

from dataclasses import dataclass

from mingjing.evidence.types import MarkLabel
from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Statement:
    """Words to say, and the mark that notes that they were said (执法用语)."""

    label: MarkLabel
    text: str


def statements(language: Language) -> tuple[Statement, ...]:
    """The words in one language, in the order of a visit (law.md TS-8)."""
    rows = load_yaml("evidence", "statements.yaml")
    return tuple(Statement(MarkLabel(row["label"]), row[language]) for row in rows)
