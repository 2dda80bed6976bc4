# SPDX-License-Identifier: Apache-2.0
"""The law as packaged (随程序发布的法律): instruments, texts, rules, and where each rule lives.

`data/law/instruments.yaml` lists what is cited, `texts/` holds what can be read, `rules/` says in
plain words what each rule asks, `index.json` (generated) which functions and tests carry it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import Any

from mingjing.kernel.articles import articles_in_chinese
from mingjing.kernel.errors import Language
from mingjing.kernel.resources import data_path, load_yaml
from mingjing.registry import law
from mingjing.registry.queries.instruments import instrument_levels, instrument_titles
from mingjing.registry.rules import read_refs, read_statute, write_provision
from mingjing.registry.types import (
    ArticleRef,
    ArticleText,
    Coverage,
    EvidenceTag,
    InstrumentHead,
    InstrumentLevel,
    LawRule,
    LawSection,
    LegalLevel,
    NotEnforced,
    Proof,
    Provision,
    ReferenceUnreadable,
    RuleCoverage,
    RuleKind,
    RuleUnknown,
)

_PREFIX = "中华人民共和国"
_WRITTEN_OUT = re.compile("第[一二三四五六七八九十百千零]+[条章]")


@cache
def heads() -> tuple[InstrumentHead, ...]:
    """Every instrument that the platform cites, in the order of the packaged list."""
    return tuple(_head(row) for row in load_yaml("law", "instruments.yaml")["instruments"])


def head(instrument_id: str) -> InstrumentHead | None:
    """One instrument of the packaged list."""
    return next((one for one in heads() if one.instrument_id == instrument_id), None)


def packaged_articles(one: InstrumentHead) -> tuple[ArticleText, ...]:
    """The articles of a packaged text; none when the text is not held.

    Raises: StatuteUnreadable.
    """
    if not one.text:
        return ()
    text = data_path("law", "texts", one.text).read_text(encoding="utf-8")
    return read_statute(text, one.title)


@cache
def names() -> Mapping[str, str]:
    """Every name under which an instrument is cited → its id."""
    found = {}
    for one in heads():
        for name in (*one.short, one.title, one.title.removeprefix(_PREFIX), one.short_en):
            found[name] = one.instrument_id
    return found


def article_refs(text: str) -> tuple[ArticleRef, ...]:
    """The references that a text holds: “行政处罚法 §17, §23” or `administrative-penalty-law 17`.

    Raises: ReferenceUnreadable when there is none.
    """
    found = refs_in(text)
    if not found:
        raise ReferenceUnreadable(text=text)
    return found


@cache
def refs_in(text: str) -> tuple[ArticleRef, ...]:
    """The references that a text holds; none when it names no listed instrument."""
    return read_refs(text, names())


def cite(ref: ArticleRef, language: Language) -> str:
    """A reference as people write it: 行政处罚法 §60, Administrative Penalty Law §60."""
    one = head(ref.instrument_id)
    name = one.cited(language) if one else ref.instrument_id
    return f"{name} §{ref.number}" if ref.number else name


def cite_in_full(cited: ArticleRef | Provision) -> str:
    """A reference as documents write it: 《中华人民共和国行政处罚法》第六十条."""
    one_of = Provision(cited) if isinstance(cited, ArticleRef) else cited
    ref = one_of.ref
    short = instrument_titles().get(ref.instrument_id, ref.instrument_id)
    is_law = instrument_levels().get(ref.instrument_id) is InstrumentLevel.LAW
    one = head(ref.instrument_id)
    title = one.title if one else f"{_PREFIX}{short}" if is_law else short
    return write_provision(one_of, title, "zh") if ref.number else f"《{title}》"


def cite_text(text: str, language: Language) -> str:
    """A written basis in the language of the page; left as it is when it cannot be read.

    Example: 行政处罚法 §44, §62(2) is Administrative Penalty Law §44, §62(2).
    """
    found = refs_in(text)
    if not found:
        return text
    if language == "en" and ("§" in text or "ch. " in text) and not _WRITTEN_OUT.search(text):
        said = _name_pattern().sub(lambda one: _cited_as(one[1]), text)
        return said.replace("、", ", ").replace("；", "; ")
    separator = "、" if language == "zh" else ", "
    return separator.join(cite(ref, language) for ref in found)


def basis_text(basis: str, language: Language) -> str:
    """A written basis as pages tell it: 行政处罚法第四十四条, else as `cite_text` does."""
    return articles_in_chinese(basis) if language == "zh" else cite_text(basis, language)


@cache
def _name_pattern() -> re.Pattern[str]:
    longest_first = sorted(names(), key=len, reverse=True)
    return re.compile(f"《?({'|'.join(map(re.escape, longest_first))})》?")


def _cited_as(name: str) -> str:
    one = head(names()[name])
    return one.cited("en") if one else name


@cache
def rules() -> tuple[LawRule, ...]:
    """Every rule of the law that the platform knows, deadlines included, by part of procedure."""
    rows: list[LawRule] = []
    for path in sorted(data_path("law", "rules").glob("*.yaml")):
        rows.extend(_rules_of(load_yaml("law", "rules", path.name)))
    parts = list(LawSection)
    return (*sorted(rows, key=lambda row: parts.index(row.section)), *_deadline_rules())


def rule(rule_id: str) -> LawRule:
    """One rule.

    Raises: RuleUnknown.
    """
    found = _by_id().get(rule_id)
    if found is None:
        raise RuleUnknown(rule_id=rule_id)
    return found


@cache
def coverage() -> Coverage:
    """Every rule with the functions that carry it and the tests that prove it (规则覆盖)."""
    return coverage_from(json.loads(data_path("law", "index.json").read_text(encoding="utf-8")))


def coverage_from(index: Mapping[str, Mapping[str, Any]]) -> Coverage:
    """The coverage that an index tells: rule id → functions and tests, each with its words."""
    return Coverage(tuple(_covered(one, index.get(one.rule_id, {})) for one in rules()))


@cache
def _by_id() -> Mapping[str, LawRule]:
    return {one.rule_id: one for one in rules()}


def _covered(one: LawRule, proofs: Mapping[str, Any]) -> RuleCoverage:
    functions, tests = (
        tuple(Proof(str(name), str(says)) for name, says in proofs.get(kind, {}).items())
        for kind in ("functions", "tests")
    )
    return RuleCoverage(one, functions, tests)


def _head(row: Mapping[str, Any]) -> InstrumentHead:  # a YAML row
    effective, ends = row["effective"], row.get("ends")
    if not isinstance(effective, date) or not isinstance(ends, date | None):
        raise ValueError(f"instrument {row['id']}: validity is not a date")
    return InstrumentHead(
        instrument_id=str(row["id"]),
        title=str(row["title"]),
        title_en=str(row["title_en"]),
        short=tuple(str(name) for name in row["short"]),
        short_en=str(row["short_en"]),
        level=LegalLevel(str(row["level"])),
        issuer=str(row["issuer"]),
        document=str(row["document"]),
        valid_from=effective,
        valid_to=ends,
        tag=EvidenceTag(str(row["tag"])),
        text=str(row["text"]),
        last_article=int(row.get("last", 0)),
    )


def _rules_of(body: Mapping[str, Any]) -> Iterator[LawRule]:  # a YAML file of rules
    for row in body["rules"]:
        people = row.get("people")
        yield LawRule(
            rule_id=str(row["id"]),
            section=LawSection(str(row["section"])),
            kind=RuleKind(str(row["kind"])),
            articles=tuple(_ref(one, str(body["instrument"])) for one in row["articles"]),
            tag=EvidenceTag(str(row.get("tag", body["tag"]))),
            zh=str(row["zh"]),
            en=str(row["en"]),
            not_enforced=NotEnforced(str(people)) if people else None,
            waits_for=_unbuilt(str(row.get("room", ""))),
        )


def _unbuilt(room: str) -> str:
    """The room, when the program does not have it yet; empty when it has."""
    if not room:
        return ""
    found = find_spec(f"mingjing.{room}")
    return "" if found is not None and found.origin else room


def _ref(said: object, instrument_id: str) -> ArticleRef:
    """A number is an article of the file's own instrument; a text names another."""
    if isinstance(said, int):
        return ArticleRef(instrument_id, str(said))
    name, _, number = str(said).partition(" ")
    return ArticleRef(name, number)


def _deadline_rules() -> Iterator[LawRule]:
    """The deadline registry as rules, so that each deadline has its page."""
    newest = {(one.name, one.field): one for one in law.limits() if not one.region}
    for row in law.deadline_rows():
        limit = newest[row.limit, row.field]
        yield LawRule(
            rule_id=row.deadline_id,
            section=LawSection.DEADLINES,
            kind=RuleKind.TIMER,
            articles=read_refs(limit.article, names()),
            tag=limit.tag,
            zh=f"{row.zh}：{row.starts_zh}{'之前' if row.counts_back else '起算'}。",
            en=f"{row.en}: {'before' if row.counts_back else 'from'} {row.starts_en}.",
            not_enforced=None,
            waits_for=_unbuilt(row.room),
        )
