# SPDX-License-Identifier: Apache-2.0
"""What the fields of steps are called (字段名称): forms, pages and documents read this one list."""

from dataclasses import dataclass
from functools import cache

from mingjing.cases.types.steps import Payload
from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field's name, help, and how it is entered (字段说明)."""

    name: str
    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""
    kind: str = ""

    def label(self, language: Language) -> str:
        """The field's name in the given language."""
        return self.zh if language == "zh" else self.en

    def help(self, language: Language) -> str:
        """What to enter, in the given language."""
        return self.help_zh if language == "zh" else self.help_en


@cache
def field_words() -> dict[str, FieldWords]:
    """All fields by name, or by act and name where a step differs."""
    rows = load_yaml("cases", "fields.yaml")["fields"]
    return {key: FieldWords(key.rpartition(".")[2], **row) for key, row in rows.items()}


def words_for(kind: type[Payload], name: str) -> FieldWords:
    """The words of a step's field. Raises: KeyError for a field without words."""
    table = field_words()
    return table.get(f"{kind.act}.{name}") or table[name]
