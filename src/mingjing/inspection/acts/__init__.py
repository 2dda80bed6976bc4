# SPDX-License-Identifier: Apache-2.0
"""Acts of the inspection room, one per file."""
