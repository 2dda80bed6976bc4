# SPDX-License-Identifier: Apache-2.0
"""The words of a term (期限的要素): unit, term, how a statute reads days, excluded time, due date.

`kernel.terms` counts with them and hands them on.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from mingjing.kernel.errors import Invalid, Language
from mingjing.kernel.intervals import Interval
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.reasons import Reason


class Unit(LabelledEnum):
    """Unit of a term (期限单位)."""

    HOUR = "hour", "小时", "hours"
    DAY = "day", "日", "calendar days"
    WORKING_DAY = "working_day", "个工作日", "working days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"


class TermInvalid(Invalid):
    """The term cannot be counted this way (期限有误)."""

    code = "kernel.term.invalid"
    zh = "期限“{amount} {unit}”不能这样计算。"
    en = "A term of {amount} {unit} cannot be counted this way."
    remedy_zh = "请核对期限的数值和单位；按小时计算的期限需要起算时刻。"
    remedy_en = "Check amount and unit; a term in hours needs the instant it starts from."


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time set by a rule (期限).

    :ivar rolls: whether a last day that is no working day moves to the next one (顺延);
        False for retention and publication periods. Terms in hours never move.
    :ivar article: where it is written; only for the explanation.

    Raises: TermInvalid for a negative amount.
    """

    amount: int
    unit: Unit
    rolls: bool = True
    article: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise TermInvalid(amount=self.amount, unit=self.unit.en)

    @property
    def words(self) -> Reason:
        """The length in both languages, e.g. 7 个工作日."""
        return Reason(f"{self.amount} {self.unit.zh}", f"{self.amount} {self.unit.en}")

    def extended(self, amount: int) -> "Term":
        """The same term, longer by an approved extension (延长)."""
        return replace(self, amount=self.amount + amount)


@dataclass(frozen=True, slots=True)
class DayRule:
    """How a statute reads "N days" (日的换算规则); the numbers come from `data/law`.

    Law: APL-085, 行政处罚法 §85; ACL-069, 行政强制法 §69; 行政许可法 §82.

    :ivar listed: these numbers of days are working days (处罚法 art 85 names 二三五七日).
    :ivar up_to: this many days or fewer are working days (强制法 art 69: 十日以内).
    :ivar always: all days are working days (许可法 art 82).
    """

    listed: frozenset[int] = frozenset()
    up_to: int = 0
    always: bool = False
    article: str = ""

    def read(self, days: int) -> Term:
        """The term that the statute means by so many days."""
        is_working = self.always or days in self.listed or days <= self.up_to
        return Term(days, Unit.WORKING_DAY if is_working else Unit.DAY, article=self.article)


@dataclass(frozen=True, slots=True)
class Excluded:
    """Time that does not count (不计入期限), e.g. testing, hearing, publication by notice.

    :ivar interval: both days included; open while the clock stands still.
    """

    interval: Interval
    zh: str
    en: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends, and why (到期日).

    :ivar on: the last day on which the act is in time.
    :ivar is_provisional: a day was looked up in a year that is not announced yet (暂定).
    :ivar reasons: the steps of the count.
    :ivar at: the instant, for terms in hours.
    :ivar is_suspended: an excluded interval still runs; `on` will move with it.
    """

    on: date
    is_provisional: bool
    reasons: tuple[Reason, ...]
    at: datetime | None = None
    is_suspended: bool = False

    def because(self, language: Language) -> tuple[str, ...]:
        """The steps in one language."""
        return tuple(reason.text(language) for reason in self.reasons)

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed (逾期)."""
        return today > self.on
