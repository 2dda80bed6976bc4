# SPDX-License-Identifier: Apache-2.0
"""What a field is called in a refusal (字段名称): the words of forms and pages, by its name."""

from collections.abc import Mapping
from functools import cache

from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


def field_name(name: str, act: str, language: Language) -> str:
    """The field's name in the given language; a name without words stays as it is.

    :param act: act of the step whose field it is, where one step words it apart; else "".
    """
    words = _words()
    found = words.get(f"{act}.{name}") or words.get(name)
    return found[language] if found else name


@cache
def _words() -> Mapping[str, Mapping[Language, str]]:
    rows = load_yaml("cases", "fields.yaml")["fields"]
    return {key: {"zh": str(row["zh"]), "en": str(row["en"])} for key, row in rows.items()}
