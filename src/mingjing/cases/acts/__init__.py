# SPDX-License-Identifier: Apache-2.0
"""Acts of the cases room, one per file; each takes one step of a case."""
