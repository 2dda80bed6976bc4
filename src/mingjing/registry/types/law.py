# SPDX-License-Identifier: Apache-2.0
"""Words for the law as data: a number in force, a deadline, and how well each is known."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjing.kernel.errors import Language, Missing
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.term_types import Term, Unit


class EvidenceTag(LabelledEnum):
    """How well a number of the law is known (依据核实程度)."""

    TEXT = "T", "已核对全文", "Read in the full text"
    SECONDARY = "S", "二手来源", "Secondary source"
    CODE = "C", "见于公开代码", "Read in published code"
    VERIFIED = "V", "已运行验证", "Verified by running code"
    DEFAULT = "M", "系统默认值，可调整", "Default of this platform, may be changed"


class LimitUnit(LabelledEnum):
    """Unit of a number of the law (参数单位); those of time are `kernel.term_types.Unit`'s own."""

    HOUR = "hour", "小时", "hours"
    DAY = "day", "日", "calendar days"
    WORKING_DAY = "working_day", "个工作日", "working days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"
    YUAN = "yuan", "元", "yuan"
    RATIO = "ratio", "%", "%"
    PERSON = "person", "人", "persons"
    AGE = "age", "周岁", "years of age"
    COPY = "copy", "份", "copies"
    VISIT = "visit", "次", "visits"
    OCLOCK = "oclock", "时", "o’clock"

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self not in (LimitUnit.YUAN, LimitUnit.RATIO)


class DeadlineEffect(LabelledEnum):
    """What happens when a deadline ends (期满后果)."""

    ALARM = "alarm", "报警", "Alarm"
    RELEASE = "release", "自动解除", "Released by itself"
    WAIVE = "waive", "视为放弃", "Taken as waived"
    BLOCK = "block", "不得办理", "Blocked"
    ALLOW = "allow", "可以办理", "Open from then"
    ACCEPT = "accept", "视为同意", "Taken as granted"
    LAPSE = "lapse", "权利或者资料失效", "Lapses"
    RETAIN = "retain", "保存期满", "Kept until then"
    PUBLISH = "publish", "公示或者撤下", "Published or taken down"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the law, as in force (法定参数): value, unit, article, and how it is known.

    :ivar rolls: whether a term that ends on no working day moves to the next one.
    :ivar may_differ: the text lets another law or rule set another number (另有规定的除外).
    :ivar document: what an administrator's own value rests on; empty for a packaged row.
    """

    name: str
    value: Decimal
    unit: str
    calendar: str
    article: str
    rule: str
    tag: EvidenceTag
    source: str
    region: str
    field: str
    valid_from: date
    valid_to: date | None
    zh: str
    en: str
    rolls: bool = True
    may_differ: bool = False
    document: str = ""
    recorded_at: datetime | None = None

    @property
    def whole(self) -> int:
        """The value as a whole number.

        Raises: ValueError when it is not one.
        """
        number = int(self.value)
        if number != self.value:
            raise ValueError(f"{self.name} is not a whole number: {self.value}")
        return number

    @property
    def term(self) -> Term:
        """The number as a length of time that `kernel.terms` counts.

        Raises: ValueError when the unit is no unit of time.
        """
        return Term(self.whole, Unit(self.unit), rolls=self.rolls, article=self.article)

    @property
    def may_be_set(self) -> bool:
        """Whether an administrator may set a value of the house (可调整)."""
        local = self.tag in (EvidenceTag.SECONDARY, EvidenceTag.DEFAULT)
        return local or self.may_differ

    @property
    def plain_value(self) -> str:
        """The value without superfluous zeros."""
        return format(self.value.normalize(), "f")

    def label(self, language: Language) -> str:
        """What the provision says, in the given language."""
        return self.zh if language == "zh" else self.en

    def amount(self, language: Language) -> str:
        """The value with its unit: 90 日, 90 calendar days, 3 %."""
        unit = LimitUnit(self.unit)
        value = self.value * 100 if unit is LimitUnit.RATIO else self.value
        return f"{value.normalize():,f} {unit.label(language)}"

    def receipt(self) -> dict[str, str]:
        """What an act keeps of the limit it applied."""
        kept = {
            "name": self.name,
            "value": self.plain_value,
            "unit": self.unit,
            "article": self.article,
            "tag": self.tag.value,
            "valid_from": self.valid_from.isoformat(),
        }
        return {**kept, "document": self.document} if self.document else kept


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One line of the deadline registry (期限总表), before its numbers are looked up."""

    deadline_id: str
    zh: str
    en: str
    starts_zh: str
    starts_en: str
    limit: str
    also: tuple[str, ...]
    effect: DeadlineEffect
    counts_back: bool
    field: str
    room: str

    def label(self, language: Language) -> str:
        """What has to be done, in the given language."""
        return self.zh if language == "zh" else self.en

    def starts(self, language: Language) -> str:
        """What starts the term, in the given language."""
        return self.starts_zh if language == "zh" else self.starts_en


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A deadline as in force on a day (法定期限): term, article, and what its end brings.

    :ivar more: extensions and further parts, in the order of the registry.
    """

    row: DeadlineRow
    limit: Limit
    more: tuple[Limit, ...] = ()

    @property
    def deadline_id(self) -> str:
        """The id, e.g. `DL-02`."""
        return self.row.deadline_id

    @property
    def zh(self) -> str:
        """What has to be done, in Chinese."""
        return self.row.zh

    @property
    def en(self) -> str:
        """What has to be done, in English."""
        return self.row.en

    @property
    def term(self) -> Term:
        """The length of time, with its article."""
        return self.limit.term

    @property
    def effect(self) -> DeadlineEffect:
        """What happens at the end."""
        return self.row.effect

    @property
    def article(self) -> str:
        """Where it is written."""
        return self.limit.article

    @property
    def tag(self) -> EvidenceTag:
        """How well the number is known."""
        return self.limit.tag

    def label(self, language: Language) -> str:
        """What has to be done, in the given language."""
        return self.row.label(language)


class LimitUnknown(Missing):
    """No number of that name was in force on the day (无有效的法定参数)."""

    code = "registry.limit_unknown"
    zh = "{on} 没有有效的法定参数“{name}”。"
    en = "No legal limit “{name}” was in force on {on}."
    remedy_zh = "请在 data/law 中补充该日有效的条目及其依据。"
    remedy_en = "Add the row in force on that day, with its source, to data/law."


class DeadlineUnknown(Missing):
    """No deadline of that id (没有该项期限)."""

    code = "registry.deadline_unknown"
    zh = "期限总表中没有“{deadline_id}”。"
    en = "The deadline registry has no “{deadline_id}”."
    remedy_zh = "请从期限总表中选择编号。"
    remedy_en = "Choose an id of the deadline registry."
