# SPDX-License-Identifier: Apache-2.0
"""Error kinds (错误种类): what was refused, by which article, and what to do next.

Every room subclasses one of the kinds below and gives its own `code` and texts.
Code, not text, is the contract: clients and tests match `code`.
"""

from typing import ClassVar, Literal

from mingjing.kernel.articles import articles_in_chinese

Language = Literal["zh", "en"]


class PlatformError(Exception):
    """Base of every error that a person may see (平台错误).

    A subclass states its texts once, in Chinese and English, as format strings over `detail`.
    """

    http_status: ClassVar[int] = 500
    title_zh: ClassVar[str] = "系统错误"
    title_en: ClassVar[str] = "Platform error"
    code: ClassVar[str] = "platform.error"
    zh: ClassVar[str] = "发生错误。"
    en: ClassVar[str] = "An error occurred."
    article: ClassVar[str] = ""
    rule: ClassVar[str] = ""
    remedy_zh: ClassVar[str] = ""
    remedy_en: ClassVar[str] = ""

    def __init__(self, **detail: object) -> None:
        self.detail = detail
        super().__init__(self.text("en"))

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        return (self.zh if language == "zh" else self.en).format(**self.detail)

    def remedy(self, language: Language) -> str:
        """What the person can do next; empty when there is nothing to say."""
        return (self.remedy_zh if language == "zh" else self.remedy_en).format(**self.detail)

    def text(self, language: Language) -> str:
        """Message, article and remedy in one line, for logs, CLI and plain text."""
        article = articles_in_chinese(self.article) if language == "zh" else self.article
        basis = f" [{article}]" if article else ""
        remedy = self.remedy(language)
        return f"{self.message(language)}{basis}{' ' + remedy if remedy else ''}"

    def problem(self, language: Language) -> dict[str, object]:
        """The body of an `application/problem+json` answer (RFC 9457)."""
        return {
            "type": f"urn:mingjing:{self.code}",
            "title": self.title_zh if language == "zh" else self.title_en,
            "status": self.http_status,
            "code": self.code,
            "detail": self.message(language),
            "article": self.article,
            "rule": self.rule,
            "remedy": self.remedy(language),
        }


class SaidInWords(PlatformError):
    """A refusal whose details may be codes and phrases, said in the reader's language (带代码)."""

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        return (self.zh if language == "zh" else self.en).format(**self._said(language))

    def remedy(self, language: Language) -> str:
        """What the person can do next; empty when there is nothing to say."""
        said = self._said(language)
        return (self.remedy_zh if language == "zh" else self.remedy_en).format(**said)

    def _said(self, language: Language) -> dict[str, object]:
        return {name: in_words(value, language) for name, value in self.detail.items()}


def in_words(value: object, language: Language) -> object:
    """What has a label by it, and so each of a tuple; anything else as it is."""
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(str(in_words(v, language)) for v in value)
    label = getattr(value, "label", None)
    return label(language) if callable(label) else value


class Refused(PlatformError):
    """A gate or rule says no (闸口不通过)."""

    http_status = 409
    title_zh, title_en = "依法不予办理", "Refused by rule"


class Invalid(PlatformError):
    """The input is wrong; `detail` names field, row or position (输入有误)."""

    http_status = 422
    title_zh, title_en = "输入有误", "Invalid input"


class Forbidden(PlatformError):
    """The actor has no power to do this (无权限)."""

    http_status = 403
    title_zh, title_en = "没有权限", "Not permitted"


class Missing(PlatformError):
    """Not found, also where existence must not leak (不存在)."""

    http_status = 404
    title_zh, title_en = "未找到", "Not found"


class Conflict(PlatformError):
    """Stale version or duplicate (冲突)."""

    http_status = 409
    title_zh, title_en = "冲突", "Conflict"


class Unavailable(PlatformError):
    """Another system or store is away; may be retried (暂不可用)."""

    http_status = 503
    title_zh, title_en = "暂时不可用", "Temporarily unavailable"


class Corrupt(PlatformError):
    """Evidence or ledger check failed; nobody catches this to carry on (完整性破坏)."""

    http_status = 500
    title_zh, title_en = "完整性校验失败", "Integrity check failed"
