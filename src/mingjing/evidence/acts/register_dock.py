# SPDX-License-Identifier: Apache-2.0
"""Act: register a dock, or renew its list and its pass (登记采集站)."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Dock
from mingjing.evidence.queries.received import dock_view
from mingjing.evidence.queries.upload_passes import sign_dock_pass
from mingjing.evidence.types.received import DockInvalid, DockView
from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST_NAME = 80
_RECORDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_MOST_RECORDERS = 1000


@official_act
def register_dock(
    *, actor: Actor, now: datetime, name: str, recorders: Sequence[str]
) -> tuple[DockView, str]:
    """The dock and its pass, which is told once; the agency's own dock again: a new list and pass.

    Law: 公安机关现场执法视音频记录工作规定 (recorders and collection stations are on a register).
    Raises: NotPermitted, DockInvalid.
    """
    demand(actor, "evidence.manage_docks", Thing(actor.agency_id, actor.region))
    row = _row(actor, now, _named(name))
    row.recorders = sorted(set(_listed(recorders)))
    row.pass_id = secrets.token_hex(16)
    row.revoked_at, row.revoked_by, row.revoked_because = None, "", ""
    row.save()
    record_said(
        "evidence.dock_registered",
        kind="dock",
        object_id=row.dock_id,
        actor=actor,
        now=now,
        payload={"recorders": digest(row.recorders), "count": len(row.recorders)},
    )
    return dock_view(row), sign_dock_pass(row.dock_id, row.pass_id)


def _named(name: str) -> str:
    plain = name.strip()
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise DockInvalid(zh_where="名称", en_where="name")
    return plain


def _listed(recorders: Sequence[str]) -> list[str]:
    found = [one.strip() for one in recorders if one.strip()]
    good = all(map(_RECORDER.fullmatch, found))
    if not found or len(found) > _MOST_RECORDERS or not good:
        raise DockInvalid(zh_where="记录仪编号", en_where="list of recorders")
    return found


def _row(actor: Actor, now: datetime, name: str) -> Dock:
    """The agency's own dock of this name, locked; a new one when the name is new.

    Raises: DockInvalid.
    """
    row = Dock.objects.select_for_update().filter(name=name).first()
    if row is None:
        return Dock(
            dock_id=new_id("dock"),
            name=name,
            agency_id=actor.agency_id,
            region=actor.region,
            registered_at=now,
            registered_by=actor.account_id,
        )
    if row.agency_id != actor.agency_id:
        raise DockInvalid(zh_where="名称", en_where="name")
    return row
