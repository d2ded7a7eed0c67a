"""Knowledge by real requests: who reads what, and in which language."""

from datetime import timedelta

import pytest

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.knowledge.trees import TicketEnd, Tree, TreeState
from helpdesk.domain.people import Group, Person, Role
from tests.functions.articles import JAM, published, text
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, OMAR, PIM, Desks
from tests.functions.gateway import Gateway
from tests.functions.shelves import SECRET


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


def test_which_team_a_tree_leads_to_is_for_the_desk(desks: Desks, shelves: Gateway) -> None:
    end = TicketEnd(id="a", subjects={"en": "It is broken"}, category="network", team="second-line")
    desks.deps.knowledge.store.put_tree(
        Tree(desk="noord", id="open", space="open", names={"en": "Open"}, start="a", nodes=(end,),
             state=TreeState.PUBLISHED)
    )  # fmt: skip

    assert shelves.get(ANA, "/desks/noord/trees/open").json["nodes"][0]["team"] == "second-line"
    for who, path in ((None, "/public/noord/trees/open"), (KIM, "/desks/noord/trees/open")):
        reply = shelves.get(who, path)
        assert reply.json["nodes"][0]["category"] == "network"
        assert "second-line" not in reply.text
