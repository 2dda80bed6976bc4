# SPDX-License-Identifier: Apache-2.0
"""Data packaged with the program (随程序发布的数据): law, calendar, code lists."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data"


def data_path(*parts: str) -> Path:
    """Path of a packaged data file or folder."""
    return _DATA.joinpath(*parts)


@cache
def load_yaml(*parts: str) -> Any:  # the shape is the file's own; each loader checks it
    """A packaged YAML file, parsed once. Callers must not change what they get."""
    with data_path(*parts).open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)
