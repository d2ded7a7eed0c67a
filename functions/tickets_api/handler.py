"""The REST API, behind API Gateway."""

from helpdesk import bootstrap
from helpdesk.web.handlers import handler
from tickets_api.app import app

handle = handler(app, bootstrap.api)
