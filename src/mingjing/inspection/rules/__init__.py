# SPDX-License-Identifier: Apache-2.0
"""Pure rules of inspection: gates, selection, strata, the pool, the draw, its replay, estimates."""
