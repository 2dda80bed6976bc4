# SPDX-License-Identifier: Apache-2.0
"""Tables of the cases room."""

from mingjing.cases.models.case import (
    Case,
    CaseClock,
    CaseOfficer,
    CaseStep,
    CaseWait,
    HeldThing,
    Publication,
    UnlawfulAct,
    new_act_id,
    new_case_id,
)
from mingjing.cases.models.clue import (
    Clue,
    Complaint,
    Informant,
    new_clue_id,
    new_complaint_id,
    new_informant_id,
)
from mingjing.cases.models.document import Document, DocumentSignature, new_document_id
from mingjing.cases.models.party import Party, PartyAccess, StepDraft, new_party_id
from mingjing.cases.models.replay import ReplayRecord
from mingjing.cases.models.serial import Serial
from mingjing.cases.models.statistics import YearStatistics
from mingjing.cases.models.upload import Upload

__all__ = [
    "Case",
    "CaseClock",
    "CaseOfficer",
    "CaseStep",
    "CaseWait",
    "Clue",
    "Complaint",
    "Document",
    "DocumentSignature",
    "HeldThing",
    "Informant",
    "Party",
    "PartyAccess",
    "Publication",
    "ReplayRecord",
    "Serial",
    "StepDraft",
    "UnlawfulAct",
    "Upload",
    "YearStatistics",
    "new_act_id",
    "new_case_id",
    "new_clue_id",
    "new_complaint_id",
    "new_document_id",
    "new_informant_id",
    "new_party_id",
]
