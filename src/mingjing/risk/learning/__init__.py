# SPDX-License-Identifier: Apache-2.0
"""Learning (学习): features as of a day, heads, calibration, rolling evaluation. No database."""
