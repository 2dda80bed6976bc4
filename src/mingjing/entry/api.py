# SPDX-License-Identifier: Apache-2.0
"""The JSON API (数据接口): routers of the rooms under `/api/v1/`, one error shape, one document."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from mingjing.entry.errors import RequestInvalid
from mingjing.entry.middleware import error_response
from mingjing.kernel.errors import PlatformError

PREFIX = "api/v1/"

api = NinjaAPI(
    title="Mingjing 明镜",
    version="1",
    description=(
        "Read the catalogue, the ledger and draws without signing in; plans and subjects with the "
        "name and password of an account (HTTP Basic). Errors are application/problem+json."
    ),
    openapi_url=None,
    docs_url=None,
)


def rooms_with_api() -> tuple[str, ...]:
    """Rooms that answer JSON."""
    return tuple(room for room in settings.ROOMS if find_spec(f"mingjing.{room}.api"))


for _room in rooms_with_api():
    api.add_router(f"/{_room}", import_module(f"mingjing.{_room}.api").router)


def document() -> dict[str, Any]:
    """The OpenAPI document, whole in itself."""
    return dict(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))


@api.get("/openapi.json", include_in_schema=False, url_name="api-openapi")
def openapi(request: HttpRequest) -> dict[str, Any]:
    """The document that describes this API."""
    return document()


@api.exception_handler(PlatformError)
def _refused(request: HttpRequest, error: PlatformError) -> HttpResponse:
    return error_response(request, error)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    field = ".".join(str(part) for part in first.get("loc", ())[1:])
    return error_response(request, RequestInvalid(field=field, cause=str(first.get("msg", ""))))
