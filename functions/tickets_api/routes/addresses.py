"""Testing that mail to a tenant's address arrives."""

import msgspec

from helpdesk.domain.errors import Forbidden, MailRefused, TooMany, Unavailable
from helpdesk.domain.ids import TenantRef
from helpdesk.usecases.administration import addresses
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id
from tickets_api.views.administration import MailAddress

blueprint = Blueprint(__name__)


class AddressInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the tenant's addresses."""

    address: Email


@blueprint.post(
    "/api/v1/desks/{desk}/tenants/{tenant}/address-checks",
    errors=(Forbidden, MailRefused, TooMany, Unavailable),
)
def check_address(call: Call[ApiDeps], desk: Id, tenant: Id, body: AddressInput) -> MailAddress:
    """Send a test mail to the address (admins). Once it has come in, the address is shown as verified."""
    check = addresses.start_check(call.deps, call.principal, TenantRef(desk, tenant), body.address)
    return MailAddress(address=check.address, verified_at=check.verified_at, asked_at=check.sent_at)
