"""What an organisation is known by: mail addresses, host names and a prefix, each of one alone."""

import re
from typing import Final
from urllib.parse import urlsplit

from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.portal_hosts import MOST_HOSTS, check_host
from helpdesk.usecases.api_deps import ApiDeps

MOST_ADDRESSES: Final = 20
ADDRESS: Final = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+")


def checked_addresses(addresses: tuple[str, ...], main: str) -> tuple[str, ...]:
    if len(addresses) >= MOST_ADDRESSES:
        raise Invalid(field="addresses", reason=f"an organisation has at most {MOST_ADDRESSES}")
    found = (checked_address(each, f"addresses[{place}]") for place, each in enumerate(addresses))
    return tuple(each for each in dict.fromkeys(found) if each != main)


def checked_address(address: str, field: str) -> str:
    clean = address.strip().lower()
    if not ADDRESS.fullmatch(clean) or "+" in clean.partition("@")[0]:
        raise Invalid(field=field, reason=f"“{address[:80]}” is no mail address (without “+”)")
    return clean


def checked_hosts(hosts: tuple[str, ...]) -> tuple[str, ...]:
    if len(hosts) > MOST_HOSTS:
        raise Invalid(field="hosts", reason=f"an organisation has at most {MOST_HOSTS}")
    found = (check_host(each, f"hosts[{place}]") for place, each in enumerate(hosts))
    return tuple(dict.fromkeys(found))


def check_free(deps: ApiDeps, before: Tenant | None, wanted: Tenant) -> None:
    """A kinder word than the transaction's, which makes sure. What it has already is its own."""
    held = {*before.all_addresses, before.prefix} if before else set()
    for place, address in enumerate(wanted.all_addresses):
        if address not in held and _is_elses(wanted, deps.directory.tenant_of_address(address, anew=True)):
            field = f"addresses[{place - 1}]" if place else "address"
            raise Invalid(field=field, reason=f"another organisation receives mail at {address}")
    prefix = wanted.prefix
    if prefix not in held and _is_elses(wanted, deps.directory.tenant_of_prefix(prefix, anew=True)):
        raise Invalid(field="prefix", reason=f"another organisation's tickets are called {prefix}")
    _check_hosts_free(deps, before.hosts if before else (), wanted)


def _check_hosts_free(deps: ApiDeps, held: tuple[str, ...], wanted: Tenant) -> None:
    """The deployment's own name is everybody's door: nobody's colours hang there."""
    own = urlsplit(deps.knowledge.portal_url).hostname
    for place, host in enumerate(wanted.hosts):
        if host == own:
            raise Invalid(field=f"hosts[{place}]", reason=f"{host} is where everybody's portal is")
        if host not in held and _is_elses(wanted, deps.directory.tenant_of_host(host, anew=True)):
            raise Invalid(field=f"hosts[{place}]", reason=f"another organisation's portal is at {host}")


def _is_elses(tenant: Tenant, holder: TenantRef | None) -> bool:
    return holder is not None and holder != tenant.ref
