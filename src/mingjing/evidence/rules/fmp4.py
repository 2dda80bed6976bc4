# SPDX-License-Identifier: Apache-2.0
"""Fragmented MP4 as another maker's encoder sends it (碎片化MP4): what it is, codecs, times.

Reads boxes of ISO/IEC 14496-12; codec texts after RFC 6381. Nothing is changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingjing.evidence.types.codes import Mode
from mingjing.evidence.types.pushes import PushedKind, PushMalformed

_TRANSPORT_STREAM = 0x47
_PACKET = 188
_VISUAL_ENTRY = 78
_SOUND_ENTRY = 28
_LEADING = {b"styp", b"sidx", b"emsg", b"prft", b"moof", b"mdat", b"free", b"skip", b"uuid"}
_ES, _DECODER, _DECODER_SAYS = 3, 4, 5
_AAC_IN_MPEG4 = 0x40
_MOST_BOXES = 10_000
_LONGEST_MIME = 120


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
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"#EXTM3U"):
        return PushedKind.LIST
    if head.startswith((b"<?xml", b"<MPD")) and b"<MPD" in content[:4096]:
        return PushedKind.LIST
    if content[:1] == b"G" and content[_PACKET : _PACKET + 1] in (b"G", b""):
        raise PushMalformed(zh_where="MPEG-TS", en_where="MPEG-TS")
    names = [name for name, _ in boxes(content)]
    if names and names[0] in (b"ftyp", b"moov") and b"moov" in names:
        if b"moof" in names or b"mdat" in names:
            raise PushMalformed(zh_where="整个 MP4 文件", en_where="a whole MP4 in one piece")
        return PushedKind.INIT
    if b"moof" in names and b"mdat" in names and set(names) <= _LEADING:
        return PushedKind.MEDIA
    raise PushMalformed(zh_where="未知格式", en_where="an unknown format")


def is_last(content: bytes) -> bool:
    """Whether a list says that nothing more comes: HLS `EXT-X-ENDLIST`, DASH `type="static"`."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#EXTM3U"):
        return any(line.strip() == b"#EXT-X-ENDLIST" for line in content.splitlines())
    head = content[content.find(b"<MPD") :].partition(b">")[0]
    return b'type="static"' in head or b"type='static'" in head


def boxes(content: bytes, at: int = 0, end: int | None = None) -> Iterator[tuple[bytes, bytes]]:
    """Name and payload of the boxes that follow each other.

    Raises: PushMalformed when one is cut.
    """
    end = len(content) if end is None else end
    for _ in range(_MOST_BOXES):
        if at == end:
            return
        size, name, head = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16]), 16
        elif size == 0:
            size = end - at
        if len(name) < 4 or size < head or at + size > end:
            break
        yield name, content[at + head : at + size]
        at += size
    raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")


def _inside(content: bytes, *path: bytes) -> Iterator[bytes]:
    """The payloads at a path of box names."""
    for name, payload in boxes(content):
        if name == path[0]:
            if len(path) == 1:
                yield payload
            else:
                yield from _inside(payload, *path[1:])


def read_init(content: bytes) -> Init:
    """Codecs and tracks of a start of a file.

    Raises: PushMalformed: no track, a cut box, or a codec that browsers cannot name.
    """
    defaults = {
        _number(trex, 4): _number(trex, 12) for trex in _inside(content, b"moov", b"mvex", b"trex")
    }
    tracks: dict[int, Track] = {}
    codecs: list[str] = []
    for trak in _inside(content, b"moov", b"trak"):
        number, track = _track(trak, defaults)
        tracks[number] = track
        codecs += [_codec(entry) for entry in _entries(trak)]
    if not tracks or not codecs:
        raise PushMalformed(zh_where="没有轨道的 MP4", en_where="an MP4 without a track")
    mode = Mode.VIDEO if any(one.is_picture for one in tracks.values()) else Mode.AUDIO
    mime = f'{mode.value}/mp4; codecs="{", ".join(dict.fromkeys(codecs))}"'
    if len(mime) > _LONGEST_MIME:
        raise PushMalformed(zh_where="轨道过多的 MP4", en_where="an MP4 of too many tracks")
    return Init(mime, mode, tracks)


