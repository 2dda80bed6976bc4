# SPDX-License-Identifier: Apache-2.0
"""Reads of the catalogue: example folders, resources and batches, the lake."""
