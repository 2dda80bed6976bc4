# SPDX-License-Identifier: Apache-2.0
"""The API client: Django's test client that holds each JSON answer against the OpenAPI document.

`api_client.ask("/ledger/head")` gives the parsed answer; `by="sun"` asks as a standing person.
"""

import re
from base64 import b64encode
from functools import cache
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from mingjing.entry.api import PREFIX, document

PASSWORD = "a long pass phrase"
_PROBLEM = {"type", "title", "status", "code", "detail", "article", "rule", "remedy"}


@cache
def openapi() -> dict[str, Any]:
    return document()


def _operation(method: str, path: str) -> dict[str, Any]:
    for pattern, methods in openapi()["paths"].items():
        if method in methods and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path):
            found: dict[str, Any] = methods[method]
            return found
    raise AssertionError(f"no operation {method} {path}")


def basic(username: str, password: str = PASSWORD) -> str:
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode()


class ApiClient(Client):
    """A machine at the API."""

    def ask(
        self, path: str, *, by: str = "", body: object = None, status: int = 200, **query: str | int
    ) -> Any:
        """The answer to a GET, or to a POST with a body; its form is checked."""
        address = f"/{PREFIX.rstrip('/')}{path}"
        headers = {"Authorization": basic(by)} if by else {}
        if body is None:
            answer = self.get(address, query, headers=headers)
        else:
            answer = self.post(address, body, content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content
        if status != 200:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert set(answer.json()) == _PROBLEM
            return answer.json()
        content = _operation("get" if body is None else "post", address)["responses"][200]
        if "content" not in content:
            return answer.content
        schema = content["content"]["application/json"]["schema"]
        Draft202012Validator(schema | {"components": openapi()["components"]}).validate(
            answer.json()
        )
        return answer.json()


@pytest.fixture
def api_client() -> ApiClient:
    return ApiClient()
