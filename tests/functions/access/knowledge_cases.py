"""Requests about what a desk knows and tells: rows of the matrix of routes."""

from typing import Final

from tests.functions.access.callers import Case

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

#                                                                       kim pim dora gil ana lars mei omar
KNOWLEDGE: Final = [
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
