"""Every route as everybody: who gets in, who hears that there is nothing, who that it is not theirs."""

from typing import Any, NamedTuple

import pytest

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.timeline import SYSTEM, Attachment, MessageEntry, NoteEntry
from helpdesk.domain.webhooks.hooks import Webhook, write_secret
from helpdesk.domain.webhooks.messages import HookMessage, MessageState
from helpdesk.ports import TicketWrite
from helpdesk.web.routes import public, routes
from tests.fakes import FakeIntakeStore
from tests.functions.administration_cases import ADMINISTRATION
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM, Desks
from tests.functions.doors import ISSUER
from tests.functions.gateway import Gateway, as_caller, request
from tests.functions.kept_searches import fill_searches
from tests.functions.shelves import fill_shelves
from tests.push.browser import Browser
from tickets_api.app import app

EVERYBODY = (
    KIM,  # whose ticket ACME-1 is
    PIM,  # manager of the same tenant
    DORA,  # requester of another tenant of the desk
    GIL,  # requester of another desk's tenant
    ANA,  # agent of the desk
    LARS,  # lead of the desk
    MEI,  # admin of another desk
    OMAR,  # agent of both desks
)
NEW = {"subject": "x", "text": "y"}
FOR_KIM = NEW | {"tenant": {"desk": "noord", "tenant": "acme"}, "requester": {"email": KIM}}


NIGHTS = {"name": "Nights", "spec": {"zone": "UTC", "week": {"mon": [["00:00", "06:00"]]}}}
A_VIEW = {"name": "Late", "query": "due<2h"}
A_HOOK = {"name": "Chat", "url": "https://chat.example/in", "events": ["ticket.opened"]}
A_DEVICE = {"endpoint": "https://push.example/1", "about": ["answered"], **Browser().keys}
A_KEY = {"name": "Monitoring", "permissions": ["ticket.read"]}
A_TEXT = {"name": "Thanks", "texts": {"en": "Thank you, {requester.name}."}}
SSO = {
    "name": "Staff", "issuer": ISSUER, "client_id": "loket", "client_secret": "a made-up secret",
    "domains": ["staff.example"],
}  # fmt: skip
NOORDS = {"desk": "noord"}
RELEASE = NOORDS | {"tenant": {"desk": "noord", "tenant": "acme"}, "as_new": True}
GOLD = {"rules": [{"id": "all", "calendar": "office", "targets": {"resolution": "PT8H"}}]}


A_SPACE = {"names": {"en": "Office"}, "audience": {"kind": "requesters"}}
AN_ARTICLE = {"space": "office", "title": "x"}
A_TEXT_OF_JAM = {"space": "office", "language": "en", "translations": {"en": {"title": "x", "body": "y"}}}
OPENED = {"happened": "opened", "article": "acmes"}
A_TREE = {
    "space": "acmes", "names": {"en": "Help"}, "start": "a", "state": "published",
    "nodes": [{"is": "answer", "id": "a", "texts": {"en": "Reboot."}}],
}  # fmt: skip
A_WEEK = {"first": "2026-11-09", "last": "2026-11-15"}
A_BULLETIN = {"texts": {"en": {"title": "VPN is down"}}, "tenants": ["acme"]}


KIMS = "/desks/noord/tenants/acme/people/kim"
GILS = "/desks/host/tenants/globex/people/gil"


class Case(NamedTuple):
    """One request, and what each of EVERYBODY hears."""

    method: str
    path: str
    given: Any  # a body, or a query
    heard: str


