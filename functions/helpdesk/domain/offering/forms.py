"""The questions of one service, and the answers of one request."""

import enum
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import read_date
from helpdesk.domain.ids import check_id

MOST_FIELDS: Final = 30
MOST_CHOICES: Final = 50
LONGEST: Final = {"text": 200, "long": 4000}


class FieldKind(enum.StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"
    CHECKBOX = "checkbox"


class FieldChoice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of several answers. `labels`: in further languages."""

    id: str
    label: str
    labels: dict[str, str] = {}


class FormField(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question. A required checkbox has to be ticked. `labels`, `helps`: in further languages."""

    id: str
    kind: FieldKind
    label: str
    labels: dict[str, str] = {}
    help: str = ""
    helps: dict[str, str] = {}
    required: bool = False
    choices: tuple[FieldChoice, ...] = ()


Answers = Mapping[str, str | bool]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A question with what was answered, in the words of who answered. `value`: "", True, a date, a label."""

    label: str
    value: str | bool


def check_form(fields: Sequence[FormField], place: str) -> None:
    """Raises Invalid naming the place of what cannot be asked."""
    if len(fields) > MOST_FIELDS:
        raise Invalid(field=place, reason=f"a form has at most {MOST_FIELDS} fields")
    seen: set[str] = set()
    for at, field in enumerate(fields):
        here = f"{place}[{at}]"
        if check_id(field.id, f"{here}.id") in seen:
            raise Invalid(field=f"{here}.id", reason=f"“{field.id}” is there twice")
        seen.add(field.id)
        if not field.label.strip():
            raise Invalid(field=f"{here}.label", reason="is empty")
        _check_choices(field, f"{here}.choices")


def _check_choices(field: FormField, place: str) -> None:
    if field.kind is not FieldKind.CHOICE:
        if field.choices:
            raise Invalid(field=place, reason="only a choice has any")
        return
    if not 2 <= len(field.choices) <= MOST_CHOICES:
        raise Invalid(field=place, reason=f"a choice is between 2 to {MOST_CHOICES}")
    seen: set[str] = set()
    for at, choice in enumerate(field.choices):
        if check_id(choice.id, f"{place}[{at}].id") in seen:
            raise Invalid(field=f"{place}[{at}].id", reason=f"“{choice.id}” is there twice")
        if not choice.label.strip():
            raise Invalid(field=f"{place}[{at}].label", reason="is empty")
        seen.add(choice.id)


def check_answers(fields: Sequence[FormField], given: Answers, language: str) -> tuple[Answer, ...]:
    """What was answered, in the form's order. Raises Invalid naming `fields.{id}`."""
    known = {field.id for field in fields}
    for name in given:
        if name not in known:
            raise Invalid(field=f"fields.{name[:40]}", reason="this is not asked")
    found = ((field, _answered(field, given.get(field.id, ""), language)) for field in fields)
    return tuple(
        Answer(label=in_language(field.label, field.labels, language), value=value)
        for field, value in found
        if value != ""
    )


def _answered(field: FormField, given: str | bool, language: str) -> str | bool:
    place = f"fields.{field.id}"
    if field.kind is FieldKind.CHECKBOX:
        if not isinstance(given, bool) and given != "":
            raise Invalid(field=place, reason="is true or false")
        if field.required and given is not True:
            raise Invalid(field=place, reason="has to be ticked")
        return given is True
    if isinstance(given, bool):
        raise Invalid(field=place, reason="is a text")
    text = given.strip()
    if not text:
        if field.required:
            raise Invalid(field=place, reason="is empty")
        return ""
    return _text(field, text, place, language)


def _text(field: FormField, text: str, place: str, language: str) -> str:
    match field.kind:
        case FieldKind.CHOICE:
            chosen = next((choice for choice in field.choices if choice.id == text), None)
            if chosen is None:
                raise Invalid(field=place, reason="this is not one of the choices")
            return in_language(chosen.label, chosen.labels, language)
        case FieldKind.DATE:
            return read_date(text, place).isoformat()
        case _:
            most = LONGEST[field.kind.value]
            if len(text) > most:
                raise Invalid(field=place, reason=f"is longer than {most:,} characters")
            return text if field.kind is FieldKind.LONG else " ".join(text.split())


def in_language(usual: str, others: Mapping[str, str], language: str) -> str:
    """The words for readers of this language."""
    return others.get(language) or usual


def as_text(answers: Sequence[Answer], yes: str, no: str) -> str:
    """As the story of a ticket, and mails, tell them; one line each, longer answers below their question."""

    def line(answer: Answer) -> str:
        value = (yes if answer.value else no) if isinstance(answer.value, bool) else answer.value
        return f"{answer.label}:\n{value}" if "\n" in value else f"{answer.label}: {value}"

    return "\n".join(line(answer) for answer in answers)
