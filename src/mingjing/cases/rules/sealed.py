# SPDX-License-Identifier: Apache-2.0
"""Records that the law of a field seals (记录封存)."""

from mingjing.kernel.enforcement_fields import enforcement_field_code

_SEALED_FIELDS = frozenset({"public_security"})


def is_sealed(field: str) -> bool:
    """Whether records of cases of this field are given out only as the law allows by exception.

    :param field: by its code, or by its name as lists of an earlier day may have it.

    Law: REC-8, 治安管理处罚法 §136.
    """
    return enforcement_field_code(field) in _SEALED_FIELDS
