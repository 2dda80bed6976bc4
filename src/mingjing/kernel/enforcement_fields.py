# SPDX-License-Identifier: Apache-2.0
"""What a field of enforcement is called (执法领域名称), by its code."""

from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


def enforcement_field(code: str, language: Language) -> str:
    """The field's name; one that an agency made up itself stays as it was typed."""
    named = load_yaml("codes", "enforcement_fields.yaml").get(code)
    return str(named[language]) if named else code
