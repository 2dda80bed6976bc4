# SPDX-License-Identifier: Apache-2.0
"""The door of the standards room: read standards, check files, register versions."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from mingjing.engines.batch import open_local_engine
from mingjing.kernel.progress import Progress, silent
from mingjing.registry.types import Actor
from mingjing.standards import queries
from mingjing.standards.acts.register_standard import register_standard
from mingjing.standards.acts.set_standard_status import set_standard_status
from mingjing.standards.checking.limits import Limits
from mingjing.standards.checking.run import CheckOptions, check
from mingjing.standards.queries import standard, standards, status_changes, versions
from mingjing.standards.rules.document import parse_standard
from mingjing.standards.rules.elements import code_list, element, elements
from mingjing.standards.rules.export import frictionless_schema
from mingjing.standards.types import (
    CheckResult,
    FileMissing,
    Standard,
    StandardAlreadyRegistered,
)

__all__ = [
    "CheckOptions",
    "Limits",
    "check",
    "check_file",
    "code_list",
    "element",
    "elements",
    "ensure_registered",
    "frictionless_schema",
    "load_standard",
    "parse_standard",
    "register_standard",
    "registered_standard",
    "set_standard_status",
    "standard",
    "standards",
    "status_changes",
    "versions",
]


def load_standard(path: Path) -> Standard:
    """Read a standard from a file. Raises: FileMissing, StandardInvalid."""
    if not path.is_file():
        raise FileMissing(file=path.name)
    return parse_standard(path.read_text(encoding="utf-8", errors="replace"), name=path.name)


def registered_standard(standard_id: str, version: str | None = None) -> Standard:
    """A registered standard, read. Raises: StandardUnknown."""
    view = queries.standard(standard_id, version)
    return _parsed(view.document, f"{view.standard_id} {view.version}")


@lru_cache(maxsize=64)
def _parsed(document: str, name: str) -> Standard:
    return parse_standard(document, name=name)


def ensure_registered(*, actor: Actor, now: datetime, file: Path) -> Standard:
    """Read a standard and register it, unless the same version is there with the same content.

    Raises: FileMissing, StandardInvalid, VersionTaken, NotPermitted.
    """
    wanted = load_standard(file)
    known = {view.version: view.digest for view in versions(wanted.standard_id)}
    if known.get(wanted.version) != wanted.digest:
        try:
            register_standard(actor=actor, now=now, document=wanted.document, name=file.name)
        except StandardAlreadyRegistered:
            return wanted  # another process was first
    return wanted


def check_file(
    standard: Standard,
    source: Path,
    into: Path,
    *,
    progress: Progress = silent,
    options: CheckOptions | None = None,
) -> CheckResult:
    """Check a file with an engine of its own; see `check`."""
    with open_local_engine() as engine:
        return check(standard, source, engine=engine, into=into, progress=progress, options=options)
