"""How a desk takes in and answers mail; "" as a tenant stands for the desk itself."""

import msgspec

from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules


class MailConfig(msgspec.Struct, frozen=True, kw_only=True):
    """By tenant id. Ask by the methods: they know what the desk's own rules are for."""

    senders: dict[str, SenderRules] = {}
    routing: dict[str, Routing] = {}
    templates: dict[str, MailTemplates] = {}

    def senders_of(self, tenant: str) -> tuple[SenderRules, ...]:
        """The tenant's lists, then the desk's."""
        return tuple(self.senders[name] for name in (tenant, "") if name in self.senders)

    def only_allowed(self, tenant: str) -> bool:
        """Whether mail of strangers waits: where the desk wants it so, no list of a tenant undoes it."""
        return any(rules.only_allowed for rules in self.senders_of(tenant))

    def unverified_reopens(self, tenant: str) -> bool:
        """Whether a mail that its domain disowns may reopen a ticket: where both say so."""
        return all(rules.unverified_reopens for rules in self.senders_of(tenant))

    def routing_of(self, tenant: str) -> tuple[Routing, ...]:
        """The tenant's rules, then the desk's."""
        return tuple(self.routing[name] for name in (tenant, "") if name in self.routing)

    def templates_of(self, tenant: str) -> MailTemplates:
        """The tenant's own letters; the desk's for kinds and languages that these say nothing about."""
        mine, shared = (self.templates.get(name, MailTemplates()).letters for name in (tenant, ""))
        return MailTemplates(
            letters={
                kind: mine[kind]
                if "" in mine.get(kind, {})
                else {**shared.get(kind, {}), **mine.get(kind, {})}
                for kind in {**shared, **mine}
            }
        )
