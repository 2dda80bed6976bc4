# SPDX-License-Identifier: Apache-2.0
"""Weights in words (权重释义): what a person reads beside the number."""

from mingjing.subjects.types import Strength

_DECISIVE, _LITTLE = 6.0, 1.0  # bits: odds of 64 to 1, odds of 2 to 1


def strength(bits: float | None) -> Strength:
    """What the weight of one compared field says.

    Example: 13.3 bits speak strongly for it, -1.5 bits against it.
    """
    if bits is None:
        return Strength.NOT_COUNTED
    if abs(bits) < _LITTLE:
        return Strength.NEUTRAL
    if bits > 0:
        return Strength.DECISIVE if bits >= _DECISIVE else Strength.FOR
    return Strength.DECISIVELY_AGAINST if bits <= -_DECISIVE else Strength.AGAINST
