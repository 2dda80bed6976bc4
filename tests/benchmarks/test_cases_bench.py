# SPDX-License-Identifier: Apache-2.0
"""Pages among a hundred thousand cases, and acts a second: `pytest -m bench -n0 -s <this file>`.

Budgets are wall time of the ninety-fifth of a hundred requests through Django's test client, on
an idle machine of two cores. One line of JSON is printed.
"""

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.benchmarks.cases_many import insert_cases
from tests.rooms.cases.bureau import PERSON, REGION, SHOP, Bureau, a_case, make_bureau
from tests.rooms.cases.course import Course, fine

from mingjing.cases.models import Case
from mingjing.registry.public import NewAccount, appoint
from mingjing.registry.types import Actor

pytestmark = pytest.mark.bench
CASES, ASKED, WALKED = 100_000, 100, 20
CASE_MS, WORKBENCH_MS = 100, 150


def _client(bureau: Bureau, role: str, officer_id: str | None) -> Client:
    account = NewAccount(
        username=role, name=role, agency_id=bureau.agency_id, region=REGION, roles=(role,),
        valid_from=date(2020, 1, 1), officer_id=officer_id,
    )  # fmt: skip
    appoint(actor=bureau.system, now=bureau.now, account=account, password="correct horse battery")
    client = Client()
    found = get_user_model().objects.get(username=role)
    client.force_login(found, "django.contrib.auth.backends.ModelBackend")
    return client


def _quantiles(ask: Callable[[int], object]) -> dict[str, float]:
    """Middle and ninety-fifth hundredth of the times. Units: milliseconds."""
    spent = []
    for number in range(ASKED):
        begun = time.perf_counter()
        ask(number)
        spent.append((time.perf_counter() - begun) * 1000)
    spent.sort()
    return {"p50": round(spent[ASKED // 2], 1), "p95": round(spent[ASKED * 95 // 100], 1)}


def _queries(ask: Callable[[int], object]) -> dict[str, float]:
    """How many queries a page asks, and how long the slowest takes. Units: milliseconds."""
    spent: list[float] = []

    def timed(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        begun = time.perf_counter()
        answer = execute(sql, params, many, context)
        spent.append((time.perf_counter() - begun) * 1000)
        return answer

    with connection.execute_wrapper(timed):
        ask(1)
    return {"queries": len(spent), "slowest_query": round(max(spent), 1)}


def _get(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)


def _walk(bureau: Bureau) -> tuple[list[str], float]:
    """Cases from clue to service by acts, and acts a second."""
    ids, acts, begun = [], 0, time.perf_counter()
    for number in range(WALKED):
        case_id = a_case(bureau, PERSON if number % 2 else SHOP, distinct_reason="另一行为")
        course = Course(bureau, case_id)
        course.prove().report(fine(2_000)).notify(fine(2_000)).speak().answer()
        course.decide(fine(2_000)).serve()
        acts += 2 + Case.objects.get(case_id=course.case_id).version
        ids.append(course.case_id)
    return ids, acts / (time.perf_counter() - begun)


def test_pages_are_quick_among_a_hundred_thousand_cases(
    db: None, home: object, system: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = make_bureau(system, now)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: bureau.now)
    few, alone = _walk(bureau)
    begun = time.perf_counter()
    insert_cases(Case.objects.get(case_id=few[0]), CASES, actor=system, now=bureau.now)
    connection.cursor().execute("ANALYZE")
    filled = time.perf_counter() - begun
    ids, among = _walk(bureau)
    officer, head = _client(bureau, "officer", bureau.officers[0]), _client(bureau, "head", None)
    reviewer = _client(bureau, "legal", None)
    head.post(reverse("cases-list"), {"q": "过期"})
    pages: dict[str, Callable[[int], None]] = {
        "case": lambda n: _get(officer, reverse("cases-case", args=[ids[n % len(ids)]])),
        "case_of_the_many": lambda n: _get(
            head, reverse("cases-case", args=[f"case_m{n * 980:06}"])
        ),
        "workbench_officer": lambda n: _get(officer, reverse("cases-workbench")),
        "workbench_head": lambda n: _get(head, reverse("cases-workbench")),
        "workbench_reviewer": lambda n: _get(reviewer, reverse("cases-workbench")),
        "list": lambda n: _get(head, reverse("cases-list") + f"?page={n % 7 + 1}"),
        "search": lambda n: _get(head, reverse("cases-list") + "?found=1"),
        "step": lambda n: _get(officer, reverse("cases-step", args=[ids[0], "payment_received"])),
    }
    found: dict[str, Any] = {"cases": CASES, "database": connection.vendor}
    for name, ask in pages.items():
        ask(0)
        found[name] = _quantiles(ask) | _queries(ask)
    found |= {"acts_per_second": round(alone), "acts_per_second_among_them": round(among)}
    print(json.dumps(found | {"filled_s": round(filled)}))  # noqa: T201 - the figures are the point
    assert found["case"]["p95"] < CASE_MS
    assert found["workbench_officer"]["p95"] < WORKBENCH_MS
    assert found["workbench_head"]["p95"] < WORKBENCH_MS
    assert found["workbench_reviewer"]["p95"] < WORKBENCH_MS
