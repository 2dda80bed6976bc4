# SPDX-License-Identifier: Apache-2.0
"""What the door answers (应答): acknowledgements, and refusals as `application/problem+json`."""

import json
import traceback
from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from mingjing.evidence.door.commit import Kept
from mingjing.evidence.rules.acks import base64_text
from mingjing.kernel.errors import Language, Missing, PlatformError, Unavailable

_log = structlog.get_logger()
Endpoint = Callable[[Request], Awaitable[Response]]


class DoorFault(PlatformError):
    """The door failed where it should not (接口故障)."""

    code = "evidence.door_fault"
    zh = "接口发生故障，未予保存。"
    en = "The door failed; nothing was acknowledged."
    remedy_zh = "请保留本机内容，间隔逐渐加长后重试，并告知管理员。"
    remedy_en = "Keep it on the recorder, try again with a growing pause, tell the administrator."


class AddressMissing(Missing):
    """The door has no such address (接口不存在)."""

    code = "evidence.address_missing"
    zh = "接口没有这个地址。"
    en = "The door has no such address."
    remedy_zh = "各地址见接口说明 docs/reference/segment-door.md。"
    remedy_en = "docs/reference/segment-door.md lists the addresses."


def acknowledgement(kept: Kept) -> Response:
    """201 for a new link, 200 for one that was held."""
    body = {
        "ack": kept.ack.value(),
        "signature": base64_text(kept.signature),
        "state": kept.state.value,
        "missing": kept.missing,
    }
    content = json.dumps(body, separators=(",", ":"))
    status = 201 if kept.is_new else 200
    return Response(content, status, media_type="application/json")


def problem(request: Request, error: PlatformError) -> Response:
    """A refusal, in the language that is asked for."""
    wanted = request.headers.get("accept-language", "")
    language: Language = "zh" if wanted.lower().startswith("zh") else "en"
    again = {"Retry-After": "1"} if isinstance(error, Unavailable) else {}
    return JSONResponse(
        error.problem(language),
        error.http_status,
        headers={"Cache-Control": "no-store", **again},
        media_type="application/problem+json",
    )


def refusing(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with refusals told as problems."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except PlatformError as error:
            if error.http_status >= 500:
                _log.warning("door_refused", code=error.code)
            return problem(request, error)
        except ClientDisconnect:  # the network of a scene; nobody is left to tell
            return Response(status_code=400)
        except Exception:
            _log.error("door_failed", trace=traceback.format_exc())  # without the values
            return problem(request, DoorFault())

    return answer
