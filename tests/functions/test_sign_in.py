"""Signing in with a code: the mail, the tries, the limits and the pauses."""

import pytest

from tests.functions.desks import ANA, DORA, GIL, KIM
from tests.functions.pool import Cognito, kinds


def test_the_code_in_the_mail_opens_the_door(cognito: Cognito) -> None:
    public = cognito.begin(KIM)

    (mail,) = cognito.mails
    assert mail["To"] == KIM
    assert mail["Subject"] == "042137 is your sign-in code"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "042137" in text.get_content()
    assert "help.example" in text.get_content()
    assert "042137" not in str(public)
    assert cognito.answer(" 042 137 ") is None


def test_the_mail_is_one_that_no_machine_answers(cognito: Cognito) -> None:
    cognito.begin(KIM)

    (mail,) = cognito.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Loop"] == "test-desks"
    assert mail["From"] == "Loket <no-reply@loket.example>"
    assert cognito.mailer.sent[0].sender == "no-reply@loket.example"


@pytest.mark.parametrize(
    ("who", "language", "words"),
    [
        (KIM, "en", "sign-in code"),
        (DORA, "nl", "inlogcode"),
        (GIL, "zh", "登录"),
        (ANA, "en", "sign-in code"),
    ],
)
def test_the_mail_speaks_the_tenant_s_language(cognito: Cognito, who: str, language: str, words: str) -> None:
    cognito.begin(who)

    (mail,) = cognito.mails
    assert mail["Content-Language"] == language
    assert words in mail["Subject"]
    assert "042137" in mail["Subject"]


def test_a_wrong_answer_gets_two_more_tries_at_the_same_code(cognito: Cognito) -> None:
    cognito.begin(KIM)

    assert cognito.answer("000000")
    assert cognito.answer("")
    assert cognito.answer("042137") is None
    assert len(cognito.mails) == 1


def test_three_wrong_answers_are_enough(cognito: Cognito) -> None:
    cognito.begin(KIM)

    assert [cognito.answer("1"), cognito.answer("2")] == [{"medium": "mail", "digits": "6"}] * 2
    assert cognito.answer("3") == {}


def test_a_code_works_for_ten_minutes_however_often_it_is_tried(cognito: Cognito) -> None:
    cognito.begin(KIM)
    cognito.desks.later(minutes=6)
    assert cognito.answer("000000")
    cognito.desks.later(minutes=3, seconds=59)
    assert cognito.answer("042137") is None

    cognito.begin(KIM)
    cognito.desks.later(minutes=6)
    assert cognito.answer("000000")
    cognito.desks.later(minutes=4)
    assert cognito.answer("042138")


def test_a_code_of_another_session_is_none(cognito: Cognito) -> None:
    cognito.begin(KIM)
    cognito.begin(KIM)

    assert cognito.answer("042137")
    assert cognito.answer("042138") is None


@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_sees_the_same_and_never_gets_in(cognito: Cognito, known: bool) -> None:
    public = cognito.begin(KIM)
    assert cognito.begin("stranger@nowhere.example", known=known) == public

    assert len(cognito.mails) == 1
    assert cognito.answer("042138") == public
    assert cognito.answer("") == public
    assert cognito.answer("None") == {}


def test_beyond_the_limit_no_mail_goes_out_and_no_code_is_right(cognito: Cognito) -> None:
    for _ in range(5):
        cognito.begin(KIM)

    public = cognito.begin(KIM)

    assert len(cognito.mails) == 5
    assert public == {"medium": "mail", "digits": "6"}
    assert cognito.answer("042142") == public
    assert cognito.answer("") == public
    cognito.desks.later(minutes=15)
    cognito.begin(KIM)
    assert len(cognito.mails) == 6


def test_when_the_mail_does_not_go_out_the_answer_is_the_same_and_no_code_is_right(cognito: Cognito) -> None:
    public = cognito.begin(KIM)
    cognito.mailer.refuses.add(KIM)
    assert cognito.begin(KIM) == public
    assert cognito.answer("042138") == public
    cognito.mailer.refuses.clear()
    cognito.mailer.down = 1
    assert cognito.begin(KIM) == public


def test_what_happened_is_told_with_whose_address_and_never_the_code(cognito: Cognito) -> None:
    cognito.begin(KIM)
    cognito.answer("000000")
    cognito.answer("042137")

    told = [(event.kind.value, event.who) for event in cognito.desks.doors.book.events]
    assert told == [("code-mailed", KIM), ("code-refused", KIM), ("code", KIM)]
    assert "042137" not in str(cognito.desks.doors.book.events)


def test_five_wrong_answers_begin_a_pause_in_which_no_code_goes_out_and_none_is_right(
    cognito: Cognito,
) -> None:
    public = cognito.begin(KIM)
    assert [cognito.answer(wrong) for wrong in ("1", "2", "3")] == [public, public, {}]
    cognito.begin(KIM)
    assert [cognito.answer(wrong) for wrong in ("1", "2")] == [public, public]
    assert kinds(cognito)[-1] == "locked-out"

    assert cognito.answer("042138") == {}  # the right one, and the third try
    assert kinds(cognito)[-1] == "code-refused"
    assert cognito.begin(KIM) == public
    assert len(cognito.mails) == 2
    cognito.desks.later(minutes=1, seconds=1)
    cognito.begin(KIM)
    assert cognito.answer(str(cognito.private["code"])) is None
    assert kinds(cognito)[-1] == "code"


def test_each_further_wrong_answer_doubles_the_pause_and_a_right_one_forgets_them(cognito: Cognito) -> None:
    lockouts = cognito.desks.doors.own.lockouts
    for _ in range(6):
        lockouts.missed(f"code {KIM}", at=cognito.desks.now)

    cognito.desks.later(minutes=1, seconds=30)
    cognito.begin(KIM)
    assert cognito.mails == []
    cognito.desks.later(minutes=1)
    cognito.begin(KIM)
    assert cognito.answer(str(cognito.private["code"])) is None
    assert lockouts.misses(f"code {KIM}", at=cognito.desks.now).count == 0


def test_wrong_answers_for_one_address_hold_up_nobody_else(cognito: Cognito) -> None:
    for _ in range(8):
        cognito.desks.doors.own.lockouts.missed(f"code {KIM}", at=cognito.desks.now)

    cognito.begin(DORA)
    assert cognito.answer("042137") is None
