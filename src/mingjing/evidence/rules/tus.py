# SPDX-License-Identifier: Apache-2.0
"""Headers of tus 1.0.0 (断点续传协议): read, or refused with the status that the protocol names."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import urlsplit

from mingjing.evidence.types.uploads import (
    Checksum,
    Concat,
    Creation,
    TusHeaderInvalid,
    TusTooLarge,
    TusVersionUnknown,
)

VERSION = "1.0.0"
EXTENSIONS = (
    "creation", "creation-with-upload", "creation-defer-length", "checksum", "concatenation",
    "expiration", "termination",
)  # fmt: skip
ALGORITHMS = {"sha1": 20, "sha256": 32}
"""Checksums that are checked, with the length of their digest in bytes."""
OFFSET_TYPE = "application/offset+octet-stream"
_NUMBER = re.compile(r"[0-9]{1,16}")
_KEY = re.compile(r"[!-+\--~]+")
_ID = re.compile(r"upload_[0-9a-z]{26}")
_LONGEST_METADATA = 8192


def demand_version(given: str | None) -> None:
    """Goes on only with version 1.0.0.

    Raises: TusVersionUnknown.
    """
    if given != VERSION:
        raise TusVersionUnknown(version=given or "")


def read_number(name: str, given: str | None) -> int | None:
    """A whole number of bytes, or None when the header is absent.

    Raises: TusHeaderInvalid.
    """
    if given is None:
        return None
    if not _NUMBER.fullmatch(given):
        raise TusHeaderInvalid(name=name, value=given[:100])
    return int(given)


def read_creation(headers: Mapping[str, str], most: int) -> Creation:
    """What a request to create asks for (tus 1.0 creation, defer-length, concatenation).

    Raises: TusHeaderInvalid, TusTooLarge.
    """
    concat = read_concat(headers.get("upload-concat"))
    length = read_number("Upload-Length", headers.get("upload-length"))
    later = headers.get("upload-defer-length")
    if later not in {None, "1"}:
        raise TusHeaderInvalid(name="Upload-Defer-Length", value=str(later)[:100])
    if concat is not None and concat.is_final:
        if length is not None or later is not None:
            raise TusHeaderInvalid(name="Upload-Length", value="final")
    elif (length is None) == (later is None):
        raise TusHeaderInvalid(name="Upload-Length", value=str(length))
    demand_fits(length, most)
    return Creation(length, read_metadata(headers.get("upload-metadata", "")), concat)


def demand_fits(length: int | None, most: int) -> None:
    """Goes on only when so many bytes may come.

    Raises: TusTooLarge.
    """
    if length is not None and length > most:
        raise TusTooLarge(limit=most)


def read_metadata(given: str) -> str:
    """The metadata as sent, when it can be read: pairs of a key and its value in Base64.

    Raises: TusHeaderInvalid.
    """
    metadata_values(given)
    return given


def metadata_values(given: str) -> dict[str, str]:
    """Key → value of `Upload-Metadata`.

    Raises: TusHeaderInvalid.
    """
    values: dict[str, str] = {}
    if len(given) > _LONGEST_METADATA:
        raise TusHeaderInvalid(name="Upload-Metadata", value="too long")
    for pair in given.split(",") if given.strip() else ():
        key, _, value = pair.strip().partition(" ")
        if not _KEY.fullmatch(key) or key in values:
            raise TusHeaderInvalid(name="Upload-Metadata", value=pair[:100])
        try:
            values[key] = b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise TusHeaderInvalid(name="Upload-Metadata", value=pair[:100]) from error
    return values


def read_checksum(given: str | None) -> Checksum | None:
    """The checksum of a piece (tus 1.0 checksum); an unknown algorithm is refused with 400.

    Raises: TusHeaderInvalid.
    """
    if given is None:
        return None
    algorithm, _, value = given.partition(" ")
    try:
        digest = b64decode(value, validate=True)
    except binascii.Error as error:
        raise TusHeaderInvalid(name="Upload-Checksum", value=given[:100]) from error
    if ALGORITHMS.get(algorithm) != len(digest):
        raise TusHeaderInvalid(name="Upload-Checksum", value=given[:100])
    return Checksum(algorithm, digest)


def read_concat(given: str | None) -> Concat | None:
    """Whether the upload is a part or the sum of parts (tus 1.0 concatenation).

    Raises: TusHeaderInvalid.
    """
    if given is None or given == "partial":
        return Concat(is_final=False) if given else None
    kind, _, places = given.partition(";")
    parts = tuple(urlsplit(place).path.rpartition("/")[2] for place in places.split())
    if kind != "final" or not parts or not all(map(is_upload_id, parts)):
        raise TusHeaderInvalid(name="Upload-Concat", value=given[:100])
    return Concat(is_final=True, parts=parts)


def is_upload_id(given: str) -> bool:
    """Whether this can name an upload, and nothing else on the disk."""
    return _ID.fullmatch(given) is not None
