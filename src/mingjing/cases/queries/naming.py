# SPDX-License-Identifier: Apache-2.0
"""Names the items and articles in a refusal (拒绝说明); gates know their codes only."""

from collections.abc import Iterator
from contextlib import contextmanager

from mingjing.cases.types.named import Named
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import cite_written, power_item_names

_PROVISIONS, _ITEMS = ("found", "wanted", "basis"), ("item",)


@contextmanager
def named() -> Iterator[None]:
    """Lets a refusal pass with its codes named.

    Raises: what the block raises.
    """
    try:
        yield
    except PlatformError as refusal:
        name_codes(refusal)
        raise


def name_codes(refusal: PlatformError) -> None:
    """Article codes become citations, codes of power items the names of the items."""
    detail = refusal.detail
    for name in _PROVISIONS:
        if name in detail:
            detail[name] = _cited(detail[name])
    for name in _ITEMS:
        if isinstance(detail.get(name), str):
            detail[name] = _item(str(detail[name]))


def _cited(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_cited, value))
    if type(value) is not str:  # an enum has its words already
        return value
    return Named(value, cite_written(value, "zh"), cite_written(value, "en"))


def _item(code: str) -> str:
    found = power_item_names([code]).get(code)
    if found is None:
        return code
    zh, en = found
    return Named(code, f"{zh}（{code}）", f"{en or zh} ({code})")
