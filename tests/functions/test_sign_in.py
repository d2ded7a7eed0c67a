"""Signing in with a code, as Cognito's triggers play it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.people import Role
from helpdesk.domain.sso.providers import Protocol, Provider
from helpdesk.usecases.sign_in_mail import SignInDeps
from sign_in.challenges import Code, Round, is_right, next_step
from sign_in.handler import handler, random_code
from tests.events import load
from tests.fakes import FakeAttempts, FakeMailer
from tests.functions.desks import ANA, DORA, GIL, KIM, MONDAY, Desks


class Cognito:
    """Plays the user pool: asks the triggers as it would, and keeps the session between them."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.mailer = FakeMailer()
        self.codes = iter(f"{n:06d}" for n in range(42137, 99999))
        deps = SignInDeps(
            directory=desks.directory, mailer=self.mailer, attempts=FakeAttempts(), passes=desks.doors.passes,
            lockouts=desks.doors.own.lockouts,
            events=desks.doors.book, providers=desks.doors.providers, editor=desks.editor,
            now=lambda: desks.now,
            new_id=desks.deps.new_id, sender="Loket <no-reply@loket.example>",
            portal_url="https://help.example", deployment="test-desks",
        )  # fmt: skip
        self.trigger = handler(lambda: deps, lambda: next(self.codes))
        self.session: list[dict[str, Any]] = []
        self.private: dict[str, str] = {}
        self.who: dict[str, Any] = {}

    def begin(self, email: str, *, known: bool = True) -> dict[str, Any] | None:
        """InitiateAuth: gives what leaves Cognito, or {} when it refuses."""
        self.session = []
        self.who = {"userAttributes": {"email": email, "email_verified": "true"} if known else {}}
        self.who |= {} if known else {"userNotFound": True}
        return self._next()

    def answer(self, code: str) -> dict[str, Any] | None:
        """RespondToAuthChallenge: None for tokens, the next challenge, or {} when it refuses."""
        asked = {"privateChallengeParameters": self.private, "challengeAnswer": code, **self.who}
        verified = self.trigger(load("verify-challenge") | {"request": asked}, None)
        self.session[-1]["challengeResult"] = verified["response"]["answerCorrect"]
        return self._next()

    def _next(self) -> dict[str, Any] | None:
        asked = {**self.who, "session": self.session}
        step = self.trigger(load("define-challenge") | {"request": asked}, None)["response"]
        if step["issueTokens"]:
            assert not step["failAuthentication"]
            return None
        if step["failAuthentication"]:
            return {}
        asked = {**self.who, "session": self.session, "challengeName": step["challengeName"]}
        made = self.trigger(load("create-challenge") | {"request": asked}, None)["response"]
        self.private = made["privateChallengeParameters"]
        self.session.append(
            {
                "challengeName": step["challengeName"],
                "challengeResult": None,
                "challengeMetadata": made["challengeMetadata"],
            }
        )
        return dict(made["publicChallengeParameters"])

    @property
    def mails(self) -> list[EmailMessage]:
        """What was mailed, read back."""
        read = [message_from_bytes(sent.raw, policy=default) for sent in self.mailer.sent]
        return [mail for mail in read if isinstance(mail, EmailMessage)]


@pytest.fixture
def cognito(desks: Desks) -> Cognito:
    """The user pool of the two desks."""
    return Cognito(desks)


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


def test_a_flow_that_began_with_cognito_s_own_challenges_ends_here() -> None:
    srp = Round(challenge_name="SRP_A", challenge_result=True)
    password = Round(challenge_name="PASSWORD_VERIFIER", challenge_result=True)

    for rounds in ([srp], [srp, password], [password], [srp, Round("CUSTOM_CHALLENGE", True)]):
        assert next_step(rounds, stranger=False).fail
        assert not next_step(rounds, stranger=False).issue_tokens


def test_a_stranger_who_guessed_right_is_still_a_stranger() -> None:
    verdict = next_step([Round("CUSTOM_CHALLENGE", True)], stranger=True)

    assert (verdict.issue_tokens, verdict.fail) == (False, True)


@pytest.mark.parametrize(("stranger", "right"), [(False, True), (True, False)])
def test_the_right_code_from_a_stranger_is_wrong(cognito: Cognito, stranger: bool, right: bool) -> None:
    event = load("verify-challenge")
    event["request"]["userNotFound"] = stranger

    assert cognito.trigger(event, None)["response"] == {"answerCorrect": right}


def test_the_empty_code_is_never_right() -> None:
    forever = int(MONDAY.timestamp()) + 999_999

    assert not is_right("", Code("", forever), MONDAY)
    assert is_right("1", Code("1", forever), MONDAY)
    assert not is_right("１", Code("1", forever), MONDAY)


