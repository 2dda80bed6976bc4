# SPDX-License-Identifier: Apache-2.0
"""How a standard's status may change (状态变更规则), after ISO/IEC 11179-6."""

from mingjing.standards.types import StandardStatus

_ORDER = (
    StandardStatus.CANDIDATE,
    StandardStatus.RECORDED,
    StandardStatus.QUALIFIED,
    StandardStatus.STANDARD,
)


def may_follow(old: StandardStatus, new: StandardStatus) -> bool:
    """Whether a status may follow another: one step forward, or retired from anywhere."""
    if old is StandardStatus.RETIRED:
        return False
    if new is StandardStatus.RETIRED:
        return True
    return _ORDER.index(new) == _ORDER.index(old) + 1
