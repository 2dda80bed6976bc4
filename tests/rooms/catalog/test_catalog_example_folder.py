# SPDX-License-Identifier: Apache-2.0
"""Reading an example folder: each way to be wrong names the file, the key and what to do."""

from pathlib import Path

import pytest

from mingjing.catalog.public import load_example
from mingjing.catalog.types.refusals import (
    ExampleFileMissing,
    ExampleFileOutside,
    ExampleKeyInvalid,
    ExampleKeyMissing,
    ExampleUnreadable,
    MappingMissing,
)
from mingjing.kernel.errors import PlatformError


def changed(town: Path, old: str, new: str) -> Path:
    toml = town / "example.toml"
    text = toml.read_text(encoding="utf-8")
    assert old in text
    toml.write_text(text.replace(old, new), encoding="utf-8")
    return town


def test_it_reads_the_folder_whole(town: Path) -> None:
    example = load_example(town)
    assert (example.id, example.is_synthetic, example.region) == ("harbourton", True, "330100")
    assert example.agency.name.en == "Harbourton Health Office"
    assert [spec.id for spec in example.resources] == ["inspections", "hotline"]
    assert example.resource("nothing") is None
    severity = example.resources[0].maps[2].value("severity")
    assert severity is not None
    assert severity.mapping == (("H1", "critical"), ("H2", "serious"), ("T3", "minor"))


def test_it_hands_sections_of_other_rooms_on_read_only(town: Path) -> None:
    toml = town / "example.toml"
    toml.write_text(toml.read_text() + "\n[other]\nbudget = 5\nlanes = [{ name = 'risk' }]\n")
    plan = load_example(town).extra["other"]
    assert (plan["budget"], plan["lanes"][0]["name"]) == (5, "risk")
    with pytest.raises(TypeError):
        plan["budget"] = 6


def test_a_row_stands_in_its_providers_region_unless_the_mapping_says_so(town: Path) -> None:
    toml = town / "example.toml"
    text = toml.read_text(encoding="utf-8").replace("XX-HBT", "330100")
    toml.write_text(text.replace('region = { value = "330100" }\n', ""), encoding="utf-8")
    maps = {spec.table: spec for spec in load_example(town).resources[0].maps}
    given = maps["premises"].value("region")
    assert given is not None
    assert given.constant == "330100"
    assert maps["visit"].value("region") is None


def test_it_gives_files_of_the_folder_only(town: Path) -> None:
    example = load_example(town)
    assert example.path_of("violations.csv") == (town / "violations.csv").resolve()
    with pytest.raises(ExampleFileMissing):
        example.path_of("nothing.csv")
    with pytest.raises(ExampleFileOutside):
        example.path_of("../../etc/passwd")


@pytest.mark.parametrize(
    ("old", "new", "refusal", "words"),
    [
        ('id = "harbourton"', "", ExampleKeyMissing, "example.id"),
        ("is_synthetic = true", "is_synthetic = 1", ExampleKeyInvalid, "example.is_synthetic"),
        ("is_synthetic = true", "", ExampleKeyMissing, "example.is_synthetic"),
        ('agency = "health"', 'agency = "nobody"', ExampleKeyInvalid, "health, hotline"),
        ('licence = "Apache-2.0"', 'license = "?"', ExampleKeyInvalid, "example.license"),
        ('provider = "hotline"', 'provider = "x"', ExampleKeyInvalid, "resources.hotline.provider"),
        ('lead_source = "hotline"', 'lead_source = "x"', ExampleKeyInvalid, "lead_source"),
        ('file = "data/hotline.csv"', "", ExampleKeyMissing, "resources.hotline.file"),
        ("data/hotline.csv", "data/calls.csv", ExampleFileMissing, "data/calls.csv"),
        ("data/hotline.csv", "../hotline.csv", ExampleFileOutside, "../hotline.csv"),
        ("standards/hotline.odcs.yaml", "x.yaml", ExampleFileMissing, "resources.hotline.standard"),
        ("resources.hotline.map", "resources.hotline.maps", ExampleKeyInvalid, "hotline.maps"),
        ('file = "violations.csv"', 'file = "gone.csv"', ExampleFileMissing, "codes.file"),
        ('from = "code"', 'from = "kode"', ExampleKeyInvalid, "code, grade"),
        ("[agencies.health]", "[agencies.health", ExampleUnreadable, "line"),
        ('name = { zh = "哈伯顿市卫生局", en', "name = { en", ExampleKeyMissing, "name.zh"),
        ("title = {", "title = 3\nsubtitle = {", ExampleKeyInvalid, "title"),
    ],
)
def test_it_refuses_by_name(
    town: Path, old: str, new: str, refusal: type[PlatformError], words: str
) -> None:
    with pytest.raises(refusal) as caught:
        load_example(changed(town, old, new))
    assert words in caught.value.text("en")
    assert "example.toml" in caught.value.text("en")
    assert caught.value.remedy("zh")


def test_it_refuses_a_folder_without_a_description(tmp_path: Path) -> None:
    with pytest.raises(ExampleUnreadable):
        load_example(tmp_path)


def test_it_refuses_a_description_that_is_no_utf_8(town: Path) -> None:
    (town / "example.toml").write_bytes("[example]\nid = '检查'".encode("gb18030"))
    with pytest.raises(ExampleUnreadable):
        load_example(town)


def test_it_refuses_a_code_list_that_is_no_utf_8(town: Path) -> None:
    (town / "violations.csv").write_bytes("code,grade\n鼠,critical".encode("gb18030"))
    with pytest.raises(ExampleUnreadable) as refusal:
        load_example(town)
    assert "violations.csv" in refusal.value.text("en")


def test_it_refuses_a_resource_without_a_mapping(town: Path) -> None:
    toml = town / "example.toml"
    head, _, _ = toml.read_text(encoding="utf-8").partition("[[resources.hotline.map]]")
    toml.write_text(head, encoding="utf-8")
    with pytest.raises(MappingMissing):
        load_example(town)


def test_it_refuses_a_folder_without_resources(town: Path) -> None:
    toml = town / "example.toml"
    head, _, _ = toml.read_text(encoding="utf-8").partition("[resources.inspections]")
    toml.write_text(head + "[resources]\n", encoding="utf-8")
    with pytest.raises(ExampleKeyMissing):
        load_example(town)
