# SPDX-License-Identifier: Apache-2.0
import secrets

from django.db import migrations, models

import mingjing.cases.models.case


def _each_its_own(apps, schema_editor):
    """A column that is added gives all rows the same nonce; each row gets one that only it has."""
    for name in ("Clue", "Complaint"):
        for row in apps.get_model("cases", name).objects.only("pk").iterator():
            row.nonce = secrets.token_hex(16)
            row.save(update_fields=["nonce"])


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_reference_by_agency'),
    ]

    operations = [
        migrations.AddField(
            model_name='clue',
            name='nonce',
            field=models.CharField(default=mingjing.cases.models.case.new_nonce, max_length=32),
        ),
        migrations.AddField(
            model_name='complaint',
            name='nonce',
            field=models.CharField(default=mingjing.cases.models.case.new_nonce, max_length=32),
        ),
        migrations.RunPython(_each_its_own, migrations.RunPython.noop),
    ]
