# SPDX-License-Identifier: Apache-2.0
"""Act: give an agency the short name of its documents' numbers (设定机关代字)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Agency
from mingjing.registry.types import Actor, AlreadyRegistered, ShortNameInvalid, UnknownAgency

_MOST = 20


@official_act
def set_short_name(*, actor: Actor, now: datetime, agency_id: str, short: str) -> None:
    """Numbers given from now on begin with it; those given stay as they are, and the count goes on.

    Law: APL-059, 行政处罚法 §59: a decision bears the number of its agency.
    Raises: NotPermitted, UnknownAgency, ShortNameInvalid, AlreadyRegistered.
    """
    demand(actor, "registry.register_agency")
    row = Agency.objects.select_for_update().filter(agency_id=agency_id).first()
    if row is None:
        raise UnknownAgency(agency_id=agency_id)
    wanted = short.strip()
    if not wanted or len(wanted) > _MOST or not wanted.isalnum():
        raise ShortNameInvalid(short=short, most=_MOST)
    if Agency.objects.filter(short=wanted).exists():
        raise AlreadyRegistered(what=wanted)
    row.short = wanted
    row.save(update_fields=["short"])
    record(
        "registry.short_name_set",
        kind="agency",
        object_id=agency_id,
        actor=actor,
        now=now,
        payload={"short": wanted},
    )
