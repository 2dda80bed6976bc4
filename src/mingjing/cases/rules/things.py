# SPDX-License-Identifier: Apache-2.0
"""Things of an inventory (清单物品): their marks, and who signed for them."""

import unicodedata
from collections.abc import Sequence

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.types.codes import Signature
from mingjing.cases.types.refusals import FieldWrong, WitnessMissing
from mingjing.cases.types.steps import Item

_LONGEST_MARK = 80  # characters; the column holds the party's key beside it


def plain_mark(mark: str) -> str:
    """The mark as it is compared: width, case and spaces do not tell things apart."""
    return "".join(unicodedata.normalize("NFKC", mark).casefold().split())


@inner_gate
def demand_inventory(items: Sequence[Item]) -> None:
    """Each thing has a name, a quantity, and a mark of its own.

    Law: ACL-024, 行政强制法 §24: names and quantities.
    Raises: FieldWrong.
    """
    if not items:
        raise FieldWrong(field="items", zh_reason="清单不能为空", en_reason="it is empty")
    for item in items:
        if not (item.name.strip() and item.quantity.strip() and item.mark.strip()):
            raise FieldWrong(
                field="items",
                zh_reason="每件物品应当写明名称、数量和标识",
                en_reason="each thing needs name, quantity and mark",
            )
        if len(plain_mark(item.mark)) > _LONGEST_MARK:
            raise FieldWrong(field="items", zh_reason="标识过长", en_reason="a mark is too long")
    if len({plain_mark(item.mark) for item in items}) != len(items):
        raise FieldWrong(
            field="items", zh_reason="同一标识出现两次", en_reason="one mark stands there twice"
        )


@inner_gate
def demand_witness(signature: Signature | None, witness: str) -> None:
    """Where the party is absent a witness signs.

    Law: ACL-018, 行政强制法 §18(9).
    Raises: WitnessMissing.
    """
    if signature is Signature.ABSENT and not witness.strip():
        raise WitnessMissing
