# SPDX-License-Identifier: Apache-2.0
"""What a reader sees of a page: its words, and the codes and foreign words among them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_UNSEEN = {"script", "style", "template", "head", "svg"}
_SAID = ("aria-label", "alt", "title", "placeholder")
_LATIN = re.compile(r"(?<![\w/@:.])[a-z][a-z0-9]*(?:[._-][A-Za-z0-9]+)*(?![\w@])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def words_seen(node: Element, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Each text of a page that somebody sees or hears, without what bears a class in `skip`."""
    if str(node.tag) in _UNSEEN or skip & set(node.get("class", "").split()):
        return
    yield from (node.get(one, "") for one in _SAID if node.get(one))
    if node.tag == "input" and node.get("type") in ("submit", "button"):
        yield node.get("value", "")
    if node.text and node.text.strip():
        yield node.text.strip()
    for child in node:
        yield from words_seen(child, skip)
        if child.tail and child.tail.strip():
            yield child.tail.strip()


def latin_words(text: str) -> list[str]:
    """Words in small Latin letters: codes and English."""
    return _LATIN.findall(text)


def han_runs(text: str) -> list[str]:
    """Runs of Chinese characters."""
    return _HAN.findall(text)
