"""The authorizer in front of the desks' API: what a credential opens, from the header to the answer."""

from typing import Any

import msgspec

from authorizer.handler import handler
from helpdesk.ports import TokenKeys
from helpdesk.usecases.entering import AuthorizerDeps
from tests.events import load
from tests.fakes import FakeTokenKeys
from tests.functions.desks import Desks
from tests.functions.gateway import Gateway, Reply, request


def authorizer_of(
    desks: Desks, keys: TokenKeys, *, issuer: str, client_id: str, saml_client: str = ""
) -> AuthorizerDeps:
    """What the authorizer of these desks works with."""
    return AuthorizerDeps(
        stores=desks.deps.stores,
        api_keys=desks.deps.api_keys,
        directory=desks.directory,
        sso=desks.doors.providers,
        records=desks.doors.records,
        policies=desks.doors.policies,
        events=desks.doors.book,
        keys=keys,
        issuer=issuer,
        client_id=client_id,
        saml_client=saml_client,
        now=lambda: desks.now,
    )


class Entrance:
    """Knows nobody by a token of the user pool's: for keys and links."""

    def __init__(self, desks: Desks, api: Gateway) -> None:
        deps = authorizer_of(desks, FakeTokenKeys(document=b'{"keys":[]}'), issuer="-", client_id="-")
        self.api = api
        self.door = handler(lambda: deps)

    def context(self, credential: str) -> dict[str, Any] | None:
        """What the authorizer leaves for the API; None when it denies."""
        event = load("authorizer-request")
        event["headers"]["Authorization"] = credential
        context: dict[str, Any] | None = self.door(event, None).get("context")
        return context

    def call(
        self, credential: str, method: str, path: str, *, body: object = None, query: dict[str, str]
    ) -> Reply:
        """The API with this Authorization header."""
        event = request(method, path, query)
        event["body"] = None if body is None else msgspec.json.encode(body).decode()
        context = self.context(credential)
        assert context, "the authorizer denied"
        event["requestContext"]["authorizer"] = context
        return self.api.send(event)
