# SPDX-License-Identifier: Apache-2.0
"""The files of a case in the object store (证据文件存取): by case and digest of the content."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from mingjing.cases.models import Upload
from mingjing.cases.types.files import EvidenceFile
from mingjing.cases.types.refusals import FileLeaving, FileNotStored
from mingjing.engines.errors import ObjectMissing
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.engines.pictures import small_jpeg

_SIDE = 320  # pixels of a small picture


def home() -> Path:
    """The state folder."""
    return Path(settings.MINGJING_HOME)


def store() -> ObjectStore:
    """The store that holds the files of cases; the folder is for this user alone."""
    folder = home() / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return open_objects(folder)


def file_key(case_id: str, digest: str) -> str:
    """Where a file of a case lies. Cases share none: what one may read the other need not."""
    return f"cases/{case_id}/{digest}"


def demand_staying(case_id: str, files: Iterable[EvidenceFile]) -> None:
    """None of the files is being taken away; asked under the lock of the case.

    Raises: FileLeaving.
    """
    names = {one.digest: one.name for one in files}
    leaving = Upload.objects.filter(case_id=case_id, digest__in=names).exclude(leaving_at=None)
    for digest in leaving.values_list("digest", flat=True):
        raise FileLeaving(name=names[digest])


def demand_stored(case_id: str, files: Sequence[EvidenceFile]) -> None:
    """Each file lies in the store in its full size, and stays: files first, the step last.

    Law: APL-047, 行政处罚法 §47.
    Raises: FileNotStored, FileLeaving.
    """
    demand_staying(case_id, files)
    objects = store()
    for one in files:
        try:
            is_whole = objects.size(file_key(case_id, one.digest)) == one.size
        except ObjectMissing:
            is_whole = False
        if not is_whole:
            raise FileNotStored(name=one.name)


def file_blocks(case_id: str, digest: str) -> Iterator[bytes]:
    """The content, block by block. Raises: ObjectMissing."""
    return store().blocks(file_key(case_id, digest))


def small_picture(case_id: str, digest: str) -> bytes | None:
    """A small JPEG of a photo, made once and kept beside it; None where none can be made.

    Raises: ObjectMissing.
    """
    objects, key = store(), file_key(case_id, digest)
    small = f"{key}.small.jpg"
    try:
        return objects.get(small)
    except ObjectMissing:
        made = small_jpeg(objects.local_path(key), _SIDE)
    if made is not None:
        objects.put(small, made)
    return made
