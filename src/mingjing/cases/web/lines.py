# SPDX-License-Identifier: Apache-2.0
"""One step in the lists of a case's page (步骤行)."""

from dataclasses import dataclass

from mingjing.cases.types.views import NextStep
from mingjing.cases.web.shared import Told, language, told


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that can be taken, or why not (下一步)."""

    step: NextStep
    label: str
    slug: str
    why_not: Told | None


def step_line(step: NextStep) -> StepLine:
    """A step as the page of the case shows it."""
    why_not = told(step.refusal) if step.refusal else None
    slug = step.kind.act.partition(".")[2]
    return StepLine(step, step.kind.label(language()), slug, why_not)
