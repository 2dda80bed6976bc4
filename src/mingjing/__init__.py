# SPDX-License-Identifier: Apache-2.0
"""Mingjing 明镜: a platform for lawful, targeted and provable administrative enforcement.

Each folder here is a room of the house; `docs/architecture.md` has the picture.
"""

import os

# openpyxl prefers lxml where it is installed (for DOCX); its own parser refuses entities.
os.environ.setdefault("OPENPYXL_LXML", "False")

__version__ = "0.1.0"
