# SPDX-License-Identifier: Apache-2.0
"""Tables of the inspection room. All are recorded: they change inside official acts only.

Rows of other rooms (agencies, officers, subjects, items) are named by their opaque ids.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.catalog.types import Severity
from mingjing.inspection.types import (
    Change,
    CheckOutcome,
    Lane,
    LeadKind,
    LeadState,
    Stage,
    TaskState,
    VisitFound,
)
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_plan_id() -> str:
    return new_id("plan")


def new_task_id() -> str:
    return new_id("task")


def new_result_id() -> str:
    return new_id("result")


def new_recusal_id() -> str:
    return new_id("recusal")


def new_paper_id() -> str:
    return new_id("paper")


def new_lead_id() -> str:
    return new_id("lead")


def new_code_id() -> str:
    return new_id("visitcode")


def new_evaluation_id() -> str:
    return new_id("evaluation")


def new_year_plan_id() -> str:
    return new_id("yearplan")


class Plan(RecordedModel):
    """Inspection plan (检查计划)."""

    plan_id = models.CharField(primary_key=True, max_length=40, default=new_plan_id)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    period_from = models.DateField(_("first day"))
    period_to = models.DateField(_("last day"))
    as_of = models.DateField(_("scores of"))
    budget = models.PositiveIntegerField(_("budget in visits"))
    random_take = models.PositiveIntegerField(_("random visits"))
    random_share = models.DecimalField(_("random share"), max_digits=5, decimal_places=4)
    statutory_share = models.DecimalField(_("statutory share"), max_digits=5, decimal_places=4)
    area_quotas = models.JSONField(_("area quotas"), default=dict)
    area_floor = models.DecimalField(_("area floor"), max_digits=5, decimal_places=4)
    items = models.JSONField(_("inspection items"), default=list)
    model_id = models.CharField(_("risk model"), max_length=80, blank=True)
    yearly_cap = models.PositiveSmallIntegerField(_("yearly cap"), null=True, blank=True)
    due_before = models.DateField(_("coverage due before"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices())
    candidates = models.PositiveIntegerField(_("candidates"))
    frame_size = models.PositiveIntegerField(_("random frame"))
    excluded = models.JSONField(_("left out"), default=dict)
    leads_waiting = models.PositiveIntegerField(_("leads waiting"), default=0)
    limits = models.JSONField(_("limits applied"), default=list)
    drafted_by = models.CharField(_("drafted by"), max_length=40)
    drafted_at = models.DateTimeField(_("drafted at"))

    class Meta:
        ordering = ["-drafted_at", "plan_id"]


class PlanCandidates(RecordedModel):
    """The register of objects as it was handed in for a plan (检查对象名录), one document."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="register")
    digest = models.CharField(_("digest"), max_length=64)
    content = models.BinaryField(_("content"))


class PlanChange(RecordedModel):
    """A change of the selection by hand, with its reason (人工调整)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    subject_id = models.CharField(_("subject"), max_length=60)
    change = models.CharField(_("change"), max_length=10, choices=Change.choices())
    reason = models.TextField(_("reason"))
    by = models.CharField(_("changed by"), max_length=40)
    at = models.DateTimeField(_("changed at"))

    class Meta:
        ordering = ["id"]


class Pool(RecordedModel):
    """A frozen pool (名单快照): one canonical document whose hash is in the ledger."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="pool")
    digest = models.CharField(_("digest"), max_length=64)
    content = models.BinaryField(_("content"))
    announcement = models.CharField(_("announced public string"), max_length=300, blank=True)
    objects_count = models.PositiveIntegerField(_("objects"))
    officers_count = models.PositiveIntegerField(_("officers"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    frozen_by = models.CharField(_("frozen by"), max_length=40)
    frozen_at = models.DateTimeField(_("frozen at"))


class Draw(RecordedModel):
    """A draw (双随机抽取) with all that its replay needs besides the pool."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="draw")
    algorithm = models.CharField(_("algorithm"), max_length=40)
    checkpoint_size = models.BigIntegerField(_("checkpoint size"))
    checkpoint_root = models.CharField(_("checkpoint root"), max_length=44)
    proof = models.TextField(_("proof of the freezing"))
    log_key = models.CharField(_("log key"), max_length=300)
    public_string = models.CharField(_("public string"), max_length=200, blank=True)
    seed = models.CharField(_("seed"), max_length=64)
    result = models.BinaryField(_("result"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    drawn_by = models.CharField(_("drawn by"), max_length=40)
    drawn_at = models.DateTimeField(_("drawn at"))


class Lead(RecordedModel):
    """A lead about a subject (线索)."""

    lead_id = models.CharField(primary_key=True, max_length=40, default=new_lead_id)
    subject_id = models.CharField(_("subject"), max_length=60, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=LeadKind.choices())
    nature = models.CharField(_("nature"), max_length=200)
    source_record = models.CharField(_("source record"), max_length=200)
    made_on = models.DateField(_("made on"))
    region = models.CharField(_("region"), max_length=40, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LeadState.choices())
    taken_by = models.CharField(_("taken by"), max_length=40)
    taken_at = models.DateTimeField(_("taken at"))

    class Meta:
        ordering = ["-made_on", "lead_id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "source_record"], name="lead_taken_once"),
        ]


class Task(RecordedModel):
    """One visit of a plan to one subject, all items at once (检查任务、综合查一次)."""

    task_id = models.CharField(primary_key=True, max_length=40, default=new_task_id)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    subject_id = models.CharField(_("subject"), max_length=60, db_index=True)
    lane = models.CharField(_("lane"), max_length=10, choices=Lane.choices())
    stratum = models.CharField(_("stratum"), max_length=500, blank=True)
    area = models.CharField(_("area"), max_length=120, blank=True)
    category = models.CharField(_("category"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    is_first_visit = models.BooleanField(_("never visited before"), default=False)
    taken = models.PositiveIntegerField(_("drawn of the stratum"), default=1)
    population = models.PositiveIntegerField(_("size of the stratum"), default=1)
    items = models.JSONField(_("inspection items"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=TaskState.choices())
    lead = models.ForeignKey(
        Lead, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    cap_exception = models.TextField(_("reason above the cap"), blank=True)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    violations = models.PositiveSmallIntegerField(_("violations"), default=0)
    has_critical = models.BooleanField(_("critical violation"), default=False)
    cancelled_because = models.TextField(_("cancelled because"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["plan", "lane"], name="task_plan_lane")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "subject_id"], name="task_once_per_plan"),
        ]


class TaskOfficer(RecordedModel):
    """An officer's turn on a task (检查人员): drawn, or in for another from the reserves."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="turns")
    officer_id = models.CharField(_("officer"), max_length=40, db_index=True)
    position = models.PositiveSmallIntegerField(_("position"))
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason of the replacement"), blank=True)

    class Meta:
        ordering = ["position", "id"]


class TaskResult(RecordedModel):
    """What was entered after a visit (检查结果)."""

    result_id = models.CharField(primary_key=True, max_length=40, default=new_result_id)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="result")
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"))
    officers = models.JSONField(_("officers present"), default=list)
    is_entry_scanned = models.BooleanField(_("entry scanned"))
    entered_by = models.CharField(_("entered by"), max_length=40)
    entered_at = models.DateTimeField(_("entered at"))


class CheckFinding(RecordedModel):
    """The finding for one line of the checklist (检查项结果)."""

    result = models.ForeignKey(TaskResult, on_delete=models.PROTECT, related_name="lines")
    item_code = models.CharField(_("item code"), max_length=60)
    check_code = models.CharField(_("check code"), max_length=60)
    outcome = models.CharField(_("outcome"), max_length=12, choices=CheckOutcome.choices())
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices(), blank=True
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["id"]


class PaperSerial(RecordedModel):
    """Running number of a series of an agency in a year (文书流水号), without gaps."""

    agency_id = models.CharField(max_length=40)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "series", "year"], name="paper_serial_once"
            ),
        ]


