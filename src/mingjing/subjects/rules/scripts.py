# SPDX-License-Identifier: Apache-2.0
"""Which script a text is written in (文字): byte-wise string functions must not see Chinese."""

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[A-Z0-9]+")


def has_han(text: str) -> bool:
    """Whether a text contains a Chinese character."""
    return _HAN.search(text) is not None


def folded(text: str) -> str:
    """A text in NFKC, upper case, Latin letters without accents (规范化文本).

    Example: "Café" becomes "CAFE", full-width digits become plain ones; Chinese stays.
    """
    if text.isascii():
        return text.upper()
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return "".join(c for c in wide if not unicodedata.combining(c)).upper()


def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of characters; a single character stands for itself.

    Example: "海底捞" gives 海底, 底捞.
    """
    return tuple(text[i : i + 2] for i in range(len(text) - 1)) or ((text,) if text else ())


def words(text: str) -> tuple[str, ...]:
    """Words of a folded text: Latin words as they stand, Chinese runs as bigrams, in order."""
    if text.isascii():
        return tuple(_WORD.findall(text))
    found = [(m.start(), m.group(), False) for m in _WORD.finditer(text)]
    found += [(m.start(), m.group(), True) for m in _HAN_RUN.finditer(text)]
    return tuple(
        word for _, run, is_han in sorted(found) for word in (bigrams(run) if is_han else (run,))
    )
