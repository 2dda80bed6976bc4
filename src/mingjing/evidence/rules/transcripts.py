# SPDX-License-Identifier: Apache-2.0
"""Transcripts (文字稿): SubRip, WebVTT and JSON read strictly; the first wrong line is named.

Lines of text are numbered from 1. Nothing is guessed: a file that is wrong anywhere is refused.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from mingjing.evidence.types import SpokenView, TranscriptFormat, TranscriptInvalid

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 20_000
LONGEST = 2000
_LONGEST_SPEAKER = 80
_SRT_TIME = re.compile(r"(\d{2,3}):([0-5]\d):([0-5]\d),(\d{3})")
_VTT_TIME = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_VTT_SETTINGS = re.compile(r"(?:[ \t]+(?:vertical|line|position|size|align|region):\S+)*[ \t]*")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>")
_SEGMENTS = re.compile(r'\s*\{\s*"segments"\s*:')
_KEYS = frozenset({"start", "end", "text", "speaker"})
_JSON_SPACE = " \t\r\n"

Numbered = tuple[int, str]


def _refuse(line: int, zh: str, en: str) -> NoReturn:
    raise TranscriptInvalid(line=line, zh_what=zh, en_what=en)


def read_transcript(
    content: bytes, kind: TranscriptFormat, most: int
) -> tuple[str, tuple[SpokenView, ...]]:
    """The text and its lines; none may begin behind `most` milliseconds, the end of the scene.

    Raises: TranscriptInvalid.
    """
    text = _decoded(content)
    spoken: list[SpokenView] = []
    for line, one in _READERS[kind](text):
        _demand_line(line, one, spoken[-1] if spoken else None, most)
        spoken.append(one)
        if len(spoken) > MOST_LINES:
            _refuse(line, f"超过 {MOST_LINES} 句", f"there are more than {MOST_LINES} lines")
    if not spoken:
        _refuse(1, "没有任何文字", "there are no words in it")
    return text, tuple(spoken)


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        line = content[:MOST_BYTES].count(b"\n") + 1
        _refuse(line, f"文件超过 {MOST_BYTES} 字节", f"the file is over {MOST_BYTES} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse(line, "不是 UTF-8 编码", "it is not UTF-8")
    if "\0" in text:
        _refuse(text[: text.index("\0")].count("\n") + 1, "含有空字符", "there is a NUL in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _demand_line(line: int, one: SpokenView, before: SpokenView | None, most: int) -> None:
    if one.end <= one.begin:
        _refuse(line, "结束不晚于开始", "it does not end after it begins")
    if before is not None and one.begin < before.begin:
        _refuse(line, "早于上一句", "it begins before the line above")
    if one.begin > most:
        _refuse(line, "超出录像时长", "it begins after the end of the recording")
    if not one.text:
        _refuse(line, "没有文字", "there are no words")
    if len(one.text) > LONGEST:
        _refuse(line, f"超过 {LONGEST} 字", f"it has more than {LONGEST} characters")
    if len(one.speaker) > _LONGEST_SPEAKER:
        _refuse(line, "说话人过长", "the name of the speaker is too long")


def _blocks(text: str) -> Iterator[list[Numbered]]:
    """Groups of lines between blank ones."""
    block: list[Numbered] = []
    for numbered in enumerate(text.split("\n"), start=1):
        if numbered[1].strip():
            block.append(numbered)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _srt(text: str) -> Iterator[tuple[int, SpokenView]]:
    for expected, block in enumerate(_blocks(text), start=1):
        line, number = block[0]
        if number.strip() != str(expected):
            _refuse(line, f"应为序号 {expected}", f"the number {expected} is expected")
        if len(block) == 1:
            _refuse(line, "缺少时间", "the times are missing")
        begin, end = _times(block[1], _SRT_TIME, re.compile(r"[ \t]*"))
        yield block[1][0], _spoken(begin, end, block[2:])


def _vtt(text: str) -> Iterator[tuple[int, SpokenView]]:
    head = text.split("\n", 1)[0]
    if head != "WEBVTT" and not head.startswith(("WEBVTT ", "WEBVTT\t")):
        _refuse(1, "第一行应为 WEBVTT", "the first line must be WEBVTT")
    for block in _blocks(text):
        if block[0][0] == 1:
            if any("-->" in words for _, words in block):
                _refuse(block[1][0], "WEBVTT 之后须空一行", "a blank line is due after WEBVTT")
            continue
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0][1]):
            continue
        if "-->" not in block[0][1]:
            block = block[1:] or _refuse(block[0][0], "缺少时间", "the times are missing")
        begin, end = _times(block[0], _VTT_TIME, _VTT_SETTINGS)
        yield block[0][0], _spoken(begin, end, block[1:])


def _times(numbered: Numbered, time: re.Pattern[str], behind: re.Pattern[str]) -> tuple[int, int]:
    line, text = numbered
    first, arrow, rest = text.partition("-->")
    begin, end = time.fullmatch(first.strip()), time.match(rest.strip())
    if not arrow or begin is None or end is None:
        _refuse(line, "时间格式有误", "the times are malformed")
    if not behind.fullmatch(rest.strip()[end.end() :]):
        _refuse(line, "时间之后的内容有误", "what stands behind the times is malformed")
    return _milliseconds(begin), _milliseconds(end)


def _milliseconds(found: re.Match[str]) -> int:
    hours, minutes, seconds, rest = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def _spoken(begin: int, end: int, words: list[Numbered]) -> SpokenView:
    text = "\n".join(one for _, one in words)
    voice = _VOICE.search(text)
    speaker = html.unescape(voice.group(1)).strip() if voice else ""
    plain = html.unescape(_TAG.sub("", text))
    return SpokenView(begin, end, "\n".join(map(str.strip, plain.split("\n"))).strip(), speaker)


def _json(text: str) -> Iterator[tuple[int, SpokenView]]:
    """A list of `{"start", "end", "text", "speaker"}` in seconds, alone or under `segments`."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        _refuse(error.lineno, "不是 JSON", "it is not JSON")
    except RecursionError:
        _refuse(1, "JSON 嵌套过深", "the JSON is nested too deep")
    under = _SEGMENTS.match(text)
    at = _after_space(text, under.end() if under else 0)
    if text[at : at + 1] != "[":
        _refuse(_line(text, at), "应为列表", "a list is expected")
    decoder = json.JSONDecoder()
    at = _after_space(text, at + 1)
    while text[at] != "]":
        value, behind = decoder.raw_decode(text, at)
        yield _line(text, at), _of_value(_line(text, at), value)
        at = _after_space(text, behind)
        at = _after_space(text, at + 1) if text[at] == "," else at
    if under and text[_after_space(text, at + 1) :].strip() != "}":
        _refuse(_line(text, at), "segments 之外还有内容", "there is more than segments")


