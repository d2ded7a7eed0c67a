"""The search API's route table and its Lambda handler. Importing it has no effects."""

from typing import Any

from helpdesk import bootstrap
from helpdesk.usecases.search import SearchDeps, admit
from helpdesk.web.handlers import handler
from helpdesk.web.routes import App
from kb_search import search, suggestions


def _dependencies() -> SearchDeps:
    return bootstrap.search()


app = App("kb_search", search.blueprint, suggestions.blueprint, admit=admit)
_answer = handler(app, _dependencies)


def handle(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return _answer(event, context)
