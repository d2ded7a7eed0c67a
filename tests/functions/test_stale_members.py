"""Two admins change the same member of a desk: the second one hears of it, and nothing is overwritten."""

from typing import Any

import pytest

from tests.functions.desks import LARS, Desks
from tests.functions.gateway import Gateway

ANAS = "/desks/noord/agents/ana"


@pytest.fixture(autouse=True)
def _admin(desks: Desks) -> None:
    desks.promote(LARS)


def ana(api: Gateway) -> dict[str, Any]:
    agents: list[dict[str, Any]] = api.get(LARS, "/desks/noord/agents").json["agents"]
    return next(one for one in agents if one["id"] == "ana")


def test_the_list_tells_the_version_that_a_change_has_to_name(api: Gateway) -> None:
    tag = f'"{ana(api)["version"]}"'
    first = api.put(LARS, ANAS, {"name": "Ana Lima-Berg"}, if_match=tag)
    second = api.put(LARS, ANAS, {"name": "Ana L."}, if_match=tag)

    assert first.status == 200
    assert (second.status, second.json["code"]) == (409, "version-conflict")
    assert second.json["current"]["name"] == ana(api)["name"] == "Ana Lima-Berg"
    again = f'"{ana(api)["version"]}"'
    assert api.put(LARS, ANAS, {"name": "Ana L."}, if_match=again).status == 200
