# SPDX-License-Identifier: Apache-2.0
"""Writes what the public reads of a case (公示投影), anew from its steps."""

from mingjing.cases.models import Case, Publication
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.owed import in_force
from mingjing.cases.rules.publication import is_public_at, shown_name
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import PartyKind
from mingjing.cases.types.steps import DecisionMade, DecisionPublished, PublicationWithdrawn


def show(row: Case, file: CaseFile) -> None:
    """Put up what was published last, or take it down with the reason.

    Law: TS-3, TS-4, APL-048, 行政处罚法 §48; 处罚信息公示规定 §4, §6, §11.
    """
    if not isinstance(file.steps[-1].payload, DecisionPublished | PublicationWithdrawn):
        return
    if not is_public_at(file):
        withdrawn = file.last(PublicationWithdrawn)
        assert withdrawn is not None  # noqa: S101 - it is the last step
        Publication.objects.filter(case=row).update(
            summary="",
            result={},
            basis=[],
            withdrawn_on=withdrawn.on,
            withdrawn_because=withdrawn.reason,
        )
        return
    said, made, standing = file.last(DecisionPublished), file.last(DecisionMade), in_force(file)
    assert said is not None  # noqa: S101 - gates saw them
    assert made is not None  # noqa: S101
    assert standing is not None  # noqa: S101
    Publication.objects.update_or_create(
        case=row,
        defaults={
            "agency_id": row.agency_id,
            "party": shown_name(row.party.name, PartyKind(row.party.kind)),
            "summary": said.public_summary.strip(),
            "result": to_json(standing),
            "basis": list(made.basis),
            "decided_on": made.decided_on,
            "published_on": said.on,
            "withdrawn_on": None,
            "withdrawn_because": "",
        },
    )
