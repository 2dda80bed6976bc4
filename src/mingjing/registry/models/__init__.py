# SPDX-License-Identifier: Apache-2.0
"""Tables of the registry."""

from mingjing.registry.models.benchmarks import Benchmark, new_benchmark_id
from mingjing.registry.models.items import InspectionItem
from mingjing.registry.models.lists import ListEntry, ListStep, ListVersion, new_list_id
from mingjing.registry.models.people import (
    Account,
    AccountManager,
    Agency,
    Appointment,
    Officer,
    OfficerCertificate,
    new_account_id,
    new_agency_id,
    new_officer_id,
)
from mingjing.registry.models.register import Article, Instrument, ParameterOverride

__all__ = [
    "Account",
    "AccountManager",
    "Agency",
    "Appointment",
    "Article",
    "Benchmark",
    "InspectionItem",
    "Instrument",
    "ListEntry",
    "ListStep",
    "ListVersion",
    "Officer",
    "OfficerCertificate",
    "ParameterOverride",
    "new_account_id",
    "new_agency_id",
    "new_benchmark_id",
    "new_list_id",
    "new_officer_id",
]
