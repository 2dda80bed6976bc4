# SPDX-License-Identifier: Apache-2.0
"""What the register of cases knows of a party before a case is filed (立案前查询)."""

from django.utils.crypto import salted_hmac

from mingjing.cases.models import Case, Party
from mingjing.cases.types.views import EarlierCase, KnownParty
from mingjing.registry.public import agencies, power_item_names

_CASES, _NAMES = 50, 20


def identity_key(identity_no: str) -> str:
    """The keyed digest under which a party is found again (当事人标识摘要)."""
    return salted_hmac(
        "cases.identity", identity_no.strip().upper(), algorithm="sha256"
    ).hexdigest()


def known_party(identity_no: str, name: str) -> KnownParty:
    """Earlier cases of a party at any agency, the newest first, and other names that it bore.

    Law: APL-029, APL-033b, 行政处罚法 §29, §33: no second fine for one act; a first offence.
    """
    key = identity_key(identity_no)
    rows = Case.objects.filter(party__identity_key=key).order_by("-opened_on", "-case_id")
    found = list(rows[:_CASES])
    names = {one.agency_id: one.name for one in agencies()}
    items = power_item_names(one.power_item_code for one in found)
    others = Party.objects.filter(identity_key=key).exclude(name=name.strip())
    return KnownParty(
        cases=tuple(
            EarlierCase(
                case_id=one.case_id,
                number=one.number,
                agency=names.get(one.agency_id, one.agency_id),
                item=items.get(one.power_item_code, (one.power_item_code, ""))[0],
                opened_on=one.opened_on,
                is_open=one.is_open,
                is_decided=one.decided_on is not None,
            )
            for one in found
        ),
        other_names=tuple(
            others.order_by("name").values_list("name", flat=True).distinct()[:_NAMES]
        ),
        total=rows.count(),
    )
