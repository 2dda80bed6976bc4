# SPDX-License-Identifier: Apache-2.0
"""Evidence: kept somewhere, made by officers of the case, signed or said why not, verified."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.cases.files import AROUND, NOW, OFFICERS, Taken, a_file, ask, filed, look, taken

from mingjing.cases.rules.evidence import standing_of
from mingjing.cases.rules.sayings import evidence_words
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.files import EvidenceFile, FileType
from mingjing.cases.types.refusals import (
    FieldWrong,
    FileThere,
    FileUnfit,
    MakerNotOfCase,
    NothingKept,
    SignatureUnsaid,
    WitnessMissing,
)

TODAY = NOW.date()
PHOTO = EvidenceFile("现场.jpg", FileType.JPEG, 1000, "ab" * 32)
RECORD = s.EvidenceAdded(
    "e1", c.EvidenceKind.SITE_RECORD, "现场笔录", TODAY, c.EvidenceSource.OFFICER, OFFICERS,
    (c.FactElement.ACT,), (PHOTO,), is_id_shown=True, signature=c.Signature.SIGNED,
)  # fmt: skip
THREE = (*OFFICERS, "officer_li")


def adding(evidence: s.EvidenceAdded, *steps: s.Payload | Taken) -> None:
    around = replace(AROUND, certified=THREE)
    ask(look(a_file(filed(), *steps), NOW, around=around), evidence)


@pytest.mark.law("APL-046")
def test_evidence_is_a_file_or_lies_somewhere_and_a_thing_always_does() -> None:
    adding(RECORD)
    with pytest.raises(NothingKept):
        adding(replace(RECORD, files=()))
    adding(replace(RECORD, files=(), kept_at="案卷 1"))
    thing = replace(RECORD, kind=c.EvidenceKind.OBJECT)
    with pytest.raises(NothingKept):
        adding(thing)
    adding(replace(thing, kept_at="涉案物品库 3 架"))


@pytest.mark.law("APL-046")
def test_a_file_fits_its_kind_of_evidence() -> None:
    with pytest.raises(FileUnfit) as refused:
        adding(replace(RECORD, kind=c.EvidenceKind.AUDIOVISUAL,
                       files=(replace(PHOTO, name="单.pdf", type=FileType.PDF),)))  # fmt: skip
    assert "单.pdf" in refused.value.message("zh")
    assert refused.value.rule == "APL-046"


@pytest.mark.law("APL-046")
def test_the_same_file_comes_once_until_its_evidence_failed() -> None:
    again = replace(RECORD, evidence_id="e2", title="再次提交")
    with pytest.raises(FileThere) as refused:
        adding(again, taken(RECORD))
    assert "现场笔录" in refused.value.message("zh")
    out = s.EvidenceExcluded("e1", "非法取得")
    with pytest.raises(FileThere):
        adding(again, taken(RECORD), taken(out))
    adding(again, taken(RECORD), taken(s.EvidenceVerified("e1", False, "登记有误")))
    with pytest.raises(FileThere):
        adding(replace(RECORD, files=(PHOTO, replace(PHOTO, name="副本.jpg"))))


@pytest.mark.law("APL-042")
def test_who_made_a_record_handles_the_case() -> None:
    with pytest.raises(MakerNotOfCase) as refused:
        adding(replace(RECORD, officers=(OFFICERS[0], "officer_li")))
    assert refused.value.detail["officer"] == "officer_li"
    adding(replace(RECORD, source=c.EvidenceSource.PARTY, officers=()))


def changed(on: date, *officers: str) -> Taken:
    return taken(s.OfficersChanged(officers, "工作调整"), on)


@pytest.mark.law("APL-042")
@pytest.mark.parametrize(
    ("collected", "who", "is_lawful"),
    [
        (-2, OFFICERS, True),
        (-2, (OFFICERS[0], "officer_li"), False),
        (-1, OFFICERS, True),
        (-1, (OFFICERS[0], "officer_li"), True),
        (0, (OFFICERS[0], "officer_li"), True),
        (0, OFFICERS, False),
    ],
)
def test_officers_of_the_day_on_which_it_was_collected_count(
    collected: int, who: tuple[str, ...], is_lawful: bool
) -> None:
    day = timedelta(days=1)
    start = TODAY - 2 * day
    on = TODAY + collected * day
    opened = filed(happened_from=start, happened_to=start, discovered_on=start)
    file = a_file(opened, changed(TODAY - day, OFFICERS[0], "officer_li"))
    record = replace(RECORD, collected_on=on, officers=who)
    situation = look(file, NOW, around=replace(AROUND, certified=THREE))
    if is_lawful:
        ask(situation, record)
        return
    with pytest.raises(MakerNotOfCase):
        ask(situation, record)


@pytest.mark.law("APL-055", "ACL-018")
def test_a_record_says_whether_it_was_signed() -> None:
    with pytest.raises(SignatureUnsaid):
        adding(replace(RECORD, signature=None))
    with pytest.raises(WitnessMissing):
        adding(replace(RECORD, signature=c.Signature.ABSENT))
    adding(replace(RECORD, signature=c.Signature.ABSENT, witness="社区工作人员"))
    adding(replace(RECORD, kind=c.EvidenceKind.DOCUMENT, signature=None))


@pytest.mark.law("APL-046")
@pytest.mark.parametrize("holds", [False, True])
def test_a_finding_has_its_reason_and_only_what_holds_is_cited(holds: bool) -> None:
    around = look(a_file(filed(), taken(RECORD)), NOW, around=AROUND)
    with pytest.raises(FieldWrong):
        ask(around, s.EvidenceVerified("e1", holds, " "))
    verdict = s.EvidenceVerified("e1", holds, "与监控录像对照")
    ask(around, verdict)
    file = a_file(filed(), taken(RECORD), taken(verdict))
    expected = c.Standing.SOUND if holds else c.Standing.FAILED
    assert standing_of(file, "e1") == (expected, "与监控录像对照")
    assert (evidence_words(file) == "现场笔录") is holds


@pytest.mark.law("APL-046")
def test_what_is_not_verified_or_was_excluded_is_not_cited() -> None:
    assert standing_of(a_file(filed(), taken(RECORD)), "e1") == (c.Standing.OPEN, "")
    assert "现场笔录" not in evidence_words(a_file(filed(), taken(RECORD)))
    steps = (
        taken(s.EvidenceExcluded("e1", "欺骗取得")),
        taken(s.EvidenceVerified("e1", True, "真")),
    )
    file = a_file(filed(), taken(RECORD), *steps)
    assert standing_of(file, "e1") == (c.Standing.OUT, "欺骗取得")
    assert "现场笔录" not in evidence_words(file)
