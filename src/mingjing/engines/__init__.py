# SPDX-License-Identifier: Apache-2.0
"""Engines (计算、存储与文书排版): the ports to bulk SQL and to files, and papers as files.

Owns: the batch port (`batch`), DuckDB and Spark behind it, the object-store port (`objects`),
papers as DOCX and PDF (`papers`), the language that the screen is set to (`languages`).
Serves no statute: it carries bytes, rows and sentences for the rooms above.
Never: knows what a column means, downloads an extension, or builds SQL from input.
This room is open: rooms above import its modules directly.
"""
