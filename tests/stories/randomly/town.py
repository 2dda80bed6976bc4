# SPDX-License-Identifier: Apache-2.0
"""The town of the random acts: an agency, its people and powers, another agency, the parties."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.codes import Capacity, PartyKind
from mingjing.cases.types.inputs import NewParty
from mingjing.ledger.public import official_act, record
from mingjing.registry.models import ListEntry, ListVersion
from mingjing.registry.public import NewOfficer, register_agency, register_officer
from mingjing.registry.types import Actor
from tests.rooms.cases.bureau import ADDRESS, REGION
from tests.rooms.cases.coercion_list import publish_coercion
from tests.rooms.cases.leniency_list import publish_leniency

LASTING, ENDING, STRICT = "330200-0001", "330200-0002", "330200-0003"
ENDS_ON = date(2026, 8, 31)
"""The last day of the item `ENDING`."""
CAPS = {LASTING: 5_000_000, ENDING: 5_000_000, STRICT: 50_000_000}
LAPSED_ON, SWORN_ON = date(2026, 5, 31), date(2026, 7, 1)
"""The last day of Lao's certificate; the first of Xin's."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def citizen_number(born_on: date, serial: int) -> str:
    """A citizen number with its check digit (GB 11643)."""
    body = f"110105{born_on:%Y%m%d}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


PARTIES = (
    NewParty(PartyKind.ORGANISATION, "临江味道餐饮有限公司", "91350100M000100Y43", address=ADDRESS),
    NewParty(PartyKind.CITIZEN, "周某", citizen_number(date(1980, 3, 4), 2), address=ADDRESS),
    NewParty(PartyKind.CITIZEN, "小吴", citizen_number(date(2010, 6, 15), 11), address=ADDRESS),
    NewParty(PartyKind.CITIZEN, "小郑", citizen_number(date(2013, 1, 20), 21), address=ADDRESS),
    NewParty(
        PartyKind.CITIZEN,
        "冯某",
        citizen_number(date(1975, 9, 9), 5),
        capacity=Capacity.NONE,
        address=ADDRESS,
    ),
)


@dataclass(frozen=True)
class Town:
    """Who and what is there. `certificates`: first and last day for each officer of the agency."""

    agency_id: str
    people: dict[str, Actor]
    certificates: dict[str, tuple[date, date]]

    def officers(self, *names: str) -> tuple[str, ...]:
        """Ids of the officers of those names."""
        return tuple(str(self.people[name].officer_id) for name in names)


def make_town(system: Actor, now: datetime) -> Town:
    """Register everybody; publish the power list."""
    agency_id = register_agency(actor=system, now=now, name="临江市市场监督管理局", region=REGION)
    other_id = register_agency(actor=system, now=now, name="外地监督管理局", region="440100")
    terms = {
        "zhao": (date(2020, 1, 1), date(2029, 12, 31)),
        "chen": (date(2020, 1, 1), date(2029, 12, 31)),
        "wang": (date(2020, 1, 1), date(2029, 12, 31)),
        "lao": (date(2020, 1, 1), LAPSED_ON),
        "xin": (SWORN_ON, date(2029, 12, 31)),
    }
    people: dict[str, Actor] = {"system": system}
    for number, (name, (first, last)) in enumerate(terms.items(), 1):
        people[name] = _officer(system, now, agency_id, NewOfficer(
            agency_id=agency_id, name=name, region=REGION, certificate_no=f"3301-{number:04}",
            valid_from=first, valid_to=last,
        ))  # fmt: skip
    people["li"] = _officer(system, now, other_id, NewOfficer(
        agency_id=other_id, name="li", region="440100", certificate_no="4401-0001",
        valid_from=date(2020, 1, 1), valid_to=date(2029, 12, 31),
    ))  # fmt: skip
    for name, role in (("qian", "legal"), ("fan", "legal"), ("sun", "head"), ("wu", "head")):
        people[name] = Actor(f"account_{name}", name, agency_id, REGION, frozenset({role}))
    zhao = people["zhao"]
    people["both"] = Actor(  # one person with every office: only the file keeps them apart
        zhao.account_id, "both", agency_id, REGION,
        frozenset({"officer", "legal", "head"}), zhao.officer_id,
    )  # fmt: skip
    people["zhou"] = Actor("account_zhou", "zhou", "", "", frozenset({"party"}))
    people["nobody"] = Actor("account_nobody", "nobody", agency_id, REGION, frozenset())
    _publish(actor=system, now=now, agency_id=agency_id)
    publish_leniency(actor=system, now=now, agency_id=agency_id, power_code=LASTING)
    publish_coercion(actor=system, now=now, agency_id=agency_id)
    certificates = {str(people[name].officer_id): term for name, term in terms.items()}
    return Town(agency_id, people, certificates)


def _officer(system: Actor, now: datetime, agency_id: str, officer: NewOfficer) -> Actor:
    officer_id = register_officer(actor=system, now=now, officer=officer)
    return Actor(
        f"account_{officer.name}", officer.name, agency_id, officer.region,
        frozenset({"officer"}), officer_id,
    )  # fmt: skip


@official_act
def _publish(*, actor: Actor, now: datetime, agency_id: str) -> None:
    """Three items: one that lasts, one that ends, one that closes businesses."""
    version = ListVersion.objects.create(
        kind="power", agency_id=agency_id, region=REGION, number=1, state="published",
        valid_from=date(2020, 1, 1), digest="0" * 64, item_count=3, drafted_by="a",
        reviewed_by="b", published_by="c", published_at=now,
    )  # fmt: skip
    for place, (code, cap) in enumerate(CAPS.items(), 11):
        kinds = "01;02;03;04;05;09" if code == STRICT else "01;02;03;09"
        ListEntry.objects.create(
            version=version, place=place, code=code, name="经营超过保质期的食品",
            basis="food-safety-law 124", agency_id=agency_id, region=REGION, level="3",
            power_kind="02", field="food", valid_from=date(2020, 1, 1),
            valid_to=ENDS_ON if code == ENDING else None, digest=str(place) * 32,
            details={"body_kind": "1", "power_source": "1", "penalty_kinds": kinds,
                     "fine_cap": str(cap // 100)},
        )  # fmt: skip
    record(
        "registry.list_published", kind="list", object_id=version.list_version_id,
        actor=actor, now=now, payload={"number": 1},
    )  # fmt: skip
