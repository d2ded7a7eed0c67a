"""What comes of knowledge: votes, counts, trees walked, bulletins, articles given and made from tickets."""

from datetime import timedelta
from typing import Any

import pytest

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.usecases.knowledge.searches import searched
from tests.functions.articles import JAM
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, PIM, Desks
from tests.functions.gateway import Gateway

EVENTS = "/desks/noord/knowledge-events"
SESSION = "abcdefgh12345678"


def report(api: Gateway, desks: Desks) -> Any:
    day = desks.now.date().isoformat()
    reply = api.get(LARS, "/desks/noord/knowledge-report", first=day, last=day)
    assert reply.status == 200, reply.text
    return reply.json


def test_each_reader_has_one_vote_and_editors_read_the_remarks(shelves: Gateway) -> None:
    for who, helpful, remark in ((KIM, True, ""), (KIM, False, " Which tray? "), (DORA, True, "")):
        assert shelves.put(who, f"{JAM}/vote", {"helpful": helpful, "remark": remark}).status == 200

    votes = shelves.get(ANA, f"{JAM}/votes").json
    assert (votes["yes"], votes["no"]) == (1, 1)
    assert [one["remark"] for one in votes["remarks"]] == ["Which tray?"]
    assert KIM not in str(votes)


def test_who_is_not_signed_in_votes_once_a_session(shelves: Gateway) -> None:
    path = "/public/noord/articles/{}/votes"
    for session in (SESSION, SESSION, SESSION[::-1]):
        body = {"helpful": True, "session": session}
        assert shelves.post(None, path.format("welcome"), body).status == 204

    assert shelves.get(ANA, "/desks/noord/articles/welcome/votes").json["yes"] == 2
    body = {"helpful": True, "session": SESSION}
    assert shelves.post(None, path.format("jam"), body).status == 404
    assert shelves.get(ANA, f"{JAM}/votes").json["yes"] == 0
    assert shelves.post(None, path.format("welcome"), body | {"session": "x"}).status == 422


def test_votes_and_events_have_a_rate(shelves: Gateway) -> None:
    replies = [shelves.post(KIM, EVENTS, {"happened": "opened", "article": "jam"}) for _ in range(61)]

    assert [reply.status for reply in replies] == [204] * 60 + [429]


def test_readers_behind_one_edge_of_the_cdn_have_a_rate_each(shelves: Gateway) -> None:
    def vote(number: int, hops: str) -> int:
        body = {"helpful": True, "session": f"{number:016d}"}
        path = "/public/noord/articles/welcome/votes"
        return shelves.post(None, path, body, X_Forwarded_For=hops).status

    assert {vote(number, "203.0.113.9, 130.176.1.1") for number in range(60)} == {204}
    assert vote(60, "203.0.113.9, 130.176.1.1") == 429
    assert vote(61, "198.51.100.7, 130.176.1.1") == 204


def test_the_report_tells_what_was_spared_and_what_is_missing(desks: Desks, shelves: Gateway) -> None:
    for who in (KIM, KIM, DORA):
        shelves.post(who, EVENTS, {"happened": "opened", "article": "jam", "language": "nl"})
    shelves.post(DORA, EVENTS, {"happened": "solved", "article": "jam"})
    shelves.post(PIM, EVENTS, {"happened": "tree-ended", "tree": "help", "node": "a"})
    shelves.post(PIM, EVENTS, {"happened": "solved", "tree": "help", "node": "a"})
    shelves.put(KIM, f"{JAM}/vote", {"helpful": True})
    for query, found in (
        ("  Scanner  Kapot ", 0),
        ("scanner kapot", 0),
        ("papier", 3),
        ("kim@acme.example", 0),
    ):
        searched(desks.deps.knowledge.feedback, "noord", query, language="nl", found=found, now=desks.now)

    made = report(shelves, desks)
    assert (made["searches"], made["missed"], made["deflected"]) == (3, 2, 2)
    assert made["not_found"] == [{"query": "scanner kapot", "language": "nl", "times": 2}]
    (jam,) = made["articles"]
    assert (jam["article"], jam["title"], jam["opened"], jam["solved"], jam["yes"]) == ("jam", "Jam", 3, 1, 1)
    assert made["trees"] == [{"tree": "help", "node": "a", "ended": 1, "solved": 1}]
    assert "acme.example" not in str(desks.memory.knowledge.counts)


