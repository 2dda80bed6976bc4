# SPDX-License-Identifier: Apache-2.0
"""Files on a step's form (上传文件): what came with it is kept before anything else is looked at.

So a form that is refused shows its files again, ready for the next attempt.
"""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict

from mingjing.cases import public
from mingjing.cases.types.files import EvidenceFile, Upload
from mingjing.cases.web.fields import Boxes
from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.filetypes import TYPES
from mingjing.registry.public import demand_no_fault, now_of, signed_in

UPLOADS = "uploads"
"""The field that names files which are kept already."""
SHOWN = "uploads_shown"
"""The field that says which of them the page showed: what came in elsewhere is none of them."""
_ACCEPT = ",".join(end for one in TYPES.values() for end in one.suffixes)


class ManyFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "accept": _ACCEPT})

    def value_from_datadict(self, data: object, files: object, name: str) -> None:
        """Nothing: `received` has taken the files from the request."""

    def value_omitted_from_data(self, data: object, files: object, name: str) -> bool:
        """Never."""
        return False


def received(request: HttpRequest, case_id: str) -> tuple[QueryDict, PlatformError | None]:
    """Keep the files of a request; what the form says with them chosen, and the first refusal."""
    said, refusal = request.POST.copy(), None
    given: MultiValueDict[str, UploadedFile[bytes]] = request.FILES
    for one in given.getlist("files"):
        try:
            kept = public.keep_upload(
                actor=signed_in(request),
                now=now_of(request),
                case_id=case_id,
                name=one.name or "",
                blocks=one.chunks(),
            )
        except PlatformError as error:
            demand_no_fault(error)
            refusal = refusal or error
        else:
            said.setlist(UPLOADS, [*{*said.getlist(UPLOADS), kept.upload_id}])
            said[SHOWN] = f"{said.get(SHOWN, '')} {kept.upload_id}"
    return said, refusal


def chosen_from(uploads: tuple[Upload, ...]) -> forms.MultipleChoiceField:
    """The files that are kept, to be left in or out."""
    return forms.MultipleChoiceField(
        choices=[
            (one.upload_id, f"{line_of(one.file)} · {one.file.digest[:8]}") for one in uploads
        ],
        initial=[one.upload_id for one in uploads],
        widget=Boxes,
        required=False,
    )


def line_of(file: EvidenceFile) -> str:
    """A file in one line: name, type, size."""
    return f"{file.name} · {file.type.label(language())} · {filesizeformat(file.size)}"
