"""Tickets linked by hand: both sides say so, once; another organisation's key stays with the desk."""

from typing import Any

import pytest

from tests.functions.desks import ANA, DORA, KIM, PIM
from tests.functions.gateway import Gateway


def opened(api: Gateway, who: str, tenant: str, subject: str) -> str:
    where = {"desk": "noord", "tenant": tenant}
    reply = api.post(who, "/tickets", {"subject": subject, "text": "It is down.", "tenant": where})
    assert reply.status == 201, reply.text
    return str(reply.json["key"])


@pytest.fixture
def pair(api: Gateway) -> tuple[str, str]:
    return opened(api, KIM, "acme", "Printer dead"), opened(api, PIM, "acme", "No printing")


def relate(api: Gateway, key: str, other: str, relation: str) -> Any:
    return api.put(ANA, f"/tickets/{key}/relations/{other}", {"relation": relation})


def links(api: Gateway, key: str) -> list[tuple[str, str]]:
    found = api.get(ANA, f"/tickets/{key}").json["ticket"]["links"]
    return [(link["relation"], link["key"]) for link in found]


def notes(api: Gateway, key: str) -> list[str]:
    timeline = api.get(ANA, f"/tickets/{key}").json["timeline"]
    return [entry["text"] for entry in timeline if entry["kind"] == "note"]


def test_the_same_as_an_open_one_stands_under_it_and_once_is_enough(
    api: Gateway, pair: tuple[str, str]
) -> None:
    late, first = pair
    made = relate(api, late, first, "child-of")
    assert (made.status, made.json["links"]) == (200, [{"relation": "child-of", "key": first}])
    relate(api, late, first, "child-of")
    assert links(api, first) == [("parent-of", late)]
    assert notes(api, late) == [f"Part of {first}: No printing"]
    assert notes(api, first) == [f"Also concerns {late}: Printer dead"]


def test_neither_itself_nor_in_a_circle(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    relate(api, late, first, "child-of")
    assert relate(api, late, late, "related-to").status == 422
    assert relate(api, first, late, "child-of").status == 409
    assert relate(api, late, "ACME-99999", "child-of").status == 422
    assert relate(api, late, first, "merged-into").status == 422


def test_another_relation_takes_the_place_of_the_first(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    relate(api, late, first, "child-of")
    relate(api, late, first, "related-to")
    assert (links(api, late), links(api, first)) == ([("related-to", first)], [("related-to", late)])


def test_taken_apart_and_linked_again(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    relate(api, late, first, "related-to")
    for _ in range(2):
        assert api.call(ANA, "DELETE", f"/tickets/{late}/relations/{first}").status == 204
    assert links(api, late) == links(api, first) == []
    assert notes(api, first)[-1] == f"Not linked to {late} any more"
    relate(api, late, first, "related-to")
    assert links(api, first) == [("related-to", late)]


def test_between_organisations_only_the_desk_sees_it(api: Gateway, pair: tuple[str, str]) -> None:
    late, _ = pair
    other = opened(api, DORA, "duinrand", "Printer")
    for _ in range(2):
        assert relate(api, late, other, "child-of").status == 200
    assert (links(api, late), links(api, other)) == ([("child-of", other)], [("parent-of", late)])
    assert notes(api, other) == [f"Also concerns {late}: Printer dead"]
    assert late not in api.get(DORA, f"/tickets/{other}").text
    assert other not in api.get(KIM, f"/tickets/{late}").text
    assert api.call(ANA, "DELETE", f"/tickets/{late}/relations/{other}").status == 204
    assert links(api, late) == links(api, other) == []


def test_who_stands_under_a_solved_ticket_is_told_by_choice(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    relate(api, late, first, "child-of")
    url = f"/tickets/{first}/announcements"
    assert api.post(ANA, url, {}).status == 409  # not solved itself
    assert api.post(ANA, url, {"solve": False}).status == 422  # nothing to say
    api.put(ANA, f"/tickets/{first}/state", {"state": "solved"})
    assert api.post(PIM, url, {}).status == 403
    assert api.post(ANA, url, {"text": "Mended."}).status == 201
    assert notes(api, first)[-1] == f"Solved too, and told: {late}"
    assert api.post(ANA, f"/tickets/{late}/announcements", {}).status == 409  # none stands under it


def test_whom_a_word_would_reach_are_those_still_open(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    others = [opened(api, KIM, "acme", f"No printing {number}") for number in (1, 2)]
    for key in (late, *others):
        relate(api, key, first, "child-of")
    url = f"/tickets/{first}/announcements"
    assert api.get(ANA, url).json == {"open": [late, *others], "done": 0}
    api.put(ANA, f"/tickets/{others[0]}/state", {"state": "solved"})
    api.put(ANA, f"/tickets/{others[1]}/merged-into", {"ticket": late})
    assert api.get(ANA, url).json == {"open": [late], "done": 2}
    assert api.get(ANA, f"/tickets/{late}/announcements").json == {"open": [], "done": 0}
    assert (api.get(KIM, url).status, api.get(DORA, url).status) == (403, 404)


def test_not_under_a_ticket_that_was_merged_away(api: Gateway, pair: tuple[str, str]) -> None:
    late, first = pair
    third = opened(api, KIM, "acme", "Printer again")
    api.put(ANA, f"/tickets/{first}/merged-into", {"ticket": third})
    assert relate(api, late, first, "child-of").status == 409
