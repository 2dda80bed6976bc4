# SPDX-License-Identifier: Apache-2.0
"""People who act at once: each a process of its own, all start at one signal.

Django must be set up before this is imported; what they met is told by the code of the refusal.
"""

import json
import os
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

from mingjing.kernel.errors import PlatformError

T = TypeVar("T")
Work = Callable[[int], object]


def tell(found: object) -> None:
    """One line in one write."""
    os.write(1, (json.dumps(found, ensure_ascii=False) + "\n").encode())


def rivals(work: Work, writers: int) -> dict[str, int]:
    """So many processes do the work at one signal; how often each end was met."""
    connection.close()
    start, go = os.pipe()
    ears = [_writer(work, number, start, go) for number in range(writers)]
    os.close(start)
    os.close(go)  # end of file for all of them: the signal
    met = Counter(os.read(ear, 4000).decode() or "died" for ear in ears)
    for ear in ears:
        os.close(ear)
    for _ in ears:
        os.wait()
    return dict(met)


def aside(do: Callable[[], T]) -> T:
    """What it answers, done in a process of its own.

    The store works with threads of its own, which a fork does not carry over: whoever forks rivals
    leaves the store to others.
    """
    connection.close()
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(mouth, json.dumps(do()).encode())
        os._exit(0)
    os.close(mouth)
    with os.fdopen(ear) as said:
        answer: T = json.load(said)
    os.waitpid(pid, 0)
    return answer


def _writer(work: Work, number: int, start: int, go: int) -> int:
    ear, mouth = os.pipe()
    if os.fork():
        os.close(mouth)
        return ear
    os.close(go)
    os.read(start, 1)
    try:
        work(number)
        end = "done"
    except PlatformError as refusal:
        end = refusal.code
    except BaseException as error:
        end = f"{type(error).__name__}: {error}"
    os.write(mouth, end.encode()[:4000])
    os._exit(0)
