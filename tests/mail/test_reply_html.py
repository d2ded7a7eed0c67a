"""New text of HTML mails: each program marks the history in its own way."""

import pytest

from helpdesk.mail.understand import understand

QUOTES = {
    "gmail": (
        '<div class="gmail_quote"><div class="gmail_attr">On Tue, Mar 5, 2024 at 9:14 AM Anna &lt;<a '
        'href="mailto:a@example.com">a@example.com</a>&gt; wrote:<br></div><blockquote '
        'class="gmail_quote">Old words</blockquote></div>'
    ),
    "apple": (
        '<div><br><blockquote type="cite"><div>On 5 Mar 2024, at 09:14, Anna &lt;a@example.com&gt; '
        "wrote:</div><br><div>Old words</div></blockquote></div>"
    ),
    "thunderbird": (
        '<div class="moz-cite-prefix">On 05/03/2024 09:14, Anna wrote:<br></div><blockquote type="cite" '
        'cite="mid:1@x">Old words</blockquote>'
    ),
    "outlook": (
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>'
        "From:</b> Anna &lt;a@example.com&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 9:14 AM<br><b>"
        "To:</b> Bob<br><b>Subject:</b> Printer</p></div></div><p>Old words</p>"
    ),
    "outlook web": (
        '<hr style="width:98%"><div id="divRplyFwdMsg"><b>Van:</b> Anna<br><b>Verzonden:</b> dinsdag 5 '
        "maart 2024 09:14<br><b>Aan:</b> Bob<br><b>Onderwerp:</b> Printer</div><div>Old words</div>"
    ),
    "outlook phone": (
        '<div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a>'
        '</div><hr><div id="divRplyFwdMsg"><b>From:</b> Anna</div><div>Old words</div>'
    ),
    "yahoo": (
        '<div class="yahoo_quoted"><div>On Tuesday, March 5, 2024 at 09:14:33 AM GMT+1, Anna &lt;'
        "a@example.com&gt; wrote:</div><div>Old words</div></div>"
    ),
    "proton": (
        '<div class="protonmail_quote">On Tuesday, March 5th, 2024 at 9:14 AM, Anna &lt;a@example.com&gt;'
        ' wrote:<br><blockquote class="protonmail_quote" type="cite">Old words</blockquote></div>'
    ),
    "plain blockquote": "<p>Anna wrote on 5 March 2024:</p><blockquote>Old words</blockquote>",
    "bare blockquote": "<blockquote>Old words</blockquote>",
    "live mail": (
        '<hr id="stopSpelling">Date: Tue, 5 Mar 2024 09:14:33 -0600<br>To: b@example.com<br>From: '
        "a@example.com<br>Subject: Printer<br><br>Old words"
    ),
}


def mail(html: str, subject: str = "Re: Printer") -> bytes:
    head = (
        f"From: b@example.com\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/html; "
        f"charset=utf-8\n\n"
    )
    return f"{head}<html><head><title>no</title></head><body>{html}</body></html>".encode()


@pytest.mark.parametrize("name", QUOTES)
def test_history_of_html_is_folded(name: str) -> None:
    found = understand(mail(f"<div>It prints <b>again</b>.</div><div>Thanks!</div><br>{QUOTES[name]}"))
    assert found.new_text.split() == ["It", "prints", "again.", "Thanks!"]
    assert "Old words" in found.quoted_text
    assert "Old words" in found.text
    assert "Old words" in found.html


def test_an_answer_inside_a_quote_stays() -> None:
    html = (
        '<blockquote type="cite">First?</blockquote><p>Yes.</p><blockquote type="cite">'
        "Second?</blockquote><p>No.</p>"
    )
    assert understand(mail(html)).new_text.split() == ["Yes.", "No."]


def test_a_gmail_forward_is_content() -> None:
    html = (
        '<div>Please help.</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded '
        "message ---------<br>From: C &lt;c@example.com&gt;<br>Subject: Help</div><p>It broke.</p></div>"
    )
    found = understand(mail(html, "Fwd: Help"))
    assert "It broke." in found.new_text
    assert found.forwarded is not None
    assert found.forwarded.sender.email == "c@example.com"


def test_an_outlook_forward_is_content() -> None:
    found = understand(mail(f"<p>Please help.</p>{QUOTES['outlook']}", "FW: Printer"))
    assert "Old words" in found.new_text


def test_own_indented_text_is_no_quote() -> None:
    html = (
        '<p>My plan:</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px">first we '
        "eat</blockquote><p>Fine?</p>"
    )
    assert "first we eat" in understand(mail(html)).new_text


def test_a_table_keeps_its_rows() -> None:
    html = "<table><tr><th>Item</th><th>Count</th></tr><tr><td>Toner</td><td>2</td></tr></table>"
    lines = understand(mail(html)).text.split("\n")
    assert [line.split() for line in lines] == [["Item", "Count"], ["Toner", "2"]]


def test_the_table_that_notes_sets_above_an_older_mail() -> None:
    cell = "<td><font size=1><b>Jane Doe/ACME@ACME</b></font><p><font size=1>03.02.2025 09:14</font></p></td>"
    labels = "".join(
        f"<tr><td align=right>{key}</td><td>{value}</td></tr>"
        for key, value in (("To", "Kim Poe/ACME@ACME"), ("cc", ""), ("Subject", "Re: router"))
    )
    page = (
        f"<font size=2>Thanks, it works.</font><br><br><table><tr valign=top>{cell}"
        f"<td><table>{labels}</table></td></tr></table><br><tt>Have you tried it?</tt><br><tt>Jane</tt>"
    )
    found = understand(f"From: kim@example.org\nContent-Type: text/html; charset=utf-8\n\n{page}".encode())
    assert found.new_text == "Thanks, it works."
