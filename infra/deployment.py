"""What an operator decides about a deployment, read from CDK context and checked before anything is made."""

import re
from collections.abc import Callable

import msgspec

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_BETWEEN = re.compile(r"\s+|,(?=[a-z0-9-]+=)")  # addresses may have commas
_PROVIDER = re.compile(r"([a-z0-9][a-z0-9-]{0,30})=(https://\S+)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

LOCAL_PORTAL_URL = "http://127.0.0.1:8080"
LOCAL_CLOUD_URL = "http://127.0.0.1:4566"
UNKNOWN_PORTAL_URL = "https://portal.invalid"  # until the distribution has told its name: see deploy.py

# Folders, from the project's root.
LAYER = "build/layer"
BESIDE = "-meaning"  # of the layer that only search needs: what understands meaning across languages
SITE = "frontend/build"


class ContextError(Exception):
    """A context value cannot be used; the message says which and what is expected."""


class SamlProvider(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation's identity provider that the user pool speaks SAML with; it publishes its metadata."""

    name: str
    metadata: str


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """One deployment. `mail_domains` receive and send mail; the first one sends sign-in codes.

    `portal_hosts`: further names of the portal, those that organisations have of their own.
    `sign_in_domain` is the first part of the name of the user pool's pages; SAML needs them.
    """

    local: bool = False
    name: str = "production"
    mail_domains: tuple[str, ...] = ("loket.example",)
    sender: str = "Loket <no-reply@loket.example>"
    portal_domain: str | None = None
    portal_hosts: tuple[str, ...] = ()
    certificate_arn: str | None = None
    alarm_email: str | None = None
    configuration_set: str = "loket"
    work_shards: int = 4
    activate_rule_set: bool = True
    threat_protection: bool = False
    sign_in_domain: str | None = None
    saml_providers: tuple[SamlProvider, ...] = ()
    layer: str = LAYER
    site: str = SITE

    @property
    def portal_url(self) -> str:
        """Where people open the portal, as far as it is known before the deployment."""
        if self.local:
            return LOCAL_PORTAL_URL
        return f"https://{self.portal_domain}" if self.portal_domain else UNKNOWN_PORTAL_URL

    @property
    def portal_names(self) -> tuple[str, ...]:
        """Every name of ours that the portal is opened under."""
        return (self.portal_domain, *self.portal_hosts) if self.portal_domain else ()

    def pool_pages(self, region: str) -> str | None:
        """Where the user pool's own pages are; None: it has none."""
        if not self.saml_providers:
            return None
        return f"https://{self.sign_in_domain}.auth.{region}.amazoncognito.com"


def from_context(read: Callable[[str], object]) -> Deployment:
    """The deployment that the context describes; `read` gives a value or None. Raises ContextError."""
    if _flag(read, "local"):
        return Deployment(local=True, name="local")
    domains = _domains(read)
    portal_domain = _matching(read, "portal_domain", _DOMAIN, "a domain name")
    certificate = _text(read, "certificate_arn")
    if (portal_domain is None) != (certificate is None):
        raise ContextError(
            "portal_domain and certificate_arn go together: CloudFront serves no domain without one"
        )
    if certificate and not certificate.startswith("arn:aws:acm:us-east-1:"):
        raise ContextError(
            "certificate_arn must be an ACM certificate in us-east-1: CloudFront takes no other"
        )
    hosts = _hosts(read, portal_domain)
    sign_in_domain = _matching(read, "sign_in_domain", _NAME, "lower-case letters, digits and dashes")
    saml = _saml(read)
    if bool(saml) != (sign_in_domain is not None):
        raise ContextError("saml_providers and sign_in_domain go together: SAML needs the user pool's pages")
    return Deployment(
        name=_matching(read, "deployment", _NAME, "lower-case letters, digits and dashes") or "production",
        mail_domains=domains,
        sender=_text(read, "sender") or f"Loket <no-reply@{domains[0]}>",
        portal_domain=portal_domain,
        portal_hosts=hosts,
        certificate_arn=certificate,
        alarm_email=_matching(read, "alarm_email", _EMAIL, "an e-mail address"),
        activate_rule_set=_flag(read, "activate_rule_set", default=True),
        threat_protection=_flag(read, "threat_protection"),
        sign_in_domain=sign_in_domain,
        saml_providers=saml,
        layer=_text(read, "layer") or LAYER,
        site=_text(read, "site") or SITE,
    )


def _domains(read: Callable[[str], object]) -> tuple[str, ...]:
    domains = tuple((_text(read, "mail_domains") or "").lower().replace(",", " ").split())
    if not domains:
        raise ContextError(
            "mail_domains is missing: name the domains that get mail, as in mail_domains=acme.example"
        )
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            raise ContextError(f"mail_domains: {domain!r} is not a domain name")
    return domains


def _hosts(read: Callable[[str], object], portal_domain: str | None) -> tuple[str, ...]:
    hosts = dict.fromkeys((_text(read, "portal_hosts") or "").lower().replace(",", " ").split())
    for host in hosts:
        if not _DOMAIN.fullmatch(host):
            raise ContextError(f"portal_hosts: {host!r} is not a domain name")
    if hosts and portal_domain is None:
        raise ContextError("portal_hosts come beside a portal_domain, under the same certificate")
    return tuple(host for host in hosts if host != portal_domain)


def _saml(read: Callable[[str], object]) -> tuple[SamlProvider, ...]:
    found = []
    for each in filter(None, _BETWEEN.split(_text(read, "saml_providers") or "")):
        match = _PROVIDER.fullmatch(each)
        if match is None:
            raise ContextError(f"saml_providers: {each!r} is not name=https://address-of-its-metadata")
        found.append(SamlProvider(name=match[1], metadata=match[2]))
    if len({one.name for one in found}) < len(found):
        raise ContextError("saml_providers: each needs a name of its own")
    return tuple(found)


def _text(read: Callable[[str], object], name: str) -> str | None:
    value = read(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ContextError(f"{name} must be text, not {value!r}")
    return value.strip()


def _matching(read: Callable[[str], object], name: str, shape: re.Pattern[str], meaning: str) -> str | None:
    value = _text(read, name)
    if value is not None and not shape.fullmatch(value):
        raise ContextError(f"{name}: {value!r} is not {meaning}")
    return value


def _flag(read: Callable[[str], object], name: str, *, default: bool = False) -> bool:
    value = read(name)
    if value is None or value == "":
        return default
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ContextError(f"{name} must be true or false, not {value!r}")
