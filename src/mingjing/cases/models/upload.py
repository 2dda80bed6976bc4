# SPDX-License-Identifier: Apache-2.0
"""Table of files that were handed in and are no evidence yet."""

from django.db import models

from mingjing.cases.types.files import FileType
from mingjing.kernel.ids import new_id


def new_upload_id() -> str:
    return new_id("upload")


class Upload(models.Model):
    """File that waits for the step that makes it evidence (待用文件); no official act.

    The row is there before the object and goes after it, so that no object is without a row or
    step. `leaving_at` is set while its object is being taken away: nobody may name it then.
    """

    upload_id = models.CharField(primary_key=True, max_length=40, default=new_upload_id)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="uploads")
    account_id = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=10, choices=FileType.choices())
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(db_index=True)
    leaving_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "account_id", "digest"], name="upload_once")
        ]
