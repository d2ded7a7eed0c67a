"""Knowledge by real requests: who reads what in which language, and what becomes of an article."""

from datetime import timedelta
from typing import Any

import pytest

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Group, Person, Role
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM, Desks
from tests.functions.gateway import Gateway
from tests.functions.shelves import SECRET, fill_shelves

JAM = "/desks/noord/articles/jam"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def shelves(desks: Desks, api: Gateway) -> Gateway:
    fill_shelves(desks)
    return api


def text(body: str = "Open the tray.", **more: Any) -> dict[str, Any]:
    translation = {"title": "Paper jam", "body": body}
    return {"space": "office", "language": "en", "translations": {"en": translation}, **more}


def published(api: Gateway, path: str = JAM) -> None:
    assert api.put(LARS, f"{path}/state", {"state": "published"}).status == 200


def spaces_of(api: Gateway, who: str) -> list[str]:
    return [space["id"] for space in api.get(who, "/desks/noord/spaces").json["items"]]


def test_each_enters_the_spaces_that_are_theirs(shelves: Gateway) -> None:
    assert spaces_of(shelves, KIM) == ["open", "office", "acmes"]
    assert spaces_of(shelves, DORA) == ["open", "office"]
    assert spaces_of(shelves, ANA) == ["open", "office", "acmes", "inside"]
    assert [s["id"] for s in shelves.get(None, "/public/noord/spaces").json["items"]] == ["open"]
    assert shelves.get(None, "/public/nowhere/spaces").json == {"items": []}


def test_readers_do_not_learn_who_else_reads(shelves: Gateway) -> None:
    space = next(s for s in shelves.get(KIM, "/desks/noord/spaces").json["items"] if s["id"] == "acmes")

    assert space["audience"] == {"kind": "chosen"}


def test_a_group_of_the_chosen_reads(desks: Desks, shelves: Gateway) -> None:
    audience = {"kind": "chosen", "tenants": ["acme"], "groups": ["finance"]}
    body = {"names": {"en": "Ledger"}, "audience": audience}
    desks.deps.admin.rows.put_groups(TenantRef("noord", "acme"), (Group(id="finance", name="Finance"),))
    assert shelves.put(LARS, "/desks/noord/spaces/ledger", body).status == 200
    for scope, name, groups in (
        (TenantRef("noord", "acme"), "fin", ("finance", "other")),
        (TenantRef("noord", "acme"), "hr", ("staff",)),
        (TenantRef("noord", "duinrand"), "dfin", ("finance",)),
    ):
        desks.editor.put_person(
            Person(scope=scope, id=name, name=name, emails=(f"{name}@x.example",), groups=groups)
        )

    assert "ledger" in spaces_of(shelves, "fin@x.example")
    assert "ledger" not in spaces_of(shelves, "hr@x.example")
    assert "ledger" not in spaces_of(shelves, "dfin@x.example")


def test_a_space_is_for_groups_and_reviewers_that_are_there(desks: Desks, shelves: Gateway) -> None:
    desks.deps.admin.rows.put_groups(TenantRef("noord", "duinrand"), (Group(id="board", name="Board"),))

    def put(tenants: list[str], groups: list[str], reviewer: str | None = None) -> tuple[int, str | None]:
        audience = {"kind": "chosen", "tenants": tenants, "groups": groups}
        body = {"names": {"en": "Ledger"}, "audience": audience, "reviewer": reviewer, "languages": ["en"]}
        reply = shelves.put(LARS, "/desks/noord/spaces/ledger", body)
        return reply.status, reply.json.get("field")

    assert put([], ["board"]) == (200, None)
    assert put(["duinrand"], ["board"], "ana") == (200, None)
    assert put(["acme"], ["board"]) == (422, "audience.groups[0]")
    assert put([], ["board", "finance"]) == (422, "audience.groups[1]")
    assert put([], ["board"], "mei") == (422, "reviewer")
    space = next(s for s in shelves.get(ANA, "/desks/noord/spaces").json["items"] if s["id"] == "ledger")
    assert (space["reviewer"], space["languages"]) == ("ana", ["en"])


def test_who_reviews_a_space_gets_what_is_handed_to_nobody(shelves: Gateway) -> None:
    body = {"names": {"en": "Office"}, "audience": {"kind": "requesters"}, "reviewer": "lars"}
    assert shelves.put(LARS, "/desks/noord/spaces/office", body).status == 200
    handed = shelves.put(ANA, "/desks/noord/articles/draft/state", {"state": "in-review"})
    assert handed.status == 200, handed.text
    assert handed.json["reviewer"] == "lars"


def test_nobody_signed_in_reads_public_spaces_alone(shelves: Gateway) -> None:
    assert shelves.get(None, "/public/noord/articles/welcome").json["title"] == "Welcome"
    cards = shelves.get(None, "/public/noord/spaces/open/articles").json["items"]
    assert [(card["id"], card["owner"], card["state"]) for card in cards] == [("welcome", None, None)]
    for path in (
        "articles/jam", "articles/acmes", "articles/inside", "articles/draft", "articles/none",
        "articles/hosts", "spaces/office/articles", "trees/help",
    ):  # fmt: skip
        reply = shelves.get(None, f"/public/noord/{path}")
        assert reply.status == 404, path
        assert SECRET not in reply.text