def _of_value(line: int, value: Any) -> SpokenView:  # any JSON
    if not isinstance(value, dict) or not {"start", "end", "text"} <= set(value) <= _KEYS:
        _refuse(line, "字段应为 start、end、text、speaker",
                "the fields must be start, end, text, speaker")  # fmt: skip
    times = [value["start"], value["end"]]
    if not all(type(one) in (int, float) and 0 <= one < 10**6 for one in times):
        _refuse(line, "start、end 应为秒数", "start and end must be seconds")
    speaker = value.get("speaker", "")
    if not isinstance(value["text"], str) or not isinstance(speaker, str):
        _refuse(line, "text、speaker 应为文字", "text and speaker must be texts")
    begin, end = (round(one * 1000) for one in times)
    return SpokenView(begin, end, value["text"].strip(), speaker.strip())


def _after_space(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _JSON_SPACE:
        at += 1
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


_READERS: dict[TranscriptFormat, Callable[[str], Iterator[tuple[int, SpokenView]]]] = {
    TranscriptFormat.SRT: _srt,
    TranscriptFormat.VTT: _vtt,
    TranscriptFormat.JSON: _json,
}


def as_vtt(lines: tuple[SpokenView, ...], remark: str) -> str:
    """Lines as WebVTT, with a remark."""
    parts = ["WEBVTT", f"NOTE {remark}"]
    for one in lines:
        voice = f"<v {_escaped(one.speaker)}>" if one.speaker else ""
        times = f"{_stamp(one.begin)} --> {_stamp(one.end)}"
        words = "\n".join(part for part in one.text.split("\n") if part)
        parts.append(f"{times}\n{voice}{_escaped(words)}")
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(at: int) -> str:
    seconds, rest = divmod(at, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
