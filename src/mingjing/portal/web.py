# SPDX-License-Identifier: Apache-2.0
"""Pages of the portal: home, search, about, sign-in. What a person may not see is left out."""

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingjing.kernel.clock import local_date
from mingjing.portal import demo, queries
from mingjing.registry.public import now_of, signed_in_or_none

_LONGEST_QUERY = 100
_SEARCHED = "portal_text"


class SignIn(LoginView):
    """Signing in (登录); failed attempts are throttled by the settings."""

    template_name = "portal/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form; in demo mode the people of the demonstration too."""
        context = super().get_context_data(**kwargs)
        return context | {
            "demo": demo.offers()
            if settings.MINGJING_DEMO and demo.is_local(self.request)
            else None
        }


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as one of a fixed list of people, in demo mode only (演示登录)."""
    person = request.POST.get("person", "")
    if not (settings.MINGJING_DEMO and demo.sign_in(request, person)):
        raise Http404
    return redirect("cases-workbench")


def home(request: HttpRequest) -> HttpResponse:
    """What came in, what is due, and the state of the ledger (概览)."""
    actor = signed_in_or_none(request)
    today = local_date(now_of(request))
    told = demo.told() if settings.MINGJING_DEMO and actor is None else ()
    return render(request, "portal/home.html", {"home": queries.home(actor, today), "told": told})


def search(request: HttpRequest) -> HttpResponse:
    """One text searched in subjects, resources and ledger entries (检索).

    The text is posted and kept in the session: a name stands in no address and no log, and the
    page of results can be loaded again.
    """
    if request.method == "POST":
        text = request.POST.get("q", "").strip()[:_LONGEST_QUERY]
        request.session[_SEARCHED] = text
        return redirect(f"{reverse('portal-search')}?found=1" if text else "portal-search")
    text = str(request.session.get(_SEARCHED, "")) if request.GET.get("found") else ""
    found = queries.search(signed_in_or_none(request), text) if text else None
    return render(request, "portal/search.html", {"search_text": text, "found": found})


def about(request: HttpRequest) -> HttpResponse:
    """What the platform is and what anyone may check (关于本平台)."""
    checkpoint = request.build_absolute_uri(reverse("ledger-log-file", args=["checkpoint"]))
    context = {"log_url": checkpoint.removesuffix("/checkpoint")}
    return render(request, "portal/about.html", context)
