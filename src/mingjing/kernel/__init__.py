# SPDX-License-Identifier: Apache-2.0
"""Kernel (内核): codes, calendar, clock, money, errors, labels.

Plain Python under every other room: no Django, no database, no network.
The only thing it reads is the data packaged with the program.
"""