#                                                                       kim pim dora gil ana lars mei omar
MATRIX = [
    Case("GET", "/me", None,                                           "200 200 200 200 200 200 200 200"),
    Case("GET", "/tickets", {"view": "queue"},                         "403 403 403 403 200 200 200 200"),
    Case("GET", "/tickets", {"view": "queue", "desk": "noord"},        "403 403 403 403 200 200 404 200"),
    Case("GET", "/tickets", {"view": "mine"},                          "403 403 403 403 200 200 200 200"),
    Case("GET", "/tickets", {"view": "requested"},                     "200 200 200 200 403 403 403 403"),
    Case("GET", "/tickets", {"view": "requested", "desk": "noord"},    "200 200 200 404 404 404 404 404"),
    Case("GET", "/tickets", {"view": "organisation"},                  "403 200 403 403 422 422 422 422"),
    Case("GET", "/tickets", {"view": "organisation", "desk": "noord", "tenant": "acme"},
                                                                       "404 200 404 404 200 200 404 200"),
    Case("GET", "/tickets", {"view": "person", "desk": "noord", "tenant": "acme", "person": "kim"},
                                                                       "403 403 403 403 200 200 404 200"),
    Case("GET", "/counts", None,                                       "403 403 403 403 200 200 200 200"),
    Case("GET", "/callers", {"q": "kim"},                              "403 403 403 403 200 200 200 200"),
    Case("PUT", "/tickets/ACME-1/presence", {"doing": "looking"},      "403 403 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/texts", None,                            "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/texts/thanks", A_TEXT,                   "404 404 404 404 403 200 404 403"),
    Case("DELETE", "/desks/noord/texts/thanks", None,                  "404 404 404 404 403 204 404 403"),
    Case("GET", "/desks/noord/views", None,                            "404 404 404 404 200 200 404 200"),
    Case("POST", "/desks/noord/views", A_VIEW,                         "404 404 404 404 201 201 404 201"),
    Case("PUT", "/desks/noord/views/shared", A_VIEW | {"shared": True}, "404 404 404 404 403 200 404 403"),
    Case("DELETE", "/desks/noord/views/shared", None,                  "404 404 404 404 403 204 404 404"),
    Case("GET", "/desks/noord/waves", None,                            "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/waves/w1/dismissal", {},                 "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/waves/w1/incident", {"key": "ACME-1"},   "404 404 404 404 200 200 404 200"),
    Case("GET", "/offers", {"desk": "noord", "tenant": "acme"},        "200 200 404 404 200 200 404 200"),
    Case("POST", "/tickets", NEW,                                      "201 201 201 201 422 422 422 422"),
    Case("POST", "/tickets", FOR_KIM,                                  "403 403 422 422 201 201 422 201"),
    Case("GET", "/tickets/ACME-1", None,                               "200 200 404 404 200 200 404 200"),
    Case("POST", "/tickets/ACME-1/messages", {"text": "hi"},           "201 201 404 404 201 201 404 201"),
    Case("POST", "/tickets/ACME-1/messages", {"text": "hi", "state": "solved"},
                                                                       "403 403 404 404 201 201 404 201"),
    Case("POST", "/tickets/ACME-1/notes", {"text": "hi"},              "403 403 404 404 201 201 404 201"),
    Case("PUT", "/tickets/ACME-1/assignee", {"agent": "ana"},          "403 403 404 404 200 200 404 200"),
    Case("PUT", "/tickets/ACME-1/state", {"state": "solved"},          "200 200 404 404 200 200 404 200"),
    Case("PUT", "/tickets/ACME-1/state", {"state": "closed"},          "403 403 404 404 200 200 404 200"),
    Case("PUT", "/tickets/ACME-1/priority", {"priority": "low"},       "403 403 404 404 200 200 404 200"),
    Case("GET", "/tickets/ACME-1/attachments/m1/a1", None,             "200 200 404 404 200 200 404 200"),
    Case("GET", "/tickets/ACME-1/attachments/n1/a1", None,             "404 404 404 404 200 200 404 200"),
    Case("DELETE", "/tickets/ACME-1/links", None,                      "204 204 404 404 204 204 404 204"),
    Case("GET", "/desks/noord/webhooks", None,                         "404 404 404 404 403 403 404 403"),
    Case("POST", "/desks/noord/webhooks", A_HOOK,                      "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/webhooks", None,                          "404 404 404 404 404 404 200 403"),
    Case("POST", "/desks/host/webhooks", A_HOOK,                       "404 404 404 404 404 404 201 403"),
    Case("PUT", "/desks/host/webhooks/chat", A_HOOK,                   "404 404 404 404 404 404 200 403"),
    Case("POST", "/desks/host/webhooks/chat/secrets", None,            "404 404 404 404 404 404 200 403"),
    Case("POST", "/desks/host/webhooks/chat/trials", None,             "404 404 404 404 404 404 200 403"),
    Case("GET", "/desks/host/webhooks/chat/messages", None,            "404 404 404 404 404 404 200 403"),
    Case("POST", "/desks/host/webhooks/chat/messages/m1/replays", None,
                                                                       "404 404 404 404 404 404 200 403"),
    Case("DELETE", "/desks/host/webhooks/chat", None,                  "404 404 404 404 404 404 204 403"),
    Case("GET", "/desks/noord/webhooks/chat/messages", None,           "404 404 404 404 403 403 404 403"),
    Case("GET", f"{KIMS}/exports", None,                               "404 404 404 404 403 403 404 403"),
    Case("POST", f"{KIMS}/exports", None,                              "404 404 404 404 403 403 404 403"),
    Case("GET", f"{KIMS}/erasures", None,                              "404 404 404 404 403 403 404 403"),
    Case("POST", f"{KIMS}/erasures", {"confirm": KIM},                 "404 404 404 404 403 403 404 403"),
    Case("GET", f"{GILS}/exports", None,                               "404 404 404 404 404 404 200 403"),
    Case("POST", f"{GILS}/exports", None,                              "404 404 404 404 404 404 202 403"),
    Case("GET", f"{GILS}/erasures", None,                              "404 404 404 404 404 404 200 403"),
    Case("POST", f"{GILS}/erasures", {"confirm": GIL},                 "404 404 404 404 404 404 202 403"),
    Case("GET", "/desks/noord/privacy-jobs", None,                     "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/privacy-jobs", None,                      "404 404 404 404 404 404 200 403"),
    Case("GET", "/desks/noord/audit", None,                            "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/audit", None,                             "404 404 404 404 404 404 200 403"),
    Case("GET", "/desks/noord/keys", None,                             "404 404 404 404 403 403 404 403"),
    Case("POST", "/desks/noord/keys", A_KEY,                           "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/keys", None,                              "404 404 404 404 404 404 200 403"),
    Case("POST", "/desks/host/keys", A_KEY,                            "404 404 404 404 404 404 201 403"),
    Case("DELETE", "/desks/host/keys/monitoring", None,                "404 404 404 404 404 404 204 403"),
    Case("DELETE", "/desks/host/keys/nothing", None,                   "404 404 404 404 404 404 404 403"),
    Case("GET", "/desks/noord/sso", None,                              "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/sso", None,                               "404 404 404 404 404 404 200 403"),
    Case("PUT", "/desks/noord/sso/acme", SSO | {"tenant": "acme"},     "404 404 404 404 403 403 404 403"),
    Case("PUT", "/desks/host/sso/own", SSO,                            "404 404 404 404 404 404 200 403"),
    Case("DELETE", "/desks/noord/sso/acme", None,                      "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/noord/door", None,                             "404 404 404 404 403 403 404 403"),
    Case("PUT", "/desks/noord/door", {},                               "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/host/door", None,                              "404 404 404 404 404 404 200 403"),
    Case("PUT", "/desks/host/door", {},                                "404 404 404 404 404 404 200 403"),
    Case("DELETE", "/desks/noord/agents/ana/second-factor", None,      "404 404 404 404 403 403 404 403"),
    Case("DELETE", "/desks/host/agents/omar-h/second-factor", None,    "404 404 404 404 404 404 404 403"),
    Case("GET", "/me/sessions", None,                                  "200 200 200 200 200 200 200 200"),
    Case("DELETE", "/me/sessions", None,                               "204 204 204 204 204 204 204 204"),
    Case("DELETE", "/me/sessions/of-somebody", None,                   "404 404 404 404 404 404 404 404"),
    Case("GET", "/me/devices", None,                                   "200 200 200 200 200 200 200 200"),
    Case("POST", "/me/devices", A_DEVICE,                              "200 200 200 200 200 200 200 200"),
    Case("DELETE", "/me/devices/of-somebody", None,                    "204 204 204 204 204 204 204 204"),
    Case("POST", "/me/second-factor", None,                            "403 403 403 403 201 201 201 201"),
    Case("PUT", "/me/second-factor", {"code": "000000"},               "409 409 409 409 409 409 409 409"),
    Case("POST", "/me/second-factor/removal", {"code": "000000"},      "409 409 409 409 409 409 409 409"),
    Case("PUT", "/me/session", {"code": "000000"},                     "409 409 409 409 409 409 409 409"),
    Case("DELETE", "/desks/host/sso/nothing", None,                    "404 404 404 404 404 404 404 403"),
    Case("POST", "/tickets/ACME-1/uploads", {"size": 5},               "201 201 404 404 201 201 404 201"),
    Case("POST", "/uploads", {"size": 5},                              "201 201 201 201 422 422 422 422"),
    Case("POST", "/uploads", {"size": 5, "tenant": {"desk": "noord", "tenant": "acme"}},
                                                                       "201 201 422 422 201 201 422 201"),
    Case("PUT", "/tickets/ACME-1/merged-into", {"ticket": "DUIN-1"},   "403 403 404 404 422 422 404 422"),
    Case("PUT", "/tickets/ACME-1/relations/ACME-1", {"relation": "related-to"},
                                                                       "403 403 404 404 422 422 404 422"),
    Case("PUT", "/tickets/ACME-1/relations/GLOBEX-1", {"relation": "child-of"},
                                                                       "403 403 404 404 422 422 404 422"),
    Case("DELETE", "/tickets/ACME-1/relations/ACME-1", None,           "403 403 404 404 204 204 404 204"),
    Case("GET", "/tickets/ACME-1/announcements", None,                 "403 403 404 404 200 200 404 200"),
    Case("POST", "/tickets/ACME-1/announcements", {"text": "Solved."}, "403 403 404 404 409 409 404 409"),
    Case("GET", "/quarantine", None,                                   "404 404 404 404 404 404 200 404"),
    Case("GET", "/quarantine/q1", NOORDS,                              "404 404 404 404 403 200 404 403"),
    Case("GET", "/quarantine/q1/raw", NOORDS,                          "404 404 404 404 403 200 404 403"),
    Case("PUT", "/quarantine/q1/release", RELEASE,                     "404 404 404 404 403 200 404 403"),
    Case("PUT", "/quarantine/q1/block", NOORDS,                        "404 404 404 404 403 200 404 403"),
    Case("PUT", "/quarantine/q1/deletion", NOORDS,                     "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/routing", None,                          "404 404 404 404 403 200 404 403"),
    Case("PUT", "/desks/noord/routing", {"rules": []},                 "404 404 404 404 403 403 404 403"),
    Case("POST", "/desks/noord/routing/trials", {},                    "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/templates", None,                        "404 404 404 404 403 200 404 403"),
    Case("PUT", "/desks/noord/templates", {},                          "404 404 404 404 403 403 404 403"),
    Case("POST", "/desks/noord/templates/previews", {"kind": "answer", "template": {}},
                                                                       "404 404 404 404 403 200 404 403"),
    Case("POST", "/desks/noord/templates/tests", {"kind": "answer", "template": {}},
                                                                       "404 404 404 404 403 403 404 403"),
    Case("GET", "/desks/noord/senders", None,                          "404 404 404 404 403 200 404 403"),
    Case("PUT", "/desks/noord/senders", {"block": ["evil.example"]},   "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/tenants/acme/unreachable", None,         "404 404 404 404 403 200 404 403"),
    Case("PUT", "/desks/noord/tenants/acme/reachable", {"address": KIM},
                                                                       "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/agents", None,                           "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/quarantine", None,                       "404 404 404 404 200 200 404 200"),
    Case("PUT", "/tickets/ACME-1/team", {"team": "first"},             "403 403 404 404 200 200 404 200"),
    Case("PUT", "/tickets/ACME-1/classification", {"service": "vpn"},  "403 403 404 404 200 200 404 200"),
    Case("GET", "/tickets/ACME-1/clocks", None,                        "403 403 404 404 200 200 404 200"),
    Case("GET", "/calendar-choices", None,                             "200 200 200 200 200 200 200 200"),
    Case("GET", "/holidays", {"country": "NL", "year": "2026"},        "200 200 200 200 200 200 200 200"),
    Case("GET", "/desks/noord/calendars", None,                        "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/policies", None,                         "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/teams", None,                            "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/clock-behaviour", None,                  "404 404 404 404 200 200 404 200"),
    Case("POST", "/desks/noord/trials", {"tenant": "acme", "opened_at": "2026-11-20T16:30"},
                                                                       "404 404 404 404 200 200 404 200"),
    Case("POST", "/desks/noord/previews", {},                          "404 404 404 404 403 200 404 403"),
    Case("POST", "/desks/noord/holiday-imports", {"file": "BEGIN:VCALENDAR", "through": 2030},
                                                                       "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/calendars/nights", NIGHTS,               "404 404 404 404 403 403 404 403"),
    Case("PUT", "/desks/host/calendars/nights", NIGHTS,                "404 404 404 404 404 404 200 403"),
    Case("DELETE", "/desks/noord/calendars/office", None,              "404 404 404 404 403 403 404 403"),
    Case("DELETE", "/desks/host/calendars/office", None,               "404 404 404 404 404 404 409 403"),
    Case("PUT", "/desks/host/policies/gold", GOLD,                     "404 404 404 404 404 404 200 403"),
    Case("DELETE", "/desks/host/policies/standard", None,              "404 404 404 404 404 404 409 403"),
    Case("PUT", "/desks/host/tenants/globex/policy", {"policy": "standard"},
                                                                       "404 404 404 404 404 404 200 403"),
    Case("PUT", "/desks/host/teams/second", {"name": "Second line"},   "404 404 404 404 404 404 200 403"),
    Case("PUT", "/desks/host/clock-behaviour", {"states": None},       "404 404 404 404 404 404 200 403"),
    Case("GET", "/desks/noord/spaces", None,                           "200 200 200 404 200 200 404 200"),
    Case("GET", "/desks/noord/spaces/office/articles", None,           "200 200 200 404 200 200 404 200"),
    Case("GET", "/desks/noord/spaces/acmes/articles", None,            "200 200 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/spaces/inside/articles", None,           "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/spaces/office", A_SPACE,                 "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/articles/jam", None,                     "200 200 200 404 200 200 404 200"),
    Case("GET", "/desks/noord/articles/acmes", None,                   "200 200 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/articles/inside", None,                  "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/articles/draft", None,                   "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/articles/jam/vote", {"helpful": True},   "200 200 200 404 200 200 404 200"),
    Case("PUT", "/desks/noord/articles/acmes/vote", {"helpful": True}, "200 200 404 404 200 200 404 200"),
    Case("POST", "/desks/noord/knowledge-events", OPENED,              "204 204 404 404 204 204 404 204"),
    Case("GET", "/desks/noord/trees", None,                            "200 200 200 404 200 200 404 200"),
    Case("GET", "/desks/noord/trees/help", None,                       "200 200 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/trees/help", A_TREE,                     "404 404 404 404 403 200 404 403"),
    Case("POST", "/desks/noord/articles", AN_ARTICLE,                  "404 404 404 404 201 201 404 201"),
    Case("GET", "/desks/noord/articles/jam/source", None,              "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/articles/jam", A_TEXT_OF_JAM,            "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/articles/jam/state", {"state": "draft"}, "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/articles/jam/state", {"state": "published"},
                                                                       "404 404 404 404 403 200 404 403"),
    Case("PUT", "/desks/noord/articles/jam/state", {"state": "archived"},
                                                                       "404 404 404 404 403 200 404 403"),
    Case("POST", "/desks/noord/articles/jam/uploads", {"size": 5},     "404 404 404 404 201 201 404 201"),
    Case("GET", "/desks/noord/articles/jam/versions", None,            "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/articles/jam/versions/1", None,          "404 404 404 404 200 200 404 200"),
    Case("POST", "/desks/noord/articles/jam/versions", {"restore": 1}, "404 404 404 404 201 201 404 201"),
    Case("GET", "/desks/noord/articles/jam/votes", None,               "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/knowledge-tasks", None,                  "404 404 404 404 200 200 404 200"),
    Case("GET", "/desks/noord/knowledge-report", A_WEEK,               "404 404 404 404 403 200 404 403"),
    Case("GET", "/desks/noord/bulletins", None,                        "200 200 200 404 200 200 404 200"),
    Case("POST", "/desks/noord/bulletins", A_BULLETIN,                 "404 404 404 404 201 201 404 201"),
    Case("PUT", "/desks/noord/bulletins/vpn", A_BULLETIN,              "404 404 404 404 200 200 404 200"),
    Case("PUT", "/desks/noord/bulletins/vpn/closure", None,            "404 404 404 404 200 200 404 200"),
    Case("POST", "/tickets/ACME-1/articles", {"article": "jam"},       "403 403 404 404 201 201 404 201"),
]  # fmt: skip


