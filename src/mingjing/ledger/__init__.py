# SPDX-License-Identifier: Apache-2.0
"""Ledger (行为账本): the append-only Merkle log of official acts.

Owns: one entry per official act, the published log (tiles, checkpoints, proofs), the followers.
Serves: 行政处罚法 §47 (whole-process records), Decree 809 (traceable sharing), audit of every room.
Never: stores the payload of an act, personal data, or changes a row that is written.
"""
