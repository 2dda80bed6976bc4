# SPDX-License-Identifier: Apache-2.0
"""Replays give the same answer, or say where they part."""

from django.db import connection
from tests.rooms.cases.bureau import Bureau, a_case

from mingjing.cases import public


def test_an_untouched_case_replays_clean(bureau: Bureau) -> None:
    report = public.replay_case(a_case(bureau))
    assert report.is_clean
    assert (report.cases, report.steps) == (1, 1)
    assert report.gates >= 6


def test_a_changed_step_is_named(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_casestep SET payload = "
            "replace(CAST(payload AS TEXT), '2026-11-18', '2026-11-17')"
            if connection.vendor == "sqlite"
            else "UPDATE cases_casestep SET payload = "
            "replace(CAST(payload AS TEXT), '2026-11-18', '2026-11-17')::jsonb"
        )
    found = public.replay_case(case_id).differences
    assert {(one.seq, one.what) for one in found} == {(1, "step"), (1, "ledger")}


def test_a_changed_receipt_fails_its_gate(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_casestep SET officer_id = ''")
        cursor.execute("UPDATE cases_case SET stage = 'closed'")
    found = public.replay_case(case_id).differences
    assert [(one.what, one.recorded) for one in found] == [("stage", "closed")]


def test_the_next_steps_say_why_not(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    steps = public.next_steps(case_id, actor=bureau.zhao, now=bureau.now)
    filed = next(step for step in steps if step.kind.act == "case.filed")
    assert not filed.is_permitted
    assert not filed.is_open
