# SPDX-License-Identifier: Apache-2.0
"""The lake (数据湖): keys of accepted, quarantined and canonical files, and what counts today.

A file counts only when a row of `Batch` names it. So a process that is killed between the files
and the row leaves files that nobody reads, and accepted data as it was.
"""

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mingjing.catalog.models import Batch, Resource
from mingjing.catalog.queries.compiling import RECORD
from mingjing.catalog.queries.current import State, register, settle, view_names
from mingjing.catalog.rules.reading import ordered_rules, read_maps
from mingjing.catalog.types.codes import Delivery
from mingjing.catalog.types.example import MapSpec
from mingjing.catalog.types.refusals import LakeFileMissing
from mingjing.engines.batch import BatchEngine
from mingjing.engines.durable import whole_file
from mingjing.engines.errors import ObjectMissing
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.kernel.canonical import digest

_KEPT_STATES = 3


def home() -> Path:
    """The state folder."""
    return Path(settings.MINGJING_HOME)


def objects() -> ObjectStore:
    """The store that holds the lake."""
    return open_objects(home() / "lake")


def good_key(resource_id: str, batch_id: str) -> str:
    """Key of the accepted rows of a batch."""
    return f"batches/{resource_id}/{batch_id}.parquet"


def bad_key(resource_id: str, batch_id: str) -> str:
    """Key of the quarantined rows of a batch."""
    return f"batches/{resource_id}/{batch_id}.quarantine.parquet"


def canonical_key(table: str, batch_id: str) -> str:
    """Key of what a batch brought to a canonical table."""
    return f"canonical/{table}/{batch_id}.parquet"


@contextmanager
def staging() -> Iterator[Path]:
    """A private folder for the work on one file; nothing of it remains."""
    folder = temporary_folder(home(), "intake")
    try:
        yield folder
    finally:
        remove_folder(folder)


@contextmanager
def stored(files: Mapping[str, Path]) -> Iterator[None]:
    """Put files into the lake before the block, and take them away when it fails."""
    store = objects()
    is_kept = False
    try:
        for key, path in files.items():
            store.put(key, path)
        yield
        is_kept = True
    finally:
        if not is_kept:
            for key in files:
                store.delete(key)


def orphans() -> tuple[str, ...]:
    """Keys of files that no batch names: of an intake that runs now, or was killed."""
    known = set(Batch.objects.values_list("batch_id", flat=True))
    keys = (key for prefix in ("batches", "canonical") for key in objects().list(prefix))
    return tuple(key for key in keys if key.rsplit("/", 1)[-1].split(".", 1)[0] not in known)


def local_file(store: ObjectStore, key: str) -> Path:
    """A file of an accepted batch.

    Raises: LakeFileMissing.
    """
    try:
        return store.local_path(key)
    except ObjectMissing as error:
        raise LakeFileMissing(path=key) from error


def current_batches() -> list[Batch]:
    """Batches that count today: deliveries in their order, each followed by its corrections."""
    found = Batch.objects.filter(replaced_by__isnull=True).defer("report", "mapping")
    rows = list(found.order_by("resource_id", "number"))
    numbers = {row.batch_id: row.number for row in rows}
    return sorted(
        rows,
        key=lambda row: (
            row.resource_id,
            numbers.get(row.corrects_id or "", row.number),
            row.number,
        ),
    )


def maps_of(resource: Resource) -> tuple[MapSpec, ...]:
    """The mappings of a listed resource."""
    return read_maps(resource.mapping, resource=resource.resource_id, file=resource.resource_id)


def canonical_version() -> str:
    """A digest that changes when, and only when, what counts in the lake changes."""
    batches = [row.batch_id for row in current_batches()]
    mappings = Resource.objects.order_by("resource_id").values_list("mapping_digest", flat=True)
    return digest({"batches": batches, "mappings": list(mappings)})


def state() -> State:
    """What the lake holds today."""
    batches = current_batches()
    store = objects()
    files: dict[str, list[Path]] = {}
    for batch in batches:
        for table in (RECORD, *dict.fromkeys(row["table"] for row in batch.tables)):
            key = canonical_key(table, batch.batch_id)
            files.setdefault(table, []).append(local_file(store, key))
    resources = list(Resource.objects.order_by("resource_id"))
    maps = {row.resource_id: maps_of(row) for row in resources}
    return State(
        files={table: tuple(paths) for table, paths in files.items()},
        ranks=_ranks(batches, resources),
        rules=ordered_rules(maps, file="catalog"),
    )


def _ranks(batches: list[Batch], resources: list[Resource]) -> tuple[str, ...]:
    """All batches in order, when an incremental resource has several; else nothing to decide."""
    growing = {row.resource_id for row in resources if row.delivery == Delivery.INCREMENTAL.value}
    counts = [sum(batch.resource_id == name for batch in batches) for name in growing]
    return tuple(row.batch_id for row in batches) if any(n > 1 for n in counts) else ()


def cache() -> Path:
    """The folder of what is derived from the lake and may be deleted."""
    return home() / "cache" / "catalog"


def canonical_files() -> dict[str, tuple[Path, ...]]:
    """Files behind each canonical view, as of now."""
    target = cache() / canonical_version()
    manifest = target / "manifest.json"
    known = _stored_files(manifest)
    if known is not None:
        return known
    files = settle(state(), target, home())
    with whole_file(manifest) as draft:
        paths = {name: [str(path) for path in found] for name, found in files.items()}
        draft.write_text(json.dumps(paths), encoding="utf-8")
    _forget_old(target)
    return files


def _stored_files(manifest: Path) -> dict[str, tuple[Path, ...]] | None:
    """What a manifest says; none when it is not there, or tells of files that are gone."""
    try:
        stored = json.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = {name: tuple(Path(path) for path in paths) for name, paths in stored.items()}
    is_whole = all(path.is_file() for paths in files.values() for path in paths)
    return files if is_whole else None


def canonical_views(engine: BatchEngine, tables: Collection[str] | None = None) -> tuple[str, ...]:
    """Make the current canonical tables known to an engine; answers their names."""
    files = canonical_files()
    names = tuple(name for name in view_names() if tables is None or name in tables)
    register(engine, files, names)
    return names


def _forget_old(newest: Path) -> None:
    """Remove older states; a reader of one keeps its open files."""
    states = sorted(
        (path for path in newest.parent.iterdir() if (path / "manifest.json").is_file()),
        key=lambda path: path.stat().st_mtime,
    )
    for path in states[:-_KEPT_STATES]:
        if path != newest:
            shutil.rmtree(path, ignore_errors=True)
