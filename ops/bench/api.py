"""`loket bench api`: warm requests through handler and store; what each route costs at the table."""

import time
from collections import Counter
from collections.abc import Callable
from math import ceil
from typing import Annotated, Any, cast

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table as Shown

from helpdesk import observe
from helpdesk.adapters.files import S3Files
from helpdesk.domain.people import Person, Principal, Role
from helpdesk.storage.attempts import TableAttempts
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.own_sign_ins import TableDoorPolicies, TableLockouts, TableOwnSignIns
from helpdesk.storage.scoped import TableStores
from helpdesk.storage.tables import OneTable
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.own_sign_in.deps import OwnDeps
from helpdesk.usecases.tally import Tally
from helpdesk.web.handlers import handler
from ops.bench.checker_house import SCOPE, SHARDS, House
from ops.bench.intake_house import NAMES, emulator
from ops.local.cloud import LocalCloud
from tickets_api.app import app

# Several agents: each has 600 requests a minute.
AGENT, OTHER, GATHERER, MANAGER = (
    "a0@bench.example", "a1@bench.example", "a2@bench.example", "bo@acme.example",
)  # fmt: skip
UNDER = 100
"""Tickets that stand under the one whose announcement is looked at."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of request. `most`: queries it may take at most."""

    name: str
    who: str
    method: str
    template: str
    params: dict[str, str] = {}
    query: dict[str, str] = {}
    body: dict[str, str] | None = None
    most: int | None = None


_KEY, _PARENT = {"key": "ACME-1"}, {"key": "ACME-4"}
ROUTES = (
    Route(name="who am I", who=AGENT, method="GET", template="/me"),
    Route(name="requester: list of 25", who=MANAGER, method="GET", template="/tickets", most=1,
          query={"view": "organisation", "desk": "bench", "tenant": "acme", "limit": "25"}),
    Route(name="requester: one ticket", who=MANAGER, method="GET", template="/tickets/{key}",
          params=_KEY, most=1),
    Route(name="agent: queue of 25", who=AGENT, method="GET", template="/tickets", most=1,
          query={"view": "queue", "limit": "25"}),
    Route(name="agent: queue of 100", who=AGENT, method="GET", template="/tickets", most=1,
          query={"view": "queue", "limit": "100"}),
    Route(name="agent: one ticket", who=AGENT, method="GET", template="/tickets/{key}", params=_KEY, most=1),
    Route(name="agent: clocks explained", who=AGENT, method="GET", template="/tickets/{key}/clocks",
          params=_KEY),
    Route(name="agent: who is in a desk", who=OTHER, method="GET", template="/desks/{desk}/agents",
          params={"desk": "bench"}, most=1),
    Route(name=f"agent: whom a word to {UNDER} would reach", who=OTHER, method="GET",
          template="/tickets/{key}/announcements", params=_PARENT),
    Route(name="agent: assign to who has it", who=OTHER, method="PUT", template="/tickets/{key}/assignee",
          params={"key": "ACME-5"}, body={"agent": "a1"}, most=1),
    Route(name="agent: write a note", who=AGENT, method="POST", template="/tickets/{key}/notes",
          params={"key": "ACME-2"}, body={"text": "Looked at it."}),
    Route(name="agent: answer", who=AGENT, method="POST", template="/tickets/{key}/messages",
          params={"key": "ACME-3"}, body={"text": "It is mended."}),
)  # fmt: skip


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Of one route: milliseconds, and per request at the table. Units without those of indexes."""

    route: str
    p50: float
    p99: float
    worst: float
    requests: dict[str, float]
    read_units: float
    write_units: float
    within: bool


_Serve = Callable[[dict[str, Any], Any], dict[str, Any]]


class _Meter:
    """Listens to the table's client."""

    def __init__(self, house: House) -> None:
        self.calls: Counter[str] = Counter()
        self.read = self.written = 0.0
        self._consistent = False
        events = house.table.row._get_connection().connection.client.meta.events  # noqa: SLF001 - to listen
        events.register("before-call.dynamodb", self._asked)
        events.register("after-call.dynamodb", self._answered)

    def clear(self) -> None:
        self.calls.clear()
        self.read = self.written = 0.0

    def _asked(self, model: Any, params: dict[str, Any], **_: object) -> None:
        self.calls[model.name] += 1
        asked = msgspec.json.decode(params["body"])
        self._consistent = bool(asked.get("ConsistentRead"))
        for step in asked.get("TransactItems", []):
            item = step.get("Put", {}).get("Item", {})
            self.written += 2 * ceil(max(_size(item), 1) / 1024)
        if model.name in {"PutItem", "UpdateItem"}:
            self.written += ceil(max(_size(asked.get("Item", {})), 1) / 1024)

    def _answered(self, parsed: dict[str, Any], **_: object) -> None:
        items = parsed.get("Items", [parsed["Item"]] if "Item" in parsed else [])
        if items:
            self.read += ceil(sum(map(_size, items)) / 4096) * (1 if self._consistent else 0.5)
        for batch in parsed.get("Responses", {}).values():  # each item by itself; ours are always consistent
            self.read += sum(ceil(_size(item) / 4096) for item in batch)


def _size(item: dict[str, dict[str, object]]) -> int:
    return sum(len(name) + sum(len(str(value)) for value in typed.values()) for name, typed in item.items())


