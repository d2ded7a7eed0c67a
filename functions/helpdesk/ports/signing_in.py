"""What signing in needs: identity providers, their secrets, things that count once, and who is told."""

from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.domain.lockout import Misses
from helpdesk.domain.own_sign_in import DoorPolicy, Factor, OwnRecord, OwnSession
from helpdesk.domain.sign_ins import SignInEvent
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Account, Provider


class SsoProviders(Protocol):
    """Identity providers of all desks, and the accounts they let in."""

    def get(self, desk: str, provider: str) -> Provider | None:
        """The provider, enabled or not."""
        ...

    def of_desk(self, desk: str) -> tuple[Provider, ...]:
        """The desk's and its tenants', by id."""
        ...

    def of_domain(self, domain: str) -> tuple[Provider, ...]:
        """Those that are enabled and speak for addresses of this mail domain."""
        ...

    def of_idp(self, idp: str) -> Provider | None:
        """The provider that the user pool knows by this name."""
        ...

    def put(self, provider: Provider) -> None:
        """Add or change. Raises Conflict when another desk's provider speaks for one of the domains."""
        ...

    def delete(self, provider: Provider) -> None:
        """Nobody it let in is let in any more. Idempotent."""
        ...

    def account(self, name: str) -> Account | None:
        """Who this account of the user pool belongs to."""
        ...

    def put_account(self, account: Account) -> None:
        """Remember whose account it is."""
        ...


class Passes(Protocol):
    """Things that count once, soon: kept by the hash of something random, forgotten by themselves."""

    def put(self, kind: str, secret_hash: str, body: bytes, *, expires: datetime) -> None:
        """Keep `body` until then."""
        ...

    def take(self, kind: str, secret_hash: str, *, at: datetime) -> bytes | None:
        """The body, this once; None when there is none, it was taken, or its time is over."""
        ...


class Vault(Protocol):
    """Secrets that others gave us, by name (`sso/noord/acme`)."""

    def put(self, name: str, secret: str) -> None:
        """Keep it, in place of an earlier one."""
        ...

    def get(self, name: str) -> str:
        """The secret. Raises NotFound."""
        ...

    def first(self, name: str, secret: str) -> str:
        """Keep it, unless there is one already; returns the one that stands."""
        ...

    def delete(self, name: str) -> None:
        """Forget it. Idempotent."""
        ...


class CodeExchange(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider is asked when somebody comes back from it with a code."""

    code: str
    verifier: str
    nonce: str
    redirect_uri: str
    client_secret: str
    at: datetime


class OpenId(Protocol):
    """OpenID Connect providers out there."""

    def authorization_endpoint(self, issuer: str) -> str:
        """Where people are sent. Raises Invalid (`issuer`) when there is no provider of that name there,
        and Unavailable when it does not answer."""
        ...

    def identity(self, provider: Provider, exchange: CodeExchange) -> Identity:
        """Redeem the code and check the ID token. Raises Unauthorized, saying why, or Unavailable."""
        ...


class SignInEvents(Protocol):
    """Whoever wants to know what happened at the door. Must not raise."""

    def record(self, event: SignInEvent) -> None:
        """It happened."""
        ...


class OwnSignIns(Protocol):
    """What is known of each account of the user pool: second factor and sessions."""

    def of(self, account: str) -> OwnRecord:
        """All of it, as it is stored at this moment."""
        ...

    def put_factor(self, account: str, old: Factor | None, new: Factor | None) -> bool:
        """Put `new` in place of `old` (None: there is none); False when it is not `old` that stands there."""
        ...

    def put_session(self, account: str, old: OwnSession | None, new: OwnSession) -> bool:
        """Put `new` in place of `old` (None: there is none); False when it is not `old` that stands there.

        It is forgotten some weeks after it was last seen.
        """
        ...

    def sign_out(self, account: str, at: int) -> None:
        """No sign-in before `at` counts any more."""
        ...


class DoorPolicies(Protocol):
    """What desks ask of their people at sign-in."""

    def policy(self, desk: str) -> DoorPolicy:
        """As it was at most a minute ago."""
        ...

    def fresh_policy(self, desk: str) -> DoorPolicy:
        """As it is stored at this moment."""
        ...

    def put_policy(self, desk: str, policy: DoorPolicy) -> None: ...


class Lockouts(Protocol):
    """Counts wrong answers, and forgets them by itself."""

    def misses(self, what: str, *, at: datetime) -> Misses:
        """Wrong answers so far."""
        ...

    def missed(self, what: str, *, at: datetime) -> Misses:
        """One more."""
        ...

    def forget(self, what: str) -> None:
        """A right answer."""
        ...
