# SPDX-License-Identifier: Apache-2.0
"""Words for citing the law: one article of one instrument, and how high the instrument stands."""

import re
from dataclasses import dataclass
from typing import Final

from mingjing.kernel.errors import Invalid
from mingjing.kernel.labels import LabelledEnum

_REF: Final = re.compile(r"([a-z][a-z0-9-]*) ([1-9]\d{0,3}(?:-[1-9]\d?)?)", re.ASCII).fullmatch


class InstrumentLevel(LabelledEnum):
    """Level of a legal instrument (效力层级), highest first; 立法法 chapters 2 to 4."""

    LAW = "law", "法律", "Law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规", "Administrative regulation"
    LOCAL_REGULATION = "local_regulation", "地方性法规", "Local regulation"
    MINISTRY_RULE = "ministry_rule", "部门规章", "Ministry rule"
    LOCAL_RULE = "local_rule", "地方政府规章", "Local government rule"
    DOCUMENT = "document", "其他规范性文件", "Other normative document"


@dataclass(frozen=True, slots=True, order=True)
class ArticleRef:
    """One article of one instrument (条款引用).

    Example: administrative-penalty-law 60; an inserted article (第一百三十三条之一) is 133-1.

    :ivar number: "" for the instrument as a whole.
    """

    instrument_id: str
    number: str = ""

    @property
    def text(self) -> str:
        """The reference as it is stored and exchanged."""
        return f"{self.instrument_id} {self.number}".strip()

    def __str__(self) -> str:
        return self.text


class ArticleUnreadable(Invalid):
    """The text is no reference to an article (条款引用无法识别)."""

    code = "registry.article_unreadable"
    zh = "“{found}”不是条款引用。"
    en = "“{found}” is no reference to an article."
    remedy_zh = "请写作“administrative-penalty-law 60”：法律的代号、空格、条号。"
    remedy_en = "Write “administrative-penalty-law 60”: id of the instrument, space, article."


def parse_article(text: str) -> ArticleRef:
    """The reference that a text is.

    Raises: ArticleUnreadable.
    """
    found = _REF(" ".join(text.split()))
    if found is None:
        raise ArticleUnreadable(found=text)
    return ArticleRef(found[1], found[2])
