# SPDX-License-Identifier: Apache-2.0
"""Rules of the lists: columns, reading, writing, what the law allows, difference, power."""
