# SPDX-License-Identifier: Apache-2.0
"""Tidy the lake (清理数据湖): remove what killed intakes left; safe to run twice."""

import json
from datetime import datetime, timedelta

from mingjing.catalog.queries import lake
from mingjing.engines.durable import whole_file
from mingjing.engines.workspace import TEMPORARY, remove_folder, temporary_folders

GRACE = timedelta(hours=24)
"""How long a file that no batch names is left alone: far longer than any intake takes."""


def tidy_lake(now: datetime) -> tuple[str, ...]:
    """Removes files that no batch has named for a day, and answers their keys.

    Such files are left by an intake that was killed; its working folder goes with them. When one
    was first seen is kept beside the lake: nothing depends on the time stamps of a store.
    """
    notes = lake.cache() / "orphans.json"
    seen: dict[str, str] = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    orphans = (*lake.orphans(), *temporary_folders(lake.home()))
    first = {key: seen.get(key, now.isoformat()) for key in orphans}
    old = tuple(key for key in orphans if now - datetime.fromisoformat(first[key]) >= GRACE)
    store = lake.objects()
    for key in old:
        if key.startswith(TEMPORARY):
            remove_folder(lake.home() / key)
        else:
            store.delete(key)
    left = {key: at for key, at in first.items() if key not in old}
    with whole_file(notes) as draft:
        draft.write_text(json.dumps(left), encoding="utf-8")
    return old
