# SPDX-License-Identifier: Apache-2.0
"""Gates (闸口): each raises its refusal or lets the act go on. The numbers come in as limits."""

import calendar
from collections.abc import Collection, Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal

from mingjing.inspection.rules.draw import first_pair, may_go
from mingjing.inspection.rules.pool import Pool, PoolObject
from mingjing.inspection.types import (
    CertificateNotInForce,
    ItemNotPublished,
    NewPlan,
    NoLawfulPair,
    NotTheDrawnPair,
    OfficerRecused,
    PlanInvalid,
    PublicStringWrong,
    RandomShareOutside,
    ReasonMissing,
    TooFewOfficers,
    VisitNotOver,
    VisitOutsidePeriod,
    Words,
)
from mingjing.kernel.clock import local_minute
from mingjing.registry.types import ItemView, Limit, OfficerView

_MAX_STRING = 200  # characters of a public string: a lottery number, not a text


def demand_random_share(share: Decimal, low: Limit, high: Limit) -> None:
    """The random share lies in the range in force.

    Law: INS-RND, 营商环境条例 §54; the range itself is a default of the platform.
    Raises: RandomShareOutside.
    """
    if not low.value <= share <= high.value:
        raise RandomShareOutside(share=share, low=low.value, high=high.value)


def demand_plan_fields(plan: NewPlan, months_max: Limit) -> None:
    """Title, period, budget and shares of a plan are usable.

    Law: INS-5, 国办发〔2024〕54号: limited in scope and time.
    Raises: PlanInvalid, naming the first field that is not.
    """
    latest = months_after(plan.period_from, months_max.whole)
    checks = (
        ("title", bool(plan.title.strip()), "不能为空", "it is empty"),
        ("items", bool(plan.items), "至少选择一个检查事项", "no inspection item is chosen"),
        ("budget", plan.budget > 0, "应为正整数", "it is not a positive number"),
        (
            "period_to",
            plan.period_from <= plan.period_to < latest,
            f"应在起始日之后且不超过 {months_max.whole} 个月",
            f"it must follow the first day and stay within {months_max.whole} months",
        ),
        (
            "as_of",
            plan.as_of <= plan.period_from,
            "评分日期不得晚于计划起始日",
            "scores must not be of a later day than the plan's first",
        ),
        (
            "statutory_share",
            0 <= plan.statutory_share <= 1 - plan.random_share,
            "与随机比例之和不得超过 1",
            "with the random share it exceeds 1",
        ),
        (
            "area_quotas",
            all(share.is_finite() and share >= 0 for share in plan.area_quotas.values())
            and sum(plan.area_quotas.values(), Decimal(0)) <= 1,
            "各区域比例之和不得超过 1",
            "the quotas of the areas add up to more than 1",
        ),
        ("area_floor", 0 <= plan.area_floor <= 1, "应在 0 至 1 之间", "it is not between 0 and 1"),
    )
    for name, is_fine, zh_reason, en_reason in checks:
        if not is_fine:
            raise PlanInvalid(field=name, reason=Words(zh_reason, en_reason))


def demand_items_published(wanted: Sequence[str], published: Iterable[ItemView], on: date) -> None:
    """Every item is on the published list in force.

    Law: INS-2, 国办发〔2024〕54号: an unpublished item must not be inspected.
    Raises: ItemNotPublished.
    """
    codes = {item.item_code for item in published}
    for code in wanted:
        if code not in codes:
            raise ItemNotPublished(item_code=code, on=on.isoformat())


