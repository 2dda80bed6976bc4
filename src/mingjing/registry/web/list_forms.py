# SPDX-License-Identifier: Apache-2.0
"""Forms for making lists: they read input, the acts decide."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjing.engines.languages import language
from mingjing.registry import public
from mingjing.registry.types import AgencyView, ListKind, ListReading, NewList
from mingjing.registry.web.list_shared import DRAFTED_KINDS


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ListFileForm(forms.Form):
    """The items of a list as a file, and the day from which they hold (清单文件)."""

    valid_from = forms.DateField(
        label=_("In force from"),
        widget=_date_input(),
        help_text=_("Not before the day of publication."),
    )
    file = forms.FileField(
        label=_("File with the items"), help_text=_("CSV or JSON with the columns of the kind.")
    )

    def reading(self, kind: ListKind) -> ListReading:
        """The items of the file.

        Raises: ListFileUnreadable, ListTooLong.
        """
        return public.read_list(kind, self.cleaned_data["file"].read())


class NewListForm(ListFileForm):
    """A list as an administrator proposes it (拟定清单)."""

    kind = forms.ChoiceField(label=_("Kind of list"))
    agency = forms.ChoiceField(label=_("Agency"))
    region = forms.CharField(
        label=_("Region"),
        max_length=40,
        required=False,
        help_text=_("Code of the region for which the list holds; that of the agency if empty."),
    )
    note = forms.CharField(label=_("Note for the reviewer"), max_length=500, required=False)
    field_order = ["kind", "agency", "region", "valid_from", "file", "note"]

    def offer(self, agencies: Iterable[AgencyView]) -> None:
        """Fills the choices in the language of the page."""
        kinds = [(kind.value, kind.label(language())) for kind in DRAFTED_KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        offered = [(one.agency_id, one.label(language())) for one in agencies]
        self.fields["agency"].choices = offered  # type: ignore[attr-defined]

    def draft(self, reading: ListReading) -> NewList:
        """What the act takes."""
        given = self.cleaned_data
        return NewList(
            kind=ListKind(given["kind"]),
            agency_id=given["agency"],
            region=given["region"].strip(),
            valid_from=given["valid_from"],
            items=reading.items,
            note=given["note"],
        )
