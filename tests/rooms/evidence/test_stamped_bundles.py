# SPDX-License-Identifier: Apache-2.0
"""A timestamp of the ledger goes into bundles and redacted copies; verifier and openssl agree."""

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.rooms.evidence.custody import Custody, person
from tests.rooms.evidence.redacting import approved, planned
from tests.rooms.ledger.attesters import Authority, make_authority, serving

from mingjing.evidence import public
from mingjing.ledger.public import sequence, stamp, verifier_key
from mingjing_verify.judge import Outcome, judge

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)
PAPERS = {"stamp/checkpoint", "stamp/checkpoint.tsr", "stamp/consistency"}


@pytest.fixture
def authority(tmp_path: Path, settings: Settings) -> Iterator[Authority]:
    authority = make_authority(tmp_path / "authority")
    with serving(authority.answer) as url:
        settings.MINGJING_TSA_URL, settings.MINGJING_TSA_CA = url, str(authority.ca)
        yield authority


def recording_bundle(custody: Custody) -> AbstractContextManager[Path]:
    return public.bundle_of(actor=person("zhao"), now=NOW, recording_id=custody.id, purpose="court")


def copy_bundle(redaction_id: str) -> AbstractContextManager[Path]:
    return public.redacted_bundle_of(
        actor=person("zhao"), now=NOW, redaction_id=redaction_id, purpose="court"
    )


def unpacked(bundle: AbstractContextManager[Path], folder: Path) -> Path:
    with bundle as path:
        zipfile.ZipFile(path).extractall(folder)
    return folder


def stamped(folder: Path) -> dict[str, object]:
    """What the verifier says of the stamp."""
    outcome: Outcome = judge(folder, verifier_key())
    assert outcome.verdict.exit_code < 2
    (found,) = [dict(one.values) for one in outcome.findings if one.code.startswith("stamp")]
    return found


def holds(authority: Authority, folder: Path) -> bool:
    return authority.verifies(folder / "stamp/checkpoint", folder / "stamp/checkpoint.tsr")


def test_without_a_stamp_there_is_none_in_the_bundle(custody: Custody, tmp_path: Path) -> None:
    sequence(NOW)
    with recording_bundle(custody) as path:
        assert not PAPERS & set(zipfile.ZipFile(path).namelist())


def test_a_bundle_carries_the_first_stamp_that_covers_it(
    custody: Custody, authority: Authority, tmp_path: Path
) -> None:
    sequence(NOW)
    assert stamp(NOW) == 1
    planned(custody)
    sequence(NOW)
    assert stamp(LATER) == 1
    folder = unpacked(recording_bundle(custody), tmp_path / "bundle")
    said = stamped(folder)
    assert said["covered"] == said["entries"]
    newest = int((folder / "stamp/consistency").read_text().split("\n\n")[1].split("\n")[1])
    assert isinstance(said["size"], int)
    assert said["size"] < newest
    assert holds(authority, folder)
    assert "openssl ts -verify -data stamp/checkpoint" in (folder / "README.md").read_text()


def test_a_copy_carries_an_older_stamp_and_says_how_much_it_covers(
    custody: Custody, authority: Authority, tmp_path: Path
) -> None:
    sequence(NOW)
    assert stamp(NOW) == 1
    redaction_id = approved(custody)
    sequence(NOW)
    older = unpacked(copy_bundle(redaction_id), tmp_path / "older")
    assert (stamped(older)["covered"], stamped(older)["entries"]) == (0, 3)
    assert holds(authority, older)
    assert stamp(LATER) == 1
    newer = unpacked(copy_bundle(redaction_id), tmp_path / "newer")
    assert (stamped(newer)["covered"], stamped(newer)["entries"]) == (3, 3)
    assert holds(authority, newer)


def test_the_verifier_judges_the_reply_of_openssl(
    custody: Custody, authority: Authority, tmp_path: Path
) -> None:
    sequence(NOW)
    stamp(NOW)
    folder = unpacked(recording_bundle(custody), tmp_path / "bundle")
    assert stamped(folder)["authority"] == "CN=Test Authority"
    trusted = [authority.ca.read_bytes()]
    found = {
        one.code: one.values for one in judge(folder, verifier_key(), authorities=trusted).findings
    }
    assert found["stamp_trusted"]["trusted"] == "CN=Test Root"
    assert found["links_before_stamp"]["by_ms"] == found["stamp_trusted"]["by_ms"]


def test_an_altered_reply_is_found_as_openssl_finds_it(
    custody: Custody, authority: Authority, tmp_path: Path
) -> None:
    sequence(NOW)
    stamp(NOW)
    folder = unpacked(recording_bundle(custody), tmp_path / "bundle")
    reply = bytearray((folder / "stamp/checkpoint.tsr").read_bytes())
    reply[-1] ^= 1
    (folder / "stamp/checkpoint.tsr").write_bytes(reply)
    assert not holds(authority, folder)
    assert {one.code for one in judge(folder, verifier_key()).findings} >= {"stamp_wrong"}
