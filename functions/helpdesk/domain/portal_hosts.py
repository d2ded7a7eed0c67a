"""Names that an organisation's portal is opened under: what one may look like, and how it is kept."""

import re
from typing import Final

from helpdesk.domain.errors import Invalid

MOST_HOSTS: Final = 5
_LABEL: Final = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"(?=.{{4,253}}$)({_LABEL}\.)+(?=[a-z]){_LABEL}")


def check_host(host: str, field: str) -> str:
    """The name as browsers say it: lower case, no dot at the end, other scripts in their ASCII form.

    Raises Invalid naming the field for what is no name of a host: a whole address, a number, one word.
    """
    plain = normal_host(host)
    if not _HOST.fullmatch(plain):
        reason = (
            f"“{host.strip()[:80]}” is no host name: write it as in support.example.com, without https://"
        )
        raise Invalid(field=field, reason=reason)
    return plain


def normal_host(host: str) -> str:
    """As it is kept and compared; what cannot be a name comes back as it is."""
    plain = host.strip().lower().rstrip(".")
    try:
        return plain if plain.isascii() else plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain
