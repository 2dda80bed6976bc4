# SPDX-License-Identifier: Apache-2.0
"""Reads of the room: subjects from the database, their records from files of the last run."""
