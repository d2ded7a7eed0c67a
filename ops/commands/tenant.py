"""`loket tenant`: onboard customers, here or on AWS."""

import re
from typing import Annotated

from cyclopts import App, Parameter
from msgspec import UNSET
from rich.console import Console

from helpdesk import observe
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.ids import TenantRef
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.usecases.administration.tenants import BrandingWish, TenantWish
from ops.commands.where import HERE, Place
from ops.local.problems import Problem
from ops.mail.surroundings import AwsRegion, surroundings
from ops.setup.onboarding import Onboarded, onboard

app = App(name="tenant", help="Onboard customers.")


@app.command
def create(
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    desk: str,
    name: str,
    address: str,
    tenant: str | None = None,
    prefix: str | None = None,
    language: str | None = None,
    policy: str | None = None,
    colour: str | None = None,
    also: Annotated[tuple[str, ...], Parameter(help="A further address; can be given several times.")] = (),
    approve_unknown: bool | None = None,
    aws: AwsRegion = None,
) -> None:
    """Make a customer organisation, or change what is said here; the same again changes nothing.

    Parameters
    ----------
    desk
        The desk that serves it.
    address
        Where its people write to, and what mail to them comes from.
    tenant
        Its id for ever; made of the name unless given.
    prefix
        What its tickets are called by: ACME makes ACME-1. Made of the id unless given.
    policy
        What it is promised; can be left out while the desk has only one policy.
    """
    wish = TenantWish(
        name=name,
        address=address,
        prefix=prefix.upper() if prefix else UNSET,
        language=language or UNSET,
        policy=policy or UNSET,
        addresses=also or UNSET,
        approve_unknown=UNSET if approve_unknown is None else approve_unknown,
        branding=BrandingWish(colour=colour or UNSET),
    )
    scope = TenantRef(desk, tenant or id_of(name))
    table = surroundings(place, aws).table
    try:
        directory, jobs = TableDirectory(table, observe.now), TablePrivacyJobs(table)
        done = onboard(directory, TableDirectoryEditor(table), jobs, scope, wish)
    except HelpdeskError as error:
        raise Problem(f"Not done: {error.detail}", "") from error
    console = Console()
    for line in told(done, local=aws is None):
        console.print(line, highlight=False, markup=False)


def id_of(name: str) -> str:
    """`Acme & Sons B.V.` -> `acme-sons-b-v`."""
    return re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")[:31].strip("-")


def told(done: Onboarded, *, local: bool) -> list[str]:
    """What it is now, and what is left to do."""
    tenant = done.tenant
    domain = tenant.address.rpartition("@")[2]
    steps = [
        f"Mail for {tenant.address} has to reach Loket: the MX record of {domain} is Loket's (one of",
        "  mail_domains of `make deploy`), or its mailbox forwards to an address of such a domain; name that",
        "  address with --also. Sending as it needs the domain's DKIM records: see docs/deploy.md.",
        "Test it: Settings, Organisations, its address, “Test”: verified once the test mail has come in.",
        "Appoint a manager and choose logo and colour there too.",
    ]
    now = "is made" if done.made else "is there"
    first = f"{tenant.name} ({tenant.ref}) {now}: tickets {tenant.prefix}-…"
    if local:
        steps = [f"Try it: loket mail send --to {tenant.address}", *steps[3:]]
    return [first, f"Policy {tenant.policy}, language {tenant.language}.", "", "Next:", *steps]
