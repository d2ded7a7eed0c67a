"""The OpenAPI 3.1 document of one or more apps, from nothing but their routes and their views' types."""

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_type_hints

import msgspec
from chalice.app import Chalice

from helpdesk.domain.errors import (
    Forbidden,
    HelpdeskError,
    Invalid,
    NotFound,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
)
from helpdesk.web.problems import CONTENT_TYPE, TITLES, Problem
from helpdesk.web.routes import Route, routes

Json = dict[str, Any]

_REF = "#/components/schemas/{name}"
_SUCCESSES = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content"}
_PARAM = re.compile(r"{(\w+)}")


def document(apps: Iterable[Chalice], *, title: str, version: str, description: str) -> Json:
    """The document as plain data, sorted so that the same routes always give the same text."""
    declared = sorted((r for app in apps for r in routes(app)), key=lambda r: (r.path, r.method))
    schemas, components = _schemas(declared)
    queries = {route.query.__name__ for route in declared if route.query}  # said as parameters
    paths: dict[str, Json] = {}
    for route in declared:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": description},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": [{"name": name} for name in sorted({route.tag for route in declared})],
        "paths": paths,
        "components": {
            "schemas": {name: one for name, one in sorted(components.items()) if name not in queries},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(route: Route, schemas: Mapping[type, Json], components: Mapping[str, Json]) -> Json:
    summary, _, more = (inspect.getdoc(route.view) or "").partition("\n\n")
    if route.query is not None:
        more = "\n\n".join(filter(None, [more, inspect.getdoc(route.query)]))
    operation: Json = {
        "operationId": route.view.__name__,
        "tags": [route.tag],
        "summary": " ".join(summary.split()),
    }
    if more:
        operation["description"] = more
    if route.public:
        operation["security"] = []
    parameters = [*_path_parameters(route), *_query_parameters(route, components), *_headers(route)]
    if parameters:
        operation["parameters"] = parameters
    if route.body is not None:
        content = {"application/json": {"schema": schemas[route.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    operation["responses"] = {str(route.status): _success(route, schemas), **_failures(route, schemas)}
    return operation


def _path_parameters(route: Route) -> list[Json]:
    """As the view's types describe them; what does not fit the description is not found."""
    kinds = get_type_hints(route.view, include_extras=True)
    return [
        {"name": name, "in": "path", "required": True, "schema": msgspec.json.schema(kinds[name])}
        for name in _PARAM.findall(route.path)
    ]


def _query_parameters(route: Route, components: Mapping[str, Json]) -> list[Json]:
    """Null is what a parameter that is left out means; in a URL it cannot be said."""
    if route.query is None:
        return []
    query = components[route.query.__name__]
    required = query.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _without_null(schema)}
        for name, schema in query["properties"].items()
    ]


def _headers(route: Route) -> list[Json]:
    headers: list[Json] = []
    if route.conflict is not None:
        said = "The ETag of the ticket as it was seen. When somebody else was first, the answer is 409."
        schema = {"type": "string", "pattern": r'^(\*|(W/)?"[0-9]{1,15}")$'}
        headers.append(_header("If-Match", said, schema))
    if route.once:
        said = (
            "A name of your own for this request, like a UUID. Sent again with the same name within 30 days, "
            "it is not carried out again: the answer shows the ticket as it stands. 409 for another request."
        )
        headers.append(_header("Idempotency-Key", said, {"type": "string", "pattern": "^[!-~]{8,128}$"}))
    return headers


def _header(name: str, said: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "description": said, "schema": schema}


def _success(route: Route, schemas: Mapping[type, Json]) -> Json:
    response: Json = {"description": _SUCCESSES[route.status]}
    headers = {}
    if route.versioned:
        headers["ETag"] = {"description": "The version, for If-Match.", "schema": {"type": "string"}}
    if route.status == 201 and route.method == "POST" and route.conflict is None:
        headers["Location"] = {"description": "Where it is now.", "schema": {"type": "string"}}
    if headers:
        response["headers"] = headers
    if route.answer is not None:
        response["content"] = {"application/json": {"schema": schemas[route.answer]}}
    return response


def _failures(route: Route, schemas: Mapping[type, Json]) -> Json:
    kinds: set[type[HelpdeskError]] = {HelpdeskError, Unavailable, TooMany, *route.errors}
    if not route.public:
        kinds |= {Unauthorized, Forbidden}
    if _PARAM.search(route.path):
        # What cannot be an id names nothing; who chooses the name (PUT) hears why it cannot.
        kinds |= {NotFound, Invalid} if route.method == "PUT" else {NotFound}
    if route.query or route.body or route.conflict:
        kinds.add(Invalid)
    if route.body:
        kinds.add(TooLarge)
    statuses = {kind.status for kind in kinds} | ({415} if route.body else set())
    failures = {str(status): _failure(TITLES[status], schemas[Problem]) for status in sorted(statuses)}
    if route.conflict is not None:
        current = {"type": "object", "properties": {"current": schemas[route.conflict]}}
        failures["409"] = _failure("Conflict", {"allOf": [schemas[Problem], current]})
    return dict(sorted(failures.items()))


def _failure(description: str, schema: Json) -> Json:
    return {"description": description, "content": {CONTENT_TYPE: {"schema": schema}}}


def _schemas(declared: Sequence[Route]) -> tuple[dict[type, Json], dict[str, Json]]:
    """The schema of every type the routes speak of, and the components those refer to."""
    given = (kind for r in declared for kind in (r.body, r.query, r.answer, r.conflict) if kind is not None)
    kinds = list(dict.fromkeys([Problem, *given]))
    found, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    return dict(zip(kinds, found, strict=True)), {name: _plain(one) for name, one in components.items()}


def _plain(schema: Json) -> Json:
    """Without msgspec's `title`, which repeats the component's name, and without a docstring's indents."""
    plain = {name: value for name, value in schema.items() if name != "title"}
    return (
        plain | {"description": inspect.cleandoc(plain["description"])} if "description" in plain else plain
    )


def _without_null(schema: Json) -> Json:
    options = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    if len(options) != 1:
        return schema
    return {**options[0], **{k: v for k, v in schema.items() if k != "anyOf" and v is not None}}
