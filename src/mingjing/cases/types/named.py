# SPDX-License-Identifier: Apache-2.0
"""Codes of the register with their names (带名称的代码)."""

from mingjing.kernel.errors import Language


class Named(str):
    """A code that stands for itself and is read as words: equal to the code, told by its name."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str, en: str) -> "Named":
        """The code with its name in both languages."""
        made = super().__new__(cls, code)
        made.zh, made.en = zh, en
        return made

    def label(self, language: Language) -> str:
        """The name."""
        return self.zh if language == "zh" else self.en
