# SPDX-License-Identifier: Apache-2.0
"""A published leniency list (包容免罚清单) for one power item of the bureau."""

from datetime import date, datetime

from tests.rooms.cases.bureau import REGION

from mingjing.ledger.public import official_act, record
from mingjing.registry.models import ListEntry, ListVersion
from mingjing.registry.types import Actor, LeniencyKind

FIRST, LIGHTER, NO_COERCION = "330200-0001-L1", "330200-0001-L2", "330200-0001-L3"
_KINDS = {
    FIRST: (LeniencyKind.FIRST, "首次经营超过保质期的食品"),
    LIGHTER: (LeniencyKind.LIGHTER, "主动下架并召回"),
    NO_COERCION: (LeniencyKind.NO_COERCION, "货值不足五百元"),
}
CODES = tuple(_KINDS)


@official_act
def publish_leniency(*, actor: Actor, now: datetime, agency_id: str, power_code: str) -> str:
    """Publish the three items; the id of the list's version."""
    version = ListVersion.objects.create(
        kind="leniency", agency_id=agency_id, region=REGION, number=1, state="published",
        valid_from=date(2020, 1, 1), digest="3" * 64, item_count=len(_KINDS), drafted_by="a",
        reviewed_by="b", published_by="c", published_at=now,
    )  # fmt: skip
    for place, (code, (kind, name)) in enumerate(_KINDS.items(), 1):
        ListEntry.objects.create(
            version=version, place=place, code=code, name=name,
            basis="administrative-penalty-law 33", agency_id=agency_id, region=REGION, level="3",
            field="food", valid_from=date(2020, 1, 1), digest=str(place) * 64,
            power_code=power_code,
            details={
                "power_code": power_code, "leniency": kind.value,
                "conditions": "初次违法，货值较小，在责令的期限内改正",
            },
        )  # fmt: skip
    record(
        "registry.list_published", kind="list", object_id=version.list_version_id,
        actor=actor, now=now, payload={"number": 1},
    )  # fmt: skip
    return version.list_version_id
