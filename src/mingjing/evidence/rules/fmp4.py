# SPDX-License-Identifier: Apache-2.0
"""Fragmented MP4 as another maker's encoder sends it (碎片化MP4): what it is, codecs, times.

Reads boxes of ISO/IEC 14496-12; codec texts after RFC 6381. Nothing is changed. Who sends may be
hostile: tracks, boxes and samples that are looked at are counted, and no payload is copied.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from mingjing.evidence.types.codes import Mode
from mingjing.evidence.types.pushes import PushedKind, PushMalformed

_TRANSPORT_STREAM = 0x47
_PACKET = 188
_VISUAL_ENTRY = 78
_SOUND_ENTRY = 28
_LEADING = {b"styp", b"sidx", b"emsg", b"prft", b"moof", b"mdat", b"free", b"skip", b"uuid"}
_ES, _DECODER, _DECODER_SAYS = 3, 4, 5
_AAC_IN_MPEG4 = 0x40
_MOST_BOXES = 20_000
"""Looked at in one body. A second of single pictures with sound needs some 1,500."""
_MOST_SAMPLES = 20_000
_MOST_TRACKS = 8
_LONGEST_MIME = 120
_LONGEST_MS = 3_600_000
_LIST_END_BYTES = 4096
_MOST_HEADER = 4096
_HLS = b"#EXTM3U"
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Track:
    """One track of an init: how its times are counted (轨道)."""

    timescale: int
    default_duration: int
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Init:
    """Start of a file (编码头): its media type with codecs, and its tracks by number."""

    mime: str
    mode: Mode
    tracks: Mapping[int, Track]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a piece lies on the encoder's own clock. Units: milliseconds."""

    begin: int
    end: int


def kind_of(content: bytes) -> PushedKind:
    """What the bytes are, by themselves: a name says nothing.

    Raises: PushMalformed for MPEG-TS, a whole MP4 in one piece, and anything else.
    """
    head = content[:512].lstrip(_BLANK)
    if head.startswith(_HLS):
        return PushedKind.LIST
    if head.startswith((b"<?xml", b"<MPD")) and b"<MPD" in content[:4096]:
        return PushedKind.LIST
    if content[:1] == b"G" and content[_PACKET : _PACKET + 1] in (b"G", b""):
        raise PushMalformed(zh_where="MPEG-TS", en_where="MPEG-TS")
    names = [name for name, _ in _Boxes().of(memoryview(content))]
    if names and names[0] in (b"ftyp", b"moov") and b"moov" in names:
        if b"moof" in names or b"mdat" in names:
            raise PushMalformed(zh_where="整个 MP4 文件", en_where="a whole MP4 in one piece")
        return PushedKind.INIT
    if b"moof" in names and b"mdat" in names and set(names) <= _LEADING:
        return PushedKind.MEDIA
    raise PushMalformed(zh_where="未知格式", en_where="an unknown format")


def is_last(content: bytes) -> bool:
    """Whether a list says that nothing more comes: HLS `EXT-X-ENDLIST`, DASH `type="static"`.

    The mark of HLS stands in the last 4 KiB, that of DASH in the 4 KiB behind `<MPD`.
    """
    if content[:512].lstrip(_BLANK).startswith(_HLS):
        lines = content[-_LIST_END_BYTES:].splitlines()
        whole = lines if len(content) <= _LIST_END_BYTES else lines[1:]
        return any(line.strip() == b"#EXT-X-ENDLIST" for line in whole)
    begin = content[:_LIST_END_BYTES].find(b"<MPD")
    head = content[begin : begin + _LIST_END_BYTES].partition(b">")[0]
    return b'type="static"' in head or b"type='static'" in head


