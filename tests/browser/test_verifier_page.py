# SPDX-License-Identifier: Apache-2.0
"""The offline page says what the Python verifier says, word for word, over the tamper suite."""

import base64
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from playwright.sync_api import Browser, Page

from mingjing_verify.findings import words
from mingjing_verify.judge import Outcome, judge
from mingjing_verify.page import page_html
from mingjing_verify.tell import tell_copy, tell_facts, tell_finding, tell_said
from tests.architecture.house import ROOT
from tests.verify.attacks import VKEY, Trial, all_trials, honest
from tests.verify.bundles import Files, make_case, write_folder, zip_bytes
from tests.verify.copies import COPY_TRIALS, Copy, CopyTrial
from tests.verify.reference_recorder import PLAIN
from tests.verify.sayings import SAID, SAYINGS, with_sayings
from tests.verify.stampings import REPLY, STAMPINGS, copy
from tests.verify.tokens import CHAINS, GIVEN, METHODS, PEM, SOUND, WRONGS, Reply
from tests.verify.witnessings import WITNESSINGS, Witnessing

pytestmark = pytest.mark.browser
JUDGE = """async ({zip, key, witnesses = "", trusted = []}) => {
  const bytesOf = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const given = trusted.map(bytesOf);
  const told = await mingjing.judge(new Blob([bytesOf(zip)]), key, () => {}, witnesses, given);
  const lines = (lang) => told.findings.map((one) => mingjing.tellFinding(one, lang));
  const facts = told.facts.recording ? mingjing.factRows(told.facts, "zh") : [];
  const isCopy = told.facts.kind === "redacted copy";
  const copy = isCopy ? mingjing.tellCopy(told.facts, "zh", told.exit < 2) : [];
  return {...told, lines: {zh: lines("zh"), en: lines("en")}, rows: facts, copy};
}"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "mingjing-verify.html"
    path.write_text(page_html(), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, saved: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.append(request.url) if not request.url.startswith(
        ("file:", "blob:", "data:")) else None)  # fmt: skip
    page.goto(saved.as_uri())
    yield page
    assert errors == []
    context.close()


def judged_in_page(page: Page, files: Files, key: str, method: int) -> dict[str, Any]:
    packed = base64.b64encode(zip_bytes(files, method=method)).decode()
    told: dict[str, Any] = page.evaluate(JUDGE, {"zip": packed, "key": key})
    return told


def _agreed(
    page: Page, trial: Trial | CopyTrial, method: int, folder: Path
) -> tuple[Outcome, dict[str, Any]]:
    """What the command and the page say of a bundle, word by word the same."""
    files = trial.make()
    outcome = judge(write_folder(files, folder), trial.key)
    told = judged_in_page(page, files, trial.key, method)
    ours = json.loads(json.dumps(outcome.as_json()))
    assert {name: told[name] for name in ours} == ours, trial.name
    for lang in ("zh", "en"):
        assert told["lines"][lang] == [tell_finding(f, lang) for f in outcome.findings]
    if outcome.facts:
        assert told["rows"] == [list(row) for row in tell_facts(outcome.facts, "zh")]
    return outcome, told


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_page_and_command_agree_over_the_tamper_suite(
    page: Page, method: int, tmp_path: Path
) -> None:
    for number, trial in enumerate(all_trials()):
        _agreed(page, trial, method, tmp_path / str(number))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_page_and_command_agree_over_redacted_copies(
    page: Page, method: int, tmp_path: Path
) -> None:
    for number, trial in enumerate(COPY_TRIALS):
        outcome, told = _agreed(page, trial, method, tmp_path / str(number))
        if outcome.facts:
            is_proven = outcome.verdict.exit_code < 2
            assert told["copy"] == list(tell_copy(outcome.facts, "zh", is_proven=is_proven))


def test_the_page_hashes_films_of_any_length(page: Page) -> None:
    """Around the ends of a block, where padding goes wrong, and in parts of odd length."""
    for length in (1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 100_003):
        copy = Copy(film=bytes(at * 7 % 251 for at in range(length))).enter_all()
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            assert judged_in_page(page, copy.files(), VKEY, method)["verdict"] == "whole", length


@pytest.mark.parametrize("one", WITNESSINGS, ids=lambda one: one.name)
def test_page_and_command_say_the_same_of_witnesses(
    page: Page, one: Witnessing, tmp_path: Path
) -> None:
    files = one.make()
    outcome = judge(write_folder(files, tmp_path / "bundle"), VKEY, witnesses=one.witnesses)
    packed = base64.b64encode(zip_bytes(files)).decode()
    asked = {"zip": packed, "key": VKEY, "witnesses": "\n".join(("# asked", *one.witnesses))}
    told = page.evaluate(JUDGE, asked)
    ours = json.loads(json.dumps(outcome.as_json()))
    assert {name: told[name] for name in ours} == ours
    assert told["lines"]["zh"] == [tell_finding(f, "zh") for f in outcome.findings]


def test_page_and_command_say_the_same_of_timestamps(page: Page, tmp_path: Path) -> None:
    for number, one in enumerate(STAMPINGS):
        outcome = judge(write_folder(one.make(), tmp_path / str(number)), VKEY)
        told = judged_in_page(page, one.make(), VKEY, zipfile.ZIP_STORED)
        ours = json.loads(json.dumps(outcome.as_json()))
        assert {name: told[name] for name in ours} == ours, one.name
        assert told["lines"]["zh"] == [tell_finding(f, "zh") for f in outcome.findings]


@pytest.mark.parametrize("part", [METHODS, WRONGS, CHAINS], ids=["methods", "wrong", "chains"])
def test_page_and_command_judge_each_timestamp_alike(
    page: Page, part: tuple[Reply, ...], tmp_path: Path
) -> None:
    for number, one in enumerate(part):
        files, trusted = one.files(), [one.trusted] if one.trusted else []
        outcome = judge(write_folder(files, tmp_path / str(number)), VKEY, authorities=trusted)
        given = [base64.b64encode(data).decode() for data in trusted]
        packed = base64.b64encode(zip_bytes(files)).decode()
        told = page.evaluate(JUDGE, {"zip": packed, "key": VKEY, "trusted": given})
        ours = json.loads(json.dumps(outcome.as_json()))
        assert {name: told[name] for name in ours} == ours, one.name
        for lang in ("zh", "en"):
            assert told["lines"][lang] == [tell_finding(f, lang) for f in outcome.findings]


def test_page_and_command_tell_the_same_names_beside_the_proof(page: Page, tmp_path: Path) -> None:
    for number, (content, _) in enumerate(SAYINGS.values()):
        files = with_sayings(content)
        outcome = judge(write_folder(files, tmp_path / str(number)), VKEY)
        told = judged_in_page(page, files, VKEY, zipfile.ZIP_STORED)
        assert told["facts"] == json.loads(json.dumps(outcome.facts))
        rows = page.evaluate("(facts) => mingjing.saidRows(facts, 'zh')", told["facts"])
        assert rows == [list(row) for row in tell_said(outcome.facts, "zh")]


def test_page_and_command_judge_changed_timestamps_alike(page: Page, tmp_path: Path) -> None:
    """Any byte, anywhere in the reply: both readers of DER refuse the same, in the same words."""
    files = Reply("", SOUND, "").files()
    sound = files[REPLY]
    for number in range(200):
        chance = sha256(b"%d" % number).digest()
        at = int.from_bytes(chance[:4]) % len(sound)
        put = bytes([sound[at] ^ 1 << chance[4] % 8]) + chance[5 : 5 + number % 3]
        changed = files | {REPLY: sound[:at] + put + sound[at + len(put) :]}
        outcome = judge(write_folder(changed, tmp_path / str(number)), VKEY, authorities=[PEM])
        given = [base64.b64encode(PEM).decode()]
        packed = base64.b64encode(zip_bytes(changed)).decode()
        told = page.evaluate(JUDGE, {"zip": packed, "key": VKEY, "trusted": given})
        assert told["findings"] == json.loads(json.dumps(outcome.as_json()))["findings"], (at, put)


@pytest.mark.parametrize("given", GIVEN, ids=lambda one: one[0])
def test_page_and_command_read_the_same_certificates(
    page: Page, given: tuple[str, bytes, tuple[str, ...]], tmp_path: Path
) -> None:
    _, data, codes = given
    files = make_case(PLAIN).files()
    outcome = judge(write_folder(files, tmp_path), VKEY, authorities=[data])
    asked = {"zip": base64.b64encode(zip_bytes(files)).decode(), "key": VKEY}
    told = page.evaluate(JUDGE, asked | {"trusted": [base64.b64encode(data).decode()]})
    assert tuple(one["code"] for one in told["findings"]) == codes
    assert tuple(one.code for one in outcome.findings) == codes


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b[: len(b) // 2],
        lambda b: b"not a zip",
        lambda b: b"",
        lambda b: b.replace(b"bundle.json", b"bundle.jsom"),
    ],
)
def test_page_and_command_refuse_what_is_no_bundle(page: Page, change: Any, tmp_path: Path) -> None:
    raw = change(zip_bytes(honest().files()))
    path = tmp_path / "bundle.zip"
    path.write_bytes(raw)
    packed = base64.b64encode(raw).decode()
    told = page.evaluate(JUDGE, {"zip": packed, "key": VKEY})
    assert told["exit"] == judge(path, VKEY).verdict.exit_code == 3


def test_a_judge_uses_it_with_the_keyboard(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zip_bytes(make_case(PLAIN).files()))
    page.set_input_files("#file", str(path))
    page.focus("#key")
    page.keyboard.insert_text(VKEY)
    for _ in ("witnesses", "certificates", "run"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading = page.locator("#outcome h2")
    heading.wait_for()
    assert heading.inner_text() == words()["verdicts"]["whole"]["zh"]
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.click("#lang")
    assert page.locator("#outcome h2").inner_text() == words()["verdicts"]["whole"]["en"]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_redacted_copy_is_shown_as_one(page: Page, width: int, tmp_path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    path = tmp_path / "copy.zip"
    path.write_bytes(zip_bytes(copy()))
    page.set_input_files("#file", str(path))
    page.fill("#key", VKEY)
    page.click("#run")
    heading = page.locator("#outcome h2")
    heading.wait_for()
    assert heading.inner_text() == words()["copy_verdicts"]["whole"]["zh"]
    told = page.locator("#outcome").inner_text()
    assert "未成年人 (2)" in told
    assert words()["headings"]["copy_limits"]["zh"] in told
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {axe} }}")
    assert page.evaluate("async () => (await axe.run()).violations.map((v) => v.id)") == []
    page.click("#lang")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_gives_the_certificate_of_an_authority(
    page: Page, width: int, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    (tmp_path / "bundle.zip").write_bytes(zip_bytes(Reply("", SOUND, "").files()))
    (tmp_path / "root.pem").write_bytes(PEM)
    page.set_input_files("#file", str(tmp_path / "bundle.zip"))
    page.fill("#key", VKEY)
    page.click("#run")
    page.locator("#outcome h2").wait_for()
    assert "由您判断" in page.locator("#outcome").inner_text()
    page.set_input_files("#tsa", str(tmp_path / "root.pem"))
    page.click("#run")
    page.get_by_text("其证书可追溯到您提供的证书（C=CN, CN=测试根）").wait_for()
    page.click("#lang")
    assert "existed before 2026-" in page.locator("#outcome").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_dropped_file_is_judged(page: Page) -> None:
    packed = base64.b64encode(zip_bytes(honest().files())).decode()
    page.evaluate(
        """(zip) => {
          const bytes = Uint8Array.from(atob(zip), (char) => char.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "dropped.zip"));
          document.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer}));
        }""",
        packed,
    )
    page.locator("#outcome h2").wait_for()
    assert page.locator("#outcome").get_attribute("data-verdict") == "incomplete"
    assert "人为暂停" in page.locator("#outcome").inner_text()


def test_it_says_when_the_browser_lacks_ed25519(browser: Browser, saved: Path) -> None:
    page = browser.new_page()
    page.add_init_script(
        "SubtleCrypto.prototype.importKey = async () => { throw new DOMException('no'); };"
    )
    page.goto(saved.as_uri())
    page.locator("#outcome h2").wait_for()
    assert "Ed25519" in page.locator("#outcome").inner_text()
    assert page.locator("#outcome").get_attribute("data-verdict") == "not_judged"
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_accessible(page: Page, width: int, scheme: Any, tmp_path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    path = tmp_path / "bundle.zip"
    path.write_bytes(zip_bytes(with_sayings(rfc8785.dumps(SAID), honest().files)))
    page.set_input_files("#file", str(path))
    page.click("#run")
    page.locator("#outcome h2").wait_for()
    assert "临江市市场监督管理局" in page.locator("#outcome").inner_text()
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {axe} }}")
    found = page.evaluate("async () => (await axe.run()).violations.map((v) => v.id)")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
