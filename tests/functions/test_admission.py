"""How much a person and a tenant may ask for in a minute, and that counting it costs next to nothing."""

from helpdesk.domain.errors import TooMany
from helpdesk.usecases.tally import Tally
from tests.fakes import FakeAttempts
from tests.functions.desks import ANA, KIM, MONDAY, PIM, Desks
from tests.functions.gateway import Gateway


def test_a_person_has_600_requests_a_minute_then_hears_when_to_come_back(api: Gateway) -> None:
    heard = [api.get(KIM, "/me").status for _ in range(600)]
    over = api.get(KIM, "/me")

    assert set(heard) == {200}
    assert (over.status, over.json["code"], over.headers["Retry-After"]) == (429, "too-many", "60")
    assert api.get(ANA, "/me").status == 200
    api.desks.later(minutes=1)
    assert api.get(KIM, "/me").status == 200


def test_a_tenant_s_people_share_6000(desks: Desks) -> None:
    attempts, here, there = desks.deps.attempts, Tally(), Tally()
    for _ in range(3000):
        here.check(attempts, "tenant noord/acme", MONDAY, 6000)
        there.check(attempts, "tenant noord/acme", MONDAY, 6000)

    assert not _passes(here, attempts, 6000, tries=10)


def test_below_ten_nothing_is_written_and_then_every_tenth_time(api: Gateway) -> None:
    attempts = api.desks.deps.attempts
    assert isinstance(attempts, FakeAttempts)
    for _ in range(9):
        api.get(PIM, "/me")
    assert attempts.counts.total() == 0

    for _ in range(16):
        api.get(PIM, "/me")
    assert set(attempts.counts.values()) == {20}


def test_beyond_the_limit_nobody_is_counted_any_more() -> None:
    attempts, tally = FakeAttempts(), Tally()
    for _ in range(200):
        _passes(tally, attempts, 50, tries=1)

    assert attempts.counts.total() == 60


def _passes(tally: Tally, attempts: object, most: int, *, tries: int) -> bool:
    assert isinstance(attempts, FakeAttempts)
    try:
        for _ in range(tries):
            tally.check(attempts, "tenant noord/acme", MONDAY, most)
    except TooMany:
        return False
    return True
