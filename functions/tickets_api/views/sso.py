"""What is shown of identity providers, and what a sign-in by one takes."""

from typing import Literal

import msgspec


class SsoWay(msgspec.Struct, frozen=True, kw_only=True):
    """An identity provider that signs people of the asked mail domain in.

    `url` is null for those that `POST /sign-in/departures` sends people to; else the user pool's own page.
    """

    desk: str
    provider: str
    name: str
    protocol: Literal["oidc", "saml"]
    url: str | None


class DepartureView(msgspec.Struct, frozen=True, kw_only=True):
    """Where to send the browser."""

    url: str


class ArrivalView(msgspec.Struct, frozen=True, kw_only=True):
    """Start CUSTOM_AUTH for `account` and answer the challenge with `ticket`: once, within two minutes."""

    account: str
    ticket: str


class ProviderView(msgspec.Struct, frozen=True, kw_only=True):
    """An identity provider. Its secret is not shown again. `redirect_uri`: what to enter there."""

    id: str
    tenant: str | None
    protocol: Literal["oidc", "saml"]
    name: str
    issuer: str
    client_id: str
    idp: str
    domains: tuple[str, ...]
    newcomers: Literal["requester", "manager", "agent", "lead"] | None
    strong: bool
    enabled: bool
    redirect_uri: str


class SamlView(msgspec.Struct, frozen=True, kw_only=True):
    """What a SAML provider has to be told of us, and the names that the deployment has for its providers."""

    entity_id: str
    reply_url: str
    names: tuple[str, ...]


class ProviderList(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's identity providers, its tenants' included. `saml` null: the deployment knows none."""

    items: tuple[ProviderView, ...]
    saml: SamlView | None
