# SPDX-License-Identifier: Apache-2.0
"""The door of risk: train, activate, score; models, cards, stored scores with reasons."""

from pathlib import Path

from mingjing.catalog.public import load_example
from mingjing.kernel.progress import Progress, silent
from mingjing.risk.acts.activate import activate
from mingjing.risk.acts.score import score
from mingjing.risk.acts.train import train, trained_already
from mingjing.risk.queries.models import active_model, model_card, models
from mingjing.risk.queries.scores import (
    SORTABLE,
    check_run,
    facets,
    latest_run,
    ranked,
    run_on,
    runs,
    score_history,
    score_of,
    score_run,
    scores,
)
from mingjing.risk.rules.setting import Setting, read_setting

__all__ = [
    "SORTABLE",
    "Setting",
    "activate",
    "active_model",
    "check_run",
    "evaluate_example",
    "example_setting",
    "facets",
    "latest_run",
    "model_card",
    "models",
    "ranked",
    "read_setting",
    "run_on",
    "runs",
    "score",
    "score_history",
    "score_of",
    "score_run",
    "scores",
    "train",
    "trained_already",
]


def example_setting(example_dir: Path) -> Setting:
    """How an example folder wants its models made: the section `[evaluation]` of its TOML.

    Raises: refusals of the catalogue about the folder; EvaluationSettingWrong.
    """
    return read_setting(load_example(example_dir).extra.get("evaluation", {}))


def evaluate_example(
    example_dir: Path, *, workdir: Path | None = None, progress: Progress = silent
) -> dict[str, object]:
    """What the learning reaches on the data of an example folder (评估); nothing is recorded.

    Answers the JSON of `mingjing risk evaluate`.
    """
    # Imported late: the learning libraries load for seconds.
    from mingjing.risk.learning.evaluate import evaluate_example as evaluate

    return evaluate(example_dir, workdir=workdir, progress=progress)
