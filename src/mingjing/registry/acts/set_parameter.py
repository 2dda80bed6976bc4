# SPDX-License-Identifier: Apache-2.0
"""Act: set a number that the law leaves to agencies (设定法定参数)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError

from mingjing.kernel.enforcement_fields import enforcement_field_code
from mingjing.kernel.reasons import Reason
from mingjing.kernel.regions import covers
from mingjing.ledger.public import official_act, record
from mingjing.registry import law
from mingjing.registry.acts.permission import demand, named
from mingjing.registry.models import ParameterOverride
from mingjing.registry.types import (
    Actor,
    AlreadyRegistered,
    EvidenceTag,
    Limit,
    LimitUnit,
    NotPermitted,
    ParameterFixed,
    ParameterInvalid,
    ParameterSetting,
    Thing,
)

_ACTION = "registry.set_parameter"


@official_act
def set_parameter(*, actor: Actor, now: datetime, setting: ParameterSetting) -> int:
    """Sets a value for a region or field from a day on, and returns the row's number.

    Only values marked S or M may be set, and those that the text lets another norm set; then the
    norm is named. A setting for the same place and first day supersedes the earlier one.

    Law: APL-063x, 行政处罚法 §63, §60: what the law leaves open is set by a document.
    Raises: NotPermitted, LimitUnknown, ParameterFixed, ParameterInvalid, AlreadyRegistered.
    """
    demand(actor, _ACTION, Thing(region=setting.region))
    setting = replace(setting, field=enforcement_field_code(setting.field))
    if actor.region and not covers(actor.region, setting.region):
        because = Reason("该设定超出您任职的地区", "the setting reaches beyond your region")
        raise NotPermitted(action=named(_ACTION), because=because)
    base = law.limit(setting.name, setting.valid_from, setting.region, setting.field)
    _check(setting, base)
    same_place = ParameterOverride.objects.filter(
        name=setting.name,
        region=setting.region,
        field=setting.field,
        valid_from=setting.valid_from,
        superseded_at=None,
    )
    same_place.update(superseded_at=now)
    row = _write(setting, actor, now)
    record(
        "registry.parameter_set",
        kind="parameter",
        object_id=setting.name,
        actor=actor,
        now=now,
        payload={
            "region": setting.region,
            "field": setting.field,
            "value": format(setting.value.normalize(), "f"),
            "document": row.document,
            "basis": row.basis,
            "valid_from": setting.valid_from.isoformat(),
            "valid_to": setting.valid_to.isoformat() if setting.valid_to else "",
        },
    )
    return int(row.pk)


def _write(setting: ParameterSetting, actor: Actor, now: datetime) -> ParameterOverride:
    try:
        return ParameterOverride.objects.create(
            name=setting.name,
            region=setting.region,
            field=setting.field,
            value=setting.value,
            document=setting.document.strip(),
            basis=setting.basis.strip(),
            account_id=actor.account_id,
            valid_from=setting.valid_from,
            valid_to=setting.valid_to,
            recorded_at=now,
        )
    except IntegrityError as error:  # somebody else set the same place and day just now
        raise AlreadyRegistered(what=setting.name) from error


def _check(setting: ParameterSetting, base: Limit) -> None:
    if not base.may_be_set:
        raise ParameterFixed(name=setting.name, basis=base.article)
    for zh_reason, en_reason in _problems(setting, base):
        raise ParameterInvalid(name=setting.name, zh_reason=zh_reason, en_reason=en_reason)


def _problems(setting: ParameterSetting, base: Limit) -> Iterator[tuple[str, str]]:
    is_text = base.tag is EvidenceTag.TEXT
    if not setting.value.is_finite() or setting.value < 0:
        yield "数值不得为负", "the value is negative or no number"
    elif LimitUnit(base.unit).is_whole and setting.value != setting.value.to_integral_value():
        yield "数值应当是整数", "the value must be whole"
    if not setting.document.strip():
        yield "没有文号", "the document number is missing"
    if is_text and not setting.basis.strip():
        yield (
            "法律允许另行规定，但没有写明另行规定的依据",
            "the norm that sets another value is missing",
        )
    if is_text and not (setting.region or setting.field):
        yield "另行规定只适用于某一地区或者领域", "another norm holds for a region or a field"
    if setting.valid_to and setting.valid_to < setting.valid_from:
        yield "终止日期早于起始日期", "the last day is before the first"
