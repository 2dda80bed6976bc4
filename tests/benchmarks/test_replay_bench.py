# SPDX-License-Identifier: Apache-2.0
"""A draft benchmark over a hundred thousand decided cases: `pytest -m bench -n0 -s <this file>`.

Twice: facts as officers write them (round values of goods), and no two cases alike. One line of
JSON is printed.
"""

import json
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.rules.registry.tables import table

from mingjing.cases.models import Case, CaseStep, Party, UnlawfulAct
from mingjing.cases.public import replay_benchmark
from mingjing.ledger.public import official_act, record
from mingjing.registry.types import Actor, BenchmarkState, BenchmarkView, PenaltyKind

pytestmark = pytest.mark.bench
CASES, BATCH, SECONDS = 100_000, 5_000, 10
ITEM, REGION, DAY = "330200-0001", "330100", date(2026, 1, 5)
LEVELS = ("轻微", "一般", "严重")
TEXT = "经查，当事人的经营场所货架上陈列有超过保质期的食品，执法人员当场制作现场检查笔录。" * 4


def _value(n: int) -> str:
    """Round values of goods in the first half of the items, each another in the second."""
    return str(n % 300 * 100) if n % 2 == 0 else f"{n}.{n % 100:02}"


def _decision(n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Payload and receipt of a decision as the acts write them, as far as a replay reads them."""
    level = LEVELS[n % 3]
    penalties = [{"kind": PenaltyKind.FINE.value, "fen": (50_000 + n % 700 * 100) * 100}]
    facts = [{"name": "货值金额", "value": _value(n)}, {"name": "情节", "value": level}]
    proposal = {
        "outcome": "penalty", "penalties": penalties, "no_penalty": None, "lenient": [],
        "facts": facts, "deviation": "", "deviation_text": "",
    }  # fmt: skip
    ranged = {
        "benchmark_id": "benchmark_1", "version": 1, "digest": "0" * 64, "row_no": n % 3 + 1,
        "tier": ("lighter", "ordinary", "heavier")[n % 3], "low_fen": 5_000_000,
        "high_fen": 12_000_000, "article": "food-safety-law 124", "note": "",
    }  # fmt: skip
    payload = {"proposal": proposal, "found": TEXT, "reasons": TEXT, "basis": [], "remedies": {}}
    around = {"certified": [f"officer_{k}" for k in range(12)], "ranged": ranged, "others": []}
    return payload, {"gates": [f"mingjing.cases.rules.gate_{k}" for k in range(20)],
                     "rules": [], "limits": [], "around": around}  # fmt: skip


@official_act
def _insert(numbers: range, *, actor: Actor, now: datetime) -> None:
    names = [f"{n:06}" for n in numbers]
    Party.objects.bulk_create(
        Party(party_id=f"party_{n}", kind="organisation", name=n, identity_no=n, identity_key=n)
        for n in names
    )
    UnlawfulAct.objects.bulk_create(
        UnlawfulAct(act_id=f"act_{n}", identity_key=n, happened_from=DAY, happened_to=DAY)
        for n in names
    )
    Case.objects.bulk_create(
        Case(
            case_id=f"case_{n:06}", number=f"〔2026〕{n}", agency_id=f"agency_{n % 20}",
            region=REGION, procedure="ordinary", party_id=f"party_{n:06}", is_open=False,
            unlawful_act_id=f"act_{n:06}", power_item_code=f"{ITEM}-{n % 2}", stage="archived",
            outcome="penalty", opened_on=DAY, decided_on=DAY + timedelta(days=n % 300),
        )
        for n in numbers
    )  # fmt: skip
    CaseStep.objects.bulk_create(step for n in numbers for step in _steps(n, now))
    record("case.filed", kind="case", object_id=names[0], actor=actor, now=now, payload={})


def _steps(n: int, now: datetime) -> list[CaseStep]:
    payload, receipt = _decision(n)
    plain = {"text": TEXT}
    acts = ("case.filed", "case.notice_served", "case.decided")
    return [
        CaseStep(
            case_id=f"case_{n:06}", seq=seq, act=act, at=now, account_id="a", digest="0" * 64,
            payload=payload if act == "case.decided" else plain,
            receipt=receipt if act == "case.decided" else {},
        )
        for seq, act in enumerate(acts, 1)
    ]  # fmt: skip


def test_a_draft_is_replayed_over_a_hundred_thousand_cases(
    db: None, home: object, system: Actor, now: datetime
) -> None:
    for start in range(0, 2 * CASES, BATCH):
        _insert(range(start, start + BATCH), actor=system, now=now)
    connection.cursor().execute("ANALYZE")
    found: dict[str, Any] = {"database": connection.vendor}
    for name, item in (("round_facts", f"{ITEM}-0"), ("no_two_alike", f"{ITEM}-1")):
        view = BenchmarkView(
            benchmark_id="benchmark_2", power_item_code=item, title="-", title_en="",
            agency_id="agency_0", region=REGION, version=2, state=BenchmarkState.DRAFT,
            valid_from=DAY, valid_to=None, document_no="", digest="1" * 64, table=table(),
        )  # fmt: skip
        begun = time.perf_counter()
        replay = replay_benchmark(view)
        found[name] = {"seconds": round(time.perf_counter() - begun, 2), **replay.summary()}
        assert len(replay.rows) == CASES
        assert found[name]["seconds"] < SECONDS
    print(json.dumps(found))  # noqa: T201 - the figures are the point
