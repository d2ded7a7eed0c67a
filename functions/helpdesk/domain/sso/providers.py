"""Identity providers: whose, for which mail domains, and who becomes what by them."""

import enum
import hashlib
import re
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import DESK_ROLES, Membership, Role

ACCOUNT_DOMAIN: Final = "sso.invalid"
"""Accounts of the user pool that were let in by a provider. RFC 2606: nobody gets mail at `.invalid`."""

MOST: Final = 20
"""Providers of one desk, its tenants' included."""

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_LONGEST_DOMAIN = 253
_PUBLIC: Final = frozenset(
    [
        "126.com",
        "163.com",
        "aol.com",
        "fastmail.com",
        "gmail.com",
        "gmx.at",
        "gmx.ch",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "hotmail.nl",
        "hushmail.com",
        "icloud.com",
        "inbox.ru",
        "kpnmail.nl",
        "live.com",
        "live.nl",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "rambler.ru",
        "sina.com",
        "t-online.de",
        "tutanota.com",
        "web.de",
        "yahoo.com",
        "yandex.com",
        "yandex.ru",
        "ya.ru",
        "yeah.net",
        "ziggo.nl",
        "zoho.com",
    ]
)
"""Anybody can have an address there, so that no organisation's provider can speak for them."""


class Protocol(enum.StrEnum):
    """How the provider is spoken to: by us (OpenID Connect), or by the user pool for us (SAML)."""

    OIDC = "oidc"
    SAML = "saml"


class Provider(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One identity provider of a desk (`tenant` None: for its own people), or of one of its tenants.

    `newcomers` is what somebody becomes who is not known yet; None: only known people get in. `strong`: it
    asks for a second factor itself. `idp` is the name a SAML provider has in the user pool.
    """

    desk: str
    id: str
    tenant: str | None = None
    protocol: Protocol = Protocol.OIDC
    name: str
    issuer: str = ""
    client_id: str = ""
    idp: str = ""
    domains: tuple[str, ...]
    newcomers: Role | None = None
    strong: bool = False
    enabled: bool = True

    @property
    def reference(self) -> str:
        """Unique in the house."""
        return f"{self.desk}/{self.id}"

    @property
    def secret_name(self) -> str:
        """Where its client secret is kept."""
        return f"sso/{self.reference}"

    @property
    def scope(self) -> TenantRef | None:
        """The tenant it is confined to; None: the desk's own people."""
        return TenantRef(self.desk, self.tenant) if self.tenant else None

    def vouches_for(self, email: str) -> bool:
        """Whether an address is in one of its domains; their subdomains are domains of their own."""
        return domain_of(email) in self.domains

    def reaches(self, membership: Membership) -> bool:
        """Whether somebody it let in has this membership: of its own tenant or desk, and never another."""
        if membership.desk != self.desk:
            return False
        return membership.tenant == self.tenant


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody a provider let in. `name` is their account's in the user pool."""

    name: str
    desk: str
    provider: str
    subject: str
    email: str


def account_name(provider: Provider, subject: str) -> str:
    """The account of one subject of one provider; another provider's subject of that name has another."""
    seal = hashlib.sha256(f"{provider.reference}\0{provider.issuer}\0{subject}".encode()).hexdigest()
    return f"{seal[:40]}@{ACCOUNT_DOMAIN}"


def is_account(name: str) -> bool:
    """Whether the user pool knows this one by a provider, and not by an address."""
    return name.endswith(f"@{ACCOUNT_DOMAIN}")


def domain_of(email: str) -> str:
    """The part behind the last @, in lower case; "" when there is none."""
    return email.rpartition("@")[2].strip().lower() if "@" in email else ""


def check_domains(domains: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in lower case. Raises Invalid for what no organisation has for itself."""
    made = []
    for place, domain in enumerate(domains):
        wanted, field = domain.strip().lower().removeprefix("@"), f"domains[{place}]"
        if len(wanted) > _LONGEST_DOMAIN or not _DOMAIN.fullmatch(wanted):
            raise Invalid(field=field, reason=f"“{domain[:60]}” is not a mail domain, like “acme.example”")
        if wanted in _PUBLIC:
            raise Invalid(field=field, reason=f"anybody can have an address at {wanted}")
        made.append(wanted)
    return tuple(dict.fromkeys(made))


def check_newcomers(newcomers: Role | None, tenant: str | None) -> None:
    """Raises Invalid for a role that the provider's people cannot have. Nobody becomes an admin by it."""
    if newcomers is None:
        return
    if (newcomers in DESK_ROLES) == (tenant is not None) or newcomers is Role.ADMIN:
        kinds = "requester or manager" if tenant else "agent or lead"
        raise Invalid(field="newcomers", reason=f"people become {kinds} here, or only known ones get in")
