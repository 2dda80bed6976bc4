# SPDX-License-Identifier: Apache-2.0
"""Act: register an agency (登记行政机关)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Agency
from mingjing.registry.types import Actor, AlreadyRegistered


@official_act
def register_agency(
    *, actor: Actor, now: datetime, name: str, region: str, name_en: str = "", usc_code: str = ""
) -> str:
    """Puts an agency on the register and returns its id.

    Law: APL-017, 行政处罚法 §17: penalties by agencies with the power, within it.
    Raises: NotPermitted, AlreadyRegistered.
    """
    demand(actor, "registry.register_agency")
    if Agency.objects.filter(region=region, name=name).exists():
        raise AlreadyRegistered(what=name)
    row = Agency.objects.create(name=name, name_en=name_en, region=region, usc_code=usc_code)
    record(
        "registry.agency_registered",
        kind="agency",
        object_id=row.agency_id,
        actor=actor,
        now=now,
        payload={"name": name, "name_en": name_en, "region": region, "usc_code": usc_code},
    )
    return row.agency_id
