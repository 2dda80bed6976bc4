# SPDX-License-Identifier: Apache-2.0
"""The steps of a resolution in order (归并流程), without a database."""

from dataclasses import dataclass, field
from pathlib import Path

from mingjing.engines.batch import BatchEngine
from mingjing.kernel.progress import Progress, part, silent
from mingjing.subjects.matching import Model, load_model
from mingjing.subjects.resolution.edges import Judged, make_clusters, make_edges
from mingjing.subjects.resolution.forms import make_forms
from mingjing.subjects.resolution.gather import Tables, gather
from mingjing.subjects.resolution.links import make_assignment
from mingjing.subjects.rules.bands import SHIPPED_BANDS, Bands

LINK_COLUMNS = (
    "record_id, subject_id, subject_kind, kind, weight, matched_on, place_key, resource_id"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a resolution works with: model, bands, judgements."""

    model: Model
    bands: Bands = SHIPPED_BANDS
    judged: Judged = field(default_factory=Judged)


def link_mentions(engine: BatchEngine, setting: Setting, progress: Progress = silent) -> None:
    """From `mention` to `assignment`."""
    progress("normalise names and addresses", 0.0)
    make_forms(engine, setting.judged.moved)
    progress("compare", 0.35)
    make_edges(engine, setting.model, setting.bands)
    progress("join", 0.75)
    make_clusters(engine, setting.judged)
    progress("explain", 0.85)
    make_assignment(engine, setting.model)
    progress("linked", 1.0)


def link_in_memory(
    *, engine: BatchEngine, tables: Tables, workdir: Path, progress: Progress = silent
) -> Path:
    """Link canonical files without a database; answers `workdir/links.parquet`.

    Shape: one row per record and subject: record_id, subject_id, subject_kind (premises, entity),
    kind (key, model, human), weight (bits, NULL for a subject's first record), matched_on (JSON),
    place_key, resource_id.
    Order: by subject_id, record_id. Deterministic: a subject's id is derived from the smallest
    record id in it, so the same records give the same ids.
    """
    progress("gather records", 0.0)
    gather(engine, tables)
    link_mentions(engine, Setting(load_model()), part(progress, 0.05, 0.95))
    target = workdir / "links.parquet"
    engine.copy(
        "SELECT a.record_id, 'subject_' || substring(md5(a.subject_kind || f.first), 1, 26) "
        "AS subject_id, a.subject_kind, a.kind, a.weight, a.matched_on, a.place_key, "
        "a.resource_id FROM assignment a JOIN (SELECT subject_kind, cluster, "
        "min(record_id) AS first FROM assignment GROUP BY subject_kind, cluster) f "
        "ON a.subject_kind = f.subject_kind AND a.cluster = f.cluster ORDER BY 2, 1",
        target,
    )
    progress("linked", 1.0)
    return target
