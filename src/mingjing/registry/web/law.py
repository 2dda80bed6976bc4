# SPDX-License-Identifier: Apache-2.0
"""Pages of the law register: instruments, articles, rules, and who carries each rule."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.registry import public
from mingjing.registry.types import (
    ArticlePanelMaker,
    ArticleRef,
    ArticleUnknown,
    ArticleView,
    InstrumentView,
    LawSection,
    RuleCoverage,
    RuleUnknown,
)
from mingjing.registry.web.days import asked_day

_STATES = ("covered", "waiting", "room", "people")


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference as a page shows it: words, and whether the article has a page."""

    ref: ArticleRef
    words: str
    has_page: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of a list with its references in the language of the page."""

    row: RuleCoverage
    cited: tuple[Cited, ...]

    @property
    def state(self) -> str:
        """covered, waiting, room (waits for one that is not built), or people."""
        if self.row.rule.not_enforced:
            return "people"
        if self.row.is_covered:
            return "covered"
        return "room" if self.row.rule.waits_for else "waiting"


def day_of(request: HttpRequest, instrument_id: str = "") -> date:
    """The day asked for, today when none or nonsense is asked.

    For an instrument that is not in force today, and no day is asked: its last day in force.
    """
    asked = asked_day(request)
    if asked is not None:
        return asked
    today = local_date(public.now_of(request))
    return public.day_in_force(instrument_id, today) if instrument_id else today


def instruments(request: HttpRequest) -> HttpResponse:
    """Instruments in force on a day, and how much of the law the program carries (法律文件)."""
    on = day_of(request)
    rows = public.instruments(on)
    citing = _citing()
    context = {
        "on": on,
        "rows": [(row, citing.get(row.instrument_id, 0)) for row in rows],
        "articles": sum(row.articles for row in rows),
        "told": public.coverage(),
    }
    return render(request, "registry/law/instruments.html", context)


def instrument(request: HttpRequest, instrument_id: str) -> HttpResponse:
    """One instrument as in force on a day, article by article (法律全文)."""
    on = day_of(request, instrument_id)
    view = public.instrument(instrument_id, on)
    by_article: dict[str, list[str]] = {}
    for rule in public.rules():
        for ref in rule.articles:
            if ref.instrument_id == instrument_id:
                by_article.setdefault(ref.number, []).append(rule.rule_id)
    articles = [
        (one, by_article.get(one.ref.number, ())) for one in public.articles(instrument_id, on)
    ]
    context = {"on": on, "view": view, "articles": articles, "whole": by_article.get("", ())}
    if not articles:
        context |= {
            "cited_articles": _cited_articles(instrument_id, by_article, on),
            "citing": public.citing(ArticleRef(instrument_id), on),
        }
    return render(request, "registry/law/instrument.html", context)


def article(request: HttpRequest, instrument_id: str, number: str) -> HttpResponse:
    """One article: text, rules, functions, tests, numbers, versions (法律条文).

    Of an instrument whose text is not held the page says so, and who cites the article.
    """
    on, ref = day_of(request, instrument_id), ArticleRef(instrument_id, number)
    try:
        view = public.article(instrument_id, number, on)
    except ArticleUnknown:
        if not public.is_beyond_text(ref):
            raise
        return _unheld(request, ref, on)
    rows = [row for row in public.coverage().rules if view.ref in row.rule.articles]
    context = {
        "on": on,
        "view": view,
        "name": public.cite(view.ref, language()),
        "instrument": public.instrument(instrument_id, on),
        "rules": lines(rows),
        "numbers": _numbers(view.ref, on),
        "versions": public.article_versions(instrument_id, number),
        "facts": _article_facts(view),
        "neighbours": _neighbours(view, on),
        "citing": public.citing(view.ref, on),
        "panels": _panels(request, view.ref),
    }
    return render(request, "registry/law/article.html", context)


def _unheld(request: HttpRequest, ref: ArticleRef, on: date) -> HttpResponse:
    """The page of an article that is cited while its text is not held (未收录条文)."""
    context = {
        "on": on,
        "ref": ref,
        "name": public.cite_provision(ref, language()),
        "instrument": public.instrument(ref.instrument_id, on),
        "rules": lines([row for row in public.coverage().rules if ref in row.rule.articles]),
        "numbers": _numbers(ref, on),
        "citing": public.citing(ref, on),
        "panels": _panels(request, ref),
    }
    return render(request, "registry/law/article_unheld.html", context)


def _panels(request: HttpRequest, ref: ArticleRef) -> list[str]:
    """What rooms above add to the page of an article; only the entry knows which they are."""
    makers: tuple[ArticlePanelMaker, ...] = import_string(settings.ARTICLE_PANELS)
    made = (maker(ref) for maker in makers)
    return [
        render_to_string(panel.template, dict(panel.context), request)
        for panel in made
        if panel is not None
    ]


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its articles and who carries it (规则目录)."""
    section, state = request.GET.get("section", ""), request.GET.get("state", "")
    told = public.coverage()
    found = [
        line
        for line in lines(told.rules)
        if section in ("", line.row.rule.section) and state in ("", line.state)
    ]
    context = {
        "told": told,
        "lines": found,
        "sections": list(LawSection),
        "section": section,
        "states": _STATES,
        "state": state,
    }
    return render(request, "registry/law/rules.html", context)


