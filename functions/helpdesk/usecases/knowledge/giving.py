"""An article in an answer: what to write there, in the requester's language, and a line in the timeline."""

import msgspec

from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.knowledge.articles import in_language
from helpdesk.domain.knowledge.feedback import Happening
from helpdesk.domain.knowledge.spaces import may_enter
from helpdesk.domain.people import Membership, Principal, Role
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import ChangeEntry
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge.access import reader_of, shown_article
from helpdesk.usecases.knowledge.rendering import excerpt
from helpdesk.usecases.tickets import Caller, caller, change_ticket, desk_only, find


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What to insert. `readable`: whether the requester may open the link; if not, only the excerpt is in."""

    article: str
    language: str
    title: str
    excerpt: str
    url: str
    text: str
    readable: bool


def give(deps: ApiDeps, principal: Principal, key: str, article: str, language: str | None = None) -> Given:
    """Raises NotFound, Forbidden."""
    ref = find(deps, key)
    who = caller(principal, ref)
    ticket = deps.stores.for_principal(principal).tickets.get(ref)
    desk_only(who, "give articles")
    given = _text(deps, principal, ticket, article, language)

    def change(ticket: Ticket, _: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        entry = ChangeEntry(
            id=act.new_id(), at=act.at, by=act.by, field="article", new=given.title, reason=given.article
        )
        return (ticket, (entry,)), ()

    change_ticket(deps, principal, key, None, change)
    deps.knowledge.feedback.count(ref.scope.desk, Happening.GIVEN, given.article, at=deps.now())
    return given


def _text(deps: ApiDeps, principal: Principal, ticket: Ticket, article: str, language: str | None) -> Given:
    desk = ticket.ref.scope.desk
    reader = reader_of(deps, principal, desk)
    found = shown_article(deps, reader, article)
    config = deps.directory.desk(desk)
    tenant = config.tenants.get(ticket.ref.scope.tenant)
    spoken = (language, ticket.language, tenant.language if tenant else None, config.desk.language)
    chosen, text = in_language(found, tuple(filter(None, spoken)))
    short = text.summary or excerpt(text.workaround or text.body)
    url = f"{deps.knowledge.portal_url.rstrip('/')}/knowledge/{desk}/{found.id}"
    readable = may_enter(_as_requester(deps, ticket), reader.space(found.space))
    written = f"{text.title}\n{short}\n{url}" if readable else f"{text.title}\n{short}"
    return Given(
        article=found.id, language=chosen, title=text.title, excerpt=short, url=url, text=written,
        readable=readable,
    )  # fmt: skip


def _as_requester(deps: ApiDeps, ticket: Ticket) -> Principal:
    """The ticket's requester as they would be signed in."""
    scope, person = ticket.ref.scope, ticket.requester
    known = next((one for one in deps.directory.people(scope) if one.id == person.id), None)
    member = Membership(
        role=known.role if known else Role.REQUESTER, desk=scope.desk, tenant=scope.tenant, person=person,
        groups=known.groups if known else (),
    )  # fmt: skip
    return Principal(email=person.email, name=person.name, memberships=(member,))
