"""Routing rules of a desk and its tenants: kept by admins, tried on mail that came before they count."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.routing import Routing, RoutingRule, choose_route, routed
from helpdesk.domain.routing_reading import check_routing
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import ChangeEntry, MessageEntry
from helpdesk.ports import PageRequest, TicketStory
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import Home, home_of
from helpdesk.usecases.intake.facts import facts_of_mail
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.mail_lists import checked_tenant

MOST_MAILS: Final = 100
TIME: Final = timedelta(seconds=18)
"""A request may take 29 seconds; the rest of the mails is then left out, and said so."""

MOST_TENANTS: Final = 50
"""Looked at in one trial: each is a list to read."""

_FIELDS: Final = ("team", "category", "priority", "type", "tags")


class WouldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the ticket, as it is now and as the rule would have set it."""

    field: str
    now: str
    then: str


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One mail that opened a ticket: the rule that matched then, the one that would match, what differs."""

    ticket: str
    subject: str
    sender: str
    at: datetime
    was: str | None
    rule: str | None
    name: str | None
    changes: tuple[WouldChange, ...]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first. `unread`: mails whose raw bytes are gone. `complete`: no time ran out.

    `tenants` of `of` organisations were looked at; `next` goes on with the others (None: there are none).
    """

    mails: tuple[Tried, ...]
    unread: int
    complete: bool
    tenants: int
    of: int
    next: str | None


def routing(deps: ApiDeps, principal: Principal, desk: str, tenant: str | None) -> Routing:
    """The rules of a tenant, or (None) of the desk. Raises NotFound, Forbidden."""
    name = checked_tenant(deps, principal, desk, tenant)
    return deps.directory.fresh(desk).mail.routing.get(name, Routing())


def set_routing(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None, rules: Routing,
    *, expected: int | None = None,
) -> Routing:  # fmt: skip
    """Replace them. Raises NotFound, Forbidden, Invalid naming the field, VersionConflict."""
    name = checked_tenant(deps, principal, desk, tenant, Role.ADMIN)
    check_routing(rules, deps.directory.fresh(desk).teams)
    deps.editor.put_routing(desk, name, rules, expected=expected)
    return rules


def try_routing(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None,
    *, rules: Routing | None = None, limit: int = MOST_MAILS, after: str = "",
) -> Trial:  # fmt: skip
    """Which rule each of the last mails would meet; `rules` stand in for the stored ones. Writes nothing.

    A tenant's mail meets the tenant's rules before the desk's, as it will. A large desk is gone through some
    organisations at a time: `after` is the `next` of the trial before. Raises NotFound, Forbidden, Invalid.
    """
    name = checked_tenant(deps, principal, desk, tenant)
    config = deps.directory.fresh(desk)
    if rules is not None:
        check_routing(rules, config.teams)
    everyone = [name] if name else sorted(config.tenants)
    left = [each for each in everyone if each > after]
    some = left[:MOST_TENANTS]
    tried, unread, complete = _tried(
        deps, principal, desk,
        tenants=some, rules=rules, limit=min(limit, MOST_MAILS), of_desk=not name,
    )  # fmt: skip
    return Trial(
        mails=tried,
        unread=unread,
        complete=complete,
        tenants=len(some),
        of=len(everyone),
        next=some[-1] if len(left) > len(some) else None,
    )


def _tried(
    deps: ApiDeps, principal: Principal, desk: str,
    *, tenants: Sequence[str], rules: Routing | None, limit: int, of_desk: bool,
) -> tuple[tuple[Tried, ...], int, bool]:  # fmt: skip
    """The mails, how many had no bytes any more, and whether the time was enough."""
    until = deps.now() + TIME
    tried: list[Tried] = []
    unread = 0
    for story in _opened_by_mail(deps, principal, desk, tenants, limit):
        if deps.now() > until:
            return tuple(tried), unread, False
        one = _try(deps, story, rules, of_desk=of_desk)
        if one is None:
            unread += 1
        else:
            tried.append(one)
    return tuple(tried), unread, True


def _opened_by_mail(
    deps: ApiDeps, principal: Principal, desk: str, tenants: Sequence[str], limit: int
) -> Iterator[TicketStory]:
    """The last tickets of these that a mail opened, newest first."""
    store = deps.stores.for_principal(principal).tickets
    page = PageRequest(limit=limit)
    tickets = [t for name in tenants for t in store.of_tenant(TenantRef(desk, name), page).tickets]
    by_mail = [ticket for ticket in tickets if ticket.channel is Channel.MAIL]
    for ticket in sorted(by_mail, key=lambda t: t.created_at, reverse=True)[:limit]:
        yield store.story(ticket.ref)


def _try(deps: ApiDeps, story: TicketStory, rules: Routing | None, *, of_desk: bool) -> Tried | None:
    from helpdesk.mail.understand import understand  # noqa: PLC0415 - most requests need no mail parser
    from helpdesk.usecases.intake.receive import Post, arrive  # noqa: PLC0415 - as above

    ticket = story.ticket
    first = next((e for e in story.entries if isinstance(e, MessageEntry) and e.raw), None)
    if first is None or first.raw is None:
        return None
    try:
        raw = deps.intake.raw.fetch(first.raw)
    except NotFound:
        return None
    home = home_of(deps.directory, deps.agreements, ticket.ref.scope)
    notice = Notice(raw=first.raw, received_at=first.at, sender=first.by.email or "", recipients=())
    post = Post(notice=notice, source=raw, mail=understand(raw, deployment=deps.intake.deployment))
    arrived = arrive(home, post, first.recipients or (home.tenant.address,))
    routings = _routings(home, rules, of_desk=of_desk)
    rule = choose_route(routings, facts_of_mail(arrived, routings))
    before = (e.new for e in story.entries if isinstance(e, ChangeEntry) and e.field == "routing")
    return Tried(
        ticket=ticket.key,
        subject=ticket.subject,
        sender=arrived.sender,
        at=first.at,
        was=next(before, None),
        rule=rule.id if rule else None,
        name=rule.name if rule else None,
        changes=_changes(ticket, rule) if rule else (),
    )


def _routings(home: Home, rules: Routing | None, *, of_desk: bool) -> tuple[Routing, ...]:
    """The tenant's rules, then the desk's; `rules` in the place of those they are to replace."""
    mail = home.config.mail
    mine = mail.routing.get(home.tenant.ref.tenant, Routing())
    shared = mail.routing.get("", Routing())
    if rules is not None:
        mine, shared = (mine, rules) if of_desk else (rules, shared)
    return (mine, shared)


def _changes(ticket: Ticket, rule: RoutingRule) -> tuple[WouldChange, ...]:
    then = routed(ticket, rule)
    pairs = ((field, _shown(getattr(ticket, field)), _shown(getattr(then, field))) for field in _FIELDS)
    return tuple(WouldChange(field=field, now=now, then=new) for field, now, new in pairs if now != new)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")
