# SPDX-License-Identifier: Apache-2.0
"""Tables of the ledger: entries, published checkpoints, cursors of followers.

`Entry` rows are written by `acts.record` and numbered once by the sequencer, both in SQL; the
ORM only reads them.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn

from django.db import models

from mingjing.ledger.types import EntryImmutable, Trouble


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


class Cosignature(models.Model):
    """A witness's signature on a published checkpoint (见证签名); `line` as it came."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="cosignatures", verbose_name="检查点"
    )
    witness = models.CharField("见证人", max_length=200)
    key_id = models.CharField("密钥标识", max_length=8)
    line = models.TextField("签名行")
    at = models.DateTimeField("见证时间")

    class Meta:
        verbose_name = "见证签名"
        ordering = ["witness", "key_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "witness", "key_id"], name="ledger_one_cosignature"
            )
        ]


class Stamp(models.Model):
    """A trusted timestamp on a published checkpoint (可信时间戳): the reply as it came."""

    checkpoint = models.OneToOneField(
        Checkpoint, on_delete=models.PROTECT, related_name="stamp", verbose_name="检查点"
    )
    reply = models.BinaryField("时间戳应答")
    at = models.DateTimeField("时间戳时间")
    authority = models.CharField("签发机构", max_length=300)
    serial = models.CharField("序列号", max_length=64)
    asked_at = models.DateTimeField("请求时间")

    class Meta:
        verbose_name = "可信时间戳"
        ordering = ["-checkpoint__size"]


class AttesterState(models.Model):
    """How a witness or a time-stamping authority stands (见证方状态): `size` it attested last."""

    name = models.CharField("名称", max_length=200)
    key_id = models.CharField("密钥标识", max_length=8, blank=True, default="")
    size = models.BigIntegerField("条目数", default=0)
    at = models.DateTimeField("见证时间", null=True)
    trouble = models.CharField(
        "未获见证的原因", max_length=20, blank=True, default="", choices=Trouble.choices()
    )
    seen_size = models.BigIntegerField("对方所见条目数", default=0)
    failed_at = models.DateTimeField("失败时间", null=True)
    attempts = models.IntegerField("失败次数", default=0)

    class Meta:
        verbose_name = "见证方状态"
        constraints = [
            models.UniqueConstraint(fields=["name", "key_id"], name="ledger_one_attester_state")
        ]
