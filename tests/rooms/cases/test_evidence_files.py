# SPDX-License-Identifier: Apache-2.0
"""Files of evidence: handed in by the form, stored before the step, sent as attachments."""

import io
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.pages import PageClient
from tests.rooms.cases import samples
from tests.rooms.cases.bureau import REGION, Bureau, a_case
from tests.rooms.cases.course import Course
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.test_cases_pages import page, sign_in

from mingjing.cases import public
from mingjing.cases.cli import cases
from mingjing.cases.jobs import tidy_files
from mingjing.cases.models import Case, CaseStep, Upload
from mingjing.cases.queries.files import case_row
from mingjing.cases.queries.stored_files import demand_stored, file_key, store
from mingjing.cases.types import codes as c
from mingjing.cases.types.files import EvidenceFile, FileType
from mingjing.cases.types.refusals import FileLeaving, FileNotStored, FileTooLarge, FileTypeUnknown
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.ledger.public import entry_for
from mingjing.registry.public import register_agency
from mingjing.registry.types import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.law("APL-046")]
CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def officer(bureau: Bureau) -> PageClient:
    return sign_in(bureau, "officer", bureau.officers[0])


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(
    client: PageClient, bureau: Bureau, case_id: str, *files: SimpleUploadedFile, **changes: Any
) -> str:
    """Hand in the form with files; what the answer says."""
    said = {
        "version": Case.objects.get().version, "evidence_id": "e1", "kind": "site_record",
        "title": "现场笔录", "collected_on": "2026-11-23", "source": "officer",
        "officers": list(bureau.officers), "proves": ["party", "act", "time"],
        "is_id_shown": "on", "signature": "signed", "files": list(files),
    }  # fmt: skip
    answer = client.post(
        reverse("cases-step", args=[case_id, "evidence_added"]), said | changes, follow=True
    )
    return answer.content.decode()


def stored(case_id: str) -> list[str]:
    return [key.rpartition("/")[2] for key in store().list(f"cases/{case_id}")]


def test_several_files_are_measured_by_the_house_and_come_to_the_file(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = a_case(bureau)
    photo, paper = samples.photo(), samples.paper()
    text = add(officer, bureau, case_id, upload("现场 1.jpg", photo), upload("笔录.pdf", paper))
    assert "Done: Evidence added" in text, text[-3000:]
    step = CaseStep.objects.get(act="case.evidence_added")
    said = [(one["name"], one["type"], one["size"], one["digest"]) for one in step.payload["files"]]
    assert said == [
        ("现场 1.jpg", "jpeg", len(photo), sha256(photo).hexdigest()),
        ("笔录.pdf", "pdf", len(paper), sha256(paper).hexdigest()),
    ]
    assert store().get(file_key(case_id, said[0][3])) == photo
    assert not Upload.objects.exists()
    assert step.digest in {entry.digest for entry in entry_for("case", case_id)}
    assert said[0][3] in text  # the page of the case shows it
    assert "Not verified yet" in text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.jpg", b"", "is empty"),
        ("程序.exe", b"MZ\x90\x00" + bytes(200), "of no type that is taken"),
        ("页面.html", b"<html><script>alert(1)</script></html>", "of no type that is taken"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "of no type that is taken"),
        ("照片.jpg", b"only words", "its name says otherwise"),
        ("单据.pdf", samples.photo(), "its name says otherwise"),
    ],
)
def test_a_wrong_file_is_refused_by_its_article_and_the_form_keeps_the_rest(
    bureau: Bureau, officer: PageClient, name: str, content: bytes, told: str
) -> None:
    case_id = a_case(bureau)
    text = add(officer, bureau, case_id, upload("好.jpg", samples.photo()), upload(name, content))
    assert told in text
    assert "Administrative Penalty Law §46" in text
    assert "APL-046" in text
    assert 'value="现场笔录"' in text
    assert Case.objects.get().version == 1
    kept = Upload.objects.get()  # the good one waits, and is chosen for the next attempt
    assert f'value="{kept.upload_id}"' in text
    assert stored(case_id) == [kept.digest]
    text = add(officer, bureau, case_id, uploads=[kept.upload_id])
    assert "Done: Evidence added" in text
    assert "好.jpg" in text


