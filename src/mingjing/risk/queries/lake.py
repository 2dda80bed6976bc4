# SPDX-License-Identifier: Apache-2.0
"""Files of the room in the lake, and an engine that sees all that may be learned from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mingjing import __version__
from mingjing.catalog.public import canonical_version, canonical_views
from mingjing.engines.batch import BatchEngine, open_engine
from mingjing.engines.errors import ObjectMissing
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.kernel.canonical import digest, sha256_hex
from mingjing.risk.models import ModelVersion
from mingjing.risk.types import ModelDamaged
from mingjing.subjects.public import latest_run, links_view


def home() -> Path:
    """The state folder."""
    return Path(settings.MINGJING_HOME)


def objects() -> ObjectStore:
    """The store that holds the lake."""
    return open_objects(home() / "lake")


def model_key(model_id: str) -> str:
    """Key of a model's file."""
    return f"risk/models/{model_id}.json"


def scores_key(run_id: str) -> str:
    """Key of a run's score list."""
    return f"risk/scores/{run_id}.jsonl.gz"


@contextmanager
def stored(files: Mapping[str, bytes]) -> Iterator[None]:
    """Put files into the lake before the block, and take them away when it fails."""
    store = objects()
    is_kept = False
    try:
        for key, content in files.items():
            store.put(key, content)
        yield
        is_kept = True
    finally:
        if not is_kept:
            for key in files:
                store.delete(key)


def model_bytes(row: ModelVersion) -> bytes:
    """The file of a model, checked against the digest that the ledger covers.

    Raises: ModelDamaged.
    """
    try:
        content = objects().get(row.file_key)
    except ObjectMissing as error:
        raise ModelDamaged(model_id=row.model_id, key=row.file_key) from error
    if sha256_hex(content) != row.file_digest:
        raise ModelDamaged(model_id=row.model_id, key=row.file_key)
    return content


def input_digest(**more: str) -> str | None:
    """What a training or scoring would look at; None before the first resolution."""
    run = latest_run()
    if run is None:
        return None
    return digest(
        {
            "canonical": canonical_version(),
            "subjects": run.run_id,
            "software": __version__,
            **more,
        }
    )


@contextmanager
def workplace() -> Iterator[BatchEngine]:
    """An engine with the canonical views and the links of the last resolution."""
    with open_engine(home()) as engine:
        canonical_views(engine)
        links_view(engine)
        yield engine
