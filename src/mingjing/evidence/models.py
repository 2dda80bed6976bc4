# SPDX-License-Identifier: Apache-2.0
"""Tables of the evidence room.

All but four are recorded: they change inside official acts only. `Link` and `Progress` are bulk:
the door writes them in plain SQL, many links in one commit (decision 0100). `RedactionDraft` is
what a person works on, `FilmJob` how far the machine has come (decision 0110).
"""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.evidence.types import (
    AccessHow,
    AlarmKind,
    DeletionState,
    KeptItem,
    KeptKind,
    KeyAlgorithm,
    LinkKind,
    Mode,
    RecordingState,
    SourceKind,
    TranscriptFormat,
)
from mingjing.evidence.types.redaction import FilmJobState, FilmWork, RedactionState
from mingjing.ledger.public import RecordedModel


class Device(RecordedModel):
    """A recorder: a key that an officer registered (执法记录仪).

    With a `source` the key is held by the platform, for what a source sends that signs nothing:
    `code_sha256` is the digest of its pass, `occasion_*` what it was issued for.
    """

    key = models.CharField(primary_key=True, max_length=64)
    algorithm = models.CharField(_("algorithm"), max_length=10, choices=KeyAlgorithm.choices())
    spki = models.BinaryField(_("public key"))
    name = models.CharField(_("name"), max_length=80)
    account_id = models.CharField(_("account"), max_length=40, db_index=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    registered_at = models.DateTimeField(_("registered at"))
    until = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True)
    revoked_by = models.CharField(_("withdrawn by"), max_length=40, blank=True)
    revoked_because = models.TextField(_("withdrawn because"), blank=True)
    source = models.CharField(
        _("unsigned source"), max_length=20, choices=SourceKind.choices(), blank=True
    )
    code_sha256 = models.CharField(max_length=64, blank=True)
    occasion_kind = models.CharField(_("kind of occasion"), max_length=60, blank=True)
    occasion_id = models.CharField(_("occasion"), max_length=60, blank=True)

    class Meta:
        ordering = ["-registered_at", "key"]
        indexes = [models.Index(fields=["code_sha256"], name="device_of_pass")]


class Ticket(RecordedModel):
    """Good for beginning one recording by one key (录制凭票)."""

    nonce = models.CharField(primary_key=True, max_length=32)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="tickets")
    given_at = models.DateTimeField(_("given at"))
    until = models.DateTimeField(_("until"))
    used_by = models.CharField(_("recording"), max_length=42, blank=True)


