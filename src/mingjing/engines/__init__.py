# SPDX-License-Identifier: Apache-2.0
"""Engines (计算与对象存储): the ports to bulk SQL and to files, and their adapters.

Owns: the batch port (`batch`), DuckDB and Spark behind it, the object-store port (`objects`).
Serves no statute: it carries bytes and rows for the rooms above.
Never: knows what a column means, downloads an extension, or builds SQL from input.
This room is open: rooms above import its modules directly.
"""
