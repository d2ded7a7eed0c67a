"""From a solved ticket to the draft of an article: what was asked, what helped, and nobody's data."""

from collections.abc import Iterable, Sequence
from typing import Final

from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.knowledge.articles import Article, Translation
from helpdesk.domain.knowledge.languages import pick
from helpdesk.domain.knowledge.redaction import Known, redact
from helpdesk.domain.people import Principal
from helpdesk.domain.tickets import DONE, Ticket
from helpdesk.domain.timeline import ActorKind, AnyEntry, MessageEntry
from helpdesk.ports import TicketStory
from helpdesk.usecases import tickets
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.knowledge.draft_words import CLOSING, GREETING, HEADINGS
from helpdesk.usecases.knowledge.writing import Content, create

_LONGEST: Final = 20_000


def draft(deps: ApiDeps, principal: Principal, desk: str, key: str, space: str) -> Article:
    """A draft made of the ticket's thread. Raises NotFound, and Conflict when nothing was answered yet."""
    member_of(principal, desk)
    story = tickets.story(deps, principal, key)
    ticket = story.ticket
    if ticket.ref.scope.desk != desk:
        raise NotFound("there is no such ticket")
    if ticket.state not in DONE:
        raise Conflict("only what is solved makes an article")
    asked, answered = gist(story.entries)
    if not answered:
        raise Conflict("the desk has not answered this ticket yet")
    text = _written(ticket, asked, answered, known_of(deps, story))
    content = Content(
        space=space, language=ticket.language, translations={ticket.language: text},
        category=(ticket.category,) if ticket.category else (), tickets=(ticket.key,),
    )  # fmt: skip
    return create(deps, principal, desk, content, comment=ticket.key)


def gist(entries: Iterable[AnyEntry]) -> tuple[str, str]:
    """(what was asked first, what the desk said last): a thank-you after that does not count."""
    messages = [entry for entry in entries if isinstance(entry, MessageEntry) and entry.text.strip()]
    asked = next((m.text for m in messages if m.by.kind is ActorKind.REQUESTER), "")
    last: list[str] = []
    for message in reversed(messages):
        if message.by.kind is ActorKind.AGENT:
            last.append(message.text)
        elif last:
            break
    return own_words(asked), "\n\n".join(own_words(text) for text in reversed(last)).strip()


def own_words(text: str) -> str:
    """Without quotes, signature, greeting and farewell."""
    from helpdesk.mail.reply.split import split  # noqa: PLC0415 - the mail's rules: few requests need them

    lines = split(text[:_LONGEST]).new.strip().split("\n")
    while lines and (not lines[0].strip() or GREETING.match(lines[0])):
        lines = lines[1:]
    for at in range(max(0, len(lines) - 6), len(lines)):
        if CLOSING.match(lines[at]):
            lines = lines[:at]
            break
    return "\n".join(lines).strip()


def known_of(deps: ApiDeps, story: TicketStory) -> tuple[Known, ...]:
    """Whom and what the thread may name: its people, who wrote, their organisation and the desk's own."""
    ticket = story.ticket
    config = deps.directory.desk(ticket.ref.scope.desk)
    refs = [ticket.requester, *ticket.participants, *(agent.person for agent in config.agents.values())]
    people = [Known(names=(ref.name,), emails=(ref.email,) if ref.email else ()) for ref in refs]
    people += [
        Known(names=(entry.by.name,), emails=(entry.by.email,) if entry.by.email else ())
        for entry in story.entries
        if entry.by.kind is not ActorKind.SYSTEM
    ]
    people += _of_tenant(deps, ticket.ref.scope)
    tenant = config.tenants.get(ticket.ref.scope.tenant)
    keys = Known(prefixes=tuple(each.prefix for each in config.tenants.values()))
    return (*people, keys, *((_organisation(tenant),) if tenant else ()))


def _of_tenant(deps: ApiDeps, scope: TenantRef) -> list[Known]:
    """Colleagues are named in threads, too."""
    return [
        Known(names=(person.name,), emails=person.emails, words=person.phones)
        for person in deps.directory.people(scope)
    ]


def _organisation(tenant: Tenant) -> Known:
    addresses = (tenant.address, *tenant.addresses)
    domains = tuple(dict.fromkeys(address.rpartition("@")[2] for address in addresses))
    return Known(names=(tenant.name,), emails=addresses, words=domains, what="organisation")


def _written(ticket: Ticket, asked: str, answered: str, known: Sequence[Known]) -> Translation:
    question, answer = pick(HEADINGS, (ticket.language, "en"))
    body = f"## {question}\n\n{asked or ticket.subject}\n\n## {answer}\n\n{answered}\n"
    return Translation(
        title=redact(ticket.subject, known).text[:300] or question, body=redact(body, known).text
    )
