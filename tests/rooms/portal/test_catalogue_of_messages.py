# SPDX-License-Identifier: Apache-2.0
"""The message tool finds each fault, and the parts become one compiled catalogue."""

import gettext
from pathlib import Path

import pytest
from tools import messages as tool

from mingjing.entry import messages

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package with one template, and an empty folder of parts."""
    (tmp_path / "parts").mkdir()
    templates = tmp_path / "src" / "catalog" / "templates"
    templates.mkdir(parents=True)
    (templates / "list.html").write_text(
        '{% translate "Rows" %}{% include "x.html" with title=_("Grade") %}'
        "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
        '{% translate "Name" context "person" %}',
        encoding="utf-8",
    )
    (tmp_path / "src" / "catalog" / "forms.py").write_text('_("File")\npgettext("law", "Act")\n')
    for module in (messages, tool):
        monkeypatch.setattr(module, "PARTS", tmp_path / "parts")
    monkeypatch.setattr(messages, "COMPILED", tmp_path / "django.mo")
    monkeypatch.setattr(tool, "PACKAGE", tmp_path / "src")
    return tmp_path


def _part(tree: Path, room: str, *pairs: tuple[str, str]) -> None:
    body = "".join(f'msgid "{english}"\nmsgstr "{chinese}"\n\n' for english, chinese in pairs)
    (tree / "parts" / f"{room}.po").write_text(HEAD + body, encoding="utf-8")


def test_it_reads_templates_and_python(tree: Path) -> None:
    found = {(text.context, text.msgid, text.plural) for text in tool.texts()}
    assert found == {
        ("", "Rows", ""),
        ("", "Grade", ""),
        ("", "%(n)s row", "%(n)s rows"),
        ("person", "Name", ""),
        ("", "File", ""),
        ("law", "Act", ""),
    }


def test_it_adds_what_no_part_has(tree: Path) -> None:
    _part(tree, "portal", ("Rows", "行数"))
    assert tool.add("catalog") == 5
    assert tool.add("catalog") == 0


def test_it_names_missing_and_unused_texts(tree: Path) -> None:
    _part(tree, "catalog", ("Rows", "行数"), ("Gone", "没了"))
    found = "\n".join(tool.problems())
    assert "unused 'Gone'" in found
    assert "not in any part: 'Grade'" in found


def test_it_removes_unused_texts(tree: Path) -> None:
    _part(tree, "catalog", ("Rows", "行数"), ("Gone", "没了"))
    assert tool.prune("catalog") == 1
    assert "unused" not in "\n".join(tool.problems())


@pytest.mark.parametrize(
    ("chinese", "fault"),
    [("", "no translation"), ("rows", "not in Chinese"), ("行数 %(n)s", "placeholders differ")],
)
def test_it_names_a_bad_translation(tree: Path, chinese: str, fault: str) -> None:
    _part(tree, "catalog", ("Rows", chinese))
    assert fault in "\n".join(tool.problems())


def test_it_names_a_contradiction(tree: Path) -> None:
    _part(tree, "catalog", ("Rows", "行数"))
    _part(tree, "portal", ("Rows", "记录数"))
    assert "translated differently in catalog and portal" in "\n".join(tool.problems())
    with pytest.raises(ValueError, match="differently"):
        messages.compile_messages()


def test_a_text_that_is_not_written_out_is_refused(tree: Path) -> None:
    (tree / "src" / "catalog" / "forms.py").write_text("_(name)\n")
    with pytest.raises(ValueError, match="literal"):
        tool.texts()


def test_parts_become_one_catalogue_once(tree: Path) -> None:
    _part(tree, "catalog", ("Rows", "行数"))
    _part(tree, "portal", ("Rows", "行数"), ("Grade", "等级"))
    assert messages.compile_messages()
    assert not messages.compile_messages()
    with (tree / "django.mo").open("rb") as stream:
        made = gettext.GNUTranslations(stream)
    assert made.gettext("Rows") == "行数"
    assert made.gettext("Grade") == "等级"
