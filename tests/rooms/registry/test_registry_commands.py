# SPDX-License-Identifier: Apache-2.0
"""Commands of the law: read an article, count coverage, set a number."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from mingjing.registry.cli import registry
from mingjing.registry.public import (
    NewAccount,
    appoint,
    limit,
    register_agency,
    register_packaged_law,
    system_actor,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
NAME = "penalty.hearing_fine_citizen"
SET = ["set-parameter", NAME, "5000", "--document", "浙司〔2026〕1号", "--from", "2026-06-01"]
PLACE = ["--region", "330100", "--as", "wu", "--json"]


@pytest.fixture
def wu(db: None) -> None:
    agency_id = register_agency(actor=system_actor(), now=NOW, name="司法局", region="330100")
    account = NewAccount("wu", "Wu", agency_id, "330100", ("legal",), valid_from=date(2026, 1, 1))
    appoint(actor=system_actor(), now=NOW, account=account, password="a long pass phrase")


def run(*arguments: str) -> str:
    answer = CliRunner().invoke(registry, list(arguments), catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_it_prints_an_article_with_its_rules() -> None:
    register_packaged_law(NOW)
    said = run("law", "行政处罚法第六十条")
    assert "九十日内作出行政处罚决定" in said
    assert "APL-060" in said
    (found,) = json.loads(run("law", "administrative-penalty-law 60", "--json"))
    assert found["article"] == "行政处罚法 §60"
    assert {"APL-060", "DL-02"} <= set(found["rules"])


def test_it_counts_the_rules_of_the_law() -> None:
    told = json.loads(run("coverage", "--json"))
    assert told["rules"] > told["for_software"] > told["covered"] > 0
    assert told["covered"] + len(told["waiting"]) == told["for_software"]
    assert f"covered\t{told['covered']}" in run("coverage")


def test_it_sets_a_number(wu: None) -> None:
    said = json.loads(run(*SET, *PLACE))
    assert (said["value"], said["document"]) == ("5000", "浙司〔2026〕1号")
    assert limit(NAME, date(2026, 6, 1), "330100").whole == 5000


def test_a_dry_run_sets_nothing(wu: None) -> None:
    assert json.loads(run(*SET, *PLACE, "--dry-run"))["value"] == "5000"
    assert limit(NAME, date(2026, 6, 1), "330100").whole == 10000


def test_it_refuses_a_value_that_is_no_number(wu: None) -> None:
    wrong = ["set-parameter", NAME, "many", *SET[3:], *PLACE]
    assert CliRunner().invoke(registry, wrong).exit_code == 2
