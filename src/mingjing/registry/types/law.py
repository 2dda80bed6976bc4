# SPDX-License-Identifier: Apache-2.0
"""Words for the law as data: a number in force, and how well it is known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjing.kernel.errors import Language, Missing
from mingjing.kernel.labels import LabelledEnum


class EvidenceTag(LabelledEnum):
    """How well a number of the law is known (依据核实程度)."""

    TEXT = "T", "已核对全文", "Read in the full text"
    SECONDARY = "S", "二手来源", "Secondary source"
    CODE = "C", "见于公开代码", "Read in published code"
    VERIFIED = "V", "已运行验证", "Verified by running code"
    DEFAULT = "M", "系统默认值，可调整", "Default of this platform, may be changed"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the law, as in force (法定参数): value, unit, article, and how it is known."""

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

    @property
    def whole(self) -> int:
        """The value as a whole number.

        Raises: ValueError when it is not one.
        """
        number = int(self.value)
        if number != self.value:
            raise ValueError(f"{self.name} is not a whole number: {self.value}")
        return number

    def label(self, language: Language) -> str:
        """What the provision says, in the given language."""
        return self.zh if language == "zh" else self.en

    def receipt(self) -> dict[str, str]:
        """What an act keeps of the limit it applied."""
        return {
            "name": self.name,
            "value": format(self.value.normalize(), "f"),
            "unit": self.unit,
            "article": self.article,
            "tag": self.tag.value,
            "valid_from": self.valid_from.isoformat(),
        }


class LimitUnknown(Missing):
    """No number of that name was in force on the day (无有效的法定参数)."""

    code = "registry.limit_unknown"
    zh = "{on} 没有有效的法定参数“{name}”。"
    en = "No legal limit “{name}” was in force on {on}."
    remedy_zh = "请在 data/law 中补充该日有效的条目及其依据。"
    remedy_en = "Add the row in force on that day, with its source, to data/law."
