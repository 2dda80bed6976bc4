# SPDX-License-Identifier: Apache-2.0
"""One step in the lists of a case's page (步骤行)."""

from dataclasses import dataclass

from mingjing.cases.types.views import NextStep
from mingjing.cases.web.shared import Told, told
from mingjing.engines.languages import language


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that can be taken, or why not (下一步)."""

    step: NextStep
    label: str
    slug: str

    @property
    def why_not(self) -> Told | None:
        """What stands against it, by which article, and what to do."""
        return told(self.step.refusal) if self.step.refusal else None


def step_line(step: NextStep) -> StepLine:
    """A step as the page of the case shows it."""
    slug = step.kind.act.partition(".")[2]
    return StepLine(step, step.kind.label(language()), slug)
