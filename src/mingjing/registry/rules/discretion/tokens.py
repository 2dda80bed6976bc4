# SPDX-License-Identifier: Apache-2.0
"""Words of an S-FEEL cell: numbers, texts, names, signs, with their places.

Full-width signs, ≥ and ≤ and Chinese quotes are read as what they mean, because that is what a
Chinese keyboard writes; `feel.canonical` gives the plain form back.
"""

import re
from dataclasses import dataclass

from mingjing.registry.types.benchmark_refusals import FeelInvalid

_WORD = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\.)*"|“(?:[^”\\]|\\.)*”)
    | (?P<sign>\.\.|<=|>=|!=|\*\*|[-<>=≤≥≠＜＞＝(),@\[\]+*/（），−－【】])
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<name>[^\W\d]\w*)
    )""",  # noqa: RUF001 - the signs of a Chinese keyboard are the point
    re.VERBOSE,
)
_NUMBER_AS_ASCII = re.compile(r"[0-9.]+", re.ASCII).fullmatch
_PLAIN = dict(
    zip("≤≥≠＜＞＝（），−－【】", ("<=", ">=", "!=", *"<>=(),--[]"), strict=True)  # noqa: RUF001
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
MAX_CELL = 2000


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (text, sign, number, name, end), what it says, where it starts from 1."""

    kind: str
    text: str
    position: int


def _unescape(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), quoted[1:-1])


def tokens(cell: str) -> tuple[Token, ...]:
    """The words of a cell, closed by one of kind `end`.

    Raises: FeelInvalid at the first character that begins no word.
    """
    if len(cell) > MAX_CELL:
        raise FeelInvalid(text=cell[:40] + "…", position=MAX_CELL)
    found: list[Token] = []
    at, end = 0, len(cell.rstrip())
    while at < end:
        word = _WORD.match(cell, at)
        if word is None or word.lastgroup is None:
            raise FeelInvalid(text=cell, position=at + 1)
        found.append(_token(cell, word, word.lastgroup))
        at = word.end()
    return (*found, Token("end", "", end + 1))


def _token(cell: str, word: re.Match[str], kind: str) -> Token:
    text, position = word[kind], word.start(kind) + 1
    if kind == "text":
        text = _unescape(text)
    elif kind == "sign":
        text = _PLAIN.get(text, text)
    elif kind == "number" and not _NUMBER_AS_ASCII(text):
        raise FeelInvalid(text=cell, position=position)
    return Token(kind, text, position)
