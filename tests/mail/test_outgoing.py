"""What strangers wrote stands in our mails as text: never as a header, never as a body of their own."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.mail.outgoing.message import EnclosedFile, OutgoingMail, to_bytes
from tests.usecases.house import House, letter

INJECTED = "=?utf-8?q?x=0D=0ABcc:_victim@x.example=0D=0A=0D=0AForged?="
PLAIN = OutgoingMail(
    from_name="Acme",
    from_address="support@acme.example",
    to="pim@acme.example",
    subject="Printer",
    text="Hello",
    html="<p>Hello</p>",
    date=datetime(2026, 11, 16, 9, tzinfo=UTC),
    message_id="1@acme.example",
    deployment="test",
)


def headers_of(raw: bytes) -> list[str]:
    return [line.partition(b":")[0].decode().lower() for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n")]


@pytest.mark.parametrize(
    "mail",
    [
        replace(PLAIN, subject=INJECTED),
        replace(PLAIN, from_name=INJECTED),
        replace(PLAIN, from_name=INJECTED, reply_to="support+1@acme.example"),
        replace(PLAIN, in_reply_to=INJECTED),
        replace(PLAIN, references=("1@x.example", INJECTED)),
        replace(PLAIN, subject=f"{'long ' * 30}{INJECTED}"),
        replace(PLAIN, subject="a =?utf-8?b?DQpCY2M6IHg=?= b"),
        replace(PLAIN, files=(EnclosedFile(name=INJECTED, type="text/plain", content=b"x"),)),
        replace(PLAIN, files=(EnclosedFile(name="a", type=f"text/{INJECTED}", content=b"x"),)),
        replace(PLAIN, files=(EnclosedFile(name="a", type="text/plain\r\nBcc: x", content=b"x"),)),
    ],
)
def test_an_encoded_word_in_what_somebody_wrote_is_text(mail: OutgoingMail) -> None:
    raw = to_bytes(mail)

    assert "bcc" not in headers_of(raw)
    assert b"\nBcc" not in raw
    assert b"\nForged" not in raw
    read = message_from_bytes(raw, policy=default)
    assert read["To"] == "pim@acme.example"
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Hello"


@pytest.mark.parametrize("where", ["to", "cc"])
def test_no_address_is_made_of_encoded_words(where: str) -> None:
    odd = "=?utf-8?q?a=0D=0ABcc=3A_x?=@x.example"
    mail = replace(PLAIN, to=odd) if where == "to" else replace(PLAIN, cc=(odd,))

    with pytest.raises(ValueError, match="address"):
        to_bytes(mail)


@pytest.mark.parametrize("odd", ["a\x00b", "a\x1bb", "a\r\nb", "a\x7fb"])
def test_control_characters_stay_out_of_headers(odd: str) -> None:
    raw = to_bytes(replace(PLAIN, subject=odd, from_name=odd))
    head = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n", b"")

    assert not any(byte < 32 or byte == 127 for byte in head)
    assert message_from_bytes(raw, policy=default)["Subject"] in {"ab", "a b"}


@pytest.mark.parametrize(
    "odd", ["a b@x.example", "ü@x.example", "", "a>b@x.example", "x" * 3_000, "a\r\nb@x"]
)
def test_ids_that_are_none_are_left_out(odd: str) -> None:
    read = message_from_bytes(
        to_bytes(replace(PLAIN, in_reply_to=odd, references=("1@x.example", odd, "2@x.example"))),
        policy=default,
    )

    assert read["In-Reply-To"] is None
    assert read["References"] == "<1@x.example> <2@x.example>"


def test_a_mail_whose_subject_hides_headers_is_answered_by_one_mail_of_ours() -> None:
    house = House()
    twice = "=?utf-8?q?" + "".join(f"={ord(c):02X}" for c in INJECTED) + "?="
    raw = letter().replace(b"Subject: Printer dead", f"Subject: {twice}".encode())
    ticket = house.opened(raw)
    house.send_all(ticket.ref)

    assert ticket.subject == INJECTED
    assert "bcc" not in headers_of(house.mailer.sent[-1].raw)
    assert b"\nForged" not in house.mailer.sent[-1].raw
