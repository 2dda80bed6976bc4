# SPDX-License-Identifier: Apache-2.0
"""JSON of the inspection room."""

from fractions import Fraction

import pytest
from tests.api import ApiClient
from tests.rooms.inspection.conftest import Town

from mingjing.inspection.replaying import replay_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_plan_its_tasks_and_its_draw_are_read(
    town: Town, drawn: str, people: tuple[str, ...], api_client: ApiClient
) -> None:
    (plan,) = api_client.ask("/inspection/plans", by="qian")["items"]
    assert plan == api_client.ask(f"/inspection/plans/{drawn}", by="qian")
    tasks = api_client.ask(f"/inspection/plans/{drawn}/tasks", by="qian")
    assert tasks["total"] == plan["budget"] == town.plan.budget
    assert all(0 < Fraction(task["inclusion"]) <= 1 for task in tasks["items"])
    assert {len(task["officers"]) for task in tasks["items"]} == {2}


def test_anyone_reads_the_draw_and_replays_its_file(drawn: str, api_client: ApiClient) -> None:
    draw = api_client.ask(f"/inspection/plans/{drawn}/draw")
    assert draw["seed"]
    replay_file(api_client.ask(f"/inspection/plans/{drawn}/draw/file"))


def test_what_is_not_there_is_missing(people: tuple[str, ...], api_client: ApiClient) -> None:
    for path in ("", "/tasks"):
        assert api_client.ask(f"/inspection/plans/none{path}", by="sun", status=404)
    assert api_client.ask("/inspection/plans/none/draw", status=404)
    assert api_client.ask("/inspection/plans/none/draw/file", status=404)


def test_another_agencys_plan_is_neither_listed_nor_told(
    drawn: str, people: tuple[str, ...], api_client: ApiClient
) -> None:
    assert api_client.ask("/inspection/plans", by="li")["items"] == []
    for path in ("", "/tasks"):
        refused = api_client.ask(f"/inspection/plans/{drawn}{path}", by="li", status=403)
        assert refused["code"] == "registry.not_permitted"