def demand_reason(reason: str, what: str) -> None:
    """A decision by hand carries its reason.

    Law: INS-4, 国办发〔2024〕54号: each inspection approved, with grounds.
    Raises: ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(what=what)


def demand_officer_pool(officers: Collection[object], least: Limit) -> None:
    """Enough officers with a certificate in force.

    Law: APL-042, 行政处罚法 §42.
    Raises: TooFewOfficers.
    """
    if len(officers) < least.whole:
        raise TooFewOfficers(found=len(officers), needed=least.whole)


def demand_pairs(pool: Pool) -> None:
    """For every object of the pool some two officers may go: the draw cannot fail later.

    Law: APL-042, APL-043, 行政处罚法 §42, §43.
    Raises: NoLawfulPair, with the number of objects and one of them.
    """
    kinds = {kind.kind: frozenset(kind.skills) for kind in pool.kinds}
    recused = {subject_id for _, subject_id in pool.recusals}
    known: dict[tuple[str, str], bool] = {}
    without = []
    for one in (*pool.fixed, *pool.frame):
        key = (one.region, one.kind)
        if one.subject_id in recused:
            can_go = _has_pair(pool, one, kinds[one.kind])
        else:
            if key not in known:
                known[key] = _has_pair(pool, one, kinds[one.kind])
            can_go = known[key]
        if not can_go:
            without.append(one.subject_id)
    if without:
        raise NoLawfulPair(count=len(without), example=min(without))


def demand_drawn_pair(present: Collection[str], drawn: Collection[str], least: Limit) -> None:
    """Those present are those drawn, and not fewer than the law demands.

    Law: APL-042, 行政处罚法 §42; DRO-2, 营商环境条例 §54: officers are chosen by the draw.
    Raises: TooFewOfficers, NotTheDrawnPair.
    """
    if len(set(present)) < least.whole:
        raise TooFewOfficers(found=len(set(present)), needed=least.whole)
    if set(present) != set(drawn):
        raise NotTheDrawnPair(drawn=", ".join(sorted(drawn)), present=", ".join(sorted(present)))


def demand_certificates(
    officers: Collection[str], certified: Iterable[OfficerView], on: date
) -> None:
    """Each officer holds a certificate in force on the day; auxiliaries never do.

    Law: APL-042, 行政处罚法 §42; INS-1, 国办发〔2024〕54号.
    Raises: CertificateNotInForce.
    """
    in_force = {view.officer_id for view in certified if view.valid_from <= on <= view.valid_to}
    for officer_id in sorted(officers):
        if officer_id not in in_force:
            raise CertificateNotInForce(officer_id=officer_id, on=on.isoformat())


def demand_not_recused(officers: Collection[str], recused: Collection[str]) -> None:
    """None of the officers has a conflict of interest with the subject.

    Law: APL-043, 行政处罚法 §43.
    Raises: OfficerRecused.
    """
    for officer_id in sorted(set(officers) & set(recused)):
        raise OfficerRecused(officer_id=officer_id)


def demand_visit_in_period(on: date, period: tuple[date, date]) -> None:
    """The visit took place within the plan's period.

    Law: INS-5, 国办发〔2024〕54号.
    Raises: VisitOutsidePeriod.
    """
    start, end = period
    if not start <= on <= end:
        raise VisitOutsidePeriod(on=on.isoformat(), start=start.isoformat(), end=end.isoformat())


def demand_visit_over(ended_at: datetime, now: datetime) -> None:
    """The visit is over: what was found is entered afterwards, and not foreseen.

    Law: INS-5, 国办发〔2024〕54号.
    Raises: VisitNotOver.
    """
    if ended_at > now:
        raise VisitNotOver(end=local_minute(ended_at), now=local_minute(now))


def demand_public_string(announcement: str, public_string: str) -> None:
    """A public string is supplied if and only if its source was announced at freezing.

    Otherwise the one who draws could try strings until the result pleases.

    Law: DRO-1, 国发〔2019〕5号: a draw in the open.
    Raises: PublicStringWrong.
    """
    if announcement and not public_string:
        raise PublicStringWrong(reason=Words("已公告但未提供", "announced, but missing"))
    if public_string and not announcement:
        raise PublicStringWrong(reason=Words("未公告却提供", "supplied, but not announced"))
    if public_string != public_string.strip() or not public_string.isprintable():
        raise PublicStringWrong(
            reason=Words("含有空白边缘或不可见字符", "blank edges or invisible characters")
        )
    if len(public_string) > _MAX_STRING:
        raise PublicStringWrong(reason=Words("过长", "too long"))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month.

    Where the calendar ends, its last day or its first.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _has_pair(pool: Pool, one: PoolObject, skills: frozenset[str]) -> bool:
    lawful = [officer for officer in pool.officers if may_go(pool, officer, one)]
    return first_pair(lawful, skills) is not None
