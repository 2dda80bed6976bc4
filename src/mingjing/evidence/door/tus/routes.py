# SPDX-License-Identifier: Apache-2.0
"""Requests of tus 1.0.0: create, ask, append, end (core and seven extensions)."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mingjing.evidence.door.tus.taking import Piece, Turn, Turns, arriving
from mingjing.evidence.rules import tus
from mingjing.evidence.shelf import Shelf, Upload, until
from mingjing.evidence.types.received import UploadPass
from mingjing.evidence.types.uploads import (
    Checksum,
    TusChecksumDiffers,
    TusOffsetDiffers,
    TusTooLarge,
    TusTypeWrong,
    UploadKept,
    UploadMissing,
    UploadNotYours,
)
from mingjing.kernel.errors import Language, PlatformError
from mingjing.kernel.ids import new_id

METHODS = ("OPTIONS", "POST", "HEAD", "PATCH", "DELETE")
ALLOWED_HEADERS = (
    "Authorization", "Content-Type", "Tus-Resumable", "Upload-Length", "Upload-Offset",
    "Upload-Metadata", "Upload-Defer-Length", "Upload-Checksum", "Upload-Concat",
    "X-HTTP-Method-Override", "X-Requested-With",
)  # fmt: skip
EXPOSED_HEADERS = (
    "Location", "Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size",
    "Tus-Checksum-Algorithm", "Upload-Offset", "Upload-Length", "Upload-Metadata",
    "Upload-Defer-Length", "Upload-Concat", "Upload-Expires",
)  # fmt: skip


def _refuse_end(upload_id: str) -> None:
    """It is kept. Raises: UploadKept."""
    raise UploadKept(upload_id=upload_id)


@dataclass(frozen=True, slots=True)
class TusPlan:
    """What the door is given (上传入口设置): limits, and what it asks of the room, in threads.

    `welcome` raises when this sender may not begin an upload with this metadata, `refuse_end`
    why a received upload is not for its sender to delete.
    """

    most: int
    days: int
    sender_of: Callable[[str], UploadPass]
    welcome: Callable[[UploadPass, str], None]
    keep: Callable[[Upload, Path, str], None]
    now: Callable[[], datetime]
    refuse_end: Callable[[str], None] = _refuse_end


class TusDoor:
    """The requests under one address."""

    def __init__(self, shelf: Shelf, plan: TusPlan) -> None:
        self._shelf = shelf
        self._plan = plan
        self._turns = Turns()
        self._hashes: dict[str, tuple[int, hashlib._Hash]] = {}

    def routes(self) -> list[Route]:
        """For the application: `/` and `/<upload>`."""
        methods = list(METHODS)
        return [
            Route("/", self._answer, methods=methods, name="root"),
            Route("/{upload_id}", self._answer, methods=methods),
        ]

    async def _answer(self, request: Request) -> Response:
        method = request.headers.get("x-http-method-override", request.method).upper()
        if request.method == "OPTIONS":
            return _options(self._plan.most)
        try:
            tus.demand_version(request.headers.get("tus-resumable"))
            said = request.headers.get("authorization", "")
            sender = await asyncio.to_thread(self._plan.sender_of, said)
            upload_id = request.path_params.get("upload_id")
            response = await self._work(method, request, sender, upload_id)
        except PlatformError as error:
            response = _problem(request, error)
        except OSError as error:
            response = Response(status_code=507, headers={"Retry-After": "10"})
            response.headers["X-Reason"] = type(error).__name__
        response.headers["Tus-Resumable"] = tus.VERSION
        return response

    async def _work(
        self, method: str, request: Request, sender: UploadPass, upload_id: str | None
    ) -> Response:
        if upload_id is None:
            if method != "POST":
                return Response(status_code=405, headers={"Allow": "OPTIONS, POST"})
            return await self._create(request, sender)
        if not tus.is_upload_id(upload_id):
            raise UploadMissing(upload_id=upload_id[:40])
        works = {"HEAD": self._ask, "PATCH": self._append, "DELETE": self._end}
        if method not in works:
            return Response(status_code=405, headers={"Allow": "OPTIONS, HEAD, PATCH, DELETE"})
        turn = await self._turns.take(upload_id)
        try:
            upload = await asyncio.to_thread(self._shelf.load, upload_id, self._plan.now())
            if upload.owner != sender.owner:
                raise UploadNotYours
            return await works[method](request, upload, turn)
        finally:
            self._turns.leave(upload_id, turn)

    async def _create(self, request: Request, sender: UploadPass) -> Response:
        now = self._plan.now()
        asked = tus.read_creation(request.headers, self._plan.most)
        await asyncio.to_thread(self._plan.welcome, sender, asked.metadata)
        parts = asked.concat.parts if asked.concat else ()
        length = asked.length
        if parts:
            length = await asyncio.to_thread(self._shelf.parts_length, parts, sender.owner, now)
            tus.demand_fits(length, self._plan.most)
        upload = Upload(
            upload_id=new_id("upload"),
            owner=sender.owner,
            agency_id=sender.agency_id,
            length=length,
            metadata=asked.metadata,
            is_partial=asked.concat is not None and not asked.concat.is_final,
            parts=parts,
            until=until(now, self._plan.days),
            region=sender.region,
            occasion=sender.occasion,
            is_dock=sender.is_dock,
        )
        await asyncio.to_thread(self._shelf.create, upload)
        response = Response(status_code=201)
        if parts:
            await asyncio.to_thread(self._shelf.join, upload, now)
            upload = await self._finish(upload, length or 0)
        elif length == 0:
            upload = await self._finish(upload, 0)
        elif request.headers.get("content-type", "").startswith(tus.OFFSET_TYPE):
            turn = await self._turns.take(upload.upload_id)
            try:
                offset = await self._store(request, upload, 0, turn)
            finally:
                self._turns.leave(upload.upload_id, turn)
            response.headers["Upload-Offset"] = str(offset)
        response.headers["Location"] = _base(request) + upload.upload_id
        _tell_end(response, upload)
        return response

    async def _ask(self, request: Request, upload: Upload, turn: Turn) -> Response:
        headers = {"Cache-Control": "no-store"}
        held = await asyncio.to_thread(self._shelf.offset, upload)
        headers["Upload-Offset"] = str(held)
        if held == upload.length and not upload.is_complete:  # stopped before it was received
            upload = await self._finish(upload, held)
        if upload.length is None:
            headers["Upload-Defer-Length"] = "1"
        else:
            headers["Upload-Length"] = str(upload.length)
        if upload.metadata:
            headers["Upload-Metadata"] = upload.metadata
        if upload.is_partial:
            headers["Upload-Concat"] = "partial"
        elif upload.parts:
            base = _base(request)
            headers["Upload-Concat"] = "final;" + " ".join(base + part for part in upload.parts)
        response = Response(status_code=200, headers=headers)
        _tell_end(response, upload)
        return response

    async def _append(self, request: Request, upload: Upload, turn: Turn) -> Response:
        if upload.parts or upload.is_complete:
            raise UploadKept(upload_id=upload.upload_id)
        given = request.headers.get("content-type", "")
        if given.partition(";")[0].strip() != tus.OFFSET_TYPE:
            raise TusTypeWrong(given=given[:100])
        upload = await self._learn_length(request, upload)
        offset = tus.read_number("Upload-Offset", request.headers.get("upload-offset"))
        held = await asyncio.to_thread(self._shelf.offset, upload)
        if offset != held:
            raise TusOffsetDiffers(held=held, given=offset)
        reached = await self._store(request, upload, held, turn)
        response = Response(status_code=204, headers={"Upload-Offset": str(reached)})
        _tell_end(response, upload)
        return response

    async def _end(self, request: Request, upload: Upload, turn: Turn) -> Response:
        if upload.is_complete:  # evidence: two people delete it, not its sender
            await asyncio.to_thread(self._plan.refuse_end, upload.upload_id)
        await asyncio.to_thread(self._shelf.end, upload.upload_id)
        self._hashes.pop(upload.upload_id, None)
        return Response(status_code=204)

    async def _learn_length(self, request: Request, upload: Upload) -> Upload:
        length = tus.read_number("Upload-Length", request.headers.get("upload-length"))
        if length is None or length == upload.length:
            return upload
        if upload.length is not None:
            raise TusOffsetDiffers(held=upload.length, given=length)
        tus.demand_fits(length, self._plan.most)
        known = replace(upload, length=length)
        await asyncio.to_thread(self._shelf.save, known)
        return known

    async def _store(self, request: Request, upload: Upload, held: int, turn: Turn) -> int:
        """Appends the body; returns the new offset. A piece whose checksum differs leaves nothing.

        Raises: TusTooLarge, TusChecksumDiffers.
        """
        checksum = tus.read_checksum(request.headers.get("upload-checksum"))
        most = (self._plan.most if upload.length is None else upload.length) - held
        if int(request.headers.get("content-length", "0")) > most:
            raise TusTooLarge(limit=held + most)
        if checksum:
            await asyncio.to_thread(self._shelf.doubt, upload.upload_id, held)
        whole = await self._hash(upload, held)
        state = hashlib.new(checksum.algorithm) if checksum else None
        upload_id = upload.upload_id
        piece = Piece(
            self._shelf.data(upload_id),
            whole,
            state,
            unsynced=held - self._shelf.marked(upload_id)[1],
            mark=lambda length: self._shelf.mark(upload_id, held + length),
        )
        try:
            fits = await piece.take(arriving(request.stream(), turn.stop), most)
        finally:
            await piece.close()
        if checksum:
            await asyncio.to_thread(_judge, self._shelf, upload_id, checksum, piece)
        if not fits:
            raise TusTooLarge(limit=held + most)
        self._hashes[upload.upload_id] = (held + piece.length, piece.whole)
        if held + piece.length == upload.length:
            await self._finish(upload, held + piece.length)
        return held + piece.length

    async def _hash(self, upload: Upload, held: int) -> "hashlib._Hash":
        """SHA-256 of what is held: as it was kept in memory for just so much, else read again."""
        offset, known = self._hashes.pop(upload.upload_id, (-1, None))
        if known is not None and offset == held:
            return known
        return await asyncio.to_thread(self._shelf.digest, upload.upload_id)

    async def _finish(self, upload: Upload, length: int) -> Upload:
        """A whole file goes to the evidence; a part waits for its sum."""
        if upload.is_partial:
            return upload
        digest = (await self._hash(upload, length)).hexdigest()
        done = replace(upload, length=length)
        path = self._shelf.data(upload.upload_id)
        await asyncio.to_thread(self._plan.keep, done, path, digest)
        return await asyncio.to_thread(self._shelf.finish, done)


def _judge(shelf: Shelf, upload_id: str, checksum: Checksum, piece: Piece) -> None:
    """The piece stays when it arrived as it was sent, else it goes.

    Raises: TusChecksumDiffers.
    """
    digest = piece.piece.digest() if piece.piece else b""
    is_good = hmac.compare_digest(digest, checksum.digest)
    shelf.prove(upload_id, good=is_good)
    if not is_good:
        raise TusChecksumDiffers(algorithm=checksum.algorithm)


def _base(request: Request) -> str:
    """The path of the door: behind a proxy the sender knows scheme and host better."""
    return request.url_for("files:root").path


def _problem(request: Request, error: PlatformError) -> Response:
    wanted = request.headers.get("accept-language", "").lower()
    language: Language = "zh" if wanted.startswith("zh") else "en"
    response = JSONResponse(
        error.problem(language), error.http_status, media_type="application/problem+json"
    )
    if error.http_status == 412:
        response.headers["Tus-Version"] = tus.VERSION
    return response


def _options(most: int) -> Response:
    headers = {
        "Tus-Resumable": tus.VERSION,
        "Tus-Version": tus.VERSION,
        "Tus-Extension": ",".join(tus.EXTENSIONS),
        "Tus-Max-Size": str(most),
        "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
    }
    return Response(status_code=204, headers=headers)


def _tell_end(response: Response, upload: Upload) -> None:
    """Says when an unfinished upload runs out."""
    if not upload.is_complete:
        end = datetime.fromisoformat(upload.until).astimezone(UTC)
        response.headers["Upload-Expires"] = format_datetime(end, usegmt=True)
