# SPDX-License-Identifier: Apache-2.0
"""Labelled enums (带标签的代码表): the one home of a code's words on the screen."""

from enum import StrEnum
from typing import Self

from mingjing.kernel.errors import Language


class LabelledEnum(StrEnum):
    """A code list whose members carry their Chinese and English names.

    Example: `CANVASS = "canvass", "日常检查", "Canvass"`.
    """

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    def label(self, language: Language) -> str:
        """The member's name in the given language."""
        return self.zh if language == "zh" else self.en

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and Chinese name, in order, as database fields want them."""
        return [(member.value, member.zh) for member in cls]
