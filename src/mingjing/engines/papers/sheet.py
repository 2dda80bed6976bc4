# SPDX-License-Identifier: Apache-2.0
"""What both files share (版式): measures of GB/T 9704, columns of a table, lines to sign on.

Margins leave 156 by 225 millimetres: 22 lines of 28 characters in size 3 (三号).
"""

from collections.abc import Callable, Sequence

from mingjing.engines.papers.words import SEAL, Paper, SignatureView, Table
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.lines import pieces

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm
BODY, TITLE, SMALL, CELL = 15.75, 22, 9, 10.5  # pt
PITCH = 29  # pt from line to line
TO_SIGN = "　　　　　　年　　月　　日"
AFTER_TABLE = "（以下空白）"
_MOST = 0.4  # of the width that one column asks for


def column_widths(
    table: Table, total: float, measure: Callable[[str], float], pad: float
) -> list[float]:
    """Widths of the columns: as the longest cells ask, never less than their longest word."""
    columns = list(zip(table.headers, *table.rows, strict=True))
    wished = [min(pad + max(map(measure, cells)), total * _MOST) for cells in columns]
    least = [pad + max(map(measure, _whole(cells))) for cells in columns]
    wished = [max(pair) for pair in zip(wished, least, strict=True)]
    if sum(wished) <= total:
        return _share(wished, total)
    rest = total - sum(least)
    if rest <= 0:
        return _share(least, total)
    more = _share([wide - low for wide, low in zip(wished, least, strict=True)], rest)
    return [low + one for low, one in zip(least, more, strict=True)]


def _whole(cells: Sequence[str]) -> list[str]:
    """What must not be broken in a column: its head, and every word."""
    return [cells[0], *(part.rstrip() for cell in cells[1:] for part in pieces(cell))]


def _share(parts: Sequence[float], total: float) -> list[float]:
    return [part * total / sum(parts) for part in parts]


def is_sealed(view: Paper) -> bool:
    """Whether the agency puts its name and seal under it."""
    return SEAL in view.content.signers


def lines_to_sign(view: Paper) -> list[tuple[str, SignatureView | None]]:
    """Who signs, with the drawn signature where there is one; several of one role follow."""
    found: list[tuple[str, SignatureView | None]] = []
    roles = [one for one in view.content.signers if one != SEAL]
    for role in roles:
        drawn = [one for one in view.signatures if one.role == role]
        found += [(role, one) for one in drawn] or [(role, None)]
    others = [one for one in view.signatures if one.role not in roles]
    return found + [(one.role, one) for one in others]


def signed_words(drawn: SignatureView) -> str:
    """Who signed by hand, when, before which officer (签名人、时间、采集人员)."""
    at = drawn.signed_at.astimezone(BEIJING)
    before = f"　采集：{drawn.taken_by}" if drawn.taken_by else ""
    if not drawn.strokes:
        before = f"　核对：{drawn.taken_by}" if drawn.taken_by else ""
        return f"{drawn.name}　{at:%Y-%m-%d %H:%M} 已在打印件上签名{before}"
    return f"{drawn.name}　{at:%Y-%m-%d %H:%M} 手写签名{before}"
