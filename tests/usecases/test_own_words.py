"""A tenant's own letters: what they may say, and what happens when they break."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.mail.outgoing.own_words import BrokenTemplate, check_template, in_own_words
from helpdesk.usecases import tickets
from tests.usecases.house import House, agent, letter

FACTS = {
    "greeting": "Hello <b>Pim</b>,", "body": "One\ntwo\n\nthree", "paragraphs": [["One", "two"], ["three"]],
    "hint": "", "files": (), "key": "ACME-1",
}  # fmt: skip


def filled(text: str = "", html: str = "") -> tuple[str, str]:
    made = in_own_words(MailTemplate(text=text, html=html), FACTS)
    return made.text, made.html


def test_a_template_shows_paragraphs_and_lines() -> None:
    source = (
        "{% for part in paragraphs %}<p>{% for line in part %}{{ line|upper }}"
        "{% if not loop.last %}<br>{% endif %}{% endfor %}</p>{% endfor %}"
    )
    assert filled(html=source)[1] == "<p>ONE<br>TWO</p><p>THREE</p>"


def test_what_people_wrote_is_escaped_in_html_alone() -> None:
    assert filled("{{ greeting }}", "{{ greeting }}") == (
        "Hello <b>Pim</b>,", "Hello &lt;b&gt;Pim&lt;/b&gt;,",
    )  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ body.__class__.__mro__ }}",
        "{{ body['x'] }}",
        "{{ loop }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ range(10**9) }}",
        "{% for a in range(9) %}{% endfor %}",
        "{% for a in paragraphs %}{% for b in paragraphs %}x{% endfor %}{% endfor %}",
        "{% for a in paragraphs %}{% for b in a %}{% for c in b %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% for body in paragraphs %}x{% endfor %}",
        "{% for a in paragraphs if a %}x{% endfor %}",
        "{% set x = body ~ body %}",
        "{{ body ~ body }}",
        "{{ body * 1000000 }}",
        "{{ 'a' * 10**9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ body|center(1000000000) }}",
        "{{ body|attr('__class__') }}",
        "{{ body|safe }}",
        "{% include 'letter.txt' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro a() %}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{{ tenant_secret }}",
        "{{ body",
        "{% if body %}",
        "{{ " + "(" * 3000 + "body" + ")" * 3000 + " }}",
        "x" * 60_000,
    ],
)
def test_what_could_run_wild_or_look_around_is_refused(source: str) -> None:
    with pytest.raises(BrokenTemplate):
        filled(source)
    with pytest.raises(Invalid) as refused:
        check_template(MailTemplate(text=source), "letters.answer.nl")
    assert refused.value.field == "letters.answer.nl.text"


def test_a_result_that_grows_too_long_is_refused() -> None:
    facts = {**FACTS, "body": "x" * 100_000}
    with pytest.raises(BrokenTemplate, match="more than"):
        in_own_words(MailTemplate(text="{{ body }}" * 25), facts)


def sent(house: House) -> EmailMessage:
    message = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def plain(raw: bytes) -> str:
    """The text part."""
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    assert body
    return str(body.get_content())


def put(house: House, **letters: dict[str, MailTemplate]) -> None:
    named = {LetterKind(kind): by_language for kind, by_language in letters.items()}
    house.editor.put_templates("noord", "acme", MailTemplates(letters=named))


def test_a_tenants_letter_goes_out_in_its_own_words(house: House) -> None:
    template = MailTemplate(
        subject="We got it: {{ subject }}", text="Moi {{ requester }}, {{ key }}. {{ due }}"
    )
    put(house, acknowledgement={"": template})
    house.send_all(house.opened(letter()).ref)

    mail = sent(house)
    assert mail["Subject"] == "We got it: Printer dead [ACME-1]"
    assert plain(house.mailer.sent[-1].raw).startswith("Moi Pim de Vries, ACME-1. ")
    html = mail.get_body(("html",))
    assert html
    assert "Hello Pim de Vries," in html.get_content()


def test_the_language_chooses_the_letter(house: House) -> None:
    put(house, answer={"nl": MailTemplate(text="NL {{ body }}"), "": MailTemplate(text="ANY {{ body }}")})
    ticket = house.opened(letter())
    for language in ("nl", "en"):
        house.memory.tickets[ticket.ref] = replace(house.ticket(ticket.ref), language=language)
        tickets.add_message(house.api, agent(), ticket.key, "Try again")
        house.send_all(ticket.ref)

    assert [plain(mail.raw).split()[0] for mail in house.mailer.sent[1:]] == ["NL", "ANY"]


def test_a_template_that_breaks_is_told_and_the_standard_letter_goes(house: House) -> None:
    told: list[tuple[str, str, str]] = []
    house.outbox = replace(house.outbox, broken=lambda *what: told.append(what))
    put(house, acknowledgement={"": MailTemplate(text="{{ body.__class__ }}")})
    house.send_all(house.opened(letter()).ref)

    assert "We have your message" in plain(house.mailer.sent[-1].raw)
    ((tenant, kind, reason),) = told
    assert (tenant, kind) == ("noord/acme", "acknowledgement")
    assert "__class__" in reason
