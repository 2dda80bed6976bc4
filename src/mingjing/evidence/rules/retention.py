# SPDX-License-Identifier: Apache-2.0
"""How long a recording is kept (保存期限): the longest term wins."""

from collections.abc import Iterable
from datetime import date

from mingjing.evidence.types import KeptUntil


def longest(terms: Iterable[KeptUntil]) -> KeptUntil:
    """The term that ends last; one without an end goes before all, the first of equals counts.

    Law: REC-1, DL-45, 公安机关现场执法视音频记录工作规定 §13; REC-2, DL-46, 公共视频条例 §17.
    """
    return max(terms, key=lambda one: date.max if one.until is None else one.until)


def has_run_out(term: KeptUntil, today: date) -> bool:
    """Whether the last day of a term is over.

    Law: REC-1, DL-45, 公安机关现场执法视音频记录工作规定 §13; REC-2, DL-46, 公共视频条例 §17.
    """
    return term.until is not None and term.until < today
