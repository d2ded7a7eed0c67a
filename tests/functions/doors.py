"""The ways in of a house in memory, and what tests look at behind them."""

from typing import NamedTuple

from helpdesk.usecases.sso.deps import SsoDeps
from tests.fakes import FakeOpenId, FakePasses, FakeSignInEvents, FakeSsoProviders, FakeVault

ISSUER = "https://login.acme.example"


class Doors(NamedTuple):
    """The fakes, and the deps made of them."""

    providers: FakeSsoProviders
    passes: FakePasses
    vault: FakeVault
    openid: FakeOpenId
    book: FakeSignInEvents
    sso: SsoDeps


def fake_doors() -> Doors:
    """Nobody has single sign-on; at ISSUER there is a provider."""
    providers, passes, vault, book = FakeSsoProviders(), FakePasses(), FakeVault(), FakeSignInEvents()
    openid = FakeOpenId(issuers={ISSUER: {}})
    sso = SsoDeps(
        providers=providers, passes=passes, vault=vault, openid=openid, events=book,
        redirect_uri="https://help.example/sign-in/back", saml_url="https://loket.auth.example",
    )  # fmt: skip
    return Doors(providers, passes, vault, openid, book, sso)
