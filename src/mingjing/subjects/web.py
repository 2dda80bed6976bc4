# SPDX-License-Identifier: Apache-2.0
"""Pages of the subjects: search, one subject, its records with reasons, pairs to judge."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjing.catalog.types import CreditKind, LabResult, Outcome, PenaltyKind, Purpose, Severity
from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.registry.public import account_name, demand, may, now_of, signed_in, signed_in_or_none
from mingjing.registry.types import Thing
from mingjing.subjects import public
from mingjing.subjects.types import (
    ALL_REGIONS,
    Event,
    EventKind,
    Identity,
    LinkKind,
    LinkView,
    PanelMaker,
    RecordUnlinked,
    ReviewReason,
    SubjectClass,
    SubjectView,
    Verdict,
    Within,
    lying_in,
)

_ANYTHING = Thing()
_LONGEST_QUERY, _TEXT = 100, "subjects_text"
_SUBJECTS_SHOWN, _VALUES_SHOWN = 25, 4
_NAMES_SHOWN = 3
_EVENTS_SHOWN, _RECORDS_SHOWN, _RECORDS_ON_SUBJECT = 20, 25, 5
_LINK_TONES = {LinkKind.KEY: "good", LinkKind.MODEL: "info", LinkKind.HUMAN: "warn"}
_OUTCOME_TONES = {
    "pass": "good",
    "fail": "bad",
    "unknown": "",
    "conditions": "warn",
    "no_entry": "muted",
    "out_of_business": "muted",
    "negative": "bad",
    "positive": "good",
}
_SEVERITIES = (Severity.CRITICAL, Severity.SERIOUS, Severity.MINOR)
_SEVERITY_TONES = {
    Severity.CRITICAL: "tone-bad",
    Severity.SERIOUS: "tone-warn",
    Severity.MINOR: "",
}
_WHAT: dict[EventKind, type[LabelledEnum]] = {
    EventKind.VISIT: Purpose,
    EventKind.PENALTY: PenaltyKind,
}
_OUTCOME: dict[EventKind, type[LabelledEnum]] = {
    EventKind.VISIT: Outcome,
    EventKind.TEST: LabResult,
    EventKind.CREDIT: CreditKind,
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with its codes in words."""

    event: Event
    what: str
    outcome: str
    tone: str
    findings: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link with its tone, and the pair that a doubter would judge."""

    link: LinkView
    tone: str
    judge_url: str


def _may_judge(request: HttpRequest, thing: Thing = _ANYTHING) -> bool:
    actor = signed_in_or_none(request)
    return actor is not None and may(actor, "subjects.judge", thing).allowed


def _kind(text: str) -> SubjectClass | None:
    """The kind asked for: premises unless told otherwise, None for all."""
    if text == "all":
        return None
    return SubjectClass.ENTITY if text == SubjectClass.ENTITY else SubjectClass.PREMISES


def _point(view: SubjectView, tone: str) -> dict[str, object]:
    return {
        "lat": view.lat,
        "lon": view.lon,
        "label": view.name,
        "url": reverse("subjects-subject", args=[view.subject_id]),
        "tone": tone,
    }


def search(request: HttpRequest) -> HttpResponse:
    """Search across subjects (对象检索)."""
    if request.method == "POST":
        return _look_for(request)
    text = str(request.session.get(_TEXT, "")) if request.GET.get("found") else ""
    kind = _kind(request.GET.get("kind", ""))
    order = SortOrder.parse(request.GET.get("sort"), public.SORTABLE)
    wanted = PageRequest.parse(request.GET.get("page"), _SUBJECTS_SHOWN)
    where = _where(request)
    page = public.search(text, wanted, kind=kind, order=order, where=where)
    placed = [view for view in page.items if view.lat is not None and view.lon is not None]
    context = {
        "text": text,
        "kind": kind.value if kind else "all",
        "kinds": [("premises", SubjectClass.PREMISES), ("entity", SubjectClass.ENTITY)],
        "page": page,
        "order": order,
        "run": public.latest_run(),
        "is_whole": where == ALL_REGIONS,
        "points": {"points": [_point(view, "info") for view in placed]} if placed else None,
    }
    return render(request, "subjects/search.html", context)


def _look_for(request: HttpRequest) -> HttpResponse:
    """Keeps the words that are looked for in the session: a name stands in no address."""
    text = request.POST.get("q", "").strip()[:_LONGEST_QUERY]
    request.session[_TEXT] = text
    asked = {name: request.POST.get(name, "") for name in ("kind", "sort")}
    asked["found"] = "1" if text else ""
    query = urlencode({name: said for name, said in asked.items() if said})
    return redirect(f"{reverse('subjects-search')}?{query}")


def _where(request: HttpRequest) -> Within:
    """Where the reader's power to read stands: what the lists show."""
    return public.within(signed_in(request), "subjects.read")


