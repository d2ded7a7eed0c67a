"""Mail that is strange but must land all the same: a ticket that cannot be stored is a mail that is lost."""

import pytest

from helpdesk.domain.timeline import MessageEntry
from tests.usecases.house import House

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
