# SPDX-License-Identifier: Apache-2.0
"""A recorded table changes only inside an official act, by whichever way the ORM offers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from tests.rooms.ledger.ledger_acts import NOW, ZHAO

from mingjing.ledger.public import RecordedModel, official_act, record
from mingjing.ledger.types import WriteOutsideAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> Iterator[Any]:  # a model class made on the spot; its type has no name here
    """A recorded table of this test."""
    with isolate_apps("mingjing.ledger"):

        class Thing(RecordedModel):
            name = models.CharField(max_length=20)

            class Meta:
                app_label = "ledger"
                db_table = "ledger_test_thing"

        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE ledger_test_thing (id integer PRIMARY KEY, name text)"
            )
        yield Thing
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE ledger_test_thing")


WRITES: dict[str, Callable[[Any], object]] = {
    "save": lambda thing: thing(id=9, name="new").save(),
    "create": lambda thing: thing.objects.create(id=9, name="new"),
    "get_or_create": lambda thing: thing.objects.get_or_create(id=9, name="new"),
    "update_or_create": lambda thing: thing.objects.update_or_create(
        id=1, defaults={"name": "new"}
    ),
    "update": lambda thing: thing.objects.update(name="new"),
    "filtered update": lambda thing: thing.objects.filter(id=1).update(name="new"),
    "bulk_create": lambda thing: thing.objects.bulk_create([thing(id=9, name="new")]),
    "bulk_update": lambda thing: thing.objects.bulk_update([thing(id=1, name="new")], ["name"]),
    "delete": lambda thing: thing(id=1).delete(),
    "queryset delete": lambda thing: thing.objects.all().delete(),
    "base update": lambda thing: thing._base_manager.update(name="new"),
    "cascade": lambda thing: thing.objects.all()._raw_delete("default"),
}


def rows(thing: Any) -> list[tuple[int, str]]:
    return list(thing.objects.order_by("id").values_list("id", "name"))


@pytest.mark.parametrize("name", WRITES)
def test_it_refuses_every_write_outside_an_act(thing: Any, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_test_thing VALUES (1, 'old')")
    with pytest.raises(WriteOutsideAct):
        WRITES[name](thing)
    assert rows(thing) == [(1, "old")]


@pytest.mark.parametrize("name", WRITES)
def test_it_allows_every_write_inside_an_act(thing: Any, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_test_thing VALUES (1, 'old')")

    @official_act
    def change() -> None:
        WRITES[name](thing)
        record("thing.changed", kind="thing", object_id="1", actor=ZHAO, now=NOW, payload={})

    change()
    assert rows(thing) != [(1, "old")]


def test_it_undoes_the_write_of_an_act_that_leaves_no_entry(thing: Any) -> None:
    @official_act
    def change() -> None:
        thing.objects.create(id=9, name="new")

    with pytest.raises(Exception, match="left no ledger entry"):
        change()
    assert rows(thing) == []


def test_it_reads_without_an_act(thing: Any) -> None:
    assert not thing.objects.filter(name="x").exists()


def test_it_reports_a_manager_that_goes_round_the_guard(thing: Any) -> None:
    assert thing.check() == []
    with isolate_apps("mingjing.ledger"):

        class Loose(RecordedModel):
            objects = models.Manager()  # type: ignore[assignment]

            class Meta:
                app_label = "ledger"

        assert "ledger.E001" in [message.id for message in Loose.check()]
