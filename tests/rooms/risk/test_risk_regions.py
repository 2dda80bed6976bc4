# SPDX-License-Identifier: Apache-2.0
"""The ranked list shows a person the subjects whose pages he may open: A and B here, C there."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import actor
from tests.pages import PageClient

from mingjing.kernel.paging import PageRequest
from mingjing.portal import queries as portal
from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.types import ScoreFilter, ScoreRunView
from mingjing.subjects.acts.record_run import Computed, Shown, record_run
from mingjing.subjects.models import ResolutionRun
from mingjing.subjects.public import within
from mingjing.subjects.rules.identity import Identities
from mingjing.subjects.types import ALL_REGIONS, SubjectClass, Within

ALL = PageRequest(1, 100)
REGIONS = {"subject_a": "330100", "subject_b": "330102", "subject_c": "440100"}
_TEXT = (
    "name", "address", "area", "district", "licence_no", "owner_key", "usc_code", "category",
    "risk_class",
)  # fmt: skip
_NOTHING = dict.fromkeys(("lat", "lon", "first_on", "last_on"))


@pytest.fixture
def placed(scored: ScoreRunView, system: Actor, now: datetime) -> ScoreRunView:
    """The scored subjects lie in two cities."""
    shown = [
        Shown(
            subject_id,
            SubjectClass.PREMISES,
            dict.fromkeys(_TEXT, subject_id) | _NOTHING | {"region": region, "records": 1},
        )
        for subject_id, region in REGIONS.items()
    ]
    run = ResolutionRun(run_id="run_1", number=1, counts={}, files={})
    record_run(
        actor=system,
        now=now,
        run=run,
        computed=Computed("", Identities({}, {}, {}, ()), shown, {}),
    )
    return scored


def listed(run: ScoreRunView, where: Within, **more: str) -> list[str]:
    page = public.scores(run.run_id, ALL, ScoreFilter(where=where, **more))
    assert page.total == len(page.items)
    return [one.subject_id for one in page.items]


def test_the_ranked_list_holds_the_limit(
    placed: ScoreRunView, zhao: Actor, qian: Actor, li: Actor
) -> None:
    def of(who: Actor) -> list[str]:
        return listed(placed, within(who, "risk.read"))

    assert of(zhao) == ["subject_a", "subject_b"]
    assert of(li) == ["subject_c"]
    assert of(qian) == of(actor("Wang", "analyst", region="000000")) == list(REGIONS)
    assert of(actor("He", "analyst", region="370202")) == []
    assert listed(placed, within(li, "risk.read"), area="west") == []


def test_a_rank_stays_what_it_is_among_all(placed: ScoreRunView, li: Actor) -> None:
    where = ScoreFilter(where=within(li, "risk.read"))
    (third,) = public.scores(placed.run_id, ALL, where).items
    assert (third.rank, third.of) == (3, 3)


def test_areas_and_categories_to_choose_from_are_those_of_the_list(
    placed: ScoreRunView, zhao: Actor, li: Actor
) -> None:
    here = public.facets(placed.run_id, within(zhao, "risk.read"))
    there = public.facets(placed.run_id, within(li, "risk.read"))
    assert (here.areas, there.areas) == ((("east", 1), ("west", 1)), (("east", 1),))
    assert there.categories == (("restaurant", 1),)
    assert public.facets(placed.run_id, ALL_REGIONS).areas == (("east", 2), ("west", 1))


def test_the_page_and_the_home_page_show_the_own_city(
    placed: ScoreRunView, people: tuple[str, ...], page_client: PageClient, li: Actor, qian: Actor
) -> None:
    page_client.sign_in("li")
    page = page_client.get(reverse("risk-scores")).content.decode()
    assert "subject_c" in page
    assert "subject_a" not in page
    for subject_id in REGIONS:
        status = page_client.get(reverse("risk-subject", args=[subject_id])).status_code
        assert (status == 200) == (subject_id in page) == (subject_id == "subject_c")
    for who, expected in ((li, ["subject_c"]), (qian, list(REGIONS))):
        assert [line.score.subject_id for line in portal._highest(who)] == expected


def test_the_limit_costs_no_query_in_the_list_itself(
    placed: ScoreRunView, li: Actor, qian: Actor
) -> None:
    counted = []
    for who in (qian, li):
        where = within(who, "risk.read")
        with CaptureQueriesContext(connection) as asked:
            listed(placed, where)
            public.facets(placed.run_id, where)
        counted.append(len(asked))
    whole, limited = counted
    assert limited <= whole + 1  # the number of all scores of a run is written in the run
    with CaptureQueriesContext(connection) as asked:
        within(li, "risk.read")
        within(qian, "risk.read")
    assert len(asked) == 1
