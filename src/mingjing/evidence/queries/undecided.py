# SPDX-License-Identifier: Apache-2.0
"""The row of a deletion that an act goes on with."""

from mingjing.evidence.models import Deletion
from mingjing.evidence.types import DeletionState, NotProposed

_NONE = ("未到期", "not due")


def undecided_row(kept_id: str, *states: DeletionState) -> Deletion:
    """The row, locked, when it is in one of these states.

    Raises: NotProposed.
    """
    row = Deletion.objects.select_for_update().filter(kept_id=kept_id).first()
    if row is None:
        raise NotProposed(zh_state=_NONE[0], en_state=_NONE[1])
    state = DeletionState(row.state)
    if state not in states:
        raise NotProposed(zh_state=state.zh, en_state=state.en)
    return row
