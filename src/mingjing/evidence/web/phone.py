# SPDX-License-Identifier: Apache-2.0
"""The recorder (执法记录仪网页端): a page that a phone installs, and that works without network."""

from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from mingjing.engines.papers.codes import qr_png
from mingjing.evidence.web.recorder import said
from mingjing.kernel.clock import BEIJING
from mingjing.registry.public import signed_in

_SCRIPT = "evidence/recorder/sw.js"
_ICONS = (
    ("icon-192", 192, "any"),
    ("icon-512", 512, "any"),
    ("icon-maskable-512", 512, "maskable"),
)
_DEVICES = "camera=(self), microphone=(self), geolocation=(self)"


@ensure_csrf_cookie
def recorder(request: HttpRequest) -> HttpResponse:
    """The page of the recorder; everything else it learns from `start.json`."""
    context = {
        "words": _words(),
        "checks": [
            ("camera", _("Camera")),
            ("battery", _("Battery")),
            ("room", _("Room")),
            ("clock", _("Clock")),
            ("network", _("Network")),
        ],
        "statements": said(signed_in(request)),
        "zone": BEIJING.key,
    }
    response = render(request, "evidence/recorder.html", context)
    response.headers["Permissions-Policy"] = _DEVICES
    return response


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served from where its scope is."""
    path = finders.find(_SCRIPT)
    if path is None:
        raise Http404(_SCRIPT)
    response = HttpResponse(Path(str(path)).read_bytes(), content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = reverse("evidence-recorder")
    return response


def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to install the recorder (W3C Web Application Manifest)."""
    address = reverse("evidence-recorder")
    return JsonResponse(
        {
            "name": _("Mingjing recorder"),
            "short_name": _("Recorder"),
            "id": address,
            "start_url": address,
            "scope": address,
            "lang": get_language() or "zh-hans",
            "display": "standalone",
            "orientation": "any",
            "background_color": "#0e131a",
            "theme_color": "#0e131a",
            "icons": [
                {"src": static("portal/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
                *(_icon(name, size, purpose) for name, size, purpose in _ICONS),
            ],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"portal/icons/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def task_code(request: HttpRequest, kind: str, occasion_id: str) -> HttpResponse:
    """The picture code that opens the recorder for one task or case (录制二维码)."""
    pages: dict[str, object] = import_string(settings.RECORDING_PAGES)
    if kind not in pages:
        raise Http404
    asked = urlencode({"occasion": f"{kind}/{occasion_id}"})
    address = request.build_absolute_uri(f"{reverse('evidence-recorder')}?{asked}")
    answer = HttpResponse(qr_png(address), content_type="image/png")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


def _words() -> dict[str, str]:
    """What the script says; {} stands for a value."""
    return {
        "battery": _("{} %"),
        "battery_unknown": _("not told by this browser"),
        "room": _("{} GB free"),
        "clock": _("{} s beside the server's"),
        "clock_unknown": _("not compared (no network)"),
        "network": _("connected"),
        "network_none": _("none: recordings wait on this device"),
        "camera": _("ready"),
        "microphone": _("microphone ready"),
        "found": _("Chosen: {}"),
        "not_yours": _("That is no task of yours now: choose one of the list."),
        "scanning": _("Hold the picture code of the task before the camera."),
        "scanned_none": _("No picture code of a task was seen: type the code below it."),
        "camera_denied": _("not allowed: allow it in the browser's settings for this site"),
        "camera_none": _("not found, or used by another program"),
        "waiting": _("{} pieces wait"),
        "sent": _("All is uploaded"),
        "late": _("No network: {} pieces wait on this device"),
        "refused": _("Piece {} was refused: {}"),
        "offline": _("No network: you can record; it is uploaded later."),
        "first_online": _("The first use of this device needs network and a sign-in ({})."),
        "no_occasion": _("Something else"),
        "no_occasion_help": _("It lies in the inbox until it is joined to a task or a case"),
        "no_ticket": _("No ticket is left on this device: connect it once to the network."),
        "failed": _("That did not work: {}"),
        "storage_full": _("This device is full. The gap is stated in the recording."),
        "camera_error": _("The camera stopped. The gap is stated in the recording."),
        "marked": _("Marked."),
        "photo_taken": _("Photo {} is kept."),
        "summary": _("{} recorded, {} links in the chain."),
    }
