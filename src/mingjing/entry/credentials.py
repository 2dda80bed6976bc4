# SPDX-License-Identifier: Apache-2.0
"""Settings of what signs playable copies (内容凭证设置, C2PA); `environment` lists them."""

import os
from dataclasses import dataclass
from pathlib import Path

from mingjing.entry.environment import SettingWrong, address


@dataclass(frozen=True, slots=True)
class Signing:
    """Certificate chain and private key in PEM, and who stamps the time; empty: none is set."""

    chain: str = ""
    key: str = ""
    tsa_url: str = ""


def read_signing() -> Signing:
    """The operator's certificate and key: both or none, and files that are there.

    Raises: SettingWrong.
    """
    names = ("MINGJING_C2PA_CHAIN", "MINGJING_C2PA_KEY")
    values = [os.environ.get(name, "") for name in names]
    for name, value in zip(names, values, strict=True):
        if any(values) and not Path(value).is_file():
            cause = "certificate chain and key go together, and each must be a file"
            raise SettingWrong(name=name, value=value, cause=cause)
    return Signing(values[0], values[1], address("MINGJING_C2PA_TSA_URL", ""))
