"""The people of a tenant: requesters and managers."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person, Role
from helpdesk.domain.versions import version_of
from helpdesk.ports import PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.people import approval, merging, persons, separating
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id, one_line
from tickets_api.routes.desks import Language
from tickets_api.storing import stored
from tickets_api.views.administration import (
    MergeView,
    PersonList,
    PersonSettings,
    SenderDecision,
    WaitingSender,
    WaitingSenders,
)
from tickets_api.views.merges import PersonMerges, PersonMergeView, merge_view

blueprint = Blueprint(__name__)

Phone = Annotated[str, Meta(max_length=40)]


class PeopleQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`q`: words of a name, an address or a number."""

    q: Annotated[str, Meta(max_length=200)] = ""
    group: Id | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    cursor: Annotated[str, Meta(max_length=100)] | None = None


class PersonInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. Somebody new needs an address; the first one is the one to write to."""

    name: Annotated[str, Meta(max_length=300)] | UnsetType = UNSET
    emails: Annotated[tuple[Email, ...], Meta(max_length=20)] | UnsetType = UNSET
    phones: Annotated[tuple[Phone, ...], Meta(max_length=10)] | UnsetType = UNSET
    language: Language | UnsetType | None = UNSET
    role: Literal["requester", "manager"] | UnsetType = UNSET
    vip: bool | UnsetType = UNSET
    groups: Annotated[tuple[Id, ...], Meta(max_length=100)] | UnsetType = UNSET
    suspended: bool | UnsetType = UNSET


class PeopleMergeInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`gone` becomes a part of `kept`: ids of two people of the tenant."""

    gone: Id
    kept: Id


class ApprovalInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be done with somebody whose mail waits."""

    sender: Email
    decision: Literal["let-in", "block"]


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/people")
def list_people(call: Call[ApiDeps], desk: Id, tenant: Id, query: PeopleQuery) -> PersonList:
    """Find people of the tenant, by name."""
    page = PageRequest(limit=query.limit, cursor=query.cursor)
    found, behind, total = persons.listed(
        call.deps, call.principal, TenantRef(desk, tenant), page, words=query.q, group=query.group
    )
    return PersonList(items=tuple(_view(person) for person in found), next=behind, total=total)


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/people/{person}")
def show_person(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id) -> Answer[PersonSettings]:
    """One of the tenant's people."""
    found = persons.show(call.deps, call.principal, TenantRef(desk, tenant), person)
    return Answer(body=_view(found), version=version_of(found))


@blueprint.put(
    "/api/v1/desks/{desk}/tenants/{tenant}/people/{person}", errors=(Forbidden,), conflict=PersonSettings
)
def put_person(
    call: Call[ApiDeps], desk: Id, tenant: Id, person: Id, body: PersonInput
) -> Answer[PersonSettings]:
    """Make or change a person. Role, VIP, groups and suspending are for leads and admins."""
    scope = TenantRef(desk, tenant)
    wish = persons.PersonWish(
        name=body.name if isinstance(body.name, UnsetType) else one_line(body.name),
        emails=body.emails,
        phones=body.phones,
        language=body.language,
        role=body.role if isinstance(body.role, UnsetType) else Role(body.role),
        vip=body.vip,
        groups=body.groups,
        suspended=body.suspended,
    )
    after = stored(
        lambda: persons.put(call.deps, call.principal, scope, person, wish, expected=call.if_match),
        lambda: _view(persons.show(call.deps, call.principal, scope, person)),
    )
    return Answer(body=_view(after), version=version_of(after))


@blueprint.post("/api/v1/desks/{desk}/tenants/{tenant}/merges", status=200, errors=(Forbidden, Conflict))
def merge_people(call: Call[ApiDeps], desk: Id, tenant: Id, body: PeopleMergeInput) -> MergeView:
    """Make one of two people (leads and admins). Sent again it goes on, until the answer is `done`."""
    done = merging.merge(call.deps, call.principal, TenantRef(desk, tenant), body.gone, body.kept)
    return MergeView(gone=done.gone.id, kept=done.kept.id, tickets=done.tickets, done=done.done)


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/merges", errors=(Forbidden,))
def list_merges(call: Call[ApiDeps], desk: Id, tenant: Id) -> PersonMerges:
    """Who was merged into whom, and until when that can be undone (leads and admins)."""
    found = separating.merges(call.deps, call.principal, TenantRef(desk, tenant))
    return PersonMerges(items=tuple(merge_view(one, call.deps.now()) for one in found))


@blueprint.put(
    "/api/v1/desks/{desk}/tenants/{tenant}/people/{person}/separation", errors=(Forbidden, Conflict)
)
def separate_people(call: Call[ApiDeps], desk: Id, tenant: Id, person: Id) -> PersonMergeView:
    """Make two again of somebody who was merged into another person (leads and admins).

    Within 30 days. Sent again it goes on, until the answer's `state` is `undone`.
    """
    done = separating.separate(call.deps, call.principal, TenantRef(desk, tenant), person)
    return merge_view(done, call.deps.now())


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/approvals")
def list_waiting(call: Call[ApiDeps], desk: Id, tenant: Id) -> WaitingSenders:
    """People nobody knows, whose mail waits until somebody lets them in (leads and admins)."""
    found = approval.waiting(call.deps, call.principal, TenantRef(desk, tenant))
    return WaitingSenders(
        items=tuple(
            WaitingSender(
                sender=each.sender, mails=len(each.mails), since=each.mails[0].at,
                ids=tuple(mail.id for mail in each.mails[:5]),
                subjects=tuple(mail.subject for mail in each.mails[:5]),
            )
            for each in found
        )
    )  # fmt: skip


@blueprint.post("/api/v1/desks/{desk}/tenants/{tenant}/approvals", status=200, errors=(Forbidden, Conflict))
def decide_on_sender(call: Call[ApiDeps], desk: Id, tenant: Id, body: ApprovalInput) -> SenderDecision:
    """Let somebody in with all they wrote, or block them (leads and admins)."""
    let_in = body.decision == "let-in"
    done = approval.decide(call.deps, call.principal, TenantRef(desk, tenant), body.sender, let_in=let_in)
    return SenderDecision(decision=body.decision, tickets=done.tickets, left=done.left)


def _view(person: Person) -> PersonSettings:
    return msgspec.convert(person, PersonSettings, from_attributes=True)
