# SPDX-License-Identifier: Apache-2.0
"""Which instrument may set which power, and which penalty (设定权)."""

from collections.abc import Iterable, Iterator, Mapping

from mingjing.kernel.errors import PlatformError
from mingjing.registry.types.articles import ArticleRef, InstrumentLevel
from mingjing.registry.types.lists import PenaltyKind, PowerKind
from mingjing.registry.types.power_refusals import BasisTooLow, BasisUnknown
from mingjing.registry.types.setting_refusals import (
    LibertyByRegulation,
    LibertyNeedsLaw,
    PenaltyBeyondLevel,
    PenaltyBeyondRule,
    PenaltyKindUnfounded,
)

_RANK = {level: rank for rank, level in enumerate(InstrumentLevel)}
_LAWS_AND_REGULATIONS = frozenset(
    {
        InstrumentLevel.LAW,
        InstrumentLevel.ADMINISTRATIVE_REGULATION,
        InstrumentLevel.LOCAL_REGULATION,
    }
)
_MAY_SET: Mapping[PowerKind, frozenset[InstrumentLevel]] = {
    PowerKind.PENALTY: frozenset(InstrumentLevel) - {InstrumentLevel.DOCUMENT},
    PowerKind.COERCION: _LAWS_AND_REGULATIONS,
    PowerKind.LICENSING: _LAWS_AND_REGULATIONS | {InstrumentLevel.LOCAL_RULE},
}
_BY_RULE = frozenset({PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM, PenaltyKind.FINE})
_BY_REGULATION = frozenset(PenaltyKind) - {PenaltyKind.DETENTION}
_PENALTIES: Mapping[InstrumentLevel, frozenset[PenaltyKind]] = {
    InstrumentLevel.LAW: frozenset(PenaltyKind),
    InstrumentLevel.ADMINISTRATIVE_REGULATION: _BY_REGULATION,
    InstrumentLevel.LOCAL_REGULATION: _BY_REGULATION - {PenaltyKind.OTHER},
    InstrumentLevel.MINISTRY_RULE: _BY_RULE,
    InstrumentLevel.LOCAL_RULE: _BY_RULE,
    InstrumentLevel.DOCUMENT: frozenset(),
}


def highest_level(
    basis: Iterable[ArticleRef], levels: Mapping[str, InstrumentLevel]
) -> InstrumentLevel | None:
    """The highest level among the instruments cited; None when none of them is known."""
    known = [levels[ref.instrument_id] for ref in basis if ref.instrument_id in levels]
    return min(known, key=_RANK.__getitem__, default=None)


def may_set_power(level: InstrumentLevel, kind: PowerKind) -> bool:
    """Whether an instrument of the level may set a power of the kind.

    Law: APL-016 行政处罚法 §16 (penalties: laws, regulations, rules); ACL-010 行政强制法 §10
    (measures: laws, regulations); ALL-016/17 行政许可法 §14, §15, §17 (licences: laws,
    regulations, for a year a provincial rule). Of the other kinds the three laws say nothing.
    """
    return level in _MAY_SET.get(kind, frozenset(InstrumentLevel))


def penalties_beyond(
    level: InstrumentLevel, kinds: Iterable[PenaltyKind]
) -> tuple[PenaltyKind, ...]:
    """Penalties that an instrument of the level may not set, in the order given.

    Law: APL-009, APL-010, APL-011, APL-012, APL-013, 行政处罚法 §9 to §14. Of revocation
    by a local regulation only that of the *business licence* is barred (§12); the codes do not tell
    it apart, so `setting_problems` asks which licence it is.
    """
    return tuple(kind for kind in kinds if kind not in _PENALTIES[level])


def _bar(level: InstrumentLevel, penalty: PenaltyKind) -> type[PenaltyBeyondLevel]:
    """Which provision bars an instrument of the level from setting the penalty."""
    if penalty is PenaltyKind.DETENTION:
        is_regulation = level is InstrumentLevel.ADMINISTRATIVE_REGULATION
        return LibertyByRegulation if is_regulation else LibertyNeedsLaw
    if level is InstrumentLevel.LOCAL_REGULATION:
        return PenaltyKindUnfounded
    return PenaltyBeyondRule


def basis_problems(
    item_code: str,
    kind: PowerKind,
    *,
    basis: tuple[ArticleRef, ...],
    penalties: tuple[PenaltyKind, ...],
    levels: Mapping[str, InstrumentLevel],
) -> Iterator[PlatformError]:
    """What the law does not allow of the basis of a power.

    Law: APL-005, APL-009, APL-010, APL-011, APL-013, APL-016, 行政处罚法 §5, §9 to §14, §16.
    """
    for instrument_id in dict.fromkeys(ref.instrument_id for ref in basis):
        if instrument_id not in levels:
            yield BasisUnknown(item_code=item_code, instrument_id=instrument_id)
    if not basis:
        yield BasisUnknown(item_code=item_code, instrument_id="-")
    level = highest_level(basis, levels)
    if level is None:
        return
    words = {"item_code": item_code, "zh_level": level.zh, "en_level": level.en}
    if not may_set_power(level, kind):
        yield BasisTooLow(zh_kind=kind.zh, en_kind=kind.en, **words)
    elif kind is PowerKind.PENALTY:
        for penalty in penalties_beyond(level, penalties):
            refusal = _bar(level, penalty)
            yield refusal(zh_penalty=penalty.zh, en_penalty=penalty.en, **words)
