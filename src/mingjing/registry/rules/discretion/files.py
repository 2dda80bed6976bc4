# SPDX-License-Identifier: Apache-2.0
"""A table from a file of any of the three kinds (裁量基准文件), known by its first sign."""

import json

from mingjing.registry.rules.discretion.dmn_read import table_from_dmn
from mingjing.registry.rules.discretion.sheet import table_from_csv
from mingjing.registry.rules.discretion.table_json import table_from_json, table_to_json
from mingjing.registry.rules.discretion.table_shape import wrong
from mingjing.registry.types.benchmarks import DecisionTable

MAX_BYTES = 5_000_000
_BOM = b"\xef\xbb\xbf"


def table_from_file(data: bytes) -> DecisionTable:
    """The table: < begins DMN, { begins JSON, anything else is CSV.

    Raises: TableInvalid, DmnInvalid.
    """
    if len(data) > MAX_BYTES:
        raise wrong(0, "-", "文件过大", "the file is too large")
    start = data.removeprefix(_BOM).lstrip()[:1]
    if start == b"<" or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return table_from_dmn(data)
    if start == b"{":
        return table_from_json(_json(data))
    return table_from_csv(data)


def _json(data: bytes) -> object:
    try:
        return json.loads(data.removeprefix(_BOM))
    except (ValueError, RecursionError) as error:
        raise wrong(0, "-", "不是规范的 JSON", "it is not well-formed JSON") from error


def table_json_text(table: DecisionTable) -> str:
    """The table as JSON text that people can read."""
    return json.dumps(table_to_json(table), ensure_ascii=False, indent=2) + "\n"
