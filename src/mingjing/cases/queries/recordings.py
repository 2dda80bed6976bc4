# SPDX-License-Identifier: Apache-2.0
"""The recordings of a case (案件录像): its own, and those of the visit that its clue came from."""

from mingjing.cases.models import Case, Clue
from mingjing.cases.queries.occasions import KIND
from mingjing.cases.types.codes import ClueSource
from mingjing.evidence.public import scene_recordings
from mingjing.evidence.types import SceneRecording
from mingjing.inspection.public import VISIT


def recordings_of(row: Case) -> tuple[SceneRecording, ...]:
    """With the times that each shows, in the order in which they began.

    Raises: ChainDamaged.
    """
    return scene_recordings(occasions_of(row))


def occasions_of(row: Case) -> list[tuple[str, str]]:
    """What a recording can be joined to so that it is of this case: each kind and id."""
    visits = Clue.objects.filter(clue_id=row.clue_id, source=ClueSource.INSPECTION.value)
    tasks = visits.exclude(reference="").values_list("reference", flat=True)
    return [(KIND, row.case_id), *((VISIT, task_id) for task_id in tasks)]
