# SPDX-License-Identifier: Apache-2.0
"""Tables of the ledger: entries, published checkpoints, cursors of followers.

`Entry` rows are written by `acts.record` and numbered once by the sequencer, both in SQL; the
ORM only reads them.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn

from django.db import models

from mingjing.ledger.types import EntryImmutable


class AppendOnlyQuerySet(models.QuerySet["Entry", "Entry"]):
    """A queryset that only reads."""

    def _refuse(self, operation: str) -> NoReturn:
        raise EntryImmutable(operation=operation)

    # The signatures repeat Django's; nothing is done with the arguments.
    def update(self, **kwargs: Any) -> int:
        """Never."""
        self._refuse("update")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never."""
        self._refuse("delete")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Never: `acts.record` is the way."""
        self._refuse("bulk_create")

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        """Never."""
        self._refuse("bulk_update")


class Entry(models.Model):
    """One official act, as the ledger keeps it (账本条目)."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.CharField("条目编号", max_length=200, unique=True)
    act = models.CharField("行为", max_length=80)
    kind = models.CharField("对象种类", max_length=80)
    object_id = models.CharField("对象标识", max_length=200)
    agency_id = models.CharField("机关", max_length=200)
    account_id = models.CharField("行为人", max_length=200)
    at = models.DateTimeField("时间")
    digest = models.CharField("摘要", max_length=64)
    leaf_index = models.BigIntegerField("序号", null=True, unique=True)

    objects: ClassVar[models.Manager["Entry"]] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        verbose_name = "账本条目"
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["kind", "object_id"], name="ledger_entry_object"),
            models.Index(fields=["act"], name="ledger_entry_act"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:  # Django's own signature
        """Never: `acts.record` is the way."""
        raise EntryImmutable(operation="save")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise EntryImmutable(operation="delete")


class Checkpoint(models.Model):
    """A signed state of the log that was published (检查点)."""

    size = models.BigIntegerField("条目数", unique=True)
    root = models.CharField("根", max_length=44)
    note = models.TextField("签名文本")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "检查点"
        ordering = ["-size"]


class FollowerCursor(models.Model):
    """How far a follower has read (跟随者游标); `position` is the next leaf."""

    name = models.CharField("跟随者", max_length=80, unique=True)
    position = models.BigIntegerField("位置", default=0)
    failed_at = models.DateTimeField("失败时间", null=True)
    failure = models.CharField("失败原因", max_length=300, blank=True, default="")
    attempts = models.IntegerField("失败次数", default=0)

    class Meta:
        verbose_name = "跟随者游标"
        ordering = ["name"]
