# SPDX-License-Identifier: Apache-2.0
"""Table of recorded replays."""

from django.db import models

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_replay_id() -> str:
    return new_id("replay")


class ReplayRecord(RecordedModel):
    """A replay of a benchmark that was put on record (裁量基准回放记录): its figures, no case."""

    replay_id = models.CharField(primary_key=True, max_length=40, default=new_replay_id)
    benchmark_id = models.CharField(max_length=40, db_index=True)
    table_digest = models.CharField(max_length=64)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    summary = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
