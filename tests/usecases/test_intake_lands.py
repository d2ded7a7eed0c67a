"""Mail that is strange but must land all the same: a ticket that cannot be stored is a mail that is lost."""

from urllib.parse import quote

import pytest

from helpdesk.domain.timeline import MessageEntry
from tests.usecases.house import House, letter

HEAD = b"From: Pim <pim@acme.example>\nTo: support@acme.example\nMessage-ID: <odd@acme.example>\n"
HALF_A_LETTER = b"+2AA-"  # UTF-7 of a lone surrogate: no text that can be stored or sent holds one


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"Subject: Odd\nContent-Type: text/plain; charset=utf-7\n\nIt +2AA- stopped.\n",
        HEAD + b"Subject: =?utf-7?q?Odd_+2AA-?=\n\nIt stopped.\n",
        HEAD.replace(b"Pim", b"=?utf-7?q?Pim_+2AA-?=") + b"Subject: Odd\n\nIt stopped.\n",
        HEAD + b"Subject: Odd\nContent-Type: text/html; charset=utf-7\n\n<p>It +2AA- stopped.</p>\n",
        HEAD
        + b"Subject: Odd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt stopped.\n--b\n"
        + b"Content-Disposition: attachment; filename*=utf-7''log+2AA-.txt\n\nlog\n--b--\n",
    ],
    ids=["text", "subject", "name", "html", "file"],
)
def test_half_a_letter_keeps_no_mail_out(house: House, raw: bytes) -> None:
    assert HALF_A_LETTER in raw
    ticket = house.opened(raw)

    (message,) = house.timeline(ticket.ref)
    assert isinstance(message, MessageEntry)
    assert "stopped" in message.text
    assert "\ud800" not in f"{ticket}{message}"


def many_files(count: int, name: str, more: bytes = b"") -> bytes:
    """A mail with so many small files."""
    files = b"".join(
        b"--b\nContent-Type: application/pdf%s\nContent-Disposition: attachment;\n"
        b" filename*=utf-8''%s%d.pdf\n\n%d\n" % (more, quote(name).encode(), number, number)
        for number in range(count)
    )
    return (
        HEAD
        + b"Subject: Files\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHere.\n"
        + files
        + b"--b--\n"
    )


@pytest.mark.parametrize(
    ("count", "name", "more"),
    [
        (950, "漢" * 170, b""),
        (20, "a", b"\nContent-ID: <%s>" % (b"x" * 30_000)),
        (20, "a", b"x" * 30_000),
    ],
    ids=["long names", "long content ids", "long types"],
)
def test_every_file_of_a_mail_full_of_them_stands_on_the_ticket(
    house: House, count: int, name: str, more: bytes
) -> None:
    ticket = house.opened(many_files(count, name, more))

    (message,) = house.timeline(ticket.ref)
    assert isinstance(message, MessageEntry)
    assert len(message.attachments) == count
    assert {file.name.rpartition(".")[2] for file in message.attachments} == {"pdf"}
    assert len({file.name for file in message.attachments}) == count


def test_text_that_takes_six_bytes_a_letter_lands(house: House) -> None:
    said = "\x01" * 24_000
    raw = letter(text="x").replace(b"\n\nx\n", f"\n\n{said}\n\n-- \n{said}\n".encode())
    page = (
        HEAD
        + (
            "Subject: Odd\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
            f"{said}\n-- \n{said}\n--b\nContent-Type: text/html\n\n<p>{said[:23_000]}</p>\n--b--\n"
        ).encode()
    )
    for number, mail in enumerate((raw, page)):
        ticket = house.opened(mail.replace(b"odd@", b"odd%d@" % number))
        (message,) = house.timeline(ticket.ref)
        assert isinstance(message, MessageEntry)


def test_people_with_endless_names_land(house: House) -> None:
    names = "".join(f'Cc: "{"漢" * 400}" <p{number}@{"y" * 30_000}.example>\n' for number in range(20))
    raw = letter(sender="Pim <pim@acme.example>").replace(b"To: ", f"{names}To: ".encode(), 1)
    loud = letter(sender="x <pim@acme.example>", message_id="<two@acme.example>").replace(
        b"From: x", b"From: " + "漢".encode() * 9_000, 1
    )
    broken = "".join(f'Cc: "{"漢" * 9_000}" <p{number}@acme.example>\n' for number in range(20))
    odd = letter(message_id="<three@acme.example>").replace(b"To: ", f"{broken}To: ".encode(), 1)

    for mail in (raw, loud, odd):
        ticket = house.opened(mail)
        assert len(ticket.requester.name) <= 300
        assert all(len(person.name) <= 300 for person in ticket.participants)
