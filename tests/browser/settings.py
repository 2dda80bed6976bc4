# SPDX-License-Identifier: Apache-2.0
"""The site as it is in production, with the gallery of all design parts beside it."""

from mingjing.entry.settings import *  # noqa: F403

ROOT_URLCONF = "tests.browser.gallery"
