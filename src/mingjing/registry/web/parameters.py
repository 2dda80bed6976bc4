# SPDX-License-Identifier: Apache-2.0
"""Pages of the numbers of the law: parameters with their history, and the deadline registry."""

from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.kernel.enforcement_fields import enforcement_field_code
from mingjing.kernel.errors import PlatformError
from mingjing.registry import public
from mingjing.registry.types import Limit, ParameterSetting, ParameterVersion
from mingjing.registry.web.law import day_of

_SET = "registry.set_parameter"


class SettingForm(forms.Form):
    """What a legal officer sets (参数设定)."""

    value = forms.DecimalField(
        label=gettext_lazy("Value"),
        min_value=0,
        max_digits=18,
        decimal_places=6,
        help_text=gettext_lazy("In the unit shown above; a ratio between 0 and 1."),
    )
    document = forms.CharField(label=gettext_lazy("Document number"), max_length=120)
    basis = forms.CharField(
        label=gettext_lazy("Norm that sets another value"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Needed where the law itself states a number and lets others differ."
        ),
    )
    region = forms.CharField(label=gettext_lazy("Region"), max_length=40, required=False)
    field = forms.CharField(
        label=gettext_lazy("Field of enforcement"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example food; empty for every field."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def setting(self, name: str) -> ParameterSetting:
        """The setting that the form asks for."""
        given = self.cleaned_data
        value: Decimal = given["value"]
        return ParameterSetting(
            name=name,
            value=value,
            document=given["document"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            region=given["region"],
            field=given["field"],
            basis=given["basis"],
        )


def parameters(request: HttpRequest) -> HttpResponse:
    """Every number of the law in force on a day, for a place and field (法定参数)."""
    on = day_of(request)
    region = request.GET.get("region", "")[:40]
    field = enforcement_field_code(request.GET.get("field", "")[:40])
    context = {
        "on": on,
        "region": region,
        "field": field,
        "rows": [_row(one) for one in public.parameters(on, region, field)],
    }
    return render(request, "registry/law/parameters.html", context)


def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One number with its history, and the form to set it (法定参数)."""
    actor = public.signed_in_or_none(request)
    region = actor.region if actor else ""
    form = SettingForm(initial={"region": region, "valid_from": day_of(request)})
    return _page(request, name, form)


@require_POST
def set_value(request: HttpRequest, name: str) -> HttpResponse:
    """Sets a number for a region or field, then back to its page."""
    form = SettingForm(request.POST)
    if not form.is_valid():
        return _page(request, name, form, status=422)
    try:
        public.set_parameter(
            actor=public.signed_in(request),
            now=public.now_of(request),
            setting=form.setting(name),
        )
    except PlatformError as refusal:
        problem = public.problem_of(refusal)
        return _page(request, name, form, status=refusal.http_status, problem=problem)
    messages.success(request, _("The value is set; it holds from its first day."))
    return redirect("law-parameter", name)


def deadlines(request: HttpRequest) -> HttpResponse:
    """The deadline registry as in force on a day (期限总表)."""
    on = day_of(request)
    said = language()
    rows = [
        {
            "rule": one,
            "amount": one.limit.amount(said),
            "article": public.cite_text(one.article, said),
            "more": [(row.amount(said), row.label(said)) for row in one.more],
        }
        for one in public.deadline_rules(on, request.GET.get("region", "")[:40])
    ]
    return render(request, "registry/law/deadlines.html", {"on": on, "rows": rows})


def _row(one: Limit) -> dict[str, object]:
    said = language()
    return {
        "limit": one,
        "amount": one.amount(said),
        "article": public.cite_text(one.article, said),
    }


def _page(
    request: HttpRequest,
    name: str,
    form: SettingForm,
    *,
    status: int = 200,
    problem: dict[str, object] | None = None,
) -> HttpResponse:
    history = public.parameter_history(name)
    general = _current(history, day_of(request))
    actor = public.signed_in_or_none(request)
    may_set = actor is not None and public.may(actor, _SET).allowed
    context = {
        "name": name,
        "current": _row(general),
        "history": [
            {**_row(one.limit), "version": one, "by": public.account_name(one.set_by)}
            for one in history
        ],
        "has_rule": any(one.rule_id == general.rule for one in public.rules()),
        "may_be_set": any(one.limit.may_be_set for one in history),
        "form": form if may_set else None,
        "problem": problem,
    }
    return render(request, "registry/law/parameter.html", context, status=status)


def _current(history: tuple[ParameterVersion, ...], on: date) -> Limit:
    """The packaged row that holds everywhere, else the newest."""
    packaged = [one.limit for one in history if not one.limit.document]
    general = [one for one in packaged if not one.region and not one.field]
    return next((one for one in general if one.valid_from <= on), packaged[0])
