# SPDX-License-Identifier: Apache-2.0
"""Records that the law of a field seals (记录封存)."""

_SEALED_FIELDS = frozenset({"public_security"})


def is_sealed(field: str) -> bool:
    """Whether records of cases of this field are given out only as the law allows by exception.

    Law: REC-8, 治安管理处罚法 §136.
    """
    return field in _SEALED_FIELDS
