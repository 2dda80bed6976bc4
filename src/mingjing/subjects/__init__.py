# SPDX-License-Identifier: Apache-2.0
"""Subjects (监管对象): who each record is about, and why we think so (一企一档).

Owns: premises and owners with stable ids, links of records with their reasons, human
judgements about pairs, search. Serves 国发〔2019〕5号 (对象名录库) and Decree 809 (核查比对).
Never: changes a source record, scores a subject, or merges against what a person decided.
"""
