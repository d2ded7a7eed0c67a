"""What the use cases need from the outside world, as Protocols.

Real ones live in `storage`, `adapters` and `search`; fakes in `tests/fakes.py`. Both pass tests/contract.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.desks import Agent, Desk, DeskConfig, NamedCalendar, Team, Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.mail_templates import MailTemplates
from helpdesk.domain.people import Membership, Person, PersonRef, Principal
from helpdesk.domain.policies import Policy
from helpdesk.domain.quarantine import Decision, QuarantinedMail
from helpdesk.domain.recalculations import Recalculation
from helpdesk.domain.routing import Routing
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry

NewId = Callable[[], str]
"""Makes a fresh ULID; lower case, so that it is a well-formed id."""

MAX_PAGE = 100


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`cursor` is opaque: what the last page gave as `next`. `limit` is capped at MAX_PAGE."""

    limit: int = 25
    cursor: str | None = None


class TicketPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some tickets, and where the next ones start (None: these were the last)."""

    tickets: tuple[Ticket, ...]
    next: str | None = None


class TicketStory(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket with all of its timeline (oldest first) and what was or will be sent about it."""

    ticket: Ticket
    entries: tuple[AnyEntry, ...]
    deliveries: tuple[Delivery, ...]


class TicketWrite(msgspec.Struct, frozen=True, kw_only=True):
    """State, timeline, duplicate markers and outbox marks of one change: all of it or nothing.

    `ticket.version` is the version that was read (0 for a new ticket). `marks` are message ids that must
    not be known in the tenant yet; from then on they lead to this ticket. `person` is a requester met for
    the first time, whose addresses must not be known in the tenant yet. `fingerprint` is kept with the
    first of `marks`: it tells the mail from another one that reuses its id. `suppressions` are addresses
    that no machine writes to from then on.
    """

    ticket: Ticket
    entries: tuple[AnyEntry, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    marks: tuple[str, ...] = ()
    fingerprint: str = ""
    person: Person | None = None
    suppressions: tuple[Suppression, ...] = ()


class TicketStore(Protocol):
    """Tickets within the scope the store was bound to; whatever lies outside it is NotFound."""

    def get(self, ref: TicketRef) -> Ticket:
        """The ticket. Raises NotFound."""
        ...

    def story(self, ref: TicketRef) -> TicketStory:
        """The ticket and all that happened to it, in one Query. Raises NotFound."""
        ...

    def write(self, change: TicketWrite) -> Ticket:
        """One transaction. Returns the ticket as stored (version + 1).

        Raises VersionConflict when the ticket changed since it was read, DuplicateMail when one of `marks`
        is known already, PersonExists when an address of `person` is.
        """
        ...

    def next_number(self, scope: TenantRef) -> int:
        """The tenant's next ticket number; never the same twice, gaps are possible. Raises NotFound."""
        ...

    def queue(self, desk: str, page: PageRequest) -> TicketPage:
        """Open tickets of a desk, the next to be due first. Raises NotFound outside the scope."""
        ...

    def assigned_to(self, desk: str, agent: str, page: PageRequest) -> TicketPage:
        """Open tickets of an agent, the next to be due first."""
        ...

    def of_requester(self, scope: TenantRef, person: str, page: PageRequest) -> TicketPage:
        """All tickets of one requester, newest first."""
        ...

    def of_tenant(self, scope: TenantRef, page: PageRequest) -> TicketPage:
        """All tickets of a tenant, newest first."""
        ...


class MailLookup(msgspec.Struct, frozen=True, kw_only=True):
    """What the table knows about an arriving mail, read in one batch."""

    seen: TicketRef | None  # where this very Message-ID landed before
    fingerprint: str = ""  # of the mail that landed there; "" when it was kept without one
    threads: dict[str, TicketRef]  # known ids among those the mail refers to
    sender: Membership | None  # the sender as a requester of the tenant
    agent: Membership | None  # the sender as a member of the tenant's desk


class IntakeStore(TicketStore, Protocol):
    """For `intake_email` alone: reads and writes across tenants."""

    def look_up(
        self, scope: TenantRef, message_id: str | None, refers_to: Sequence[str], sender: str
    ) -> MailLookup:
        """One BatchGetItem; at most 90 of `refers_to` are asked for."""
        ...

    def quarantine(self, mail: QuarantinedMail) -> None:
        """Keep it; a second time with the same id changes nothing."""
        ...


class DueTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket whose `next_action_at` has come. `tries`: how often seeing to it has failed already."""

    ref: TicketRef
    due: datetime
    tries: int = 0


class CheckerStore(TicketStore, Protocol):
    """For `sla_checker` alone: reads the work index across tenants."""

    def due(self, now: datetime, limit: int, shards: Collection[int] | None = None) -> Iterable[DueTicket]:
        """Tickets with `next_action_at <= now`, oldest first, following pages lazily. `shards` None: all."""
        ...

    def postpone(self, due: DueTicket, until: datetime) -> None:
        """Look at it again then, and count one more failure; what was written meanwhile stays."""
        ...

    def stale_deliveries(self, before: datetime, limit: int) -> Iterable[Delivery]:
        """Pending deliveries made, or last swept, before that instant, oldest first per shard."""
        ...

    def swept(self, delivery: Delivery, again: datetime) -> None:
        """It is on the queue once more: as stale it counts from `again` on, should it still be pending."""
        ...

    def held_notices(self) -> Iterable[Delivery]:
        """What waits for a digest, all of one person together, an incomplete digest first."""
        ...

    def gather(self, digest: Delivery, notices: Sequence[Delivery], *, before: int) -> bool:
        """Write the digest, which told `before` notices so far, and settle `notices` with it: all or nothing.

        At most 90 at once. False when somebody else was first.
        """
        ...

    def recalculations(self, now: datetime) -> Sequence[Recalculation]:
        """Those whose time has come, oldest first."""
        ...

    def save_recalculation(self, job: Recalculation, *, done: bool = False) -> None:
        """Remember how far it is; `done`: forget it."""
        ...


class OutboxStore(TicketStore, Protocol):
    """For `outbox` alone: carries out deliveries across tenants."""

    def delivery(self, ref: TicketRef, delivery_id: str) -> Delivery:
        """The delivery. Raises NotFound."""
        ...

    def settle(self, delivery: Delivery, marks: Sequence[str] = (), entries: Sequence[AnyEntry] = ()) -> None:
        """Record a SENT or STOPPED delivery, clear its outbox mark, and mark `marks` as this ticket's.

        `entries` tell the ticket about it. A delivery that is settled already stays as it is.
        """
        ...

    def suppressed(self, scope: TenantRef, address: str) -> Suppression | None:
        """Why no machine may write to this address of the tenant; None when it may."""
        ...

    def recent_automatic(self, recipient: str, subject: str, since: datetime) -> tuple[int, int]:
        """How many automatic answers went to the address since then: (all, with this subject)."""
        ...

    def count_automatic(self, recipient: str, subject: str, at: datetime) -> None:
        """Remember that one automatic answer went out (RFC 3834 section 2 backstop)."""
        ...


class QuarantineStore(Protocol):
    """The quarantine; bound to a scope of desks. `desk` None: mail no desk is known for."""

    def list(self, desk: str | None, page: PageRequest) -> tuple[tuple[QuarantinedMail, ...], str | None]:
        """What waits, newest first, with the cursor of the next page."""
        ...

    def get(self, desk: str | None, mail_id: str) -> QuarantinedMail:
        """One mail, decided on or not. Raises NotFound."""
        ...

    def decide(self, desk: str | None, mail_id: str, decision: Decision) -> QuarantinedMail:
        """Write down a decision, and give the mail as it stands. One that is done stays as it is.

        A mail whose decision is done waits no longer. Raises NotFound, and Conflict when something else was
        decided before.
        """
        ...


class Directory(Protocol):
    """Configuration and who is who, across desks. Answers may be up to 60 seconds old."""

    def desk(self, desk: str) -> DeskConfig:
        """The desk's whole configuration. Raises NotFound."""
        ...

    def fresh(self, desk: str) -> DeskConfig:
        """The same as it is stored at this moment, for those who edit it. Raises NotFound."""
        ...

    def tenant_of_address(self, address: str) -> TenantRef | None:
        """The tenant that receives mail at this address (lower case, without plus-detail)."""
        ...

    def tenant_of_prefix(self, prefix: str) -> TenantRef | None:
        """The tenant whose tickets carry this prefix."""
        ...

    def memberships(self, email: str) -> tuple[Membership, ...]:
        """Everything this address may do anywhere; never cached (sign-in decides on it)."""
        ...

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        """The tenant's requesters and managers."""
        ...


class DirectoryEditor(Protocol):
    """Writing configuration. Every call is idempotent; ids, addresses and prefixes stay unique.

    `follow` is written in the same transaction: open tickets are held to the new terms by it.
    """

    def put_desk(self, desk: Desk) -> None: ...
    def put_tenant(self, tenant: Tenant, follow: Recalculation | None = None) -> None:
        """Also its addresses and prefix. Raises Conflict when another tenant holds one of them."""
        ...

    def put_team(self, desk: str, team: Team) -> None: ...
    def put_agent(self, desk: str, agent: Agent) -> None:
        """Also the membership the agent signs in with."""
        ...

    def put_calendar(
        self, desk: str, calendar: NamedCalendar, follow: Recalculation | None = None
    ) -> None: ...
    def put_policy(self, desk: str, policy: Policy, follow: Recalculation | None = None) -> None: ...
    def delete_calendar(self, desk: str, calendar: str) -> None: ...
    def delete_policy(self, desk: str, policy: str) -> None: ...
    def change_senders(
        self, desk: str, tenant: str, change: Callable[[SenderRules], SenderRules]
    ) -> SenderRules:
        """Make the lists of a tenant ("": of the desk) what `change` makes of those stored now."""
        ...

    def put_routing(self, desk: str, tenant: str, routing: Routing) -> None:
        """The routing rules of a tenant; "": of the desk."""
        ...

    def put_templates(self, desk: str, tenant: str, templates: MailTemplates) -> None:
        """The letters of a tenant; "": of the desk."""
        ...

    def lift_suppression(self, scope: TenantRef, address: str) -> None:
        """Let machines write to this address again."""
        ...

    def put_person(self, person: Person) -> None:
        """Also a membership per address. Raises PersonExists when another person of the tenant holds one."""
        ...


class ScopedStores(Protocol):
    """Stores that can see what one principal may see, and nothing else."""

    @property
    def tickets(self) -> TicketStore: ...

    @property
    def quarantine(self) -> QuarantineStore: ...

    @property
    def intake(self) -> IntakeStore:
        """Lets released mail in, within what the principal may see."""
        ...


class Stores(Protocol):
    """The one door to scoped data."""

    def for_principal(self, principal: Principal) -> ScopedStores:
        """Stores bound to what this principal may see."""
        ...


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Temporary credentials that reach the data of one desk or one tenant."""

    access_key: str
    secret_key: str
    token: str
    expires: datetime


class Sessions(Protocol):
    """Where such credentials come from."""

    def of_desk(self, desk: str) -> Session:
        """For all of a desk's data. Raises Unavailable."""
        ...

    def of_tenant(self, scope: TenantRef) -> Session:
        """For one tenant's data. Raises Unavailable."""
        ...


class RawMail(Protocol):
    """The bucket SES puts inbound mail into. Raw mail is always kept."""

    def fetch(self, key: str) -> bytes:
        """The mail's bytes. Raises NotFound."""
        ...

    def link(self, key: str, *, name: str, seconds: int) -> str:
        """A link that downloads the mail as a file named `name` and expires."""
        ...


class UploadForm(msgspec.Struct, frozen=True, kw_only=True):
    """A multipart form: POST `fields`, then the file as the field `file`, to `url`."""

    url: str
    fields: dict[str, str]


class Files(Protocol):
    """Attachments and long bodies, one copy per tenant and content."""

    def put(self, scope: TenantRef, content: bytes, content_type: str) -> str:
        """Store and return its key, `{desk}/{tenant}/files/{sha256}`. The same bytes are stored once."""
        ...

    def get(self, key: str) -> bytes:
        """The content. Raises NotFound."""
        ...

    def form(self, scope: TenantRef, upload: str, *, most_bytes: int, seconds: int) -> UploadForm:
        """A form by which a browser puts a file there as `upload`, an id, while it has not expired."""
        ...

    def uploaded(self, scope: TenantRef, upload: str) -> bytes:
        """What was put there. Raises NotFound."""
        ...

    def link(self, key: str, *, name: str, content_type: str, seconds: int) -> str:
        """A link that downloads the file as an attachment named `name` and expires."""
        ...


class Mailer(Protocol):
    """Sends a finished mail."""

    def send(self, raw: bytes, *, sender: str, to: Sequence[str], tags: dict[str, str]) -> str:
        """Hand over to SES and return the id it gave. Raises MailRefused when trying again cannot help."""
        ...


class Accounts(Protocol):
    """The user pool."""

    def ensure(self, email: str) -> None:
        """Make sure that this address can sign in with an e-mail code. Idempotent."""
        ...

    def set_password(self, email: str, password: str) -> None:
        """Let this person sign in with a password too."""
        ...


class Queue(Protocol):
    """A queue that another function works off."""

    def send(self, bodies: Sequence[str]) -> None:
        """Hand over all of them, in as few calls as the service allows.

        Raises Unavailable when some were not taken; sending all of them again is safe (at least once).
        """
        ...


class ApiKeys(Protocol):
    """The API keys of all desks; secrets are only known as hashes."""

    def get(self, desk: str, key_id: str) -> ApiKey | None:
        """The key, revoked or not."""
        ...

    def of_desk(self, desk: str) -> tuple[ApiKey, ...]:
        """All of them, oldest first."""
        ...

    def put(self, key: ApiKey) -> None:
        """Add a key. Raises Conflict when its id is taken."""
        ...

    def change(self, old: ApiKey, new: ApiKey) -> bool:
        """Put `new` in place of `old`; False when it is not `old` that stands there any more."""
        ...


class TokenKeys(Protocol):
    """The public keys that the user pool signs its tokens with."""

    def fetch(self) -> bytes:
        """The JSON Web Key Set, fresh (RFC 7517). Raises Unavailable."""
        ...


class Attempts(Protocol):
    """Counts of what must not happen too often; they are forgotten by themselves."""

    def count(self, what: str, *, at: datetime, window: timedelta) -> int:
        """Count one more of `what` in the window that `at` falls in; returns how many that makes."""
        ...


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """One found ticket, best first."""

    ref: TicketRef
    key: str
    subject: str
    state: str
    snippet: str
    score: float


class SearchScope(msgspec.Struct, frozen=True, kw_only=True):
    """What a search may return: whole desks, whole tenants, or one requester's own tickets.

    There is no way to search without one; an empty scope finds nothing.
    """

    desks: frozenset[str] = frozenset()
    tenants: frozenset[TenantRef] = frozenset()
    requesters: frozenset[tuple[TenantRef, str]] = frozenset()


class TicketDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as the index knows it. `requester_text` leaves out what only the desk reads."""

    ref: TicketRef
    key: str
    version: int
    subject: str
    text: str  # messages
    notes: str = ""  # desk only
    state: str
    priority: str
    team: str | None = None
    assignee: str | None = None
    requester: PersonRef
    updated_at: datetime


class SearchIndex(Protocol):
    """Full-text search, one index per desk."""

    def search(self, scope: SearchScope, query: str, limit: int) -> tuple[SearchHit, ...]:
        """Best first. A broken query is searched as plain words; never raises for what people type."""
        ...

    def update(self, desk: str, documents: Sequence[TicketDocument], gone: Sequence[TicketRef] = ()) -> None:
        """Add or replace documents of one desk and drop `gone`, in one commit. Older versions never win."""
        ...
