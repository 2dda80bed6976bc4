# SPDX-License-Identifier: Apache-2.0
"""Normal form of keys (证号规范化): licence numbers and unified social credit codes."""

import re
from dataclasses import dataclass

from mingjing.kernel.usc_code import is_valid
from mingjing.subjects.rules.scripts import folded

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_SAYS_SOMETHING = re.compile(r"[1-9A-Z\u4e00-\u9fff]")
_LOOKALIKES = str.maketrans("OI", "01")  # GB 32100 has neither letter


@dataclass(frozen=True, slots=True)
class LicenceForm:
    """A licence number (许可证号): `stem` is its longest run of digits, where prefixes vary.

    Example: "CPS22811" has the stem 22811, "1354323-GM DAY" the stem 1354323.
    """

    licence_no: str
    stem: str


def licence_form(raw: str | None) -> LicenceForm | None:
    """The normal form of a licence number, or nothing for blanks and zeros like "0-0"."""
    text = _SPACES.sub(" ", folded(raw or "").strip())
    if not _SAYS_SOMETHING.search(text):
        return None
    runs = [run.lstrip("0") for run in _DIGITS.findall(text)]
    stem = max(runs, key=len, default="")
    return LicenceForm(text, stem if len(stem) > 1 else text)


def usc_form(raw: str | None) -> str | None:
    """A social credit code when its check character holds, else nothing: a wrong code is no key."""
    text = _SPACES.sub("", folded(raw or "")).translate(_LOOKALIKES)
    return text if is_valid(text) else None
