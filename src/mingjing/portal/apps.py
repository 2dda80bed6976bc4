# SPDX-License-Identifier: Apache-2.0
"""Django application of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal room (门户)."""

    name = "mingjing.portal"
    label = "portal"
    verbose_name = "门户"
