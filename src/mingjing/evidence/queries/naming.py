# SPDX-License-Identifier: Apache-2.0
"""The names that a bundle says beside its proof (包内自述): who recorded, whose officer, what for.

The ledger and the chain hold ids only. A bundle goes to one recipient for a stated purpose, so it
may name the officer as a paper of the case does: name and number of the certificate, no more.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from mingjing.evidence.models import Recording
from mingjing.kernel.canonical import canonical_json
from mingjing.kernel.clock import local_date
from mingjing.registry.public import account_names, actor_by_id, agency, officers
from mingjing.registry.types import UnknownAccount, UnknownAgency

_MOST = 120


def names_of(row: Recording) -> bytes:
    """The content of `extra/about.json`; what is not known is empty."""
    zh, en = _occasion(row.occasion_kind)
    said = {
        "officer": account_names([row.account_id]).get(row.account_id, ""),
        "certificate": _certificate(row),
        "agency": _agency(row.agency_id),
        "occasion": " / ".join(filter(None, (zh, en))),
    }
    return canonical_json({name: _line(value) for name, value in said.items()})


def _line(value: str) -> str:
    return "".join(char for char in value if char >= " ")[:_MOST]


def _occasion(kind: str) -> tuple[str, str]:
    pages: dict[str, tuple[str, str, str]] = import_string(settings.RECORDING_PAGES)
    zh, en, _ = pages.get(kind, ("", "", ""))
    return zh, en


def _agency(agency_id: str) -> str:
    try:
        return agency(agency_id).name
    except UnknownAgency:
        return ""


def _certificate(row: Recording) -> str:
    """Number of the certificate that was in force when the recording was opened."""
    on = local_date(row.opened_at)
    try:
        officer_id = actor_by_id(row.account_id, on).officer_id
    except UnknownAccount:
        return ""
    held = (one for one in officers(row.agency_id, on) if one.officer_id == officer_id)
    return next((one.certificate_no for one in held), "")
