"""The functions, each with its settings and exactly the rights it needs. SignIn is in identity.py."""

from constructs import Construct

from infra.constructs.function import Surroundings
from infra.constructs.functions.api import authorizer, tickets_api
from infra.constructs.functions.mail import INTAKE_TIMEOUT, intake_email, outbox, outbox_relay
from infra.constructs.functions.making import Making, Places
from infra.constructs.functions.rounds import WEBHOOKS_TIMEOUT, privacy, sla_checker, webhooks
from infra.constructs.functions.search import kb_index, kb_search

__all__ = ["Functions", "Places"]


class Functions(Construct):
    """All functions but SignIn."""

    intake_timeout = INTAKE_TIMEOUT
    webhooks_timeout = WEBHOOKS_TIMEOUT

    def __init__(self, scope: Construct, around: Surroundings, places: Places) -> None:
        super().__init__(scope, "Functions")
        making = Making(self, around, places)
        self.intake_email = intake_email(making)
        self.tickets_api = tickets_api(making)
        self.kb_search = kb_search(making)
        self.kb_index = kb_index(making)
        self.sla_checker = sla_checker(making)
        self.outbox_relay = outbox_relay(making)
        self.outbox = outbox(making)
        self.webhooks = webhooks(making)
        self.privacy = privacy(making)
        self.authorizer = authorizer(making)
