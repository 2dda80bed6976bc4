# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""The last run and its files (最近归并): what readers look into."""

from pathlib import Path

from django.conf import settings

from mingjing.engines.batch import BatchEngine, Step
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.subjects.models import Judgement, ResolutionRun
from mingjing.subjects.resolution.edges import Judged
from mingjing.subjects.types import RunSummary, Verdict

FILES = ("links", "dossier", "events", "relations", "review", "search")


def home() -> Path:
    """The state folder."""
    return Path(settings.MINGJING_HOME)


def objects() -> ObjectStore:
    """The store that holds the lake."""
    return open_objects(home() / "lake")


def file_key(name: str, run_id: str) -> str:
    """Key of a file that a run leaves in the lake."""
    return f"subjects/{name}-{run_id}.parquet"


def last_run() -> ResolutionRun | None:
    """The row of the last run."""
    return ResolutionRun.objects.order_by("-number").first()


def latest_run() -> RunSummary | None:
    """What the last resolution did (最近归并结果)."""
    run = last_run()
    return summary(run) if run else None


def summary(run: ResolutionRun, *, is_repeat: bool = False) -> RunSummary:
    """A run as others see it."""
    return RunSummary(
        run_id=run.run_id,
        is_repeat=is_repeat,
        at=run.at,
        model_version=run.model_version,
        input_digest=run.input_digest,
        **run.counts,
    )


def path_of(run: ResolutionRun, name: str) -> Path:
    """A file of a run, on this machine."""
    return objects().local_path(run.files[name])


def links_view(engine: BatchEngine) -> None:
    """Register the links of the last run on an engine (关联视图).

    Shape: `link` (record_id, subject_id, kind, weight, place_key) for premises, `entity_link`
    (record_id, subject_id, kind, weight) for legal entities. Both are empty before the first run.
    """
    run = last_run()
    if run is None:
        engine.run([Step("link", _NO_LINK), Step("entity_link", _NO_LINK)])
        return
    engine.view("subjects_links", path_of(run, "links"))
    columns = "record_id, subject_id, kind, weight"
    engine.run(
        [
            Step(
                "link",
                f"SELECT {columns}, place_key FROM subjects_links WHERE subject_kind = 'premises'",
                ("subjects_links",),
            ),
            Step(
                "entity_link",
                f"SELECT {columns} FROM subjects_links WHERE subject_kind = 'entity'",
                ("subjects_links",),
            ),
        ]
    )


_NO_LINK = (
    "SELECT * FROM (SELECT '' AS record_id, '' AS subject_id, '' AS kind, "
    "CAST(NULL AS DOUBLE) AS weight, '' AS place_key) WHERE record_id <> ''"
)


def judgements_in_force() -> list[Judgement]:
    """Judgements that no later one supersedes, oldest first."""
    return list(Judgement.objects.filter(superseded_by__isnull=True).order_by("at", "judgement_id"))


def judged() -> Judged:
    """The judgements in force as the resolution takes them; "cannot tell" binds nobody."""
    rows = judgements_in_force()
    pairs = {
        verdict: tuple((j.left_record, j.right_record) for j in rows if j.verdict == verdict)
        for verdict in (Verdict.SAME, Verdict.DIFFERENT)
    }
    return Judged(same=pairs[Verdict.SAME], different=pairs[Verdict.DIFFERENT])
