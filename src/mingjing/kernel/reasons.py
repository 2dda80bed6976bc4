# SPDX-License-Identifier: Apache-2.0
"""Reasons (理由): the sentences that explain a computed date, in Chinese and English."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from mingjing.kernel.calendar import DayKind, WorkingCalendar
from mingjing.kernel.errors import Language

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a computation in words (计算说明)."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en


def begins(start: date) -> Reason:
    """Day 0 is not counted."""
    return Reason(
        f"{start} 为事件当日，不计入，自 {start + _DAY} 起算。",
        f"{start}, the day of the event, is not counted; counting begins on {start + _DAY}.",
    )


def ends(amount: Reason, nominal: date, article: str) -> Reason:
    """Where the bare count arrives, excluded time included."""
    basis_zh, basis_en = (f"（{article}）", f" ({article})") if article else ("", "")
    return Reason(
        f"期限 {amount.zh}{basis_zh}，期末为 {nominal}。",
        f"A term of {amount.en}{basis_en} ends on {nominal}.",
    )


def skipped(start: date, end: date, calendar: WorkingCalendar) -> Reason | None:
    """Days between that did not count as working days, and weekend days that did."""
    off: Counter[tuple[str, str]] = Counter()
    worked: list[str] = []
    for n in range(1, (end - start).days + 1):
        day = calendar.day(start + n * _DAY)
        if day.kind is DayKind.MAKE_UP:
            worked.append(day.on.isoformat())
        elif not day.is_working:
            off[day.zh or day.kind.zh, day.en or day.kind.en] += 1
    if not off and not worked:
        return None
    zh = "、".join(f"{name[0]} {count} 天" for name, count in off.items())
    en = ", ".join(f"{name[1]} {count}" for name, count in off.items())
    parts = [Reason(f"跳过{zh}", f"days skipped: {en}")] if off else []
    if worked:
        days = ", ".join(worked)
        parts.append(Reason(f"调休上班计入 {days}", f"make-up working days counted: {days}"))
    zh_all, en_all = "；".join(p.zh for p in parts), "; ".join(p.en for p in parts)
    return Reason(f"{zh_all}。", f"{en_all[0].upper()}{en_all[1:]}.")


def paused(name: Reason, start: date, end: date | None, article: str) -> Reason:
    """Time that does not count; without end it still runs."""
    basis_zh, basis_en = (f"（{article}）", f" ({article})") if article else ("", "")
    if end is None:
        return Reason(
            f"不计入期限：{name.zh}{basis_zh}，自 {start} 起，尚未结束。",
            f"Not counted: {name.en}{basis_en}, from {start}, still running.",
        )
    return Reason(
        f"不计入期限：{name.zh}{basis_zh}，{start} 至 {end}，期末相应顺延。",
        f"Not counted: {name.en}{basis_en}, {start} to {end}; the end moves accordingly.",
    )


def rolled(nominal: date, on: date, calendar: WorkingCalendar) -> Reason:
    """The last day was no working day and moved."""
    day = calendar.day(nominal)
    zh, en = day.zh or day.kind.zh, day.en or day.kind.en
    if on > nominal:
        return Reason(
            f"{nominal} 为{zh}，顺延至其后第一个工作日 {on}。",
            f"{nominal} is no working day ({en}); it moves to the next one, {on}.",
        )
    return Reason(
        f"{nominal} 为{zh}，提前至其前一个工作日 {on}。",
        f"{nominal} is no working day ({en}); it moves back to {on}.",
    )


def provisional(start: date, end: date, calendar: WorkingCalendar) -> Reason:
    """The calendar of a year that was looked at is not announced yet."""
    years = [y for y in range(start.year, end.year + 1) if calendar.is_provisional(date(y, 1, 1))]
    names = ", ".join(map(str, years))
    return Reason(
        f"{names} 年节假日安排尚未公布，结果为暂定。",
        f"The holidays of {names} are not announced yet: the result is provisional.",
    )


def hours(begin: datetime, at: datetime, amount: int, article: str) -> tuple[Reason, ...]:
    """A count in hours, which nights and holidays do not interrupt."""
    basis_zh, basis_en = (f"（{article}）", f" ({article})") if article else ("", "")
    start, end = begin.strftime("%Y-%m-%d %H:%M"), at.strftime("%Y-%m-%d %H:%M")
    return (
        Reason(f"自 {start} 起算。", f"Counting begins at {start}."),
        Reason(
            f"期限 {amount} 小时{basis_zh}，连续计算，至 {end} 届满。",
            f"{amount} hours{basis_en} without interruption end at {end}.",
        ),
    )


def counted_back(event: date, nominal: date, amount: Reason, article: str) -> Reason:
    """A count backwards from an event that is not counted itself."""
    basis_zh, basis_en = (f"（{article}）", f" ({article})") if article else ("", "")
    return Reason(
        f"{event} 当日不计入，向前计 {amount.zh}{basis_zh}，为 {nominal}。",
        f"{event} itself is not counted; {amount.en}{basis_en} back is {nominal}.",
    )
