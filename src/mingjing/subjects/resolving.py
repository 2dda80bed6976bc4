# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""A resolution with stable ids (归并): compute beside the database, write in one act.

The computing takes seconds to minutes and holds no lock; the act that writes checks that no other
resolution came in between. The same input is recognised and repeats nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

import pyarrow as pa

from mingjing.catalog import public as catalog
from mingjing.engines.batch import BatchEngine, open_engine
from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.kernel.progress import Progress, part, silent
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.subjects.acts.record_run import Computed, Shown, record_run
from mingjing.subjects.matching import Model, load_model
from mingjing.subjects.models import Judgement, ResolutionRun, Subject
from mingjing.subjects.queries.runs import (
    FILES,
    file_key,
    home,
    judged,
    judgements_in_force,
    last_run,
    objects,
    path_of,
    summary,
)
from mingjing.subjects.resolution.gather import gather
from mingjing.subjects.resolution.links import make_compared
from mingjing.subjects.resolution.outcome import in_small_groups, make_outcome
from mingjing.subjects.resolution.run import Setting, link_mentions
from mingjing.subjects.rules import NORMALISER_VERSION
from mingjing.subjects.rules.bands import SHIPPED_BANDS
from mingjing.subjects.rules.identity import Identities, Overlap, assign_ids
from mingjing.subjects.types import NothingToResolve, RunSummary, SubjectClass, SubjectStatus

_ROWS = {
    "links": "SELECT * FROM link_row ORDER BY subject_id, record_id",
    "dossier": "SELECT * FROM dossier ORDER BY subject_id, record_id",
    "events": "SELECT * FROM event ORDER BY subject_id, happened_on, record_id, kind",
    "relations": "SELECT * FROM relation ORDER BY subject_id, other_id, relation",
    "review": "SELECT * FROM review ORDER BY weight DESC, left_record, right_record",
    "search": "SELECT * FROM search_index ORDER BY token, subject_id",
}
_READ_BY_SUBJECT = ("dossier", "events", "relations")


def resolve(*, actor: Actor, now: datetime, progress: Progress = silent) -> RunSummary:
    """Resolve the current canonical records into subjects (归并监管对象).

    Law: 国发〔2019〕5号 (对象名录库); Decree 809 (核查比对).
    Ledger: `subjects.resolved`, unless the same input was resolved by the last run.
    Raises: NotPermitted, NothingToResolve, RunStale.
    """
    demand(actor, "subjects.resolve")
    model, last = load_model(), last_run()
    in_force = judgements_in_force()
    version = catalog.canonical_version()
    input_digest = _input_digest(version, model, in_force)
    if last is not None and last.input_digest == input_digest:
        progress("nothing new", 1.0)
        return summary(last, is_repeat=True)
    begun = monotonic()
    run_id = new_id("run")
    with _workplace() as (engine, folder):
        computed = _compute(engine, folder, model, last, progress)
        counts = computed.counts | {"seconds": round(monotonic() - begun, 1)}
        keys = {name: file_key(name, run_id) for name in FILES}
        with _stored({keys[name]: folder / f"{name}.parquet" for name in FILES}):
            written = record_run(
                actor=actor,
                now=now,
                run=ResolutionRun(
                    run_id=run_id,
                    number=last.number + 1 if last else 1,
                    input_digest=input_digest,
                    canonical_version=version,
                    model_version=model.version,
                    normaliser_version=NORMALISER_VERSION,
                    judged_until=max((j.at for j in in_force), default=None),
                    counts=counts,
                    files=keys,
                ),
                computed=computed,
            )
    progress("written", 1.0)
    return summary(written)


def is_due() -> bool:
    """Whether the records or the judgements changed since the last resolution."""
    last = last_run()
    wanted = _input_digest(catalog.canonical_version(), load_model(), judgements_in_force())
    return last is None or last.input_digest != wanted


def _input_digest(version: str, model: Model, in_force: Sequence[Judgement]) -> str:
    return digest(
        {
            "canonical": version,
            "model": model.version,
            "bands": [str(SHIPPED_BANDS.accept), str(SHIPPED_BANDS.review)],
            "normaliser": NORMALISER_VERSION,
            "judgements": [judgement.judgement_id for judgement in in_force],
        }
    )


@contextmanager
def _workplace() -> Iterator[tuple[BatchEngine, Path]]:
    folder = temporary_folder(home(), "resolve")
    try:
        with open_engine(home()) as engine:
            yield engine, folder
    finally:
        remove_folder(folder)


