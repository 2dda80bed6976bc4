# SPDX-License-Identifier: Apache-2.0
"""Form fields of a step (步骤表单字段): made from the step's dataclass and the list of words."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjing.cases.types.files import Upload
from mingjing.cases.types.steps import Instalment, Payload
from mingjing.cases.web.provisions import ProvisionsField
from mingjing.cases.words import FieldWords, words_for
from mingjing.evidence.types import SceneRecording
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.errors import Invalid, Language
from mingjing.kernel.ids import new_id
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.money import format_yuan, parse_yuan

Choices = list[tuple[str, str]]
COMPOUND = ("proposal", "remedies")
YES = "yes"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the file and the registers hold for the choices of a form (可选项).

    :ivar objects: by field name, things of the file that a step can name.
    :ivar provisions: by field name, provisions that a step can cite; "" for every field.
    :ivar makers: officers who handle the case, or did.
    :ivar recordings: whole recordings of the case, for evidence.
    :ivar uploads: files that were handed in and wait for this step.
    """

    officers: tuple[tuple[str, str], ...] = ()
    makers: tuple[tuple[str, str], ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    hosts: tuple[tuple[str, str], ...] = ()
    powers: tuple[tuple[str, str], ...] = ()
    objects: Mapping[str, Choices] | None = None
    provisions: Mapping[str, Choices] | None = None
    uploads: tuple[Upload, ...] = ()
    recordings: tuple[SceneRecording, ...] = ()


class DayInput(forms.DateInput):
    """A day, as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class InstantInput(forms.DateTimeInput):
    """A local instant, to the minute."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Boxes(forms.CheckboxSelectMultiple):
    """Check boxes in a fieldset that bears the field's id, so that an error can lead there."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of one box, or of the fieldset."""
        return super().id_for_label(id_, index) if index else id_


class InstantField(forms.DateTimeField):
    """An instant in the time of the agency."""

    def to_python(self, value: Any) -> datetime | None:
        """The aware instant."""
        found = super().to_python(value)
        return found if found is None or found.tzinfo else found.replace(tzinfo=BEIJING)


class InstalmentsField(forms.CharField):
    """Instalments, one a line: day and amount in yuan."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """The lines again."""
        if not isinstance(value, tuple):
            return value
        return "\n".join(f"{one.by_on} {format_yuan(one.fen, grouped=False)}" for one in value)

    def to_python(self, value: Any) -> Any:
        """The instalments. Raises: ValidationError for a line that is none."""
        lines = [line.split() for line in str(value or "").splitlines() if line.strip()]
        try:
            return tuple(Instalment(date.fromisoformat(on), parse_yuan(yuan)) for on, yuan in lines)
        except (ValueError, Invalid) as wrong:
            raise forms.ValidationError(_("Write a day and an amount on each line.")) from wrong


def kind_of(hint: Any) -> Any:
    """The type of a field without its None."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint


def field_for(
    kind: type[Payload], one: Field[Any], *, offered: Offered, language: Language
) -> forms.Field:
    """The form field of a step's field."""
    words = words_for(kind, one.name)
    hint = kind_of(get_type_hints(kind)[one.name])
    is_needed = one.default is MISSING
    if words.kind == "provisions":
        made: forms.Field = _provisions(one.name, hint, offered, language)
    else:
        made = _by_kind(words, offered) or _by_type(hint, language, words, is_needed)
    made.label, made.help_text = words.label(language), words.help(language)
    made.required = is_needed and (hint is not bool or words.kind == "yes_no")
    if one.default is not MISSING and made.initial is None:
        made.initial = one.default
    return made


def _provisions(name: str, hint: Any, offered: Offered, language: Language) -> forms.Field:
    held = offered.provisions or {}
    choices = [*held.get("", []), *held.get(name, [])]
    return ProvisionsField(list(dict(choices).items()), language, is_single=hint is str)


def _by_kind(words: FieldWords, offered: Offered) -> forms.Field | None:
    fresh = new_id(words.name.removesuffix("_id"))
    objects = (offered.objects or {}).get(words.name, [])
    made: dict[str, Callable[[], forms.Field]] = {
        "hidden": lambda: forms.CharField(widget=forms.HiddenInput),
        "own_id": lambda: forms.CharField(widget=forms.HiddenInput, initial=fresh),
        "long": lambda: forms.CharField(widget=forms.Textarea(attrs={"rows": 4})),
        **dict.fromkeys(
            ("lines", "names"), lambda: forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
        ),
        "items": lambda: forms.CharField(widget=forms.Textarea(attrs={"rows": 3})),
        "instalments": InstalmentsField,
        "yuan": lambda: forms.DecimalField(min_value=0, max_digits=14, decimal_places=2),
        "officers": lambda: forms.MultipleChoiceField(choices=offered.officers, widget=Boxes),
        "makers": lambda: forms.MultipleChoiceField(choices=offered.makers, widget=Boxes),
        "officer": lambda: forms.ChoiceField(choices=offered.officers),
        "heads": lambda: forms.ChoiceField(choices=[("", "—"), *offered.heads]),
        "powers": lambda: forms.ChoiceField(choices=[("", "—"), *offered.powers]),
        "hosts": lambda: forms.ChoiceField(choices=offered.hosts),
        "object": lambda: forms.ChoiceField(choices=objects),
        "yes_no": lambda: forms.ChoiceField(choices=[("", "—"), (YES, _("Yes")), ("no", _("No"))]),
    }
    maker = made.get(words.kind)
    return maker() if maker else None


def _by_type(hint: Any, language: Language, words: FieldWords, is_needed: bool) -> forms.Field:
    if isinstance(hint, type) and issubclass(hint, LabelledEnum):
        blank: Choices = [] if is_needed and words.kind != "choose" else [("", "—")]
        return forms.ChoiceField(choices=[*blank, *choices_of(hint, language)])
    if get_origin(hint) is tuple and issubclass(get_args(hint)[0], StrEnum):
        found = choices_of(get_args(hint)[0], language)
        return forms.MultipleChoiceField(choices=found, widget=Boxes)
    plain: dict[Any, forms.Field] = {
        bool: forms.BooleanField(),
        int: forms.IntegerField(min_value=0, max_value=10_000),
        date: forms.DateField(widget=DayInput()),
        datetime: InstantField(widget=InstantInput()),
    }
    return plain.get(hint) or forms.CharField(max_length=4000)


def choices_of(kind: type[LabelledEnum], language: Language) -> Choices:
    """Members of a code list with their names."""
    return [(one.value, one.label(language)) for one in kind]


def simple_fields(kind: type[Payload]) -> list[Field[Any]]:
    """Fields that stand for themselves; proposals and remedies are asked apart."""
    return [one for one in fields(kind) if words_for(kind, one.name).kind not in COMPOUND]
