"""Signed links through the doors they open: mail, authorizer, API."""

from typing import Any

import msgspec
import pytest

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.ticket_links import LIFE, link_claim, link_token
from tests.fakes import FakeIntakeStore
from tests.functions.desks import ANA, DORA, KIM, PIM, Desks
from tests.functions.entrance import Entrance
from tests.functions.gateway import Gateway, Reply

NEW = {"subject": "x", "text": "y"}
ACME = TenantRef("noord", "acme")


class Links:
    """Kim's tickets ACME-1 and ACME-2, Pim's ACME-3 and Dora's DUIN-1, and the doors they stand behind."""

    def __init__(self, desks: Desks, api: Gateway) -> None:
        self.desks, self.api = desks, api
        for who in (KIM, KIM, PIM, DORA):
            assert api.post(who, "/tickets", NEW).status == 201
        self.entrance = Entrance(desks, api)

    def token(self, number: int = 1, scope: TenantRef = ACME) -> str:
        """As a mail sent now carries it."""
        ticket = FakeIntakeStore(self.desks.memory).get(TicketRef(scope, number))
        key = self.desks.directory.desk(scope.desk).tenants[scope.tenant].mail_key
        return link_token(link_claim(ticket, self.desks.now), key)

    def context(self, token: str) -> dict[str, Any] | None:
        """What the authorizer leaves for the API; None when it denies."""
        return self.entrance.context(f"Link {token}")

    def call(self, token: str, method: str, path: str, body: object = None, **query: str) -> Reply:
        """The API as the bearer of the link."""
        return self.entrance.call(f"Link {token}", method, path, body=body, query=query)


@pytest.fixture
def links(desks: Desks, api: Gateway) -> Links:
    return Links(desks, api)


def test_a_link_shows_its_ticket_and_takes_an_answer(links: Links) -> None:
    token = links.token()

    assert links.call(token, "GET", "/tickets/ACME-1").json["ticket"]["key"] == "ACME-1"
    assert links.call(token, "POST", "/tickets/ACME-1/messages", {"text": "hi"}).status == 201
    assert links.call(token, "GET", "/tickets/ACME-1").json["timeline"][-1]["by"]["name"] == "Kim Bakker"
    assert links.call(token, "GET", "/me").json["person"]["email"] == KIM


@pytest.mark.parametrize("path", ["/tickets/ACME-2", "/tickets/ACME-3", "/tickets/DUIN-1"])
def test_a_link_opens_no_other_ticket_not_even_ones_own(links: Links, path: str) -> None:
    token = links.token()

    assert links.call(token, "GET", path).status == 404
    assert links.call(token, "POST", f"{path}/messages", {"text": "hi"}).status == 404
    assert links.call(token, "PUT", f"{path}/state", {"state": "solved"}).status == 404


def test_a_managers_link_does_not_make_a_manager(links: Links) -> None:
    token = links.token(3)

    assert links.call(token, "GET", "/tickets/ACME-1").status == 404
    assert links.call(token, "GET", "/tickets", view="organisation").status == 403


@pytest.mark.parametrize("view", ["requested", "queue", "mine", "organisation"])
def test_a_link_lists_nothing(links: Links, view: str) -> None:
    assert links.call(links.token(), "GET", "/tickets", view=view).status == 403


def test_a_link_opens_no_new_ticket(links: Links) -> None:
    assert links.call(links.token(), "POST", "/tickets", NEW).status == 403
    assert links.api.get(PIM, "/tickets/ACME-4").status == 404


def test_a_link_expires(links: Links) -> None:
    token = links.token()
    links.desks.now += LIFE

    assert links.context(token) is None


@pytest.mark.parametrize("who", [ANA, KIM, PIM])
def test_the_links_of_a_ticket_can_be_taken_back(links: Links, who: str) -> None:
    first, other = links.token(), links.token(2)

    assert links.api.call(who, "DELETE", "/tickets/ACME-1/links").status == 204
    assert links.context(first) is None
    assert links.context(other) is not None
    assert links.context(links.token()) is not None


def test_taking_back_is_told_to_the_desk_alone(links: Links) -> None:
    links.api.call(KIM, "DELETE", "/tickets/ACME-1/links")

    assert links.api.get(ANA, "/tickets/ACME-1").json["timeline"][-1]["field"] == "links"
    assert "links" not in [e.get("field") for e in links.api.get(KIM, "/tickets/ACME-1").json["timeline"]]


def test_who_came_by_a_link_cannot_take_links_back(links: Links) -> None:
    assert links.call(links.token(), "DELETE", "/tickets/ACME-1/links").status == 403


def test_a_suspended_tenants_links_open_nothing(links: Links) -> None:
    token = links.token()
    tenant = links.desks.directory.desk("noord").tenants["acme"]
    links.desks.editor.put_tenant(msgspec.structs.replace(tenant, suspended=True))

    assert links.context(token) is None


@pytest.mark.parametrize(
    "token", ["", "x", "a.b", "é.é", "bm9vcmQvYWNtZS8xL2tpbS8xODAwMDAwMDAwLzA.AAAA", "." * 600]
)
def test_what_is_no_link_of_ours_is_denied_like_everything_else(links: Links, token: str) -> None:
    assert links.context(token) is None


def test_a_link_is_no_bearer_token(links: Links) -> None:
    assert links.entrance.context(f"Bearer {links.token()}") is None
