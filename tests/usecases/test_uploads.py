"""Files that go with an answer: put there by the browser, mailed as long as they fit."""

from email import message_from_bytes
from email.policy import default

import pytest

from helpdesk.domain.errors import Invalid, NotFound, TooLarge
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import MessageEntry
from helpdesk.usecases import tickets, uploads
from helpdesk.usecases.uploads import Named
from tests.usecases.house import ANA, House, agent, letter


@pytest.fixture
def ticket(house: House) -> Ticket:
    return house.opened(letter())


def put(house: House, ticket: Ticket, content: bytes) -> str:
    """As a browser does."""
    offered = uploads.offer(house.api, agent(), ticket.key, len(content))
    house.files.files[offered.form.fields["key"]] = (content, "")
    return offered.id


def answer(house: House, ticket: Ticket, *named: Named) -> MessageEntry:
    tickets.add_message(
        house.api,
        agent(),
        ticket.key,
        "See the files",
        attach=lambda ref: uploads.taken(house.api, ref, named),
    )
    said = house.timeline(ticket.ref)[-1]
    found = [e for e in house.timeline(ticket.ref) if isinstance(e, MessageEntry)][-1]
    assert said
    return found


def test_a_file_goes_with_the_answer(house: House, ticket: Ticket) -> None:
    upload = put(house, ticket, b"%PDF-1.7 hello")
    said = answer(house, ticket, Named(id=upload, name="../manual één.pdf", type="application/pdf"))
    house.send_all(ticket.ref)

    (kept,) = said.attachments
    assert (kept.size, kept.type, kept.dangerous) == (14, "application/pdf", False)
    mail = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    (file,) = mail.iter_attachments()
    assert (file.get_content(), file.get_content_type()) == (b"%PDF-1.7 hello", "application/pdf")
    assert "manual één.pdf" in str(file.get_filename())
    assert "/" not in str(file.get_filename())


def test_what_does_not_fit_is_named_and_found_online(house: House, ticket: Ticket) -> None:
    small, large = put(house, ticket, b"x"), put(house, ticket, b"y" * 11 * 1024 * 1024)
    program = put(house, ticket, b"MZ" + b"\0" * 100)
    answer(
        house, ticket, Named(id=large, name="video.mp4"), Named(id=small, name="a.txt"),
        Named(id=program, name="fix.exe"),
    )  # fmt: skip
    house.send_all(ticket.ref)

    mail = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    assert [str(f.get_filename()) for f in mail.iter_attachments()] == ["a.txt"]
    body = mail.get_body(("plain",))
    assert body
    text = body.get_content()
    assert "video.mp4 (11.0 MB)" in text
    assert "fix.exe" in text
    assert "#k=" in text


def test_too_much_is_refused_before_anything_is_sent(house: House, ticket: Ticket) -> None:
    with pytest.raises(TooLarge):
        uploads.offer(house.api, agent(), ticket.key, uploads.MOST_BYTES + 1)
    parts = [put(house, ticket, bytes([n]) * 15 * 1024 * 1024) for n in range(3)]
    before = house.timeline(ticket.ref)
    with pytest.raises(TooLarge):
        answer(house, ticket, *(Named(id=part, name="part") for part in parts))
    with pytest.raises(Invalid):
        answer(house, ticket, *(Named(id=parts[0], name="part"),) * 21)
    assert house.timeline(ticket.ref) == before


def test_an_upload_serves_its_own_ticket_alone(house: House, ticket: Ticket) -> None:
    other = house.opened(letter(message_id="<b@acme.example>"))
    upload = put(house, other, b"x")
    for wrong in (upload, "nothing", "a/b"):
        with pytest.raises(Invalid) as refused:
            answer(house, ticket, Named(id=wrong, name="x"))
        assert refused.value.field == "uploads[0].id"
    with pytest.raises(NotFound):
        uploads.offer(house.api, agent(ANA, desk="host"), ticket.key, 1)
