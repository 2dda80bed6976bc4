# SPDX-License-Identifier: Apache-2.0
"""Films (影片) by way of ffmpeg, an executable that the operator installs; nothing of it is linked.

Commands are lists of arguments and never pass a shell; of a plan only whole numbers reach them.
Pictures go from one ffmpeg through us to another as bare pixels, so that what is hidden is
changed before it is encoded.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from mingjing.engines.errors import FilmToolAbsent, FilmUnreadable
from mingjing.engines.mosaic import Spot, frame_bytes, hide

_MOST_FPS, _USUAL_FPS = 30, 25
_MOST_SIDE = 4096
_ENCODERS = ("libx264", "libopenh264")
_TOOL_SECONDS = 60
_LONGER = 2000
"""Milliseconds by which a film may be longer than it says; then its decoding ends."""
_SILENCE = "anullsrc=r=48000:cl=stereo"
_QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error")
_RECORDED = ("-protocol_whitelist", "file", "-format_whitelist", "mov,matroska")
"""What was recorded is read as MP4 or WebM and nothing else: a list would name other files."""
_SILENT_METADATA = (
    "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
    "-flags:a", "+bitexact",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Film:
    """What a file holds (影片信息). Units: pixels as shown, pictures a second, milliseconds."""

    width: int
    height: int
    fps: int
    length: int
    has_sound: bool

    @property
    def has_pictures(self) -> bool:
        """Whether there is anything to see."""
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to be made from another (制作任务). Times are milliseconds within the file.

    `spots` says what is hidden at an instant, `muted` the stretches without sound. One that is
        silent itself gets silence where its neighbours have sound.
    """

    source: Path
    target: Path
    film: Film
    spots: Callable[[int], list[Spot]]
    muted: Sequence[tuple[int, int]]
    is_silent: bool = False


@cache
def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FilmToolAbsent(tool=name)
    return found


@cache
def encoder() -> str:
    """The H.264 encoder of the ffmpeg that is here.

    Raises: FilmToolAbsent.
    """
    known = _run([_tool("ffmpeg"), *_QUIET, "-encoders"])
    for name in _ENCODERS:
        if f" {name} " in known:
            return name
    raise FilmToolAbsent(tool="ffmpeg (H.264)")


def tool_version() -> str:
    """Which ffmpeg this is, as it says itself.

    Raises: FilmToolAbsent.
    """
    return _run([_tool("ffmpeg"), "-version"]).split("Copyright", 1)[0].strip()


def probe(path: Path) -> Film:
    """What the file holds.

    Raises: FilmToolAbsent, FilmUnreadable.
    """
    text = _run(
        [
            _tool("ffprobe"), "-hide_banner", "-loglevel", "error", "-of", "json",
            "-show_streams", "-show_format", *_RECORDED, _file(path),
        ]
    )  # fmt: skip
    return film_of(json.loads(text))


def lines_told(path: Path, shown: str) -> Iterator[str]:
    """What ffprobe tells of a file, line by line: `name|field=value|…`.

    Raises: FilmToolAbsent, FilmUnreadable.
    """
    command = [
        _tool("ffprobe"), "-hide_banner", "-loglevel", "error", "-of", "compact",
        "-show_entries", shown, *_RECORDED, _file(path),
    ]  # fmt: skip
    with _process(command, is_fed=False) as (reading, ending):
        for line in reading:
            yield line.decode(errors="replace").strip()
        ending()


def film_of(told: dict[str, Any]) -> Film:
    """A film from what ffprobe tells of it.

    Raises: FilmUnreadable.
    """
    streams = {one.get("codec_type"): one for one in reversed(told.get("streams", []))}
    kinds = [one.get("codec_type") for one in told.get("streams", [])]
    if kinds.count("video") > 1 or kinds.count("audio") > 1:
        raise FilmUnreadable(cause="several tracks of a kind")  # a player may show another one
    seen, heard = streams.get("video"), streams.get("audio")
    if seen is None and heard is None:
        raise FilmUnreadable(cause="no picture, no sound")
    length = round(float(told.get("format", {}).get("duration") or 0) * 1000)
    if seen is None:
        return Film(0, 0, 0, length, True)
    width, height = int(seen["width"]), int(seen["height"])
    if any(abs(int(one.get("rotation", 0))) % 180 for one in seen.get("side_data_list", [])):
        width, height = height, width
    if not 2 <= width <= _MOST_SIDE or not 2 <= height <= _MOST_SIDE:
        raise FilmUnreadable(cause=f"{width}x{height}")
    fps = _rate(str(seen.get("avg_frame_rate", "")))
    return Film(width // 2 * 2, height // 2 * 2, fps, length, heard is not None)


def _rate(text: str) -> int:
    above, _slash, below = text.partition("/")
    if not above.isdecimal() or not below.isdecimal() or not int(below) or not int(above):
        return _USUAL_FPS
    return min(_MOST_FPS, max(1, round(int(above) / int(below))))


def decode_arguments(source: Path, film: Film, fps: int) -> list[str]:
    """Pictures at an even pace, upright and all of one size, as bare pixels on the output."""
    even = f"fps={fps:d}:start_time=0,scale={film.width:d}:{film.height:d}"
    return [
        *_QUIET, *_RECORDED, "-i", _file(source), "-map", "0:v:0", "-vf", even,
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1",
    ]  # fmt: skip


def encode_arguments(cut: Cut, codec: str) -> list[str]:
    """A new MP4 from bare pixels on the input and the sound of the source, without metadata."""
    film, arguments = cut.film, list(_QUIET)
    if film.has_pictures:
        size = f"{film.width:d}x{film.height:d}"
        arguments += ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size]
        arguments += ["-r", f"{film.fps:d}", "-i", "pipe:0"]
    if film.has_sound and cut.is_silent:
        arguments += ["-f", "lavfi", "-t", f"{int(film.length) / 1000:.3f}", "-i", _SILENCE]
    elif film.has_sound:
        arguments += [*_RECORDED, "-i", _file(cut.source)]
    if film.has_pictures:
        arguments += ["-map", "0:v:0", "-c:v", codec, "-pix_fmt", "yuv420p", "-g", "60"]
        arguments += ["-crf", "23", "-preset", "veryfast"] if codec == "libx264" else ["-b:v", "4M"]
        arguments += ["-bsf:v", "filter_units=remove_types=6"]  # what the encoder says of itself
    if film.has_sound:
        arguments += ["-map", f"{int(film.has_pictures)}:a:0", "-af", sound_filter(cut.muted)]
        arguments += ["-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"]
    if film.length:
        arguments += ["-t", f"{int(film.length + _LONGER) / 1000:.3f}"]
    arguments += [*_SILENT_METADATA, "-movflags", "+faststart", "-f", "mp4", "-y"]
    return [*arguments, _file(cut.target)]


