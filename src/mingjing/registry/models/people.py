# SPDX-License-Identifier: Apache-2.0
"""Tables of agencies, officers, accounts and appointments."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_agency_id() -> str:
    return new_id("agency")


def new_officer_id() -> str:
    return new_id("officer")


def new_account_id() -> str:
    return new_id("account")


class Agency(RecordedModel):
    """Administrative agency (行政机关)."""

    agency_id = models.CharField(primary_key=True, max_length=40, default=new_agency_id)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    usc_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    region = models.CharField(_("region"), max_length=40, db_index=True)
    short = models.CharField(_("short name in numbers"), max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["short"], condition=~models.Q(short=""), name="agency_short_once"
            ),
            models.UniqueConstraint(fields=["region", "name"], name="agency_name_in_region"),
        ]


class Officer(RecordedModel):
    """Enforcement officer (执法人员)."""

    officer_id = models.CharField(primary_key=True, max_length=40, default=new_officer_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField(_("name"), max_length=100)
    region = models.CharField(_("region"), max_length=40)
    skills = models.CharField(_("skills"), max_length=400, blank=True)
    is_auxiliary = models.BooleanField(_("auxiliary"), default=False)


class OfficerCertificate(RecordedModel):
    """Enforcement certificate (执法证件); only its holder may inspect, 行政处罚法 art. 42."""

    certificate_no = models.CharField(primary_key=True, max_length=40)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="certificates")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by user name; creation is an act, see `acts/`."""


class Account(AbstractBaseUser):
    """A person's or the machine's way in (账号).

    Not a recorded table by itself: signing in may rehash the password. Creating one is an act.
    """

    account_id = models.CharField(primary_key=True, max_length=40, default=new_account_id)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="accounts")
    officer = models.OneToOneField(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    last_login: Any = None  # signing in writes nothing; the ledger holds what was done

    USERNAME_FIELD = "username"
    objects = AccountManager()


class Appointment(RecordedModel):
    """A role held by an account, for a region, for a time (岗位任命)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=40)
    region = models.CharField(_("region"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "region", "valid_from"], name="appointment_once"
            ),
        ]
