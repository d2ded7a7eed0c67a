"""The door tells nobody who is known: the same answer, after the same work, for whoever is and is not."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.fakes import FakeAttempts
from tests.functions.desks import ANA, KIM, MEI, Desks
from tests.functions.gateway import Gateway, Reply
from tests.functions.single_sign_on import BINDING, come_back, put

STRANGER = "stranger@nowhere.example"
Ask = Callable[[Gateway, str], Reply]


class Work(NamedTuple):
    """What one answer took of others."""

    accounts: int
    counted: int


def _code(api: Gateway, email: str) -> Reply:
    return api.post(None, "/sign-in/codes", {"email": email})


def _password(api: Gateway, email: str) -> Reply:
    return api.post(None, "/sign-in/passwords", {"email": email, "password": "not this one"})


ASKS: dict[str, Ask] = {"/sign-in/codes": _code, "/sign-in/passwords": _password}


def _asked(ask: Ask, email: str) -> tuple[list[tuple[int, str, str]], list[Work]]:
    """Ten tries of one address in a house of its own: what was heard, and what it took."""
    desks = Desks()
    desks.accounts.set_password(ANA, "a right one")
    api, heard, work = Gateway(desks), [], []
    attempts = desks.deps.attempts
    assert isinstance(attempts, FakeAttempts)
    for _ in range(10):
        before = (len(desks.accounts.asked), attempts.counts.total())
        reply = ask(api, email)
        body = reply.text.replace(email, "somebody")
        heard.append((reply.status, body, str(sorted(reply.headers.items()))))
        work.append(Work(len(desks.accounts.asked) - before[0], attempts.counts.total() - before[1]))
    return heard, work


@pytest.mark.parametrize("path", ASKS)
@pytest.mark.parametrize("known", [KIM, ANA, MEI])
def test_known_and_unknown_hear_the_same_after_the_same_work(path: str, known: str) -> None:
    assert _asked(ASKS[path], known) == _asked(ASKS[path], STRANGER)


@pytest.mark.parametrize("path", ASKS)
def test_and_it_is_no_work_at_all_that_is_the_same(path: str) -> None:
    _, work = _asked(ASKS[path], STRANGER)

    assert work[0].accounts == 1


def test_the_way_in_of_a_mail_domain_does_not_depend_on_who_is_asked_for(api: Gateway) -> None:
    put(api)
    departure = {"desk": "host", "provider": "globex", "binding": BINDING}
    hints = ("gil@globex.example", "nobody@globex.example")
    replies = [api.post(None, "/sign-in/departures", departure | {"hint": hint}) for hint in hints]

    assert {reply.status for reply in replies} == {201}
    assert (
        api.get(None, "/sign-in", domain="acme.example").json
        == api.get(None, "/sign-in", domain="nowhere.example").json
    )


def test_somebody_a_provider_knows_and_we_do_not_hears_what_everybody_refused_hears(api: Gateway) -> None:
    put(api)
    unknown = come_back(api, "nobody@globex.example")
    foreign = come_back(api, KIM)
    made_up = come_back(api, "gil@globex.example", code="made-up")

    assert {one.status for one in (unknown, foreign, made_up)} == {403}
    assert len({one.text for one in (unknown, foreign, made_up)}) == 1


def test_a_ticket_that_is_hidden_is_as_absent_as_one_that_never_was(api: Gateway) -> None:
    key = api.post(KIM, "/tickets", {"subject": "x", "text": "y"}).json["key"]
    hidden, absent = api.get("dora@duinrand.example", f"/tickets/{key}"), api.get(KIM, "/tickets/ACME-99")

    assert (hidden.status, hidden.json["detail"]) == (absent.status, absent.json["detail"])
