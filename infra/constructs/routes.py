"""The API's routes as the Chalice apps declare them: API Gateway gets one method for each."""

import re
from collections.abc import Iterator

import msgspec
from chalice.app import Chalice

from helpdesk.web.routes import public
from kb_search.api import app as search_app
from tickets_api.app import app as tickets_app

_PARAMETER = re.compile(r"<(\w+)>|\{(\w+)\}")


class Route(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One method on one path; paths are in API Gateway's spelling, `/tickets/{key}`."""

    path: str
    method: str
    public: bool


def api_routes() -> Iterator[Route]:
    """What `tickets_api` answers."""
    return routes_of(tickets_app)


def search_routes() -> Iterator[Route]:
    """What `kb_search` answers."""
    return routes_of(search_app)


def routes_of(app: Chalice) -> Iterator[Route]:
    """All routes of an app, sorted."""
    unguarded = public(app)
    for path in sorted(app.routes):
        for method in sorted(app.routes[path]):
            yield Route(path=_spelled(path), method=method, public=(method, path) in unguarded)


def _spelled(path: str) -> str:
    return _PARAMETER.sub(lambda match: "{" + (match[1] or match[2]) + "}", path)
