# SPDX-License-Identifier: Apache-2.0
"""Reads what a case owes and what was paid (缴款情况)."""

from datetime import datetime

from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.justice import Credit, credit_of
from mingjing.cases.rules.owed import Balance, money_of


def money(case_id: str, now: datetime) -> Balance:
    """Fine, surcharge and payments of a case as they stand at an instant.

    Law: APL-067, APL-072, APL-073, 行政处罚法 §67, §72, §73.
    Raises: UnknownCase.
    """
    row = case_row(case_id)
    return money_of(file_of(row), LawOn(now, row.region, row.field))


def credit(case_id: str, now: datetime) -> Credit | None:
    """What counts towards the sentence of the criminal court; None without a sentence.

    Law: APL-035, 行政处罚法 §35.
    Raises: UnknownCase.
    """
    row = case_row(case_id)
    return credit_of(file_of(row), LawOn(now, row.region, row.field))
