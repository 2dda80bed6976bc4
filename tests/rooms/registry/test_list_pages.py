# SPDX-License-Identifier: Apache-2.0
"""Pages of lists: the public tree for anybody on any day, the editor's tree for three people."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.registry.conftest import FIRST, City, Publish
from tests.rules.registry.list_samples import SAMPLES, power

from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    NewAccount,
    appoint,
    draft_list,
    list_items,
    list_on,
    list_version,
    list_versions,
    read_list,
    write_csv,
)
from mingjing.registry.types import Actor, ListItem, ListKind, ListState

pytestmark = pytest.mark.django_db
CLOCK = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SignIn = Callable[..., PageClient]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def sign_in(city: City, system: Actor, now: datetime) -> SignIn:
    def go(name: str, *roles: str) -> PageClient:
        appoint(
            actor=system,
            now=now,
            account=NewAccount(name, name, city.market, "330100", roles, date(2020, 1, 1)),
            password="correct horse battery",
        )
        client = PageClient(headers={"accept-language": "en"})
        account = get_user_model().objects.get(username=name)
        client.force_login(account, "django.contrib.auth.backends.ModelBackend")
        return client

    return go


def page(client: PageClient, name: str, *args: object, status: int = 200, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, response.content.decode()[:500]
    return str(response.content.decode())


def post(client: PageClient, name: str, *args: object, **given: Any) -> Any:
    return client.post(reverse(name, args=args), given)


def file_of(*items: ListItem) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", write_csv(ListKind.POWER, items).encode())


@pytest.fixture
def anybody() -> PageClient:
    return PageClient(headers={"accept-language": "en"})


def test_anybody_sees_what_is_in_force_on_a_day(
    city: City, publish: Publish, anybody: PageClient
) -> None:
    publish()
    assert "330100-02-001" in page(anybody, "registry-list", "power", on="2027-01-01")
    assert "Nothing is in force" in page(anybody, "registry-list", "power", on="2026-12-31")
    assert "Nothing is in force" in page(
        anybody, "registry-list", "power", on="2027-01-01", agency=city.green
    )
    assert "Nothing is in force" in page(
        anybody, "registry-list", "power", on="2027-01-01", q="nowhere"
    )
    assert ">1<" in page(anybody, "registry-lists", on="2027-01-01").replace(" ", "")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", list(SAMPLES))
def test_every_kind_of_list_has_its_page_and_items(
    publish: Publish, city: City, anybody: PageClient, kind: ListKind, language: str
) -> None:
    publish(city.draft(kind=kind))
    anybody.speak(language)
    (one,) = list_on(kind, FIRST)
    page(anybody, "registry-list", kind.value, on="2027-01-01")
    shown = page(anybody, "registry-list-item", kind.value, one.entry_id)
    assert one.digest[:10] in shown
    assert one.item.code in shown


def test_a_statute_is_named_in_chinese(publish: Publish, anybody: PageClient) -> None:
    publish()
    anybody.speak("zh-hans")
    shown = page(anybody, "registry-list", "power", on="2027-01-01")
    assert "《食品安全法》第一百二十四条" in shown


def test_anybody_sees_what_changed_between_two_days(
    city: City, publish: Publish, anybody: PageClient, plain: ListItem
) -> None:
    publish(city.draft(plain, replace(plain, code="gone")))
    dearer = power(plain, fine_cap=9_000_000)
    publish(city.draft(dearer, replace(plain, code="new"), on=date(2027, 7, 1)))
    shown = page(anybody, "registry-list", "power", on="2027-07-01", against="2027-01-01")
    assert "<del>50000.00</del>" in shown
    assert "<ins>90000.00</ins>" in shown
    same = page(anybody, "registry-list", "power", on="2027-02-01", against="2027-01-01")
    assert "Nothing differs" in same
    (one, *_) = list_on(ListKind.POWER, date(2027, 7, 1))
    assert "says something else" in page(anybody, "registry-list-item", "power", one.entry_id)


def test_the_files_of_a_list_read_back(publish: Publish, anybody: PageClient) -> None:
    publish()
    listed = tuple(one.item for one in list_on(ListKind.POWER, FIRST))
    for form in ("csv", "json"):
        answer = anybody.get(
            reverse("registry-list-file", args=["power", form]), {"on": "2027-01-01"}
        )
        assert "power-2027-01-01" in answer.headers["Content-Disposition"]
        assert read_list(ListKind.POWER, answer.content).items == listed
        if form == "json":
            assert json.loads(answer.content)["on"] == "2027-01-01"


@pytest.mark.law("TS-1")
def test_a_draft_is_on_no_public_page(city: City, now: datetime, anybody: PageClient) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    (one,) = list_items(made)
    page(anybody, "registry-list-item", "power", one.entry_id, status=404)
    page(anybody, "registry-list-version", made, status=302)
    assert "330100-02-001" not in page(anybody, "registry-list", "power", on="2027-01-01")


def test_a_kind_that_is_not_there_is_not_found(anybody: PageClient) -> None:
    page(anybody, "registry-list", "wishes", status=404)


def test_three_people_publish_a_list_by_their_pages(
    sign_in: SignIn, city: City, plain: ListItem
) -> None:
    wu, qian, sun = (
        sign_in("wu", "administrator"), sign_in("qian", "legal"), sign_in("sun", "head"),
    )  # fmt: skip
    given = {"kind": "power", "agency": city.market, "valid_from": "2027-01-01"}
    checked = post(wu, "registry-list-new", file=file_of(plain), check="1", **given)
    assert "The file has no problems" in checked.content.decode()
    assert list_versions(PageRequest()).total == 0
    kept = post(wu, "registry-list-new", file=file_of(plain), keep="1", **given)
    made = list_versions(PageRequest()).items[0].list_version_id
    assert kept.url == reverse("registry-list-version", args=[made])
    assert "Submit for review" in page(wu, "registry-list-version", made)
    post(wu, "registry-list-submit", made)
    assert "Pass in review" in page(qian, "registry-list-version", made)
    assert "Pass in review" not in page(wu, "registry-list-version", made)
    post(qian, "registry-list-return", made, reason="please look again")
    assert "please look again" in page(wu, "registry-list-version", made)
    post(wu, "registry-list-correct", made, file=file_of(plain, replace(plain, code="two")),
         valid_from="2027-01-02")  # fmt: skip
    post(wu, "registry-list-submit", made)
    post(qian, "registry-list-review", made, opinion="agreed")
    post(sun, "registry-list-publish", made, document_no="临市监〔2026〕8号")
    view = list_version(made)
    assert (view.state, view.item_count, view.document_no) == (
        ListState.PUBLISHED, 2, "临市监〔2026〕8号",
    )  # fmt: skip
    assert "Public page" in page(sun, "registry-list-version", made)
    assert "Power list" in page(sun, "registry-list-work")


def test_a_file_with_mistakes_keeps_nothing_and_names_each(
    sign_in: SignIn, city: City, plain: ListItem
) -> None:
    wu = sign_in("wu", "administrator")
    bad = SimpleUploadedFile("x.csv", b"code,name\n1,2\n")
    given = {"kind": "power", "agency": city.market, "valid_from": "2027-01-01", "keep": "1"}
    answer = post(wu, "registry-list-new", file=bad, **given)
    assert answer.status_code == 422
    assert "The column “basis” is missing" in answer.content.decode()
    twice = post(wu, "registry-list-new", file=file_of(plain, plain), **given)
    assert "Row 2 is the same item as row 1" in twice.content.decode()
    unreadable = post(wu, "registry-list-new", file=SimpleUploadedFile("x", b"{"), **given)
    assert unreadable.status_code == 422
    assert post(wu, "registry-list-new", **given).status_code == 200
    assert list_versions(PageRequest()).total == 0


def test_a_draft_with_a_legal_problem_is_kept_and_shows_it(
    sign_in: SignIn, city: City, plain: ListItem
) -> None:
    wu = sign_in("wu", "administrator")
    low = replace(plain, basis=(replace(plain.basis[0], instrument_id="memo"),))
    given = {"kind": "power", "agency": city.market, "valid_from": "2027-01-01", "keep": "1"}
    post(wu, "registry-list-new", file=file_of(low), **given)
    made = list_versions(PageRequest()).items[0].list_version_id
    shown = page(wu, "registry-list-version", made)
    assert "1 problem must be mended" in shown
    assert "行政处罚法 §5、§16" in shown
    post(wu, "registry-list-submit", made)
    assert list_version(made).state is ListState.DRAFT
    wrong = post(wu, "registry-list-correct", made, file=file_of(plain, plain),
                 valid_from="2027-01-01")  # fmt: skip
    assert wrong.status_code == 422
    assert list_version(made).item_count == 1


def test_the_page_says_what_a_new_version_changes(
    sign_in: SignIn, city: City, publish: Publish, now: datetime, plain: ListItem
) -> None:
    publish()
    cheaper = power(plain, fine_cap=100_00)
    made = draft_list(actor=city.drafter, now=now, draft=city.draft(cheaper, on=date(2027, 3, 1)))
    shown = page(sign_in("lu", "auditor"), "registry-list-version", made)
    assert "What it changes of version 1" in shown
    assert "<ins>100.00</ins>" in shown


def test_a_hand_made_post_by_somebody_without_the_role_changes_nothing(
    sign_in: SignIn, city: City, now: datetime
) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    officer = sign_in("zhao", "officer")
    for name in ("submit", "review", "publish", "correct", "return"):
        assert post(officer, f"registry-list-{name}", made).status_code == 403
    auditor = sign_in("chen", "auditor")
    assert post(auditor, "registry-list-return", made, reason="x").status_code == 302
    assert list_version(made).state is ListState.DRAFT
