"""Identity providers, and things that count once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Invalid
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
