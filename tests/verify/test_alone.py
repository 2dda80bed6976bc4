# SPDX-License-Identifier: Apache-2.0
"""The verifier stands alone: standard library and `cryptography`, nothing of the server."""

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools.verifier import build

import mingjing_verify
from mingjing_verify import cli
from mingjing_verify.canonical import formats
from mingjing_verify.findings import words
from mingjing_verify.page import page_html
from tests.verify.attacks import VKEY
from tests.verify.bundles import make_case, zip_bytes
from tests.verify.reference_recorder import GAPS, PLAIN

PACKAGE = Path(mingjing_verify.__file__).parent


def test_it_imports_nothing_of_the_server() -> None:
    allowed = {"cryptography", "mingjing_verify", *sys.stdlib_module_names}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.partition(".")[0] in allowed, f"{file.name} imports {name}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    build(folder)
    return folder


def run(built: Path, *arguments: str, where: Path) -> subprocess.CompletedProcess[str]:
    """The zipapp with an interpreter that sees no checkout: another machine, as near as can be."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    block = "import sys; sys.modules['mingjing'] = None; sys.modules['django'] = None; "
    start = f"import runpy; sys.argv[0] = 'x'; runpy.run_path({str(built)!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-P", "-c", block + start, *arguments],
        cwd=where,
        env=environment | {"LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_zipapp_judges_on_its_own(built: Path, tmp_path: Path) -> None:
    pyz = built / "mingjing-verify.pyz"
    assert not [n for n in zipfile.ZipFile(pyz).namelist() if "__pycache__" in n]
    bundle = tmp_path
    for name, plan, code, word in (
        ("plain", PLAIN, 0, "whole"),
        ("gaps", GAPS, 1, "incomplete"),
    ):
        bundle = tmp_path / f"{name}.zip"
        bundle.write_bytes(zip_bytes(make_case(plan).files()))
        told = run(pyz, str(bundle), "--key", VKEY, where=tmp_path)
        assert told.returncode == code, told.stderr
        assert words()["verdicts"][word]["zh"] in told.stdout
    broken = bytearray(bundle.read_bytes())
    broken[broken.index(make_case(GAPS).lines[4].body) + 9] ^= 1
    bundle.write_bytes(broken)
    told = run(pyz, str(bundle), "--key", VKEY, "--lang", "en", where=tmp_path)
    assert told.returncode == 2
    assert "Link 4" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 64), (("--nonsense",), 64), (("x.zip", "--lang", "fr"), 64), (("nothing.zip",), 3),
     (("x.zip", "--key", "no-such-file"), 64), (("log", "no-such-folder"), 3)],
)  # fmt: skip
def test_a_wrong_call_is_no_verdict(arguments: tuple[str, ...], code: int, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "mingjing_verify", *arguments], cwd=tmp_path, check=False,
        capture_output=True,
    )  # fmt: skip
    assert told.returncode == code


def test_a_fault_of_the_verifier_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(cli, "judge", fail)
    assert cli.main(["bundle.zip"]) == 70


def test_the_zipapp_can_write_the_page(built: Path, tmp_path: Path) -> None:
    told = run(built / "mingjing-verify.pyz", "--page", "page.html", where=tmp_path)
    assert told.returncode == 0, told.stderr
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert written == page_html() == (built / "mingjing-verify.html").read_text(encoding="utf-8")


def test_the_page_names_no_outside_resource() -> None:
    page = page_html()
    assert "http://" not in page
    assert "https://" not in page
    assert "import " not in page.replace("key_import", "").split("<script")[1].split("/*")[0]


def test_every_word_is_there_in_both_languages() -> None:
    table = words()
    for name, part in table.items():
        if name == "spdx":
            continue
        for entry in part.values():
            assert entry["zh"]
            assert entry["en"]
    for kind in ("reasons", "labels"):
        field = {"reasons": ("gap", "reason"), "labels": ("mark", "label")}[kind]
        assert set(table[kind]) == set(formats()["says"][field[0]][field[1]][1].split("|"))
    assert set(table["states"]) == set(formats()["bundle"]["state"][1].split("|"))
    assert set(table["absences"]) == set(formats()["line_absent"]["absent"][1].split("|"))
