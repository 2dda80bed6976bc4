# SPDX-License-Identifier: Apache-2.0
"""Categories, holds and deletions are of recordings and of received files alike (保管对象)."""

from django.db import migrations, models

_KINDS = [("recording", "录像"), ("received_file", "接收文件")]


def _of_kept(model: str) -> list[migrations.operations.base.Operation]:
    """The recording becomes an id beside its kind; what stands there is of recordings."""
    is_key = model == "deletion"
    plain = models.CharField(
        verbose_name="kept item",
        max_length=42,
        **({"primary_key": True, "serialize": False} if is_key else {"db_index": True}),
    )
    return [
        migrations.AlterField(model, "recording", plain),
        migrations.RenameField(model, "recording", "kept_id"),
        migrations.AddField(
            model,
            "kind",
            models.CharField(
                verbose_name="kind", max_length=20, choices=_KINDS, default="recording"
            ),
            preserve_default=False,
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_pushes")]

    operations = [
        migrations.AddField(
            "fileaccess",
            "entry_id",
            models.CharField(blank=True, default="", max_length=80, verbose_name="ledger entry"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("classification", "category_once"),
        migrations.AlterModelOptions("deletion", {"ordering": ["due_on", "kept_id"]}),
        *_of_kept("classification"),
        *_of_kept("hold"),
        *_of_kept("deletion"),
        migrations.AddConstraint(
            "classification",
            models.UniqueConstraint(
                fields=["kept_id", "category"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="category_once",
            ),
        ),
    ]
