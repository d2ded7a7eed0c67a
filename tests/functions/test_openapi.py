"""The committed OpenAPI document is what the routes produce, valid, and served."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest

from helpdesk.web.routes import routes
from ops.openapi import APPS, PLACES, openapi, text
from tests.functions.gateway import Gateway


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.parent.name)
def test_what_is_committed_is_what_the_routes_produce(place: Path) -> None:
    assert place.read_text(encoding="utf-8") == text(), "run python -m ops.openapi"


def test_it_is_served_to_everybody(api: Gateway) -> None:
    assert api.get(None, "/openapi.json").json == json.loads(text())


def test_every_route_is_in_it_with_words_and_a_name_of_its_own() -> None:
    operations = [op for path in openapi()["paths"].values() for op in path.values()]

    assert len(operations) == sum(len(list(routes(app))) for app in APPS)
    assert len({op["operationId"] for op in operations}) == len(operations)
    assert all(op["summary"].endswith(".") for op in operations)


def test_every_schema_it_refers_to_is_there_and_every_schema_is_one() -> None:
    document = openapi()
    components = document["components"]["schemas"]

    referred = set(re.findall(r'"#/components/schemas/(\w+)"', text()))

    assert referred == set(components)
    for schema in components.values():
        jsonschema_rs.Draft202012Validator(schema | {"components": document["components"]})


def test_only_public_routes_do_without_a_token() -> None:
    open_ones = {path for path, ops in openapi()["paths"].items() for op in ops.values() if "security" in op}

    assert open_ones == {
        "/api/v1/sign-in",
        "/api/v1/look",
        "/api/v1/sign-in/codes",
        "/api/v1/sign-in/passwords",
        "/api/v1/sign-in/departures",
        "/api/v1/sign-in/arrivals",
        "/api/v1/openapi.json",
        "/api/v1/public/{desk}/spaces",
        "/api/v1/public/{desk}/spaces/{space}/articles",
        "/api/v1/public/{desk}/articles/{article}",
        "/api/v1/public/{desk}/articles/{article}/votes",
        "/api/v1/public/{desk}/trees/{tree}",
    }


def test_changes_document_the_conflict_with_what_stands_now() -> None:
    operation = openapi()["paths"]["/api/v1/tickets/{key}/state"]["put"]

    assert "TicketView" in str(operation["responses"]["409"])
    assert "If-Match" in {parameter["name"] for parameter in operation["parameters"]}
