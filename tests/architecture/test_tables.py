# SPDX-License-Identifier: Apache-2.0
"""Tables: foreign keys point down, migrations are complete, history cannot be skipped."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model

from mingjing.ledger.public import RecordedModel
from tests.architecture.house import FLOORS

NOT_RECORDED = {
    "cases.CaseWait": "made from the steps; no act",
    "cases.StepDraft": "what a person has typed so far; no act",
    "evidence.FilmJob": "how far the machine has come with a film; what comes of it is an act",
    "evidence.Link": "bulk: the door writes them in group commits; each is signed by its recorder",
    "evidence.RedactionDraft": "what a person has planned so far; no act",
    "evidence.Progress": "made from the links",
    "inspection.CodeTry": "wrong codes of an address, counted for ten minutes; no act",
    "cases.Upload": "a file that waits for its step; no act",
    "ledger.Entry": "the ledger itself, immutable by its own rule",
    "ledger.Checkpoint": "made from the entries",
    "ledger.Cosignature": "another body's signature, not an act of ours",
    "ledger.Stamp": "an authority's statement, not an act of ours",
    "ledger.AttesterState": "how the way to a witness or an authority stands",
    "ledger.FollowerCursor": "a reader's place",
    "registry.Account": "signing in may rehash the password; creation is an act",
}


def own_models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m._meta.app_label in FLOORS]


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in own_models():
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or not field.related_model:
                continue
            assert not isinstance(field.related_model, str)
            target = field.related_model._meta.app_label
            if FLOORS.get(target, -1) > FLOORS[model._meta.app_label]:
                upward.append(f"{model._meta.label}.{field.name} -> {target}")
    assert upward == []


def test_each_table_is_recorded_or_says_why_not() -> None:
    plain = {m._meta.label for m in own_models() if not issubclass(m, RecordedModel)}
    assert plain - set(NOT_RECORDED) == set()


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