def _permitted(request: HttpRequest, subject_id: str) -> SubjectView:
    """The subject, when it lies where the actor's power to read stands."""
    view = public.subject(subject_id)
    demand(signed_in(request), "subjects.read", lying_in(view.region))
    return view


def subject(request: HttpRequest, subject_id: str) -> HttpResponse:
    """One subject: identity, timeline, map, records and reasons (一企一档)."""
    view = _permitted(request, subject_id)
    if view.redirected_from:
        said = gettext("%(old)s was merged into this subject.") % {"old": view.redirected_from}
        messages.info(request, said)
        return redirect("subjects-subject", view.subject_id)
    events = public.timeline(subject_id, PageRequest.parse(request.GET.get("page"), _EVENTS_SHOWN))
    where = _where(request)
    identity, around = public.identity(subject_id), public.nearby(view, where)
    points = [_point(near.subject, "muted") for near in reversed(around)]
    if view.lat is not None and view.lon is not None:
        points.append(_point(view, "bad"))
    context = {
        "subject": view,
        "identity": identity,
        "also_called": _other_names(view, identity),
        "most": 0 if request.GET.get("identity") == "all" else _VALUES_SHOWN,
        "related": public.related(subject_id, where),
        "page": events.map(_event_line),
        "links": _link_lines(request, view, PageRequest(1, _RECORDS_ON_SUBJECT)),
        "nearby": around,
        "points": {"points": points} if points else None,
        "run": public.latest_run(),
        "panels": _panels(request, view),
        "sources": len({said.resource_id for said in identity.sources}),
    }
    return render(request, "subjects/subject.html", context)


def _other_names(view: SubjectView, identity: Identity) -> list[str]:
    """Names in use besides the subject's own, each once, latest first."""
    names = dict.fromkeys(said.value for said in identity.names)
    return [name for name in names if name.casefold() != view.name.casefold()][:_NAMES_SHOWN]


def _panels(request: HttpRequest, view: SubjectView) -> list[str]:
    """What rooms above add to the page; only the entry knows which they are."""
    makers: tuple[PanelMaker, ...] = import_string(settings.SUBJECT_PANELS)
    made = (maker(view, signed_in(request)) for maker in makers)
    return [
        render_to_string(panel.template, dict(panel.context), request)
        for panel in made
        if panel is not None
    ]


def records(request: HttpRequest, subject_id: str) -> HttpResponse:
    """All records of a subject with the reason of each (关联记录)."""
    view = _permitted(request, subject_id)
    if view.redirected_from:
        return redirect("subjects-records", view.subject_id)
    wanted = PageRequest.parse(request.GET.get("page"), _RECORDS_SHOWN)
    context = {"subject": view, "page": _link_lines(request, view, wanted)}
    return render(request, "subjects/records.html", context)


def _link_lines(request: HttpRequest, view: SubjectView, wanted: PageRequest) -> object:
    page = public.links_of(view.subject_id, wanted)
    may_judge = _may_judge(request, lying_in(view.region))
    doubts = may_judge and view.kind is SubjectClass.PREMISES
    anchor = public.anchor_of(view.subject_id) if doubts else ""
    return page.map(lambda link: _link_line(link, anchor))


