"""What single sign-on works with, besides the rest of the API's."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from helpdesk.domain.sign_ins import SignInEvent, SignInEventKind
from helpdesk.ports.signing_in import OpenId, Passes, SignInEvents, SsoProviders, Vault


class SsoDeps(msgspec.Struct, frozen=True, kw_only=True):
    """`redirect_uri`: the portal's page that people come back to; `saml_url`, `saml_client`: the pool's own
    pages and its client for those, or "". `saml_names`: the providers it knows; `saml_entity`: us, to them.
    """

    providers: SsoProviders
    passes: Passes
    vault: Vault
    openid: OpenId
    events: SignInEvents
    redirect_uri: str
    saml_url: str = ""
    saml_client: str = ""
    saml_entity: str = ""
    saml_names: tuple[str, ...] = ()

    @property
    def saml_reply_url(self) -> str:
        """Where SAML providers send people back to: the pool, which sends them on to the portal."""
        return f"{self.saml_url}/saml2/idpresponse"


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the door: where they come from, and when."""

    source: str
    at: datetime


def tell(
    events: SignInEvents,
    kind: SignInEventKind,
    visitor: Visitor,
    *,
    who: str = "",
    desk: str = "",
    tenant: str | None = None,
    why: str = "",
) -> None:
    """Record an event."""
    events.record(
        SignInEvent(
            kind=kind, at=visitor.at, who=who, desk=desk, tenant=tenant or "", source=visitor.source, why=why
        )
    )


NewSecret = Callable[[], str]
