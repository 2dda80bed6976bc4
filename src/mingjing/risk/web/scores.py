# SPDX-License-Identifier: Apache-2.0
"""The ranked list and the score of one subject, as stored on the day (风险评分)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.engines.languages import language
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.registry.public import demand, signed_in
from mingjing.risk import public
from mingjing.risk.types import ScoreFilter, ScoreMissing, ScoreView
from mingjing.risk.web import charts
from mingjing.risk.web.shared import in_words, subject_url, told
from mingjing.subjects.public import subject, subjects, within
from mingjing.subjects.types import SubjectMissing, SubjectView, lying_in

_PAGE = 30
_RUNS = 20
_REASONS_IN_LIST = 3


def score_list(request: HttpRequest) -> HttpResponse:
    """All subjects of a scoring, highest first, by area or category (评分清单)."""
    runs = public.runs(PageRequest(1, _RUNS)).items
    run = next((one for one in runs if one.run_id == request.GET.get("run")), None)
    if run is None:
        run = runs[0] if runs else None
    if run is None:
        return render(request, "risk/scores.html", {})
    where = within(signed_in(request), "risk.read")
    chosen = ScoreFilter(
        area=request.GET.get("area", "")[:100],
        category=request.GET.get("category", "")[:200],
        where=where,
    )
    order = SortOrder.parse(request.GET.get("sort"), public.SORTABLE)
    wanted = PageRequest.parse(request.GET.get("page"), _PAGE)
    page = public.scores(run.run_id, wanted, chosen, order)
    known = subjects([one.subject_id for one in page.items])
    context = {
        "run": run,
        "runs": runs,
        "page": page,
        "chosen": chosen,
        "order": order,
        "facets": public.facets(run.run_id, where),
        "lines": [_line(one, known.get(one.subject_id)) for one in page.items],
        "top": max((one.probability for one in page.items), default=None),
        "base": page.items[0].base if page.items else None,
    }
    return render(request, "risk/scores.html", context)


def _line(score: ScoreView, view: SubjectView | None) -> dict[str, object]:
    raising = [one for one in score.reasons if one.contribution > 0][:_REASONS_IN_LIST]
    return {
        "score": score,
        "name": view.name if view and view.name else score.subject_id,
        "address": view.address if view else "",
        "subject_url": subject_url(score.subject_id),
        "reasons": [told(one) for one in raising] or in_words(score.reasons[:1]),
    }


def subject_score(request: HttpRequest, subject_id: str) -> HttpResponse:
    """The stored score of one subject with every stored reason, and what it was before."""
    view = _subject(subject_id)
    if view is not None:
        demand(signed_in(request), "risk.read", lying_in(view.region))
    score = _score(subject_id, view)
    history = public.score_history(score.subject_id)
    chosen = next((one for one in history if one.run_id == request.GET.get("run")), score)
    context = {
        "score": chosen,
        "is_newest": chosen.run_id == score.run_id,
        "run": public.score_run(chosen.run_id),
        "name": view.name if view and view.name else subject_id,
        "address": view.address if view else "",
        "subject_url": subject_url(score.subject_id),
        "reasons": [(told(one), one) for one in chosen.reasons],
        "contributions_chart": charts.contributions_chart(chosen, language()),
        "history": history,
        "history_chart": charts.history_chart(history),
    }
    return render(request, "risk/subject.html", context)


def _subject(subject_id: str) -> SubjectView | None:
    try:
        return subject(subject_id)
    except SubjectMissing:
        return None


def _score(subject_id: str, view: SubjectView | None) -> ScoreView:
    """The subject's own score; that of the survivor when it was merged and has none."""
    try:
        return public.score_of(subject_id)
    except ScoreMissing:
        if view is None or view.subject_id == subject_id:
            raise
        return public.score_of(view.subject_id)
