# SPDX-License-Identifier: Apache-2.0
"""Tables that change only inside an official act (留痕表).

The guard stands at each way to write that the ORM has: instances, querysets, bulk, cascades
(through the base manager). Raw SQL passes by it; only rooms' own batch code may use that.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.core import checks
from django.db import models

from mingjing.ledger.scope import demand_open

M = TypeVar("M", bound=models.Model)


class RecordedQuerySet(models.QuerySet[M, M]):
    """A queryset whose writes need an open act."""

    def _demand(self, operation: str) -> None:
        demand_open(self.model._meta.label, operation)

    # The signatures repeat Django's; values are the model's own, hence Any.
    def update(self, **kwargs: Any) -> int:
        """Update rows, inside an act only."""
        self._demand("update")
        return super().update(**kwargs)

    def _update(self, values: Any) -> int:  # the way Model.save goes
        self._demand("update")
        return int(super()._update(values))  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows, inside an act only."""
        self._demand("delete")
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:  # the way cascades go
        self._demand("delete")
        return int(super()._raw_delete(using))

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Insert many rows, inside an act only."""
        self._demand("bulk_create")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        """Update many rows, inside an act only."""
        self._demand("bulk_update")
        return super().bulk_update(objs, *args, **kwargs)


class RecordedManager(models.Manager[M]):
    """The manager of recorded tables."""

    def get_queryset(self) -> RecordedQuerySet[M]:
        """All rows, guarded."""
        return RecordedQuerySet(self.model, using=self._db)


class RecordedModel(models.Model):
    """Abstract base of tables that belong to official acts (留痕表).

    Raises: WriteOutsideAct on save, delete, update and bulk writes outside `official_act`.
    """

    objects: ClassVar[RecordedManager[Self]] = RecordedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        """Save the row, inside an act only."""
        demand_open(self._meta.label, "save")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, inside an act only."""
        demand_open(self._meta.label, "delete")
        return super().delete(*args, **kwargs)

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        """Django's model checks, and: no manager goes round the guard."""
        messages = super().check(**kwargs)
        managers = [*cls._meta.managers, cls._meta.base_manager]
        messages.extend(
            checks.Error(
                f"{cls._meta.label}.{manager.name} writes past the ledger",
                hint="derive its queryset from RecordedQuerySet",
                id="ledger.E001",
            )
            for manager in managers
            if not issubclass(manager.get_queryset().__class__, RecordedQuerySet)
        )
        return messages
