"""Which permission each route takes. A route that is not here is closed to API keys."""

from typing import Final

PERMISSION_OF: Final[dict[tuple[str, str], str]] = {
    (method, f"/api/v1{path}"): permission
    for permission, listed in {
        "self.read": """
            GET /me
            GET /desks
            GET /desks/{desk}/tenants/{tenant}/logo
            GET /calendar-choices
            GET /holidays
        """,
        "ticket.read": """
            GET /counts
            GET /tickets
            GET /tickets/{key}
            GET /tickets/{key}/attachments/{entry}/{attachment}
        """,
        "ticket.open": """
            POST /tickets
            POST /uploads
            GET /offers
        """,
        "ticket.write": """
            POST /tickets/{key}/messages
            POST /tickets/{key}/uploads
            PUT /tickets/{key}/state
            PUT /tickets/{key}/priority
            PUT /tickets/{key}/classification
        """,
        "ticket.assign": """
            PUT /tickets/{key}/assignee
            PUT /tickets/{key}/team
        """,
        "ticket.merge": "PUT /tickets/{key}/merged-into",
        "ticket.link": """
            PUT /tickets/{key}/relations/{other}
            DELETE /tickets/{key}/relations/{other}
            GET /tickets/{key}/announcements
            POST /tickets/{key}/announcements
        """,
        "ticket.search": """
            GET /search
            POST /search-counts
            POST /suggestions
            POST /classifications
        """,
        "view.edit": """
            GET /desks/{desk}/views
            POST /desks/{desk}/views
            PUT /desks/{desk}/views/{view}
            DELETE /desks/{desk}/views/{view}
        """,
        "wave.decide": """
            GET /desks/{desk}/waves
            PUT /desks/{desk}/waves/{wave}/dismissal
            PUT /desks/{desk}/waves/{wave}/incident
        """,
        "note.write": "POST /tickets/{key}/notes",
        "presence.tell": "PUT /tickets/{key}/presence",
        "caller.find": "GET /callers",
        "text.edit": """
            PUT /desks/{desk}/texts/{text}
            DELETE /desks/{desk}/texts/{text}
        """,
        "link.revoke": "DELETE /tickets/{key}/links",
        "clock.read": "GET /tickets/{key}/clocks",
        "desk.read": """
            GET /desks/{desk}/agents
            GET /desks/{desk}/calendars
            GET /desks/{desk}/policies
            GET /desks/{desk}/teams
            GET /desks/{desk}/texts
            GET /desks/{desk}/categories
            GET /desks/{desk}/services
            GET /desks/{desk}
            GET /desks/{desk}/tenants
            GET /desks/{desk}/tenants/{tenant}
            GET /desks/{desk}/clock-behaviour
        """,
        "sla.try": """
            POST /desks/{desk}/trials
            POST /desks/{desk}/holiday-imports
        """,
        "sla.preview": "POST /desks/{desk}/previews",
        "sla.edit": """
            PUT /desks/{desk}/calendars/{calendar}
            DELETE /desks/{desk}/calendars/{calendar}
            PUT /desks/{desk}/policies/{policy}
            DELETE /desks/{desk}/policies/{policy}
            PUT /desks/{desk}/tenants/{tenant}/policy
            PUT /desks/{desk}/clock-behaviour
        """,
        "team.edit": """
            PUT /desks/{desk}/teams/{team}
            DELETE /desks/{desk}/teams/{team}
        """,
        "agent.edit": """
            PUT /desks/{desk}/agents/{agent}
            DELETE /desks/{desk}/agents/{agent}
            GET /desks/{desk}/agents/{agent}/handovers
            POST /desks/{desk}/agents/{agent}/handovers
        """,
        "category.edit": """
            PUT /desks/{desk}/categories
            PUT /desks/{desk}/services
        """,
        "desk.edit": "PUT /desks/{desk}",
        "desk.close": """
            GET /desks/{desk}/closure
            PUT /desks/{desk}/closure
            DELETE /desks/{desk}/closure
        """,
        "tenant.edit": """
            PUT /desks/{desk}/tenants/{tenant}
            GET /desks/{desk}/tenants/{tenant}/closure
            PUT /desks/{desk}/tenants/{tenant}/closure
            DELETE /desks/{desk}/tenants/{tenant}/closure
            PUT /desks/{desk}/tenants/{tenant}/logo
            DELETE /desks/{desk}/tenants/{tenant}/logo
            POST /desks/{desk}/tenants/{tenant}/address-checks
        """,
        "person.read": """
            GET /desks/{desk}/tenants/{tenant}/people
            GET /desks/{desk}/tenants/{tenant}/people/{person}
            GET /desks/{desk}/tenants/{tenant}/groups
        """,
        "person.edit": "PUT /desks/{desk}/tenants/{tenant}/people/{person}",
        "person.merge": """
            GET /desks/{desk}/tenants/{tenant}/merges
            POST /desks/{desk}/tenants/{tenant}/merges
            PUT /desks/{desk}/tenants/{tenant}/people/{person}/separation
        """,
        "person.export": """
            GET /desks/{desk}/tenants/{tenant}/people/{person}/exports
            POST /desks/{desk}/tenants/{tenant}/people/{person}/exports
        """,
        "person.erase": """
            GET /desks/{desk}/tenants/{tenant}/people/{person}/erasures
            POST /desks/{desk}/tenants/{tenant}/people/{person}/erasures
        """,
        "privacy.read": "GET /desks/{desk}/privacy-jobs",
        "group.edit": "PUT /desks/{desk}/tenants/{tenant}/groups",
        "sender.approve": """
            GET /desks/{desk}/tenants/{tenant}/approvals
            POST /desks/{desk}/tenants/{tenant}/approvals
        """,
        "quarantine.list": "GET /desks/{desk}/quarantine",
        "quarantine.read": """
            GET /quarantine/{mail}
            GET /quarantine/{mail}/raw
        """,
        "quarantine.decide": """
            PUT /quarantine/{mail}/release
            PUT /quarantine/{mail}/block
            PUT /quarantine/{mail}/deletion
        """,
        "house.read": "GET /quarantine",
        "mail.read": """
            GET /desks/{desk}/senders
            GET /desks/{desk}/routing
            GET /desks/{desk}/templates
            GET /desks/{desk}/tenants/{tenant}/unreachable
            POST /desks/{desk}/routing/trials
            POST /desks/{desk}/templates/previews
        """,
        "mail.edit": """
            PUT /desks/{desk}/senders
            PUT /desks/{desk}/tenants/{tenant}/reachable
        """,
        "mail.setup": """
            PUT /desks/{desk}/routing
            PUT /desks/{desk}/templates
            POST /desks/{desk}/templates/tests
        """,
        "sso.edit": """
            GET /desks/{desk}/sso
            PUT /desks/{desk}/sso/{provider}
            DELETE /desks/{desk}/sso/{provider}
            GET /desks/{desk}/door
            PUT /desks/{desk}/door
            DELETE /desks/{desk}/agents/{agent}/second-factor
        """,
        "self.edit": """
            GET /me/sessions
            DELETE /me/sessions
            DELETE /me/sessions/{session}
            POST /me/second-factor
            PUT /me/second-factor
            POST /me/second-factor/removal
            PUT /me/session
            GET /me/devices
            POST /me/devices
            DELETE /me/devices/{device}
        """,
        "knowledge.read": """
            GET /desks/{desk}/spaces
            GET /desks/{desk}/spaces/{space}/articles
            GET /desks/{desk}/articles/{article}
            PUT /desks/{desk}/articles/{article}/vote
            GET /desks/{desk}/trees
            GET /desks/{desk}/trees/{tree}
            POST /desks/{desk}/knowledge-events
        """,
        "knowledge.write": """
            POST /desks/{desk}/articles
            GET /desks/{desk}/articles/{article}/source
            PUT /desks/{desk}/articles/{article}
            PUT /desks/{desk}/articles/{article}/state
            POST /desks/{desk}/articles/{article}/uploads
            GET /desks/{desk}/articles/{article}/versions
            GET /desks/{desk}/articles/{article}/versions/{number}
            POST /desks/{desk}/articles/{article}/versions
            GET /desks/{desk}/articles/{article}/votes
            GET /desks/{desk}/knowledge-tasks
        """,
        "knowledge.give": "POST /tickets/{key}/articles",
        "knowledge.setup": """
            PUT /desks/{desk}/spaces/{space}
            PUT /desks/{desk}/trees/{tree}
        """,
        "knowledge.report": "GET /desks/{desk}/knowledge-report",
        "bulletin.read": "GET /desks/{desk}/bulletins",
        "bulletin.write": """
            POST /desks/{desk}/bulletins
            PUT /desks/{desk}/bulletins/{bulletin}
            PUT /desks/{desk}/bulletins/{bulletin}/closure
        """,
        "webhook.edit": """
            GET /desks/{desk}/webhooks
            POST /desks/{desk}/webhooks
            PUT /desks/{desk}/webhooks/{webhook}
            DELETE /desks/{desk}/webhooks/{webhook}
            POST /desks/{desk}/webhooks/{webhook}/secrets
            POST /desks/{desk}/webhooks/{webhook}/trials
            GET /desks/{desk}/webhooks/{webhook}/messages
            POST /desks/{desk}/webhooks/{webhook}/messages/{message}/replays
        """,
        "audit.read": "GET /desks/{desk}/audit",
        "key.edit": """
            GET /desks/{desk}/keys
            POST /desks/{desk}/keys
            DELETE /desks/{desk}/keys/{key}
        """,
    }.items()
    for method, path in (line.split() for line in listed.strip().splitlines())
}
