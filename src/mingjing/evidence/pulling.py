# SPDX-License-Identifier: Apache-2.0
"""Pull from a camera or take an RTMP stream in, and push it to the door (拉流转推): decision 0112.

The operator's own ffmpeg reads; what it makes is cut at its fragments here and sent piece by piece,
again and again until the door has it. Addresses with a password go to ffmpeg by its standard input
and the pass stays in this process: neither is in the list of processes, in a log or in the ledger.
"""

import contextlib
import http.client
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Timer
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.types.pushes import PullRefused

_HTTP = "mpjpeg,mpegts,mov,matroska,webm,flv,live_flv"
_READING = {
    "rtsp": ("rtsp,rtp,udp,tcp", "rtsp"),
    "rtsps": ("rtsp,rtsps,tls,tcp", "rtsp"),
    "rtmp": ("rtmp,tcp", "flv,live_flv"),
    "rtmps": ("rtmps,tls,tcp", "flv,live_flv"),
    "http": ("http,tcp", _HTTP),
    "https": ("https,httpproxy,tls,tcp", _HTTP),
}
"""What ffmpeg may open and how it may read it, by scheme: a source may be hostile. No `file`, and
no format that names further addresses (HLS, DASH): by these it would read what it likes."""
_HEAD = 8
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
_LIST = b"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-ENDLIST\n"
_TIMEOUT = 20.0
_OUTPUT = (
    "-map", "0:v:0", "-map", "0:a:0?", "-c:v", "copy", "-c:a", "aac", "-f", "mp4",
    "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "pipe:1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pull:
    """What is read and where it goes (拉流任务).

    `source` may hold a password. `is_listening`: wait for a sender (RTMP, RTSP) and ask nobody.
    `silence`: seconds without a piece after which the source counts as gone.
    """

    source: str
    door: str
    program: str = "ffmpeg"
    is_listening: bool = False
    silence: float = 20.0


@dataclass
class Pulled:
    """What became of it (拉流结果)."""

    pieces: int = 0
    runs: int = 0
    bytes: int = 0
    stopping: Event = field(default_factory=Event)


def with_login(address: str, login: str) -> str:
    """The address with `user:password` in it, as ffmpeg wants it.

    Raises: PullRefused when the address is of no kind that can be read, or spans lines.
    """
    parts = urlsplit(address)
    is_plain = address.isprintable() and not any(char in address for char in "'\"\\ ")
    if parts.scheme not in _READING or not is_plain:
        raise PullRefused(status="–", why="rtsp://, rtmp://, http://")
    if not login:
        return address
    user, _colon, password = login.partition(":")
    place = f"{quote(user, safe='')}:{quote(password, safe='')}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit(parts._replace(netloc=place))


def pull(plan: Pull, found: Pulled, tell: Callable[[str], None], *, once: bool = False) -> None:
    """Reads until told to stop (or, `once`, until the source ends), then says that it is the end.

    A source that goes away is asked again with a growing pause; the door states the gap.
    Raises: PullRefused when the door will not take the stream, whatever is tried.
    """
    pauses = iter(_PAUSES)
    try:
        while not found.stopping.is_set():
            before = found.pieces
            _run(plan, found, tell)
            found.runs += 1
            if once or found.stopping.is_set():
                break
            if found.pieces > before:
                pauses = iter(_PAUSES)
            pause = next(pauses, _PAUSES[-1])
            tell(f"source gone, again in {pause:.0f} s")
            found.stopping.wait(pause)
    finally:
        if found.pieces:
            _send(plan, found, "end.m3u8", _LIST)


def _run(plan: Pull, found: Pulled, tell: Callable[[str], None]) -> None:
    """One start of ffmpeg, until it ends or falls silent."""
    process = subprocess.Popen(  # noqa: S603 - the operator's own program, no shell
        _command(plan),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None  # noqa: S101 - Popen was asked for it
    assert process.stdout is not None  # noqa: S101
    watch = _Watch(process, plan.silence, found.stopping)
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(_list_of(plan))
            process.stdin.close()
        for number, piece in enumerate(_pieces(process.stdout)):
            watch.heard()
            name = f"init-{found.runs}.mp4" if number == 0 else f"part-{number}.m4s"
            _send(plan, found, name, piece)
            found.pieces += number > 0
            found.bytes += len(piece)
            tell(f"{found.pieces} pieces, {found.bytes / 1e6:.1f} MB")
    finally:
        watch.end()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def _command(plan: Pull) -> list[str]:
    """ffmpeg reads the address from a list on its standard input."""
    protocols, formats = _READING[urlsplit(plan.source).scheme]
    head = [plan.program, "-hide_banner", "-loglevel", "error"]
    reading = [
        "-f", "concat", "-safe", "0",
        "-protocol_whitelist", f"pipe,{protocols}", "-format_whitelist", f"concat,{formats}",
        "-i", "pipe:0",
    ]  # fmt: skip
    return [*head, *reading, *_OUTPUT]


def _list_of(plan: Pull) -> bytes:
    lines = ["ffconcat version 1.0", f"file '{plan.source}'"]
    is_rtsp = urlsplit(plan.source).scheme in ("rtsp", "rtsps")
    if plan.is_listening:
        lines.append("option rtsp_flags listen" if is_rtsp else "option listen 1")
    elif is_rtsp:
        lines.append("option rtsp_transport tcp")
    return ("\n".join(lines) + "\n").encode()


class _Watch:
    """Ends a process that says nothing for too long, or when all is to stop."""

    def __init__(self, process: "subprocess.Popen[bytes]", silence: float, stopping: Event) -> None:
        self._process, self._silence, self._stopping = process, silence, stopping
        self._at = time.monotonic()
        self._timer = self._next()

    def heard(self) -> None:
        """A piece came."""
        self._at = time.monotonic()

    def end(self) -> None:
        """The process is over, by itself or by us."""
        self._timer.cancel()
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _next(self) -> Timer:
        timer = Timer(0.5, self._look)
        timer.daemon = True
        timer.start()
        return timer

    def _look(self) -> None:
        if self._stopping.is_set() or time.monotonic() - self._at > self._silence:
            self._process.terminate()
        elif self._process.poll() is None:
            self._timer = self._next()


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """First the start (ftyp + moov), then a fragment (moof + mdat) at a time; a cut one is none."""
    parts: list[bytes] = []
    while True:
        head = stream.read(_HEAD)
        size, name = int.from_bytes(head[:4]), head[4:]
        if len(head) < _HEAD or not _HEAD <= size <= MAX_BODY_BYTES or name == b"mfra":
            return
        payload = stream.read(size - _HEAD)
        if len(payload) < size - _HEAD:
            return
        parts.append(head + payload)
        if name in (b"moov", b"mdat"):
            yield b"".join(parts)
            parts = []


def _send(plan: Pull, found: Pulled, name: str, body: bytes) -> None:
    """Sends until the door has it.

    Raises: PullRefused, when the door says no; while it is away it is asked again.
    """
    for pause in (*_PAUSES, *[_PAUSES[-1]] * 100):
        try:
            status, code = _put(plan.door, name, body)
        except (OSError, http.client.HTTPException):
            status, code = 503, ""
        if status < 300:
            return
        if status < 500 and status not in (408, 429):
            raise PullRefused(status=status, why=code)
        if found.stopping.wait(pause) and status != 429:
            break
    raise PullRefused(status=503, why="the door is away")


def _put(door: str, name: str, body: bytes) -> tuple[int, str]:
    parts = urlsplit(door)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=_TIMEOUT)
    try:
        path = f"{parts.path.rstrip('/')}/{name}"
        connection.request("PUT", path, body, {"User-Agent": "mingjing evidence pull"})
        answer = connection.getresponse()
        text = answer.read(4096).decode("utf-8", "replace")
        code = text.partition('"code":"')[2].partition('"')[0]
        return answer.status, code
    finally:
        connection.close()
