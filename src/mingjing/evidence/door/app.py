# SPDX-License-Identifier: Apache-2.0
"""The ASGI application of the door (接收门): addresses, start and stop, whose pages may call it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from django.conf import settings
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from mingjing.evidence.door import answers
from mingjing.evidence.door.files import open_door
from mingjing.evidence.door.hub import Hub
from mingjing.evidence.door.pushes.pusher import Pusher
from mingjing.evidence.door.pushes.routes import PushDoor
from mingjing.evidence.door.receive import Receiver
from mingjing.evidence.door.tus.routes import ALLOWED_HEADERS, EXPOSED_HEADERS, METHODS
from mingjing.evidence.door.watch import Watching

_SENT = ["Content-Digest", "Mingjing-Link", "Mingjing-Signature", *ALLOWED_HEADERS]
_TOLD = ["Retry-After", "Mingjing-Media", "Mingjing-Init", *EXPOSED_HEADERS]
_PREFLIGHT_SECONDS = 7200


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """The threads of the door run while it does; what is loaded by now is not collected."""
    hub = Hub()
    receiver = Receiver(hub.tell)
    receiver.start()
    gc.collect()
    gc.freeze()
    app.state.receiver = receiver
    app.state.pusher = Pusher(receiver)
    app.state.watching = Watching(hub, receiver.read)
    try:
        yield
    finally:
        app.state.pusher.stop()
        receiver.stop()


async def _segment(request: Request) -> Response:
    receiver: Receiver = request.app.state.receiver
    return answers.acknowledgement(await receiver.receive(request))


async def _live(request: Request) -> Response:
    watching: Watching = request.app.state.watching
    return await watching.live(request)


async def _state(request: Request) -> Response:
    watching: Watching = request.app.state.watching
    return await watching.state(request)


async def _playlist(request: Request) -> Response:
    watching: Watching = request.app.state.watching
    return await watching.playlist(request)


async def _body(request: Request) -> Response:
    watching: Watching = request.app.state.watching
    return await watching.body(request)


async def _no_such_address(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code != 404:
        return Response(status_code=error.status_code, headers=error.headers)
    return answers.problem(request, answers.AddressMissing())


def _route(address: str, endpoint: answers.Endpoint, method: str) -> Route:
    return Route(address, answers.refusing(endpoint), methods=[method])


_RECORDING = "/recordings/{recording}"
application = Starlette(
    routes=[
        _route(_RECORDING + "/segments/{seq}", _segment, "PUT"),
        _route(_RECORDING + "/live", _live, "GET"),
        _route(_RECORDING + "/state", _state, "GET"),
        _route(_RECORDING + "/playlist.m3u8", _playlist, "GET"),
        _route(_RECORDING + "/bodies/{sha256}", _body, "GET"),
        *PushDoor().routes(),
        Mount("/files", routes=open_door().routes(), name="files"),
    ],
    middleware=[
        Middleware(
            CORSMiddleware,
            allow_origins=list(settings.MINGJING_SITE_ORIGINS),
            allow_methods=["PUT", "GET", *METHODS],
            allow_headers=_SENT,
            expose_headers=_TOLD,
            max_age=_PREFLIGHT_SECONDS,
        )
    ],
    exception_handlers={404: _no_such_address, 405: _no_such_address},
    lifespan=_lifespan,
)
"""Served by `mingjing serve` beside the site, one process a node."""
