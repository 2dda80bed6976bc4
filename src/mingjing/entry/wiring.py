# SPDX-License-Identifier: Apache-2.0
"""Who follows the ledger (账本跟随者): the only place where news is given a reader."""

from mingjing.cases.followers import CLUES
from mingjing.inspection.followers import LEADS
from mingjing.ledger.public import Follower
from mingjing.subjects.followers import RESOLVE

FOLLOWERS: tuple[Follower, ...] = (RESOLVE, LEADS, CLUES)
