# SPDX-License-Identifier: Apache-2.0
"""Forms (文书格式): sentences with words to be filled in, read from data, put into content."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from mingjing.engines.papers.words import SEAL, Content, Table
from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml

_TWICE = re.compile("[。；，]+。")  # where a word that was typed ends with a mark of its own
OFFICERS_SIGN = "执法人员（签名）"
_SIGNERS = {
    "party": "当事人（签名或者盖章）",
    "inspected": "被检查人（签名或者盖章）",
    "asked": "被询问人（签名或者盖章）",
    "receiver": "受送达人（签名或者盖章）",
    "officers": OFFICERS_SIGN,
    "inspectors": "检查人员（签名）",
    "witness": "见证人（签名）",
    "head": "机关负责人（签名）",
    "host": "听证主持人（签名）",
    "reviewer": "审核人员（签名）",
    "recorder": "记录人（签名）",
    "members": "参加讨论人员（签名）",
    "agency": SEAL,
}


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form (文书格式): which steps it is of, its number series, its sentences.

    :ivar asked: whether the law asks for it in writing: `before` its step, which hands it over;
        in the `file` once the step was taken; empty where the step itself is the record.
    """

    id: str
    zh: str
    en: str
    series: str
    article: str
    text: tuple[str, ...]
    acts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    asked: str = ""
    when_field: str = ""
    when_values: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The form's name in the given language."""
        return self.zh if language == "zh" else self.en


@cache
def forms_in(file: str) -> tuple[Form, ...]:
    """The forms of one packaged list of `data/forms`."""
    return tuple(_form(row) for row in load_yaml("forms", file)["forms"])


def fill(
    form: Form, words: Mapping[str, str], *, number: str, dated: str, tables: tuple[Table, ...]
) -> Content:
    """The form in words. A line whose every word may be empty, and is, is left out."""
    wanted = {name for line in form.text for name in placeholders(line)}
    filled = {name: words.get(name, "").strip() for name in wanted}
    said = (line.format(**filled) for line in form.text if _has_words(line, filled))
    return Content(
        title=form.zh,
        number=number,
        agency=words["agency"],
        paragraphs=tuple(_TWICE.sub("。", line) for line in said),
        tables=tuple(one for one in tables if one.rows),
        signers=tuple(_SIGNERS[one] for one in form.signers),
        dated=dated,
    )


def lacking(form: Form, words: Mapping[str, str], optional: Collection[str]) -> tuple[str, ...]:
    """Names of the words that the form must state and that are empty (缺少的要素)."""
    wanted = {name for line in form.text for name in placeholders(line)} - set(optional)
    return tuple(sorted(name for name in wanted if not words.get(name, "").strip()))


def placeholders(line: str) -> tuple[str, ...]:
    """Names of the words in a sentence."""
    return tuple(name for _, name, _, _ in Formatter().parse(line) if name)


def _has_words(line: str, filled: Mapping[str, str]) -> bool:
    """Whether a sentence says something: it has no words to fill in, or one that is not empty."""
    wanted = placeholders(line)
    return not wanted or any(filled[name] for name in wanted)


def _form(row: dict[str, Any]) -> Form:  # a packaged YAML row
    when = row.get("when", {})
    texts: dict[str, Any] = {k: v for k, v in row.items() if isinstance(v, str)}
    lists: dict[str, Any] = {k: tuple(v) for k, v in row.items() if isinstance(v, list)}
    return Form(
        **texts,
        **lists,
        when_field=when.get("field", ""),
        when_values=tuple(when.get("values", ())),
    )
