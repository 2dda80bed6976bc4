# SPDX-License-Identifier: Apache-2.0
"""Renders a film so slowly that it can be killed on the way: `python -m ... SOURCE`."""

import sys
import time
from pathlib import Path

from mingjing.engines import films


def main() -> None:
    """Says `rendering` after the first picture."""
    source = Path(sys.argv[1])
    told: list[int] = []

    def tell(done: int) -> None:
        if not told:
            print("rendering", flush=True)  # noqa: T201 - the parent waits for it
        told.append(done)
        time.sleep(0.5)

    film = films.probe(source)
    films.make(films.Cut(source, source.with_name("0.mp4"), film, lambda at: [], ()), tell)


if __name__ == "__main__":
    main()
