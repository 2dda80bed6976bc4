# SPDX-License-Identifier: Apache-2.0
"""The spread of fines (罚款分布)."""

from collections.abc import Iterable


def quarters(fines: Iterable[int]) -> tuple[int, ...]:
    """Lowest, lower quarter, middle, upper quarter, highest of the fines above 0; () without.

    Each of the five is a fine that was set, none is made up between two. Units: fen.
    """
    found = sorted(fine for fine in fines if fine)
    return tuple(found[round(n * (len(found) - 1) / 4)] for n in range(5)) if found else ()