class Recording(RecordedModel):
    """One recording (录像): its head, whatever its length.

    `claimed_*` is the occasion that the recorder named, `occasion_*` the one it belongs to.
    """

    recording_id = models.CharField(primary_key=True, max_length=42)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="recordings")
    account_id = models.CharField(_("account"), max_length=40, db_index=True)
    agency_id = models.CharField(_("agency"), max_length=40)
    region = models.CharField(_("region"), max_length=40, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices())
    mime = models.CharField(_("media type"), max_length=120)
    claimed_kind = models.CharField(max_length=60, blank=True)
    claimed_id = models.CharField(max_length=60, blank=True)
    occasion_kind = models.CharField(_("kind of occasion"), max_length=60, blank=True)
    occasion_id = models.CharField(_("occasion"), max_length=60, blank=True)
    joined_by = models.CharField(_("joined by"), max_length=40, blank=True)
    joined_because = models.TextField(_("joined because"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RecordingState.choices())
    begun_at = models.DateTimeField(_("begun at"))
    opened_at = models.DateTimeField(_("opened at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    end_seq = models.BigIntegerField(_("last link"), null=True)
    end_reason = models.CharField(_("reason of the end"), max_length=20, blank=True)
    broken_off_at = models.BigIntegerField(_("broken off behind link"), null=True)
    lat = models.BigIntegerField(null=True)
    lon = models.BigIntegerField(null=True)
    root = models.CharField(_("root"), max_length=64, blank=True)
    chain_sha256 = models.CharField(_("digest of the chain"), max_length=64, blank=True)
    source = models.CharField(
        _("unsigned source"), max_length=20, choices=SourceKind.choices(), blank=True
    )

    @property
    def item(self) -> KeptItem:
        """As custody knows it."""
        return KeptItem(KeptKind.RECORDING, self.recording_id)

    @property
    def kept_from(self) -> datetime:
        """From when its term counts: its end."""
        return self.ended_at or self.opened_at

    class Meta:
        ordering = ["-opened_at", "recording_id"]
        indexes = [
            models.Index(fields=["state", "opened_at"], name="recording_by_state"),
            models.Index(fields=["occasion_kind", "occasion_id"], name="recording_of_occasion"),
            models.Index(fields=["agency_id", "-opened_at"], name="recording_of_agency"),
        ]


class Progress(models.Model):
    """What is held of a recording, counted as links come (接收进度); made from the links.

    `heard` is when the last link came, in milliseconds; `head` the digest of the highest link.
    """

    recording = models.OneToOneField(
        Recording, on_delete=models.PROTECT, primary_key=True, related_name="progress"
    )
    held = models.BigIntegerField(_("links held"), default=0)
    highest = models.BigIntegerField(_("highest link"), default=-1)
    head = models.CharField(_("head"), max_length=64, blank=True)
    bytes = models.BigIntegerField(_("bytes"), default=0)
    heard = models.BigIntegerField(_("last heard"))


class Link(models.Model):
    """One link while its recording is not complete (环); then it is a line of `chain.jsonl`."""

    pk = models.CompositePrimaryKey("recording_id", "seq")
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="links", db_index=False
    )
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=6, choices=LinkKind.choices())
    digest = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    length = models.BigIntegerField()
    raw = models.BinaryField()
    signature = models.BinaryField()
    received = models.BigIntegerField()
    ack_key = models.CharField(max_length=64)
    ack = models.BinaryField()


class Alarm(RecordedModel):
    """Something that must not be on a recording, with its proof (录像警报)."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField(_("kind"), max_length=12, choices=AlarmKind.choices())
    seq = models.BigIntegerField(_("link"))
    held = models.CharField(_("link held"), max_length=64)
    offered = models.CharField(_("link offered"), max_length=64)
    raw = models.BinaryField()
    signature = models.BinaryField()
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "seq", "offered"], name="alarm_once"),
        ]


class Anchor(RecordedModel):
    """The head of a recording as the ledger took it at an instant (锚定)."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="anchors")
    seq = models.BigIntegerField(_("link"))
    digest = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["id"]


class Said(RecordedModel):
    """What an entry of the ledger is the digest of (留存内容), for exports."""

    entry_id = models.CharField(primary_key=True, max_length=80)
    act = models.CharField(_("act"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.CharField(_("object"), max_length=80)
    payload = models.JSONField(_("payload"))

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="said_of_object")]


class Export(RecordedModel):
    """A bundle that was handed out (导出记录): who, why, which links, its digest."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="exports")
    account_id = models.CharField(_("account"), max_length=40)
    purpose = models.TextField(_("purpose"))
    first = models.BigIntegerField(_("first link"))
    last = models.BigIntegerField(_("last link"))
    sha256 = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80, blank=True)

    class Meta:
        ordering = ["-id"]


class Access(RecordedModel):
    """Who was let in to watch a recording, when and for what (观看记录)."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="accesses")
    account_id = models.CharField(_("account"), max_length=40)
    purpose = models.TextField(_("purpose"))
    how = models.CharField(
        _("how"), max_length=10, choices=AccessHow.choices(), default=AccessHow.WATCHED.value
    )
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recording", "account_id", "-at"], name="access_of_reader"),
        ]


class Note(RecordedModel):
    """Words about a stretch of a recording (时段文字说明), one row a version; none is deleted.

    `note_id` is the same for all versions, the highest of which is the one in force. Times are
    milliseconds of played scene.
    """

    note_id = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="notes")
    begin = models.BigIntegerField(_("from"))
    end = models.BigIntegerField(_("to"))
    text = models.TextField(_("text"))
    account_id = models.CharField(_("account"), max_length=40)
    because = models.TextField(_("corrected because"), blank=True)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["begin", "note_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["note_id", "version"], name="note_version_once"),
        ]


class Transcript(RecordedModel):
    """What was spoken, as an imported file says it (录像文字稿); a newer one goes before."""

    transcript_id = models.CharField(primary_key=True, max_length=40)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="transcripts")
    format = models.CharField(_("format"), max_length=10, choices=TranscriptFormat.choices())
    content = models.TextField(_("file"))
    sha256 = models.CharField(_("digest"), max_length=64)
    account_id = models.CharField(_("account"), max_length=40)
    source = models.TextField(_("who made it, and how"))
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["-at", "-transcript_id"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "sha256"], name="transcript_once"),
        ]


