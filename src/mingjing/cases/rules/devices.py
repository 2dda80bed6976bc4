# SPDX-License-Identifier: Apache-2.0
"""Records of monitoring devices (电子技术监控记录): reviewed in time, the owner told in time.

Fields whose law sets terms for that (road traffic) need the days; elsewhere they may be said. A
late review is put on record and alarms; the law does not say that the record is no evidence then.
"""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import EvidenceSource
from mingjing.cases.types.refusals import DeviceDayMissing, FieldWrong
from mingjing.cases.types.steps import EvidenceAdded, NoticeServed
from mingjing.kernel.terms import Due, due
from mingjing.registry.types import LimitUnknown

_REVIEW, _NOTICE = "recording.device_review_days", "recording.device_notice_days"
_DAYS = ("device_recorded_on", "device_reviewed_on", "owner_told_on")


def demand_device_days(situation: Situation, added: EvidenceAdded) -> None:
    """The device recorded, then somebody reviewed and entered it, then the owner was told.

    Law: APL-041, 行政处罚法 §41; 道路交通安全违法行为处理程序规定 §19, §20; DL-52, DL-53.
    Raises: DeviceDayMissing, FieldWrong, DateImpossible.
    """
    if added.source is not EvidenceSource.DEVICE:
        _demand_unsaid(added)
        return
    for field, limit in ((_DAYS[0], _REVIEW), (_DAYS[1], _NOTICE)):
        if getattr(added, field) is None and _has_term(situation.law, limit):
            raise DeviceDayMissing(field=field)
    earliest = date.min
    for field in _DAYS:
        day = getattr(added, field)
        if day is not None:
            demand_between(field, day, earliest, situation.law.today)
            earliest = day


def _demand_unsaid(added: EvidenceAdded) -> None:
    for field in _DAYS:
        if getattr(added, field) is not None:
            zh, en = "只用于电子技术监控设备记录", "it is said of a monitoring device's record only"
            raise FieldWrong(field=field, zh_reason=zh, en_reason=en)


def device_clocks(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Time to review and enter a device's record, then to tell the owner, where the law sets one.

    Prior notice to the party tells as well.

    Law: APL-041, 行政处罚法 §41; 道路交通安全违法行为处理程序规定 §19, §20; DL-52, DL-53.
    """
    notice = file.last(NoticeServed)
    for step in file.steps:
        added = step.payload
        if not isinstance(added, EvidenceAdded):
            continue
        review_by = _last_day(added.device_recorded_on, _REVIEW, law)
        if review_by is not None:
            yield Clock("DL-52", str(step.seq), review_by, added.device_reviewed_on)
        notice_by = _last_day(added.device_reviewed_on, _NOTICE, law)
        if notice_by is not None:
            met = added.owner_told_on or (notice.served_on if notice else None)
            yield Clock("DL-53", str(step.seq), notice_by, met)


def _last_day(start: date | None, limit: str, law: LawInForce) -> Due | None:
    if start is None or not _has_term(law, limit):
        return None
    return due(start, law.limit(limit).term, calendar=law.calendar)


def _has_term(law: LawInForce, limit: str) -> bool:
    """Whether the law of this field sets the term."""
    try:
        law.limit(limit)
    except LimitUnknown:
        return False
    return True
