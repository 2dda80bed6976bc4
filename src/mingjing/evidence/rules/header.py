# SPDX-License-Identifier: Apache-2.0
"""Parse and judge one header (环头校验): what it must say whatever else is known.

Every check is of the header alone; whether it fits its chain is asked in `rules.chain`.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import rfc8785

from mingjing.evidence.types import (
    EndReason,
    GapReason,
    Header,
    LinkKind,
    LinkMalformed,
    MarkLabel,
    MediaUnknown,
    Mode,
    Place,
    SegmentTooLarge,
    SourceKind,
)
from mingjing.kernel.canonical import canonical_json, sha256_hex

MAX_HEADER_BYTES = 4096
MAX_BODY_BYTES = 16 * 1024 * 1024
LARGEST = 2**53 - 1
LONGEST_SCENE = 86_400_000
"""Milliseconds that one `media` may say it lasts: a day. An encoder whose page is in the background
gives all of that time as one piece, so that a minute or an hour would turn true links away."""
MAX_NOTE = 500
ZEROS = "0" * 64
EMPTY_SHA256 = sha256_hex(b"")
WITH_BODY = frozenset({LinkKind.INIT, LinkKind.MEDIA})
"""Kinds that may carry bytes."""

RECORDING_ID = re.compile(r"recording_[0-9a-f]{32}")
HEX64 = re.compile(r"[0-9a-f]{64}")
HEX32 = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_FIELDS = {
    "v", "recording", "key", "seq", "kind", "len", "sha256", "prev", "init", "wall", "clock",
    "mono", "dur", "place", "says",
}  # fmt: skip
PUSH_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
UNSIGNED = "unsigned"
"""What every link says as its `source` that the platform made of a stream without signatures."""
_UNSIGNED_SAYS = {
    LinkKind.OPEN: {"source", "camera"},
    LinkKind.INIT: {"source", "name"},
    LinkKind.MEDIA: {"source", "name"},
}
_MOST = {"lat": 90 * 10**7, "lon": 180 * 10**7}
_MAX_ACCURACY = 10**7  # metres: a quarter of the way round the world


def parse_header(raw: bytes, media: Collection[str]) -> Header:
    """The header that these bytes are; `media` are the types that a recording may be of.

    Raises: LinkMalformed, SegmentTooLarge, MediaUnknown.
    """
    if len(raw) > MAX_HEADER_BYTES:
        raise LinkMalformed(where=f"more than {MAX_HEADER_BYTES} bytes")
    value = _value(raw)
    if set(value) != _FIELDS:
        odd = sorted(set(value) ^ _FIELDS)
        raise LinkMalformed(where=f"fields: {str(odd[0])[:40]}")
    if value["v"] != 1 or isinstance(value["v"], bool):
        raise LinkMalformed(where="v")
    header = Header(
        recording=_match(value, "recording", RECORDING_ID),
        key=_match(value, "key", HEX64),
        seq=_number(value, "seq"),
        kind=_member(value, "kind", LinkKind),
        len=_number(value, "len"),
        sha256=_match(value, "sha256", HEX64),
        prev=_match(value, "prev", HEX64),
        init=_init(value),
        wall=_number(value, "wall"),
        clock=_match(value, "clock", HEX32),
        mono=_number(value, "mono"),
        dur=_number(value, "dur"),
        place=_place(value["place"]),
        says=_object(value, "says"),
        raw=raw,
        digest=sha256_hex(raw),
    )
    _judge_shape(header)
    _SAYS[header.kind](header)
    _judge_media(header, media)
    return header


def demand_sane_duration(header: Header) -> None:
    """A link that comes says no scene of more than a day; what is held is read as it is.

    Raises: LinkMalformed.
    """
    if header.dur > LONGEST_SCENE:
        raise LinkMalformed(where="dur")


def _value(raw: bytes) -> dict[str, Any]:
    """The JSON object, when the bytes are its canonical form."""
    try:
        value = json.loads(raw.decode("utf-8"))
        is_canonical = canonical_json(value) == raw
    except (ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise LinkMalformed(where="not JSON") from error
    if not is_canonical or not isinstance(value, dict):
        raise LinkMalformed(where="not in the canonical form of RFC 8785")
    return value


def _match(value: Mapping[str, Any], name: str, pattern: "re.Pattern[str]") -> str:
    text = value.get(name)
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise LinkMalformed(where=name)
    return text


def _integer(number: object, name: str, least: int, most: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise LinkMalformed(where=name)
    return number


def _number(value: Mapping[str, Any], name: str) -> int:
    return _integer(value.get(name), name, 0, LARGEST)


def _member(value: Mapping[str, Any], name: str, codes: Any) -> Any:  # a labelled enum's class
    text = value.get(name)
    if not isinstance(text, str) or text not in set(codes):
        raise LinkMalformed(where=name)
    return codes(text)


def _object(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    inner = value.get(name)
    if not isinstance(inner, dict):
        raise LinkMalformed(where=name)
    return inner


def _init(value: Mapping[str, Any]) -> str:
    return "" if value["init"] == "" else _match(value, "init", HEX64)


def _place(value: Any) -> Place | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"lat", "lon", "acc"}:
        raise LinkMalformed(where="place")
    lat, lon = (_integer(value[n], f"place.{n}", -_MOST[n], _MOST[n]) for n in ("lat", "lon"))
    return Place(lat, lon, _integer(value["acc"], "place.acc", 0, _MAX_ACCURACY))


def _judge_shape(header: Header) -> None:
    """What kind, number, length and links to others have to do with each other."""
    first = header.kind is LinkKind.OPEN
    if first != (header.seq == 0) or first != (header.prev == ZEROS):
        raise LinkMalformed(where="seq 0 is open, and only seq 0")
    if header.len > MAX_BODY_BYTES or (header.len and header.kind not in WITH_BODY):
        raise SegmentTooLarge(limit=MAX_BODY_BYTES if header.kind in WITH_BODY else 0)
    if (header.len == 0) != (header.sha256 == EMPTY_SHA256):
        raise LinkMalformed(where="sha256")
    is_media = header.kind is LinkKind.MEDIA
    if is_media and not header.len:
        raise LinkMalformed(where="len")
    if header.init and not is_media:
        raise LinkMalformed(where="init")
    if header.dur and not is_media:
        raise LinkMalformed(where="dur")


def _only(header: Header, *names: str) -> None:
    is_unsigned = "source" in header.says
    more = _UNSIGNED_SAYS.get(header.kind, {"source"}) if is_unsigned else set()
    if set(header.says) != set(names) | more:
        raise LinkMalformed(where=f"says of {header.kind.value}")
    if is_unsigned and header.says["source"] != UNSIGNED:
        raise LinkMalformed(where="says.source")
    if "camera" in more:
        _member(header.says, "camera", SourceKind)
    if "name" in more:
        _match(header.says, "name", PUSH_NAME)


def _text(header: Header, name: str, most: int) -> None:
    text = header.says[name]
    if not isinstance(text, str) or len(text) > most or "\0" in text:
        raise LinkMalformed(where=f"says.{name}")


def _open(header: Header) -> None:
    _only(header, "nonce", "officer", "occasion", "mime", "mode", "software")
    _match(header.says, "nonce", HEX32)
    _match(header.says, "officer", _WORD)
    _member(header.says, "mode", Mode)
    _text(header, "mime", 120)
    _text(header, "software", 120)
    occasion = header.says["occasion"]
    if occasion is None:
        return
    if not isinstance(occasion, dict) or set(occasion) != {"kind", "id"}:
        raise LinkMalformed(where="says.occasion")
    for name in ("kind", "id"):
        _match(occasion, name, _WORD)


def _begin(header: Header) -> None:
    _only(header, "mime")
    _text(header, "mime", 120)


def _media(header: Header) -> None:
    _only(header)


def _gap(header: Header) -> None:
    _only(header, "reason", "from", "to", "note")
    _member(header.says, "reason", GapReason)
    _text(header, "note", MAX_NOTE)
    if _number(header.says, "from") > _number(header.says, "to"):
        raise LinkMalformed(where="says.to")


def _mark(header: Header) -> None:
    _only(header, "label", "at", "note")
    _member(header.says, "label", MarkLabel)
    _number(header.says, "at")
    _text(header, "note", MAX_NOTE)


def _end(header: Header) -> None:
    _only(header, "links", "reason")
    _member(header.says, "reason", EndReason)
    if _number(header.says, "links") != header.seq + 1:
        raise LinkMalformed(where="says.links")


_SAYS: Mapping[LinkKind, Callable[[Header], None]] = {
    LinkKind.OPEN: _open,
    LinkKind.INIT: _begin,
    LinkKind.MEDIA: _media,
    LinkKind.GAP: _gap,
    LinkKind.MARK: _mark,
    LinkKind.END: _end,
}


def _judge_media(header: Header, media: Collection[str]) -> None:
    mime = header.said("mime")
    if "mime" in header.says and media_type(mime) not in media:
        raise MediaUnknown(mime=mime)


def media_type(mime: str) -> str:
    """The type without its parameters, in lower case."""
    return mime.partition(";")[0].strip().lower()