MATRIX += [Case(*row) for row in ADMINISTRATION]


@pytest.fixture
def house(desks: Desks, api: Gateway) -> Gateway:
    """With kim's ticket ACME-1, that has a file on a message and one on a note, and some knowledge.

    Also a mail in the desk's quarantine, and a key of the other desk.
    """
    desks.raw.mails["inbound/q1"] = b"From: eve@evil.example\r\nTo: support@acme.example\r\n\r\nhello\r\n"
    held = QuarantinedMail(
        id="q1", at=desks.now, cause=Cause.SPAM, detail="looks like spam", raw="inbound/q1", desk="noord",
        tenant="acme", sender="eve@evil.example", recipients=("support@acme.example",),
    )  # fmt: skip
    FakeIntakeStore(desks.memory).quarantine(held)
    fill_shelves(desks)
    hook = Webhook(
        desk="host", id="chat", name="Chat", url="https://chat.example/in", events=("ticket.opened",),
        secret=write_secret("s" * 32), created_at=desks.now, created_by=MEI,
    )  # fmt: skip
    desks.webhooks.put(hook)
    fill_searches(desks)
    desks.webhooks.add(
        HookMessage(
            desk="host", hook="chat", id="m1", event="ticket.opened", ticket="GLOBEX-1", body="{}",
            state=MessageState.FAILED, created_at=desks.now,
        )
    )  # fmt: skip
    desks.deps.api_keys.put(
        ApiKey(
            desk="host", id="monitoring", name="Monitoring", permissions=("ticket.read",), hash="0" * 64,
            created_at=desks.now, created_by=MEI,
        )
    )  # fmt: skip
    assert api.post(KIM, "/tickets", NEW).status == 201
    store = FakeIntakeStore(desks.memory)
    file = Attachment(id="a1", name="a.txt", type="text/plain", size=1, sha256="0" * 64)
    store.write(
        TicketWrite(
            ticket=store.get(TicketRef(TenantRef("noord", "acme"), 1)),
            entries=(
                MessageEntry(id="m1", at=desks.now, by=SYSTEM, text="m", attachments=(file,)),
                NoteEntry(id="n1", at=desks.now, by=SYSTEM, text="n", attachments=(file,)),
            ),
        )
    )
    return api