@pytest.mark.parametrize("name", ["define-challenge", "create-challenge", "verify-challenge"])
@pytest.mark.parametrize("request_", [None, {}, {"session": 7}, {"session": [{}]}])
def test_what_cannot_be_read_lets_nobody_in(cognito: Cognito, name: str, request_: object) -> None:
    answered = cognito.trigger(load(name) | {"request": request_}, None)["response"]

    assert not answered.get("issueTokens")
    assert not answered.get("answerCorrect")
    assert not (answered.get("privateChallengeParameters") or {}).get("code")


def test_triggers_that_cannot_be_wired_let_nobody_in() -> None:
    def unwired() -> SignInDeps:
        raise KeyError("LOKET_TABLE")

    trigger = handler(unwired, random_code)

    assert trigger(load("define-challenge"), None)["response"]["failAuthentication"] is True
    assert trigger(load("create-challenge"), None)["response"]["privateChallengeParameters"]["code"] == ""
    assert trigger(load("verify-challenge"), None)["response"]["answerCorrect"] is False


def test_a_trigger_that_is_not_ours_goes_back_as_it_came(cognito: Cognito) -> None:
    event = load("define-challenge") | {"triggerSource": "PreSignUp_SignUp"}

    assert cognito.trigger(event, None) == event


def test_codes_are_six_digits_and_no_two_alike() -> None:
    codes = [random_code() for _ in range(200)]

    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 190


def test_what_happened_is_told_with_whose_address_and_never_the_code(cognito: Cognito) -> None:
    cognito.begin(KIM)
    cognito.answer("000000")
    cognito.answer("042137")

    told = [(event.kind.value, event.who) for event in cognito.desks.doors.book.events]
    assert told == [("code-mailed", KIM), ("code-refused", KIM), ("code", KIM)]
    assert "042137" not in str(cognito.desks.doors.book.events)


def kinds(cognito: Cognito) -> list[str]:
    return [event.kind.value for event in cognito.desks.doors.book.events]


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


OKTA = Provider(
    desk="host", id="okta", tenant="globex", protocol=Protocol.SAML, name="Okta", idp="globex-saml",
    domains=("globex.example",), newcomers=Role.REQUESTER,
)  # fmt: skip


def come_by_saml(cognito: Cognito, email: str, *, identities: str | None = None) -> None:
    """The pool is about to give tokens to whom a provider let in."""
    named = '[{"userId":"7","providerName":"globex-saml","providerType":"SAML","primary":"true"}]'
    about = {"sub": "s-7", "email": email, "name": "Nia Gold", "cognito:user_status": "EXTERNAL_PROVIDER"}
    about |= {"identities": named if identities is None else identities}
    event = {
        **load("define-challenge"),
        "triggerSource": "TokenGeneration_HostedAuth",
        "request": {"userAttributes": about, "groupConfiguration": {"groupsToOverride": []}},
        "response": {"claimsOverrideDetails": None},
    }
    assert cognito.trigger(event, None) == event


def test_by_saml_a_newcomer_becomes_known_once_and_it_is_written_down(cognito: Cognito) -> None:
    cognito.desks.doors.providers.put(OKTA)

    for _ in range(2):
        come_by_saml(cognito, "Nia@Globex.example")

    (member,) = cognito.desks.directory.memberships("nia@globex.example")
    assert (member.desk, member.tenant, member.role) == ("host", "globex", Role.REQUESTER)
    assert member.person.name == "Nia Gold"
    assert kinds(cognito) == ["sso-newcomer", "sso", "sso"]
    assert {event.desk for event in cognito.desks.doors.book.events} == {"host"}


@pytest.mark.parametrize(
    ("email", "changed", "identities"),
    [
        ("nia@acme.example", {}, None),
        ("nia@globex.example", {"newcomers": None}, None),
        ("nia@globex.example", {"enabled": False}, None),
        ("nia@globex.example", {"idp": "another"}, None),
        ("nia@globex.example", {}, "[]"),
        ("nia@globex.example", {}, "no JSON"),
        ("", {}, None),
    ],
)
def test_by_saml_nobody_becomes_known_whom_the_provider_cannot_speak_for(
    cognito: Cognito, email: str, changed: dict[str, Any], identities: str | None
) -> None:
    cognito.desks.doors.providers.put(replace(OKTA, **changed))

    come_by_saml(cognito, email, identities=identities)

    assert cognito.desks.directory.memberships("nia@globex.example") == ()
    assert cognito.desks.directory.memberships("nia@acme.example") == ()
    assert set(kinds(cognito)) <= {"sso-refused"}
