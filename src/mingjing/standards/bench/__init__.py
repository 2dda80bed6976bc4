# SPDX-License-Identifier: Apache-2.0
"""Measuring the check (测速): a seeded file, our time, and other tools beside it."""
