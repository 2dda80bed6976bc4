# SPDX-License-Identifier: Apache-2.0
"""A session ends with what its reader looked for; one that goes on stays."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.pages import PageClient

from mingjing.entry import pulse

pytestmark = pytest.mark.django_db


def test_the_pulse_forgets_sessions_that_ended(page_client: PageClient) -> None:
    page_client.post("/search", {"q": "a name"})
    Session.objects.create(
        session_key="ended", session_data="", expire_date=timezone.now() - timedelta(seconds=1)
    )
    before = set(Session.objects.values_list("session_key", flat=True))
    pulse.sweep_hourly()
    assert before - set(Session.objects.values_list("session_key", flat=True)) == {"ended"}
    assert len(before) > 1
