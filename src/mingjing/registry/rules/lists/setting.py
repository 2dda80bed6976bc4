# SPDX-License-Identifier: Apache-2.0
"""What a penalty may be by its basis and its holder, beyond the bare level (设定权、实施主体)."""

from collections.abc import Iterator, Mapping

from mingjing.kernel.errors import PlatformError
from mingjing.kernel.money import format_yuan
from mingjing.registry.rules.lists.basis import highest_level
from mingjing.registry.rules.lists.source import is_empowerment, missing_parts
from mingjing.registry.types.articles import InstrumentLevel
from mingjing.registry.types.list_items import ListItem, PowerDetails
from mingjing.registry.types.lists import BodyKind, PenaltyKind, PowerKind, PowerSource
from mingjing.registry.types.setting_refusals import (
    BusinessLicenceRevoked,
    LibertyNotByStatute,
    OrganisationNotEmpowered,
    RuleFineAboveCap,
    TakeoverUndecided,
)

_EMPOWERING = frozenset(
    {
        InstrumentLevel.LAW,
        InstrumentLevel.ADMINISTRATIVE_REGULATION,
        InstrumentLevel.LOCAL_REGULATION,
    }
)
_FROM_OTHERS = frozenset(
    {PowerSource.PASSED_DOWN, PowerSource.AUTHORISED_ABOVE, PowerSource.AUTHORISED_PEER}
)
_BUSINESS_LICENCE = "营业执照"


def setting_problems(
    item: ListItem, details: PowerDetails, levels: Mapping[str, InstrumentLevel]
) -> Iterator[tuple[str, PlatformError]]:
    """Column and refusal for what basis and holder of a penalty do not allow.

    Law: APL-012, APL-018, APL-019, 行政处罚法 §12, §18, §19.
    """
    if item.power_kind is not PowerKind.PENALTY:
        return
    level = highest_level(item.basis, levels)
    if level is InstrumentLevel.LOCAL_REGULATION and revokes_business_licence(item, details):
        yield "range_text", BusinessLicenceRevoked(item_code=item.code)
    if level and details.body_kind is BodyKind.AUTHORISED and level not in _EMPOWERING:
        yield (
            "body_kind",
            OrganisationNotEmpowered(item_code=item.code, zh_level=level.zh, en_level=level.en),
        )
    yield from _holder_problems(item, details)


def revokes_business_licence(item: ListItem, details: PowerDetails) -> bool:
    """Whether it revokes the business licence, or a licence that it does not name.

    Law: APL-012, 行政处罚法 §12.
    """
    if PenaltyKind.REVOKE_LICENCE not in details.penalty_kinds:
        return False
    is_unnamed = not details.range_text.strip()
    return is_unnamed or _BUSINESS_LICENCE in item.name + details.range_text


def _holder_problems(item: ListItem, details: PowerDetails) -> Iterator[tuple[str, PlatformError]]:
    """A power of others needs its decision; detention is held by statute alone. Law: APL-018."""
    is_statutory = details.power_source is PowerSource.STATUTORY
    is_agency = details.body_kind is BodyKind.AGENCY
    if PenaltyKind.DETENTION in details.penalty_kinds and not (is_statutory and is_agency):
        yield "penalty_kinds", LibertyNotByStatute(item_code=item.code)
    if details.power_source not in _FROM_OTHERS or is_empowerment(item, details):
        return
    missing = missing_parts(
        (bool(details.document_no), "决定文号", "number of the decision"),
        (bool(details.published_in), "公布载体", "where it was published"),
    )
    if missing:
        zh, en = missing
        error = TakeoverUndecided(item_code=item.code, zh_missing=zh, en_missing=en)
        yield "document_no", error


def rule_fine_problem(
    item: ListItem,
    details: PowerDetails,
    levels: Mapping[str, InstrumentLevel],
    caps: Mapping[InstrumentLevel, int],
) -> RuleFineAboveCap | None:
    """A fine that rests on a rule alone stays within the cap of such rules. Units: fen.

    Law: APL-013, 行政处罚法 §13(2), §14(2).
    """
    level = highest_level(item.basis, levels)
    cap = caps.get(level) if level else None
    if level is None or cap is None or PenaltyKind.FINE not in details.penalty_kinds:
        return None
    fine = details.fine_cap
    if fine is not None and fine <= cap:
        return None
    return RuleFineAboveCap(
        item_code=item.code,
        zh_level=level.zh,
        en_level=level.en,
        fine=format_yuan(fine) if fine is not None else "-",
        cap=format_yuan(cap),
    )
