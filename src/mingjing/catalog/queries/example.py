# SPDX-License-Identifier: Apache-2.0
"""Reading an example folder (读取样例文件夹): `example.toml`, its code lists, its files.

Nothing of the folder is run: it holds words, and the mapping compiler decides what they become.
"""

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mingjing.catalog.rules.canonical import TABLES
from mingjing.catalog.rules.entries import read_entry
from mingjing.catalog.rules.reading import check_duplicates, read_maps
from mingjing.catalog.rules.section import Section
from mingjing.catalog.types.example import AgencySpec, Example, MapSpec, ResourceSpec
from mingjing.catalog.types.refusals import (
    ExampleFileMissing,
    ExampleFileOutside,
    ExampleKeyInvalid,
    ExampleUnreadable,
    MappingMissing,
)

FILE_NAME = "example.toml"
_OWN = {"example", "agencies", "resources"}
_ID = "lower-case letters, digits, underscore"


def load_example(folder: Path) -> Example:
    """An example folder, read and checked as a whole.

    Raises: ExampleUnreadable, ExampleKeyMissing, ExampleKeyInvalid, ExampleFileMissing,
    ExampleFileOutside, EntryIncomplete, ConditionsMissing, MappingMissing, TableUnknown,
    ColumnUnknown, RequiredColumnUnmapped, DuplicateRuleInvalid.
    """
    path = folder / FILE_NAME
    whole = Section(_parsed(path), file=str(path), where="")
    head = whole.section("example")
    head.only({"id", "title", "licence", "source", "is_synthetic", "region", "agency"})
    region = head.text("region", "a division code (GB/T 2260), or a local one such as US-IL-CHI")
    agencies = _agencies(whole, region)
    agency = head.text("agency", "a key of [agencies]: who enforces")
    _demand_agency(head, "agency", agency, agencies)
    resources = _resources(whole, folder, agencies)
    check_duplicates({spec.id: spec.maps for spec in resources}, file=str(path))
    return Example(
        folder=folder,
        id=head.text("id", _ID),
        title=head.bilingual("title", '{ zh = "…", en = "…" }'),
        licence=head.text("licence", "under which terms the files may be used"),
        source=head.text("source", "where the files come from"),
        is_synthetic=head.truth("is_synthetic"),
        region=region,
        agency=agencies[agency],
        agencies=tuple(agencies.values()),
        resources=resources,
        extra=_frozen({k: v for k, v in whole.values.items() if k not in _OWN}),
    )


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ExampleUnreadable(file=str(path), cause="no such file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExampleUnreadable(file=str(path), cause=str(error)) from error


def _agencies(whole: Section, region: str) -> dict[str, AgencySpec]:
    found = {}
    table = whole.section("agencies")
    for key in table.values:
        section = table.section(key)
        section.only({"name", "region", "usc_code", "short"})
        found[key] = AgencySpec(
            key=key,
            name=section.bilingual("name", '{ zh = "…", en = "…" }'),
            region=section.text("region", "a division code", region),
            usc_code=section.text("usc_code", "18 characters", ""),
            short=section.text("short", "a few characters, such as 临市监", ""),
        )
    return found


def _demand_agency(
    section: Section, key: str, named: str, agencies: Mapping[str, AgencySpec]
) -> None:
    if named not in agencies:
        raise section.wrong(key, "a key of [agencies]: " + ", ".join(agencies))


def _resources(
    whole: Section, folder: Path, agencies: Mapping[str, AgencySpec]
) -> tuple[ResourceSpec, ...]:
    table = whole.section("resources")
    if not table.values:
        raise whole.missing("resources", "at least one section [resources.<id>]")
    return tuple(_resource(table.section(name), name, folder, agencies) for name in table.values)


def _resource(
    section: Section, name: str, folder: Path, agencies: Mapping[str, AgencySpec]
) -> ResourceSpec:
    entry = read_entry(name, section.values, file=section.file)
    _demand_agency(section, "provider", entry.provider, agencies)
    _demand_agency(section, "lead_source", entry.lead_source, agencies)
    if "map" not in section.values:
        raise MappingMissing(file=section.file, resource=name)
    region = agencies[entry.provider].region
    mapping = tuple(
        _placed(_written_out(part.values, part.where, section.file, folder), region)
        for part in section.sections("map")
    )
    maps: tuple[MapSpec, ...] = read_maps(mapping, resource=name, file=section.file)
    return ResourceSpec(
        entry=entry,
        standard=_inside(section, "standard", folder),
        file=_inside(section, "file", folder),
        maps=maps,
        mapping=mapping,
    )


def _inside(section: Section, key: str, folder: Path) -> Path:
    """The file that a key names, which must exist inside the folder."""
    named = section.text(key, "a file of this folder")
    return _file(folder, named, file=section.file, key=section.key(key))


def _file(folder: Path, named: str, *, file: str, key: str) -> Path:
    path = (folder / named).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ExampleFileOutside(file=file, named=named)
    if not path.is_file():
        raise ExampleFileMissing(file=file, key=key, named=named)
    return path


def _written_out(value: Any, where: str, file: str, folder: Path) -> Any:  # TOML as read
    """The same mapping with each `codes = { file, from, to }` replaced by its `map`.

    So the stored mapping is whole, and its digest covers the code lists.
    """
    if isinstance(value, list):
        return [_written_out(item, where, file, folder) for item in value]
    if not isinstance(value, Mapping):
        return value
    written = {
        key: _written_out(item, f"{where}.{key}", file, folder)
        for key, item in value.items()
        if key != "codes" or not isinstance(item, Mapping)
    }
    if isinstance(value.get("codes"), Mapping):
        codes = Section(value["codes"], file=file, where=f"{where}.codes")
        written["map"] = {**_code_list(codes, folder), **written.get("map", {})}
    return written


def _placed(mapping: dict[str, Any], region: str) -> dict[str, Any]:  # TOML as read
    """The mapping with the provider's region where the table has one and nothing fills it."""
    table, columns = TABLES.get(str(mapping.get("table"))), mapping.get("columns")
    if table is None or not isinstance(columns, dict) or "region" in columns:
        return mapping
    if all(column.name != "region" for column in table.mappable):
        return mapping
    return mapping | {"columns": {"region": {"value": region}, **columns}}


def _code_list(section: Section, folder: Path) -> dict[str, str]:
    section.only({"file", "from", "to"})
    path = _inside(section, "file", folder)
    source, target = section.text("from", "a column"), section.text("to", "a column")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = (line for line in stream if not line.startswith("#"))
            rows = list(csv.DictReader(lines))
    except UnicodeDecodeError as error:
        raise ExampleUnreadable(file=str(path), cause=str(error)) from error
    for column in (source, target):
        if not rows or column not in rows[0]:
            raise ExampleKeyInvalid(
                file=section.file,
                key=section.where,
                value=column,
                hint=f"a column of {path.name}: " + ", ".join(rows[0] if rows else ()),
            )
    return {row[source]: row[target] for row in rows}


def _frozen(value: Any) -> Any:  # TOML as read, made read-only all the way down
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value
