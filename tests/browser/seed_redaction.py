# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""What the worker of films does, once: `python -m tests.browser.seed_redaction`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from mingjing.evidence import public
from mingjing.kernel.clock import system_now


def main() -> None:
    """Does every task that waits."""
    public.ask_for_films(system_now(), lambda job_id: public.do_film_job(job_id, system_now))


if __name__ == "__main__":
    main()
