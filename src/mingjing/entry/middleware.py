# SPDX-License-Identifier: Apache-2.0
"""What happens around every page: policy, errors, who and when, and whether it is allowed."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render

from mingjing.engines.languages import language
from mingjing.entry.access import ACCESS, PUBLIC
from mingjing.entry.errors import MethodNotAllowed, RouteMissing, SignInNeeded
from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.errors import Invalid, PlatformError
from mingjing.registry.public import actor_for, demand, signed_in_or_none
from mingjing.registry.types import Actor, UnknownAccount

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_DOORS = urlsplit(settings.MINGJING_DOORS_URL)
_DOOR_ORIGIN = f"{_DOORS.scheme}://{_DOORS.netloc}"
_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"connect-src 'self' {_DOOR_ORIGIN}",
        f"media-src 'self' blob: {_DOOR_ORIGIN}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
_RECORDER = "/recorder/"
_SENSES = ("geolocation", "camera", "microphone")
MAX_UPLOAD_BYTES = 2**30
"""The largest file that a page takes; larger ones go through the command."""
MAX_FORM_BYTES = 2**16
"""The largest form of somebody who is not signed in."""
_LONGEST_NUMBER, _NO_LIMIT = 16, 2**63
_log = structlog.get_logger()


class BodyTooLarge(Invalid):
    """More is sent than this page takes (提交内容过大)."""

    http_status = 413
    code = "entry.body_too_large"
    zh = "提交的内容超过 {limit} 字节的上限。"
    en = "What was sent is over the limit of {limit} bytes."
    remedy_zh = "请先登录；几个文件分批提交，更大的数据文件请用命令 mingjing catalog take-in 提交。"
    remedy_en = (
        "Sign in first; hand in several files one by one, and a larger file of data by the command "
        "mingjing catalog take-in."
    )


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


class ClientAddress:
    """Puts the person's address in the place of our proxy's, so that tries are counted by person.

    Only what our own proxies wrote is believed: with one proxy the last entry of X-Forwarded-For,
    with two the last but one. Without proxies the header is not looked at; anybody can send it.
    The proxy drops names with an underscore: WSGI cannot tell X_Forwarded_For from the true one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.MINGJING_PROXIES <= len(said):
            request.META["REMOTE_ADDR"] = said[-settings.MINGJING_PROXIES]
        return self.get_response(request)


class ContentSecurityPolicy:
    """Sends the content security policy: own scripts and styles only, nothing inline."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        allowed = "(self)" if request.path.startswith(_RECORDER) else "()"
        senses = ", ".join(f"{sense}={allowed}" for sense in _SENSES)
        response.headers.setdefault("Permissions-Policy", senses)
        return response


def error_response(request: HttpRequest, error: PlatformError) -> HttpResponse:
    """A platform error as page or as `application/problem+json`, with the same three facts."""
    if _is_api(request) or not request.accepts("text/html"):
        return JsonResponse(
            error.problem(language()),
            status=error.http_status,
            content_type="application/problem+json",
        )
    problem = error.problem(language())
    return render(request, "portal/error.html", {"problem": problem}, status=error.http_status)


def _api_fault(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page that the framework made for a wrong address or method, as a problem instead."""
    if response.status_code == RouteMissing.http_status:
        return error_response(request, RouteMissing(path=request.path))
    if response.status_code == MethodNotAllowed.http_status:
        allowed = response.headers.get("Allow", "")
        wrong = MethodNotAllowed(path=request.path, method=request.method, allowed=allowed)
        answer = error_response(request, wrong)
        answer.headers["Allow"] = allowed
        return answer
    return response


class Errors:
    """Turns platform errors into answers that say what was refused, why, and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_api(request) and response.headers.get("Content-Type", "").startswith("text/html"):
            return _api_fault(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answers for platform errors; others go on to Django's own 500 page."""
        if not isinstance(error, PlatformError):
            return None
        if error.http_status >= 500:
            _log.error("request_failed", code=error.code, path=request.path)
        return error_response(request, error)


class TextUnusable(Invalid):
    """A character that no text has (字符不可用)."""

    http_status = 400
    code = "entry.text_unusable"
    zh = "提交的文字中含有空字符（NUL）。"
    en = "What was sent has a NUL character in it."
    remedy_zh = "请重新输入该文字。"
    remedy_en = "Type the text again."


def _values(given: QueryDict) -> Iterator[str]:
    return (value for _, values in given.lists() for value in values)


class Bounds:
    """Refuses bodies that are too large before a byte of them is read: strangers send no files.

    The check of the CSRF token reads the body, so that it comes before every question of power.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = request.META.get("CONTENT_LENGTH") or "0"
        size = int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else _NO_LIMIT
        limit = MAX_UPLOAD_BYTES if request.user.is_authenticated else MAX_FORM_BYTES
        if size > limit:
            return error_response(request, BodyTooLarge(limit=limit))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuses NUL characters, which PostgreSQL cannot compare with anything."""
        given = [request.path, *_values(request.GET), *_values(request.POST)]
        return error_response(request, TextUnusable()) if any("\0" in v for v in given) else None


def _username(request: HttpRequest) -> str:
    """Who asks: the signed-in account, or at the API the one that HTTP Basic proves.

    A cookie alone never writes through the API, where no form token is checked.
    """
    if _is_api(request) and request.headers.get("Authorization", "").startswith("Basic "):
        return _proven(request)
    if _is_api(request) and request.method not in ("GET", "HEAD", "OPTIONS"):
        return ""
    return request.user.get_username() if request.user.is_authenticated else ""


def _proven(request: HttpRequest) -> str:
    """The user name of an Authorization header whose password is right, else none."""
    try:
        told = b64decode(request.headers["Authorization"][len("Basic ") :], validate=True)
        username, _, password = told.decode("utf-8").partition(":")
    except ValueError:
        return ""
    account = authenticate(request, username=username, password=password)
    return account.get_username() if account else ""


class ActorAndTime:
    """Puts `request.actor` and `request.now` on each request: the only reader of the clock here."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = system_now()
        request.now = now  # type: ignore[attr-defined]
        actor: Actor | None = None
        username = _username(request)
        if username:
            try:
                actor = actor_for(username, local_date(now))
            except UnknownAccount:  # closed while signed in
                actor = None
        request.actor = actor  # type: ignore[attr-defined]
        response = self.get_response(request)
        if actor is not None or settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-store")  # nor behind "Back"
        return response


class Access:
    """Asks the permission table before a page is shown; a page that is in no row is closed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lets the view run, sends to sign-in, or refuses with the reason."""
        match = request.resolver_match
        action = ACCESS.get(match.url_name or "") if match else None
        if action == PUBLIC:
            return None
        actor = signed_in_or_none(request)
        if actor is None and _is_api(request):
            answer = error_response(request, SignInNeeded())
            answer.headers["WWW-Authenticate"] = 'Basic realm="Mingjing", charset="UTF-8"'
            return answer
        if actor is None:
            return redirect_to_login(request.get_full_path())
        try:
            demand(actor, action or "nobody")
        except PlatformError as error:
            return error_response(request, error)
        return None
