# SPDX-License-Identifier: Apache-2.0
"""Discretion benchmarks (裁量基准): S-FEEL cells, tables, ranges, checks, files. Pure."""
