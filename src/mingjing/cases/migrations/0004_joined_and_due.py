# SPDX-License-Identifier: Apache-2.0
"""A clock bears its case's agency; a joined case has a stage; officers have their spot cases."""

from typing import Any

from django.db import migrations, models


def bear_agencies(apps: Any, editor: Any) -> None:
    case = apps.get_model("cases", "Case")
    own = case.objects.filter(pk=models.OuterRef("case_id")).values("agency_id")[:1]
    apps.get_model("cases", "CaseClock").objects.update(agency_id=models.Subquery(own))


def name_officers(apps: Any, editor: Any) -> None:
    officer = apps.get_model("cases", "CaseOfficer")
    steps = apps.get_model("cases", "CaseStep").objects.filter(act="case.decided_on_the_spot")
    for step in steps.exclude(case__stage="archived").iterator(chunk_size=500):
        if not officer.objects.filter(case_id=step.case_id).exists():
            officer.objects.bulk_create(
                officer(case_id=step.case_id, officer_id=one) for one in step.payload["officers"]
            )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_benchmark_replay")]

    operations = [
        migrations.AddField(
            model_name="caseclock",
            name="agency_id",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="case",
            name="stage",
            field=models.CharField(
                choices=[
                    ("investigation", "调查取证"),
                    ("review", "审核"),
                    ("notice", "事先告知"),
                    ("decided", "已决定待送达"),
                    ("performance", "履行与执行"),
                    ("transferred", "已移送"),
                    ("joined", "已并案"),
                    ("closed", "已结案"),
                    ("archived", "已归档"),
                ],
                max_length=20,
                verbose_name="stage",
            ),
        ),
        migrations.RunPython(bear_agencies, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(name_officers, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="caseclock",
            index=models.Index(fields=["agency_id", "state", "due_on", "case"], name="clock_due"),
        ),
    ]
