# SPDX-License-Identifier: Apache-2.0
"""Catalogue (政务数据目录): what data a department has, on which terms, and the batches taken in.

Owns: resources with their sharing terms, batches with quality and lineage, the lake of accepted
and quarantined rows, and the canonical model that every upper room reads.
Serves 政务数据共享条例 arts 13-19. Never: drops a row silently, guesses a type, changes a
delivered file, or decides who a record is about.
"""
