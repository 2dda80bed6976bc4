# SPDX-License-Identifier: Apache-2.0
"""What the room shows of a case."""

from dataclasses import dataclass

from mingjing.cases.types.steps import Payload
from mingjing.kernel.errors import PlatformError


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step and whether it is lawful now (下一步): if not, why not and what to do.

    :ivar is_permitted: the actor holds the role; another person may hold it.
    """

    kind: type[Payload]
    action: str
    is_permitted: bool
    refusal: PlatformError | None = None

    @property
    def is_open(self) -> bool:
        """Whether the actor may take it now."""
        return self.is_permitted and self.refusal is None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a replay comes to something else (重放差异)."""

    case_id: str
    seq: int
    what: str
    recorded: str
    replayed: str


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay looked at and found (重放结果)."""

    cases: int
    steps: int
    gates: int
    differences: tuple[Difference, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything came out the same."""
        return not self.differences


@dataclass(frozen=True, slots=True, order=True)
class DueLapse:
    """A term that ran out and whose effect waits (待自动处理的时限)."""

    case_id: str
    deadline_id: str
    about: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep found and did (巡检结果).

    :ivar stuck: terms whose effect was refused; a person must look.
    """

    found: int
    done: tuple[DueLapse, ...] = ()
    stuck: tuple[DueLapse, ...] = ()
