"""The REST API's route table. Importing it has no effects: infra builds the gateway from it."""

from helpdesk.web.routes import App
from tickets_api.routes import (
    attachments,
    document,
    handling,
    merging,
    messages,
    people,
    quarantine,
    sign_in,
    tickets,
)

app = App(
    "tickets-api",
    sign_in.blueprint,
    people.blueprint,
    tickets.blueprint,
    messages.blueprint,
    handling.blueprint,
    merging.blueprint,
    attachments.blueprint,
    quarantine.blueprint,
    document.blueprint,
)
