# SPDX-License-Identifier: Apache-2.0
"""In which language to speak (界面语言): on the page that is being made, and at a terminal."""

import os

from django.utils.translation import get_language

from mingjing.kernel.errors import Language


def language() -> Language:
    """The language of the page being made; Chinese where none is chosen."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def terminal_language() -> Language:
    """The language of whoever types a command, by `LANG`; English where it does not say Chinese."""
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"
