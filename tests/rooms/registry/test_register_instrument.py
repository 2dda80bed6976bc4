# SPDX-License-Identifier: Apache-2.0
"""The law register: every version of a text, as the law says it and as the register knew it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mingjing.ledger.public import entry_for
from mingjing.registry.models import Article, Instrument
from mingjing.registry.public import (
    article,
    article_versions,
    articles,
    heads,
    instrument,
    instruments,
    packaged_articles,
    register_instrument,
    register_packaged_law,
)
from mingjing.registry.rules import read_statute
from mingjing.registry.types import (
    Actor,
    ArticleUnknown,
    EvidenceTag,
    InstrumentHead,
    InstrumentUnknown,
    LegalLevel,
    NotPermitted,
    StatuteRegistered,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
OLD = read_statute("第一条 罚款一百元以下。\n\n第二条 自公布之日起施行。", "某条例")
NEW = read_statute("第一条 罚款五十元以下。\n\n第二条 自公布之日起施行。", "某条例")
HEAD = InstrumentHead(
    instrument_id="some-regulation",
    title="某条例",
    title_en="Some Regulation",
    short=("某条例",),
    short_en="Some Regulation",
    level=LegalLevel.LOCAL_REGULATION,
    issuer="某市人民代表大会常务委员会",
    document="2020年第1号",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    tag=EvidenceTag.TEXT,
    text="",
)
AMENDED = replace(HEAD, document="2025年第1号", valid_from=date(2025, 7, 1))


@pytest.mark.law("APL-005")
def test_it_registers_a_text_with_its_articles_and_leaves_an_entry(
    system: Actor, now: datetime
) -> None:
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    assert instrument("some-regulation", DAY).articles == 2
    assert article("some-regulation", "1", DAY).text == "罚款一百元以下。"
    assert [one.ref.number for one in articles("some-regulation", DAY)] == ["1", "2"]
    assert [e.act for e in entry_for("instrument", "some-regulation")] == [
        "registry.instrument_registered"
    ]


def test_it_refuses_the_same_text_twice(system: Actor, now: datetime) -> None:
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    with pytest.raises(StatuteRegistered):
        register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    assert Article.objects.count() == 2


@pytest.mark.law("APL-037")
@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2020, 1, 1), "罚款一百元以下。"),
        (date(2025, 6, 30), "罚款一百元以下。"),
        (date(2025, 7, 1), "罚款五十元以下。"),
        (date(2025, 7, 2), "罚款五十元以下。"),
    ],
)
def test_it_shows_the_text_in_force_on_a_day(
    system: Actor, now: datetime, on: date, text: str
) -> None:
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    register_instrument(actor=system, now=now, head=AMENDED, articles=NEW)
    assert article("some-regulation", "1", on).text == text
    assert len(instruments(on)) == 1


def test_it_does_not_matter_in_which_order_versions_come(system: Actor, now: datetime) -> None:
    register_instrument(actor=system, now=now, head=AMENDED, articles=NEW)
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    assert instrument("some-regulation", date(2025, 6, 30)).valid_to == date(2025, 6, 30)
    assert [one.valid_from.year for one in article_versions("some-regulation", "1")] == [2025, 2020]


def test_nothing_was_in_force_before_the_first_day(system: Actor, now: datetime) -> None:
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    with pytest.raises(ArticleUnknown, match="some-regulation 1"):
        article("some-regulation", "1", date(2019, 12, 31))
    with pytest.raises(InstrumentUnknown):
        instrument("some-regulation", date(2019, 12, 31))


def test_it_keeps_what_the_register_knew_before_a_correction(system: Actor, now: datetime) -> None:
    later = now + timedelta(days=1)
    register_instrument(actor=system, now=now, head=HEAD, articles=OLD)
    register_instrument(actor=system, now=later, head=HEAD, articles=NEW)
    assert article("some-regulation", "1", DAY).text == "罚款五十元以下。"
    first = Article.objects.get(number="1", recorded_at=now)
    assert (first.text, first.superseded_at) == ("罚款一百元以下。", later)
    assert Instrument.objects.filter(superseded_at=None).count() == 1


def test_it_registers_every_packaged_instrument_once(now: datetime) -> None:
    assert register_packaged_law(now) == len(heads())
    assert register_packaged_law(now) == 0
    held = {one.instrument_id for one in heads() if packaged_articles(one)}
    assert {row.instrument_id for row in instruments(DAY) if row.articles} == held - {
        "enterprise-information-publicity"
    }
    assert article("administrative-penalty-law", "60", DAY).text.startswith(
        "行政机关应当自行政处罚案件立案之日起九十日内"
    )


def test_it_puts_laws_before_rules(now: datetime) -> None:
    register_packaged_law(now)
    levels = [list(LegalLevel).index(one.level) for one in instruments(DAY)]
    assert levels == sorted(levels)


@pytest.mark.law("APL-016")
def test_only_documents_below_rules_may_set_no_penalty() -> None:
    assert [level for level in LegalLevel if not level.may_set_penalties] == [
        LegalLevel.OTHER_DOCUMENT
    ]


def test_only_the_system_registers_law(
    zhao: Actor, qian: Actor, sun: Actor, li: Actor, zhou: Actor, now: datetime
) -> None:
    for person in (zhao, qian, sun, li, zhou):
        with pytest.raises(NotPermitted):
            register_instrument(actor=person, now=now, head=HEAD, articles=OLD)