class SpokenLine(RecordedModel):
    """One line of a transcript (文字稿一行), milliseconds of played scene."""

    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    begin = models.BigIntegerField()
    end = models.BigIntegerField()
    speaker = models.CharField(max_length=80, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["transcript_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "number"], name="spoken_line_once"),
        ]


def _kind() -> "models.CharField[str, str]":
    """Whether it is about a recording or a received file; their ids differ (保管对象种类)."""
    return models.CharField(_("kind"), max_length=20, choices=KeptKind.choices())


class Classification(RecordedModel):
    """A category that a person put something kept into (保存类别), until it is withdrawn."""

    kind = _kind()
    kept_id = models.CharField(_("kept item"), max_length=42, db_index=True)
    category = models.CharField(_("category"), max_length=40)
    account_id = models.CharField(_("account"), max_length=40)
    because = models.TextField(_("because"))
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_entry_id = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kept_id", "category"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="category_once",
            ),
        ]


class Hold(RecordedModel):
    """A legal hold (依法暂停删除): while it stands nobody deletes."""

    hold_id = models.CharField(primary_key=True, max_length=40)
    kind = _kind()
    kept_id = models.CharField(_("kept item"), max_length=42, db_index=True)
    account_id = models.CharField(_("account"), max_length=40)
    because = models.TextField(_("because"))
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    lifted_by = models.CharField(max_length=40, blank=True)
    lifted_because = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_entry_id = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["at", "hold_id"]


class Deletion(RecordedModel):
    """How content comes to be deleted (到期删除): found, proposed, decided, done.

    `policy` says in both languages which term ran out; `due_on` is its last day.
    """

    kept_id = models.CharField(_("kept item"), primary_key=True, max_length=42)
    kind = _kind()
    state = models.CharField(_("state"), max_length=10, choices=DeletionState.choices())
    due_on = models.DateField(_("last day"))
    policy_zh = models.TextField()
    policy_en = models.TextField()
    found_at = models.DateTimeField()
    proposed_by = models.CharField(_("proposed by"), max_length=40, blank=True)
    proposed_because = models.TextField(_("proposed because"), blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_entry_id = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=40, blank=True)
    decided_because = models.TextField(_("decided because"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_entry_id = models.CharField(max_length=80, blank=True)
    bodies = models.BigIntegerField(_("bodies"), default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "kept_id"]
        indexes = [models.Index(fields=["state", "due_on"], name="deletion_by_state")]


class Share(RecordedModel):
    """A recording lent to a named person for a time (限时共享); the code itself is not kept."""

    share_id = models.CharField(primary_key=True, max_length=40)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="shares")
    code_sha256 = models.CharField(max_length=64, unique=True)
    recipient = models.CharField(_("to whom"), max_length=120)
    purpose = models.TextField(_("purpose"))
    until = models.DateTimeField(_("until"))
    redaction = models.ForeignKey(
        "Redaction", on_delete=models.PROTECT, null=True, related_name="shares"
    )
    first = models.BigIntegerField(_("first link"), null=True)
    last = models.BigIntegerField(_("last link"), null=True)
    account_id = models.CharField(_("account"), max_length=40)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)
    revoked_by = models.CharField(max_length=40, blank=True)
    revoked_because = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_entry_id = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-at", "share_id"]


class Viewing(RecordedModel):
    """The receipt of one viewing of a shared recording (查看回执): the name that was typed."""

    viewing_id = models.CharField(primary_key=True, max_length=40)
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="viewings")
    name = models.CharField(_("name"), max_length=80)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["-at", "viewing_id"]


