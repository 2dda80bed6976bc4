# SPDX-License-Identifier: Apache-2.0
"""One round of the pulse: `python -m tests.browser.one_beat`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from mingjing.entry.pulse import beat, sweep  # noqa: E402 - Django must be ready

if __name__ == "__main__":
    for step in (beat, sweep, beat):
        step()
