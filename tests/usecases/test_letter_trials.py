"""A letter mailed to oneself: marked, to nobody else, with nothing in it that opens a ticket."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Forbidden, Invalid, TooMany
from helpdesk.domain.mail_templates import LetterKind, MailTemplate
from helpdesk.domain.people import Principal
from helpdesk.domain.ticket_links import link_claim, link_token
from helpdesk.usecases import templates, tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.templates_trial import LIMITS
from tests.usecases.house import House, agent, letter
from tests.usecases.test_quarantine import LEAD, deps
from tests.usecases.test_routing import ADMIN

__all__ = ["deps"]
OWN = MailTemplate(
    subject="{{ tenant }}", text="{{ body }} {{ link }}", html="<body><p>{{ body }}</p></body>"
)


def send(
    house: House,
    deps: ApiDeps,
    ticket: str | None = None,
    tenant: str | None = "acme",
    who: Principal = ADMIN,
) -> EmailMessage:  # fmt: skip
    """Try OWN out; the mail that went out."""
    sent = templates.try_out(
        deps, who, "noord", tenant, kind=LetterKind.ANSWER, language="nl", template=OWN, ticket=ticket
    )
    mail = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    assert isinstance(mail, EmailMessage)
    assert house.mailer.sent[-1].to == (sent.to,)
    return mail


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def test_it_goes_to_oneself_alone_and_says_that_it_is_a_test(house: House, deps: ApiDeps) -> None:
    mail = send(house, deps)

    assert (mail["To"], mail["Cc"]) == (ADMIN.email, None)
    assert mail["Subject"] == "[Test] Acme [ACME-1042]"
    assert "testbrief" in text_of(mail)
    html = mail.get_body(("html",))
    assert html
    assert html.get_content().startswith("<body><p style=")
    assert "testbrief" in html.get_content()
    assert (mail["Auto-Submitted"], mail["X-Loop"]) == ("auto-generated", "test-house")


def test_an_answer_to_it_reaches_no_ticket_and_its_link_signs_nobody_in(house: House, deps: ApiDeps) -> None:
    ticket = house.opened(letter())
    tickets.add_message(house.api, agent(), ticket.key, "Turn it off and on.")
    before = (house.timeline(ticket.ref), house.deliveries(ticket.ref))
    mail = send(house, deps, ticket.key, tenant=None)

    assert "Turn it off and on." in text_of(mail)
    assert (mail["References"], mail["In-Reply-To"]) == (None, None)
    assert mail["Reply-To"].addresses[0].addr_spec == ADMIN.email
    assert f"https://help.example/tickets/{ticket.key}\n" in text_of(mail).replace("\r", "")
    key = house.outbox.directory.desk("noord").tenants["acme"].mail_key
    assert link_token(link_claim(ticket, house.now), key) not in house.mailer.sent[-1].raw.decode()
    assert (house.timeline(ticket.ref), house.deliveries(ticket.ref)) == before


def test_a_ticket_that_is_not_there_or_of_another_tenant_is_refused(house: House, deps: ApiDeps) -> None:
    foreign = house.opened(letter(), "hulp@duinrand.example")
    for key in (foreign.key, "ACME-999"):
        with pytest.raises(Invalid) as refused:
            send(house, deps, key)
        assert refused.value.field == "ticket"
    assert not house.mailer.sent


def test_admins_alone_and_no_keys(house: House, deps: ApiDeps) -> None:
    with pytest.raises(Forbidden):
        send(house, deps, who=LEAD)
    with pytest.raises(Forbidden):
        send(house, deps, who=replace(ADMIN, key="k1"))
    assert not house.mailer.sent


def test_a_broken_template_is_not_sent(house: House, deps: ApiDeps) -> None:
    broken = MailTemplate(text="{{ body }}\n{{ nobody }}")
    with pytest.raises(Invalid, match="line 2"):
        templates.try_out(deps, ADMIN, "noord", None, kind=LetterKind.ANSWER, language="", template=broken)
    assert not house.mailer.sent


def test_not_without_end(house: House, deps: ApiDeps) -> None:
    for _ in range(LIMITS[0][1]):
        send(house, deps)
    with pytest.raises(TooMany):
        send(house, deps)
    assert len(house.mailer.sent) == LIMITS[0][1]


def test_our_own_letter_is_a_template_too(deps: ApiDeps) -> None:
    standard = templates.standard()
    shown = templates.preview(
        deps, LEAD, "noord", "acme", kind=LetterKind.ANSWER, language="nl", template=standard
    )
    plain = templates.preview(
        deps, LEAD, "noord", "acme", kind=LetterKind.ANSWER, language="nl", template=MailTemplate()
    )
    assert shown.subject == plain.subject
    assert shown.text == plain.text
