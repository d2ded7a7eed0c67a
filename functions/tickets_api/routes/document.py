"""The API's own description."""

from pathlib import Path

import msgspec

from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint

blueprint = Blueprint(__name__)

DOCUMENT = Path(__file__).parent.parent / "openapi.json"


@blueprint.get("/api/v1/openapi.json", public=True)
def openapi(_call: Call[ApiDeps]) -> msgspec.Raw:
    """This API as an OpenAPI 3.1 document."""
    return msgspec.Raw(DOCUMENT.read_bytes())
