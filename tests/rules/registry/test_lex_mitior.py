# SPDX-License-Identifier: Apache-2.0
"""从旧兼从轻: the older version stands unless the newer one is lighter (APL-037)."""

import pytest

from mingjing.registry.rules.discretion.lex_mitior import choose
from mingjing.registry.types import LawTime, MitiorReason, Outcome, Tier

ACT, DECISION = LawTime.ACT, LawTime.DECISION


def outcome(tier: Tier | None, low: int | None = None, high: int | None = None) -> Outcome:
    return Outcome(tier, low, high, 1, "法 1", "", ())


NOTHING = outcome(None)
FREE = outcome(Tier.NONE)
SMALL = outcome(Tier.LIGHTER, 100, 500)
MIDDLE = outcome(Tier.ORDINARY, 200, 500)
LARGE = outcome(Tier.ORDINARY, 100, 600)


@pytest.mark.parametrize(
    ("act", "decision", "applies", "reason"),
    [
        (LARGE, SMALL, DECISION, MitiorReason.NOW_LIGHTER),
        (SMALL, LARGE, ACT, MitiorReason.NOW_NOT_LIGHTER),
        (SMALL, SMALL, ACT, MitiorReason.NOW_NOT_LIGHTER),
        (MIDDLE, SMALL, DECISION, MitiorReason.NOW_LIGHTER),
        (LARGE, MIDDLE, DECISION, MitiorReason.NOW_LIGHTER),
        (SMALL, FREE, DECISION, MitiorReason.NOW_LIGHTER),
        (FREE, SMALL, ACT, MitiorReason.NOW_NOT_LIGHTER),
        (outcome(Tier.HEAVIER, 100, 500), SMALL, DECISION, MitiorReason.NOW_LIGHTER),
        (outcome(Tier.LIGHTER), FREE, DECISION, MitiorReason.NOW_LIGHTER),
        (SMALL, NOTHING, ACT, MitiorReason.ONLY_ACT),
        (SMALL, None, ACT, MitiorReason.ONLY_ACT),
        (None, SMALL, DECISION, MitiorReason.ONLY_DECISION),
        (NOTHING, SMALL, DECISION, MitiorReason.ONLY_DECISION),
        (None, None, None, MitiorReason.NEITHER),
    ],
)
def test_the_older_version_stands_unless_the_newer_is_lighter(
    act: Outcome | None, decision: Outcome | None, applies: LawTime | None, reason: MitiorReason
) -> None:
    assert choose(act, decision) == (applies, reason)


def test_one_version_on_both_days_needs_no_comparison() -> None:
    assert choose(SMALL, SMALL, same_version=True) == (ACT, MitiorReason.SAME_VERSION)
