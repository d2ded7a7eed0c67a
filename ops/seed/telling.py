"""Telling the demo's stories: the same use cases as in production, with the clock set back."""

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from msgspec.structs import replace

from helpdesk import observe
from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.adapters.files import S3Files
from helpdesk.adapters.mailbox import S3RawMail
from helpdesk.config import DEFAULT_WORK_SHARDS
from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Membership, Person, PersonRef, Principal, Role
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import SYSTEM
from helpdesk.holiday_days import public_holidays
from helpdesk.ports import TicketWrite
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.desk_work import TableReadyTexts
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.knowledge import TableKnowledge
from helpdesk.storage.knowledge_bulletins import TableBulletins
from helpdesk.usecases import tickets
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import Deps, home_of
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.notice import Notice, Verdicts
from helpdesk.usecases.intake.receive import receive
from helpdesk.usecases.opening import NewRequester, NewTicket, open_ticket
from ops.local.cloud import LocalCloud
from ops.local.outputs import Outputs
from ops.local.table import table_of
from ops.seed.desks import ACME, AGENTS, PEOPLE, catalogue, furnish
from ops.seed.knowledge.putting import put
from ops.seed.logo import acme_logo
from ops.seed.silent import SilentIntake, SilentStores
from ops.seed.stories import STORIES
from ops.seed.story import Event, Story
from ops.seed.texts import write_texts

PASSWORD = "loket-demo-2026"  # noqa: S105 - the demo's, printed on purpose


def make(cloud: LocalCloud, outputs: Outputs, tell: Callable[[str], None]) -> None:
    """Desks and people first, then every story in the order things happened."""
    teller = _Teller(cloud, outputs)
    tell("desks, tenants, people")
    furnish(teller.editor, {ACME: teller.files.put(ACME, acme_logo(), "image/png")})
    write_texts(teller.texts)
    catalogue(teller.rows)
    accounts = CognitoAccounts(cloud.client("cognito-idp"), outputs["UserPoolId"])
    for email in sorted({agent.person.email for agents in AGENTS.values() for agent in agents}):
        accounts.ensure(email)
        accounts.set_password(email, PASSWORD)
    began = observe.now()
    tell("knowledge")
    teller.fill_shelves(began)
    for position, story in enumerate(STORIES, start=1):
        tell(f"ticket {position} of {len(STORIES)}")
        teller.tell(story, began)