class _Boxes:
    """The boxes of one body (盒), so many at most, however they are nested."""

    def __init__(self) -> None:
        self._left = _MOST_BOXES

    def of(self, content: memoryview) -> Iterator[tuple[bytes, memoryview]]:
        """Name and payload of the boxes that follow each other.

        Raises: PushMalformed when one is cut, or there are too many.
        """
        at, end = 0, len(content)
        while at < end:
            self._left -= 1
            if self._left < 0:
                raise PushMalformed(zh_where="盒过多的 MP4", en_where="an MP4 of too many boxes")
            name, head = bytes(content[at + 4 : at + 8]), 8
            size = int.from_bytes(content[at : at + 4])
            if size == 1:
                size, head = int.from_bytes(content[at + 8 : at + 16]), 16
            elif size == 0:
                size = end - at
            if len(name) < 4 or size < head or at + size > end:
                raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")
            yield name, content[at + head : at + size]
            at += size

    def inside(self, content: memoryview, *path: bytes) -> Iterator[memoryview]:
        """The payloads at a path of box names."""
        for name, payload in self.of(content):
            if name == path[0]:
                if len(path) == 1:
                    yield payload
                else:
                    yield from self.inside(payload, *path[1:])

    def first(self, content: memoryview, *path: bytes) -> bytes:
        """The first payload at a path, at most its first 4 KiB; nothing where there is none."""
        return bytes(next(self.inside(content, *path), b"")[:_MOST_HEADER])


def read_init(content: bytes) -> Init:
    """Codecs and tracks of a start of a file.

    Raises: PushMalformed: no track, a cut box, or a codec that browsers cannot name.
    """
    found, whole = _Boxes(), memoryview(content)
    defaults = {
        _number(trex, 4): _number(trex, 12)
        for trex in found.inside(whole, b"moov", b"mvex", b"trex")
    }
    tracks: dict[int, Track] = {}
    codecs: list[str] = []
    for count, trak in enumerate(found.inside(whole, b"moov", b"trak")):
        entries = list(islice(_entries(found, trak), _MOST_TRACKS + 1))
        if count == _MOST_TRACKS or len(entries) > _MOST_TRACKS:
            raise PushMalformed(zh_where="轨道过多的 MP4", en_where="an MP4 of too many tracks")
        number, track = _track(found, trak, defaults)
        tracks[number] = track
        codecs += [_codec(found, *entry) for entry in entries]
    if not tracks or not codecs:
        raise PushMalformed(zh_where="没有轨道的 MP4", en_where="an MP4 without a track")
    mode = Mode.VIDEO if any(one.is_picture for one in tracks.values()) else Mode.AUDIO
    mime = f'{mode.value}/mp4; codecs="{", ".join(dict.fromkeys(codecs))}"'
    if len(mime) > _LONGEST_MIME:
        raise PushMalformed(zh_where="轨道过多的 MP4", en_where="an MP4 of too many tracks")
    return Init(mime, mode, tracks)


def _track(found: _Boxes, trak: memoryview, defaults: Mapping[int, int]) -> tuple[int, Track]:
    header = found.first(trak, b"tkhd")
    number = _number(header, 20 if header[:1] == b"\1" else 12)
    timing = found.first(trak, b"mdia", b"mdhd")
    scale = _number(timing, 20 if timing[:1] == b"\1" else 12)
    handler = found.first(trak, b"mdia", b"hdlr")[8:12]
    if not scale:
        raise PushMalformed(zh_where="没有时间刻度的 MP4", en_where="an MP4 without a timescale")
    return number, Track(scale, defaults.get(number, 0), handler == b"vide")


def _number(content: bytes | memoryview, at: int, size: int = 4) -> int:
    part = content[at : at + size]
    if len(part) < size:
        raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")
    return int.from_bytes(part)


