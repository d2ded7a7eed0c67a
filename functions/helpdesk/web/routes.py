"""Routes: how a view is declared, what is known about it, and what stands between it and the world.

A view is `view(call, <path names>, [query], [body]) -> struct | Answer[struct] | None`. The types it is
written with are what its input is checked against and what the OpenAPI document says.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from chalice.app import Blueprint as ChaliceBlueprint
from chalice.app import Chalice, Request, Response

from helpdesk import observe
from helpdesk.domain.errors import Forbidden, HelpdeskError, Invalid, NotFound, Unauthorized
from helpdesk.domain.people import Principal
from helpdesk.web.answers import Answer, respond, respond_problem
from helpdesk.web.bodies import read_body, read_query
from helpdesk.web.calls import Call, read_principal
from helpdesk.web.permissions import PERMISSION_OF
from helpdesk.web.problems import incident, problem
from helpdesk.web.texts import Id

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Route:
    """One method of one path. `conflict` is the type of a 409's `current`; it makes If-Match welcome.

    `once`: with an Idempotency-Key it is carried out once, however often it arrives. `kept`: for so many
    seconds anybody may keep the answer; it is the same for all who ask.
    """

    method: str
    path: str
    view: Callable[..., object]
    public: bool = False
    status: int = 200
    errors: tuple[type[HelpdeskError], ...] = ()
    conflict: type | None = None
    once: bool = False
    kept: int = 0
    tag: str = ""

    @property
    def body(self) -> type[msgspec.Struct] | None:
        """The struct that the JSON body is read into."""
        return _hint(self.view, "body")

    @property
    def query(self) -> type[msgspec.Struct] | None:
        """The struct that the query string is read into."""
        return _hint(self.view, "query")

    @property
    def versioned(self) -> bool:
        """Whether the answer carries a version."""
        return get_origin(get_type_hints(self.view).get("return")) is Answer

    @property
    def answer(self) -> type | None:
        """The type of the answer's body; None when it has none."""
        kind = get_type_hints(self.view).get("return", type(None))
        kind = get_args(kind)[0] if get_origin(kind) is Answer else kind
        return None if kind is type(None) else kind


Admit = Callable[[Any, Principal], None]
"""From the app's `deps` and the caller."""

OnceDeps = Callable[[Any, Principal, str, bytes], object]
"""`deps` for a request that counts once: from the app's, the caller, the key and what the request says."""


Watch = Callable[[Call[Any], "Route", Mapping[str, str], object], AbstractContextManager[None]]
"""Around the view of a signed-in request: from its call, its route, what stands in its path, and its body."""


class App(Chalice):
    """Chalice as router only. `deps` is what the views of this function are given as `call.deps`.

    `admit` looks at each signed-in request before its view, and raises what stands against it. `once` makes
    the deps of a request that carries an Idempotency-Key, for routes that heed it. `watch` stands around
    each signed-in request's view.
    """

    def __init__(
        self,
        name: str,
        *blueprints: "Blueprint",
        admit: Admit | None = None,
        once: OnceDeps | None = None,
        watch: Watch | None = None,
    ) -> None:
        # An own `env`: Chalice would write into the process environment.
        super().__init__(name, configure_logs=False, env={})
        self.deps: object = None
        self.admit = admit
        self.once = once
        self.watch = watch
        for blueprint in blueprints:
            self.register_blueprint(blueprint)

    def report(self, error: Exception, request_id: str, where: str) -> None:
        """Log a fault of ours under the id that its problem document shows."""
        facts = {"incident": request_id, "where": where}
        observe.logger(self.app_name).error("request failed", exc_info=error, extra=facts)


