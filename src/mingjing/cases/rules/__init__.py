# SPDX-License-Identifier: Apache-2.0
"""Rules of a case: gates, clocks, what is lawful next. Pure functions over the file."""
