# SPDX-License-Identifier: Apache-2.0
"""Content Credentials on the playable copy, and what a witness says of an exported bundle."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import VISIT, person
from tests.rooms.evidence.films import film
from tests.rooms.evidence.whole import whole_recording
from tests.rooms.ledger.attesters import served
from tests.rooms.ledger.witness_logs import AskedWitness

from mingjing.entry.credentials import read_signing
from mingjing.entry.environment import SettingWrong
from mingjing.evidence import public
from mingjing.evidence.queries import credentials
from mingjing.evidence.queries import demo_certificate as demo
from mingjing.evidence.queries.demo_certificate import NAME, demo_certificate
from mingjing.evidence.types import SigningState
from mingjing.ledger.public import cosign, sequence, verifier_key
from mingjing.ledger.witness.store import make_store
from mingjing_verify.judge import judge

PURPOSE_OF = dict(zip(("p384", "ed25519", "rsa"), credentials.PURPOSES, strict=True))
COPY = "extra/recording-credentials.mp4"
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_TRUST = {"trust_config": "\n".join(credentials.PURPOSES)}


@pytest.fixture
def filmed(people: tuple[str, ...], settings: Settings, home: Path) -> str:
    """A complete recording of a film that a player knows; the demonstration's certificate signs."""
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.MINGJING_DEMO = True
    recorder = whole_recording(person("zhao"), NOW, home, occasion=VISIT, scene=film)
    sequence(NOW)
    return recorder.id


def exported(recording_id: str, tmp_path: Path, part: public.Part | None = None) -> Path:
    """The bundle, kept."""
    kept = tmp_path / "bundle.zip"
    with public.bundle_of(
        actor=person("sun"), now=NOW, recording_id=recording_id, purpose="court", part=part
    ) as path:
        kept.write_bytes(path.read_bytes())
    return kept


