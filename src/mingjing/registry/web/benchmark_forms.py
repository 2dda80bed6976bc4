# SPDX-License-Identifier: Apache-2.0
"""Forms of benchmarks: they read input, the acts decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.errors import Language
from mingjing.registry.types import AgencyView, Factor, FactorKind

_UNKNOWN = "?"


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FactsForm(forms.Form):
    """The facts that a table asks for (裁量因素)."""

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.language = language
        self.factors: tuple[Factor, ...] = ()

    def ask(self, factors: Iterable[Factor]) -> None:
        """A field for each factor; an empty one is unknown."""
        self.factors = tuple(factors)
        for place, factor in enumerate(self.factors):
            self.fields[f"fact-{place}"] = self._field(factor)

    def _field(self, factor: Factor) -> forms.Field:
        label = factor.label(self.language)
        unit = factor.unit or (_("yuan") if factor.kind == FactorKind.MONEY else "")
        unknown = (_UNKNOWN, _("not known"))
        if factor.kind == FactorKind.CHOICE:
            named = [(choice, choice) for choice in factor.choices]
            return forms.ChoiceField(label=label, required=False, choices=[unknown, *named])
        if factor.kind == FactorKind.BOOLEAN:
            answers = [unknown, ("true", _("yes")), ("false", _("no"))]
            return forms.ChoiceField(label=label, required=False, choices=answers)
        if factor.kind == FactorKind.DATE:
            return forms.CharField(label=label, required=False, widget=_date_input())
        return forms.CharField(
            label=label,
            required=False,
            max_length=40,
            help_text=unit,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def facts(self) -> dict[str, object]:
        """The facts by name; what is left open is unknown."""
        given = {f.name: self.cleaned_data[f"fact-{n}"] for n, f in enumerate(self.factors)}
        return {name: None if value in ("", _UNKNOWN) else value for name, value in given.items()}


class HeadForm(forms.Form):
    """What is said about a benchmark beside its table (裁量基准基本信息)."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("English title"), max_length=200, required=False)
    valid_from = forms.DateField(
        label=_("In force from"),
        widget=_date_input(),
        help_text=_("Not before the day of publication: what is not published is no basis."),
    )
    valid_to = forms.DateField(label=_("Until"), widget=_date_input(), required=False)
    document_no = forms.CharField(
        label=_("Document number"),
        max_length=200,
        required=False,
        help_text=_("Of the document that publishes it; may also be given when publishing."),
    )
    file = forms.FileField(
        label=_("Table"),
        required=False,
        help_text=_("DMN 1.3, CSV as described in the reference, or JSON as exported here."),
    )


class NewBenchmarkForm(HeadForm):
    """A new benchmark: the item and where it stands, and the file with the table."""

    power_item_code = forms.CharField(label=_("Code of the power item"), max_length=60)
    agency = forms.ChoiceField(label=_("Agency"))
    region = forms.CharField(label=_("Region"), max_length=40)

    field_order = ("power_item_code", "agency", "region")

    def offer(self, agencies: Iterable[AgencyView], language: Language, today: date) -> None:
        """The agencies to choose from; the file is needed."""
        named = [(one.agency_id, one.label(language)) for one in agencies]
        self.fields["agency"].choices = named  # type: ignore[attr-defined] # a choice field
        self.fields["file"].required = True
        self.fields["valid_from"].initial = today
