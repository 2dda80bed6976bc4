# SPDX-License-Identifier: Apache-2.0
"""Cases (行政处罚案件): an enforcement case handled lawfully from clue to archive.

Owns: clues, cases, the steps of each case, its clocks, its documents. A case is its file: the
ordered list of steps; everything else is derived from it. Serves 行政处罚法, 行政强制法 chs. 2-5,
Decree 310. Never: decides by itself, lets a step be changed, or keeps personal data in the ledger.
"""