def sound_filter(muted: Sequence[tuple[int, int]]) -> str:
    """The sound from the first instant on, silent in these stretches; numbers only."""
    parts = ["aresample=48000:async=1:first_pts=0"]
    for begin, end in muted:
        first, last = f"{int(begin) / 1000:.3f}", f"{int(end) / 1000:.3f}"
        parts.append(f"volume=enable='between(t,{first},{last})':volume=0:eval=frame")
    return ",".join(parts)


def make(cut: Cut, tell: Callable[[int], None]) -> None:
    """Makes the target; `tell` hears how many milliseconds are done, and may end it by raising.

    Raises: FilmToolAbsent, FilmUnreadable, and what `tell` raises.
    """
    tool, codec = _tool("ffmpeg"), encoder()
    with _process([tool, *encode_arguments(cut, codec)], is_fed=True) as (made, ending):
        if cut.film.has_pictures:
            for number, frame in enumerate(frames(cut.source, cut.film, cut.film.fps)):
                at = number * 1000 // cut.film.fps
                hide(frame, cut.film.width, cut.film.height, cut.spots(at))
                try:
                    made.write(frame)
                except BrokenPipeError:
                    break
                tell(at)
        _close(made)
        ending()
    tell(cut.film.length)


def frames(source: Path, film: Film, fps: int) -> Iterator[bytearray]:
    """The pictures of a film at an even pace, as `yuv420p`.

    Raises: FilmToolAbsent, FilmUnreadable, also where there are more than its length holds.
    """
    size = frame_bytes(film.width, film.height)
    command = [_tool("ffmpeg"), *decode_arguments(source, film, fps)]
    with _process(command, is_fed=False) as (reading, ending):
        most, number = (film.length + _LONGER) * fps // 1000, 0
        while len(content := reading.read(size)) == size:
            if film.length and number > most:
                raise FilmUnreadable(cause="longer than it says")
            yield bytearray(content)
            number += 1
        ending()


def join(parts: Sequence[Path], target: Path) -> None:
    """Puts films of one kind one behind the other, without encoding them again.

    Raises: FilmToolAbsent, FilmUnreadable.
    """
    listed = target.with_suffix(".txt")
    listed.write_text("".join(f"file '{part.name}'\n" for part in parts), encoding="ascii")
    _run(
        [
            _tool("ffmpeg"), *_QUIET, "-f", "concat", "-safe", "1", "-i", _file(listed),
            "-c", "copy", *_SILENT_METADATA, "-movflags", "+faststart", "-f", "mp4", "-y",
            _file(target),
        ],
        seconds=None,
    )  # fmt: skip


def _file(path: Path) -> str:
    return f"file:{path}"  # never read as an option or another protocol


def _run(command: Sequence[str], seconds: float | None = _TOOL_SECONDS) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            command, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FilmUnreadable(cause="timeout") from error
    if done.returncode:
        raise FilmUnreadable(cause=_last(done.stderr))
    return done.stdout.decode(errors="replace")


def _last(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "?"


@contextmanager
def _process(
    command: Sequence[str], *, is_fed: bool
) -> Iterator[tuple[IO[bytes], Callable[[], None]]]:
    """A child that does not outlive the block: its input or output, and what waits for its end."""
    with ExitStack() as opened:
        said = opened.enter_context(tempfile.TemporaryFile())
        child = subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.PIPE if is_fed else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if is_fed else subprocess.PIPE,
            stderr=said,
        )

        def ending() -> None:
            if child.wait():
                said.seek(0)
                raise FilmUnreadable(cause=_last(said.read()))

        try:
            stream = child.stdin if is_fed else child.stdout
            if stream is None:  # both were asked for above
                raise FilmUnreadable(cause="no pipe")
            yield stream, ending
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