def _entries(found: _Boxes, trak: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    for stsd in found.inside(trak, b"mdia", b"minf", b"stbl", b"stsd"):
        yield from found.of(stsd[8:])


def _codec(found: _Boxes, name: bytes, payload: memoryview) -> str:
    """RFC 6381 text of a sample entry."""
    if name in (b"avc1", b"avc3"):
        said = _config(found, payload[_VISUAL_ENTRY:], b"avcC")
        return f"{name.decode()}.{said[1:4].hex().upper()}"
    if name in (b"hvc1", b"hev1"):
        return f"{name.decode()}.{_hevc(_config(found, payload[_VISUAL_ENTRY:], b'hvcC'))}"
    if name == b"av01":
        return _av1(_config(found, payload[_VISUAL_ENTRY:], b"av1C"))
    if name == b"vp09":
        said = _config(found, payload[_VISUAL_ENTRY:], b"vpcC")
        return f"vp09.{said[4]:02}.{said[5]:02}.{said[6] >> 4:02}"
    if name == b"mp4a":
        return _mpeg4_sound(_config(found, payload[_SOUND_ENTRY:], b"esds"))
    if name == b"Opus":
        return "opus"
    if name == b"fLaC":
        return "flac"
    text = name.decode("ascii", "replace")
    raise PushMalformed(zh_where=f"编码“{text}”", en_where=f"the codec “{text}”")


def _config(found: _Boxes, content: memoryview, name: bytes) -> bytes:
    said = found.first(content, name)
    if len(said) < 4 or (name == b"vpcC" and len(said) < 7):
        raise PushMalformed(zh_where="残缺的编码参数", en_where="cut codec parameters")
    return said


def _hevc(said: bytes) -> str:
    """Profile space and profile, compatibility backwards, tier and level, constraints."""
    space = ("", "A", "B", "C")[said[1] >> 6]
    tier = "H" if said[1] & 0x20 else "L"
    flags = int(f"{_number(said, 2):032b}"[::-1], 2)
    constraints = said[6:12].rstrip(b"\0")
    more = "".join(f".{byte:X}" for byte in constraints)
    return f"{space}{said[1] & 0x1F}.{flags:X}.{tier}{_number(said, 12, 1)}{more}"


def _av1(said: bytes) -> str:
    tier = "H" if said[2] & 0x80 else "M"
    depth = (8, 10, 10, 12)[(said[2] >> 5) & 0b11]
    return f"av01.{said[1] >> 5}.{said[1] & 0x1F:02}{tier}.{depth:02}"


def _mpeg4_sound(esds: bytes) -> str:
    """Object type, and for AAC its kind: the first five bits of its own configuration."""
    at = _opened(esds, 4, _ES) + 3  # id and flags of the stream
    at = _opened(esds, at, _DECODER)
    kind = _number(esds, at, 1)
    if kind != _AAC_IN_MPEG4:
        return f"mp4a.{kind:02X}"
    at = _opened(esds, at + 13, _DECODER_SAYS)
    return f"mp4a.40.{_number(esds, at, 1) >> 3}"


def _opened(esds: bytes, at: int, tag: int) -> int:
    """Where the content of a descriptor begins: behind its tag and its length of 1 to 4 bytes."""
    if _number(esds, at, 1) != tag:
        raise PushMalformed(zh_where="残缺的编码参数", en_where="cut codec parameters")
    at += 1
    while _number(esds, at, 1) & 0x80:
        at += 1
    return at + 1


def read_media(content: bytes, init: Init) -> Stretch:
    """Begin and end of a piece: of its picture, or of its sound where there is none.

    Raises: PushMalformed: a track that the init does not name, a cut box, no time, too much.
    """
    begin: float | None = None
    end = 0.0
    lead = next((n for n, one in init.tracks.items() if one.is_picture), min(init.tracks))
    found, samples = _Boxes(), 0
    for traf in found.inside(memoryview(content), b"moof", b"traf"):
        header = found.first(traf, b"tfhd")
        number = _number(header, 4)
        track = init.tracks.get(number)
        if track is None:
            raise PushMalformed(zh_where="编码头没有的轨道", en_where="a track the init lacks")
        if number != lead:
            continue
        at = _decode_time(found.first(traf, b"tfdt")) / track.timescale * 1000
        begin = at if begin is None else begin
        each, lasts = _default_duration(header, track), 0
        for run in found.inside(traf, b"trun"):
            samples += _number(run, 4)
            if samples > _MOST_SAMPLES:
                raise PushMalformed(zh_where="样本过多的片段", en_where="a piece of many samples")
            lasts += _duration(run, each)
        end = max(end, at + lasts / track.timescale * 1000)
    if begin is None or end < begin:
        raise PushMalformed(zh_where="没有时间的片段", en_where="a piece without a time")
    if end - begin > _LONGEST_MS:
        raise PushMalformed(zh_where="超过一小时的片段", en_where="a piece of over an hour")
    return Stretch(round(begin), round(end))


def _decode_time(said: bytes) -> int:
    return _number(said, 4, 8) if said[:1] == b"\1" else _number(said, 4)


def _duration(run: memoryview, each: int) -> int:
    """How long the samples of a run last together, in the track's own units."""
    flags, count = _number(run, 1, 3), _number(run, 4)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    width = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    if not flags & 0x100:
        return each * count
    if len(run) < at + width * count:
        raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")
    return sum(_number(run, at + width * n) for n in range(count))


def _default_duration(header: bytes, track: Track) -> int:
    flags = _number(header, 1, 3)
    if not flags & 0x8:
        return track.default_duration
    return _number(header, 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0))
