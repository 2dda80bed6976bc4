# SPDX-License-Identifier: Apache-2.0
"""Settings of a process that knows the ledger alone: it starts in a second."""

from mingjing.entry.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "mingjing.ledger"]
AUTH_USER_MODEL = "auth.User"