def inside(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def read(copy: bytes, anchors: bytes = b"") -> tuple[str, dict[str, Any], set[str]]:
    """State, active manifest and failures, as a reader of Content Credentials finds them."""
    chosen: dict[str, Any] = _OFFLINE | {"trust": dict(_TRUST)}
    if anchors:
        chosen["trust"]["user_anchors"] = anchors.decode()
    context = c2pa.Context.from_dict(chosen)
    with c2pa.Reader("video/mp4", io.BytesIO(copy), context=context) as reader:
        told = json.loads(reader.json())
    failed = told["validation_results"]["activeManifest"]["failure"]
    manifest = told["manifests"][told["active_manifest"]]
    return told["validation_state"], manifest, {one["code"] for one in failed}


def assertion(manifest: dict[str, Any], label: str) -> dict[str, Any]:
    (found,) = [one for one in manifest["assertions"] if one["label"] == label]
    assert found["created"], label
    data: dict[str, Any] = found["data"]
    return data


def test_the_copy_is_signed_and_says_what_it_is_a_copy_of(filmed: str, tmp_path: Path) -> None:
    files = inside(exported(filmed, tmp_path))
    about = json.loads(files["bundle.json"])
    state, manifest, failed = read(files[COPY])
    assert (state, failed) == ("Valid", {"signingCredential.untrusted"})
    assert manifest["claim_generator_info"][0]["name"] == "Mingjing"
    assert manifest["signature_info"]["issuer"] == NAME
    actions = assertion(manifest, "c2pa.actions.v2")["actions"]
    assert [one["action"] for one in actions] == ["c2pa.created", "c2pa.published"]
    assert actions[0]["digitalSourceType"].endswith("/digitalCapture")
    said = assertion(manifest, "mingjing.recording")
    assert (said["recording"], said["root"], said["links"]) == (filmed, about["root"], 8)
    assert said["handed"] == {"from": 0, "to": 7, "links": 8, "segments": 4}
    (gap,) = said["gaps"]
    assert gap["to"] - gap["from"] == 5000
    assert gap["reason"] == "paused"
    assert said["ledger"]["act"] == "evidence.recording_completed"
    assert said["ledger"]["origin"] == verifier_key().partition("+")[0]


def test_the_copy_names_nobody(filmed: str, tmp_path: Path) -> None:
    files = inside(exported(filmed, tmp_path))
    account = person("zhao").account_id
    _state, manifest, _failed = read(files[COPY])
    told = json.dumps(manifest, ensure_ascii=False).encode()
    for hidden in (account.encode(), "王小明".encode(), b"task_1", b"court"):
        assert hidden not in files[COPY]
        assert hidden not in told
    assert account.encode() in files["proofs/0-device_registered.json"]


def test_the_proof_stays_as_it_was(filmed: str, settings: Settings, tmp_path: Path) -> None:
    bundle = exported(filmed, tmp_path)
    outcome = judge(bundle, verifier_key())
    assert {one.weight for one in outcome.findings} <= {"gap", "note"}
    files = inside(bundle)
    settings.MINGJING_DEMO = False
    without = inside(exported(filmed, tmp_path))
    assert set(files) - set(without) == {COPY}
    for name in set(without) - {"README.md"}:
        assert files[name] == without[name], name
    assert COPY in files["README.md"].decode()
    assert "no certificate is set" in without["README.md"].decode()


@pytest.mark.parametrize("place", [-1, -200, -700])
def test_a_flipped_byte_of_the_scene_is_found(filmed: str, tmp_path: Path, place: int) -> None:
    changed = bytearray(inside(exported(filmed, tmp_path))[COPY])
    changed[place] ^= 1
    state, _manifest, failed = read(bytes(changed))
    assert state == "Invalid"
    assert "assertion.bmffHash.mismatch" in failed


def test_who_trusts_the_authority_finds_the_copy_trusted(
    filmed: str, home: Path, tmp_path: Path
) -> None:
    copy = inside(exported(filmed, tmp_path))[COPY]
    chain = x509.load_pem_x509_certificates(demo_certificate(home, NOW).read_bytes())
    assert "not trusted" in chain[1].subject.rfc4514_string()
    assert read(copy, chain[1].public_bytes(Encoding.PEM))[0] == "Trusted"


def test_a_part_says_which_part_it_is(filmed: str, tmp_path: Path) -> None:
    files = inside(exported(filmed, tmp_path, public.Part(5, 6)))
    state, manifest, _failed = read(files[COPY])
    assert state == "Valid"
    said = assertion(manifest, "mingjing.recording")
    assert said["handed"] == {"from": 0, "to": 6, "links": 4, "segments": 2}
    assert said["links"] == 8


def test_without_a_certificate_the_bundle_says_so(
    filmed: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert public.signing_standing(NOW).is_ready
    late = public.signing_standing(NOW + timedelta(days=9999))
    assert late.state is SigningState.OUT_OF_TERM
    monkeypatch.setattr(credentials, "has_adapter", lambda: False)
    assert public.signing_standing(NOW).state is SigningState.NO_ADAPTER
    files = inside(exported(filmed, tmp_path))
    assert COPY not in files
    assert "未安装" in files["README.md"].decode()


def test_what_cannot_be_signed_leaves_the_bundle_whole(
    filmed: str, settings: Settings, tmp_path: Path
) -> None:
    settings.MINGJING_C2PA_TSA_URL = "http://127.0.0.1:9/nobody"
    bundle = exported(filmed, tmp_path)
    files = inside(bundle)
    assert COPY not in files
    assert "not signed" in files["README.md"].decode()
    assert judge(bundle, verifier_key()).verdict.exit_code == 1  # the stated gap, nothing else


@pytest.mark.parametrize("kind", ["p384", "ed25519", "rsa"])
def test_the_operators_own_certificate_signs(
    filmed: str, settings: Settings, tmp_path: Path, kind: str
) -> None:
    chain, key = issued(tmp_path, kind)
    settings.MINGJING_C2PA_CHAIN, settings.MINGJING_C2PA_KEY = str(chain), str(key)
    standing = public.signing_standing(NOW)
    assert standing.is_ready
    assert standing.certificate is not None
    assert not standing.certificate.is_demo
    assert read(inside(exported(filmed, tmp_path))[COPY])[0] == "Valid"


def test_a_key_of_another_certificate_is_told(
    filmed: str, settings: Settings, tmp_path: Path
) -> None:
    chain, _key = issued(tmp_path, "p384")
    settings.MINGJING_C2PA_CHAIN = str(chain)
    settings.MINGJING_C2PA_KEY = str(issued(tmp_path / "other", "p384")[1])
    assert public.signing_standing(NOW).state is SigningState.UNUSABLE
    Path(settings.MINGJING_C2PA_KEY).write_text("no key")
    assert public.signing_standing(NOW).state is SigningState.UNUSABLE


def test_the_settings_go_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read_signing().chain == ""
    chain = tmp_path / "chain.pem"
    chain.write_text("x")
    monkeypatch.setenv("MINGJING_C2PA_CHAIN", str(chain))
    with pytest.raises(SettingWrong, match="MINGJING_C2PA_KEY"):
        read_signing()
    monkeypatch.setenv("MINGJING_C2PA_KEY", str(tmp_path / "absent"))
    with pytest.raises(SettingWrong, match="absent"):
        read_signing()
    monkeypatch.setenv("MINGJING_C2PA_KEY", str(chain))
    monkeypatch.setenv("MINGJING_C2PA_TSA_URL", "not an address")
    with pytest.raises(SettingWrong, match="TSA_URL"):
        read_signing()


def test_the_page_says_whether_and_by_whom(
    filmed: str, settings: Settings, page_client: PageClient, tmp_path: Path
) -> None:
    page_client.sign_in("sun")
    address = f"/evidence/{filmed}/"
    assert "不受信任" in page_client.get(address).content.decode()
    chain, key = issued(tmp_path, "p384")
    settings.MINGJING_C2PA_CHAIN, settings.MINGJING_C2PA_KEY = str(chain), str(key)
    assert "City of Linjiang" in page_client.get(address).content.decode()
    settings.MINGJING_C2PA_CHAIN, settings.MINGJING_DEMO = "", False
    assert "未设置证书" in page_client.get(address).content.decode()


def test_a_witness_speaks_for_an_exported_bundle(
    filmed: str, settings: Settings, tmp_path: Path
) -> None:
    witness = AskedWitness(make_store(tmp_path / "court", "court.example/w1", [verifier_key()]))
    asked = [witness.store.key.vkey()]
    bundle = exported(filmed, tmp_path)
    before = judge(bundle, verifier_key(), witnesses=asked)
    assert "not_cosigned" in {one.code for one in before.findings}
    with served(witness) as address:
        settings.MINGJING_WITNESSES = (address,)
        sequence(NOW)
        cosign(NOW)
    after = judge(exported(filmed, tmp_path), verifier_key(), witnesses=asked)
    codes = {one.code for one in after.findings}
    assert "cosigned" in codes
    assert not codes & {"not_cosigned", "cosignature_wrong"}


def issued(folder: Path, kind: str) -> tuple[Path, Path]:
    """A chain as an authority would give it to the operator, and its key."""
    folder.mkdir(exist_ok=True)
    makers: dict[str, Callable[[], Any]] = {
        "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
        "rsa": lambda: rsa.generate_private_key(65537, 2048),
    }
    own = makers[kind]()
    authority = ec.generate_private_key(ec.SECP256R1())
    root = demo._signed(demo._AUTHORITY, authority, authority, NOW)
    organisation = x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "City of Linjiang")
    leaf = (
        x509.CertificateBuilder(subject_name=x509.Name([organisation]))
        .issuer_name(root.subject)
        .public_key(own.public_key())
        .serial_number(7)
        .not_valid_before(root.not_valid_before_utc)
        .not_valid_after(root.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(False, None), critical=True)
        .add_extension(demo._usage(is_authority=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([x509.ObjectIdentifier(PURPOSE_OF[kind])]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
        .sign(authority, SHA256())
    )
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))
    key.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return chain, key
