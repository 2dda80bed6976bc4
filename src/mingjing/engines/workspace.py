# SPDX-License-Identifier: Apache-2.0
"""Temporary folders (临时目录): what an engine leaves behind is nothing."""

import shutil
import tempfile
from pathlib import Path

from mingjing.engines.config import setting

TEMPORARY = "tmp/"
"""Where the working folders lie in the state folder."""


def temporary_folders(home: Path) -> tuple[str, ...]:
    """The working folders in a state folder, by name: of work that runs now, or was killed."""
    parent = home / TEMPORARY
    found = parent.iterdir() if parent.is_dir() else ()
    return tuple(sorted(f"{TEMPORARY}{path.name}" for path in found if path.is_dir()))


def temporary_folder(home: Path | None, purpose: str) -> Path:
    """A private folder (mode 700) under `tmp` of the state folder.

    Without `home` the state folder is `MINGJING_HOME`; without that, the system's temporary one.
    """
    state = home or setting("MINGJING_HOME", "")
    parent = Path(state) / TEMPORARY if state else None
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=parent))


def remove_folder(folder: Path) -> None:
    """Remove a temporary folder; one that is gone already is fine."""
    shutil.rmtree(folder, ignore_errors=True)


def parquet_files(paths: Path | list[Path]) -> list[str]:
    """Paths of Parquet files as text; a folder stands for its `*.parquet`, sorted."""
    found: list[str] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        inside = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        found.extend(str(file) for file in inside)
    return found
