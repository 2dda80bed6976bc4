# SPDX-License-Identifier: Apache-2.0
"""A hundred thousand cases put straight into the tables, for measuring; not through acts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from mingjing.cases.models import (
    Case,
    CaseClock,
    CaseOfficer,
    CaseStep,
    CaseWait,
    Party,
    UnlawfulAct,
)
from mingjing.ledger.public import official_act, record
from mingjing.registry.types import Actor

_DAY = timedelta(days=1)
_BATCH = 2_000
_CLOCKS = (("DL-02", 60, "alarm"), ("DL-06", 20, "alarm"), ("DL-11", 30, "release"))
_STAGES = ("investigation", "review", "notice", "decided", "performance", "archived", "archived")
_OPEN = 5  # of these stages
_WAITS = {
    "review": ("case.legally_reviewed", "cases.review"),
    "notice": ("case.decided", "cases.decide"),
    "performance": ("case.closed", "cases.file"),
}


def insert_cases(
    template: Case,
    count: int,
    *,
    actor: Actor,
    now: datetime,
    agencies: int = 20,
) -> None:
    """Copies of a case, spread over agencies, officers, stages, days and power items."""
    steps = list(template.steps.order_by("seq"))
    numbers = iter(range(count))
    while some := list(islice(numbers, _BATCH)):
        _insert(template, steps, some, actor=actor, now=now, agencies=agencies)


@official_act
def _insert(
    template: Case, steps: list[CaseStep], numbers: list[int], *, actor: Actor, now: datetime,
    agencies: int,
) -> None:  # fmt: skip
    today = now.date()
    Party.objects.bulk_create(_parties(numbers))
    UnlawfulAct.objects.bulk_create(_acts(numbers, today))
    Case.objects.bulk_create(_case(template, n, today, agencies) for n in numbers)
    CaseOfficer.objects.bulk_create(_officers(template, numbers, agencies))
    CaseClock.objects.bulk_create(_clocks(template, numbers, today, agencies))
    CaseWait.objects.bulk_create(_waits(template, numbers, today, agencies))
    CaseStep.objects.bulk_create(_steps(steps, numbers))
    record(
        "case.filed", kind="case", object_id=f"case_m{numbers[0]:06}", actor=actor, now=now,
        payload={"count": len(numbers)},
    )  # fmt: skip


def _officers(template: Case, numbers: Iterable[int], agencies: int) -> Iterator[CaseOfficer]:
    """Two for each open case; one case in twenty of the template's agency is its officers' own."""
    mine = sorted(template.officers.values_list("officer_id", flat=True))
    for n in numbers:
        if n % len(_STAGES) >= _OPEN:
            continue
        place, agency = divmod(n, agencies)
        pair = [f"officer_{agency}_{place % 50}", f"officer_{agency}_{50 + place % 49}"]
        for officer in mine if agency == 0 and place % 20 == 0 else pair:
            yield CaseOfficer(case_id=f"case_m{n:06}", officer_id=officer)


def _parties(numbers: Iterable[int]) -> Iterator[Party]:
    for n in numbers:
        yield Party(
            party_id=f"party_m{n:06}", kind="organisation", name=f"临江餐饮 {n} 号店",
            identity_no=f"X{n:017}", identity_key=f"{n // 2:064x}",
        )  # fmt: skip


def _acts(numbers: Iterable[int], today: date) -> Iterator[UnlawfulAct]:
    for n in numbers:
        day = today - (n % 700) * _DAY
        yield UnlawfulAct(
            act_id=f"act_m{n:06}", identity_key=f"{n // 2:064x}", happened_from=day,
            happened_to=day, place_region="330100",
        )  # fmt: skip


def _agency(template: Case, n: int, agencies: int) -> str:
    return template.agency_id if n % agencies == 0 else f"agency_m{n % agencies}"


def _case(template: Case, n: int, today: date, agencies: int) -> Case:
    stage = _STAGES[n % len(_STAGES)]
    opened, is_open = today - (n % 700) * _DAY, stage != "archived"
    is_decided = stage in ("decided", "performance", "archived")
    return Case(
        case_id=f"case_m{n:06}", number=f"测量立案〔2026〕{n}号", region="330100", field="food",
        agency_id=_agency(template, n, agencies),
        procedure="ordinary", party_id=f"party_m{n:06}", unlawful_act_id=f"act_m{n:06}",
        power_item_code=template.power_item_code if n % 4 == 0 else f"330200-{n % 400:04}",
        summary=template.summary, stage=stage, is_open=is_open, version=4,
        outcome="penalty" if is_decided else "",
        fine_fen=(n % 90 + 10) * 10_000 if is_decided else 0,
        opened_on=opened, decided_on=opened + 40 * _DAY if is_decided else None,
        closed_on=None if is_open else opened + 90 * _DAY,
        due_on=opened + 90 * _DAY if is_open else None,
    )  # fmt: skip


def _clocks(
    template: Case, numbers: Iterable[int], today: date, agencies: int
) -> Iterator[CaseClock]:
    for n in numbers:
        is_open = n % len(_STAGES) < _OPEN
        for deadline_id, days, effect in _CLOCKS:
            yield CaseClock(
                case_id=f"case_m{n:06}", deadline_id=deadline_id, effect=effect,
                agency_id=_agency(template, n, agencies),
                due_on=today - (n % 700) * _DAY + days * _DAY,
                state="running" if is_open else "met",
            )  # fmt: skip


def _waits(
    template: Case, numbers: Iterable[int], today: date, agencies: int
) -> Iterator[CaseWait]:
    """Three open cases in five wait for a desk."""
    for n in numbers:
        stage = _STAGES[n % len(_STAGES)]
        if stage not in _WAITS:
            continue
        act, action = _WAITS[stage]
        opened = today - (n % 700) * _DAY
        yield CaseWait(
            case_id=f"case_m{n:06}", agency_id=_agency(template, n, agencies), region="330100",
            act=act, action=action, since=opened + 30 * _DAY if n % 3 else opened,
            until=None if stage == "performance" else opened + 90 * _DAY,
            barred=f"|officer_{n % 90}||account_{n % 70}|",
        )  # fmt: skip


def _steps(steps: list[CaseStep], numbers: Iterable[int]) -> Iterator[CaseStep]:
    for n in numbers:
        for one in steps[:4]:
            values: dict[str, Any] = {
                "act": one.act, "at": one.at, "account_id": one.account_id, "seq": one.seq,
                "officer_id": one.officer_id, "payload": one.payload, "digest": one.digest,
            }  # fmt: skip
            yield CaseStep(case_id=f"case_m{n:06}", receipt={}, **values)
