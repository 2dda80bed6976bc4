# SPDX-License-Identifier: Apache-2.0
"""Canonical tables straight from an example folder (离线编译), without a database.

For evaluating a model on a folder: the same check, the same compiler, the same view of what
counts; nothing is accepted and nothing is recorded.
"""

from pathlib import Path

from mingjing.catalog.queries.current import State, register, settle, view_names
from mingjing.catalog.queries.example import load_example
from mingjing.catalog.queries.intake import Prepared, Terms, prepare
from mingjing.catalog.rules.reading import check_sources, ordered_rules
from mingjing.catalog.types.example import Example, ResourceSpec
from mingjing.engines.batch import BatchEngine
from mingjing.kernel.progress import Progress, part, silent
from mingjing.standards.public import load_standard


def terms_of(example: Example, spec: ResourceSpec) -> Terms:
    """Standard and mappings of a resource, checked against each other.

    Raises: StandardInvalid, SourceColumnUnknown.
    """
    terms = Terms(spec.id, load_standard(spec.standard), spec.maps, spec.entry.key)
    check_sources(
        spec.maps,
        key=terms.key,
        elements=terms.elements,
        file=str(example.folder / "example.toml"),
    )
    return terms


def canonical_from_example(
    example_dir: Path, *, engine: BatchEngine, workdir: Path, progress: Progress = silent
) -> dict[str, Path]:
    """Check and compile all files of a folder; answers each canonical view's Parquet file.

    The views are made known to `engine`. `workdir` keeps the files for as long as the caller
    wants them.
    """
    example = load_example(example_dir)
    prepared = []
    for number, spec in enumerate(example.resources):
        share = part(
            progress, number / len(example.resources), (number + 1) / len(example.resources)
        )
        stage = workdir / "intake" / spec.id
        stage.mkdir(parents=True, exist_ok=True)
        terms = terms_of(example, spec)
        prepared.append(
            prepare(terms, spec.file, batch_id=f"offline_{spec.id}", stage=stage, progress=share)
        )
    files = settle(_state(example, prepared), workdir / "current", None)
    register(engine, files, view_names())
    return {name: _one(paths, engine, name, workdir) for name, paths in files.items()}


def _state(example: Example, prepared: list[Prepared]) -> State:
    files: dict[str, list[Path]] = {}
    for batch in prepared:
        for table, path in batch.compiled.files.items():
            files.setdefault(table, []).append(path)
    maps = {spec.id: spec.maps for spec in example.resources}
    return State(
        files={table: tuple(paths) for table, paths in files.items()},
        rules=ordered_rules(maps, file=str(example.folder)),
    )


def _one(paths: tuple[Path, ...], engine: BatchEngine, name: str, workdir: Path) -> Path:
    """One file per view: the files of several resources are joined."""
    if len(paths) == 1:
        return paths[0]
    path = workdir / "current" / f"{name}.parquet"
    engine.copy(f"SELECT * FROM {name}", path)  # noqa: S608 - a canonical view's name
    return path
