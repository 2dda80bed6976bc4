# SPDX-License-Identifier: Apache-2.0
"""Tables of a case: its head, its steps, and what is derived from them for lists.

The steps are the case. Head, clocks, officers and held things are projections, written anew from
the steps in the act that takes a step, so that lists and constraints need not read files.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.cases.models.party import Party
from mingjing.cases.types.codes import ClockState, Outcome, Procedure, Stage
from mingjing.kernel.ids import new_id, new_nonce
from mingjing.ledger.public import RecordedModel


def new_case_id() -> str:
    return new_id("case")


def new_act_id() -> str:
    return new_id("act")


class UnlawfulAct(RecordedModel):
    """One unlawful act of one party (违法行为), 行政处罚法 art. 29: the unit that is fined once."""

    act_id = models.CharField(primary_key=True, max_length=40, default=new_act_id)
    identity_key = models.CharField(max_length=64, db_index=True)
    happened_from = models.DateField(_("from"))
    happened_to = models.DateField(_("to"))
    place_region = models.CharField(_("region"), max_length=40, blank=True)
    fined_by = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, null=True, related_name="fined_act"
    )


class Case(RecordedModel):
    """Case (案件): the head, derived from the steps but for its identity.

    `version` is the number of steps: whoever takes one says which version was seen.
    """

    case_id = models.CharField(primary_key=True, max_length=40, default=new_case_id)
    number = models.CharField(_("number"), max_length=60, unique=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    field = models.CharField(_("field"), max_length=40, blank=True)
    procedure = models.CharField(_("procedure"), max_length=10, choices=Procedure.choices())
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="cases")
    unlawful_act = models.ForeignKey(UnlawfulAct, on_delete=models.PROTECT, related_name="cases")
    clue_id = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=60, blank=True, db_index=True)
    power_item_code = models.CharField(_("power item"), max_length=60, db_index=True)
    summary = models.CharField(_("what it is about"), max_length=300)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices())
    is_suspended = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices(), blank=True)
    fine_fen = models.BigIntegerField(_("fine"), default=0)
    opened_on = models.DateField(_("filed on"))
    decided_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    due_on = models.DateField(_("next term"), null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unlawful_act"],
                condition=models.Q(is_open=True),
                name="case_open_once_per_act",
            ),
        ]
        indexes = [
            models.Index(fields=["agency_id", "stage", "due_on"], name="case_worklist"),
            # It holds all that `similar_cases` reads: the newest decided ones of an item.
            models.Index(
                fields=["power_item_code", "decided_on", "outcome", "fine_fen"],
                name="case_similar",
            ),
            models.Index(fields=["agency_id", "is_open", "due_on"], name="case_open_due"),
        ]


class CaseStep(RecordedModel):
    """One step of a case (案件步骤). Never changed.

    `receipt` is what the gates looked at outside the file: numbers of the law, surroundings.
    `nonce` makes the digest in the ledger unguessable.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    account_id = models.CharField(max_length=40)
    officer_id = models.CharField(max_length=40, blank=True)
    payload = models.JSONField()
    receipt = models.JSONField(default=dict)
    nonce = models.CharField(max_length=32, default=new_nonce)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["case_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="step_once")]
        # A replay of a benchmark reads the decisions of a hundred thousand cases, not their steps.
        indexes = [models.Index(fields=["act", "case"], name="step_by_act")]


class CaseOfficer(RecordedModel):
    """Officer who handles a case now (办案人员)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="officers")
    officer_id = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "officer_id"], name="case_officer_once")
        ]


class CaseClock(RecordedModel):
    """A clock of a case (办案时限).

    It bears its case's agency: what is due first in an agency is read from one index.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clocks")
    agency_id = models.CharField(max_length=40)
    deadline_id = models.CharField(max_length=10)
    about = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ClockState.choices())
    effect = models.CharField(max_length=20, blank=True)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "deadline_id", "about"], name="clock_once")
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="clock_sweep"),
            models.Index(fields=["agency_id", "state", "due_on", "case"], name="clock_due"),
        ]


class CaseWait(models.Model):
    """A step of a desk that a case waits for (待办事项): written anew from the steps.

    It bears its case's agency and region, so that a desk's list is read from one index. `barred`
    holds the accounts and officers that may not take the step, each between bars.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="waits")
    agency_id = models.CharField(max_length=40)
    region = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=60)
    action = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    barred = models.TextField(blank=True)
    only_for = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "act"], name="case_wait_once")]
        indexes = [
            models.Index(fields=["agency_id", "action", "until", "case"], name="case_wait_due"),
        ]


class HeldThing(RecordedModel):
    """A thing that is sealed, seized, frozen or preserved now (在押财物); once at a time.

    `mark` is the thing's mark after the party's key (`queries.around.held_key`): marks such as
    "freezer 1" tell the things of one party apart, not those of all.

    Law: ACL-023, ACL-029, 行政强制法 §23, §29.
    """

    mark = models.CharField(primary_key=True, max_length=120)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="held")
    measure_id = models.CharField(max_length=40)
    since = models.DateField()


class Publication(RecordedModel):
    """What the public reads of a decision (公示的决定): written anew from the steps.

    Of a person the family name alone; of what was withdrawn nothing but the reason.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="publication"
    )
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    party = models.CharField(_("party"), max_length=200)
    summary = models.TextField(_("what was done"))
    result = models.JSONField(_("what was decided"), default=dict)
    basis = models.JSONField(_("provisions"), default=list)
    decided_on = models.DateField(_("decided on"))
    published_on = models.DateField(_("published on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    withdrawn_because = models.TextField(_("reason of the withdrawal"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["-published_on", "case"], name="publication_newest")]
