# SPDX-License-Identifier: Apache-2.0
"""Sign-in, sign-out, language, and what is shown when something is refused."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from tests.pages import PageClient, page_faults, parse, text_of

PASSWORD = "a long pass phrase"
pytestmark = pytest.mark.django_db


def _main(response: object) -> str:
    node = parse(response).find(".//main")
    return text_of(node) if node is not None else ""


def test_it_signs_a_person_in_and_shows_the_name(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    form = {"username": "zhao", "password": PASSWORD}
    response = page_client.post("/sign-in", form, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Zhao" in response.content.decode()


def test_it_leads_back_to_the_page_that_asked(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    asked = page_client.get("/registry/officers/")
    assert asked.headers["Location"] == "/sign-in?next=/registry/officers/"
    form = {"username": "sun", "password": PASSWORD, "next": "/registry/officers/"}
    assert page_client.post("/sign-in", form).headers["Location"] == "/registry/officers/"


def test_it_does_not_lead_to_another_site(people: tuple[str, ...], page_client: PageClient) -> None:
    form = {"username": "sun", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert page_client.post("/sign-in", form).headers["Location"] == "/"


def test_it_says_what_is_wrong_with_a_failed_attempt(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    response = page_client.post("/sign-in", {"username": "zhao", "password": "guess"})
    alert = parse(response).find(".//*[@role='alert']")
    assert alert is not None
    assert "登录" not in text_of(alert) or text_of(alert)


def test_it_closes_after_five_failures(people: tuple[str, ...], page_client: PageClient) -> None:
    for _ in range(4):
        page_client.post("/sign-in", {"username": "zhao", "password": "guess"})
    fifth = page_client.post("/sign-in", {"username": "zhao", "password": "guess"})
    assert fifth.status_code == 429
    right = page_client.post("/sign-in", {"username": "zhao", "password": PASSWORD})
    assert right.status_code == 429


def test_it_signs_out_by_post_only(people: tuple[str, ...], page_client: PageClient) -> None:
    page_client.sign_in("zhao")
    assert page_client.get("/sign-out").status_code == 405
    page_client.post("/sign-out")
    assert "Zhao" not in page_client.get("/").content.decode()


def test_it_changes_the_language_without_script(page_client: PageClient) -> None:
    assert parse(page_client.get("/about")).get("lang") == "zh-Hans"
    answer = page_client.post("/i18n/setlang/", {"language": "en", "next": "/about"})
    assert answer.headers["Location"] == "/about"
    assert parse(page_client.get("/about")).get("lang") == "en"


def test_a_refusal_says_what_why_and_what_next(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.sign_in("zhou")
    page_client.speak("en")
    response = page_client.get("/registry/officers/")
    assert response.status_code == 403
    assert "Not permitted" in _main(response)
    assert "Read the register of agencies and officers" in _main(response)
    assert "registry.read" not in _main(response)
    assert "administrator" in _main(response)


def test_an_unknown_address_is_a_page_too(page_client: PageClient) -> None:
    response = page_client.get("/nothing/here")
    assert response.status_code == 404
    assert "此地址没有内容" in _main(response)


def test_a_form_without_the_mark_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/i18n/setlang/", {"language": "en"})
    assert response.status_code == 403
    assert page_faults(response) == []


def test_the_page_for_a_crash_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "系统错误" in html
    assert "Something went wrong" in html


def test_each_page_sends_the_policy(page_client: PageClient) -> None:
    policy = page_client.get("/about").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_stranger_sends_no_file(people: tuple[str, ...], page_client: PageClient) -> None:
    body = {"username": "x" * 70_000, "password": "guess"}
    assert page_client.post("/sign-in", body).status_code == 413
    assert page_client.post("/sign-in", {"username": "x", "password": "guess"}).status_code == 200


@pytest.mark.parametrize("said", ["1073741825", "99999999999999999999", "-1", "many"])
def test_a_body_over_the_limit_is_refused_unread(
    people: tuple[str, ...], page_client: PageClient, said: str
) -> None:
    page_client.sign_in("zhao")
    assert page_client.post("/subjects/judge/", CONTENT_LENGTH=said).status_code == 413


def test_a_nul_character_is_refused_everywhere(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.sign_in("zhao")
    assert page_client.get("/search?q=%00").status_code == 400
    assert page_client.get("/catalog/a%00b/").status_code == 400
    assert page_client.post("/subjects/judge/", {"left": "a\0", "right": "b"}).status_code == 400
