"""Making sure that mail to an address arrives: a mail with a token goes out, and intake waits for it."""

from email.utils import parseaddr

from helpdesk.domain.address_checks import AddressCheck, hash_of
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal
from helpdesk.mail.outgoing.address_test import address_test
from helpdesk.mail.outgoing.message import to_bytes
from helpdesk.usecases.administration.rights import setup, tenant_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.sign_in import check_code_limits


def start_check(deps: ApiDeps, principal: Principal, scope: TenantRef, address: str) -> AddressCheck:
    """Send the test mail. What an earlier one has shown stays true until this one arrives.

    Raises NotFound, Forbidden, Invalid, TooMany, MailRefused or Unavailable.
    """
    config = setup(deps, principal, scope.desk)
    tenant = tenant_of(config, scope.tenant)
    wanted = address.strip().lower()
    if wanted not in tenant.all_addresses:
        raise Invalid(field="address", reason="is none of this organisation's addresses")
    check_code_limits(deps.attempts, f"address-check {wanted}", deps.now())
    token = hash_of(deps.new_secret())[:26]
    before = config.checks.get(wanted)
    check = AddressCheck(
        address=wanted, tenant=scope.tenant, token=hash_of(token), sent_at=deps.now(),
        verified_at=before.verified_at if before and before.tenant == scope.tenant else None,
    )  # fmt: skip
    deps.admin.rows.put_check(scope.desk, check)  # first: the mail may be back before we are
    mail = address_test(
        token=token, to=wanted, sender=deps.admin.sender, deployment=deps.admin.deployment,
        mail_id=deps.new_id(), at=deps.now(),
    )  # fmt: skip
    sender = parseaddr(deps.admin.sender)[1]
    deps.admin.mailer.send(to_bytes(mail), sender=sender, to=[wanted], tags={"kind": "address-check"})
    deps.directory.fresh(scope.desk)
    return check


def check_of(config: DeskConfig, scope: TenantRef, address: str) -> AddressCheck | None:
    """The last check of this address while it was this tenant's."""
    found = config.checks.get(address.lower())
    return found if found and found.tenant == scope.tenant else None
