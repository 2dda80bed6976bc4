# SPDX-License-Identifier: Apache-2.0
"""Chance that can be repeated: every draw is a hash of the seed and its number."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A row of draws from one seed."""

    def __init__(self, seed: str) -> None:
        self.seed, self.drawn = seed, 0

    def below(self, end: int) -> int:
        """A whole number from 0 to one less than the end."""
        self.drawn += 1
        raw = sha256(f"{self.seed} {self.drawn}".encode()).digest()
        return int.from_bytes(raw[:8], "big") % end

    def odds(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.below(100) < percent

    def pick(self, some: Sequence[T]) -> T:
        """One of them."""
        return some[self.below(len(some))]
