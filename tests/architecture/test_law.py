# SPDX-License-Identifier: Apache-2.0
"""The law in the program: every rule is worded, cited and indexed; marks name rules that exist."""

import re

from tools import law as law_pages

from mingjing.registry import law, statutes
from mingjing.registry.types import ArticleRef, EvidenceTag, InstrumentHead, LimitUnit, NotEnforced
from tests.architecture.house import ROOT


def _numbers(one: InstrumentHead) -> set[str]:
    return {article.number for article in statutes.packaged_articles(one)}


def test_the_index_is_current() -> None:
    written = (ROOT / law_pages.INDEX).read_text(encoding="utf-8")
    assert written == law_pages.index_text(), "run `make docs`"


def test_every_mark_of_a_test_names_a_rule() -> None:
    assert law_pages.unknown_marks() == []


def test_every_rule_has_its_own_id_and_both_texts() -> None:
    ids = [rule.rule_id for rule in statutes.rules()]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 240
    for rule in statutes.rules():
        assert re.search(r"[一-鿿]", rule.zh), rule.rule_id
        assert rule.en, rule.rule_id
        assert not re.search(r"[一-鿿]", rule.en), rule.rule_id


def test_every_rule_cites_an_article_that_exists() -> None:
    held = {one.instrument_id: _numbers(one) for one in statutes.heads()}
    dangling = [
        f"{rule.rule_id}: {ref}"
        for rule in statutes.rules()
        for ref in rule.articles
        if ref.instrument_id not in held or not _exists(ref, held[ref.instrument_id])
    ]
    assert dangling == []
    assert all(rule.articles for rule in statutes.rules())


def _exists(ref: ArticleRef, numbers: set[str]) -> bool:
    """An instrument whose text is not held is cited on trust."""
    return not numbers or not ref.number or ref.number in numbers


def test_every_number_cites_an_instrument_that_is_listed_and_an_article_that_exists() -> None:
    held = {one.instrument_id: _numbers(one) for one in statutes.heads()}
    for limit in law.limits():
        for ref in statutes.article_refs(limit.article):
            assert _exists(ref, held[ref.instrument_id]), (limit.name, str(ref))


def test_what_was_read_in_the_text_is_marked_so_and_is_not_left_to_people_for_convenience() -> None:
    left = [rule for rule in statutes.rules() if rule.not_enforced]
    assert {rule.not_enforced for rule in left} <= set(NotEnforced)
    gates = [rule.rule_id for rule in left if rule.kind.value == "gate"]
    assert gates == [], "a gate is for software"
    read = [rule for rule in statutes.rules() if rule.tag is EvidenceTag.TEXT]
    assert len(read) > len(statutes.rules()) / 2


def test_a_rule_waits_only_for_a_room_that_is_not_built_and_is_planned() -> None:
    planned = {"exchange", "evidence", "approval", "credit", "opendata", "estate", "supervision"}
    told = statutes.coverage()
    for row in told.awaiting_room:
        assert row.rule.waits_for in planned, row.rule.rule_id
        assert not (ROOT / "src" / "mingjing" / row.rule.waits_for / "__init__.py").exists()


OPEN = {"DL-43", "DL-52", "DL-53"}
"""Rules that nothing carries though their room stands, or soon will: none may join them."""


def test_what_has_its_room_is_carried_and_proved() -> None:
    waiting = {row.rule.rule_id for row in statutes.coverage().awaiting_room}
    bare = {r.rule.rule_id for r in statutes.coverage().for_software if not r.is_covered} - waiting
    assert bare <= OPEN


def test_every_penalty_article_with_a_duty_of_procedure_has_a_rule() -> None:
    cited = {
        ref.number
        for rule in statutes.rules()
        for ref in rule.articles
        if ref.instrument_id == "administrative-penalty-law"
    }
    wanted = {str(number) for number in range(9, 84)} - {"15", "21"}
    assert sorted(wanted - cited, key=int) == []


def test_every_number_of_the_penalty_and_coercion_law_names_a_rule_that_exists() -> None:
    known = {rule.rule_id for rule in statutes.rules()}
    files = {
        "penalty", "coercion", "transfer", "clue", "service", "supervision", "inspection",
        "recording",
    }  # fmt: skip
    lost = [
        (limit.name, limit.rule)
        for limit in law.limits()
        if limit.name.partition(".")[0] in files and limit.rule not in known
    ]
    assert lost == []


def test_every_number_has_a_unit_that_pages_can_say() -> None:
    assert {limit.unit for limit in law.limits()} <= set(LimitUnit)
