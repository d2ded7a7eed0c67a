"""An API in memory, for looking at screens with data that the demo does not have."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from playwright.sync_api import Page, Route

from tests.browser.made_up import Json, story

TOKENS = """localStorage.setItem('loket.tokens', JSON.stringify(
    {id: 'made-up', access: 'made-up', refresh: 'made-up', expires: Date.now() + 3600e3}))"""

_TICKET = re.compile(r"/tickets/([A-Z]+-\d+)$")
_DONE = {"solved", "closed"}


class FakeApi:
    """Answers what a signed-in person asks, from what it was given. `failing`: answers with that status."""

    def __init__(self, me: Json, tickets: list[Json], now: datetime) -> None:
        self.me = me
        self.tickets = tickets
        self.now = now
        self.failing: int | None = None
        self.asked = 0
        self.timeline: list[Json] | None = None
        self.others: list[Json] = []
        self.callers: list[Json] = []
        self.texts: list[Json] = []
        self.agents = [
            {"id": "ana", "name": "Ana Lima", "email": "ana@noord.example", "role": "agent", "teams": []},
            {"id": "lars", "name": "Lars Berg", "email": "lars@noord.example", "role": "lead", "teams": []},
        ]

    def install(self, page: Page) -> None:
        """From now on the page is signed in and its API is this."""
        page.add_init_script(TOKENS)
        page.route("**/api/v1/**", self._answer)

    def _answer(self, route: Route) -> None:
        self.asked += 1
        address = urlsplit(route.request.url)
        path = address.path.removeprefix("/api/v1")
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if self.failing and path != "/me":
            route.fulfill(status=self.failing, content_type="text/html", body="<h1>Bad gateway</h1>")
            return
        body = self._look_up(path, query)
        route.fulfill(
            status=200 if body is not None else 404,
            content_type="application/json" if body is not None else "application/problem+json",
            body=msgspec.json.encode(body if body is not None else {"code": "not-found", "detail": ""}),
        )

    def _look_up(self, path: str, query: dict[str, str]) -> Any:  # noqa: PLR0911 - one answer a path
        if path == "/me":
            return self.me
        if path == "/tickets":
            return self._page(query)
        small = self._daily_work(path)
        if small is not None:
            return small
        if path == "/search":
            hits = [self._hit(t) for t in self.tickets if query["q"].lower() in t["subject"].lower()]
            return {
                "items": hits, "total": len(hits), "next": None, "facets": {}, "not_understood": [],
                "loose": False,
            }  # fmt: skip
        if path.endswith("/agents"):
            return {"agents": self.agents, "teams": []}
        match = _TICKET.fullmatch(path)
        found = next((t for t in self.tickets if match and t["key"] == match[1]), None)
        if found is None:
            return None
        timeline = self.timeline if self.timeline is not None else story(found, self.now)
        return {"ticket": found, "timeline": timeline}

    def _daily_work(self, path: str) -> Json | None:
        if path == "/counts":
            return self._counts()
        if path == "/callers":
            return {"items": self.callers}
        if path.endswith("/presence"):
            return {"others": self.others, "seconds": 50}
        if path.endswith("/texts"):
            return {"items": self.texts, "placeholders": ["requester.name", "ticket.key"]}
        none: dict[str, Json] = {
            "/offers": {"items": [], "categories": []},
            "/me/devices": {"public_key": "", "items": []},
        }
        return none.get(path)

    def _counts(self) -> Json:
        waiting = [t for t in self.tickets if t["state"] not in _DONE]
        one = {"count": min(len(waiting), 99), "overdue": min(len(waiting), 2), "more": len(waiting) > 99}
        none = {"count": 0, "overdue": 0, "more": False}
        return dict.fromkeys(("mine", "unassigned", "due", "overdue", "new"), one) | {"waiting": none}

    def _page(self, query: dict[str, str]) -> Json:
        start, limit = int(query.get("cursor", 0)), int(query["limit"])
        match query["view"]:
            case "mine":
                chosen = [t for t in self.tickets if t["assignee"] and t["state"] not in _DONE]
            case "person":
                chosen = self.tickets[:3]
            case "queue":
                chosen = [t for t in self.tickets if t["state"] not in _DONE]
            case _:
                chosen = self.tickets
        end = start + limit
        return {"items": chosen[start:end], "next": str(end) if end < len(chosen) else None}

    def _hit(self, ticket: Json) -> Json:
        wanted = ("key", "desk", "tenant", "subject", "state")
        facts = {
            name: ticket.get(name) for name in ("priority", "team", "assignee", "requester", "updated_at")
        }
        return {name: ticket[name] for name in wanted} | {
            "type": "ticket", "snippet": "… it stopped after …", "score": 1.0, "subject_marks": [],
            "snippet_marks": [[2, 4]], "article": None, "person": None,
            "ticket": facts | {"due_at": ticket.get("next_due_at"), "category": None},
        }  # fmt: skip
