"""The ways in of a house in memory, and what tests look at behind them."""

from itertools import count
from typing import NamedTuple

from helpdesk.usecases.own_sign_in.deps import OwnDeps
from helpdesk.usecases.sso.deps import SsoDeps
from helpdesk.usecases.tally import Tally
from tests.fakes import (
    FakeDoorPolicies,
    FakeLockouts,
    FakeOpenId,
    FakeOwnSignIns,
    FakePasses,
    FakeSignInEvents,
    FakeSsoProviders,
    FakeVault,
)

ISSUER = "https://login.acme.example"


class Doors(NamedTuple):
    """The fakes, and the deps made of them."""

    providers: FakeSsoProviders
    passes: FakePasses
    vault: FakeVault
    openid: FakeOpenId
    book: FakeSignInEvents
    sso: SsoDeps
    own: OwnDeps
    records: FakeOwnSignIns
    policies: FakeDoorPolicies


def fake_doors() -> Doors:
    """Nobody has single sign-on; at ISSUER there is a provider."""
    providers, passes, vault, book = FakeSsoProviders(), FakePasses(), FakeVault(), FakeSignInEvents()
    openid = FakeOpenId(issuers={ISSUER: {}})
    sso = SsoDeps(
        providers=providers, passes=passes, vault=vault, openid=openid, events=book,
        redirect_uri="https://help.example/sign-in/back", saml_url="https://loket.auth.example",
        saml_client="saml-client", saml_entity="urn:amazon:cognito:sp:pool-1",
        saml_names=("globex-saml", "other-saml"),
    )  # fmt: skip
    records, policies, numbers = FakeOwnSignIns(), FakeDoorPolicies(), count(1)
    own = OwnDeps(
        records=records, policies=policies, lockouts=FakeLockouts(),
        new_code=lambda: f"code-{next(numbers):05d}", new_totp=lambda: "JBSWY3DPEHPK3PXP" * 2, tally=Tally(),
    )  # fmt: skip
    return Doors(providers, passes, vault, openid, book, sso, own, records, policies)