def test_a_file_over_the_limit_is_refused_before_it_is_read_to_its_end(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    block = b"\xff\xd8\xff" + bytes(2**20 - 3)
    seen: list[int] = []

    def blocks(count: int) -> Any:
        for number in range(count):
            seen.append(number)
            yield block

    for count, most in ((51, 50), (2000, 1000)):
        seen.clear()
        with pytest.raises(FileTooLarge) as refused:
            public.keep_upload(
                actor=bureau.zhao, now=bureau.now, case_id=case_id, name="大.jpg",
                blocks=blocks(count),
            )  # fmt: skip
        assert refused.value.detail["limit"] == most
    assert len(seen) == 1001
    assert stored(case_id) == []
    assert not Upload.objects.exists()


def test_a_kind_that_does_not_fit_is_refused_and_the_file_waits(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = a_case(bureau)
    text = add(officer, bureau, case_id, upload("笔录.pdf", samples.paper()), kind="audiovisual")
    assert "is a PDF document; evidence of the kind" in text
    assert Case.objects.get().version == 1
    assert Upload.objects.count() == 1


def test_the_same_file_twice_is_told(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    assert "Done" in add(officer, bureau, case_id, upload("a.jpg", samples.photo()))
    text = add(officer, bureau, case_id, upload("b.jpg", samples.photo()), evidence_id="e2")
    assert "“b.jpg” is in the case already, as “现场笔录”" in text
    assert Case.objects.get().version == 2


def test_a_draft_keeps_the_files(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    add(officer, bureau, case_id, upload("a.jpg", samples.photo()), title="半成品", draft="1")
    assert Case.objects.get().version == 1
    text = page(officer, "cases-step", case_id, "evidence_added")
    assert "半成品" in text
    box = text.split(f'value="{Upload.objects.get().upload_id}"')[1].split(">")[0]
    assert "checked" in box


def test_nothing_presets_a_signature_or_a_finding(bureau: Bureau, officer: PageClient) -> None:
    course = Course(bureau, a_case(bureau)).prove()
    for act, field in (
        ("evidence_added", "signature"), ("sample_taken", "signature"),
        ("evidence_verified", "holds"),
    ):  # fmt: skip
        text = page(officer, "cases-step", course.case_id, act)
        options = text.split(f'name="{field}"')[1].split("</select>")[0]
        assert 'value="" selected' in options or "selected" not in options
        assert options.split("<option")[1].split(">")[0].strip().startswith('value=""')


def test_a_failed_finding_has_its_reason_and_shows(bureau: Bureau, officer: PageClient) -> None:
    course = Course(bureau, a_case(bureau)).prove()
    said: dict[str, Any] = {"version": Case.objects.get().version, "evidence_id": "e1"}
    to = reverse("cases-step", args=[course.case_id, "evidence_verified"])
    for half in ({"reason": "与录像不符"}, {"holds": "no"}):
        assert officer.post(to, said | half).status_code == 422
    answer = officer.post(to, said | {"holds": "no", "reason": "与录像不符"}, follow=True)
    text = answer.content.decode()
    assert "Found not to hold" in text
    assert "<dt>Found to hold</dt><dd>No</dd>" in text
    assert text.count("与录像不符") >= 2


@pytest.fixture
def with_photo(bureau: Bureau, officer: PageClient) -> str:
    case_id = a_case(bureau)
    assert "Done" in add(officer, bureau, case_id, upload("现场 <1>.jpeg", samples.photo()))
    return case_id


def test_a_file_is_sent_as_an_attachment_that_nothing_runs(
    officer: PageClient, with_photo: str
) -> None:
    digest = sha256(samples.photo()).hexdigest()
    answer = Client.get(officer, reverse("cases-evidence-file", args=[with_photo, digest]))
    assert answer.status_code == 200
    assert answer.getvalue() == samples.photo()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["Content-Disposition"].endswith(".jpg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Length"] == str(len(samples.photo()))
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_photo_shows_small_without_what_it_carries(officer: PageClient, with_photo: str) -> None:
    digest = sha256(samples.photo()).hexdigest()
    assert b"SECRET CAMERA" in samples.photo()
    url = reverse("cases-evidence-picture", args=[with_photo, digest])
    assert url in page(officer, "cases-case", with_photo)
    for _ in range(2):  # made, then kept
        answer = Client.get(officer, url)
        assert b"SECRET CAMERA" not in answer.content
        picture = Image.open(io.BytesIO(answer.content))
        assert (picture.format, picture.size) == ("JPEG", (320, 200))


def test_a_file_is_for_readers_of_the_case_only(
    bureau: Bureau, officer: PageClient, with_photo: str
) -> None:
    digest = sha256(samples.photo()).hexdigest()
    url = reverse("cases-evidence-file", args=[with_photo, digest])
    assert Client().get(url).status_code == 302  # to sign in
    other = register_agency(actor=bureau.system, now=bureau.now, name="临江市司法局", region=REGION)
    stranger = client_of(bureau, "officer", other)
    assert stranger.get(url).status_code == 403
    assert (
        stranger.get(reverse("cases-evidence-picture", args=[with_photo, digest])).status_code
        == 403
    )
    missing = reverse("cases-evidence-file", args=[with_photo, "0" * 64])
    assert officer.get(missing).status_code == 404


@pytest.mark.law("APL-050")
def test_a_secret_file_is_for_the_agency_of_the_case(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    add(officer, bureau, case_id, upload("配方.jpg", samples.photo()), secrecy="business")
    digest = sha256(samples.photo()).hexdigest()
    other = register_agency(actor=bureau.system, now=bureau.now, name="临江市司法局", region=REGION)
    auditor = client_of(bureau, "auditor", other)
    url = reverse("cases-evidence-file", args=[case_id, digest])
    assert auditor.get(url).status_code == 404
    text = page(auditor, "cases-case", case_id)
    assert "配方" not in text
    assert digest not in text
    assert Client.get(officer, url).status_code == 200


def an_evidence(bureau: Bureau, *files: EvidenceFile) -> EvidenceAdded:
    return EvidenceAdded(
        "e1", c.EvidenceKind.DOCUMENT, "书证", bureau.now.date(), c.EvidenceSource.OFFICER,
        bureau.officers, (c.FactElement.ACT,), files,
    )  # fmt: skip


def test_a_step_names_only_files_that_lie_there(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau))
    content = samples.paper()
    made_up = EvidenceFile("a.pdf", FileType.PDF, len(content), sha256(content).hexdigest())
    with pytest.raises(FileNotStored):
        public.add_evidence(**course.by("zhao"), evidence=an_evidence(bureau, made_up))
    store().put(file_key(course.case_id, made_up.digest), content[:-1])
    with pytest.raises(FileNotStored):
        public.add_evidence(**course.by("zhao"), evidence=an_evidence(bureau, made_up))
    store().put(file_key(course.case_id, made_up.digest), content)
    public.add_evidence(**course.by("zhao"), evidence=an_evidence(bureau, made_up))
    assert public.replay_case(course.case_id).differences == ()


def keep(bureau: Bureau, case_id: str, content: bytes, at: datetime, who: str = "zhao") -> str:
    kept = public.keep_upload(
        actor=getattr(bureau, who), now=at, case_id=case_id, name="a.pdf", blocks=[content]
    )
    return kept.file.digest


@pytest.mark.law("APL-047")
def test_files_are_read_again_and_what_changed_is_told(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau))
    digest = keep(bureau, course.case_id, samples.paper(), bureau.now)
    (waits,) = public.waiting_uploads(course.case_id, bureau.zhao.account_id)
    public.add_evidence(**course.by("zhao"), evidence=an_evidence(bureau, waits.file))

    def told(*words: str) -> tuple[int, list[str]]:
        ran = CliRunner().invoke(cases, ["check-files", *words, "--json"])
        return ran.exit_code, [one["found"] for one in json.loads(ran.stdout)["wrong"]]

    assert told() == (0, [])
    forged = samples.paper() + b" "
    store().put(file_key(course.case_id, digest), forged)
    assert told(course.case_id) == (1, [sha256(forged).hexdigest()])
    store().delete(file_key(course.case_id, digest))
    assert told() == (1, [""])
    plain = CliRunner().invoke(cases, ["check-files"]).stdout
    assert "1 files read again, 1 missing or changed" in plain


def test_a_file_that_was_lost_on_the_way_is_asked_for_again(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = a_case(bureau)
    add(officer, bureau, case_id, upload("a.jpg", samples.photo()), draft="1")
    waits = Upload.objects.get()
    store().delete(file_key(case_id, waits.digest))  # as after a crash between row and object
    text = add(officer, bureau, case_id, uploads=[waits.upload_id])
    assert "is not in the store and cannot become evidence" in text
    assert Case.objects.get().version == 1
    assert "Done" in add(officer, bureau, case_id, upload("a.jpg", samples.photo()))


def test_who_may_not_investigate_hands_nothing_in(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    with pytest.raises(NotPermitted):
        keep(bureau, case_id, samples.paper(), bureau.now, "qian")
    assert stored(case_id) == []


def test_what_no_step_named_goes_after_a_week_and_the_rest_stays(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau))
    now, day = bureau.now, timedelta(days=1)
    used, unused = samples.paper(), samples.paper() + b"\n"
    shared, fresh = samples.paper() + b"\n\n", samples.paper() + b"\n\n\n"
    digest = keep(bureau, course.case_id, used, now)
    (waits,) = public.waiting_uploads(course.case_id, bureau.zhao.account_id)
    public.add_evidence(**course.by("zhao"), evidence=an_evidence(bureau, waits.file))
    lost = keep(bureau, course.case_id, unused, now)
    both = keep(bureau, course.case_id, shared, now)
    keep(bureau, course.case_id, shared, now + 5 * day, "chen")
    young = keep(bureau, course.case_id, fresh, now + 5 * day)
    assert tidy_files(now + 7 * day) == 0
    assert set(stored(course.case_id)) == {digest, lost, both, young}
    assert tidy_files(now + 8 * day) == 3
    assert set(stored(course.case_id)) == {digest, both, young}
    assert tidy_files(now + 8 * day) == 0
    assert Upload.objects.count() == 2


def test_a_store_that_fails_leaves_no_row(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = a_case(bureau)

    class Full:
        def put(self, key: str, content: object) -> None:
            raise OSError("no space left")

        def delete(self, key: str) -> None:
            """Nothing was put."""

    monkeypatch.setattr("mingjing.cases.uploads.store", Full)
    with pytest.raises(OSError, match="no space"):
        keep(bureau, case_id, samples.paper(), bureau.now)
    assert not Upload.objects.exists()


def test_what_is_handed_in_again_while_the_old_is_swept_stays(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep has read its list; before it comes to the row, the officer hands it in again."""
    case_id, day = a_case(bureau), timedelta(days=1)
    digest = keep(bureau, case_id, samples.paper(), bureau.now)
    late = bureau.now + 8 * day

    def again(case_id: str, *, lock: bool = False) -> Case:
        monkeypatch.setattr("mingjing.cases.uploads.case_row", case_row)
        keep(bureau, case_id, samples.paper(), late)
        return case_row(case_id, lock=lock)

    monkeypatch.setattr("mingjing.cases.uploads.case_row", again)
    assert tidy_files(late) == 0
    assert stored(case_id) == [digest]
    assert Upload.objects.get().uploaded_at == late


def test_a_file_taken_away_before_the_store_fails_hides_no_failure(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def put(self, key: str, content: object) -> None:
            Upload.objects.all().delete()  # by the step of another tab
            raise OSError("no space left")

    monkeypatch.setattr("mingjing.cases.uploads.store", Full)
    with pytest.raises(OSError, match="no space"):
        keep(bureau, a_case(bureau), samples.paper(), bureau.now)


def test_an_archive_with_a_list_without_end_is_not_read(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of a million entries is 50 MB on the disk and half a gigabyte in memory."""
    monkeypatch.setattr("mingjing.engines.archives._MOST_PARTS", 3)
    case_id = a_case(bureau)
    names = ("[Content_Types].xml", "word/document.xml")
    for more in ((), ("a",)):
        content = samples.archive(*names, *more)
        public.keep_upload(
            actor=bureau.zhao, now=bureau.now, case_id=case_id, name="a.docx", blocks=[content]
        )
    content = samples.archive(*names, "a", "b")
    with pytest.raises(FileTypeUnknown):
        public.keep_upload(
            actor=bureau.zhao, now=bureau.now, case_id=case_id, name="a.docx", blocks=[content]
        )


def test_an_archive_over_the_limit_of_papers_is_not_opened(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = {"at_once": 20, "kept_days": 7}
    limits["megabytes"] = {"photo": 1, "paper": 1, "sound": 1, "film": 3}  # type: ignore[assignment]
    monkeypatch.setattr("mingjing.cases.uploads._limits", lambda: limits)
    content = samples.letter() + bytes(2**21)
    with pytest.raises(FileTooLarge) as refused:
        public.keep_upload(
            actor=bureau.zhao, now=bureau.now, case_id=a_case(bureau), name="a.docx",
            blocks=[content],
        )  # fmt: skip
    assert "1 " in refused.value.message("en")


def hand_in(bureau: Bureau, case_id: str, content: bytes, name: str = "a.jpg") -> str:
    kept = public.keep_upload(
        actor=bureau.zhao, now=bureau.now, case_id=case_id, name=name, blocks=[content]
    )
    return kept.upload_id


def test_what_another_tab_hands_in_meanwhile_waits_on(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    both = (upload("a.jpg", samples.photo()), upload("b.pdf", samples.paper()))
    add(officer, bureau, case_id, *both, draft="1")
    first, left_out = (Upload.objects.get(name=name).pk for name in ("a.jpg", "b.pdf"))
    text = page(officer, "cases-step", case_id, "evidence_added")
    shown = text.split('name="uploads_shown" value="')[1].split('"')[0]
    assert set(shown.split()) == {first, left_out}
    add(officer, bureau, case_id, upload("c.jpg", samples.photo(9)), draft="1")  # another tab
    other = Upload.objects.get(name="c.jpg").pk
    text = add(officer, bureau, case_id, uploads=[first], uploads_shown=shown)
    assert "Done: Evidence added" in text
    assert [one.pk for one in Upload.objects.all()] == [other]


def test_a_file_goes_without_holding_the_case(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = a_case(bureau)
    upload_id = hand_in(bureau, case_id, samples.photo())
    (waiting,) = public.waiting_uploads(case_id, bureau.zhao.account_id)
    inner, tried = store(), list[str]()

    class Slow:
        def delete(self, key: str) -> None:
            assert Upload.objects.get().leaving_at is not None  # marked before the store is asked
            assert public.waiting_uploads(case_id, bureau.zhao.account_id) == ()
            for attempt in (
                lambda: hand_in(bureau, case_id, samples.photo()),
                lambda: demand_stored(case_id, [waiting.file]),
            ):
                with pytest.raises(FileLeaving):
                    attempt()
            tried.append(key)
            inner.delete(key)

    monkeypatch.setattr("mingjing.cases.uploads.store", Slow)
    public.drop_uploads(case_id, bureau.zhao.account_id, [upload_id], bureau.now)
    assert len(tried) == 1
    assert not Upload.objects.exists()
    assert stored(case_id) == []


def test_a_removal_that_was_killed_is_finished_by_the_sweep(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    hand_in(bureau, case_id, samples.photo())
    Upload.objects.update(leaving_at=bureau.now)
    public.sweep_uploads(bureau.now + timedelta(minutes=59))
    assert Upload.objects.exists()
    public.sweep_uploads(bureau.now + timedelta(minutes=61))
    assert not Upload.objects.exists()
    assert stored(case_id) == []
    hand_in(bureau, case_id, samples.photo())  # the same file may come again