def api(
    *,
    tickets: Annotated[int, Parameter(help="Open tickets of the organisation.")] = 400,
    times: Annotated[int, Parameter(help="Requests of each kind; people have 600 a minute.")] = 60,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Measure warm requests on a private store. Exit code 1 when one takes more queries than it may."""
    console = Console(stderr=True)
    with console.status("Starting a private store…") as status, emulator() as cloud:
        costs = _measure(cloud, tickets, times, status.update)
    if json:
        print(msgspec.json.format(msgspec.json.encode(costs)).decode())
    else:
        _print(costs)
    return 0 if all(cost.within for cost in costs) else 1


def _measure(cloud: LocalCloud, tickets: int, times: int, tell: Callable[[str], None]) -> list[Cost]:
    house = House(cloud)
    house.furnish()
    _manager(house)
    tell(f"Opening {tickets:,} tickets…")
    house.open_due(1, tickets)
    deps = _deps(house, cloud)
    meter, serve = _Meter(house), handler(app, lambda: deps)
    tell(f"Putting {UNDER} tickets under one…")
    _gather(house, serve)
    costs = []
    for route in ROUTES:
        tell(route.name)
        costs.append(_cost(route, house, meter, serve, times))
    return costs


def _cost(
    route: Route, house: House, meter: _Meter, serve: _Serve, times: int
) -> Cost:  # fmt: skip
    principal = principal_of(house.checker.directory, route.who)
    event = _event(route, principal)
    _send(serve, event)  # warm: configuration is remembered
    meter.clear()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        _send(serve, event)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return Cost(
        route=route.name,
        p50=round(took[len(took) // 2], 1),
        p99=round(took[ceil(len(took) * 0.99) - 1], 1),
        worst=round(took[-1], 1),
        requests={name: round(count / times, 2) for name, count in sorted(meter.calls.items())},
        read_units=round(meter.read / times, 1),
        write_units=round(meter.written / times, 1),
        within=route.most is None or meter.calls["Query"] <= route.most * times,
    )


def _gather(house: House, serve: _Serve) -> None:
    parent, boss = _PARENT["key"], principal_of(house.checker.directory, GATHERER)
    for number in range(6, 6 + UNDER):
        under = Route(
            name="", who=GATHERER, method="PUT", template="/tickets/{key}/relations/{other}",
            params={"key": f"ACME-{number}", "other": parent}, body={"relation": "child-of"},
        )  # fmt: skip
        _send(serve, _event(under, boss))


def _send(serve: _Serve, event: dict[str, Any]) -> None:
    answer = serve(event, None)
    if answer["statusCode"] >= 300:
        raise RuntimeError(f"nothing sensible to measure: {answer['body']}")


def _event(route: Route, principal: Principal) -> dict[str, Any]:
    path = f"/api/v1{route.template}"
    context = {"principalId": principal.email, "principal": msgspec.json.encode(principal).decode()}
    return {
        "resource": path, "path": path.replace("{key}", route.params.get("key", "")),
        "httpMethod": route.method, "headers": {"content-type": "application/json"}, "multiValueHeaders": {},
        "queryStringParameters": route.query or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in route.query.items()} or None,
        "pathParameters": route.params or None, "stageVariables": None, "isBase64Encoded": False,
        "body": msgspec.json.encode(route.body).decode() if route.body else None,
        "requestContext": {
            "resourcePath": path, "path": path, "httpMethod": route.method, "requestId": "bench",
            "stage": "prod", "identity": {"sourceIp": "192.0.2.1"}, "authorizer": context,
        },
    }  # fmt: skip


def _manager(house: House) -> None:
    person = Person(scope=SCOPE, id="bo", name="Bo Berg", emails=(MANAGER,), role=Role.MANAGER)
    TableDirectoryEditor(house.table).put_person(person)


def _deps(house: House, cloud: LocalCloud) -> ApiDeps:
    """What these routes use; the rest of the API is not there."""
    needed: dict[str, Any] = {
        "stores": TableStores(OneTable(house.table), SHARDS), "directory": house.checker.directory,
        "files": S3Files(cloud.client("s3"), NAMES["FilesBucket"]), "agreements": house.checker.agreements,
        "now": observe.now, "new_id": observe.new_id, "attempts": TableAttempts(house.table),
        "own": _own(house),
    }  # fmt: skip
    absent = cast("Any", None)
    return ApiDeps(**{name: needed.get(name, absent) for name in ApiDeps.__struct_fields__})


def _own(house: House) -> OwnDeps:
    """Admission counts by it, as it does for everybody."""
    return OwnDeps(
        records=TableOwnSignIns(house.table),
        policies=TableDoorPolicies(house.table, observe.now),
        lockouts=TableLockouts(house.table),
        new_code=observe.new_recovery_code,
        new_totp=observe.new_totp_secret,
        tally=Tally(),
        service="bench",
    )


def _print(costs: list[Cost]) -> None:
    shown = Shown(title="Warm requests, handler and store")
    for column in ("request", "p50 ms", "p99 ms", "worst ms", "at the table", "read units", "write units"):
        shown.add_column(column)
    for cost in costs:
        asked = ", ".join(f"{name} {count:g}" for name, count in cost.requests.items())
        mark = "" if cost.within else "  TOO MANY"
        figures = (cost.p50, cost.p99, cost.worst, asked + mark, cost.read_units, cost.write_units)
        shown.add_row(cost.route, *map(str, figures))
    Console().print(shown)
