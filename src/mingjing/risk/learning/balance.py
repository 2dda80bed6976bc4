# SPDX-License-Identifier: Apache-2.0
"""Area balance (片区平衡): no part of a city waits longer because others look worse as a whole.

How much is found in a part of a city is largely who works there. So a share of the difference
between the areas' mean scores is taken out of every list; within an area the order stays.
"""

import numpy as np

from mingjing.risk.learning.features import Matrix, Texts
from mingjing.risk.learning.members import AREA_SHARE

NAME = "area_balance"
"""How the step is called among the reasons of a score."""
_PULL = 20
"""An area with few subjects in the list is moved less."""


def balance(log_odds: Matrix, areas: Texts) -> Matrix:
    """What is added to each log-odds of a list; nothing where the area is unknown ("").

    Example: two large areas with means +0.4 and -0.4 around the list's: -0.2 and +0.2.
    """
    added = np.zeros(len(log_odds))
    middle = float(log_odds.mean()) if len(log_odds) else 0.0
    for area in sorted(set(areas) - {""}):
        own = areas == area
        difference = float((log_odds[own] - middle).sum()) / (int(own.sum()) + _PULL)
        added[own] = -AREA_SHARE * difference
    return added
