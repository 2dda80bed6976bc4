# SPDX-License-Identifier: Apache-2.0
"""A coercion item on the bureau's power list."""

from datetime import date, datetime

from tests.rooms.cases.bureau import REGION

from mingjing.ledger.public import official_act, record
from mingjing.registry.models import ListEntry, ListVersion
from mingjing.registry.types import Actor

COERCION_ITEM = "330300-0001"


@official_act
def publish_coercion(*, actor: Actor, now: datetime, agency_id: str) -> None:
    """Put sealing, seizure and execution on the published list of the agency."""
    version = ListVersion.objects.get(kind="power", agency_id=agency_id)
    ListEntry.objects.create(
        version=version, place=2, code=COERCION_ITEM, name="查封扣押涉案财物、强制执行",
        basis="food-safety-law 110", agency_id=agency_id, region=REGION,
        level="3", power_kind="03", field="food", valid_from=date(2020, 1, 1), digest="2" * 64,
        details={"body_kind": "1", "power_source": "1"},
    )  # fmt: skip
    record(
        "registry.list_published",
        kind="list",
        object_id=version.list_version_id,
        actor=actor,
        now=now,
        payload={"number": 2},
    )
