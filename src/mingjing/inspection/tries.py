# SPDX-License-Identifier: Apache-2.0
"""Wrong codes of one address (错码计数), counted in the database for all processes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from mingjing.inspection.models import CodeTry
from mingjing.inspection.types import TooManyTries

_TRIES, _WITHIN = 10, timedelta(minutes=10)


def demand_patience(address: str, now: datetime) -> None:
    """Goes on while few wrong codes came from the address.

    Raises: TooManyTries.
    """
    if CodeTry.objects.filter(
        address_digest=_digest(address), until__gt=now, tries__gte=_TRIES
    ).exists():
        raise TooManyTries


def count_wrong(address: str, now: datetime) -> None:
    """Count one wrong code; counts that have run out are forgotten."""
    key = _digest(address)
    with transaction.atomic():
        CodeTry.objects.filter(until__lte=now).delete()
        CodeTry.objects.get_or_create(address_digest=key, defaults={"until": now + _WITHIN})
        CodeTry.objects.filter(address_digest=key).update(tries=F("tries") + 1)


def _digest(address: str) -> str:
    return salted_hmac("inspection.visit", address, algorithm="sha256").hexdigest()