def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: what it asks, its articles, functions and tests (规则)."""
    row = next((one for one in public.coverage().rules if one.rule.rule_id == rule_id), None)
    if row is None:
        raise RuleUnknown(rule_id=rule_id)
    line = lines([row])[0]
    context = {"line": line, "texts": [(one, _text(one, day_of(request))) for one in line.cited]}
    return render(request, "registry/law/rule.html", context)


def lines(rows: list[RuleCoverage] | tuple[RuleCoverage, ...]) -> list[RuleLine]:
    """Rules with their references in the language of the page."""
    known = {one.instrument_id for one in public.heads()}
    said = language()
    return [
        RuleLine(
            row,
            tuple(
                Cited(ref, public.cite(ref, said), bool(ref.number) and ref.instrument_id in known)
                for ref in row.rule.articles
            ),
        )
        for row in rows
    ]


def _cited_articles(
    instrument_id: str, by_article: dict[str, list[str]], on: date
) -> list[tuple[ArticleRef, str]]:
    """Articles of an instrument that rules, lists or benchmarks cite, with their names."""
    found = public.citing(ArticleRef(instrument_id), on)
    refs = {ArticleRef(instrument_id, number) for number in by_article if number}
    refs.update(ref for _kind, one in found.items for ref in one.item.basis)
    for view in found.benchmarks:
        refs.update(ref for row in view.table.rows for ref in public.refs_in(row.article))
    own = [ref for ref in refs if ref.instrument_id == instrument_id and ref.number]
    own.sort(key=lambda ref: tuple(map(int, ref.number.split("-"))))
    return [(ref, public.cite_provision(ref, language())) for ref in own]


def _citing() -> dict[str, int]:
    """Instrument → how many rules rest on it."""
    counts: dict[str, int] = {}
    for one in public.rules():
        for instrument_id in {ref.instrument_id for ref in one.articles}:
            counts[instrument_id] = counts.get(instrument_id, 0) + 1
    return counts


def _numbers(ref: ArticleRef, on: date) -> list[tuple[str, str, str]]:
    """Parameters that the article states: name, value, words."""
    said = language()
    return [
        (one.name, one.amount(said), one.label(said))
        for one in public.parameters(on)
        if ref in public.refs_in(one.article)
    ]


def _article_facts(view: ArticleView) -> dict[str, object]:
    return {"digest": view.digest, "recorded_at": view.recorded_at}


def _neighbours(view: ArticleView, on: date) -> tuple[str, str]:
    """Numbers of the articles before and after, empty at the ends."""
    numbers = [one.ref.number for one in public.articles(view.ref.instrument_id, on)]
    at = numbers.index(view.ref.number)
    return numbers[at - 1] if at else "", numbers[at + 1] if at + 1 < len(numbers) else ""


def _text(cited: Cited, on: date) -> ArticleView | InstrumentView | None:
    """The article's text when the register holds it."""
    if not cited.has_page:
        return None
    try:
        return public.article(cited.ref.instrument_id, cited.ref.number, on)
    except ArticleUnknown:
        return None