def _track(trak: bytes, defaults: Mapping[int, int]) -> tuple[int, Track]:
    header = next(_inside(trak, b"tkhd"), b"")
    number = _number(header, 20 if header[:1] == b"\1" else 12)
    timing = next(_inside(trak, b"mdia", b"mdhd"), b"")
    scale = _number(timing, 20 if timing[:1] == b"\1" else 12)
    handler = next(_inside(trak, b"mdia", b"hdlr"), b"")[8:12]
    if not scale:
        raise PushMalformed(zh_where="没有时间刻度的 MP4", en_where="an MP4 without a timescale")
    return number, Track(scale, defaults.get(number, 0), handler == b"vide")


def _number(content: bytes, at: int, size: int = 4) -> int:
    part = content[at : at + size]
    if len(part) < size:
        raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")
    return int.from_bytes(part)


def _entries(trak: bytes) -> Iterator[tuple[bytes, bytes]]:
    for stsd in _inside(trak, b"mdia", b"minf", b"stbl", b"stsd"):
        yield from boxes(stsd[8:])


def _codec(entry: tuple[bytes, bytes]) -> str:
    """RFC 6381 text of a sample entry."""
    name, payload = entry
    if name in (b"avc1", b"avc3"):
        said = _config(payload[_VISUAL_ENTRY:], b"avcC")
        return f"{name.decode()}.{said[1:4].hex().upper()}"
    if name in (b"hvc1", b"hev1"):
        return f"{name.decode()}.{_hevc(_config(payload[_VISUAL_ENTRY:], b'hvcC'))}"
    if name == b"av01":
        return _av1(_config(payload[_VISUAL_ENTRY:], b"av1C"))
    if name == b"vp09":
        said = _config(payload[_VISUAL_ENTRY:], b"vpcC")
        return f"vp09.{said[4]:02}.{said[5]:02}.{said[6] >> 4:02}"
    if name == b"mp4a":
        return _mpeg4_sound(_config(payload[_SOUND_ENTRY:], b"esds"))
    if name == b"Opus":
        return "opus"
    if name == b"fLaC":
        return "flac"
    text = name.decode("ascii", "replace")
    raise PushMalformed(zh_where=f"编码“{text}”", en_where=f"the codec “{text}”")


def _config(content: bytes, name: bytes) -> bytes:
    found = next(_inside(content, name), b"")
    if len(found) < 4 or (name == b"vpcC" and len(found) < 7):
        raise PushMalformed(zh_where="残缺的编码参数", en_where="cut codec parameters")
    return found


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

    Raises: PushMalformed: a track that the init does not name, a cut box, no time.
    """
    begin: float | None = None
    end = 0.0
    lead = next((n for n, one in init.tracks.items() if one.is_picture), min(init.tracks))
    for traf in _inside(content, b"moof", b"traf"):
        header = next(_inside(traf, b"tfhd"), b"")
        number = _number(header, 4)
        track = init.tracks.get(number)
        if track is None:
            raise PushMalformed(zh_where="编码头没有的轨道", en_where="a track the init lacks")
        if number != lead:
            continue
        at = _decode_time(traf) / track.timescale * 1000
        begin = at if begin is None else begin
        end = max(end, at + _duration(traf, header, track) / track.timescale * 1000)
    if begin is None or end < begin:
        raise PushMalformed(zh_where="没有时间的片段", en_where="a piece without a time")
    return Stretch(round(begin), round(end))


def _decode_time(traf: bytes) -> int:
    said = next(_inside(traf, b"tfdt"), b"")
    return _number(said, 4, 8) if said[:1] == b"\1" else _number(said, 4)


def _duration(traf: bytes, header: bytes, track: Track) -> int:
    """How long the samples of a fragment last together, in the track's own units."""
    each = _default_duration(header, track)
    total = 0
    for run in _inside(traf, b"trun"):
        flags, count = _number(run, 1, 3), _number(run, 4)
        at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
        width = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
        if not flags & 0x100:
            total += each * count
        elif len(run) < at + width * count:
            raise PushMalformed(zh_where="残缺的 MP4", en_where="a cut MP4")
        else:
            total += sum(_number(run, at + width * n) for n in range(count))
    return total


def _default_duration(header: bytes, track: Track) -> int:
    flags = _number(header, 1, 3)
    if not flags & 0x8:
        return track.default_duration
    return _number(header, 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0))
