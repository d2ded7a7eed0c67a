"""A tenant's people: who they are, who cannot be reached, who was merged, exported or erased."""

import re

from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.storage.keys.parts import Key, digest, normal_address, scope_text

_PEOPLE_PK = re.compile(r"([a-z0-9-]{1,31})/([a-z0-9-]{1,31})#PEOPLE")
PERSON_ROWS = "PERSON#"
SUPPRESSED_ROWS = "SUPPRESSED#"


def people(scope: TenantRef) -> str:
    return f"{scope_text(scope)}#PEOPLE"


def person(scope: TenantRef, person_id: str) -> Key:
    return Key(people(scope), PERSON_ROWS + check_id(person_id, "person"))


def person_of(pk: str, sk: str) -> tuple[TenantRef, str] | None:
    """Whose row it is; None when it is another kind of row."""
    match = _PEOPLE_PK.fullmatch(pk)
    if not match or not sk.startswith(PERSON_ROWS):
        return None
    return TenantRef(match[1], match[2]), sk.removeprefix(PERSON_ROWS)


def groups(scope: TenantRef) -> Key:
    return Key(people(scope), "GROUPS")


def suppressed(scope: TenantRef, address_: str) -> Key:
    """Beside the tenant's people, so that whoever reads them learns who cannot be reached."""
    return Key(people(scope), SUPPRESSED_ROWS + normal_address(address_))


def merges(scope: TenantRef) -> str:
    return f"{scope_text(scope)}#MERGES"


def person_merge(scope: TenantRef, absorbed: str) -> Key:
    return Key(merges(scope), check_id(absorbed, "person"))


def privacy(scope: TenantRef) -> str:
    """Exports and erasures of a tenant's people."""
    return f"{scope_text(scope)}#PRIVACY"


def privacy_job(scope: TenantRef, job: str) -> Key:
    return Key(privacy(scope), f"JOB#{check_id(job, 'job')}")


def desk_privacy(desk_id: str) -> str:
    """All jobs of a desk's tenants once more, to be listed; and those about the desk itself."""
    return f"{check_id(desk_id, 'desk')}#PRIVACY"


def desk_privacy_job(desk_id: str, job: str) -> Key:
    return Key(desk_privacy(desk_id), f"JOB#{check_id(job, 'job')}")


def whole_desk_job(desk_id: str, job: str) -> Key:
    return Key(desk_privacy(desk_id), f"WHOLE#{check_id(job, 'job')}")


def condemned(scope: TenantRef, job: str, place: str) -> Key:
    """Objects that an erasure is to delete."""
    return Key(f"{scope_text(scope)}#CONDEMNED#{check_id(job, 'job')}", digest(place))