@pytest.mark.parametrize(
    "body",
    [
        {"happened": "opened"},
        {"happened": "opened", "tree": "help", "node": "a"},
        {"happened": "tree-ended", "article": "jam"},
        {"happened": "tree-ended", "tree": "help", "node": "zzz"},
        {"happened": "danced", "article": "jam"},
    ],
)
def test_what_cannot_have_happened_is_not_counted(desks: Desks, shelves: Gateway, body: Any) -> None:
    assert shelves.post(KIM, EVENTS, body).status == 422
    assert desks.memory.knowledge.counts == {}


def test_what_one_may_not_read_is_not_counted(desks: Desks, shelves: Gateway) -> None:
    for body in ({"article": "acmes"}, {"article": "draft"}, {"tree": "help", "node": "a"}):
        assert shelves.post(DORA, EVENTS, {"happened": "solved", **body}).status == 404
    assert desks.memory.knowledge.counts == {}


def test_a_report_has_its_bounds(shelves: Gateway) -> None:
    for first, last in (("2026-11-16", "2026-11-15"), ("2026-01-01", "2026-12-31")):
        assert shelves.get(LARS, "/desks/noord/knowledge-report", first=first, last=last).status == 422


def tree(*nodes: dict[str, Any], start: str = "q", **more: Any) -> dict[str, Any]:
    return {"space": "office", "names": {"en": "Printer"}, "start": start, "nodes": list(nodes), **more}


def question(name: str, *to: str) -> dict[str, Any]:
    choices = [{"labels": {"en": f"choice {i}"}, "to": there} for i, there in enumerate(to)]
    return {"is": "question", "id": name, "texts": {"en": f"{name}?"}, "choices": choices}


ANSWER = {"is": "answer", "id": "a", "texts": {"en": "Turn it **off** and on."}}
TICKET = {"is": "ticket", "id": "t", "subjects": {"en": "Printer"}, "priority": "high", "team": "first"}
ARTICLE = {"is": "article", "id": "j", "article": "jam"}


def test_a_tree_is_kept_seen_once_published_and_shown_safely(shelves: Gateway) -> None:
    path = "/desks/noord/trees/printer"
    body = tree(question("q", "a", "t", "j"), ANSWER, TICKET, ARTICLE)
    saved = shelves.put(LARS, path, body)
    assert saved.status == 200, saved.text
    assert shelves.get(KIM, path).status == 404
    assert (
        shelves.put(LARS, path, body | {"state": "published"}, If_Match=saved.headers["ETag"]).status == 200
    )

    seen = shelves.get(KIM, path).json
    assert "<strong>off</strong>" in seen["html"]["a"]["en"]
    assert [node["is"] for node in seen["nodes"]] == ["question", "answer", "ticket", "article"]
    stale = shelves.put(LARS, path, body, If_Match=saved.headers["ETag"])
    assert (stale.status, stale.json["current"]["version"]) == (409, 2)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (tree(question("q", "a", "nowhere"), ANSWER), "nodes.q.choices[1].to"),
        (tree(question("q", "a"), ANSWER), "nodes.q.choices"),
        (tree(question("q", "a", "a"), ANSWER, TICKET), "nodes.t"),
        (tree(question("q", "q", "q")), "nodes.q"),
        (tree(question("q", "r", "r"), question("r", "q", "q")), "nodes.q"),
        (tree(ANSWER, ANSWER, start="a"), "nodes.a"),
        (tree(ANSWER), "start"),
        (tree(ANSWER | {"texts": {"en": " "}}, start="a"), "nodes.a.texts"),
        (tree(ARTICLE | {"article": "nowhere"}, start="j"), "nodes.j.article"),
        (tree(ANSWER, start="a", names={}), "names"),
        (tree(ANSWER, start="a") | {"space": "nowhere"}, "space"),
        (tree(ANSWER | {"colour": "red"}, start="a"), "nodes[0].colour"),
    ],
)
def test_what_is_wrong_with_a_tree_is_said_with_the_node(shelves: Gateway, body: Any, field: str) -> None:
    reply = shelves.put(LARS, "/desks/noord/trees/printer", body)

    assert (reply.status, reply.json.get("field")) == (422, field), reply.text
    assert shelves.get(ANA, "/desks/noord/trees/printer").status == 404


