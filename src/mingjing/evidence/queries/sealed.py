# SPDX-License-Identifier: Apache-2.0
"""Whether the law seals a recording or a file (封存): the rooms above know the matter."""

from django.conf import settings
from django.utils.module_loading import import_string

from mingjing.evidence.types import SealMaker


def is_sealed(kind: str, occasion_id: str) -> bool:
    """Whether a room above says so of the occasion."""
    makers: tuple[tuple[str, SealMaker], ...] = import_string(settings.RECORDING_SEALS)
    return any(occasion_id in maker([occasion_id]) for name, maker in makers if name == kind)
