"""Which network address a request came from, as far as one can say behind CloudFront."""

import ipaddress
from collections.abc import Mapping


def source_of(headers: Mapping[str, str], peer: object) -> str:
    """The address before the last proxy: CloudFront names who called it, API Gateway adds CloudFront.

    Header names in lower case. Whoever calls API Gateway itself can put any address there: so what is counted
    by address alone is counted by the account as well.
    """
    hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    said = hops[-2] if len(hops) > 1 else str(peer or "")
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return str(peer or "")
