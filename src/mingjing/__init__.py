# SPDX-License-Identifier: Apache-2.0
"""Mingjing 明镜: a platform for lawful, targeted and provable administrative enforcement.

Each folder here is a room of the house; `docs/architecture.md` has the picture.
"""

__version__ = "0.1.0"
