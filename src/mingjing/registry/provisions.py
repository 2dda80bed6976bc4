# SPDX-License-Identifier: Apache-2.0
"""Provisions held to the register of law (条款核对): read, named, found, and who cites them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from mingjing.kernel.errors import Language
from mingjing.kernel.paging import PageRequest
from mingjing.registry import rules
from mingjing.registry.models import Article
from mingjing.registry.queries import benchmarks_on, in_force
from mingjing.registry.queries.instruments import instrument_titles
from mingjing.registry.queries.lists import entries_of, items_in_force, listed
from mingjing.registry.statutes import head, names, packaged_articles, refs_in
from mingjing.registry.types import (
    ArticleRef,
    BenchmarkView,
    ListedItem,
    ListKind,
    Provision,
    is_article_number,
)

_FOUND_AT_MOST = 20
_CITING_AT_MOST = 200
_LISTS = tuple(kind for kind in ListKind if kind is not ListKind.INSPECTION)


@dataclass(frozen=True, slots=True)
class FoundProvision:
    """A provision that a search found (检索到的条款), with the beginning of its text if held."""

    provision: Provision
    text: str = ""


@dataclass(frozen=True, slots=True)
class Citing:
    """Who cites an article (引用该条的清单和基准): items of lists, versions of benchmarks."""

    items: tuple[tuple[ListKind, ListedItem], ...]
    benchmarks: tuple[BenchmarkView, ...]


def read_provision(text: str) -> Provision | None:
    """The one provision that a text is, by code or by name; None when it is none (读取条款)."""
    return rules.read_provision(text, names())


def cite_provision(one: Provision | ArticleRef, language: Language) -> str:
    """A provision as people cite it: 《食品安全法》第一百二十五条, Food Safety Law Art. 125."""
    provision = Provision(one) if isinstance(one, ArticleRef) else one
    said = head(provision.ref.instrument_id)
    title = instrument_titles().get(provision.ref.instrument_id, provision.ref.instrument_id)
    if language == "en" and said:
        title = said.short_en
    if not provision.ref.number:
        return title if language == "en" else f"《{title}》"
    return rules.write_provision(provision, title, language)


def cite_written(text: str, language: Language) -> str:
    """A written provision as people cite it; what cannot be read is left as it was typed."""
    found = read_provision(text)
    return cite_provision(found, language) if found else text


def is_on_register(one: Provision) -> bool:
    """Whether the register has the provision (条款是否在册), in whatever version.

    Of an instrument whose text is held the article must be there, with the paragraph and item
    that are named. Of one whose text is not held only its last article is known, if that.

    Law: APL-005, APL-038, 行政处罚法 §5, §38: what is cited must be found where it is published.
    """
    ref = one.ref
    texts = [*_packaged(ref.instrument_id).get(ref.number, ())]
    if not texts:
        rows = Article.objects.filter(instrument_id=ref.instrument_id, number=ref.number)
        texts = list(rows.filter(superseded_at=None).values_list("text", flat=True)[:50])
    if texts:
        return any(rules.has_part(text, one) for text in texts)
    return is_beyond_text(ref)


def is_beyond_text(ref: ArticleRef) -> bool:
    """Whether the article can be one of an instrument that is known without its text."""
    known = head(ref.instrument_id)
    if known is None or known.text or not is_article_number(ref.number):
        return False
    if Article.objects.filter(instrument_id=ref.instrument_id, superseded_at=None).exists():
        return False
    main = int(ref.number.partition("-")[0])
    return not known.last_article or main <= known.last_article


def find_provisions(words: str, on: date) -> tuple[FoundProvision, ...]:
    """Provisions that words name, or whose text has the words, the named one first (检索条款)."""
    wanted = words.strip()
    if not wanted:
        return ()
    named = read_provision(wanted)
    if named is not None:
        return (_found(named, on),) if is_on_register(named) else ()
    of = {ref.instrument_id for ref in refs_in(wanted)}
    rows = Article.objects.filter(in_force(on), superseded_at=None).order_by(
        "instrument_id", "place"
    )
    rows = rows.filter(instrument_id__in=of) if of else rows.filter(text__icontains=wanted)
    return tuple(
        FoundProvision(Provision(ArticleRef(row.instrument_id, row.number)), row.text)
        for row in rows[:_FOUND_AT_MOST]
    )


def citing(ref: ArticleRef, on: date) -> Citing:
    """Items of published lists and benchmarks in force on a day that cite an article.

    An article without a number stands for every article of its instrument.
    """
    rows = entries_of(_LISTS, on).filter(items_in_force(on), basis__contains=ref.text)
    items: list[tuple[ListKind, ListedItem]] = []
    for row in rows.order_by("version__kind", "code", "pk")[:_CITING_AT_MOST]:
        kind = ListKind(row.version.kind)
        items += [(kind, one) for one in listed((row,), kind) if _cites(one.item.basis, ref)]
    tables = benchmarks_on(on, PageRequest(1, _CITING_AT_MOST)).items
    found = tuple(one for one in tables if _cites(_articles_of(one), ref))
    return Citing(tuple(items), found)


def _articles_of(view: BenchmarkView) -> Iterator[ArticleRef]:
    for row in view.table.rows:
        yield from refs_in(row.article)


def _cites(found: Iterable[ArticleRef], ref: ArticleRef) -> bool:
    return any(
        one.instrument_id == ref.instrument_id and ref.number in ("", one.number) for one in found
    )


def _found(one: Provision, on: date) -> FoundProvision:
    rows = Article.objects.filter(
        in_force(on), instrument_id=one.ref.instrument_id, number=one.ref.number
    )
    return FoundProvision(one, rows.values_list("text", flat=True).first() or "")


@cache
def _packaged(instrument_id: str) -> Mapping[str, tuple[str, ...]]:
    """Number → texts of the packaged articles of an instrument."""
    known = head(instrument_id)
    articles = packaged_articles(known) if known else ()
    return {one.number: (one.text,) for one in articles}
