# SPDX-License-Identifier: Apache-2.0
"""Runs in a real Chromium (mark `browser`)."""
