# SPDX-License-Identifier: Apache-2.0
"""Who may hand out what the law seals (封存资料的提供)."""

from mingjing.evidence.types.custody_refusals import SealedByLaw


def demand_release(*, is_answering: bool, is_own: bool) -> None:
    """The head decides, and never on a recording of their own: two people know of it.

    Law: REC-8, 治安管理处罚法 §136.
    Raises: SealedByLaw.
    """
    if not is_answering or is_own:
        raise SealedByLaw
