"""Fakes of what signing in needs."""

from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.domain.errors import Conflict, Invalid, NotFound, Unauthorized, Unavailable
from helpdesk.domain.ids import check_id
from helpdesk.domain.lockout import FORGOTTEN, Misses
from helpdesk.domain.own_sign_in import DoorPolicy, Factor, OwnRecord, OwnSession
from helpdesk.domain.sign_ins import SignInEvent
from helpdesk.domain.sso.flows import Identity
from helpdesk.domain.sso.providers import Account, Provider
from helpdesk.ports.signing_in import CodeExchange


@dataclass
class FakeSsoProviders:
    """Identity providers in memory."""

    providers: dict[tuple[str, str], Provider] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def get(self, desk: str, provider: str) -> Provider | None:
        return self.providers.get((check_id(desk, "desk"), check_id(provider, "provider")))

    def of_desk(self, desk: str) -> tuple[Provider, ...]:
        check_id(desk, "desk")
        return tuple(self.providers[key] for key in sorted(self.providers) if key[0] == desk)

    def of_domain(self, domain: str) -> tuple[Provider, ...]:
        found = (self.providers[key] for key in sorted(self.providers))
        return tuple(one for one in found if one.enabled and domain in one.domains)

    def of_idp(self, idp: str) -> Provider | None:
        return next((one for one in self.providers.values() if one.idp and one.idp == idp), None)

    def put(self, provider: Provider) -> None:
        for other in self.providers.values():
            if other.desk != provider.desk and set(other.domains) & set(provider.domains):
                raise Conflict("another desk signs people of this domain in")
            if other.idp and other.idp == provider.idp and other.reference != provider.reference:
                raise Conflict("another identity provider stands for this one already")
        self.providers[check_id(provider.desk, "desk"), check_id(provider.id, "provider")] = provider

    def delete(self, provider: Provider) -> None:
        self.providers.pop((provider.desk, provider.id), None)

    def account(self, name: str) -> Account | None:
        return self.accounts.get(name)

    def put_account(self, account: Account) -> None:
        self.accounts[account.name] = account


@dataclass
class FakePasses:
    """Things that count once, in memory."""

    passes: dict[tuple[str, str], tuple[bytes, datetime]] = field(default_factory=dict)

    def put(self, kind: str, secret_hash: str, body: bytes, *, expires: datetime) -> None:
        self.passes[kind, secret_hash] = (body, expires)

    def take(self, kind: str, secret_hash: str, *, at: datetime) -> bytes | None:
        body, expires = self.passes.pop((kind, secret_hash), (None, at))
        return body if expires > at else None


@dataclass
class FakeVault:
    """Secrets in memory."""

    secrets: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, secret: str) -> None:
        self.secrets[name] = secret

    def first(self, name: str, secret: str) -> str:
        return self.secrets.setdefault(name, secret)

    def get(self, name: str) -> str:
        if name not in self.secrets:
            raise NotFound("there is no such secret")
        return self.secrets[name]

    def delete(self, name: str) -> None:
        self.secrets.pop(name, None)


@dataclass
class FakeOpenId:
    """Providers by issuer, each with the codes it would redeem."""

    issuers: dict[str, dict[str, Identity]] = field(default_factory=dict)
    exchanges: list[CodeExchange] = field(default_factory=list)
    down: bool = False

    def authorization_endpoint(self, issuer: str) -> str:
        if self.down:
            raise Unavailable("it does not answer")
        if issuer not in self.issuers:
            raise Invalid(field="issuer", reason="there is no OpenID Connect provider there")
        return f"{issuer}/authorize"

    def identity(self, provider: Provider, exchange: CodeExchange) -> Identity:
        if self.down:
            raise Unavailable("it does not answer")
        self.exchanges.append(exchange)
        identity = self.issuers.get(provider.issuer, {}).pop(exchange.code, None)
        if identity is None:
            raise Unauthorized("the provider did not take the code (400)")
        return identity


@dataclass
class FakeSignInEvents:
    """Keeps what happened."""

    events: list[SignInEvent] = field(default_factory=list)

    def record(self, event: SignInEvent) -> None:
        self.events.append(event)


@dataclass
class FakeOwnSignIns:
    """Second factors and sessions in memory."""

    factors: dict[str, Factor] = field(default_factory=dict)
    out: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, dict[str, OwnSession]] = field(default_factory=dict)

    def of(self, account: str) -> OwnRecord:
        return OwnRecord(
            factor=self.factors.get(account),
            signed_out_at=self.out.get(account, 0),
            sessions=tuple(self.sessions.get(account, {}).values()),
        )

    def put_factor(self, account: str, old: Factor | None, new: Factor | None) -> bool:
        if self.factors.get(account) != old:
            return False
        self.factors.pop(account, None)
        if new is not None:
            self.factors[account] = new
        return True

    def put_session(self, account: str, old: OwnSession | None, new: OwnSession) -> bool:
        kept = self.sessions.setdefault(account, {})
        if kept.get(new.id) != old:
            return False
        kept[new.id] = new
        return True

    def sign_out(self, account: str, at: int) -> None:
        self.out[account] = at


@dataclass
class FakeDoorPolicies:
    """What desks ask, in memory."""

    policies: dict[str, DoorPolicy] = field(default_factory=dict)

    def policy(self, desk: str) -> DoorPolicy:
        return self.policies.get(desk, DoorPolicy())

    def fresh_policy(self, desk: str) -> DoorPolicy:
        return self.policy(check_id(desk, "desk"))

    def put_policy(self, desk: str, policy: DoorPolicy) -> None:
        self.policies[check_id(desk, "desk")] = policy


@dataclass
class FakeLockouts:
    """Wrong answers in memory."""

    counted: dict[str, Misses] = field(default_factory=dict)

    def misses(self, what: str, *, at: datetime) -> Misses:
        found = self.counted.get(what, Misses())
        return found if found.last is not None and at < found.last + FORGOTTEN else Misses()

    def missed(self, what: str, *, at: datetime) -> Misses:
        whole = at.replace(microsecond=0)
        self.counted[what] = Misses(count=self.misses(what, at=at).count + 1, last=whole)
        return self.counted[what]

    def forget(self, what: str) -> None:
        self.counted.pop(what, None)