class Blueprint(ChaliceBlueprint):
    """Routes of one resource. Registered on exactly one app."""

    def get(
        self,
        path: str,
        *,
        public: bool = False,
        errors: tuple[type[HelpdeskError], ...] = (),
        kept: int = 0,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Declare a view that only reads. `errors`: those that its kind of route does not imply."""
        return self._declare("GET", path, public=public, status=200, errors=errors, kept=kept)

    def post(
        self,
        path: str,
        *,
        public: bool = False,
        status: int = 201,
        errors: tuple[type[HelpdeskError], ...] = (),
        conflict: type | None = None,
        once: bool = False,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Declare a view that adds something; `once`: it heeds Idempotency-Key."""
        return self._declare(
            "POST", path, public=public, status=status, errors=errors, conflict=conflict, once=once
        )

    def put(
        self,
        path: str,
        *,
        errors: tuple[type[HelpdeskError], ...] = (),
        conflict: type | None = None,
        once: bool = False,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Declare a view that sets something; doing it twice is doing it once.

        `once`: also when somebody else set it in between.
        """
        return self._declare("PUT", path, status=200, errors=errors, conflict=conflict, once=once)

    def delete(
        self, path: str, *, errors: tuple[type[HelpdeskError], ...] = ()
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Declare a view that removes something; it answers without a body."""
        return self._declare("DELETE", path, status=204, errors=errors)

    def _declare(
        self,
        method: str,
        path: str,
        *,
        status: int,
        public: bool = False,
        errors: tuple[type[HelpdeskError], ...] = (),
        conflict: type | None = None,
        once: bool = False,
        kept: int = 0,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        def register(view: Callable[P, R]) -> Callable[P, R]:
            route = Route(
                method=method,
                path=path,
                view=view,
                public=public,
                status=status,
                errors=errors,
                conflict=conflict,
                once=once,
                kept=kept,
                tag=self._import_name.rpartition(".")[2],
            )
            content_types = ["application/json"] if route.body else []
            self.route(
                path, methods=[method], name=route.tag + "." + view.__name__, content_types=content_types
            )(Endpoint(self, route))
            return view

        return register


class Endpoint:
    """What Chalice calls: makes the view's arguments, and an answer of whatever comes back or is raised."""

    def __init__(self, blueprint: Blueprint, route: Route) -> None:
        self.blueprint = blueprint
        self.route = route
        self.__name__ = route.view.__name__

    def __call__(self, **path: str) -> Response:
        request = self.blueprint.current_request
        request_id = str(request.context.get("requestId", ""))
        try:
            call, given = self._call(request, request_id), self._input(request)
            self._check(path)
            with self._watched(call, path, given.get("body")):
                result = self.route.view(call, **path, **given)
            return respond(result, self.route.status, request_id, kept=self.route.kept)
        except HelpdeskError as error:
            self._report(error, request_id)
            return respond_problem(*problem(error, request_id), request_id)
        except Exception as error:  # noqa: BLE001 - the edge: logged, and answered without its text
            self._report(error, request_id)
            return respond_problem(incident(request_id), {}, request_id)

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        """The parts of the path that are ids. Asked for once, when first needed."""
        hints = get_type_hints(self.route.view, include_extras=True)
        return tuple(name for name in re.findall(r"{(\w+)}", self.route.path) if hints[name] == Id)

    def _check(self, path: Mapping[str, str]) -> None:
        """What cannot be an id names nothing: NotFound; Invalid where the caller chooses the name (PUT)."""
        for name in self._ids:
            try:
                msgspec.convert(path[name], Id)
            except msgspec.ValidationError as error:
                if self.route.method == "PUT":
                    raise Invalid(field=name, reason=str(error)) from error
                raise NotFound("There is nothing at this address.") from error

    def _call(self, request: Request, request_id: str) -> Call[object]:
        caller = read_principal(request.context)
        if caller is None and not self.route.public:
            raise Unauthorized("Sign in first.")
        if caller is not None and not self.route.public:
            self._admit(caller)
        call: Call[object] = Call(
            deps=self._app().deps,
            id=request_id,
            caller=caller,
            headers={str(name): str(value) for name, value in request.headers.items()},
            address=str(request.context.get("identity", {}).get("sourceIp", "")),
        )
        return self._once(call, request)

    def _once(self, call: Call[object], request: Request) -> Call[object]:
        """The call with deps that carry it out once, when it asks for that and its route can."""
        once = self._app().once
        key = call.idempotency_key if self.route.once and once and call.caller else None
        if key is None or once is None or call.caller is None:
            return call
        event = request.to_original_event()
        said = f"{self.route.method} {event.get('path')}\n{event.get('body') or ''}"
        return replace(call, deps=once(call.deps, call.caller, key, said.encode("utf-8", "surrogatepass")))

    def _watched(
        self, call: Call[object], path: Mapping[str, str], body: object
    ) -> AbstractContextManager[None]:
        watch = self._app().watch
        return nullcontext() if watch is None or call.caller is None else watch(call, self.route, path, body)

    def _admit(self, caller: Principal) -> None:
        """Raises Forbidden when the caller's key lacks what the route takes; then the app has its say."""
        needed = PERMISSION_OF.get((self.route.method, self.route.path))
        if caller.permissions is not None and needed not in caller.permissions:
            raise Forbidden(f"This needs the permission {needed}." if needed else "This is not for API keys.")
        app = self._app()
        if app.admit is not None:
            app.admit(app.deps, caller)

    def _app(self) -> App:
        app = self.blueprint.current_app
        assert isinstance(app, App)  # noqa: S101 - nothing else registers our blueprints
        return app

    def _report(self, error: Exception, request_id: str) -> None:
        if not isinstance(error, HelpdeskError) or error.status >= 500:
            self._app().report(error, request_id, f"{self.route.method} {self.route.path}")

    def _input(self, request: Request) -> dict[str, object]:
        given: dict[str, object] = {}
        event = request.to_original_event()
        if self.route.query is not None:
            given["query"] = read_query(event.get("multiValueQueryStringParameters"), self.route.query)
        if self.route.body is not None:
            is_base64 = bool(event.get("isBase64Encoded"))
            given["body"] = read_body(event.get("body"), is_base64=is_base64, kind=self.route.body)
        return given


def routes(app: Chalice) -> Iterator[Route]:
    """Every route of an app, in the order of declaration."""
    for methods in app.routes.values():
        for entry in methods.values():
            if isinstance(entry.view_function, Endpoint):
                yield entry.view_function.route


def public(app: Chalice) -> frozenset[tuple[str, str]]:
    """(method, path) of the routes that need no authorizer: all others get one."""
    return frozenset((route.method, route.path) for route in routes(app) if route.public)


def _hint(view: Callable[..., object], name: str) -> type[msgspec.Struct] | None:
    return get_type_hints(view).get(name)
