# SPDX-License-Identifier: Apache-2.0
"""The short name of an agency (机关代字): what numbers begin with from now on."""

from datetime import datetime

import pytest

from mingjing.cases.acts.numbering import next_number
from mingjing.ledger.public import entry_for, official_act, record
from mingjing.registry import public
from mingjing.registry.types import (
    Actor,
    AlreadyRegistered,
    NotPermitted,
    ShortNameInvalid,
    UnknownAgency,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(system: Actor, now: datetime) -> str:
    return public.register_agency(
        actor=system, now=now, name="临江市市场监督管理局", region="330100"
    )


@official_act
def number(system: Actor, now: datetime, agency_id: str) -> str:
    found = next_number(agency_id, "罚决", 2026)
    record("case.filed", kind="case", object_id=found, actor=system, now=now, payload={})
    return found


@pytest.mark.law("APL-059")
def test_numbers_go_on_under_the_short_name(bureau: str, system: Actor, now: datetime) -> None:
    assert number(system, now, bureau) == "临江市市场监督管理局罚决〔2026〕1号"
    public.set_short_name(actor=system, now=now, agency_id=bureau, short=" 临市监 ")
    assert number(system, now, bureau) == "临市监罚决〔2026〕2号"  # no gap, nothing renumbered
    assert public.agency(bureau).signs == "临市监"
    acts = [one.act for one in entry_for("agency", bureau)]
    assert acts == ["registry.agency_registered", "registry.short_name_set"]


def test_a_short_name_belongs_to_one_agency(bureau: str, system: Actor, now: datetime) -> None:
    public.set_short_name(actor=system, now=now, agency_id=bureau, short="临市监")
    with pytest.raises(AlreadyRegistered):
        public.register_agency(
            actor=system, now=now, name="另一个局", region="330100", short="临市监"
        )
    other = public.register_agency(actor=system, now=now, name="另一个局", region="330100")
    with pytest.raises(AlreadyRegistered):
        public.set_short_name(actor=system, now=now, agency_id=other, short="临市监")
    for wrong in ("", "临 市监", "临市监〔", "临" * 21):
        with pytest.raises(ShortNameInvalid):
            public.set_short_name(actor=system, now=now, agency_id=other, short=wrong)
    with pytest.raises(UnknownAgency):
        public.set_short_name(actor=system, now=now, agency_id="agency_none", short="临环")
    stranger = Actor("account_li", "Li", other, "330100", frozenset({"officer"}))
    with pytest.raises(NotPermitted):
        public.set_short_name(actor=stranger, now=now, agency_id=other, short="临环")
