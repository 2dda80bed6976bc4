# SPDX-License-Identifier: Apache-2.0
"""Settings of those who attest the ledger (见证与时间戳设置); `environment` lists them."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mingjing.entry.environment import SettingWrong
from mingjing.ledger.types import WitnessAddress
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import parse_witness_vkey


@dataclass(frozen=True, slots=True)
class Authority:
    """The time-stamping authority (时间戳机构): no address, none asked."""

    url: str = ""
    ca: str = ""
    minutes: int = 10


def read_witnesses() -> tuple[WitnessAddress, ...]:
    """The witnesses that are asked for cosignatures.

    Raises: SettingWrong.
    """
    name = "MINGJING_WITNESSES"
    value = os.environ.get(name, "")
    if not value:
        return ()
    lines = value.split(",")
    if "+" not in value:
        try:
            lines = Path(value).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingWrong(name=name, value=value, cause=error) from error
    found = []
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            vkey, _, url = line.strip().partition(" ")
            try:
                parse_witness_vkey(vkey)
            except Broken as error:
                raise SettingWrong(name=name, value=line, cause=error.reason.en) from error
            found.append(WitnessAddress(vkey, _address(name, url.strip()).rstrip("/")))
    return tuple(found)


def read_authority() -> Authority:
    """The authority that stamps checkpoints; without its root no answer could be checked.

    Raises: SettingWrong.
    """
    url, ca = os.environ.get("MINGJING_TSA_URL", ""), os.environ.get("MINGJING_TSA_CA", "")
    minutes = os.environ.get("MINGJING_TSA_MINUTES", "10")
    if not minutes.isascii() or not minutes.isdecimal() or not 0 < int(minutes) < 1_000_000:
        cause = "it is not a positive number of minutes"
        raise SettingWrong(name="MINGJING_TSA_MINUTES", value=minutes, cause=cause)
    if url and not ca:
        cause = "MINGJING_TSA_CA names no file of certificates to check the answers with"
        raise SettingWrong(name="MINGJING_TSA_URL", value=url, cause=cause)
    return Authority(_address("MINGJING_TSA_URL", url) if url else "", ca, int(minutes))


def _address(name: str, url: str) -> str:
    """An http(s) address.

    Raises: SettingWrong.
    """
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url
    except ValueError:
        is_address = False
    if not is_address:
        raise SettingWrong(name=name, value=url, cause="it is not an http or https address")
    return url
