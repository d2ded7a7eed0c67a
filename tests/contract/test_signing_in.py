"""Identity providers, and things that count once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.lockout import Misses
from helpdesk.domain.own_sign_in import DoorPolicy, Factor, OwnSession
from helpdesk.domain.sso.providers import Account, Provider
from tests.contract.builders import NOW
from tests.contract.houses import House


def provider(provider_id: str = "acme", desk: str = "noord", **changed: object) -> Provider:
    made = Provider(
        desk=desk, id=provider_id, tenant="acme", name="Acme", issuer="https://login.acme.example",
        client_id="loket", domains=("acme.example", "acme.test"),
    )  # fmt: skip
    return replace(made, **changed)


def test_a_provider_is_found_by_desk_and_by_mail_domain(house: House) -> None:
    house.sso.put(provider())

    assert house.sso.get("noord", "acme") == provider()
    assert house.sso.get("host", "acme") is None
    assert house.sso.of_desk("noord") == (provider(),)
    assert house.sso.of_domain("acme.test") == (provider(),)
    assert house.sso.of_domain("test") == ()


def test_a_change_moves_its_mail_domains(house: House) -> None:
    house.sso.put(provider())
    changed = provider(domains=("acme.test", "acme.new"), name="Acme Inc")

    house.sso.put(changed)

    assert house.sso.of_domain("acme.example") == ()
    assert house.sso.of_domain("acme.test") == house.sso.of_domain("acme.new") == (changed,)


def test_one_that_is_switched_off_signs_nobody_in(house: House) -> None:
    house.sso.put(provider(enabled=False))

    assert house.sso.of_domain("acme.test") == ()
    assert house.sso.get("noord", "acme") is not None


def test_providers_of_one_desk_may_share_a_mail_domain_and_no_others(house: House) -> None:
    house.sso.put(provider())
    house.sso.put(provider("own", tenant=None))

    assert {one.id for one in house.sso.of_domain("acme.test")} == {"acme", "own"}
    with pytest.raises(Conflict):
        house.sso.put(provider("x", "host", domains=("x.example", "acme.test")))
    assert house.sso.get("host", "x") is None


def test_what_is_deleted_gives_its_mail_domains_back(house: House) -> None:
    house.sso.put(provider())
    house.sso.delete(provider())
    house.sso.delete(provider())

    assert house.sso.get("noord", "acme") is None
    assert house.sso.of_domain("acme.test") == ()
    house.sso.put(provider("x", "host"))
    assert [one.reference for one in house.sso.of_domain("acme.test")] == ["host/x"]


def test_the_pool_s_name_is_one_provider_s(house: House) -> None:
    saml = provider(idp="acme-saml")
    house.sso.put(saml)
    house.sso.put(saml)

    assert house.sso.of_idp("acme-saml") == saml
    assert house.sso.of_idp("other") is None
    with pytest.raises(Conflict):
        house.sso.put(provider("own", tenant=None, idp="acme-saml"))


def test_whose_account_it_is_is_remembered(house: House) -> None:
    account = Account(
        name="0a@sso.invalid", desk="noord", provider="acme", subject="7", email="sam@acme.example"
    )
    house.sso.put_account(account)

    assert house.sso.account("0a@sso.invalid") == account
    assert house.sso.account("0b@sso.invalid") is None


@pytest.mark.parametrize("odd", ["", "a#b", "A", "../x"])
def test_what_is_no_id_reaches_no_row(house: House, odd: str) -> None:
    with pytest.raises(Invalid):
        house.sso.get("noord", odd)
    with pytest.raises(Invalid):
        house.sso.of_desk(odd)


def test_a_pass_counts_once(house: House) -> None:
    house.passes.put("flow", "0a", b"{}", expires=NOW + timedelta(minutes=1))

    assert house.passes.take("ticket", "0a", at=NOW) is None
    assert house.passes.take("flow", "0b", at=NOW) is None
    assert house.passes.take("flow", "0a", at=NOW) == b"{}"
    assert house.passes.take("flow", "0a", at=NOW) is None


def test_and_not_when_its_time_is_over(house: House) -> None:
    house.passes.put("flow", "0a", b"{}", expires=NOW + timedelta(minutes=1))

    assert house.passes.take("flow", "0a", at=NOW + timedelta(minutes=1)) is None


def session(**changed: object) -> OwnSession:
    return replace(OwnSession(id="s-1", since=7, seen_at=NOW, agent="Firefox"), **changed)


def test_an_account_s_factor_is_changed_from_what_was_read_or_not_at_all(house: House) -> None:
    first = Factor(secret="ABC", since=NOW)
    second = replace(first, confirmed=True, recovery=("0a",))

    assert house.own.put_factor("ana@noord.example", None, first)
    assert not house.own.put_factor("ana@noord.example", None, first)
    assert not house.own.put_factor("ana@noord.example", second, first)
    assert house.own.put_factor("ana@noord.example", first, second)
    assert house.own.of("ana@noord.example").factor == second
    assert not house.own.put_factor("ana@noord.example", first, None)
    assert house.own.put_factor("ana@noord.example", second, None)
    assert house.own.of("ana@noord.example").factor is None
    assert house.own.put_factor("ana@noord.example", None, first)


def test_so_is_a_session(house: House) -> None:
    assert house.own.put_session("ana@noord.example", None, session())
    assert not house.own.put_session("ana@noord.example", None, session(agent="Other"))
    assert house.own.put_session("ana@noord.example", session(), session(ended=True))
    assert not house.own.put_session("ana@noord.example", session(), session(agent="Other"))

    assert house.own.of("ana@noord.example").sessions == (session(ended=True),)
    assert house.own.of("mei@host.example").sessions == ()


def test_signing_out_ends_what_began_before(house: House) -> None:
    house.own.sign_out("ana@noord.example", 100)

    record = house.own.of("ana@noord.example")
    assert [record.is_over("s-1", since) for since in (99, 100, 101)] == [True, True, False]


def test_a_desk_asks_nothing_until_it_does(house: House) -> None:
    assert house.policies.policy("noord") == DoorPolicy()

    house.policies.put_policy("noord", DoorPolicy(second_factor=True))

    assert house.policies.policy("noord") == DoorPolicy(second_factor=True)
    assert house.policies.fresh_policy("noord").second_factor
    assert house.policies.policy("host") == DoorPolicy()
    assert house.sso.of_desk("noord") == ()


def test_wrong_answers_are_counted_and_forgotten(house: House) -> None:
    assert house.lockouts.misses("a", at=NOW) == Misses()
    assert house.lockouts.missed("a", at=NOW) == Misses(count=1, last=NOW)
    later = NOW + timedelta(hours=1)
    assert house.lockouts.missed("a", at=later) == Misses(count=2, last=later)
    assert house.lockouts.misses("a", at=later) == Misses(count=2, last=later)
    assert house.lockouts.misses("b", at=later) == Misses()

    day_after = later + timedelta(hours=24)
    assert house.lockouts.misses("a", at=day_after) == Misses()
    assert house.lockouts.missed("a", at=day_after).count == 1
    house.lockouts.forget("a")
    assert house.lockouts.misses("a", at=day_after) == Misses()
