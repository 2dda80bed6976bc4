# SPDX-License-Identifier: Apache-2.0
"""Linjiang (临江市): the synthetic city of the demonstration, brought in by the very acts.

It owns nothing: departments, lists, benchmarks and past cases go through the doors of their rooms,
so each history has passed every gate. It never writes a table and never skips an act.
"""
