"""Counts, callers, ready-made texts and presence through the API."""

from typing import Any

import pytest

from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.ids import TenantRef, TicketRef
from tests.functions.desks import ANA, KIM, LARS, MEI, OMAR, PIM, Desks
from tests.functions.gateway import Gateway

PLACE = "/desks/noord/texts"


def opened(api: Gateway, who: str = KIM) -> str:
    return str(api.post(who, "/tickets", {"subject": "Printer", "text": "Smoke."}).json["key"])


def test_an_agent_sees_how_much_waits(api: Gateway, desks: Desks) -> None:
    first, second = opened(api), opened(api)
    api.put(ANA, f"/tickets/{first}/assignee", {"agent": "ana"})
    api.put(ANA, f"/tickets/{second}/state", {"state": "waiting-customer"})
    desks.later(hours=5)

    counts = api.get(ANA, "/counts").json

    assert counts["mine"] == {"count": 1, "overdue": 1, "more": False}
    assert counts["overdue"]["count"] == 2  # nobody answered yet, so waiting pauses nothing
    assert counts["waiting"]["count"] == 1
    assert counts["unassigned"]["count"] == 1
    assert api.get(MEI, "/counts").json["overdue"] == {"count": 0, "overdue": 0, "more": False}


def test_counts_of_a_long_queue_say_that_there_is_more(api: Gateway) -> None:
    for _ in range(215):
        opened(api)

    counts = api.get(ANA, "/counts").json

    assert counts["new"] == {"count": 99, "overdue": 0, "more": True}
    assert counts["mine"] == {"count": 0, "overdue": 0, "more": False}


def test_callers_are_found_in_all_tenants_of_all_my_desks(api: Gateway) -> None:
    found = api.get(ANA, "/callers", q="de vri").json["items"]

    assert [(one["name"], one["tenant"]["name"], one["email"]) for one in found] == [
        ("Pim de Vries", "Acme", PIM)
    ]
    assert [one["id"] for one in api.get(OMAR, "/callers", q="gil").json["items"]] == ["gil"]
    assert api.get(ANA, "/callers", q="gil").json["items"] == []
    assert api.get(ANA, "/callers", q="k").json["items"] == []


def test_the_tickets_of_one_person(api: Gateway) -> None:
    of_kim, _ = opened(api), opened(api, PIM)
    query = {"view": "person", "desk": "noord", "tenant": "acme", "person": "kim"}

    assert [ticket["key"] for ticket in api.get(ANA, "/tickets", **query).json["items"]] == [of_kim]
    del query["person"]
    assert api.get(ANA, "/tickets", **query).status == 422


def test_leads_write_texts_and_agents_read_them(api: Gateway) -> None:
    hello = {"name": "Hello", "texts": {"en": "Dear {requester.name}", "nl": "Beste {requester.name}"}}

    assert api.put(LARS, f"{PLACE}/hello", hello).json == {"id": "hello"} | hello
    assert [text["id"] for text in api.get(ANA, PLACE).json["items"]] == ["hello"]
    assert api.get(ANA, PLACE).json["placeholders"][0] == "requester.name"
    assert api.call(LARS, "DELETE", f"{PLACE}/hello").status == 204
    assert api.get(ANA, PLACE).json["items"] == []


def test_a_text_with_an_unknown_placeholder_is_refused(api: Gateway) -> None:
    reply = api.put(LARS, f"{PLACE}/hello", {"name": "Hello", "texts": {"en": "Dear {first}"}})

    assert (reply.status, reply.json["field"]) == (422, "texts.en")
    assert "{first}" in reply.json["detail"]


def test_colleagues_see_each_other_on_a_ticket_until_they_say_nothing_more(
    api: Gateway, desks: Desks
) -> None:
    place = f"/tickets/{opened(api)}/presence"
    assert api.put(ANA, place, {"doing": "looking"}).json == {"others": [], "seconds": 50}
    seen = api.put(LARS, place, {"doing": "answering"}).json["others"]
    assert seen == [{"id": "ana", "name": "Ana Ruiz", "doing": "looking"}]
    assert api.put(ANA, place, {"doing": "looking"}).json["others"][0]["doing"] == "answering"

    assert api.put(LARS, place, {"doing": "gone"}).json["others"] == []
    assert api.put(ANA, place, {"doing": "looking"}).json["others"] == []
    desks.later(seconds=51)
    assert api.put(LARS, place, {"doing": "looking"}).json["others"] == []


@pytest.mark.parametrize("doing", ["sleeping", "", None])
def test_presence_knows_its_words(api: Gateway, doing: str | None) -> None:
    assert api.put(ANA, f"/tickets/{opened(api)}/presence", {"doing": doing}).status == 422


def test_a_colleague_named_in_a_note_is_told_and_the_writer_is_not(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    note = {"text": "@Lars Vik please look", "mentions": ["lars", "ana", "lars"]}

    assert api.post(ANA, f"/tickets/{key}/notes", note).status == 201

    told = desks.memory.deliveries[TicketRef(TenantRef("noord", "acme"), 1)].values()
    (notice,) = [d for d in told if d.kind is DeliveryKind.NOTICE]
    assert (notice.to, notice.notices[0].by) == (LARS, "Ana Ruiz")
    assert notice.notices[0].text == "@Lars Vik please look"
    shown = api.get(LARS, f"/tickets/{key}").json["timeline"][-1]
    assert (shown["kind"], shown["mentions"]) == ("note", ["lars", "ana"])


def test_somebody_of_another_desk_cannot_be_named(api: Gateway) -> None:
    reply = api.post(ANA, f"/tickets/{opened(api)}/notes", {"text": "hi", "mentions": ["ana", "mei"]})

    assert (reply.status, reply.json["field"]) == (422, "mentions[1]")


def put_file(desks: Desks, offered: Any, content: bytes) -> dict[str, str]:
    """As a browser does; gives how a message names it."""
    desks.files.files[offered["fields"]["key"]] = (content, "")
    return {"id": offered["id"], "name": "photo.jpg", "type": "image/jpeg"}


def test_a_ticket_is_opened_with_a_photo(api: Gateway, desks: Desks) -> None:
    file = put_file(desks, api.post(KIM, "/uploads", {"size": 4}).json, b"JPEG")
    new = {"subject": "Printer", "text": "Look", "uploads": [file]}

    key = api.post(KIM, "/tickets", new).json["key"]

    (photo,) = api.get(ANA, f"/tickets/{key}").json["timeline"][0]["attachments"]
    assert (photo["name"], photo["type"], photo["size"]) == ("photo.jpg", "image/jpeg", 4)


def test_a_file_serves_nobody_else_and_no_ticket_is_opened_without_it(api: Gateway, desks: Desks) -> None:
    file = put_file(desks, api.post(KIM, "/uploads", {"size": 4}).json, b"JPEG")
    reply = api.post(PIM, "/tickets", {"subject": "x", "text": "y", "uploads": [file]})

    assert (reply.status, reply.json["field"]) == (422, "uploads[0].id")
    assert desks.memory.tickets == {}


def test_a_note_has_files_too(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    file = put_file(desks, api.post(ANA, f"/tickets/{key}/uploads", {"size": 4}).json, b"JPEG")

    assert api.post(ANA, f"/tickets/{key}/notes", {"text": "See", "uploads": [file]}).status == 201
    assert api.get(ANA, f"/tickets/{key}").json["timeline"][-1]["attachments"][0]["name"] == "photo.jpg"
