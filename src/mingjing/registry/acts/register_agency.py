# SPDX-License-Identifier: Apache-2.0
"""Act: register an agency (登记行政机关)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Agency
from mingjing.registry.types import Actor, AlreadyRegistered


@official_act
def register_agency(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    region: str,
    name_en: str = "",
    usc_code: str = "",
    short: str = "",
) -> str:
    """Puts an agency on the register and returns its id.

    :param short: what the numbers of its documents begin with (机关代字); its own among all.

    Law: APL-017, 行政处罚法 §17: penalties by agencies with the power, within it.
    Raises: NotPermitted, AlreadyRegistered.
    """
    demand(actor, "registry.register_agency")
    if Agency.objects.filter(region=region, name=name).exists():
        raise AlreadyRegistered(what=name)
    if short and Agency.objects.filter(short=short).exists():
        raise AlreadyRegistered(what=short)
    row = Agency.objects.create(
        name=name, name_en=name_en, region=region, usc_code=usc_code, short=short
    )
    record(
        "registry.agency_registered",
        kind="agency",
        object_id=row.agency_id,
        actor=actor,
        now=now,
        payload={
            "name": name,
            "name_en": name_en,
            "region": region,
            "usc_code": usc_code,
            "short": short,
        },
    )
    return row.agency_id
