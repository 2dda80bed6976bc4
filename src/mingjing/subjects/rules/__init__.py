# SPDX-License-Identifier: Apache-2.0
"""Pure functions of the room: normal forms, constraints of a cluster, bands, explanations."""

NORMALISER_VERSION = "1"
"""Goes into every run: a changed normal form is a changed input."""
