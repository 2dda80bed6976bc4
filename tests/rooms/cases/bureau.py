# SPDX-License-Identifier: Apache-2.0
"""A bureau for the tests of the room: people with roles, officers with certificates, one power.

Zhao and Chen handle, Qian reviews in law, Sun is the head, Zhou is the party.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from mingjing.cases import public
from mingjing.cases.types.codes import ClueSource, PartyKind
from mingjing.cases.types.inputs import ClueCheck, NewClue, NewParty
from mingjing.cases.types.steps import Filed
from mingjing.ledger.public import official_act, record
from mingjing.registry.models import ListEntry, ListVersion
from mingjing.registry.public import NewOfficer, register_agency, register_officer
from mingjing.registry.types import Actor

REGION = "330100"
TODAY = date(2026, 11, 23)
ITEM = "330200-0001"
ADDRESS = "临江市江北路1号"
SHOP = NewParty(
    PartyKind.ORGANISATION, "临江味道餐饮有限公司", "91350100M000100Y43", address=ADDRESS
)
PERSON = NewParty(PartyKind.CITIZEN, "周某", "11010519491231002X", address=ADDRESS)


@dataclass(frozen=True)
class Bureau:
    """What the tests stand on."""

    agency_id: str
    zhao: Actor
    chen: Actor
    qian: Actor
    sun: Actor
    system: Actor
    now: datetime

    @property
    def officers(self) -> tuple[str, str]:
        return (str(self.zhao.officer_id), str(self.chen.officer_id))


def make_bureau(system: Actor, now: datetime) -> Bureau:
    """Register the agency, its officers and the power list."""
    agency_id = register_agency(actor=system, now=now, name="临江市市场监督管理局", region=REGION)
    zhao, chen = (
        _officer(system, now, agency_id=agency_id, name=name, number=number)
        for number, name in enumerate(("Zhao", "Chen"), 1)
    )
    publish_power(actor=system, now=now, agency_id=agency_id)
    qian = Actor("account_qian", "Qian", agency_id, REGION, frozenset({"legal"}))
    sun = Actor("account_sun", "Sun", agency_id, REGION, frozenset({"head"}))
    return Bureau(agency_id, zhao, chen, qian, sun, system, now)


def _officer(system: Actor, now: datetime, *, agency_id: str, name: str, number: int) -> Actor:
    officer_id = register_officer(
        actor=system,
        now=now,
        officer=NewOfficer(
            agency_id=agency_id,
            name=name,
            region=REGION,
            certificate_no=f"3301-{number:04}",
            valid_from=date(2020, 1, 1),
            valid_to=date(2029, 12, 31),
        ),
    )
    roles = frozenset({"officer"})
    return Actor(f"account_{name.lower()}", name, agency_id, REGION, roles, officer_id)


@official_act
def publish_power(*, actor: Actor, now: datetime, agency_id: str) -> None:
    """Put one penalty item on a published list: fines up to 50,000 yuan, warning, confiscation."""
    version = ListVersion.objects.create(
        kind="power", agency_id=agency_id, region=REGION, number=1, state="published",
        valid_from=date(2020, 1, 1), digest="0" * 64, item_count=1, drafted_by="a",
        reviewed_by="b", published_by="c", published_at=now,
    )  # fmt: skip
    ListEntry.objects.create(
        version=version, place=1, code=ITEM, name="经营超过保质期的食品",
        basis="food-safety-law 124", agency_id=agency_id, region=REGION,
        level="3", power_kind="02", field="food", valid_from=date(2020, 1, 1), digest="1" * 64,
        details={"body_kind": "1", "power_source": "1", "penalty_kinds": "01;02;03;09",
                 "fine_cap": "50000"},
    )  # fmt: skip
    record(
        "registry.list_published",
        kind="list",
        object_id=version.list_version_id,
        actor=actor,
        now=now,
        payload={"number": 1},
    )


def filing(bureau: Bureau, clue_id: str, **changes: object) -> Filed:
    """A filing that passes every gate."""
    plain = Filed(
        clue_id=clue_id,
        power_item_code=ITEM,
        summary="涉嫌经营超过保质期的食品",
        happened_from=date(2026, 11, 18),
        happened_to=date(2026, 11, 18),
        discovered_on=date(2026, 11, 18),
        place="临江市江北路 1 号",
        place_region=REGION,
        officers=bureau.officers,
        basis=("food-safety-law 34", "food-safety-law 124"),
        field="food",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_checked_clue(bureau: Bureau, reference: str = "") -> str:
    """A clue that Zhao has checked and proposes to file."""
    clue_id = public.take_clue(
        actor=bureau.zhao,
        now=bureau.now,
        clue=NewClue(
            source=ClueSource.INSPECTION,
            text="货架上有超过保质期的食品",
            received_on=date(2026, 11, 18),
            agency_id=bureau.agency_id,
            region=REGION,
            reference=reference,
        ),
    )
    public.check_clue(
        actor=bureau.zhao,
        now=bureau.now,
        clue_id=clue_id,
        check=ClueCheck("情况属实，达到立案标准", True, bureau.officers, TODAY),
    )
    return clue_id


def a_case(bureau: Bureau, party: NewParty = SHOP, **changes: object) -> str:
    """A case that Sun has filed."""
    clue_id = a_checked_clue(bureau)
    filed = filing(bureau, clue_id, **changes)
    return public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=party)
