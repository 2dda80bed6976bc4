# SPDX-License-Identifier: Apache-2.0
"""Forms of the inspection room: they read input, the acts decide."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation, Overflow
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjing.catalog.types import Severity
from mingjing.inspection.rules.checklist import Question
from mingjing.inspection.types import (
    Change,
    CheckLine,
    CheckOutcome,
    LeadKind,
    NewLead,
    NewPlan,
    VisitResult,
)
from mingjing.kernel.errors import Language
from mingjing.registry.types import AgencyView, ItemView

_PERCENT = Decimal(100)


class _Day(forms.DateField):
    """A day that calendars, time zones and "a year later" can still reckon with."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [
        MinValueValidator(date(1900, 1, 1)),
        MaxValueValidator(date(2199, 12, 31)),
    ]


class Boxes(forms.CheckboxSelectMultiple):
    """Check boxes in a fieldset that bears the field's id, so that an error can lead there."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of one box, or of the fieldset."""
        return super().id_for_label(id_, index) if index else id_


class NewPlanForm(forms.Form):
    """What a planner asks for (拟定检查计划)."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    agency = forms.ChoiceField(label=_("Agency"))
    region = forms.CharField(
        label=_("Region"),
        max_length=40,
        required=False,
        help_text=_("Code of the region; subjects outside are not candidates."),
    )
    period_from = _Day(label=_("First day"))
    period_to = _Day(label=_("Last day"))
    as_of = _Day(
        label=_("Scores as of"),
        help_text=_("A day for which scores are stored; these are used as they stand."),
    )
    items = forms.MultipleChoiceField(
        label=_("Inspection items"),
        widget=Boxes,
        help_text=_("All items of a subject are checked in one visit."),
    )
    budget = forms.IntegerField(label=_("Budget in visits"), min_value=1, max_value=100_000)
    random_percent = forms.DecimalField(
        label=_("Random share, per cent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("Drawn at random from everyone left: it measures what the model misses."),
    )
    statutory_percent = forms.DecimalField(
        label=_("Statutory coverage, per cent at most"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=0,
    )
    area_floor_percent = forms.DecimalField(
        label=_("Floor for each area, per cent of its proportional share"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=0,
        help_text=_("Keeps the risk lane from leaving an area out."),
    )
    area_quotas = forms.CharField(
        label=_("Own quotas of areas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each: area = per cent of the risk lane."),
    )

    def offer(
        self, agencies: tuple[AgencyView, ...], items: tuple[ItemView, ...], language: Language
    ) -> None:
        """Fills the choices with what the registers hold."""
        choices = [(one.agency_id, one.label(language)) for one in agencies]
        self._choice("agency").choices = choices
        self._choice("items").choices = [
            (one.item_code, f"{one.label(language)} · {one.legal_basis}") for one in items
        ]

    def clean_area_quotas(self) -> dict[str, Decimal]:
        """Lines `area = per cent` as ratios."""
        quotas = {}
        for line in self.cleaned_data["area_quotas"].splitlines():
            area, mark, percent = line.rpartition("=")
            if not line.strip():
                continue
            try:
                share = Decimal(percent.strip().rstrip("%")) / _PERCENT
            except (InvalidOperation, Overflow):
                mark, share = "", Decimal(0)
            quotas[area.strip()] = share
            if not mark or not share.is_finite() or not 0 <= share <= 1:
                raise forms.ValidationError(_("This line is not “area = per cent”: %s") % line)
        return quotas

    def plan(self) -> NewPlan:
        """The plan as the act takes it."""
        data = self.cleaned_data
        return NewPlan(
            title=data["title"],
            title_en=data["title_en"],
            period_from=data["period_from"],
            period_to=data["period_to"],
            as_of=data["as_of"],
            region=data["region"],
            agency_id=data["agency"],
            budget=data["budget"],
            random_share=data["random_percent"] / _PERCENT,
            items=tuple(data["items"]),
            statutory_share=data["statutory_percent"] / _PERCENT,
            area_quotas=data["area_quotas"],
            area_floor=data["area_floor_percent"] / _PERCENT,
        )

    def _choice(self, name: str) -> Any:  # a field of either choice class
        return self.fields[name]


class ChangeForm(forms.Form):
    """Add a subject to a draft, or take one out (人工调整)."""

    subject_id = forms.CharField(label=_("Subject id"), max_length=60)
    change = forms.ChoiceField(label=_("Change"), choices=[])
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        field: Any = self.fields["change"]
        field.choices = [(one.value, one.label(language)) for one in Change]


class LeadForm(forms.Form):
    """Take a lead (登记线索)."""

    subject_id = forms.CharField(
        label=_("Subject id"),
        max_length=60,
        help_text=_("The subject's page has a link that fills it in."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[])
    nature = forms.CharField(label=_("What is reported"), max_length=200)
    source_record = forms.CharField(
        label=_("Source record"),
        max_length=200,
        help_text=_("Number of the complaint, alert or letter; it is taken once."),
    )
    made_on = _Day(label=_("Made on"))

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.value, one.label(language)) for one in LeadKind]

    def lead(self, region: str, agency_id: str) -> NewLead:
        """The lead as the act takes it."""
        data = self.cleaned_data
        return NewLead(
            subject_id=data["subject_id"].strip(),
            kind=LeadKind(data["kind"]),
            nature=data["nature"],
            source_record=data["source_record"].strip(),
            made_on=data["made_on"],
            region=region,
            agency_id=agency_id,
        )


class ResultForm(forms.Form):
    """The result of a visit: times, entry, one answer for each line of the checklist."""

    visited_on = _Day(label=_("Visited on"))
    started = forms.TimeField(
        label=_("Began"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ended = forms.TimeField(
        label=_("Ended"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    is_entry_scanned = forms.BooleanField(
        label=_("Entry registered by scanning the code"), required=False
    )

    def __init__(
        self, *args: Any, asked: tuple[Question, ...], language: Language, **kwargs: Any
    ) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.asked = asked
        outcomes = [("", "—"), ("ok", CheckOutcome.OK.label(language))]
        outcomes += [
            (
                one.value,
                f"{CheckOutcome.VIOLATION.label(language)}: {one.label(language)}",
            )
            for one in Severity
        ]
        outcomes.append(("not_checked", CheckOutcome.NOT_CHECKED.label(language)))
        for number, question in enumerate(asked):
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=f"{question.check_code} {question.label(language)}",
                choices=outcomes,
            )
            self.fields[f"notes_{number}"] = forms.CharField(
                label=_("Notes"),
                required=False,
                max_length=1000,
                widget=forms.TextInput(
                    attrs={"placeholder": _("What was found, or why it was not checked")}
                ),
            )

    def questions(self) -> list[tuple[Question, Any, Any]]:
        """Each question with its two bound fields."""
        return [
            (question, self[f"outcome_{number}"], self[f"notes_{number}"])
            for number, question in enumerate(self.asked)
        ]

    def result(self, officers: tuple[str, ...]) -> VisitResult:
        """The result as the act takes it; times are those of the agency's place."""
        data = self.cleaned_data
        return VisitResult(
            started_at=self._instant(data["visited_on"], "started"),
            ended_at=self._instant(data["visited_on"], "ended"),
            officers=officers,
            is_entry_scanned=data["is_entry_scanned"],
            lines=tuple(self._line(number) for number in range(len(self.asked))),
        )

    def _instant(self, day: date, field: str) -> datetime:
        naive = datetime.combine(day, self.cleaned_data[field])
        return timezone.make_aware(naive, timezone.get_default_timezone())

    def _line(self, number: int) -> CheckLine:
        question = self.asked[number]
        given = self.cleaned_data[f"outcome_{number}"]
        is_violation = given in set(Severity)
        return CheckLine(
            item_code=question.item_code,
            check_code=question.check_code,
            outcome=CheckOutcome.VIOLATION if is_violation else CheckOutcome(given),
            severity=Severity(given) if is_violation else None,
            notes=self.cleaned_data[f"notes_{number}"],
        )
