# SPDX-License-Identifier: Apache-2.0
"""Normal form of a business name (名称规范化): what is left when habit of writing is taken away.

Works on distinct names in bulk, so each function takes one text and knows no table.
"""

import re
from dataclasses import dataclass
from functools import cache

from mingjing.kernel.resources import load_yaml
from mingjing.subjects.rules.scripts import folded, has_han, words

_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_NUMBER = re.compile(r"(?:#|\bNO\.?\s?)\s*([A-Z]?\d[A-Z0-9-]*)")
_INNER = re.compile(r"[\'\u2019`\u00b4.]")
_OTHER = re.compile(r"[^A-Z0-9]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart (名称要素).

    `core` identifies; `ascii` repeats it when every character is ASCII and is empty otherwise, so
    that byte-wise similarity never meets Chinese; `tokens` are words or Chinese bigrams.
    """

    core: str
    ascii: str
    squashed: str
    tokens: tuple[str, ...]
    number: str = ""


@cache
def _english(kind: str) -> frozenset[str]:
    return frozenset(load_yaml("subjects", "english.yaml")[kind])


@cache
def _chinese_forms() -> tuple[str, ...]:
    forms = load_yaml("subjects", "chinese.yaml")["legal_forms"]
    return tuple(sorted(forms, key=len, reverse=True))


def name_form(raw: str | None) -> NameForm | None:
    """The normal form of a name, or nothing when nothing is left.

    Example: "KEVIN'S  Hamburger Heaven, Inc." and "KEVINS HAMBURGER HEAVEN" have one core.
    """
    text = folded(raw or "").strip()
    if not text:
        return None
    return _chinese_name(text) if has_han(text) else _english_name(text)


def _english_name(text: str) -> NameForm | None:
    number = _NUMBER.search(text)
    plain = _INNER.sub("", _NUMBER.sub(" ", text) if number else text)
    parts = [part for part in _OTHER.split(plain) if part]
    while len(parts) > 1 and parts[-1] in _english("legal_forms"):
        parts.pop()
    kept = [part for part in parts if part not in _english("fillers")] or parts
    if not kept:  # a name that is only a number: "#7"
        kept = [part for part in _OTHER.split(text) if part]
    core = " ".join(kept)
    if not core:
        return None
    tokens = tuple(dict.fromkeys(kept))
    return NameForm(core, core, "".join(kept), tokens, number.group(1) if number else "")


def _chinese_name(text: str) -> NameForm | None:
    plain = _SPACES.sub("", text)
    ends = (form for form in _chinese_forms() if plain.endswith(form))
    core = plain.removesuffix(next(ends, "")) or plain
    core = _BRACKETS.sub("", core) or core
    tokens = tuple(dict.fromkeys(words(core)))
    return NameForm(core, "", core, tokens) if tokens else None