def test_articles_of_another_desk_are_not_there(shelves: Gateway) -> None:
    assert shelves.get(GIL, "/desks/host/articles/hosts").status == 200
    for who in (KIM, ANA, LARS):
        assert shelves.get(who, "/desks/noord/articles/hosts").status == 404
        assert shelves.get(who, "/desks/host/articles/hosts").status == 404
    assert shelves.get(OMAR, "/desks/host/articles/hosts").status == 200


def test_lists_for_readers_hold_what_is_published_and_valid(desks: Desks, shelves: Gateway) -> None:
    def listed(who: str) -> list[str]:
        return [c["id"] for c in shelves.get(who, "/desks/noord/spaces/office/articles").json["items"]]

    assert listed(KIM) == ["jam"]
    assert sorted(listed(ANA)) == ["draft", "jam"]
    later = (desks.now + timedelta(hours=1)).isoformat()
    latest = (desks.now + timedelta(hours=2)).isoformat()
    assert shelves.put(ANA, JAM, text(valid_from=later, valid_until=latest)).status == 200
    assert listed(KIM) == ["jam"]  # what was published before
    published(shelves)
    assert (listed(KIM), shelves.get(KIM, JAM).status) == ([], 404)
    desks.later(hours=1)
    assert (listed(KIM), shelves.get(KIM, JAM).status) == (["jam"], 200)
    desks.later(hours=1)
    assert (listed(KIM), shelves.get(KIM, JAM).status) == ([], 404)
    assert shelves.get(ANA, JAM).json["shown"] is False


def test_one_reads_in_ones_own_language_as_far_as_there_is_one(shelves: Gateway) -> None:
    names = {"en": "Paper jam", "nl": "Papier vast", "ru": "Замятие"}
    texts = {language: {"title": title, "body": title} for language, title in names.items()}
    assert shelves.put(ANA, JAM, text() | {"translations": texts, "language": "ru"}).status == 200
    published(shelves)

    def title(who: str, language: str | None = None) -> str:
        query = {"language": language} if language else {}
        reply = shelves.get(who, JAM, **query).json
        (card,) = shelves.get(who, "/desks/noord/spaces/office/articles", **query).json["items"][:1]
        assert card["title"] == reply["title"]
        return str(reply["title"])

    assert title(DORA) == "Papier vast"  # of the tenant
    assert title(KIM) == "Paper jam"
    assert title(DORA, "ru") == "Замятие"
    assert title(DORA, "nl-BE") == "Papier vast"
    assert title(DORA, "zh") == "Papier vast"
    assert title(KIM, "zh") == "Paper jam"


def test_readers_see_what_was_published_until_it_is_published_again(shelves: Gateway) -> None:
    before = shelves.get(KIM, JAM).json["html"]
    assert shelves.put(ANA, JAM, text("Something else entirely.")).json["state"] == "draft"

    assert shelves.get(KIM, JAM).json["html"] == before
    assert shelves.get(ANA, JAM).json["html"] == before
    assert "entirely" in shelves.get(ANA, JAM, draft="true").json["html"]
    assert shelves.get(KIM, JAM, draft="true").json["html"] == before
    published(shelves)
    assert "entirely" in shelves.get(KIM, JAM).json["html"]
    assert shelves.put(LARS, f"{JAM}/state", {"state": "archived"}).json["published"] is None
    assert shelves.get(KIM, JAM).status == 404


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


def test_spaces_are_changed_by_who_has_seen_them(shelves: Gateway) -> None:
    body = {"names": {"en": "Office"}, "audience": {"kind": "desk"}}
    assert shelves.put(LARS, "/desks/noord/spaces/office", body, If_Match='"1"').json["version"] == 2
    assert shelves.get(KIM, JAM).status == 404
    stale = shelves.put(LARS, "/desks/noord/spaces/office", body, If_Match='"1"')
    assert (stale.status, stale.json["current"]["version"]) == (409, 2)
    missing = body | {"audience": {"kind": "chosen", "tenants": ["globex"]}}
    refused = shelves.put(LARS, "/desks/noord/spaces/office", missing)
    assert (refused.status, refused.json["field"]) == (422, "audience.tenants[0]")
    archived = body | {"audience": {"kind": "public"}, "archived": True}
    assert shelves.put(LARS, "/desks/noord/spaces/open", archived).status == 200
    assert shelves.get(None, "/public/noord/articles/welcome").status == 404
    assert shelves.get(ANA, "/desks/noord/articles/welcome").status == 200


@pytest.mark.parametrize("role", [Role.REQUESTER, Role.MANAGER])
def test_what_readers_cannot_do_is_not_there(desks: Desks, shelves: Gateway, role: Role) -> None:
    who = KIM if role is Role.REQUESTER else PIM
    for path in ("source", "versions", "versions/1", "votes"):
        assert shelves.get(who, f"{JAM}/{path}").status == 404
    before = desks.memory.knowledge.articles["noord", "jam"]
    assert shelves.put(who, JAM, text("mine")).status == 404
    assert desks.memory.knowledge.articles["noord", "jam"] == before


def test_no_organisation_takes_the_pictures_place(api: Gateway) -> None:
    wanted = {"name": "Pictures", "prefix": "PIC", "address": "help@pictures.example"}
    refused = api.put(MEI, "/desks/host/tenants/knowledge--pictures", wanted)
    assert (refused.status, refused.json["field"]) == (422, "tenant")
    assert api.put(MEI, "/desks/host/tenants/knowledge-pictures", wanted).status == 200
