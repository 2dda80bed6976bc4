# SPDX-License-Identifier: Apache-2.0
"""The numbers of the law that a plan applied, as its page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from mingjing.engines.languages import language
from mingjing.inspection.types import PlanView
from mingjing.registry.public import limits
from mingjing.registry.types import EvidenceTag, Limit


def limit_rows(view: PlanView) -> list[dict[str, str]]:
    """The limits that the draft applied, each with what its provision says."""
    texts = {one.name: one for one in limits()}
    rows = []
    for receipt in view.limits:
        known = texts.get(receipt["name"])
        rows.append(
            {
                **receipt,
                "text": known.label(language()) if known else receipt["name"],
                "amount": _amount(receipt, known),
                "tag_text": EvidenceTag(receipt["tag"]).label(language()),
            }
        )
    return rows


def _amount(receipt: Mapping[str, str], known: Limit | None) -> str:
    """The number that was applied, with its unit; bare when its provision is not known today."""
    if known is None:
        return receipt["value"]
    applied = replace(known, value=Decimal(receipt["value"]), unit=receipt["unit"])
    return applied.amount(language())