class RedactionDraft(models.Model):
    """What one person has planned to hide so far (脱敏方案草稿)."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="drafts")
    account_id = models.CharField(_("account"), max_length=40)
    version = models.PositiveIntegerField(default=0)
    plan = models.JSONField(_("plan"))
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "account_id"], name="draft_of_person"),
        ]


class Redaction(RecordedModel):
    """A redacted copy of a recording (脱敏件): the plan, the new film, who approved it.

    `root` is that of the original; `sha256` finds the film among the objects.
    """

    redaction_id = models.CharField(primary_key=True, max_length=42)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="redactions")
    state = models.CharField(_("state"), max_length=10, choices=RedactionState.choices())
    plan = models.JSONField(_("plan"))
    plan_sha256 = models.CharField(_("digest of the plan"), max_length=64)
    reasons = models.JSONField(_("reasons"))
    because = models.TextField(_("purpose"))
    root = models.CharField(_("root"), max_length=64)
    planned_by = models.CharField(_("planned by"), max_length=40)
    planned_at = models.DateTimeField(_("planned at"))
    planned_entry_id = models.CharField(max_length=80)
    sha256 = models.CharField(_("digest"), max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(_("bytes"), default=0)
    length = models.BigIntegerField(_("length"), default=0)
    software = models.CharField(_("software"), max_length=200, blank=True)
    rendered_at = models.DateTimeField(null=True)
    rendered_entry_id = models.CharField(max_length=80, blank=True)
    failure = models.CharField(_("failure"), max_length=60, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=40, blank=True)
    decided_because = models.TextField(_("decided because"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_entry_id = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-planned_at", "redaction_id"]


class RedactionHandout(RecordedModel):
    """One time that a redacted copy left the house (脱敏件交付): who, why, in which file."""

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="handouts")
    account_id = models.CharField(_("account"), max_length=40)
    purpose = models.TextField(_("purpose"))
    sha256 = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["-id"]


class FilmJob(models.Model):
    """What the machine does with a film and how far it has come (影片任务). Units: milliseconds.

    `run` names the worker that has it; one that falls silent loses it to the next.
    """

    job_id = models.CharField(primary_key=True, max_length=42)
    work = models.CharField(max_length=10, choices=FilmWork.choices())
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="film_jobs")
    redaction = models.OneToOneField(
        Redaction, on_delete=models.PROTECT, null=True, related_name="job"
    )
    account_id = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=FilmJobState.choices())
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    run = models.CharField(max_length=42, blank=True)
    queued_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)
    result = models.JSONField(default=list)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "job_id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="film_job_by_state")]


class Dock(RecordedModel):
    """A place where recorders are emptied (采集站), and the recorders it may take from."""

    dock_id = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=80, unique=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    recorders = models.JSONField(_("recorders"))
    pass_id = models.CharField(_("pass"), max_length=32)
    registered_at = models.DateTimeField(_("registered at"))
    registered_by = models.CharField(_("registered by"), max_length=40)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True)
    revoked_by = models.CharField(_("withdrawn by"), max_length=40, blank=True)
    revoked_because = models.TextField(_("withdrawn because"), blank=True)

    class Meta:
        ordering = ["name"]


class ReceivedFile(RecordedModel):
    """A whole file that came in (接收文件); the object is found by its digest.

    Two uploads of the same bytes are two receipts of one object.
    """

    file_id = models.CharField(primary_key=True, max_length=42)
    name = models.CharField(_("name"), max_length=200)
    media = models.CharField(_("media type"), max_length=120)
    size = models.BigIntegerField(_("bytes"))
    sha256 = models.CharField(_("digest"), max_length=64, db_index=True)
    account_id = models.CharField(_("account"), max_length=40, blank=True)
    dock = models.ForeignKey(Dock, on_delete=models.PROTECT, null=True, related_name="files")
    recorder = models.CharField(_("recorder"), max_length=80, blank=True)
    source = models.CharField(_("place on the recorder"), max_length=500, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40)
    region = models.CharField(_("region"), max_length=40, blank=True)
    occasion_kind = models.CharField(_("kind of occasion"), max_length=60, blank=True)
    occasion_id = models.CharField(_("occasion"), max_length=60, blank=True)
    joined_by = models.CharField(_("joined by"), max_length=40, blank=True)
    joined_because = models.TextField(_("joined because"), blank=True)
    received_at = models.DateTimeField(_("received at"))

    @property
    def item(self) -> KeptItem:
        """As custody knows it."""
        return KeptItem(KeptKind.FILE, self.file_id)

    @property
    def kept_from(self) -> datetime:
        """From when its term counts: its receipt, as no clock of ours saw what it shows."""
        return self.received_at

    class Meta:
        ordering = ["-received_at", "file_id"]
        indexes = [
            models.Index(fields=["occasion_kind", "occasion_id"], name="received_for_occasion"),
            models.Index(fields=["agency_id", "-received_at"], name="received_by_agency"),
            models.Index(fields=["dock", "recorder"], name="received_from_recorder"),
        ]


class FileAccess(RecordedModel):
    """Who was handed a received file, when and for what (文件取用记录)."""

    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="accesses")
    account_id = models.CharField(_("account"), max_length=40)
    purpose = models.TextField(_("purpose"))
    at = models.DateTimeField(_("at"))
    entry_id = models.CharField(_("ledger entry"), max_length=80, blank=True)

    class Meta:
        ordering = ["-id"]
