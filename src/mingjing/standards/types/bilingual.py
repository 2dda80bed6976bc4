# SPDX-License-Identifier: Apache-2.0
"""Refusals whose details are words themselves (双语详情)."""

from typing import NamedTuple

from mingjing.kernel.errors import Language, PlatformError


class Words(NamedTuple):
    """A detail said in both languages; the message takes the one that is asked for."""

    zh: str
    en: str


class Bilingual(PlatformError):
    """A refusal that may carry `Words` among its details."""

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        return (self.zh if language == "zh" else self.en).format(**self._said(language))

    def remedy(self, language: Language) -> str:
        """What the person can do next."""
        template = self.remedy_zh if language == "zh" else self.remedy_en
        return template.format(**self._said(language))

    def _said(self, language: Language) -> dict[str, object]:
        return {
            name: (value.zh if language == "zh" else value.en)
            if isinstance(value, Words)
            else value
            for name, value in self.detail.items()
        }
