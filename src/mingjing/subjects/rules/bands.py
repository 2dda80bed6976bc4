# SPDX-License-Identifier: Apache-2.0
"""Three bands of a match weight (三段判定): accept, ask a person, reject."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the bands lie, in bits. Measured in docs/subjects/results.md, not guessed."""

    accept: float = 1.0
    review: float = -3.0


SHIPPED_BANDS = Bands()
