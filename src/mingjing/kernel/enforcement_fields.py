# SPDX-License-Identifier: Apache-2.0
"""Fields of enforcement (执法领域): what each is called, and the code that is meant by a name."""

from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


def enforcement_field(code: str, language: Language) -> str:
    """The field's name; one that an agency made up itself stays as it was typed."""
    named = load_yaml("codes", "enforcement_fields.yaml").get(code)
    return str(named[language]) if named else code


def enforcement_field_code(text: str) -> str:
    """The code that a text means: the code itself or either name; else the text as it was typed."""
    wanted = " ".join(text.split()).casefold()
    for code, named in load_yaml("codes", "enforcement_fields.yaml").items():
        if wanted in (code, named["zh"], named["en"].casefold()):
            return str(code)
    return text