def titles(api: Gateway, who: str, **query: str) -> list[str]:
    return [one["title"] for one in api.get(who, "/desks/noord/bulletins", **query).json["items"]]


def test_a_bulletin_is_seen_by_those_it_is_for_while_it_runs(desks: Desks, shelves: Gateway) -> None:
    now = desks.now
    later = (now + timedelta(hours=1)).isoformat()
    until = (now + timedelta(hours=2)).isoformat()
    for body in (
        {"texts": {"en": {"title": "Mail is slow"}}, "ends": later},
        {"texts": {"en": {"title": "Planned"}}, "starts": later, "ends": until, "severity": "maintenance"},
        {
            "texts": {"en": {"title": "For Duinrand"}, "nl": {"title": "Voor Duinrand"}},
            "tenants": ["duinrand"],
        },
    ):
        reply = shelves.post(ANA, "/desks/noord/bulletins", body)
        assert reply.status == 201, reply.text

    assert titles(shelves, DORA) == ["Mail is slow", "Voor Duinrand"]
    assert len(titles(shelves, KIM)) == 2  # acme's own, and that for all
    assert len(titles(shelves, ANA)) == 4
    assert shelves.get(GIL, "/desks/noord/bulletins").status == 404
    for one in shelves.get(DORA, "/desks/noord/bulletins").json["items"]:
        assert (one["tenants"], one["incident"], one["by"], one["texts"]) == (None, None, None, None)
    desks.later(hours=1)
    assert titles(shelves, DORA) == ["Voor Duinrand", "Planned"]
    assert titles(shelves, DORA, all="true") == ["Voor Duinrand", "Planned"]
    assert len(titles(shelves, ANA, all="true")) == 4


def test_a_bulletin_is_closed_once_and_says_who_was_first(shelves: Gateway) -> None:
    path = "/desks/noord/bulletins/vpn"
    body = {"texts": {"en": {"title": "VPN is back"}}, "tenants": ["acme"], "severity": "info"}
    assert shelves.put(ANA, path, body, If_Match='"1"').json["title"] == "VPN is back"
    stale = shelves.put(LARS, path, body, If_Match='"1"')
    assert (stale.status, stale.json["current"]["version"]) == (409, 2)

    closed = shelves.put(ANA, f"{path}/closure", None).json["closed_at"]
    assert closed is not None
    assert shelves.put(LARS, f"{path}/closure", None).json["closed_at"] == closed
    assert titles(shelves, KIM) == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"texts": {}}, "language"),
        ({"texts": {"en": {"title": "x"}}, "tenants": ["globex"]}, "tenants[0]"),
        ({"texts": {"en": {"title": "x"}}, "ends": "2020-01-01T00:00:00Z"}, "ends"),
        ({"texts": {"en": {"title": "x"}}, "ends": "2030-01-01T00:00:00"}, "ends"),
        ({"texts": {"xyzzy": {"title": "x"}}, "language": "en"}, "texts.xyzzy"),
    ],
)
def test_what_is_wrong_with_a_bulletin_is_said(shelves: Gateway, body: Any, field: str) -> None:
    reply = shelves.post(ANA, "/desks/noord/bulletins", body)

    assert (reply.status, reply.json.get("field")) == (422, field), reply.text


def test_a_bulletin_names_a_ticket_of_its_own_desk(shelves: Gateway) -> None:
    assert shelves.post(KIM, "/tickets", {"subject": "VPN", "text": "down"}).status == 201
    body = {"texts": {"en": {"title": "VPN"}}, "incident": "acme-1"}

    assert shelves.post(ANA, "/desks/noord/bulletins", body).json["incident"] == "ACME-1"
    assert shelves.post(ANA, "/desks/noord/bulletins", body | {"incident": "GLOBEX-1"}).status == 404


def thread(api: Gateway, who: str = KIM) -> str:
    """A ticket with an answer, solved."""
    asked = "Hi Ana,\n\nKim Bakker here from Acme. My printer at 10.0.0.12 shows 0x80070005.\n\nRegards,\nKim"
    key = str(api.post(who, "/tickets", {"subject": "Printer of Kim jams", "text": asked}).json["key"])
    helped = "Open tray 2 and pull the sheet out. Call Pim de Vries on +31 20 555 0199 if it stays."
    answer = f"Hello Kim,\n\n{helped}\n\nKind regards,\nAna Ruiz"
    for text in ("Looking into it.", answer):
        assert api.post(ANA, f"/tickets/{key}/messages", {"text": text}).status == 201
    return key


