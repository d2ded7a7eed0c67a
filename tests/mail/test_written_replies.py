"""Whole answers as the mail programs of many languages leave them: what is new, and that nothing is lost."""

import msgspec
import pytest

from helpdesk.mail.understand import understand
from tests.mail import samples


class Written(msgspec.Struct, frozen=True):
    client: str
    text: str
    new: str
    sender: str = "kim@zuid.example"


REPLIES = [msgspec.json.decode(line, type=Written) for line in samples.lines("replies.jsonl")]


class Page(msgspec.Struct, frozen=True):
    client: str
    page: str
    new: str


PAGES = [msgspec.json.decode(line, type=Page) for line in samples.lines("pages.jsonl")]

FOXMAIL = """\
From: "lilei" <lilei@zuid.example>
Subject: Re: printer
Content-Type: text/html; charset=utf-8

<div>It works again, thank you.</div><div><br></div>
<hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left">
<div style="MARGIN: 10px"><div>Li Lei</div><div>Sales</div></div>
<blockquote style="margin-left: 0.5em"><div style="border:none;border-top:solid #B5C4DF 1.0pt;\
padding:3.0pt 0cm 0cm 0cm"><div><b>From:</b> Service Desk</div><div><b>Date:</b> 2025-02-03 09:14</div>
<div><b>To:</b> lilei</div><div><b>Subject:</b> Re: printer</div></div>\
<div>Please restart it.</div></blockquote>
"""


def answer(written: Written) -> bytes:
    head = f"From: {written.sender}\nSubject: Re: printer\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + written.text).encode()


@pytest.mark.parametrize("written", REPLIES, ids=lambda written: written.client)
def test_what_is_new_in_an_answer(written: Written) -> None:
    found = understand(answer(written))
    assert found.new_text == written.new
    kept = f"{found.new_text} {found.signature} {found.quoted_text}".split()
    assert sorted(kept) == sorted(found.text.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.client)
def test_what_is_new_in_a_page(page: Page) -> None:
    head = "From: kim@zuid.example\nSubject: Re: printer\nContent-Type: text/html; charset=utf-8\n\n"
    found = understand((head + page.page).encode())
    assert found.new_text == page.new
    assert "Please restart the printer." in found.quoted_text


@pytest.mark.parametrize("rule", ['<hr style="width: 210px; height: 1px;">', ""])
def test_foxmail_draws_a_line_above_the_signature(rule: str) -> None:
    drawn = FOXMAIL.splitlines()[5]
    found = understand(FOXMAIL.replace(drawn, rule).encode())
    assert found.new_text == "It works again, thank you." + ("" if rule else "\n\nLi Lei\nSales")
    assert ("Li Lei" in found.signature) == bool(rule)
    assert "--" not in found.text


@pytest.mark.parametrize("last", ["kim@zuid.example", "<Kim@Zuid.example>"])
def test_ones_own_address_under_an_answer_is_a_signature(last: str) -> None:
    history = "On 3 Feb 2025, at 09:14, Desk <desk@noord.example> wrote:\n> Which address?"
    head = b"From: kim@zuid.example\nContent-Type: text/plain; charset=utf-8\n\n"
    answered = understand(head + f"It works.\n\n{last}\n\n{history}".encode())
    assert (answered.new_text, answered.signature) == ("It works.", last)
    alone = understand(head + f"{last}\n\n{history}".encode())
    assert alone.new_text == last  # it is the answer


def test_a_rule_between_paragraphs_is_no_signature() -> None:
    text = f"See the log:\n\n{'-' * 30}\n\nCall 020 555 0100 and ask for Jan.\n\nFrom: desk@noord.example\n"
    text += "Sent: Monday, 3 February 2025 09:14\nTo: Kim\nSubject: Re: log\n\nWhich log?"
    head = b"From: kim@zuid.example\nContent-Type: text/plain; charset=utf-8\n\n"
    assert "ask for Jan" in understand(head + text.encode()).new_text
