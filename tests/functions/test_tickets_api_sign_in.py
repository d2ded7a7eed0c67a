"""The public part: how to sign in, and asking for a code without learning who is known."""

import pytest

from tests.functions.desks import ANA, KIM, Desks
from tests.functions.gateway import Gateway

STRANGER = "stranger@nowhere.example"


def test_a_client_is_told_where_and_how_to_sign_in(api: Gateway) -> None:
    assert api.get(None, "/sign-in").json == {
        "region": "eu-west-1",
        "client_id": "portal",
        "url": "https://sign-in.example/",
        "methods": ["password", "code"],
        "sso": [],
    }


def test_whoever_we_know_has_an_account_from_then_on(api: Gateway, desks: Desks) -> None:
    for email in (KIM, f" {ANA.title()}"):
        assert api.post(None, "/sign-in/codes", {"email": email.strip()}).status == 202

    assert desks.accounts.passwords == {KIM: None, ANA: None}


def test_asking_again_leaves_a_password_alone(api: Gateway, desks: Desks) -> None:
    desks.accounts.set_password(ANA, "loket-demo-2026")

    api.post(None, "/sign-in/codes", {"email": ANA})

    assert desks.accounts.passwords == {ANA: "loket-demo-2026"}


def test_a_stranger_hears_the_same_and_gets_no_account(api: Gateway, desks: Desks) -> None:
    known = api.post(None, "/sign-in/codes", {"email": KIM})
    unknown = api.post(None, "/sign-in/codes", {"email": STRANGER})

    assert (known.status, known.text, known.headers) == (unknown.status, unknown.text, unknown.headers)
    assert STRANGER not in desks.accounts.passwords


@pytest.mark.parametrize("email", [KIM, STRANGER])
def test_an_address_can_ask_five_times_in_a_quarter_of_an_hour(
    api: Gateway, desks: Desks, email: str
) -> None:
    heard = [api.post(None, "/sign-in/codes", {"email": email}).status for _ in range(5)]
    sixth = api.post(None, "/sign-in/codes", {"email": email.upper()})

    assert heard == [202] * 5
    assert (sixth.status, sixth.json["code"], sixth.headers["Retry-After"]) == (429, "too-many", "900")
    desks.later(minutes=15)
    assert api.post(None, "/sign-in/codes", {"email": email}).status == 202


def test_and_twenty_times_a_day(api: Gateway, desks: Desks) -> None:
    heard = []
    for _ in range(21):
        heard.append(api.post(None, "/sign-in/codes", {"email": KIM}).status)
        desks.later(minutes=15)

    assert heard == [202] * 20 + [429]


@pytest.mark.parametrize(
    "email", ["", "kim", "@", "kim@", "a b@c.example", "a\x1c@c.example", "k@" + "x" * 253, None, 7]
)
def test_what_is_no_address_is_said_so(api: Gateway, email: object) -> None:
    reply = api.post(None, "/sign-in/codes", {"email": email})

    assert (reply.status, reply.json["field"]) == (422, "email")
