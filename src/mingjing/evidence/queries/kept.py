# SPDX-License-Identifier: Apache-2.0
"""What custody is about (保管对象): recordings and received files, by one set of terms and acts."""

from collections.abc import Collection

from mingjing.evidence.models import ReceivedFile, Recording
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.received import received_row
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import KeptItem, KeptKind, NotSealed, RecordingState
from mingjing.registry.types import Thing

KeptRow = Recording | ReceivedFile


def kept_row(item: KeptItem, *, lock: bool = False) -> KeptRow:
    """The row of what is kept.

    Raises: RecordingUnknown, FileNotThere.
    """
    if item.kind is KeptKind.RECORDING:
        return recording_row(item.id, lock=lock)
    return received_row(item.id, lock=lock)


def grows(row: KeptRow) -> bool:
    """Whether more is expected of it: a received file is whole from its receipt.

    A recording that broke off, or whose outstanding links never came, is at rest.
    """
    return isinstance(row, Recording) and row.state == RecordingState.OPEN


def demand_at_rest(row: KeptRow) -> None:
    """Goes on when nothing more is expected of it.

    Raises: NotSealed.
    """
    if isinstance(row, Recording) and grows(row):
        state = RecordingState(row.state)
        raise NotSealed(zh_state=state.zh, en_state=state.en)


def bodies_of(row: KeptRow) -> frozenset[str]:
    """Digests of what lies in the store for it: of each body, or of the file.

    Raises: ChainDamaged.
    """
    if isinstance(row, ReceivedFile):
        return frozenset({row.sha256})
    return frozenset(link.body for link in links(row) if link.length)


def proof_of(row: KeptRow) -> dict[str, object]:
    """What still proves it when its bodies are gone, for the entry of the deletion."""
    if isinstance(row, ReceivedFile):
        return {"sha256": row.sha256, "size": row.size}
    return {"root": row.root}


def things_of(items: Collection[KeptItem]) -> dict[str, Thing]:
    """Whose they are, by id. Two queries."""
    ids = [one.id for one in items]
    found = list(
        Recording.objects.filter(recording_id__in=ids).values_list("pk", "agency_id", "region")
    )
    found += ReceivedFile.objects.filter(file_id__in=ids).values_list("pk", "agency_id", "region")
    return {kept_id: Thing(agency_id, region) for kept_id, agency_id, region in found}
