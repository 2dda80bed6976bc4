# SPDX-License-Identifier: Apache-2.0
"""Cells that a spreadsheet would run as a formula (单元格公式), made harmless in CSV files."""

import re

_RISKY = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]+)?)?").fullmatch

GUARD = "^'([" + "".join(f"\\x{{{ord(one):x}}}" for one in _RISKY) + "])"
"""The apostrophe that `guarded` put before a text, and what it guards; as RE2 reads it."""


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe; a number does not.

    `unguarded` gives every text back exactly.
    """
    return f"'{text}" if text.startswith(_RISKY) and not _PLAIN(text) else text


def unguarded(text: str) -> str:
    """The text before it was `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text
