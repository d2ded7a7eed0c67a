"""Requests about how desks are set up, and what each of EVERYBODY hears: rows of the matrix of routes."""

from typing import Any, Final

Row = tuple[str, str, Any, str]

TENANT: Final = {"name": "Globex", "address": "support@globex.example"}
_PIXEL: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LOGO: Final = {"image": _PIXEL}
NEW_AGENT: Final = {"name": "Bo Ek", "email": "bo@host.example", "role": "agent"}
HAND_OVER: Final = {"to": None, "then": "stay"}
TREE: Final = {"items": [{"id": "network", "name": "Network"}]}
SERVICES: Final = {"items": [{"id": "vpn", "name": "VPN"}]}
GROUPS: Final = {"items": [{"id": "board", "name": "Board"}]}

#                                                                   kim pim dora gil ana lars mei omar
ADMINISTRATION: Final[list[Row]] = [
    ("GET", "/desks", None,                                         "200 200 200 200 200 200 200 200"),
    ("GET", "/desks/noord", None,                                   "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/noord", {"reopen_days": 7},                     "404 404 404 404 403 403 404 403"),
    ("PUT", "/desks/host", {"reopen_days": 7},                      "404 404 404 404 404 404 200 403"),
    ("PUT", "/desks/host", {"suspended": True},                     "404 404 404 404 404 404 403 403"),
    ("GET", "/desks/host/closure", None,                            "403 403 403 403 403 403 403 403"),
    ("PUT", "/desks/host/closure", {"name": "Host & Co"},           "403 403 403 403 403 403 403 403"),
    ("DELETE", "/desks/host/closure", None,                         "403 403 403 403 403 403 403 403"),
    ("GET", "/desks/noord/tenants", None,                           "404 404 404 404 200 200 404 200"),
    ("GET", "/desks/noord/tenants/acme", None,                      "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/noord/tenants/acme", {"name": "Acme"},          "404 404 404 404 403 403 404 403"),
    ("PUT", "/desks/host/tenants/globex", TENANT,                   "404 404 404 404 404 404 200 403"),
    ("GET", "/desks/host/tenants/globex/closure", None,             "404 404 404 404 404 404 200 403"),
    ("PUT", "/desks/host/tenants/globex/closure", {"name": "no"},   "404 404 404 404 404 404 422 403"),
    ("DELETE", "/desks/host/tenants/globex/closure", None,          "404 404 404 404 404 404 204 403"),
    ("GET", "/desks/noord/tenants/acme/logo", None,                 "200 200 404 404 200 200 404 200"),
    ("PUT", "/desks/host/tenants/globex/logo", LOGO,                "404 404 404 404 404 404 200 403"),
    ("DELETE", "/desks/host/tenants/globex/logo", None,             "404 404 404 404 404 404 204 403"),
    ("POST", "/desks/host/tenants/globex/address-checks", {"address": "support@globex.example"},
                                                                    "404 404 404 404 404 404 201 403"),
    ("DELETE", "/desks/host/teams/nothing", None,                   "404 404 404 404 404 404 404 403"),
    ("PUT", "/desks/host/agents/bo", NEW_AGENT,                     "404 404 404 404 404 404 200 403"),
    ("DELETE", "/desks/host/agents/nobody", None,                   "404 404 404 404 404 404 404 403"),
    ("GET", "/desks/noord/agents/ana/handovers", None,              "404 404 404 404 403 403 404 403"),
    ("GET", "/desks/host/agents/omar-h/handovers", None,            "404 404 404 404 404 404 200 403"),
    ("POST", "/desks/noord/agents/ana/handovers", HAND_OVER,        "404 404 404 404 403 403 404 403"),
    ("POST", "/desks/host/agents/omar-h/handovers", HAND_OVER,      "404 404 404 404 404 404 202 403"),
    ("GET", "/desks/noord/categories", None,                        "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/host/categories", TREE,                         "404 404 404 404 404 404 200 403"),
    ("GET", "/desks/noord/services", None,                          "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/host/services", SERVICES,                       "404 404 404 404 404 404 200 403"),
    ("GET", "/desks/noord/tenants/acme/people", None,               "404 404 404 404 200 200 404 200"),
    ("GET", "/desks/noord/tenants/acme/people/kim", None,           "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/noord/tenants/acme/people/kim", {"phones": ["+31 20 1234567"]},
                                                                    "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/noord/tenants/acme/people/kim", {"vip": True},  "404 404 404 404 403 200 404 200"),
    ("POST", "/desks/noord/tenants/acme/merges", {"gone": "kim", "kept": "nobody"},
                                                                    "404 404 404 404 403 404 404 403"),
    ("GET", "/desks/noord/tenants/acme/merges", None,               "404 404 404 404 403 200 404 403"),
    ("PUT", "/desks/noord/tenants/acme/people/kim/separation", None,
                                                                    "404 404 404 404 403 404 404 403"),
    ("GET", "/desks/noord/tenants/acme/groups", None,               "404 404 404 404 200 200 404 200"),
    ("PUT", "/desks/noord/tenants/acme/groups", GROUPS,             "404 404 404 404 403 200 404 403"),
    ("GET", "/desks/noord/tenants/acme/approvals", None,            "404 404 404 404 403 200 404 403"),
    ("POST", "/desks/noord/tenants/acme/approvals", {"sender": "eve@evil.example", "decision": "let-in"},
                                                                    "404 404 404 404 403 404 404 403"),
]  # fmt: skip
