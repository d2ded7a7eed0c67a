"""Orders, and what reports are about: set up by an admin, chosen by who asks, read on the ticket."""

from typing import Any

import pytest

from helpdesk.domain.ids import TenantRef
from tests.functions.desks import ANA, DORA, GIL, MEI, PIM, Desks
from tests.functions.gateway import Gateway

LAPTOP: dict[str, Any] = {
    "id": "laptop", "name": "A laptop", "names": {"nl": "Een laptop"}, "orderable": True, "icon": "laptop",
    "description": "Ready in a week.",
    "fields": [
        {"id": "size", "kind": "choice", "label": "Screen", "required": True,
         "choices": [{"id": "s", "label": "13 inch"}, {"id": "l", "label": "15 inch"}]},
        {"id": "from", "kind": "date", "label": "Needed from", "help": "A working day."},
        {"id": "agreed", "kind": "checkbox", "label": "My manager agrees", "required": True},
    ],
}  # fmt: skip
INTERNAL = {"id": "backup", "name": "Backup"}
INITECH = {"name": "Initech", "prefix": "INI", "address": "support@initech.example"}
ANSWERS = {"size": "l", "from": "2026-12-01", "agreed": True}
ORDER = {"subject": "A laptop", "service": "laptop", "fields": ANSWERS}


@pytest.fixture
def shop(api: Gateway) -> Gateway:
    assert api.put(MEI, "/desks/host/services", {"items": [LAPTOP, INTERNAL]}).status == 200
    return api


def test_requesters_see_what_they_can_order_and_nothing_else(shop: Gateway) -> None:
    offered = shop.get(GIL, "/offers", desk="host", tenant="globex").json["items"]

    assert [(one["id"], one["icon"]) for one in offered] == [("laptop", "laptop")]
    assert [field["kind"] for field in offered[0]["fields"]] == ["choice", "date", "checkbox"]


@pytest.mark.parametrize("who", [DORA, PIM, ANA])
def test_people_from_elsewhere_see_nothing(shop: Gateway, who: str) -> None:
    assert shop.get(who, "/offers", desk="host", tenant="globex").status == 404


def test_what_is_offered_to_others_is_not_offered(api: Gateway) -> None:
    api.put(MEI, "/desks/host/services", {"items": [LAPTOP | {"tenants": ["initech"]}]})
    known = api.get(MEI, "/desks/host/services").json["items"]

    assert [one["id"] for one in known if not one["retired"]] in ([], ["laptop"])
    assert api.get(GIL, "/offers", desk="host", tenant="globex").json["items"] == []
    assert api.post(GIL, "/tickets", ORDER).json["field"] == "service"


def test_nobody_is_told_to_which_other_organisations_it_is_offered(api: Gateway) -> None:
    assert api.put(MEI, "/desks/host/tenants/initech", INITECH).status in {200, 201}
    api.put(MEI, "/desks/host/services", {"items": [LAPTOP | {"tenants": ["globex", "initech"]}]})

    offered = api.get(GIL, "/offers", desk="host", tenant="globex")

    assert [one["id"] for one in offered.json["items"]] == ["laptop"]
    assert "initech" not in offered.text


def test_an_order_is_a_request_that_tells_its_answers(shop: Gateway) -> None:
    made = shop.post(GIL, "/tickets", ORDER | {"text": "The old one is slow."})

    assert (made.status, made.json["type"], made.json["service"], made.json["service_name"]) == (
        201, "request", "laptop", "A laptop",
    )  # fmt: skip
    (message,) = shop.get(GIL, f"/tickets/{made.json['key']}").json["timeline"]
    assert message["text"] == (
        "Screen: 15 inch\nNeeded from: 2026-12-01\nMy manager agrees: 是\n\nThe old one is slow."
    )


def test_the_answers_alone_are_enough(shop: Gateway) -> None:
    assert shop.post(GIL, "/tickets", ORDER).status == 201
    assert shop.post(GIL, "/tickets", {"subject": "x", "text": " "}).json["field"] == "text"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"fields": ANSWERS | {"size": "xl"}}, "fields.size"),
        ({"fields": {"size": "s"}}, "fields.agreed"),
        ({"fields": ANSWERS | {"colour": "red"}}, "fields.colour"),
        ({"service": "backup", "fields": {}, "text": "x"}, "service"),
        ({"service": None, "text": "x"}, "fields"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(shop: Gateway, change: dict[str, Any], field: str) -> None:
    refused = shop.post(GIL, "/tickets", ORDER | change)

    assert (refused.status, refused.json["field"]) == (422, field)


def test_a_desk_may_order_for_somebody_too(shop: Gateway, desks: Desks) -> None:
    place = {"desk": "host", "tenant": "globex"}
    made = shop.post(MEI, "/tickets", ORDER | {"tenant": place, "requester": {"email": GIL}})

    assert (made.status, made.json["service"]) == (201, "laptop")
    assert TenantRef("host", "globex").tenant in desks.directory.desk("host").tenants


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"fields": [{"id": "a", "kind": "choice", "label": "A"}]}, "services[0].fields[0].choices"),
        ({"fields": [{"id": "a", "kind": "sound", "label": "A"}]}, "items[0].fields[0].kind"),
        ({"helps": {"xx": "?"}}, "services[0].names"),
    ],
)
def test_what_cannot_be_asked_is_told_to_the_admin(api: Gateway, change: dict[str, Any], field: str) -> None:
    refused = api.put(MEI, "/desks/host/services", {"items": [LAPTOP | change]})

    assert (refused.status, refused.json["field"]) == (422, field)


TREE: list[dict[str, Any]] = [
    {"id": "printing", "name": "Printing", "names": {"nl": "Printen"}, "icon": "printer"},
    {"id": "paper", "name": "Paper", "parent": "printing"},
]


@pytest.fixture
def tree(api: Gateway) -> Gateway:
    assert api.put(MEI, "/desks/host/categories", {"items": TREE}).status == 200
    return api


def test_who_reports_sees_what_it_can_be_about(tree: Gateway) -> None:
    tree.put(MEI, "/desks/host/categories", {"items": TREE[:1]})

    (shown,) = tree.get(GIL, "/offers", desk="host", tenant="globex").json["categories"]

    assert (shown["id"], shown["icon"], shown["names"]) == ("printing", "printer", {"nl": "Printen"})


@pytest.mark.parametrize("more", [{}, {"tenant": {"desk": "host", "tenant": "globex"}}])
def test_a_report_says_what_it_is_about(tree: Gateway, more: dict[str, Any]) -> None:
    who, whose = (MEI, {"requester": {"email": GIL}}) if more else (GIL, {})
    report = {"subject": "It is out", "text": "Again.", "category": "paper"}

    made = tree.post(who, "/tickets", report | more | whose)

    assert (made.status, made.json["category"]) == (201, "paper")


@pytest.mark.parametrize("retired", [False, True])
def test_a_report_is_about_nothing_that_is_not_there(tree: Gateway, retired: bool) -> None:
    if retired:
        tree.put(MEI, "/desks/host/categories", {"items": TREE[:1]})
    report = {"subject": "x", "text": "x", "category": "paper" if retired else "elsewhere"}

    refused = tree.post(GIL, "/tickets", report)

    assert (refused.status, refused.json["field"]) == (422, "category")


def test_where_a_desk_has_no_categories_requesters_make_up_none(api: Gateway) -> None:
    refused = api.post(GIL, "/tickets", {"subject": "x", "text": "x", "category": "anything"})

    assert (refused.status, refused.json["field"]) == (422, "category")
