# SPDX-License-Identifier: Apache-2.0
"""The public pages of the ledger, signed out."""

from pathlib import Path

import pytest
from tests.pages import PageClient, parse, text_of
from tests.rooms.ledger.ledger_acts import NOW, write

from mingjing.ledger.public import sequence, verifier_key
from mingjing_verify.log.notes import parse_vkey
from mingjing_verify.log.proofs import verify_proof

pytestmark = pytest.mark.django_db

FOREVER = "public, max-age=31536000, immutable"


def page_text(client: PageClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return text_of(parse(response))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_empty_ledger_says_what_to_do(
    page_client: PageClient, home: Path, language: str
) -> None:
    page_client.speak(language)
    assert "mingjing ledger sequence" in page_text(page_client, "/ledger/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_explorer_shows_head_key_command_and_newest_entries(
    page_client: PageClient, home: Path, language: str
) -> None:
    page_client.speak(language)
    write(60)
    sequence(NOW)
    write(1, kind="plan", act="plan.drawn")
    text = page_text(page_client, "/ledger/")
    assert verifier_key() in text
    assert "mingjing ledger verify http://testserver/ledger/log --vkey" in text
    assert "plan.drawn" in text
    assert "case_59" in text
    assert "case_3 " not in text
    assert "case_3 " in page_text(page_client, "/ledger/?page=3")


def test_the_explorer_filters_by_act_kind_and_object(page_client: PageClient, home: Path) -> None:
    write(3)
    write(3, kind="plan", act="plan.drawn")
    for query, shown, hidden in (
        ("act=plan.drawn", "plan_2", "case_2"),
        ("kind=case", "case_2", "plan_2"),
        ("object=case_1", "case_1", "case_2"),
    ):
        text = page_text(page_client, f"/ledger/?{query}")
        assert shown in text
        assert hidden not in text
    page_client.speak("en")
    assert "No entry fits" in page_text(page_client, "/ledger/?act=nothing")


def test_the_explorer_asks_the_database_a_fixed_number_of_times(
    page_client: PageClient, home: Path, django_assert_max_num_queries: object
) -> None:
    write(60)
    sequence(NOW)
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(11):
        page_client.get("/ledger/")


def test_an_entry_shows_its_proof_step_by_step(page_client: PageClient, home: Path) -> None:
    page_client.speak("en")
    ref = write(60)[7]
    sequence(NOW)
    text = page_text(page_client, f"/ledger/entries/{ref.entry_id}/")
    assert ref.digest in text
    assert "Leaf 7 of 60" in text
    assert "mingjing ledger verify-proof" in text


def test_an_entry_that_waits_says_so(page_client: PageClient, home: Path) -> None:
    page_client.speak("en")
    ref = write(1)[0]
    write(1)
    text = page_text(page_client, f"/ledger/entries/{ref.entry_id}/")
    assert "Not yet in a published checkpoint" in text
    assert "All acts on this object" in text


def test_the_proof_can_be_downloaded_and_checked(page_client: PageClient, home: Path) -> None:
    ref = write(60)[7]
    sequence(NOW)
    answer = page_client.get(f"/ledger/entries/{ref.entry_id}/proof")
    assert answer["Content-Disposition"].endswith('.tlog-proof"')
    assert verify_proof(answer.content, parse_vkey(verifier_key())).index == 7


@pytest.mark.parametrize("path", ["", "proof"])
def test_an_unknown_entry_is_not_found(page_client: PageClient, home: Path, path: str) -> None:
    assert page_client.get(f"/ledger/entries/entry_nobody/{path}").status_code == 404


def test_the_proof_of_an_entry_that_waits_may_be_asked_for_again(
    page_client: PageClient, home: Path
) -> None:
    ref = write(1)[0]
    assert page_client.get(f"/ledger/entries/{ref.entry_id}/proof").status_code == 503


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("checkpoint", "text/plain; charset=utf-8", "public, max-age=2"),
        ("vkey", "text/plain; charset=utf-8", "public, max-age=2"),
        ("tile/0/000", "application/octet-stream", FOREVER),
        (
            "tile/entries/001.p/44",
            "application/octet-stream",
            FOREVER,
        ),
    ],
)
def test_the_files_of_the_log_are_public(
    page_client: PageClient, home: Path, path: str, kind: str, cache: str
) -> None:
    write(300)
    sequence(NOW)
    answer = page_client.get(f"/ledger/log/{path}")
    assert answer.status_code == 200
    assert answer.getvalue() == (home / "ledger" / path).read_bytes()
    assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, cache)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/999",
        "tile/0",
        "tile/64/000",
        "tile/0/000.p/256x",
        ".checkpoint.draft",
        "../keys/ledger.key",
        "tile/../../keys/ledger.key",
        "%2e%2e/keys/ledger.key",
        "/etc/passwd",
    ],
)
def test_nothing_but_files_of_the_log_is_served(
    page_client: PageClient, home: Path, path: str
) -> None:
    write(3)
    sequence(NOW)
    assert page_client.get(f"/ledger/log/{path}").status_code == 404
