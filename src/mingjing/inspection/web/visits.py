# SPDX-License-Identifier: Apache-2.0
"""The firm's page of its visit (企业检查页), by code and without an account; what firms said."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.engines.papers.pdf import pdf_of
from mingjing.inspection import public
from mingjing.inspection.queries.openness import code_digest, visit_of_code
from mingjing.inspection.queries.papers import code_letter
from mingjing.inspection.rules.openness import TEXT_MOST
from mingjing.inspection.tries import count_wrong, demand_patience
from mingjing.inspection.types import (
    Conduct,
    Evaluation,
    PageForTheFirm,
    TooManyTries,
    VisitCodeUnknown,
)
from mingjing.inspection.web.forms import Boxes
from mingjing.inspection.web.tasks import lines_of, published_items
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    agencies,
    agency,
    attempt,
    demand,
    now_of,
    officers,
    signed_in,
    signed_in_or_none,
)
from mingjing.registry.types import Actor

_KEY = "visit_code"
_SECONDS = 3600
_PAGE = 30


class VisitCodeForm(forms.Form):
    """The code that came with the notice (检查码)."""

    code = forms.CharField(
        label=gettext_lazy("Code of the visit"),
        max_length=40,
        help_text=gettext_lazy("Sixteen characters, handed over with the notice of the visit"),
    )


class EvaluationForm(forms.Form):
    """Stars, objections, a text (企业评价)."""

    rating = forms.ChoiceField(
        label=gettext_lazy("How was the visit?"),
        choices=[("", "—"), *((str(n), "★" * n) for n in range(5, 0, -1))],
    )
    text = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Supervisors read it. The officers do not."),
    )

    def offer(self) -> "EvaluationForm":
        """The objections in the page's language."""
        self.fields["conduct"] = forms.MultipleChoiceField(
            label=_("What was not in order"),
            required=False,
            choices=[(one.value, one.label(language())) for one in Conduct],
            widget=Boxes,
        )
        return self

    def said(self) -> Evaluation:
        """What the firm says. Only for a valid form."""
        data = self.cleaned_data
        return Evaluation(int(data["rating"]), tuple(map(Conduct, data["conduct"])), data["text"])


@require_POST
def give_code(request: HttpRequest, task_id: str) -> HttpResponse:
    """Makes the firm's code as a letter to be printed, sealed and handed over (检查码告知单).

    No page shows the code, and the letter is kept nowhere.
    """
    found: list[str] = []
    is_made = attempt(
        request,
        lambda: found.append(
            public.issue_code(actor=signed_in(request), now=now_of(request), task_id=task_id)
        ),
        _("The letter with the code is made, once. Seal it and hand it to the firm."),
    )
    if not is_made:
        return redirect("inspection-task", task_id)
    address = request.build_absolute_uri(reverse("inspection-visit-enter"))
    letter = code_letter(task_id, found[0], address, now_of(request))
    answer = HttpResponse(pdf_of(letter, address), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{task_id}-code.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code and keeps its digest in the session; wrong ones are counted."""
    form, status = VisitCodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        digest = code_digest(form.cleaned_data["code"])
        try:
            _demand_outsider(request)
            demand_patience(_address(request), now_of(request))
            visit_of_code(digest, local_date(now_of(request)))
        except (PageForTheFirm, TooManyTries) as refusal:
            form.add_error("code", refusal.text(language()))
            status = refusal.http_status
        except VisitCodeUnknown as unknown:
            count_wrong(_address(request), now_of(request))
            form.add_error("code", unknown.message(language()))
        else:
            request.session.cycle_key()
            request.session[_KEY] = digest
            request.session.set_expiry(_SECONDS)
            return redirect("inspection-visit")
    return render(request, "inspection/visit_enter.html", {"form": form}, status=status)


def visit(request: HttpRequest) -> HttpResponse:
    """What the firm was told: who, what for, by whose approval; the result; its evaluation."""
    try:
        task_id, _code_id = _opened(request)
    except (PageForTheFirm, VisitCodeUnknown):
        return redirect("inspection-visit-enter")
    return _page(request, task_id, EvaluationForm().offer())


@require_POST
def evaluate(request: HttpRequest) -> HttpResponse:
    """Takes the evaluation, once for each visit."""
    try:
        task_id, code_id = _opened(request)
    except (PageForTheFirm, VisitCodeUnknown):
        return redirect("inspection-visit-enter")
    form = EvaluationForm(request.POST).offer()
    if not form.is_valid():
        return _page(request, task_id, form, status=422)
    firm = Actor(code_id, "firm", "", "", frozenset({"party"}))
    attempt(
        request,
        lambda: public.evaluate(actor=firm, now=now_of(request), task_id=task_id, said=form.said()),
        _("Received. Thank you."),
    )
    return redirect("inspection-visit")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forgets the code."""
    request.session.pop(_KEY, None)
    return redirect("inspection-visit-enter")


def evaluations(request: HttpRequest) -> HttpResponse:
    """What firms said of visits, for supervisors (企业评价)."""
    demand(signed_in(request), "inspection.read_evaluations")
    page = public.evaluations(PageRequest.parse(request.GET.get("page"), _PAGE))
    known = {one.agency_id: one for one in agencies()}
    context = {
        "page": page,
        "rows": [(one, known.get(one.agency_id)) for one in page.items],
        "objections": public.objections(),
    }
    return render(request, "inspection/evaluations.html", context)


def _page(
    request: HttpRequest, task_id: str, form: EvaluationForm, *, status: int = 200
) -> HttpResponse:
    detail = public.task(task_id)
    known = {
        one.officer_id: one for one in officers(detail.plan.agency_id, detail.plan.period_from)
    }
    context = {
        "task": detail.task,
        "plan": detail.plan,
        "agency": agency(detail.plan.agency_id),
        "items": published_items(detail),
        "officers": [known[one] for one in detail.task.officers if one in known],
        "result": detail.result,
        "lines": lines_of(detail),
        "is_evaluated": public.is_evaluated(task_id),
        "form": form,
    }
    return render(request, "inspection/visit.html", context, status=status)


def _opened(request: HttpRequest) -> tuple[str, str]:
    _demand_outsider(request)
    return visit_of_code(request.session.get(_KEY, ""), local_date(now_of(request)))


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _demand_outsider(request: HttpRequest) -> None:
    """The page serves the firm: whoever is signed in for an agency reads the task instead.

    Law: INS-7, 国办发〔2024〕54号. Raises: PageForTheFirm.
    """
    if signed_in_or_none(request) is not None:
        raise PageForTheFirm