class _Teller:
    def __init__(self, cloud: LocalCloud, outputs: Outputs) -> None:
        table = self._table = table_of(cloud, outputs)
        s3 = cloud.client("s3")
        self.editor = TableDirectoryEditor(table)
        self.texts = TableReadyTexts(table)
        self.rows = TableAdministration(table)
        self._now = observe.now()
        self.files = S3Files(s3, outputs["FilesBucket"])
        self._put_raw = functools.partial(s3.put_object, Bucket=outputs["MailBucket"])
        self._deps = Deps(
            stores=SilentStores(table),
            directory=TableDirectory(table, observe.now),
            files=self.files,
            agreements=Agreements(public_holidays),
            now=lambda: self._now,
            new_id=observe.new_id,
        )
        self._intake = IntakeDeps(
            store=SilentIntake(table, DEFAULT_WORK_SHARDS),
            directory=self._deps.directory,
            raw=S3RawMail(s3, outputs["MailBucket"]),
            files=self._deps.files,
            agreements=self._deps.agreements,
            now=self._deps.now,
            new_id=self._deps.new_id,
            deployment="local",
        )

    def fill_shelves(self, now: datetime) -> None:
        """Spaces, articles, a decision tree and a bulletin."""
        put(TableKnowledge(self._table), TableBulletins(self._table), now)

    def tell(self, story: Story, ends: datetime) -> None:
        """Open the ticket and let its events happen, promises kept or broken on the way."""
        opened = ends - timedelta(hours=story.ago)
        self._now = opened
        ticket = self._open(story)
        for event in story.events:
            at = min(opened + timedelta(minutes=event.after), ends)
            self._let_time_pass(ticket.key, at)
            ticket = self._happen(ticket, event)
        self._let_time_pass(ticket.key, ends)

    def _open(self, story: Story) -> Ticket:
        person = _PEOPLE[story.tenant, story.who]
        if story.channel is Channel.MAIL:
            return self._open_by_mail(story, person)
        new = NewTicket(subject=story.subject, text=story.text, tenant=story.tenant, type=story.type)
        if story.channel is Channel.PORTAL:
            scope = story.tenant
            mine = Membership(role=person.role, desk=scope.desk, tenant=scope.tenant, person=person.ref)
            return open_ticket(self._deps, _principal(mine), new)
        caller = NewRequester(email=person.emails[0], name=person.name)
        return open_ticket(
            self._deps, _any_agent(story.tenant), replace(new, channel=story.channel, requester=caller)
        )

    def _open_by_mail(self, story: Story, person: Person) -> Ticket:
        tenant = self._deps.directory.desk(story.tenant.desk).tenants[story.tenant.tenant]
        key = f"inbound/demo-{observe.new_id()}"
        self._put_raw(Key=key, Body=_mail(story, person, tenant.address, self._now, key))
        passed = Verdicts(spam="PASS", virus="PASS", spf="PASS", dkim="PASS", dmarc="PASS")
        (landing,) = receive(
            self._intake,
            Notice(
                raw=key,
                received_at=self._now,
                sender=person.emails[0],
                recipients=(tenant.address,),
                verdicts=passed,
            ),
        )
        if landing.ticket is None:
            raise RuntimeError(f"the demo's mail “{story.subject}” was {landing.fate}: {landing.detail}")
        return self._intake.store.get(landing.ticket)

    def _happen(self, ticket: Ticket, event: Event) -> Ticket:
        who = _agent(ticket.ref.scope, event.agent) if event.agent else _requester(ticket)
        deps, key = self._deps, ticket.key
        if event.takes and event.agent:
            ticket = tickets.assign(deps, who, key, event.agent.id)
        if event.priority:
            ticket = tickets.set_priority(deps, who, key, event.priority)
        if event.notes:
            ticket = tickets.add_note(deps, who, key, event.notes)
        if event.says:
            ticket = tickets.add_message(deps, who, key, event.says, state=event.state)
        elif event.state:
            ticket = tickets.set_state(deps, who, key, event.state)
        return ticket

    def _let_time_pass(self, key: str, until: datetime) -> None:
        """What the checker would have done by then, at the moments it would have."""
        ref = tickets.find(self._deps, key)
        store = self._deps.stores.for_principal(_any_agent(ref.scope)).tickets
        agreement = home_of(self._deps.directory, self._deps.agreements, ref.scope).agreement
        while (ticket := store.get(ref)).next_action_at and ticket.next_action_at <= until:
            self._now = max(ticket.next_action_at, self._now)
            act = Act(by=SYSTEM, at=self._now, agreement=agreement, new_id=self._deps.new_id)
            after, entries = changes.tick(ticket, act)
            store.write(TicketWrite(ticket=after, entries=entries))
        self._now = until


_PEOPLE = {(person.scope, person.id): person for person in PEOPLE}


def _principal(member: Membership) -> Principal:
    return Principal(email=member.person.email, name=member.person.name, memberships=(member,))


def _agent(scope: TenantRef, person: PersonRef) -> Principal:
    return _principal(Membership(role=Role.AGENT, desk=scope.desk, person=person))


def _any_agent(scope: TenantRef) -> Principal:
    return _agent(scope, AGENTS[scope.desk][0].person)


def _requester(ticket: Ticket) -> Principal:
    scope = ticket.ref.scope
    return _principal(
        Membership(role=Role.REQUESTER, desk=scope.desk, tenant=scope.tenant, person=ticket.requester)
    )


def _mail(story: Story, person: Person, to: str, at: datetime, key: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=person.name, addr_spec=person.emails[0])
    message["To"], message["Subject"], message["Date"] = to, story.subject, at
    message["Message-ID"] = f"<{key.rpartition('/')[2]}@{person.emails[0].rpartition('@')[2]}>"
    message.set_content(story.text)
    return message.as_bytes()
