# SPDX-License-Identifier: Apache-2.0
"""Words for inspection items."""

from dataclasses import dataclass
from datetime import date

from mingjing.kernel.errors import Language, Refused
from mingjing.kernel.labels import LabelledEnum


class ItemKind(LabelledEnum):
    """Kind of an inspection item (抽查事项类别), 国发〔2019〕5号."""

    KEY = "key", "重点检查事项", "Key item"
    GENERAL = "general", "一般检查事项", "General item"


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One point of an item's checklist (检查要点): its code and what is asked."""

    code: str
    text: str
    text_en: str = ""

    def label(self, language: Language) -> str:
        """What is asked, in the given language."""
        return self.text if language == "zh" or not self.text_en else self.text_en


@dataclass(frozen=True, slots=True)
class ItemView:
    """One published inspection item (行政检查事项) with its legal basis.

    `yearly_cap` is the number of ordinary visits to one subject in a year, `None` for no cap.
    """

    item_code: str
    name: str
    name_en: str
    legal_basis: str
    kind: ItemKind
    subject_category: str
    yearly_cap: int | None
    skill: str
    checklist: tuple[CheckPoint, ...]
    valid_from: date
    valid_to: date | None

    def label(self, language: Language) -> str:
        """The item's name in the given language."""
        return self.name if language == "zh" or not self.name_en else self.name_en


class ItemBasisMissing(Refused):
    """An inspection item without a legal basis cannot be published (检查事项无依据)."""

    code = "registry.item_basis_missing"
    zh = "检查事项“{item_code}”没有法律依据，不得公布。"
    en = "Inspection item “{item_code}” has no legal basis and cannot be published."
    article = "国办发〔2024〕54号"
    remedy_zh = "请填写法律、法规、规章的名称和条款。"
    remedy_en = "State the statute and article."
