"""A Chalice app as a Lambda handler that always answers."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from chalice.app import Response

from helpdesk.web.answers import respond_problem
from helpdesk.web.problems import CONTENT_TYPE, incident, refusal
from helpdesk.web.routes import App

D = TypeVar("D")

Event = dict[str, Any]
Reply = dict[str, Any]
Handler = Callable[[Event, object], Reply]


def handler(app: App, provide: Callable[[], D]) -> Handler:
    """The Lambda handler of `app`. `provide` is called once, at the first request of the process."""
    dependencies = cache(provide)

    def handle(event: Event, context: object) -> Reply:
        request_id = str(_context(event).get("requestId", ""))
        try:
            app.deps = dependencies()
            reply = _routed(app, event, context)
        except Exception as error:  # noqa: BLE001 - the edge: a raised error costs the worker its warmth
            app.report(error, request_id, app.app_name)
            return _plain(respond_problem(incident(request_id), {}, request_id))
        return _in_our_words(reply, request_id)

    return handle


def _routed(app: App, event: Event, context: object) -> Reply:
    path = _context(event).get("resourcePath")
    if path not in app.routes:  # looking it up would add it: the table is a defaultdict
        return {"statusCode": 404, "headers": {}, "body": ""}
    # API Gateway leaves these out or sends null; Chalice wants them all.
    whole = {"multiValueQueryStringParameters": None, "stageVariables": None, "body": None, **event}
    whole["headers"] = event.get("headers") or {}
    whole["pathParameters"] = event.get("pathParameters") or {}
    return app(whole, context)


def _in_our_words(reply: Reply, request_id: str) -> Reply:
    """What Chalice refuses by itself (405, 415) as a problem document like all others."""
    status = int(reply["statusCode"])
    headers = dict(reply.get("headers") or {})
    if status < 400 or headers.get("Content-Type") == CONTENT_TYPE:
        return reply
    kept = {name: value for name, value in headers.items() if name == "Allow"}
    return _plain(respond_problem(refusal(status, request_id), kept, request_id))


def _plain(response: Response) -> Reply:
    return response.to_dict()


def _context(event: Event) -> Mapping[str, Any]:
    context = event.get("requestContext")
    return context if isinstance(context, Mapping) else {}
