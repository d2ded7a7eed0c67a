"""Data that several of the API's functions show."""

import msgspec

from helpdesk.domain.ids import TenantRef


class TenantLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A customer organisation, as lists show it."""

    ref: TenantRef
    name: str
