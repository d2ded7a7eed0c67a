"""Globex's provider: set up, and come back from."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from helpdesk.domain.sso.flows import Identity
from tests.functions.desks import MEI
from tests.functions.doors import ISSUER
from tests.functions.gateway import Gateway, Reply

BINDING = "b" * 43


SECRET = "a secret of theirs"


GLOBEX = {
    "tenant": "globex", "name": "Globex", "issuer": ISSUER, "client_id": "loket", "client_secret": SECRET,
    "domains": ["globex.example"],
}  # fmt: skip


def put(api: Gateway, **changed: Any) -> Reply:
    """Mei, the admin of `host`, sets Globex's provider up."""
    body = {name: value for name, value in (GLOBEX | changed).items() if value is not ...}
    return api.put(MEI, "/desks/host/sso/globex", body)


def come_back(api: Gateway, email: str, subject: str = "7", **changed: str) -> Reply:
    """Depart, and come back as somebody whom the provider calls so."""
    left = api.post(None, "/sign-in/departures", {"desk": "host", "provider": "globex", "binding": BINDING})
    assert left.status == 201, left.text
    query = dict(parse_qsl(urlsplit(left.json["url"]).query))
    identity = Identity(subject=subject, email=email, name="Neo An")
    api.desks.doors.openid.issuers[ISSUER]["code-1"] = identity
    body = {"state": query["state"], "code": "code-1", "binding": BINDING} | changed
    return api.post(None, "/sign-in/arrivals", body)
