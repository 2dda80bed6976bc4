# SPDX-License-Identifier: Apache-2.0
"""Problems (问题): everything that is wrong with one text, as values instead of one exception.

A problem wraps the refusal that `check` would raise, so each sentence has one home.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mingjing.kernel.errors import Invalid, Language


class CodeInvalid(Invalid):
    """A code or number does not follow its standard (代码不符合标准).

    `detail` may carry `position` (counted from 1), `found` and `expected`.
    """

    code = "kernel.code.invalid"
    zh, en = "代码不符合标准。", "The code does not follow its standard."
    remedy_zh, remedy_en = "请核对原件。", "Check it against the original document."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a text (问题).

    :ivar error: the refusal with its texts, remedy, position, found and expected.
    :ivar is_note: worth a look, but the text may be used (提示).
    """

    error: Invalid
    is_note: bool = False

    @property
    def code(self) -> str:
        """Stable name of the broken rule."""
        return self.error.code

    @property
    def position(self) -> int | None:
        """Place in the text, counted from 1, where one can be named."""
        value = self.error.detail.get("position")
        return value if isinstance(value, int) else None

    @property
    def expected(self) -> str:
        """What should stand there; empty if nobody can know."""
        return str(self.error.detail.get("expected", ""))

    def message(self, language: Language) -> str:
        """What is wrong, one sentence."""
        return self.error.message(language)

    def remedy(self, language: Language) -> str:
        """What to do next."""
        return self.error.remedy(language)


def raise_first(problems: Iterable[Problem]) -> None:
    """Raise the first problem that is more than a note; return if there is none.

    Raises: the `Invalid` of that problem.
    """
    for problem in problems:
        if not problem.is_note:
            raise problem.error


# Letters that the code standards leave out because they are mistaken for these digits.
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})
_DASHES = str.maketrans("", "", "-‐‑‒–—－_ \t\r\n\u00a0\u3000\u200b\ufeff")  # noqa: RUF001


def plain(text: str) -> str:
    """The text in half-width capitals without blanks and dashes; for suggestions only."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).upper()


def without_lookalikes(text: str) -> str:
    """`plain`, with O, I, Z and S read as 0, 1, 2 and 5; for suggestions only."""
    return plain(text).translate(_LOOKALIKES)
