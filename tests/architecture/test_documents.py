# SPDX-License-Identifier: Apache-2.0
"""Documents: generated pages are current, both READMEs say the same, links lead somewhere."""

import re
from pathlib import Path

from tools.reference import stale

from tests.architecture.house import ROOT

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_CODE = re.compile(r"```(?:sh|console)?\n(.*?)```", re.S)


def _pages() -> list[Path]:
    tops = ["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    return [ROOT / name for name in tops] + sorted((ROOT / "docs").rglob("*.md"))


def test_generated_pages_are_current() -> None:
    assert stale() == []


def test_links_lead_to_files() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in _pages()
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_both_readmes_have_the_same_commands_and_sections() -> None:
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    assert _CODE.findall(english) == _CODE.findall(chinese)
    levels = [re.findall(r"^(#+) ", text, re.M) for text in (english, chinese)]
    assert levels[0] == levels[1]


def test_no_page_names_a_path_of_a_machine() -> None:
    found = [
        str(page.relative_to(ROOT))
        for page in _pages()
        if re.search(r"(?<![\w/])/(work|root|home)/\w", page.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_decisions_have_their_four_parts() -> None:
    thin = [
        page.name
        for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))
        if not all(
            re.search(rf"^#+ .*{part}|^\*\*{part}", page.read_text(encoding="utf-8"), re.M | re.I)
            for part in ("status", "context", "decision", "consequences")
        )
    ]
    assert thin == []


def test_every_lock_file_is_there_and_is_renewed() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"requirements/(\w+\.lock)", recipes))
    renewed = set(re.findall(r"-o requirements/(\w+\.lock)", recipes))
    assert named == renewed == {path.name for path in (ROOT / "requirements").glob("*.lock")}
