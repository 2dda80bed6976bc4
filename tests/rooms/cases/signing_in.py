# SPDX-License-Identifier: Apache-2.0
"""Signs somebody in who holds one role, by default at the bureau."""

from datetime import date

from django.contrib.auth import get_user_model
from tests.pages import PageClient
from tests.rooms.cases.bureau import REGION, Bureau

from mingjing.registry.public import NewAccount, appoint


def client_of(bureau: Bureau, role: str, agency_id: str = "") -> PageClient:
    """A page client of an account that is named as its role."""
    where = agency_id or bureau.agency_id
    account = NewAccount(role, role, where, REGION, (role,), date(2020, 1, 1))
    appoint(actor=bureau.system, now=bureau.now, account=account, password="correct horse battery")
    client = PageClient(headers={"accept-language": "en"})
    user = get_user_model().objects.get(username=role)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
