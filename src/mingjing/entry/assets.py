# SPDX-License-Identifier: Apache-2.0
"""Front-end assets from `node_modules` (前端资源): the few files that pages load, no build step.

`npm ci` puts whole packages in place (about 100 MB); `collectstatic` takes only what is named here.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

_FILES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("npm/tabler", "@tabler/core/dist", ("css/tabler.min.css",)),
    ("npm/echarts", "echarts/dist", ("echarts.esm.min.mjs",)),
    ("npm/leaflet", "leaflet/dist", ("leaflet.css", "leaflet.js")),
    ("npm/hls", "hls.js/dist", ("hls.light.min.mjs",)),
    ("npm/tus", "tus-js-client/dist", ("tus.min.js",)),
    ("npm/htmx", "htmx.org/dist", ("htmx.min.js",)),
)


def paths() -> dict[str, Path]:
    """Served name → file, for the files that are in place."""
    root: Path = settings.MINGJING_NODE_MODULES
    named = {
        f"{prefix}/{name}": root / folder / name
        for prefix, folder, names in _FILES
        for name in names
    }
    return {name: path for name, path in named.items() if path.is_file()}


class NpmFinder(BaseFinder):
    """Finds the listed files for `collectstatic` and for development."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing package is named by `mingjing doctor`."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind a served name."""
        found = paths().get(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """All files, each with the storage that reads it."""
        for prefix, folder, names in _FILES:
            storage = FileSystemStorage(location=settings.MINGJING_NODE_MODULES / folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # collectstatic reads it
            for name in names:
                if storage.exists(name) and not matches_patterns(name, list(ignore_patterns or ())):
                    yield name, storage
