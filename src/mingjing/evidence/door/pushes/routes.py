# SPDX-License-Identifier: Apache-2.0
"""Requests under `/pushes/` (推送接口): docs/reference/push-door.md."""

import asyncio
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mingjing.evidence.door import answers
from mingjing.evidence.door.bodies import drain
from mingjing.evidence.door.pushes.bodies import taken
from mingjing.evidence.door.pushes.pusher import Pusher
from mingjing.evidence.door.pushes.turns import Turns
from mingjing.evidence.door.shares import Shares
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.rules.pushes import demand_name, stream_of
from mingjing.evidence.types import SegmentTooLarge
from mingjing.evidence.types.pushes import PushNameWrong, PushPassWrong

_LONGEST_CODE = 100
_PATIENCE = 0.5
"""Seconds that a piece waits for one before it that is on its way by another connection."""
_LIST_PATIENCE = 10.0
_LOOK_AGAIN = 0.05
_LISTS = (".m3u8", ".mpd")


class PushDoor:
    """The requests of pushers."""

    def __init__(self) -> None:
        self._turns = Turns()
        limits = keeping()
        self._shares = Shares(limits.push_bytes_in_flight, limits.push_bytes_each)

    def routes(self) -> list[Route]:
        """For the application."""
        methods = ["PUT", "POST", "DELETE"]
        endpoint = answers.refusing(self._answer)
        return [Route("/pushes/{code}/{name:path}", endpoint, methods=methods)]

    async def _answer(self, request: Request) -> Response:
        code, name = request.path_params["code"], request.path_params["name"]
        pusher: Pusher = request.app.state.pusher
        stream = request.stream()
        try:
            if len(code) > _LONGEST_CODE:
                raise PushPassWrong
            demand_name(name)
            if not request.scope["path"].isprintable():  # the route drops a last line break
                raise PushNameWrong
            if request.method == "DELETE":  # ffmpeg's delete_segments: it may ask, nothing goes
                await pusher.source(code)
                return Response(status_code=204)
            line = "" if name.endswith(_LISTS) else stream_of(name)
            place = self._turns.stand((code, line))
            try:
                await pusher.admit(code)
                said = _length(request.headers.get("content-length"))
                async with taken(stream, said, code, self._shares) as content:
                    pushed = await pusher.judge(content)
                    await place.come()
                    until = time.monotonic() + (_LIST_PATIENCE if not line else _PATIENCE)
                    while time.monotonic() < until and await pusher.is_early(code, name, pushed):
                        place.leave()
                        await asyncio.sleep(_LOOK_AGAIN)
                        place = place.again()
                        await place.come()
                    software = request.headers.get("user-agent", "")
                    kept = await pusher.take(code, name, pushed, software)
            finally:
                place.leave()
        finally:
            await drain(stream, MAX_BODY_BYTES)
        return Response(status_code=204) if kept is None else answers.acknowledgement(kept)


def _length(said: str | None) -> int:
    """What the request announces; 0 where it announces nothing.

    Raises: SegmentTooLarge.
    """
    length = int(said[:20]) if said is not None and said.isdecimal() else 0
    if length > MAX_BODY_BYTES:
        raise SegmentTooLarge(limit=MAX_BODY_BYTES)
    return length
