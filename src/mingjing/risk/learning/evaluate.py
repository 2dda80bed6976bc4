# SPDX-License-Identifier: Apache-2.0
"""Evaluate on an example folder (样例评估): no database, nothing recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mingjing.catalog.public import canonical_from_example, load_example
from mingjing.engines.batch import BatchEngine, Step, open_engine
from mingjing.kernel.progress import Progress, part, silent
from mingjing.risk.learning.assess import assess, gather, published
from mingjing.risk.rules.setting import read_setting
from mingjing.risk.types import NothingToLearn
from mingjing.subjects.public import link_in_memory

_LINK = Step(
    "link",
    "SELECT record_id, subject_id, kind, weight FROM example_links WHERE subject_kind = 'premises'",
    ("example_links",),
)


def evaluate_example(
    example_dir: Path, *, workdir: Path | None = None, progress: Progress = silent
) -> dict[str, object]:
    """Compile the folder, link its subjects, roll over its windows; answers the report.

    `workdir` keeps the compiled tables; without it they are removed.
    Raises: what the catalogue refuses of a folder; EvaluationSettingWrong, NothingToLearn.
    """
    setting = read_setting(load_example(example_dir).extra.get("evaluation", {}))
    with _folder(workdir) as folder, open_engine(folder) as engine:
        _tables(example_dir, engine, folder, part(progress, 0.0, 0.35))
        visits = gather(engine, setting, before=None, progress=part(progress, 0.35, 0.5))
    if visits is None:
        raise NothingToLearn(as_of=example_dir.name)
    assessed = assess(visits, setting, progress=part(progress, 0.5, 1.0))
    return {"published": published(visits), **assessed.evaluation}


def _tables(example_dir: Path, engine: BatchEngine, folder: Path, progress: Progress) -> None:
    """The canonical views, and `link`."""
    tables = canonical_from_example(
        example_dir, engine=engine, workdir=folder, progress=part(progress, 0.0, 0.5)
    )
    links = link_in_memory(
        engine=engine, tables=tables, workdir=folder, progress=part(progress, 0.5, 1.0)
    )
    engine.view("example_links", links)
    engine.run([_LINK])


@contextmanager
def _folder(workdir: Path | None) -> Iterator[Path]:
    if workdir is not None:
        workdir.mkdir(parents=True, exist_ok=True)
        yield workdir
        return
    with TemporaryDirectory(prefix="mingjing-evaluate-") as name:
        yield Path(name)
