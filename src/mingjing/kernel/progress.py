# SPDX-License-Identifier: Apache-2.0
"""Progress of long work (进度): the worker tells, the edge shows."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""What is being done, and the finished share from 0 to 1."""


def silent(message: str, share: float) -> None:
    """A progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """A progress for one part of a longer work, from `start` to `end` of the whole."""

    def tell(message: str, share: float) -> None:
        progress(message, start + (end - start) * share)

    return tell