def _link_line(link: LinkView, anchor: str) -> LinkLine:
    doubtful = anchor and link.record_id != anchor
    url = _judge_url(link.record_id, anchor) if doubtful else ""
    return LinkLine(link, _LINK_TONES[link.kind], url)


def _judge_url(left: str, right: str) -> str:
    return f"{reverse('subjects-judge')}?{urlencode({'left': left, 'right': right})}"


def _event_line(event: Event) -> EventLine:
    return EventLine(
        event,
        _word(_WHAT.get(event.kind), event.what),
        _word(_OUTCOME.get(event.kind), event.outcome),
        _OUTCOME_TONES.get(event.outcome, "muted"),
        tuple(
            (count, severity.label(language()).lower(), _SEVERITY_TONES[severity])
            for severity, count in zip(_SEVERITIES, event.severities, strict=True)
            if count
        ),
    )


def _word(codes: type[LabelledEnum] | None, value: str) -> str:
    """A code's name; a value that is no code stands as it is."""
    if codes is None or value not in {member.value for member in codes}:
        return value
    return codes(value).label(language())


def review(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a person (待核队列)."""
    asked = request.GET.get("reason", "")
    reason = ReviewReason(asked) if asked in set(ReviewReason) else None
    where = _where(request)
    wanted = PageRequest.parse(request.GET.get("page"), 25)
    page = public.review_queue(wanted, reason=reason, where=where)
    lines = [
        {"pair": pair, "judge_url": _judge_url(pair.left_record, pair.right_record)}
        for pair in page.items
    ]
    context = {
        "page": page,
        "lines": lines,
        "reason": asked if reason else "",
        "counts": list(public.review_counts(where).items()),
        "may_judge": _may_judge(request),
    }
    return render(request, "subjects/review.html", context)


class JudgementForm(forms.Form):
    """What a person decides about a pair of records."""

    verdict = forms.ChoiceField(label=_("Verdict"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("What it rests on: a visit, the licence itself, the owner's word."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        choices = [(verdict.value, verdict.label(language())) for verdict in Verdict]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]


def judge(request: HttpRequest) -> HttpResponse:
    """Two records side by side, and the form to judge them (人工认定)."""
    asked = request.POST if request.method == "POST" else request.GET
    left, right = asked.get("left", ""), asked.get("right", "")
    form = JudgementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            public.judge(
                actor=signed_in(request),
                now=now_of(request),
                left_record=left,
                right_record=right,
                verdict=Verdict(form.cleaned_data["verdict"]),
                reason=form.cleaned_data["reason"],
                knowing=asked.get("knowing"),
            )
        except PlatformError as refusal:
            form.add_error(None, refusal.text(language()))
        else:
            messages.success(request, gettext("Recorded. The next resolution applies it."))
            return redirect("subjects-review")
    context = {
        "form": form,
        "sides": [_side(request, left), _side(request, right)],
        "left": left,
        "right": right,
        "knowing": public.judgement_in_force(left, right),
    }
    return render(request, "subjects/judge.html", context)


def _side(request: HttpRequest, record_id: str) -> dict[str, object]:
    """One record of the pair, when its premises lie where the actor's power to judge stands."""
    link = public.record(record_id)
    if link is None:
        raise RecordUnlinked(record_id=record_id)
    demand(signed_in(request), "subjects.judge", lying_in(public.region_of(record_id)))
    return {"link": link, "subject_id": public.subject_of(record_id)}


def judgements(request: HttpRequest) -> HttpResponse:
    """What persons decided (人工认定记录)."""
    page = public.judgements(PageRequest.parse(request.GET.get("page")), _where(request))
    lines = [
        {
            "judgement": row,
            "by": account_name(row.account_id),
            "judge_url": _judge_url(row.left_record, row.right_record),
        }
        for row in page.items
    ]
    context = {"page": page, "lines": lines, "may_judge": _may_judge(request)}
    return render(request, "subjects/judgements.html", context)
