# SPDX-License-Identifier: Apache-2.0
"""Where the engines get their settings (引擎配置): Django's when it runs, else the environment."""

import os

from django.conf import settings


def setting(name: str, default: str) -> str:
    """A setting as text; an empty value counts as absent.

    A command that needs no database (`standards check`) may run before Django is configured.
    """
    value = getattr(settings, name, None) if settings.configured else None
    return str(value or os.environ.get(name) or default)
