# SPDX-License-Identifier: Apache-2.0
"""The recipe of the model (模型成员): its members, what each sees, and how trees are grown.

"What is there" is asked three times with the inspector's strictness taken away; "where is much
written down" once, from places alone. docs/risk/what-was-tried.md says what each is worth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mingjing.kernel.canonical import digest

THREADS = 2
"""Members that are fitted at once. Each has one thread: threads that wait for each other within
one member cost more than they bring on a busy machine."""
BOOSTING: Mapping[str, object] = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 8,
    "max_bin": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
PLACE_FAMILIES = frozenset({"district", "area", "close", "near", "wide", "building"})
"""First words of the features that say what was found around a subject."""
PLACE_RATES = ("_rate", "_residual")


class Sees(StrEnum):
    """Which features a member sees (成员所见特征)."""

    ALL = "all"
    PLACELESS = "placeless"
    """Only the subject's own record, its owner, chain, kind and register."""
    PLACE = "place"
    """Only how much is found around it."""

    def takes(self, feature: str) -> bool:
        """Whether a feature is seen."""
        if self is Sees.ALL:
            return True
        is_place = feature.split("_")[0] in PLACE_FAMILIES
        if self is Sees.PLACELESS:
            return not is_place
        return is_place and feature.endswith(PLACE_RATES)


@dataclass(frozen=True, slots=True)
class Member:
    """One member: `kind` boosted or linear; `is_strict_free` learns past the inspector."""

    name: str
    kind: str
    is_strict_free: bool
    weight: float
    rounds: int = 0
    seed: int = 0
    sees: str = Sees.ALL

    def columns(self, names: Sequence[str]) -> NDArray[np.intp]:
        """Which of the features the member sees, as places in `names`."""
        sees = Sees(self.sees)
        return np.array([n for n, name in enumerate(names) if sees.takes(name)], dtype=np.intp)


MEMBERS = (
    Member("there", "boosted", True, 0.25, 250, 1),
    Member("there_placeless", "boosted", True, 0.15, 250, 2, sees=Sees.PLACELESS),
    Member("there_placeless_linear", "linear", True, 0.40, sees=Sees.PLACELESS),
    Member("place_linear", "linear", False, 0.20, sees=Sees.PLACE),
)
"""Weights were chosen on the rolling windows, never on the test window."""
AREA_SHARE = 0.5
"""How much of the difference between areas is taken out of a list: `balance`."""


def recipe_digest() -> str:
    """A digest of the recipe: two models with the same one learn the same way."""
    return digest([dict(BOOSTING), [asdict(member) for member in MEMBERS], AREA_SHARE])
