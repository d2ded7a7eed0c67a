"""How to sign in: the only part of the API that asks nobody who they are."""

import msgspec

from helpdesk.domain.errors import TooMany
from helpdesk.usecases import sign_in
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email
from tickets_api.views.shapes import SignInOptions

blueprint = Blueprint(__name__)


class CodeRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that wants to sign in with a code sent by mail."""

    email: Email


@blueprint.get("/api/v1/sign-in", public=True)
def sign_in_options(call: Call[ApiDeps]) -> SignInOptions:
    """What a client needs to know to sign somebody in."""
    settings = call.deps.sign_in
    return SignInOptions(
        region=settings.region, client_id=settings.client_id, url=settings.url, methods=("password", "code")
    )


@blueprint.post("/api/v1/sign-in/codes", public=True, status=202, errors=(TooMany,))
def request_code(call: Call[ApiDeps], body: CodeRequest) -> None:
    """Prepare signing in by code; then start CUSTOM_AUTH. The answer is the same for every address."""
    sign_in.prepare(call.deps, body.email)
