"""What stays new text and what is history, signature or a mail passed on."""

import pytest

from helpdesk.mail.reply.split import split


def test_answers_between_quotes_stay() -> None:
    found = split(
        "On 5 Mar 2024, at 09:14, Anna <anna@example.com> wrote:\n> Which floor?\nThe second.\n> "
        "Which model?\nBlue one.\n"
    )
    assert found.new == "The second.\nBlue one."
    assert found.quoted.count("\n") == 2


def test_an_answer_below_the_quote_stays() -> None:
    found = split("Anna wrote on 5 March 2024:\n> Is it plugged in?\n> Really?\n\nYes, it is.\n\n-- \nBob")
    assert (found.new, found.signature) == ("Yes, it is.", "-- \nBob".replace("-- ", "--"))


def test_a_forwarded_mail_is_content() -> None:
    text = (
        "Please help this customer.\n\n---------- Forwarded message ---------\nFrom: C <c@example.com>\n"
        "Subject: Help\n\nIt broke."
    )
    assert split(text).new == text


def test_a_forward_by_subject_is_content() -> None:
    text = (
        "See below.\n\nFrom: C <c@example.com>\nSent: Tuesday, March 5, 2024 9:14 AM\nTo: B\nSubject: "
        "Help\n\nIt broke."
    )
    assert split(text, forward=True).new == text
    assert split(text).new == "See below."


def test_a_forward_inside_the_history_is_history() -> None:
    text = (
        "Thanks!\n\n-----Original Message-----\nFrom: B\n\nFYI\n\n---------- Forwarded message "
        "----------\nFrom: C\n\nold"
    )
    assert split(text).new == "Thanks!"


@pytest.mark.parametrize(
    "line",
    [
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "Début du message réexpédié :",
        "Begin doorgestuurd bericht:",
        "Inizio messaggio inoltrato:",
        "Inicio del mensaje reenviado:",
        "-------- Weitergeleitete Nachricht --------",
        "-------- Doorgestuurd bericht --------",
        "-------- Message transféré --------",
        "-------- Messaggio inoltrato --------",
        "-------- Vidarebefordrat meddelande --------",
        "-------- Videresendt melding --------",
        "-------- Пересылаемое сообщение --------",
        "---------- 转发的邮件 ----------",
    ],
)
def test_forwarding_lines_of_many_languages(line: str) -> None:
    text = f"Kijk eens.\n\n{line}\nVan: C <c@example.com>\n\nHet is stuk."
    assert split(text).new == text


@pytest.mark.parametrize(
    "text",
    [
        "On the surface this looks like a quote, but I wrote it myself.",
        "We need two things:\n- a printer\n- a desk\n\nThe manual says:\n\n    press F2",
        "From: Amsterdam\nTo: Paris\nWhen: Tuesday\n\nPlease book it.",
        "The server said at 10:30:\n\nOut of paper",
        "I wrote on 5 March 2024:\n\nthe printer is broken. It still is.",
        "Key points\n\n---\n\nFirst\n\n---\n\nSecond",
        "-- first point is open\n-- second point as well\n\nBob",
        "The note was sent from my iPhone app and it crashed.",
        "a > b and b > c\nso a > c",
        "Visit us:\n>>> >>> http://www.example.com <<<\nby clicking the link above",
        "Subject: what goes here?\nPriority: low",
        "I ran it. See output:\n\n> build started\n> error 42\n\nWhat now?",
        "We have trouble on sites with\n> 50 users\nwhile small ones are fine.",
        "Steps:\n\n1. open the page\n--\n2. press save\n--\n3. nothing happens",
        "At 10:15 the server wrote:\nERROR disk full\nand stopped. Please look.",
        "The log is odd.\nAt 10:15 the service wrote:\n\nERROR\nAt 10:20 it wrote:\n\nOK",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    found = split(text)
    assert (found.new, found.quoted, found.signature) == (text, "", "")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Done.\n\n2024/3/5 Anna Smit <anna@example.com>\n\n> Is it done?", "Done."),
        ("Done.\n\n---- Anna Smit wrote ----\n\nIs it done?", "Done."),
        ("Done.\n\n[ On 5 March 2024 at 09:14, Anna Smit wrote: ]\n> Is it?", "Done."),
        ("Done.\n\n[ Anna Smit <anna@example.com> wrote on 5 March 2024: ]\n\nIs it?", "Done."),
        ("Done.\n\nOn 5 March 2024 at 09:14, Anna Smit wrote:\n> 50 users or more?", "Done."),
        ("Done.\n\nAt 09:14 5-3-2024, Anna Smit wrote:\n\nIs it?", "Done."),
        ("Done.\n------On 5/3/2024 9:14 AM, Anna Smit wrote-----\n\nIs it done?", "Done."),
        ("Done.\n\nSent from Samsung Mobile Anna <anna@example.com> wrote:\n\nIs it done?", "Done."),
        (
            (
                "Done.\n\nDate: Tue, 5 Mar 2024 09:14:33 -0600\nTo: bob@example.com\nFrom: a@example.com\n"
                "\nIs it?"
            ),
            "Done.",
        ),
        (
            (
                "Done.\n\n  *From:* a@example.com [mailto:a@example.com]\n  *Sent:* Tuesday, March 5, "
                "2024 3:05 PM\n  *Subject:* x"
            ),
            "Done.",
        ),
        ("Done.\n\n> On 5 Mar 2024, at 09:14, Anna <a@example.com> wrote:\n>\n> Is it?", "Done."),
        ("Done.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna\n\nFertig?", "Done."),
        ("Klar.\n\n-----Oorspronkelijk bericht-----\n\nKlaar?", "Klar."),
        ("👍\n\nOn 5 Mar 2024, at 09:14, Anna <a@example.com> wrote:\n> ok?", "👍"),
    ],
)
def test_other_ways_to_quote(text: str, new: str) -> None:
    assert split(text).new == new


def test_a_quoted_line_that_a_relay_broke_stays_quoted() -> None:
    text = (
        "Yes.\n\nOn 5 Mar 2024, at 09:14, Anna <a@example.com> wrote:\n\n"
        "> This line is long enough to have been broken by a relay on its way here\nand goes on.\n> Next."
    )
    assert split(text).new == "Yes."


def test_a_mail_that_is_all_history_is_shown() -> None:
    text = "From: C <c@example.com>\nSent: Tuesday, March 5, 2024 9:14 AM\nTo: B\nSubject: Help\n\nIt broke."
    assert split(text).new == text


def test_nothing_is_lost() -> None:
    text = "New\n\nOn 5 Mar 2024, at 09:14, A <a@example.com> wrote:\n> old\n\nMore\n-- \nBob\nDesk"
    found = split(text)
    kept = f"{found.new}\n{found.quoted}\n{found.signature}".split()
    assert sorted(kept) == sorted(text.split())
