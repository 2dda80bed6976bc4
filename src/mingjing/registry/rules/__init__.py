# SPDX-License-Identifier: Apache-2.0
"""Rules of the registry: pure functions."""

from mingjing.registry.rules.limits import in_force, most_special
from mingjing.registry.rules.permission import RoleRow, answer, role_table

__all__ = ["RoleRow", "answer", "in_force", "most_special", "role_table"]
