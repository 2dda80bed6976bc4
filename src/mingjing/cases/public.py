# SPDX-License-Identifier: Apache-2.0
"""The door of the cases room."""

from mingjing.cases.acts.check_clue import check_clue
from mingjing.cases.acts.decline_clue import decline_clue
from mingjing.cases.acts.file_case import file_case
from mingjing.cases.acts.take_clue import take_clue
from mingjing.cases.queries.next_steps import next_steps
from mingjing.cases.queries.replay import replay_all, replay_case

__all__ = [
    "check_clue",
    "decline_clue",
    "file_case",
    "next_steps",
    "replay_all",
    "replay_case",
    "take_clue",
]
