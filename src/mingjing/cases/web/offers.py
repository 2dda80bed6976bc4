# SPDX-License-Identifier: Apache-2.0
"""What a step's form offers to choose from (可选项): people of the agency, things of the file."""

from datetime import date

from mingjing.cases.rules.organs import waiting_requests
from mingjing.cases.rules.secrecy import shown_to
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import PayManner
from mingjing.cases.types.steps import (
    EvidenceAdded,
    MeasureTaken,
    PaymentReceived,
    PreservationOrdered,
    RemedyOpened,
    TestingStarted,
)
from mingjing.cases.web.fields import Choices, Offered
from mingjing.kernel.errors import Language
from mingjing.registry.public import accounts_with, officers, power_items


def offered_for(
    file: CaseFile,
    on: date,
    language: Language,
    *,
    is_own: bool = True,
    leads: Choices | None = None,
) -> Offered:
    """People of the agency, things of the file, cases that this one can be joined to.

    :param is_own: whether the agency that handles the case asks; others see no secret's title.
    """
    people = officers(file.agency_id, on)
    return Offered(
        officers=tuple((o.officer_id, f"{o.name} · {o.certificate_no}") for o in people),
        makers=tuple(
            (o.officer_id, f"{o.name} · {o.certificate_no}")
            for o in people
            if o.officer_id in file.investigators
        ),
        heads=accounts_with("head", file.agency_id, on),
        hosts=accounts_with("legal", file.agency_id, on),
        powers=tuple(
            (one.item_code, f"{one.label(language)} · {one.item_code}")
            for one in power_items(on, agency_id=file.agency_id)
        ),
        objects={**things_of(file, language, is_own=is_own), "to_case_id": leads or []},
    )


def things_of(file: CaseFile, language: Language, *, is_own: bool) -> dict[str, Choices]:
    """Things of the file that a step can name, by the name of the field."""
    return {
        "evidence_id": [
            (one.evidence_id, f"{one.title} · {one.kind.label(language)}")
            for one in (shown_to(each, is_own=is_own) for each in file.all(EvidenceAdded))
            if isinstance(one, EvidenceAdded)
        ],
        "measure_id": [
            (one.measure_id, f"{one.kind.label(language)} · {one.taken_at:%Y-%m-%d}")
            for one in file.all(MeasureTaken)
        ],
        "preservation_id": [
            (one.preservation_id, f"{one.items[0].name} · {one.started_on}")
            for one in file.all(PreservationOrdered)
            if one.items
        ],
        "payment_seq": [
            (str(step.seq), f"{one.receipt_no} · {one.paid_on}")
            for step, one in file.each(PaymentReceived)
            if one.manner is PayManner.ON_SPOT
        ],
        "testing_id": [(one.testing_id, one.by) for one in file.all(TestingStarted)],
        "help_id": [(one.help_id, f"{one.organ} · {one.on}") for one in waiting_requests(file)],
        "remedy_id": [
            (one.remedy_id, f"{one.kind.label(language)} · {one.on}")
            for one in file.all(RemedyOpened)
        ],
    }
