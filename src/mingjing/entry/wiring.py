# SPDX-License-Identifier: Apache-2.0
"""Who follows the ledger (账本跟随者), who adds to pages of rooms below (页面面板), and more.

The only place where upper rooms are hung onto lower ones.
"""

from mingjing.cases.followers import CLUES
from mingjing.cases.queries.occasions import numbers_of_cases, open_cases
from mingjing.cases.queries.recording_terms import terms_of_cases, terms_of_visits
from mingjing.cases.queries.sealed_recordings import sealed_cases, sealed_visits
from mingjing.cases.web.panel import citing_decisions, past_cases
from mingjing.evidence.types import NameMaker, OccasionMaker, SealMaker, TermMaker
from mingjing.inspection.followers import LEADS
from mingjing.inspection.queries.occasions import drawn_visits, names_of_visits
from mingjing.inspection.web.panel import next_visit
from mingjing.ledger.public import Follower
from mingjing.registry.types import ArticlePanelMaker, BenchmarkPanelMaker
from mingjing.risk.web.panel import standing
from mingjing.subjects.followers import RESOLVE
from mingjing.subjects.types import PanelMaker

FOLLOWERS: tuple[Follower, ...] = (RESOLVE, LEADS, CLUES)
SUBJECT_PANELS: tuple[PanelMaker, ...] = (standing, next_visit)
"""In the order of the page: what is the risk and why, what is next."""
RECORDING_OCCASIONS: tuple[OccasionMaker, ...] = (drawn_visits, open_cases)
"""What an officer may record for: visits first, then cases."""
RECORDING_TERMS: tuple[tuple[str, TermMaker], ...] = (
    ("case", terms_of_cases),
    ("inspection_task", terms_of_visits),
)
"""Kind of occasion → how long what belongs to it is kept; the longest wins."""
RECORDING_NAMES: dict[str, NameMaker] = {
    "inspection_task": names_of_visits,
    "case": numbers_of_cases,
}
"""Kind of occasion → the name of each on lists: whose visit it is, which number the case has."""
RECORDING_SEALS: tuple[tuple[str, SealMaker], ...] = (
    ("case", sealed_cases),
    ("inspection_task", sealed_visits),
)
"""Kind of occasion → whether the law seals what was recorded for it."""
RECORDING_PAGES = {
    "inspection_task": ("检查任务", "Visit", "inspection-task"),
    "case": ("案件", "Case", "cases-case"),
}
"""Kind of occasion → its words in Chinese and English, and the page where it stands."""
BENCHMARK_PANELS: tuple[BenchmarkPanelMaker, ...] = (past_cases,)
ARTICLE_PANELS: tuple[ArticlePanelMaker, ...] = (citing_decisions,)
