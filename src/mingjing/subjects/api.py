# SPDX-License-Identifier: Apache-2.0
"""JSON of the subjects (对象接口): looked up for a stated purpose, which the ledger keeps."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Router, Schema

from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import demand, now_of, signed_in
from mingjing.subjects import public
from mingjing.subjects.types import (
    LookUpPurpose,
    SubjectClass,
    SubjectStatus,
    SubjectView,
    lying_in,
)

router = Router(tags=["subjects"])
ACCESS = {"subjects-api-look-up": "subjects.read", "subjects-api-subject": "subjects.read"}


class LookUpIn(Schema):
    """Whom is asked for, and why. The words stand in the body, never in an address."""

    text: str = Field(min_length=1, max_length=100)
    purpose: LookUpPurpose
    kind: SubjectClass | None = None
    page: int = Field(1, ge=1, le=9_999_999)


class SubjectOut(Schema):
    """One subject; a merged one is answered by the subject it went into."""

    subject_id: str
    kind: SubjectClass
    status: SubjectStatus
    name: str
    address: str
    area: str
    district: str
    region: str
    licence_no: str
    usc_code: str
    category: str
    risk_class: str
    lat: float | None
    lon: float | None
    records: int
    first_on: date | None
    last_on: date | None
    redirected_from: str


class SubjectsOut(Schema):
    """One page of subjects, best first."""

    items: list[SubjectOut]
    number: int
    size: int
    total: int


@router.post("/look-up", response=SubjectsOut, url_name="subjects-api-look-up")
def look_up(request: HttpRequest, asked: LookUpIn) -> Page[SubjectView]:
    """Subjects by name, address, licence number or code. Leaves a ledger entry."""
    return public.look_up(
        actor=signed_in(request),
        now=now_of(request),
        text=asked.text,
        purpose=asked.purpose,
        page=PageRequest(asked.page),
        kind=asked.kind,
    )


@router.get("/{subject_id}", response=SubjectOut, url_name="subjects-api-subject")
def get_subject(request: HttpRequest, subject_id: str) -> SubjectView:
    """One subject by its id, when it lies where the asker's power stands."""
    view = public.subject(subject_id)
    demand(signed_in(request), "subjects.read", lying_in(view.region))
    return view
