"""Cognito's triggers one by one: whatever they are given, nobody gets in who should not."""

import pytest

from helpdesk.usecases.sign_in_mail import SignInDeps
from sign_in.challenges import Code, Round, is_right, next_step
from sign_in.handler import handler, random_code
from tests.events import load
from tests.functions.desks import MONDAY
from tests.functions.pool import Cognito


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
