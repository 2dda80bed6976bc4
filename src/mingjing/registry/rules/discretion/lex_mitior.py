# SPDX-License-Identifier: Apache-2.0
"""The old law, unless the new one is lighter (从旧兼从轻)."""

from mingjing.registry.types.benchmarks import LawTime, MitiorReason, Outcome, Tier


def severity(outcome: Outcome) -> tuple[int, int, int, int]:
    """How heavy an outcome is, comparable: no penalty first, then the top of the fine, its bottom.

    What the party must fear most is the highest fine; the tier, a word of each version's own, only
    decides between equal fines. Units: fen.
    """
    tier = outcome.tier or Tier.NONE
    fine = (outcome.high_fen or 0, outcome.low_fen or 0)
    return (0 if tier == Tier.NONE else 1, *fine, tier.rank)


def choose(
    act: Outcome | None, decision: Outcome | None, *, same_version: bool = False
) -> tuple[LawTime | None, MitiorReason]:
    """Which of two outcomes applies: that of the act, unless that of the decision is lighter.

    An outcome without a tier is no answer. Where the later version has none, the older stands:
    that the act is no longer illegal must be said by a law, not by a gap in a benchmark.
    Law: APL-037, 行政处罚法 §37.
    """
    then = act if act is not None and act.tier is not None else None
    now = decision if decision is not None and decision.tier is not None else None
    if then is None or now is None:
        return _only(has_act=then is not None, has_decision=now is not None)
    if same_version:
        return LawTime.ACT, MitiorReason.SAME_VERSION
    if severity(now) < severity(then):
        return LawTime.DECISION, MitiorReason.NOW_LIGHTER
    return LawTime.ACT, MitiorReason.NOW_NOT_LIGHTER


def _only(*, has_act: bool, has_decision: bool) -> tuple[LawTime | None, MitiorReason]:
    if has_act:
        return LawTime.ACT, MitiorReason.ONLY_ACT
    if has_decision:
        return LawTime.DECISION, MitiorReason.ONLY_DECISION
    return None, MitiorReason.NEITHER