class VisitPaper(RecordedModel):
    """A form of a visit that was made (检查文书): what it says; files are laid out from it."""

    paper_id = models.CharField(primary_key=True, max_length=40, default=new_paper_id)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="papers")
    form = models.CharField(_("form"), max_length=40)
    number = models.CharField(_("number"), max_length=120, unique=True)
    content = models.JSONField(_("content"))
    nonce = models.CharField(max_length=32)
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    issued_by = models.CharField(_("issued by"), max_length=40)
    issued_at = models.DateTimeField(_("issued at"))

    class Meta:
        ordering = ["issued_at", "paper_id"]


class Recusal(RecordedModel):
    """An officer who must stand aside for a subject or an owner (回避)."""

    recusal_id = models.CharField(primary_key=True, max_length=40, default=new_recusal_id)
    officer_id = models.CharField(_("officer"), max_length=40, db_index=True)
    subject_id = models.CharField(_("subject"), max_length=60, blank=True)
    owner_key = models.CharField(_("owner"), max_length=120, blank=True)
    reason = models.TextField(_("reason"))
    declared_on = models.DateField(_("declared on"))
    declared_by = models.CharField(_("declared by"), max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer_id", "subject_id", "owner_key"], name="recusal_once"
            ),
        ]


class VisitCode(RecordedModel):
    """The firm's way to its visit (检查码): only a digest of the code is kept, the newest holds."""

    code_id = models.CharField(primary_key=True, max_length=40, default=new_code_id)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="code")
    code_digest = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(_("issued by"), max_length=40)
    issued_at = models.DateTimeField(_("issued at"))
    expires_on = models.DateField(_("expires on"))


class CodeTry(models.Model):
    """Wrong codes from one address (错码计数), shared by all processes; no official act.

    The address is kept as a keyed digest, and for no longer than the count runs.
    """

    address_digest = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)


class VisitEvaluation(RecordedModel):
    """What the firm said of the visit (企业评价); supervisors read it, officers do not."""

    evaluation_id = models.CharField(primary_key=True, max_length=40, default=new_evaluation_id)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="evaluation")
    rating = models.PositiveSmallIntegerField(_("rating"))
    conduct = models.JSONField(_("objections"), default=list)
    text = models.TextField(_("text"), blank=True)
    nonce = models.CharField(max_length=32)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "evaluation_id"]


class VisitPublication(RecordedModel):
    """The published result of a visit (检查结果公示)."""

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="publication")
    found = models.CharField(_("found"), max_length=20, choices=VisitFound.choices())
    ended_on = models.DateField(_("visited on"))
    due_on = models.DateField(_("due on"))
    published_on = models.DateField(_("published on"))
    published_by = models.CharField(_("published by"), max_length=40)

    class Meta:
        ordering = ["-published_on", "-id"]


class YearPlan(RecordedModel):
    """A published yearly plan (年度检查计划); a change is a new number of the same year."""

    year_plan_id = models.CharField(primary_key=True, max_length=40, default=new_year_plan_id)
    agency_id = models.CharField(_("agency"), max_length=40)
    region = models.CharField(_("region"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    document_no = models.CharField(_("document number"), max_length=200)
    lines = models.JSONField(_("lines"), default=list)
    due_on = models.DateField(_("due on"))
    published_on = models.DateField(_("published on"))
    published_by = models.CharField(_("published by"), max_length=40)
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["-year", "agency_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "year", "number"], name="year_plan_once"),
        ]
