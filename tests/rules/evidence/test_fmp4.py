# SPDX-License-Identifier: Apache-2.0
"""Fragmented MP4 as encoders make it: kinds, codecs, times; boxes made by hand, and cut ones."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.evidence.rules.fmp4 import Init, Stretch, kind_of, read_init, read_media
from mingjing.evidence.types import Mode
from mingjing.evidence.types.pushes import PushedKind, PushMalformed


def box(name: str, *parts: bytes) -> bytes:
    payload = b"".join(parts)
    return (len(payload) + 8).to_bytes(4) + name.encode() + payload


def words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4) for number in numbers)


AVC = box("avc1", bytes(78), box("avcC", bytes([1, 0x4D, 0x40, 0x1F, 0])))
HEVC = box("hvc1", bytes(78), box("hvcC", bytes([1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93])))
AV1 = box("av01", bytes(78), box("av1C", bytes([0x81, 0x08, 0x0C, 0])))
VP9 = box("vp09", bytes(78), box("vpcC", bytes([1, 0, 0, 0, 0, 31, 0x80, 0])))
OPUS = box("Opus", bytes(28))
FLAC = box("fLaC", bytes(28))


def sound(kind: int = 0x40, long: bool = True) -> bytes:
    """An `mp4a` entry; lengths of one byte or of four."""
    fill = b"\x80\x80\x80" if long else b""
    says = b"\x05" + fill + b"\x02" + bytes([0x11, 0x90])
    decoder = b"\x04" + fill + b"\x11" + bytes([kind]) + bytes(12) + says
    stream = b"\x03" + fill + b"\x19" + bytes([0, 4, 0]) + decoder  # id 4: also the tag of another
    return box("mp4a", bytes(28), box("esds", bytes(4), stream))


def trak(number: int, entry: bytes, handler: bytes = b"vide", scale: int = 1000) -> bytes:
    return box(
        "trak",
        box("tkhd", words(0, 0, 0, number)),
        box(
            "mdia",
            box("mdhd", words(0, 0, 0, scale)),
            box("hdlr", bytes(8), handler),
            box("minf", box("stbl", box("stsd", words(0, 1), entry))),
        ),
    )


def start(*traks: bytes, default: int = 40) -> bytes:
    trex = [box("trex", words(0, n, 1, default, 0, 0)) for n in range(1, len(traks) + 1)]
    return box("ftyp", b"iso5") + box("moov", *traks, box("mvex", *trex))


def fragment(number: int, at: int, run: bytes, header: bytes = b"", flags: int = 0) -> bytes:
    return box(
        "moof",
        box(
            "traf",
            box("tfhd", words(flags, number), header),
            box("tfdt", words(0x01000000), at.to_bytes(8)),
            box("trun", run),
        ),
    ) + box("mdat", b"x")


@pytest.mark.parametrize(
    ("entry", "codec"),
    [
        (AVC, "avc1.4D401F"),
        (HEVC, "hvc1.1.6.L93.90"),
        (AV1, "av01.0.08M.08"),
        (VP9, "vp09.00.31.08"),
        (OPUS, "opus"),
        (FLAC, "flac"),
        (sound(), "mp4a.40.2"),
        (sound(long=False), "mp4a.40.2"),
        (sound(0x6B), "mp4a.6B"),
    ],
)
def test_codecs_are_named_as_browsers_name_them(entry: bytes, codec: str) -> None:
    assert read_init(start(trak(1, entry))).mime == f'video/mp4; codecs="{codec}"'


def test_sound_alone_is_an_audio_recording() -> None:
    init = read_init(start(trak(1, sound(), b"soun")))
    assert (init.mode, init.mime) == (Mode.AUDIO, 'audio/mp4; codecs="mp4a.40.2"')


def both() -> Init:
    return read_init(start(trak(1, sound(), b"soun", 48_000), trak(2, AVC, scale=1000)))


@pytest.mark.parametrize(
    ("content", "stretch"),
    [
        (fragment(2, 500, words(0, 25)), Stretch(500, 1_500)),  # 25 × 40 by the default
        (fragment(2, 0, words(0, 3), words(100), 0x8), Stretch(0, 300)),  # by the fragment
        (fragment(2, 0, words(0x100, 2, 70, 80)), Stretch(0, 150)),  # by each sample
        (fragment(2, 0, words(0x301 | 4, 2, 9, 9, 70, 1, 80, 1)), Stretch(0, 150)),
        (fragment(2, 0, words(0, 25)) + fragment(2, 1_000, words(0, 25)), Stretch(0, 2_000)),
        (fragment(1, 48_000, words(0, 5)) + fragment(2, 40, words(0, 1)), Stretch(40, 80)),
    ],
)
def test_times_are_those_of_the_picture(content: bytes, stretch: Stretch) -> None:
    assert read_media(content, both()) == stretch


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (start(trak(1, AVC)), PushedKind.INIT),
        (fragment(1, 0, words(0, 1)), PushedKind.MEDIA),
        (box("styp") + box("sidx") + fragment(1, 0, words(0, 1)), PushedKind.MEDIA),
        (b"\xef\xbb\xbf#EXTM3U\n", PushedKind.LIST),
        (b'<?xml version="1.0"?><MPD type="dynamic">', PushedKind.LIST),
    ],
)
def test_what_comes_is_known_by_its_content(content: bytes, kind: PushedKind) -> None:
    assert kind_of(content) is kind


WRONG = {
    "nothing": b"",
    "MPEG-TS": (b"G" + bytes(187)) * 2,
    "one packet": b"G" + bytes(187),
    "a film in one piece": start(trak(1, AVC)) + fragment(1, 0, words(0, 1)),
    "an index without media": box("moof"),
    "another box": box("moof") + box("mdat") + box("junk"),
    "XML": b'<?xml version="1.0"?><html>',
    "a size beyond the end": b"\0\0\1\0moof",
    "a size below its head": b"\0\0\0\4moof",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_what_is_no_fragmented_mp4_is_refused(content: bytes) -> None:
    with pytest.raises(PushMalformed):
        kind_of(content)


INITS = {
    "no track": start(),
    "no timescale": start(trak(1, AVC, scale=0)),
    "an unknown codec": start(trak(1, box("zzzz", bytes(90)))),
    "no parameters": start(trak(1, box("avc1", bytes(78)))),
    "another descriptor": start(trak(1, sound().replace(b"\x04\x80\x80\x80", b"\x09\x80\x80\x80"))),
    "too many codecs": start(*(trak(n, box("avc1", bytes(78), box("avcC", bytes([1, n, 0, 1]))))
                               for n in range(1, 12))),
    "too many tracks": start(*(trak(n, AVC) for n in range(1, 10))),
    "too many entries": start(trak(1, AVC * 9)),
    "too many boxes": start(trak(1, AVC) + box("free") * 20_000),
}  # fmt: skip


@pytest.mark.parametrize("content", INITS.values(), ids=INITS)
def test_a_start_that_cannot_be_played_is_refused(content: bytes) -> None:
    with pytest.raises(PushMalformed):
        read_init(content)


PIECES = {
    "a track that the start lacks": fragment(7, 0, words(0, 1)),
    "no picture": fragment(1, 0, words(0, 1)),
    "fewer samples than it says": fragment(2, 0, words(0x100, 3, 1)),
    "no time": box("moof", box("traf", box("tfhd", words(0, 2)), box("trun", words(0, 1)))),
    "over an hour": fragment(2, 0, words(0, 2), words(1_800_001), 0x8),
    "over any time": fragment(2, 0, words(0, 2**32 - 1), words(2**32 - 1), 0x8),
    "too many samples": fragment(2, 0, words(0, 20_001)),
    "too many samples in all": fragment(2, 0, words(0, 10_001)) * 2,
    "too many boxes": box("moof", box("traf", box("tfhd", words(0, 2)), box("free") * 20_000)),
}


@pytest.mark.parametrize("content", PIECES.values(), ids=PIECES)
def test_a_piece_without_a_time_is_refused(content: bytes) -> None:
    with pytest.raises(PushMalformed):
        read_media(content, both())


@given(st.data())
def test_whatever_is_cut_or_changed_is_read_or_refused(data: st.DataObject) -> None:
    """No input makes another failure than the refusal."""
    whole = data.draw(st.sampled_from([start(trak(1, sound()), trak(2, AVC)),
                                       fragment(2, 5, words(0x100, 2, 70, 80))]))  # fmt: skip
    at = data.draw(st.integers(0, len(whole) - 1))
    wrong = bytearray(whole)
    wrong[at] = data.draw(st.integers(0, 255))
    content = bytes(wrong[: data.draw(st.integers(at, len(wrong)))])
    for read in (kind_of, read_init, lambda given: read_media(given, both())):
        try:
            read(content)
        except PushMalformed:
            continue


def test_eight_tracks_are_taken() -> None:
    assert len(read_init(start(*(trak(n, AVC) for n in range(1, 9)))).tracks) == 8


def test_a_start_made_to_be_slow_is_refused_at_once() -> None:
    """15 MB: 7,500 tracks, each padded with 240 boxes; it took twelve seconds."""
    padded = trak(1, OPUS)[8:] + box("free") * 240
    content = start(*(box("trak", padded) for _ in range(7_500)))
    begun = time.process_time()
    with pytest.raises(PushMalformed):
        read_init(content)
    assert time.process_time() - begun < 0.5


def test_a_piece_of_a_thousand_fragments_is_read() -> None:
    """Ten seconds of low-latency CMAF: a fragment for each picture, sound beside it."""
    content = b"".join(
        fragment(2, n * 10, words(0, 1)) + fragment(1, n * 480, words(0, 1)) for n in range(600)
    )
    assert read_media(content, both()) == Stretch(0, 6_030)


def test_sizes_of_64_bits_and_to_the_end_are_read() -> None:
    moof = box("moof")
    long = words(1) + b"mdat" + (17).to_bytes(8) + b"x"
    last = words(0) + b"mdat" + b"xyz"
    found = [kind_of(one) for one in itertools.starmap(bytes.__add__, [(moof, long), (moof, last)])]
    assert found == [PushedKind.MEDIA] * 2
