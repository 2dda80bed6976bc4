# SPDX-License-Identifier: Apache-2.0
"""Words for citing the law: one article of one instrument, and how high the instrument stands."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mingjing.kernel.errors import Invalid
from mingjing.kernel.labels import LabelledEnum

_PARTS: Final = re.compile(r"(.+?)(?:\((\d{1,2})\)(?:\((\d{1,2})\))?)?", re.ASCII).fullmatch
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


@dataclass(frozen=True, slots=True, order=True)
class Provision:
    """What is cited: an article, or a paragraph or an item of it (条、款、项).

    Example: food-safety-law 125(1)(2) is 第一百二十五条第一款第(二)项.

    :ivar paragraph: number of the paragraph (款); 0 for the article as a whole.
    :ivar item: number of the item (项); 0 for the paragraph as a whole.
    """

    ref: ArticleRef
    paragraph: int = 0
    item: int = 0

    @property
    def text(self) -> str:
        """The provision as it is stored and exchanged."""
        paragraph = f"({self.paragraph})" if self.paragraph or self.item else ""
        return f"{self.ref.text}{paragraph}" + (f"({self.item})" if self.item else "")

    def __str__(self) -> str:
        return self.text


class ArticleUnreadable(Invalid):
    """The text is no reference to an article (条款引用无法识别)."""

    code = "registry.article_unreadable"
    zh = "“{found}”不是条款引用。"
    en = "“{found}” is no reference to an article."
    remedy_zh = "请写作“administrative-penalty-law 60”：法律的代号、空格、条号。"
    remedy_en = "Write “administrative-penalty-law 60”: id of the instrument, space, article."


def is_article_number(text: str) -> bool:
    """Whether a text is the number of an article: 60, or 133-1 for an inserted one."""
    return _REF(f"a {text}") is not None


@lru_cache(maxsize=4096)
def parse_article(text: str) -> ArticleRef:
    """The reference that a text is.

    Raises: ArticleUnreadable.
    """
    found = _REF(" ".join(text.split()))
    if found is None:
        raise ArticleUnreadable(found=text)
    return ArticleRef(found[1], found[2])


@lru_cache(maxsize=4096)
def parse_provision(text: str) -> Provision:
    """The provision that a text is: an article, with the numbers of paragraph and item if any.

    Raises: ArticleUnreadable.
    """
    found = _PARTS(" ".join(text.split()))
    if found is None:
        raise ArticleUnreadable(found=text)
    return Provision(parse_article(found[1]), int(found[2] or 0), int(found[3] or 0))
