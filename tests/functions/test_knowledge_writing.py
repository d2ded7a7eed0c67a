"""What becomes of an article: edits, versions, publishing, pictures, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from tests.functions.articles import JAM, published, text
from tests.functions.desks import ANA, KIM, LARS, MEI, OMAR, Desks
from tests.functions.gateway import Gateway

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_who_reviews_a_space_gets_what_is_handed_to_nobody(shelves: Gateway) -> None:
    body = {"names": {"en": "Office"}, "audience": {"kind": "requesters"}, "reviewer": "lars"}
    assert shelves.put(LARS, "/desks/noord/spaces/office", body).status == 200
    handed = shelves.put(ANA, "/desks/noord/articles/draft/state", {"state": "in-review"})
    assert handed.status == 200, handed.text
    assert handed.json["reviewer"] == "lars"


def test_an_edit_does_not_overwrite_one_it_has_not_seen(shelves: Gateway) -> None:
    source = shelves.get(ANA, f"{JAM}/source")
    seen = source.headers["ETag"]
    assert shelves.put(ANA, JAM, text("first"), If_Match=seen).status == 200

    for method, path, body in (
        ("PUT", JAM, text("second")),
        ("PUT", f"{JAM}/state", {"state": "draft"}),
        ("POST", f"{JAM}/versions", {"restore": 1}),
    ):
        reply = shelves.call(LARS, method, path, body=body, headers={"If-Match": seen})
        assert reply.status == 409, path
        assert reply.json["current"]["translations"]["en"]["body"] == "first"
    assert shelves.get(ANA, f"{JAM}/source").json["version"] == source.json["version"] + 1


def test_versions_stay_can_be_compared_and_taken_up_again(shelves: Gateway) -> None:
    shelves.put(ANA, JAM, text("One.\nTwo old words.\nThree.", comment="longer"))
    shelves.put(LARS, JAM, text("One.\nTwo new words.\nThree.", keywords=["paper"]))
    notes = shelves.get(ANA, f"{JAM}/versions").json["items"]
    assert [(note["number"], note["by"]["id"], note["comment"]) for note in notes] == [
        (4, "lars", ""), (3, "ana", "longer"), (2, "ana", ""), (1, "ana", ""),
    ]  # fmt: skip

    compared = shelves.get(ANA, f"{JAM}/versions/4", against="3").json
    changes = {change["field"]: change["hunks"] for change in compared["changes"]}
    assert set(changes) == {"body", "keywords"}
    replaced = next(hunk for hunk in changes["body"] if hunk["op"] == "replace")
    assert (replaced["old"], replaced["new"]) == (["Two old words."], ["Two new words."])
    assert [(w["op"], w["text"]) for w in replaced["words"]] == [
        ("equal", "Two "), ("delete", "old"), ("insert", "new"), ("equal", " words."),
    ]  # fmt: skip

    restored = shelves.post(ANA, f"{JAM}/versions", {"restore": 3, "comment": "better"}).json
    assert (restored["version"], restored["state"]) == (5, "draft")
    assert "old words" in restored["translations"]["en"]["body"]
    newest = shelves.get(ANA, f"{JAM}/versions").json["items"][0]
    assert (newest["number"], newest["restored"], newest["comment"]) == (5, 3, "better")
    for number in ("0", "6", "x", "-1", "99999999"):
        assert shelves.get(ANA, f"{JAM}/versions/{number}").status == 404


def test_publishing_is_for_leads_and_needs_something_to_read(shelves: Gateway) -> None:
    made = shelves.post(ANA, "/desks/noord/articles", {"space": "office", "title": "VPN"}).json
    path = f"/desks/noord/articles/{made['id']}"

    assert shelves.put(ANA, f"{path}/state", {"state": "in-review", "reviewer": "lars"}).status == 200
    assert shelves.put(ANA, f"{path}/state", {"state": "published"}).status == 403
    assert shelves.put(LARS, f"{path}/state", {"state": "published"}).status == 409
    waiting = shelves.get(LARS, "/desks/noord/knowledge-tasks").json["review"]
    assert [card["id"] for card in waiting] == [made["id"]]
    assert shelves.put(LARS, path, text()).json["state"] == "in-review"
    assert shelves.put(LARS, f"{path}/state", {"state": "published"}).status == 200
    assert shelves.get(LARS, "/desks/noord/knowledge-tasks").json["review"] == []


def test_owners_hear_of_articles_whose_time_runs_out(desks: Desks, shelves: Gateway) -> None:
    until = desks.now + timedelta(days=10)
    assert shelves.put(ANA, JAM, text(valid_until=until.isoformat())).status == 200
    published(shelves)

    def waiting(who: str) -> tuple[list[str], list[str]]:
        tasks = shelves.get(who, "/desks/noord/knowledge-tasks").json
        return [c["id"] for c in tasks["expiring"]], [c["id"] for c in tasks["expired"]]

    assert waiting(ANA) == (["jam"], [])
    assert waiting(LARS) == (["jam"], [])
    assert waiting(OMAR) == ([], [])
    desks.later(days=10)
    assert waiting(ANA) == ([], ["jam"])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"space": "nowhere"}, "space"),
        ({"language": "nl"}, "language"),
        ({"reviewer": "mei"}, "reviewer"),
        ({"valid_from": "2026-11-16T09:00:00"}, "valid_from"),
        ({"valid_from": "2026-11-17T09:00:00Z", "valid_until": "2026-11-16T09:00:00Z"}, "valid_until"),
        ({"known_error": {"state": "open"}}, "known_error"),
        ({"translations": {"en": {"title": "x", "body": "![y](picture:p1)"}}}, "translations.en.body"),
        ({"translations": {"en": {"title": "x"}, "English": {"title": "y"}}}, "translations.English"),
        ({"pictures": [{"id": "p1"}]}, "pictures[0].id"),
        ({"pictures": [{"id": "p1", "upload": "nothing"}]}, "pictures[0].upload"),
        ({"kind": "poem"}, "kind"),
    ],
)
def test_what_is_wrong_with_an_article_is_said(shelves: Gateway, more: Any, field: str) -> None:
    reply = shelves.put(ANA, JAM, text() | more)

    assert (reply.status, reply.json.get("field")) == (422, field), reply.text
    assert len(shelves.get(ANA, f"{JAM}/versions").json["items"]) == 2


def test_an_article_that_is_too_long_is_refused_whole(shelves: Gateway) -> None:
    texts = {
        language: {"title": "x", "body": "word " * 11_000}
        for language in ("en", "nl", "nb", "ru", "zh", "de")
    }
    assert shelves.put(ANA, JAM, text() | {"translations": texts}).status == 413
    assert len(shelves.get(ANA, f"{JAM}/versions").json["items"]) == 2


def test_markdown_is_shown_safely(shelves: Gateway) -> None:
    hostile = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) "
        "[b](data:text/html,x) ![c](https://spy.example/pixel.png) **bold** [ok](https://help.example)"
    )
    assert shelves.put(ANA, JAM, text(hostile)).status == 200
    html = shelves.get(ANA, JAM, draft="true").json["html"]

    assert "<script" not in html
    assert "<img src=x" not in html
    assert "spy.example" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "<strong>bold</strong>" in html
    assert '<a href="https://help.example"' in html


def test_pictures_are_uploaded_shown_and_nobody_elses(desks: Desks, shelves: Gateway) -> None:
    offered = shelves.post(ANA, f"{JAM}/uploads", {"size": len(PNG)}).json
    desks.files.files[offered["fields"]["key"]] = (PNG, "")
    wanted = text(
        "![The tray](picture:tray)", pictures=[{"id": "tray", "upload": offered["id"], "name": "t.png"}]
    )
    saved = shelves.put(ANA, JAM, wanted)
    assert saved.status == 200, saved.text
    assert saved.json["pictures"][0]["type"] == "image/png"
    published(shelves)

    shown = shelves.get(KIM, JAM).json
    assert shown["pictures"]["tray"] in shown["html"].replace("&amp;", "&")
    assert "knowledge--pictures/files/" in shown["pictures"]["tray"]
    kept = text("![The tray](picture:tray)")
    assert shelves.put(ANA, JAM, kept).json["pictures"][0]["id"] == "tray"
    theirs = {"id": "x", "upload": offered["id"]}
    reply = shelves.put(ANA, "/desks/noord/articles/draft", text(pictures=[theirs]))
    assert (reply.status, reply.json["field"]) == (422, "pictures[0].upload")


def test_what_is_no_picture_is_no_picture(desks: Desks, shelves: Gateway) -> None:
    offered = shelves.post(ANA, f"{JAM}/uploads", {"size": 50}).json
    desks.files.files[offered["fields"]["key"]] = (b"<svg onload=alert(1)></svg>", "")

    reply = shelves.put(ANA, JAM, text(pictures=[{"id": "p", "upload": offered["id"], "name": "x.png"}]))
    assert (reply.status, reply.json["field"]) == (422, "pictures[0].upload")
    assert shelves.post(ANA, f"{JAM}/uploads", {"size": 6 * 1024 * 1024}).status == 413


def test_a_known_error_has_a_workaround_and_a_problem(shelves: Gateway) -> None:
    texts = {"en": {"title": "Drops", "body": "It drops.", "workaround": "Use the **cable**."}}
    error = {"state": "open", "problem": "acme-7"}
    more = {"kind": "known-error", "translations": texts, "known_error": error, "tickets": ["acme-1"]}
    assert shelves.put(ANA, JAM, text() | more).status == 200, "saved"
    published(shelves)

    theirs, ours = shelves.get(KIM, JAM).json, shelves.get(ANA, JAM).json
    assert "<strong>cable</strong>" in theirs["workaround_html"]
    assert (theirs["kind"], theirs["error_state"]) == ("known-error", "open")
    assert (theirs["problem"], theirs["tickets"]) == (None, [])
    assert (ours["problem"], ours["tickets"]) == ("acme-7", ["ACME-1"])


def test_no_organisation_takes_the_pictures_place(api: Gateway) -> None:
    wanted = {"name": "Pictures", "prefix": "PIC", "address": "help@pictures.example"}
    refused = api.put(MEI, "/desks/host/tenants/knowledge--pictures", wanted)
    assert (refused.status, refused.json["field"]) == (422, "tenant")
    assert api.put(MEI, "/desks/host/tenants/knowledge-pictures", wanted).status == 200