def test_a_solved_ticket_makes_a_draft_without_anybodys_data(shelves: Gateway) -> None:
    key = thread(shelves)
    body = {"space": "office", "from_ticket": key.lower()}
    assert shelves.post(ANA, "/desks/noord/articles", body).status == 409
    assert shelves.put(ANA, f"/tickets/{key}/state", {"state": "solved"}).status == 200
    assert shelves.post(KIM, f"/tickets/{key}/messages", {"text": "Thanks Ana, it works!"}).status == 201
    assert shelves.put(ANA, f"/tickets/{key}/state", {"state": "solved"}).status == 200

    made = shelves.post(ANA, "/desks/noord/articles", body)
    assert made.status == 201, made.text
    text = made.json["translations"]["en"]
    whole = f"{text['title']}\n{text['body']}"
    for gone in ("Kim", "Bakker", "Acme", "10.0.0.12", "Pim", "Vries", "555", "Ana", "regards", "Hello"):
        assert gone.lower() not in whole.lower(), (gone, whole)
    for stays in ("0x80070005", "Open tray 2 and pull the sheet out", "## Question", "## Answer", "jams"):
        assert stays in whole, (stays, whole)
    assert "Thanks" not in whole
    assert made.json["tickets"] == [key]
    assert {"⟦name⟧", "⟦phone⟧", "⟦number⟧", "⟦organisation⟧"} <= set(made.json["marks"])
    path = f"/desks/noord/articles/{made.json['id']}"
    refused = shelves.put(LARS, f"{path}/state", {"state": "published"})
    assert refused.status == 409
    assert "marked places" in refused.json["detail"]


def test_a_draft_is_made_of_what_the_desk_answered_on_its_own_tickets(shelves: Gateway) -> None:
    key = shelves.post(KIM, "/tickets", {"subject": "x", "text": "y"}).json["key"]
    shelves.put(KIM, f"/tickets/{key}/state", {"state": "solved"})
    theirs = shelves.post(GIL, "/tickets", {"subject": "x", "text": "y"}).json["key"]

    for ticket, status in ((key, 409), (theirs, 404), ("NONE-1", 404)):
        body = {"space": "office", "from_ticket": ticket}
        assert shelves.post(ANA, "/desks/noord/articles", body).status == status


def test_an_article_is_given_in_the_requesters_language_and_remembered(
    desks: Desks, shelves: Gateway
) -> None:
    texts = {
        "en": {"title": "Paper jam", "body": "# Jam\n\nOpen the *tray*."},
        "nl": {"title": "Vast", "body": "Lade."},
    }
    body = {"space": "office", "language": "en", "translations": texts}
    assert shelves.put(ANA, JAM, body).status == 200
    assert shelves.put(LARS, f"{JAM}/state", {"state": "published"}).status == 200
    assert shelves.post(DORA, "/tickets", {"subject": "x", "text": "y"}).status == 201

    given = shelves.post(ANA, "/tickets/DUIN-1/articles", {"article": "jam"}).json
    assert given == {
        "article": "jam", "language": "nl", "title": "Vast", "excerpt": "Lade.", "readable": True,
        "url": "https://help.example/knowledge/noord/jam",
        "text": "Vast\nLade.\nhttps://help.example/knowledge/noord/jam",
    }  # fmt: skip
    english = shelves.post(ANA, "/tickets/DUIN-1/articles", {"article": "jam", "language": "en"}).json
    assert (english["title"], english["excerpt"]) == ("Paper jam", "Jam Open the tray.")
    hidden = shelves.post(ANA, "/tickets/DUIN-1/articles", {"article": "acmes"}).json
    assert hidden["readable"] is False
    assert "https://" not in hidden["text"]

    ref = TicketRef(TenantRef("noord", "duinrand"), 1)
    entries = [e for e in desks.memory.entries[ref].values() if getattr(e, "field", "") == "article"]
    assert len(entries) == 3
    story = shelves.get(DORA, "/tickets/DUIN-1").json
    assert "article" not in {entry.get("field") for entry in story["timeline"]}
    assert shelves.post(ANA, "/tickets/DUIN-1/articles", {"article": "draft"}).status == 404
    assert {a["article"]: a["given"] for a in report(shelves, desks)["articles"]} == {"jam": 2, "acmes": 1}
