# SPDX-License-Identifier: Apache-2.0
"""Reading the packaged code lists (代码表) under `data/codes`."""

import csv

from mingjing.kernel.resources import data_path


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a packaged CSV file, in file order; lines that begin with # are comments."""
    with data_path("codes", name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))
