# SPDX-License-Identifier: Apache-2.0
"""Words of a search (检索词): the same cut for what is indexed and for what is asked."""

import re
from collections.abc import Sequence

from mingjing.subjects.rules.scripts import folded, words

_INNER = re.compile(r"[\'\u2019`\u00b4.]")
_MIN_TYPO_LENGTH = 4  # characters; shorter words have too many neighbours


def index_tokens(text: str) -> tuple[str, ...]:
    """Distinct words of a text: Latin words and numbers whole, Chinese as bigrams.

    Example: "Kevin's Bar, 554 W Pershing" gives KEVINS, BAR, 554, W, PERSHING.
    """
    return tuple(dict.fromkeys(words(_INNER.sub("", folded(text)))))


def has_phrase(text: str, tokens: Sequence[str]) -> bool:
    """Whether a text has the words side by side in this order; the last may go on.

    Example: “Sun Wah Bar-B-Q” has SUN WAH and SUN WA, “House of Wah Sun” has neither.
    """
    found = words(_INNER.sub("", folded(text)))
    *whole, last = tokens
    return any(
        list(found[start : start + len(whole)]) == whole
        and found[start + len(whole)].startswith(last)
        for start in range(len(found) - len(whole))
    )


def may_have_typo(token: str) -> bool:
    """Whether one wrong letter is tolerated: Latin words of four letters or more, no numbers."""
    return len(token) >= _MIN_TYPO_LENGTH and token.isascii() and not token.isdigit()


def halves(token: str) -> tuple[str, str]:
    """Beginning and end of a word; one wrong letter leaves one of the two as it was."""
    middle = len(token) // 2
    return token[:middle], token[middle:]


def after(token: str) -> str:
    """The least text that is greater than every text that begins with the token."""
    return token + "\U0010ffff"
