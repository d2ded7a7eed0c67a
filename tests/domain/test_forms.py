"""The questions of a service, and what may be answered."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.offering.forms import (
    Answer,
    Answers,
    FieldChoice,
    FieldKind,
    FormField,
    as_text,
    check_answers,
    check_form,
)

SIZE = FormField(
    id="size", kind=FieldKind.CHOICE, label="Screen", labels={"nl": "Scherm"}, required=True,
    choices=(FieldChoice(id="s", label="Small", labels={"nl": "Klein"}), FieldChoice(id="l", label="Large")),
)  # fmt: skip
FROM = FormField(id="from", kind=FieldKind.DATE, label="From")
WHY = FormField(id="why", kind=FieldKind.LONG, label="Why")
WHO = FormField(id="who", kind=FieldKind.TEXT, label="For whom", required=True)
AGREED = FormField(id="agreed", kind=FieldKind.CHECKBOX, label="My manager agrees", required=True)
DOCK = FormField(id="dock", kind=FieldKind.CHECKBOX, label="With a dock")
FORM = (SIZE, FROM, WHY, WHO, AGREED, DOCK)
FULL: Answers = {"size": "s", "from": "2026-12-01", "who": " Kim  Bos ", "agreed": True, "dock": False}


def test_answers_are_told_in_the_forms_order_and_the_readers_words() -> None:
    answers = check_answers(FORM, FULL, "nl")

    assert answers[0] == Answer(label="Scherm", value="Klein")
    assert as_text(answers, "ja", "nee").splitlines() == [
        "Scherm: Klein", "From: 2026-12-01", "For whom: Kim Bos", "My manager agrees: ja", "With a dock: nee",
    ]  # fmt: skip


def test_a_long_answer_stands_below_its_question() -> None:
    answers = check_answers((WHY,), {"why": "First.\nThen."}, "en")

    assert as_text(answers, "yes", "no") == "Why:\nFirst.\nThen."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"size": ""}, "size"),
        ({"size": "Small"}, "size"),  # its id, not what is read
        ({"size": True}, "size"),
        ({"from": "1 December"}, "from"),
        ({"from": "2026-02-30"}, "from"),
        ({"who": "  "}, "who"),
        ({"who": "x" * 201}, "who"),
        ({"why": "x" * 4001}, "why"),
        ({"agreed": False}, "agreed"),
        ({"agreed": "yes"}, "agreed"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(change: Answers, field: str) -> None:
    with pytest.raises(Invalid) as told:
        check_answers(FORM, {**FULL, **change}, "en")

    assert told.value.field == f"fields.{field}"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ((WHO, WHO), "fields[1].id"),
        ((replace(WHO, id="Who?"),), "fields[0].id"),
        ((replace(WHO, label=" "),), "fields[0].label"),
        ((replace(SIZE, choices=SIZE.choices[:1]),), "fields[0].choices"),
        ((replace(SIZE, choices=(*SIZE.choices, SIZE.choices[0])),), "fields[0].choices[2].id"),
        ((replace(WHO, choices=SIZE.choices),), "fields[0].choices"),
        (tuple(replace(WHO, id=f"f{n}") for n in range(31)), "fields"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_place(form: tuple[FormField, ...], field: str) -> None:
    check_form(FORM, "fields")
    with pytest.raises(Invalid) as told:
        check_form(form, "fields")

    assert told.value.field == field
