# SPDX-License-Identifier: Apache-2.0
"""Transcripts are read strictly: the first wrong line is named, and nothing is guessed."""

import pytest

from mingjing.evidence.rules.transcripts import MOST_BYTES, as_vtt, read_transcript
from mingjing.evidence.types import SpokenView, TranscriptFormat, TranscriptInvalid

SRT, VTT, JSON = TranscriptFormat.SRT, TranscriptFormat.VTT, TranscriptFormat.JSON
HOUR = 3_600_000
GOOD_SRT = "1\n00:00:00,000 --> 00:00:01,500\n你好\n\n2\n00:00:02,000 --> 00:00:03,000\nA\nB\n"
GOOD_VTT = (
    "WEBVTT title\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
    "first\n00:00.000 --> 00:01.500 align:start\n<v Zhao>Good &amp; <b>day</b>\n\n"
    "00:00:02.000 --> 00:00:03.000\nAnswer\n"
)
GOOD_JSON = (
    '{"segments": [\n{"start": 0, "end": 1.5, "text": " Hi ", "speaker": "Zhao"},\n'
    '{"start": 2, "end": 3, "text": "Yes"}\n]}'
)


def read(text: str, kind: TranscriptFormat, most: int = HOUR) -> tuple[SpokenView, ...]:
    return read_transcript(text.encode(), kind, most)[1]


def test_srt_is_read() -> None:
    assert read(GOOD_SRT, SRT) == (
        SpokenView(0, 1500, "你好"),
        SpokenView(2000, 3000, "A\nB"),
    )
    assert read("\ufeff" + GOOD_SRT.replace("\n", "\r\n"), SRT) == read(GOOD_SRT, SRT)


def test_vtt_is_read_with_speakers_and_without_markup() -> None:
    assert read(GOOD_VTT, VTT) == (
        SpokenView(0, 1500, "Good & day", "Zhao"),
        SpokenView(2000, 3000, "Answer"),
    )


def test_json_is_read_alone_or_under_segments() -> None:
    expected = (SpokenView(0, 1500, "Hi", "Zhao"), SpokenView(2000, 3000, "Yes"))
    assert read(GOOD_JSON, JSON) == expected
    bare = GOOD_JSON.removeprefix('{"segments": ').removesuffix("}")
    assert read(bare, JSON) == expected


BAD = [
    (SRT, "", 1),
    (SRT, "\n\n", 1),
    (SRT, GOOD_SRT.replace("2\n", "3\n", 1), 5),
    (SRT, GOOD_SRT.replace(",500", ".500"), 2),
    (SRT, GOOD_SRT.replace("00:00:02,000 -->", "00:00:02,000 ->"), 6),
    (SRT, GOOD_SRT.replace("00:00:03,000", "00:00:03,000 X1:1"), 6),
    (SRT, GOOD_SRT.replace("00:00:03,000", "00:00:02,000"), 6),
    (SRT, "1\n00:00:05,000 --> 00:00:06,000\nA\n\n2\n00:00:02,000 --> 00:00:03,000\nB\n", 6),
    (SRT, "1\n00:00:00,000 --> 00:00:01,000\n\n", 2),
    (SRT, "1\n00:00:00,000 --> 00:00:01,000\n" + "x" * 2001, 2),
    (SRT, "1\n", 1),
    (SRT, "1\n00:61:00,000 --> 00:00:01,000\nA", 2),
    (SRT, "1\n02:00:00,000 --> 02:00:01,000\nA", 2),
    (VTT, GOOD_SRT, 1),
    (VTT, "WEBVTT\n00:00.000 --> 00:01.000\nA", 2),
    (VTT, "WEBVTTX\n\n00:00.000 --> 00:01.000\nA", 1),
    (VTT, "WEBVTT\n\nname only", 3),
    (VTT, "WEBVTT\n\n00:00.000 --> 00:01.000 colour:red\nA", 3),
    (VTT, "WEBVTT\n\n00:00,000 --> 00:01,000\nA", 3),
    (VTT, "WEBVTT\n\n00:00.000 --> 00:01.000\n<b></b>", 3),
    (VTT, "WEBVTT\n\n00:00.000 --> 00:01.000\n<v " + "x" * 81 + ">A", 3),
    (JSON, "{}", 1),
    (JSON, "[", 1),
    (JSON, "[]", 1),
    (JSON, '[\n{"start": 0, "end": 1}]', 2),
    (JSON, '[\n\n{"start": 0, "end": 1, "text": "A", "more": 1}]', 3),
    (JSON, '[{"start": true, "end": 1, "text": "A"}]', 1),
    (JSON, '[{"start": -1, "end": 1, "text": "A"}]', 1),
    (JSON, '[{"start": 0, "end": 1, "text": 1}]', 1),
    (JSON, '[{"start": 0, "end": 1, "text": "A", "speaker": null}]', 1),
    (JSON, '{"segments": [{"start": 0, "end": 1, "text": "A"}],\n"language": "zh"}', 1),
    (JSON, '[{"start": NaN, "end": 1, "text": "A"}]', 1),
    (JSON, '["A"]', 1),
    (JSON, "[" * 100_000, 1),
]


@pytest.mark.parametrize(("kind", "text", "line"), BAD)
def test_a_bad_file_is_refused_with_its_line(kind: TranscriptFormat, text: str, line: int) -> None:
    with pytest.raises(TranscriptInvalid) as refusal:
        read(text, kind)
    assert refusal.value.detail["line"] == line


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    for content, line in ((b"1\n\xff\xfe", 2), (b"1\n2\n\0", 3), (b"\n" * (MOST_BYTES + 1), 0)):
        with pytest.raises(TranscriptInvalid) as refusal:
            read_transcript(content, SRT, HOUR)
        assert refusal.value.detail["line"] == (line or MOST_BYTES + 1)


def test_what_is_written_as_vtt_is_read_as_the_same() -> None:
    lines = (SpokenView(0, 1500, "a < b & c", "Z & <W>"), SpokenView(HOUR, HOUR + 1, "x\ny"))
    assert read(as_vtt(lines, "remark"), VTT, 2 * HOUR) == lines
