# SPDX-License-Identifier: Apache-2.0
"""Act: let a device push that signs nothing itself (准予其他来源推送)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Device
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.queries.server_key import door_key, source_key
from mingjing.evidence.queries.sources import source_view
from mingjing.evidence.rules.header import UNSIGNED
from mingjing.evidence.types import KeyAlgorithm, OccasionUnknown, SourceKind
from mingjing.evidence.types.pushes import SourceInvalid, SourceView
from mingjing.kernel.canonical import sha256_hex
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as the officer describes it (新来源): `occasion` is kind and id, or two blanks."""

    name: str
    camera: str
    hours: int
    occasion: tuple[str, str] = ("", "")


@official_act
def register_source(*, actor: Actor, now: datetime, source: NewSource) -> tuple[SourceView, str]:
    """Registers the source under a key that the platform holds; returns its pass, told once.

    What comes with the pass is signed by the platform at receipt: it proves what was received and
    when, not what the device recorded. The pass ends by itself, or when the key is withdrawn.

    Law: 公安机关现场执法视音频记录工作规定 (recorders are on a register); decision 0112.
    Raises: NotPermitted, SourceInvalid, OccasionUnknown.
    """
    demand(actor, "evidence.record", Thing(actor.agency_id, actor.region))
    name = _named(source.name)
    camera = _camera(source.camera)
    if not 1 <= source.hours <= keeping().push_hours:
        raise SourceInvalid(zh_where="时长", en_where="time")
    kind, occasion_id = source.occasion
    found = occasion_for(actor, now, kind, occasion_id)
    if kind and found is None:
        raise OccasionUnknown
    code = secrets.token_urlsafe(24)
    salt = sha256_hex(code.encode())
    key = source_key(door_key(Path(settings.MINGJING_HOME)), salt)
    row = Device(
        key=key.id,
        algorithm=KeyAlgorithm.ED25519.value,
        spki=key.spki,
        name=name,
        account_id=actor.account_id,
        agency_id=found.agency_id if found else actor.agency_id,
        region=found.region if found else actor.region,
        registered_at=now,
        until=now + timedelta(hours=source.hours),
        source=camera.value,
        code_sha256=salt,
        occasion_kind=kind,
        occasion_id=occasion_id if kind else "",
    )
    row.save(force_insert=True)
    record_said(
        "evidence.device_registered",
        kind="recorder",
        object_id=row.key,
        actor=actor,
        now=now,
        payload={
            "alg": row.algorithm,
            "account_id": row.account_id,
            "until": row.until.isoformat(),
            "source": UNSIGNED,
            "camera": row.source,
            "occasion": [row.occasion_kind, row.occasion_id],
        },
    )
    return source_view(row), code


def _named(name: str) -> str:
    plain = name.strip()
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise SourceInvalid(zh_where="名称", en_where="name")
    return plain


def _camera(value: str) -> SourceKind:
    if value not in set(SourceKind):
        raise SourceInvalid(zh_where="种类", en_where="kind")
    return SourceKind(value)
