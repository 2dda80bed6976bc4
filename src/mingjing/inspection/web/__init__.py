# SPDX-License-Identifier: Apache-2.0
"""Pages of the inspection room: plans, draws, tasks, leads."""
