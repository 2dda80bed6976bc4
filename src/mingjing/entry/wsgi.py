# SPDX-License-Identifier: Apache-2.0
"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
application = get_wsgi_application()

# Imports every page now, so that the first visitor does not wait for it.
import mingjing.entry.urls  # noqa: E402
import mingjing.entry.wiring  # noqa: E402, F401