@pytest.mark.parametrize("case", MATRIX, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_everybody_gets_what_is_theirs_and_nothing_else(house: Gateway, case: Case) -> None:
    query, body = (case.given, None) if case.method == "GET" else (None, case.given)

    heard = [house.call(who, case.method, case.path, query=query, body=body).status for who in EVERYBODY]

    assert " ".join(map(str, heard)) == case.heard


def test_the_matrix_knows_every_route() -> None:
    tried = {(case.method, request(case.method, case.path)["resource"]) for case in MATRIX}

    assert {(r.method, r.path) for r in routes(app)} - public(app) == tried


@pytest.mark.parametrize(
    ("method", "path", "body"), sorted({(case.method, case.path, case.method != "GET") for case in MATRIX})
)
def test_nobody_gets_in_unless_the_authorizer_said_who(
    house: Gateway, method: str, path: str, body: bool
) -> None:
    reply = house.call(None, method, path, body={} if body else None)

    assert (reply.status, reply.json["code"]) == (401, "unauthorized")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("principal", ["", "{}", '{"email": 1}', "null", "\x00", '{"email":"a","name":"b"}'])
def test_a_principal_that_cannot_be_read_is_nobody(house: Gateway, principal: str) -> None:
    event = request("GET", "/me")
    event["requestContext"]["authorizer"] = {"principal": principal}

    assert house.send(event).status == 401


def test_what_is_public_is_public_on_purpose() -> None:
    assert public(app) == {
        ("GET", "/api/v1/sign-in"),
        ("GET", "/api/v1/sign-in/look"),
        ("POST", "/api/v1/sign-in/codes"),
        ("POST", "/api/v1/sign-in/passwords"),
        ("POST", "/api/v1/sign-in/departures"),
        ("POST", "/api/v1/sign-in/arrivals"),
        ("GET", "/api/v1/openapi.json"),
        ("GET", "/api/v1/public/{desk}/spaces"),
        ("GET", "/api/v1/public/{desk}/spaces/{space}/articles"),
        ("GET", "/api/v1/public/{desk}/articles/{article}"),
        ("GET", "/api/v1/public/{desk}/trees/{tree}"),
        ("POST", "/api/v1/public/{desk}/articles/{article}/votes"),
    }


@pytest.mark.parametrize(
    "key", ["ACME-2", "NONE-1", "ACME", "ACME-0", "../ACME-1", "ACME-1%00", "ACME-99999999999"]
)
def test_a_ticket_that_is_not_there_is_no_different_from_one_that_is_not_theirs(
    house: Gateway, key: str
) -> None:
    event = request("GET", "/tickets/ACME-1")
    event["pathParameters"] = {"key": key}
    event["requestContext"]["authorizer"] = as_caller(house.desks, ANA)
    missing = house.send(event)
    hidden = house.get(DORA, "/tickets/ACME-1")

    assert missing.status == hidden.status == 404
    assert missing.json == hidden.json
    assert missing.json["detail"] == "There is no such ticket."