@contextmanager
def _stored(files: Mapping[str, Path]) -> Iterator[None]:
    """Put files into the lake before the block; take them away when it fails."""
    store = objects()
    try:
        for key, path in files.items():
            store.put(key, path)
        yield
    except BaseException:
        for key in files:
            store.delete(key)
        raise


def _compute(
    engine: BatchEngine,
    folder: Path,
    model: Model,
    last: ResolutionRun | None,
    progress: Progress,
) -> Computed:
    progress("gather records", 0.0)
    tables = catalog.canonical_files()
    present = gather(engine, tables)
    if not present or not engine.rows("SELECT count(*) FROM mention")[0][0]:
        raise NothingToResolve
    link_mentions(engine, Setting(model, judged=judged()), part(progress, 0.05, 0.75))
    progress("keep ids", 0.75)
    identities = _identities(engine, last)
    make_compared(engine, model)
    progress("write files", 0.8)
    make_outcome(engine, tables, present)
    for name, sql in _ROWS.items():
        target = folder / f"{name}.parquet"
        engine.copy(sql, target)
        if name in _READ_BY_SUBJECT:
            in_small_groups(target)
    progress("write subjects", 0.9)
    return Computed(last.run_id if last else "", identities, _shown(engine), _counts(engine))


def _identities(engine: BatchEngine, last: ResolutionRun | None) -> Identities:
    """Ids of all clusters, as one assignment: cluster names carry their kind."""
    if last is not None:
        engine.view("last_links", path_of(last, "links"))
        overlaps = [
            Overlap(cluster, subject_id, records)
            for cluster, subject_id, records in engine.rows(
                "SELECT concat(a.subject_kind, ' ', a.cluster) AS cluster, l.subject_id, "
                "count(*) AS records FROM assignment a JOIN last_links l "
                "ON a.record_id = l.record_id AND a.subject_kind = l.subject_kind "
                "GROUP BY a.subject_kind, a.cluster, l.subject_id"
            )
        ]
    else:
        overlaps = []
    clusters = engine.rows(
        "SELECT DISTINCT subject_kind, cluster FROM assignment ORDER BY subject_kind, cluster"
    )
    current = Subject.objects.filter(status=SubjectStatus.CURRENT).values_list("pk", flat=True)
    names = [f"{kind} {cluster}" for kind, cluster in clusters]
    found = assign_ids(names, overlaps, current, lambda: new_id("subject"))
    engine.put(
        "subject_of",
        pa.table(
            {
                "subject_kind": pa.array([kind for kind, _ in clusters], pa.string()),
                "cluster": pa.array([cluster for _, cluster in clusters], pa.string()),
                "subject_id": pa.array([found.ids[name] for name in names], pa.string()),
            }
        ),
    )
    return found


_SHOWN = (
    "subject_id",
    "subject_kind",
    "name",
    "address",
    "area",
    "district",
    "region",
    "licence_no",
    "owner_key",
    "usc_code",
    "category",
    "risk_class",
    "lat",
    "lon",
    "records",
    "first_on",
    "last_on",
)
_NAMING = ("name", "address", "licence_no", "usc_code", "owner_key")  # what to call it, at best


def _shown(engine: BatchEngine) -> list[Shown]:
    rows = engine.rows(f"SELECT {', '.join(_SHOWN)} FROM shown ORDER BY subject_id")
    found = []
    for subject_id, kind, *cells in rows:
        values = dict(zip(_SHOWN[2:], cells, strict=True))
        values["name"] = next((values[field] for field in _NAMING if values[field]), "")
        found.append(Shown(subject_id, SubjectClass(kind), values))
    return found


def _counts(engine: BatchEngine) -> dict[str, object]:
    kinds: dict[str, int] = dict(
        engine.rows(
            "SELECT kind, count(*) FROM link_row WHERE subject_kind = 'premises' GROUP BY kind"
        )
    )
    subjects: dict[str, int] = dict(
        engine.rows("SELECT subject_kind, count(DISTINCT subject_id) FROM link_row GROUP BY 1")
    )
    reasons: dict[str, int] = dict(
        engine.rows("SELECT reason, count(*) FROM review GROUP BY reason")
    )
    conflicts = reasons.pop("key_conflict", 0)
    return {
        "records": engine.rows("SELECT count(*) FROM mention")[0][0],
        "linked": sum(kinds.values()),
        "premises": subjects.get("premises", 0),
        "entities": subjects.get("entity", 0),
        "review": sum(reasons.values()),
        "conflicts": conflicts,
        "by_kind": kinds,
    }
