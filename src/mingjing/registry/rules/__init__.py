# SPDX-License-Identifier: Apache-2.0
"""Rules of the registry: pure functions."""

from mingjing.registry.rules.limits import in_force, most_special
from mingjing.registry.rules.permission import RoleRow, answer, appointable, grants, role_table
from mingjing.registry.rules.provisions import has_part, read_provision, write_provision
from mingjing.registry.rules.references import read_refs
from mingjing.registry.rules.statute_text import (
    article_number,
    chinese_number,
    read_statute,
    text_digest,
)

__all__ = [
    "RoleRow",
    "answer",
    "appointable",
    "article_number",
    "chinese_number",
    "grants",
    "has_part",
    "in_force",
    "most_special",
    "read_provision",
    "read_refs",
    "read_statute",
    "role_table",
    "text_digest",
    "write_provision",
]
