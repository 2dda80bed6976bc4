# SPDX-License-Identifier: Apache-2.0
"""The ASGI application that granian serves beside the site: the door for recordings."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
django.setup()

import mingjing.entry.wiring  # noqa: E402, F401 - imports now what the first opening would wait for
from mingjing.evidence.door.app import application  # noqa: E402

__all__ = ["application"]
