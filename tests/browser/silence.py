# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""Time goes by for a silent recording: `python -m tests.browser.silence RECORDING MINUTES`.

It was last heard of so many minutes ago; the sweep finds what is to be found then.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from django.db import connection

from mingjing.entry.pulse import sweep

if __name__ == "__main__":
    recording, minutes = sys.argv[1:]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evidence_progress SET heard = heard - %s WHERE recording_id = %s",
            [int(float(minutes) * 60_000), recording],
        )
    sweep()
