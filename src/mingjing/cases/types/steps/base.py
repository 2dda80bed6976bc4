# SPDX-License-Identifier: Apache-2.0
"""What every step of a case has: the name of its act and its words."""

from dataclasses import dataclass
from typing import ClassVar

from mingjing.kernel.errors import Language


@dataclass(frozen=True, slots=True)
class Payload:
    """What a step says (步骤内容). A subclass names its ledger act and what it is called.

    Fields are text, whole numbers, truth values, days, instants, enum members, other such
    dataclasses, and tuples of these; `rules.codec` writes them as JSON and reads them again.
    """

    act: ClassVar[str] = ""
    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    @classmethod
    def label(cls, language: Language) -> str:
        """The step's name in the given language."""
        return cls.zh if language == "zh" else cls.en
