"""The REST API's route table. Importing it has no effects: infra builds the gateway from it."""

from helpdesk.usecases.api_keys import admit
from helpdesk.web.routes import App
from tickets_api.changing import carried_out_once
from tickets_api.routes import (
    attachments,
    calendars,
    document,
    handling,
    keys,
    links,
    mail_lists,
    merging,
    messages,
    people,
    policies,
    promises,
    quarantine,
    routing,
    sign_in,
    teams,
    templates,
    tickets,
    uploads,
)

app = App(
    "tickets-api",
    sign_in.blueprint,
    people.blueprint,
    tickets.blueprint,
    messages.blueprint,
    handling.blueprint,
    links.blueprint,
    keys.blueprint,
    merging.blueprint,
    attachments.blueprint,
    uploads.blueprint,
    quarantine.blueprint,
    routing.blueprint,
    templates.blueprint,
    mail_lists.blueprint,
    promises.blueprint,
    calendars.blueprint,
    policies.blueprint,
    teams.blueprint,
    document.blueprint,
    admit=admit,
    once=carried_out_once,
)
