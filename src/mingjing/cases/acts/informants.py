# SPDX-License-Identifier: Apache-2.0
"""Puts who complains or reports on file (投诉举报人登记)."""

from mingjing.cases.models import Informant
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.types.inputs import NewInformant


def new_informant(one: NewInformant) -> Informant:
    """A name with a way to reach it, kept apart from what was said.

    Raises: FieldWrong.
    """
    demand_reason(one.name, "name")
    demand_reason(one.contact, "contact")
    return Informant.objects.create(name=one.name.strip(), contact=one.contact.strip())
