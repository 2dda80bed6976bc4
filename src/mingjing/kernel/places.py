# SPDX-License-Identifier: Apache-2.0
"""What a region is called (地区名称): by GB/T 2260, else by the list of the examples' places.

The places of the examples have codes that the standard does not assign, so that none of them can
be taken for a real one; `data/codes/example_places.yaml` says what they are called.
"""

from mingjing.kernel import divisions
from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml


def place_name(code: str, language: Language) -> str:
    """The region's name; a code that nobody names stays as it is."""
    if divisions.is_known(code):
        return divisions.full_name(code)
    named = load_yaml("codes", "example_places.yaml").get(code)
    return str(named[language]) if named else code
