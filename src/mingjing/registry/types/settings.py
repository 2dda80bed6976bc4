# SPDX-License-Identifier: Apache-2.0
"""Words for numbers that an agency may set itself: the setting and its history."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjing.registry.types.law import Limit


@dataclass(frozen=True, slots=True)
class ParameterSetting:
    """A value that an authorised person sets (参数设定): where, since when, by which document.

    :ivar basis: the norm that lets the value differ; needed where only another norm may differ.
    """

    name: str
    value: Decimal
    document: str
    valid_from: date
    valid_to: date | None = None
    region: str = ""
    field: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """One value of a parameter in its history (参数版本), packaged or set by an agency.

    :ivar superseded_at: when a later setting for the same place and day took over.
    """

    limit: Limit
    set_by: str = ""
    superseded_at: datetime | None = None
